"""What a press and a look cost the more people wait, in a process of its own.

python -m tools.bench.growth URL MOST prints JSON: for 10, a tenth of MOST and MOST people who wait,
the milliseconds (medians) of a call and of an issue as units of work, of a phone's status, of a
desk's page, and of an issue with the message of it to the boards; the bytes of the largest message,
and the memory of this process in MB.
"""

if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median

from queue_server.kernel.view_models import encoded
from queue_server.screens import changes, desk, phone
from queue_server.turns.commands import calling, issuing, serving
from queue_server.turns.tables import Tickets
from tools.bench.halls import COUNTERS, Measured, held_mb, services
from tools.bench.table import Line

TIMES = 32
AT_ONCE = 5_000
FEW = 10
CALL_MS = {"sqlite": 1.0, "postgresql": 2.0}
Figures = dict[str, dict[str, float]]  # by people who wait


def measure(url: str, most: int) -> Figures:
    """The figures, from the fewest people to the most."""
    hall = Measured(url)
    hall.furnish(0, "")
    found, waiting = {}, 0
    for people in (FEW, most // 10, most):
        for left in range(people - waiting, 0, -AT_ONCE):
            hall.fill(min(left, AT_ONCE))
        waiting = people
        found[str(people)] = _figures(hall)
    hall.store.close()
    return found


def lines(engine: str, found: Figures) -> Iterator[Line]:
    """The figures against what is wanted."""
    few, many, most = found.values()
    _, some, all_ = (f"{engine}, {int(people):,} wait" for people in found)
    for what in ("issue", "call", "phone", "desk", "message"):
        yield Line(
            what=f"unit {what}, {some}", unit="ms", mine=[many[what]], other=[few[what]],
            against=f"{FEW} wait", wanted="<= 1.3",
        )  # fmt: skip
    yield _limit(f"unit call, {all_}", "ms", most["call"], CALL_MS[engine])
    yield _limit(f"board message, {some}", "B", many["bytes"], 1024)
    yield _limit(f"memory, {all_}", "MB", most["memory"], 350)


def _figures(hall: Measured) -> dict[str, float]:
    names, told = services(), hall.hall.ask(changes.told_all)
    who = hall.hall.ask(lambda view: Tickets(view).waiting()[-1].id)
    called: list[int] = []

    def call(n: int) -> None:
        ticket = hall.hall.do(calling.call_next, f"Q{n % COUNTERS + 1:02}", by="bench")
        called.append(ticket.id)

    figures = {
        "issue": _ms(lambda n: hall.hall.do(issuing.issue, names[n % COUNTERS], by="bench")),
        "phone": _ms(lambda _: hall.hall.ask(phone.citizen, who)),
        "call": _ms(call),
    }
    for ticket_id in called:
        hall.hall.do(serving.finish, ticket_id, by="bench")
    messages, told = hall.hall.ask(changes.messages, told)
    largest = max(len(encoded(message).encode()) for message in messages)
    live = _Live(hall, told)
    figures["message"] = _ms(lambda n: live.tells(names[n % COUNTERS]))
    figures["desk"] = _ms(lambda n: hall.hall.ask(desk.desk, f"Q{n % COUNTERS + 1:02}"))
    return figures | {"bytes": float(largest), "memory": held_mb(os.getpid())}


class _Live:
    """What everybody hears when a line has changed: nothing of it is known yet."""

    def __init__(self, hall: Measured, told: changes.Told) -> None:
        self._hall = hall
        self._told = told

    def tells(self, service_id: str) -> None:
        """Somebody takes a number, and the screens hear of it."""
        self._hall.hall.do(issuing.issue, service_id, by="bench")
        _, self._told = self._hall.hall.ask(changes.messages, self._told)


def _ms(work: Callable[[int], object]) -> float:
    """The median of some times, in milliseconds."""
    took = []
    for n in range(TIMES):
        began = time.perf_counter()
        work(n)
        took.append((time.perf_counter() - began) * 1000)
    return median(took)


def _limit(what: str, unit: str, mine: float, limit: float) -> Line:
    against = f"{limit:g} {unit}"
    return Line(what=what, unit=unit, mine=[mine], other=[limit], against=against, wanted="<= 1")


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
