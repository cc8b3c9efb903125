"""The journal of a hall as it is read from outside, and replayed."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from queue_server.kernel.codec import KINDS
from queue_server.kernel.events import Event
from queue_server.replay.hall_client import HallClient
from queue_server.turns.events import TicketIssued
from queue_server.turns.rules.tickets import Ticket


class Broken(Exception):
    """An invariant does not hold. The text says which, and where."""


class Journal:
    """The journal of a hall, replayed: every ticket as its events say."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = events
        self.tickets: dict[int, Ticket] = {}
        self.issued: list[TicketIssued] = []

    @classmethod
    def of(cls, door: HallClient) -> "Journal":
        """Read all of it. Raises Broken when a version is missing."""
        events: list[Event] = []
        while True:
            page = door.get(f"/api/v1/journal?after={len(events)}").body["events"]
            for place, entry in enumerate(page, start=len(events) + 1):
                if entry["seq"] != place:
                    raise Broken(f"versions have a gap: {place} is missing")
            if not page:
                return cls(events)
            events.extend(_event(entry) for entry in page)


def _event(entry: Mapping[str, Any]) -> Event:
    kind = KINDS[entry["kind"]]
    facts = {name: value for name, value in entry.items() if name not in ("seq", "kind")}
    return msgspec.convert(facts, kind)
