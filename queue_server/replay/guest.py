"""A visitor: takes a number, waits or gives up, is served, and rates."""

from datetime import datetime

from queue_server.replay.lobby import NOT_ALLOWED, Lobby, Visit
from queue_server.replay.visitors import Visitor

MINUTE = 60.0


class Guest:
    """One visitor of a played day."""

    def __init__(self, lobby: Lobby, visitor: Visitor) -> None:
        self._lobby = lobby
        self._visitor = visitor

    def visit(self) -> None:
        """The whole visit."""
        self._lobby.time.sleep_until(self._visitor.arrives)
        ticket = self._takes_a_number()
        if ticket is None:
            return
        ticket_id, key = ticket
        who = self._visitor
        visit = self._lobby.arrive(ticket_id, who.service_id, who.service_min)
        if self._gives_up(visit, key):
            return
        visit.served.wait()
        if self._visitor.rating is not None:
            rated = self._lobby.door.press(f"/t/{key}/rating", {"value": self._visitor.rating})
            self._lobby.expect(rated, f"rating of visitor {self._visitor.n}")

    def _takes_a_number(self) -> tuple[int, str] | None:
        wish = {"service_id": self._visitor.service_id}
        for name in ("priority_group", "procedure_code"):
            if value := getattr(self._visitor, name):
                wish[name] = value
        press = f"{self._lobby.run}:{self._visitor.n}"  # a refusal leaves it free to be tried again
        answer = self._lobby.door.press("/api/v1/tickets", wish, key=press)
        while answer.code == "hall_closed" and self._comes_back(answer.body["opens"]):
            answer = self._lobby.door.press("/api/v1/tickets", wish, key=press)
        if not self._lobby.expect(answer, f"visitor {self._visitor.n}", "hall_closed"):
            self._lobby.too_late += answer.code == "hall_closed"
            return None
        got = answer.body
        self._lobby.acknowledged[got["id"]] = got["number"], got["key"]
        return got["id"], got["key"]

    def _comes_back(self, opens: str | None) -> bool:
        """Wait for the afternoon; whoever would have to come another day goes home."""
        if opens is None:
            return False
        again = datetime.strptime(opens, "%H:%M, %d/%m/%Y")  # noqa: DTZ007 (the hall's wall clock)
        if again.date() != self._visitor.arrives.date():
            return False
        self._lobby.time.sleep_until(again)
        return True

    def _gives_up(self, visit: Visit, key: str) -> bool:
        """Wait to be called as long as patience lasts. Half of those who leave say so."""
        patience = self._visitor.leaves_after_min
        if patience is None:
            visit.called.wait()
            return False
        if visit.called.wait(patience * MINUTE / self._lobby.time.speed):
            return False
        if self._visitor.n % 2:
            visit.walked_out = True
            return True
        visit.gave_up = True
        answer = self._lobby.door.press(f"/t/{key}/cancellation")
        # "not_allowed": served at this very moment, so they stay at the counter after all.
        return self._lobby.expect(answer, f"leaving of visitor {self._visitor.n}", NOT_ALLOWED)
