"""One day played: every visitor and every clerk of it, each in a greenlet."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from gevent.pool import Group

from queue_server.replay.clerk import Clerk
from queue_server.replay.guest import Guest
from queue_server.replay.hall_client import HallClient
from queue_server.replay.hall_time import HallTime
from queue_server.replay.lobby import Lobby
from queue_server.replay.visitors import Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What came of a day: presses by HTTP status, answers that were lost and asked for again,
    `acknowledged` numbers by ticket id with their keys, what each counter served at its beginning,
    how many came `too_late` for a number of that day, and what should not have happened."""

    statuses: dict[int, int]
    losses: int
    acknowledged: dict[int, tuple[str, str]]
    served_by: dict[str, tuple[str, ...]]
    too_late: int = 0
    errors: list[str] = field(default_factory=list)


def play(
    url: str, token: str, visitors: Sequence[Visitor], told: Callable[[int, str], None]
) -> Played:
    """Play the visitors on the server at `url`; `told(done, hall_time)` hears how far it is.

    The token must be of a manager. Raises HallGone.
    """
    door = HallClient(url, token)
    lobby = Lobby(door=door, time=HallTime(door), run=secrets.token_hex(4))
    visitors = _today(visitors, lobby)
    clerks = Group()
    served_by = {
        counter["id"]: tuple(service["id"] for service in counter["services"])
        for counter in door.get("/api/v1/counters").body["counters"]
    }
    for counter_id, services in served_by.items():
        if services:
            clerks.spawn(Clerk(lobby, counter_id, services).work)
    guests = Group()
    for visitor in visitors:
        guests.spawn(_visit, lobby, visitor)
    while len(guests):
        guests.join(timeout=0.5)
        told(len(visitors) - len(guests), f"{lobby.time.now():%H:%M}")
        _fail_with(lobby)
    lobby.over.set()
    clerks.join()
    _fail_with(lobby)
    return Played(
        statuses=dict(door.statuses),
        losses=door.losses,
        acknowledged=lobby.acknowledged,
        served_by=served_by,
        too_late=lobby.too_late,
        errors=lobby.errors,
    )


def _visit(lobby: Lobby, visitor: Visitor) -> None:
    lobby.guard(Guest(lobby, visitor).visit)


def _fail_with(lobby: Lobby) -> None:
    if lobby.gone is not None:
        raise lobby.gone


def _today(visitors: Sequence[Visitor], lobby: Lobby) -> list[Visitor]:
    """The same visitors on the hall's own date."""
    today = lobby.time.now().date()
    return [replace(v, arrives=datetime.combine(today, v.arrives.time())) for v in visitors]
