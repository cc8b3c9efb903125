"""Why a system call failed, in words for whoever stands before the printer."""

import errno
import socket
from collections.abc import Mapping

from printer.words import said
from words import SOURCE, Text

NO_SUCH_NAME = said("no machine of this name on the network")
NO_ANSWER = said("it does not answer")
GONE = said("it was turned off or unplugged")
BUSY = said("another program is using it")
NOT_THERE = said("there is no such device")
REASONS: Mapping[int | None, Text] = {
    errno.ECONNREFUSED: said("connection refused"),
    errno.ECONNRESET: GONE,
    errno.EPIPE: GONE,
    errno.EIO: GONE,
    errno.ENODEV: NOT_THERE,
    errno.ENXIO: NOT_THERE,
    errno.ENOENT: NOT_THERE,
    errno.EBUSY: BUSY,
    errno.ETIMEDOUT: NO_ANSWER,
    errno.EHOSTUNREACH: said("no way through the network to it"),
    errno.ENETUNREACH: said("there is no network"),
    errno.ENOSPC: said("the disk is full"),
    errno.EACCES: said("permission denied"),
}


def reason(error: OSError) -> Text:
    """Why, in words; the system's own where none are known."""
    if isinstance(error, socket.gaierror):
        return NO_SUCH_NAME
    if isinstance(error, TimeoutError):
        return NO_ANSWER
    known = REASONS.get(error.errno)
    return known or Text({SOURCE: str(error)})
