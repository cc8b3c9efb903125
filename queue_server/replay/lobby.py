"""What the people in a played hall share: the door, the clock, and who is waiting for whom."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from gevent.event import Event

from queue_server.replay.hall_client import Answer, HallClient, HallGone
from queue_server.replay.hall_time import HallTime

NOT_ALLOWED = "not_allowed"  # the ticket has moved on meanwhile


@dataclass(kw_only=True)
class Visit:
    """A visitor in the lobby, as clerk and visitor see each other.

    `gave_up` says that they told the hall so, or are about to: it may have heard them when they
    had been called, and the clerk's answer was on its way.
    """

    service_min: float
    called: Event = field(default_factory=Event)
    served: Event = field(default_factory=Event)
    walked_out: bool = False
    gave_up: bool = False


@dataclass(kw_only=True)
class Lobby:
    """One played day. `run` names its presses, so that another run makes other ones."""

    door: HallClient
    time: HallTime
    run: str
    visits: dict[int, Visit] = field(default_factory=dict)
    acknowledged: dict[int, tuple[str, str]] = field(default_factory=dict)
    too_late: int = 0
    errors: list[str] = field(default_factory=list)
    bells: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    over: Event = field(default_factory=Event)
    gone: HallGone | None = None

    def bell(self, service_ids: Iterable[str]) -> Event:
        """A bell that rings when somebody arrives for one of these services."""
        bell = Event()
        for service_id in service_ids:
            self.bells[service_id].append(bell)
        return bell

    def arrive(self, ticket_id: int, service_id: str, service_min: float) -> Visit:
        """Somebody has a number; a clerk may have called it before we heard of it."""
        visit = self.visits.setdefault(ticket_id, Visit(service_min=service_min))
        visit.service_min = service_min
        for bell in self.bells[service_id]:
            bell.set()
        return visit

    def expect(self, answer: Answer, what: str, *codes: str) -> bool:
        """Was it done? A refusal with one of `codes` is no error, any other is noted."""
        if not answer.ok and answer.code not in codes:
            self.errors.append(f"{what}: {answer.status} {answer.code} {answer.body}")
        return answer.ok

    def guard(self, act: Callable[[], None]) -> None:
        """Let somebody act; whatever goes wrong is noted and nobody else is stopped."""
        try:
            act()
        except HallGone as error:
            self.gone = error
        except Exception as error:
            self.errors.append(f"{act.__qualname__}: {type(error).__name__}: {error}")
