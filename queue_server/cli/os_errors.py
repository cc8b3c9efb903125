"""What the computer itself refuses, and what to look at then."""

import errno
import socket

from queue_server.cli.telling import here
from queue_server.cli.words import said
from words import NOTHING

ADVICE = {
    errno.EADDRINUSE: said(
        "Another program listens there; stop it, or set LUOT_PORT to another port."
    ),
    errno.EADDRNOTAVAIL: said("This computer has no such address; set LUOT_HOST to one it has."),
    errno.EACCES: said("This user may not; ports below 1024 and other users' files need rights."),
    errno.ENOENT: said("Make that folder, or name another place."),
    socket.EAI_NONAME: said("Nobody knows that name; set LUOT_HOST to an address, as 0.0.0.0."),
}


def in_words(error: OSError) -> str:
    """What the computer refused, and what to look at."""
    what = f"{error.filename}: " if error.filename else ""
    advice = here(ADVICE.get(error.errno or 0, NOTHING))
    return f"{what}{error.strerror or error}. {advice}".strip()
