"""A clerk: opens, calls, waits, serves, finishes; calls twice before marking a no-show."""

from collections.abc import Iterable

import gevent

from queue_server.replay.lobby import NOT_ALLOWED, Lobby, Visit

WALK_S = 30.0  # from the lobby to the counter
PATIENCE_S = 60.0  # between two calls for somebody who does not come
LOOK_S = 5.0  # real seconds between two looks at an empty line when nobody rings
RETIRED = "counter_retired"  # somebody took the counter out of the hall meanwhile
CLOSED = "counter_closed"  # and put it back: it is opened again
STRANGER_MIN = 5.0  # how long somebody takes who is not of this played day


class Clerk:
    """One clerk of a played day."""

    def __init__(self, lobby: Lobby, counter_id: str, service_ids: Iterable[str]) -> None:
        self._lobby = lobby
        self._counter = f"/api/v1/counters/{counter_id}"
        self._bell = lobby.bell(service_ids)

    def work(self) -> None:
        """The whole day at one counter."""
        self._lobby.guard(self._works)

    def _works(self) -> None:
        self._press(f"{self._counter}/openings")
        self._takes_over()
        while True:
            self._bell.clear()
            called = self._lobby.door.press(f"{self._counter}/calls")
            if self._lobby.expect(called, self._counter, "nothing_waiting", RETIRED, CLOSED):
                self._serves(called.body["id"])
            elif called.code == CLOSED and not self._lobby.over.is_set():
                self._press(f"{self._counter}/openings")
            elif self._lobby.over.is_set() or called.code in ("", RETIRED):
                break
            else:
                gevent.wait([self._bell, self._lobby.over], LOOK_S, 1)
        self._press(f"{self._counter}/closings")

    def _takes_over(self) -> None:
        """Somebody may be at the counter from before."""
        current = self._lobby.door.get(self._counter).body["current"]
        if current is not None:
            self._press(f"/api/v1/tickets/{current['id']}/finishes")

    def _serves(self, ticket_id: int) -> None:
        stranger = Visit(service_min=STRANGER_MIN)
        visit = self._lobby.visits.setdefault(ticket_id, stranger)
        ticket, time = f"/api/v1/tickets/{ticket_id}", self._lobby.time
        visit.called.set()
        if visit.walked_out:
            time.sleep(PATIENCE_S)
            self._press(f"{ticket}/recalls")
            time.sleep(PATIENCE_S)
            self._press(f"{ticket}/no-shows")
            return
        time.sleep(WALK_S)
        started = self._lobby.door.press(f"{ticket}/starts")
        if visit.gave_up and started.code == NOT_ALLOWED:
            return  # they were called, and had told their phone that they leave
        self._lobby.expect(started, ticket)
        time.sleep(visit.service_min * 60)
        self._press(f"{ticket}/finishes")
        visit.served.set()

    def _press(self, path: str) -> None:
        self._lobby.expect(self._lobby.door.press(path), path)
