"""The log: one line for each thing that happened, never more because somebody outside wished so."""

import logging
import sys
import time
from typing import TextIO, cast

from gevent import get_hub

LINE = "%(asctime)s %(levelname)s %(message)s"
MOST_A_MINUTE = 10  # lines of one kind
MINUTE_S = 60.0
BESIDE = "    "  # before each line of a traceback: none of them looks like a line of the log


def install(stream: TextIO | None = None) -> None:
    """Log from warnings on, to standard error: escaped, and each kind a few times a minute."""
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Escaping(LINE))
    handler.addFilter(Limited())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    get_hub().exception_stream = cast(TextIO, Beside(stream))


def escaped(text: str) -> str:
    """Text on one line, with everything that is not a plain character written out."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _written_out(c) for c in text)


class Escaping(logging.Formatter):
    """One line for each record; what came from outside begins no line of its own."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line."""
        return escaped(super().formatMessage(record))

    def formatException(self, ei: object) -> str:
        """The lines of a traceback, each set in."""
        return _set_in(super().formatException(ei))  # type: ignore[arg-type]


class Limited(logging.Filter):
    """A kind is a place in the program. How many lines were left out is said with the next one."""

    def __init__(self) -> None:
        super().__init__()
        self._kinds: dict[tuple[str, int], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Is this one of the few of its kind in this minute?"""
        kind, now = (record.pathname, record.lineno), time.monotonic()
        since, count = self._kinds.get(kind, (now, 0))
        if now - since >= MINUTE_S:
            if count > MOST_A_MINUTE:
                left_out = count - MOST_A_MINUTE
                record.msg = f"{record.getMessage()} (and {left_out} more like the last ones)"
                record.args = ()
            since, count = now, 0
        self._kinds[kind] = since, count + 1
        return count < MOST_A_MINUTE


class Beside:
    """Where gevent writes the end of a greenlet that failed: set in and escaped, too."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write some lines."""
        self._stream.write(_set_in(text))
        return len(text)

    def flush(self) -> None:
        """Nothing waits here."""
        self._stream.flush()


def _set_in(text: str) -> str:
    lines = text.split("\n")  # not splitlines: what else breaks a line somewhere is escaped
    return "\n".join(f"{BESIDE}{escaped(line)}" if line else "" for line in lines)


def _written_out(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
