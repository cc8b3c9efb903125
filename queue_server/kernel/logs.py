"""The log: one line for each thing that happened, never more because somebody outside wished so.

A line says when, how bad, which part of the program (`luot.kernel`, `luot.web` ...), what, and in
which request: the same id stands in the answer's `X-Request-ID`.
"""

import logging
import sys
import time
from contextvars import ContextVar
from typing import TextIO, cast

import msgspec
from gevent import get_hub

TEXT, JSON = "text", "json"
KINDS = (TEXT, JSON)
LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"
MOST_A_MINUTE = 10  # lines of one kind
MINUTE_S = 60.0
BESIDE = "    "  # before each line of a traceback: none of them looks like a line of the log


# The id of the request that this greenlet answers; empty outside of one.
request_id: ContextVar[str] = ContextVar("request_id", default="")


def install(stream: TextIO | None = None, kind: str = TEXT) -> None:
    """Log from warnings on, to standard error: escaped, and each kind a few times a minute.

    Called again it goes on in the other of KINDS.
    """
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AsJson() if kind == JSON else Escaping(LINE))
    handler.addFilter(Limited())
    root = logging.getLogger()
    for ours in [it for it in root.handlers if any(isinstance(f, Limited) for f in it.filters)]:
        root.removeHandler(ours)
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
        asked = request_id.get()
        return escaped(super().formatMessage(record) + (f" [{asked}]" if asked else ""))

    def formatException(self, ei: object) -> str:
        """The lines of a traceback, each set in."""
        return _set_in(super().formatException(ei))  # type: ignore[arg-type]


class AsJson(logging.Formatter):
    """One JSON object a line, for a program that collects them."""

    default_msec_format = "%s.%03d"

    def format(self, record: logging.LogRecord) -> str:
        """The line; `request` and `traceback` where there are any."""
        said = {
            "at": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if asked := request_id.get():
            said["request"] = asked
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return msgspec.json.encode(said).decode()


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
