"""How an event is written into the journal, read back, and chained to the row before."""

import hashlib

import msgspec

from queue_server.domain.events import KINDS, Event
from queue_server.domain.floor import Floor
from queue_server.store.interface import Recorded, Row


def encode(event: Event) -> str:
    """An event as JSON text; its class name is kept beside it."""
    return msgspec.json.encode(event).decode()


def decode(kind: str, body: str) -> Event:
    """An event from its class name and JSON text. Raises KeyError for a kind of another version."""
    return msgspec.json.decode(body, type=KINDS[kind])


def recorded(row: Row) -> Recorded:
    """A journal row as an event with its place."""
    return Recorded(epoch=row["epoch"], seq=row["seq"], event=decode(row["kind"], row["body"]))


def link(before: str, *, epoch: int, seq: int, kind: str, body: str) -> str:
    """The hash of a journal row: SHA-256 over the hash before it and everything in the row."""
    text = "\n".join((before, str(epoch), str(seq), kind, body))
    return hashlib.sha256(text.encode()).hexdigest()


def encode_floor(floor: Floor) -> str:
    """The hall's data as JSON text."""
    return msgspec.json.encode(floor).decode()


def decode_floor(text: str) -> Floor:
    """The hall's data from JSON text."""
    return msgspec.json.decode(text, type=Floor)


def digest(text: str) -> str:
    """A short name for exactly this text: its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()
