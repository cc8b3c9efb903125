"""One program at a time: a lock that ends with whoever holds it, however it ends."""

import sys
from pathlib import Path
from typing import IO


def lock(path: Path) -> IO[bytes] | None:
    """Hold this file until it is closed; None when another program does."""
    file = path.open("ab")
    try:
        _hold(file)
    except OSError:
        file.close()
        return None
    return file


def _hold(file: IO[bytes]) -> None:
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
