"""How an event is written into the journal, read back, and chained to the row before."""

import hashlib
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import msgspec

from queue_server.kernel.events import Event
from queue_server.kernel.interface import Recorded, Row

KINDS: dict[str, type[Event]] = {}  # every kind of event there is, by its name in the journal
_EVENTS: dict[str, msgspec.json.Decoder[Any]] = {}
Rewrite = Callable[[dict[str, Any]], object]
_OLDER: dict[str, tuple[str, Rewrite]] = {}


def learn(*modules: ModuleType) -> None:
    """Know the kinds of events that these modules define, from their import on.

    While there is one thread: msgspec learns a type when it first meets it, and two threads that
    teach it the same one at once end the program with a segmentation fault.
    """
    for kind in (kind for module in modules for kind in _kinds(module)):
        KINDS[kind.__name__] = kind
        _EVENTS[kind.__name__] = msgspec.json.Decoder(kind)


def _kinds(module: ModuleType) -> Iterator[type[Event]]:
    """Those that nothing is built on: a family has no events of its own."""
    for kind in vars(module).values():
        if isinstance(kind, type) and issubclass(kind, Event) and not kind.__subclasses__():
            yield kind


def encode(event: Event) -> str:
    """An event as JSON text; its class name is kept beside it."""
    return msgspec.json.encode(event).decode()


def older(kind: type[Event], mark: str, rewrite: Rewrite) -> None:
    """Rows of a kind with `mark` in their text were written by an older version: `rewrite` changes
    their fields to what they are now. The journal itself stays as it is.
    """
    _OLDER[kind.__name__] = mark, rewrite


def decode(kind: str, body: str) -> Event:
    """An event from its class name and JSON text. Raises KeyError for a kind of another version."""
    decoder, (mark, rewrite) = _EVENTS[kind], _OLDER.get(kind, ("", None))
    if rewrite is not None and mark in body:
        fields = msgspec.json.decode(body)
        rewrite(fields)
        body = msgspec.json.encode(fields).decode()
    event: Event = decoder.decode(body)
    return event


def recorded(row: Row) -> Recorded:
    """A journal row as an event with its place."""
    return Recorded(epoch=row["epoch"], seq=row["seq"], event=decode(row["kind"], row["body"]))


def link(before: str, *, epoch: int, seq: int, kind: str, body: str) -> str:
    """The hash of a journal row: SHA-256 over the hash before it and everything in the row."""
    text = "\n".join((before, str(epoch), str(seq), kind, body))
    return hashlib.sha256(text.encode()).hexdigest()


def digest(text: str) -> str:
    """A short name for exactly this text: its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()
