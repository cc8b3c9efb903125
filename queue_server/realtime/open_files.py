"""How many connections this process can bear: each is an open file, and those are limited."""

import logging
import sys

from queue_server.realtime.places import KNOWN

OTHERS = 512  # the memory, the printers, the pages
EACH = 2  # a websocket holds its connection twice
FEWEST = 100
log = logging.getLogger("luot.realtime")


def room_for(wanted: int) -> int:
    """How many connections of strangers this process can bear, at most `wanted`.

    The limit of open files is raised as far as the system allows it.
    """
    if sys.platform == "win32":
        return wanted
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needs = (wanted + KNOWN) * EACH + OTHERS
    if soft < needs:
        soft = needs if hard == resource.RLIM_INFINITY else min(needs, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    room = (soft - OTHERS) // EACH - KNOWN
    if room < wanted:
        log.warning(
            "%d files may be open, so only %d connections of strangers are taken, not %d: set "
            "LimitNOFILE=%d in the unit", soft, max(room, FEWEST), wanted, needs,
        )  # fmt: skip
    return min(wanted, max(room, FEWEST))
