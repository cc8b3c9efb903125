"""Words to tell a day in the hall with. Everything happens in a real hall on a real database."""

from dataclasses import dataclass

from hall_clock import HandClock

from queue_server.desks import commands as desks
from queue_server.kernel.door import Hall
from queue_server.kernel.events import Event
from queue_server.ratings import commands as rating
from queue_server.turns.commands import calling, day_end, issuing, serving, undoing
from queue_server.turns.rules.tickets import Ticket
from queue_server.turns.tables import Tickets


@dataclass
class Clerk:
    """Somebody at a counter. Each press is one command."""

    hall: Hall
    counter_id: str
    name: str = "lan"

    def opens(self):
        self.hall.do(desks.open_counter, self.counter_id, by=self.name)
        return self

    def sits_down(self, *, take_over: bool = False):
        how = {"sits": True, "take_over": take_over}
        self.hall.do(desks.open_counter, self.counter_id, by=self.name, **how)
        return self

    def pauses(self, reason: str | None = None):
        return self.hall.do(desks.pause_counter, self.counter_id, by=self.name, reason=reason)

    def closes(self):
        self.hall.do(desks.close_counter, self.counter_id, by=self.name)

    def calls_next(self) -> str:
        return self.hall.do(calling.call_next, self.counter_id, by=self.name).number

    def calls(self, who: Ticket, reason: str | None = "CAN_TRO_GIUP") -> Ticket:
        """Out of turn, by hand."""
        command = calling.call_this
        return self.hall.do(command, self.counter_id, who.id, by=self.name, reason=reason)

    def finishes_and_calls(self, outcome: str | None = None) -> str:
        command = calling.finish_and_call
        return self.hall.do(command, self.counter_id, by=self.name, outcome=outcome).number

    def recalls(self, who: Ticket) -> Ticket:
        return self.hall.do(calling.recall, who.id, by=self.name)

    def starts(self, who: Ticket) -> Ticket:
        return self.hall.do(serving.start, who.id, by=self.name)

    def finishes(self, who: Ticket, outcome: str | None = None) -> Ticket:
        return self.hall.do(serving.finish, who.id, by=self.name, outcome=outcome)

    def holds(self, who: Ticket, reason: str | None = None) -> Ticket:
        return self.hall.do(serving.hold, who.id, by=self.name, reason=reason)

    def resumes(self, who: Ticket) -> Ticket:
        return self.hall.do(serving.resume, who.id, by=self.name, counter_id=self.counter_id)

    def marks_absent(self, who: Ticket) -> Ticket:
        return self.hall.do(serving.no_show, who.id, by=self.name)

    def brings_back(self, who: Ticket) -> Ticket:
        return self.hall.do(serving.bring_back, who.id, by=self.name)

    def transfers(self, who: Ticket, service: str) -> Ticket:
        return self.hall.do(serving.transfer, who.id, service, by=self.name)

    def undoes(self, who: Ticket) -> Ticket:
        return self.hall.do(undoing.undo, who.id, by=self.name)

    def serves(self) -> str:
        """Call, start and finish whoever is next."""
        number = self.calls_next()
        who = self.hall.ask(lambda view: Tickets(view).at_counter(self.counter_id))
        self.starts(who)
        self.finishes(who)
        return number


@dataclass
class Day:
    """The demo hall on a Wednesday, at a clock that only the test moves."""

    hall: Hall
    clock: HandClock

    def arrives(self, service: str = "LLTP", priority: str | None = None, **facts) -> Ticket:
        """Somebody takes a number; nobody arrives at the very same moment as another."""
        self.clock.passes(seconds=1)
        return self.hall.do(issuing.issue, service, by="kiosk1", priority_group=priority, **facts)

    def clerk(self, counter: int) -> Clerk:
        """A clerk at an open counter."""
        return Clerk(self.hall, f"Q{counter:02}").opens()

    def passes(self, **span: float) -> None:
        self.clock.passes(**span)

    def cancels(self, who: Ticket) -> Ticket:
        return self.hall.do(serving.cancel, who.id, by="citizen")

    def rates(self, who: Ticket, value: int, reason: str | None = None) -> Ticket:
        return self.hall.do(rating.rate, who.id, value, by="citizen", reason=reason)

    def ends_past_days(self) -> int:
        return self.hall.do(day_end.end_past_days)

    def now(self, who: Ticket) -> Ticket:
        """How a ticket stands now."""
        return self.hall.ask(lambda view: Tickets(view).ticket(who.id))

    def events(self) -> list[Event]:
        return [r.event for r in self.hall.events_since(0)]
