"""What a press costs in a large hall: ten times the counters, thirty times the services.

python -m tools.bench.size URL COUNTERS SERVICES prints JSON: milliseconds (medians) of an issue and
of a call as units of work.
"""

if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()

import json
import string
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median
from typing import Any

from queue_server.folder import read
from queue_server.hall.rules.floor import Floor
from queue_server.turns.commands import calling, issuing, serving
from tools.bench.halls import DEMO, Measured, engine_of
from tools.bench.table import Line

SMALL, LARGE = (20, 17), (200, 500)  # counters, services
WAITING = 20  # for each service
TIMES = 200
LETTERS = [
    *string.ascii_uppercase,
    *(a + b for a in string.ascii_uppercase for b in string.ascii_uppercase),
]


def floor(counters: int, services: int) -> Floor:
    """The demo hall with so many of each; every service at a counter, every counter with some."""
    demo = read(DEMO)
    offered = tuple(
        replace(demo.services[n % len(demo.services)], id=f"S{n}", prefix=LETTERS[n])
        for n in range(services)
    )
    serving_all = [
        replace(
            demo.counters[0],
            id=f"Q{n}",
            number=n + 1,
            service_ids=tuple(it.id for k, it in enumerate(offered) if k % counters == n),
        )
        for n in range(counters)
    ]
    shared = [  # with more counters than services some services have several
        it if it.service_ids else replace(it, service_ids=(offered[n % services].id,))
        for n, it in enumerate(serving_all)
    ]
    return replace(demo, services=offered, counters=tuple(shared), procedures=())


def measure(url: str, counters: int, services: int) -> dict[str, float]:
    """The medians, in milliseconds."""
    hall = Measured(url, of=floor(counters, services))
    hall.furnish(0, "")
    hall.fill(services * WAITING)
    called: list[int] = []

    def issue(n: int) -> None:
        hall.hall.do(issuing.issue, f"S{n % services}", by="bench")

    def call(n: int) -> None:
        called.append(hall.hall.do(calling.call_next, f"Q{n % counters}", by="bench").id)

    def ends() -> None:
        while called:
            hall.hall.do(serving.finish, called.pop(), by="bench")

    took = {"issue": [_ms(issue, n) for n in range(TIMES)], "call": []}
    for n in range(TIMES):
        took["call"].append(_ms(call, n))
        ends()
    hall.clear()
    hall.store.close()
    return {what: median(each) for what, each in took.items()}


def lines(urls: tuple[str, str], rounds: int, told: Callable[..., Any]) -> Iterator[Line]:
    """The large hall against the small one, measured in turn."""
    small: dict[str, list[float]] = {"issue": [], "call": []}
    large: dict[str, list[float]] = {"issue": [], "call": []}
    for _ in range(rounds):
        for url, size, found in ((urls[0], SMALL, small), (urls[1], LARGE, large)):
            for what, figure in told("tools.bench.size", {}, url, *map(str, size)).items():
                found[what].append(figure)
    for what in ("issue", "call"):
        yield Line(
            what=f"unit {what}, {engine_of(urls[0])}, {LARGE[0]} counters, {LARGE[1]} services",
            unit="ms", mine=large[what], other=small[what],
            against=f"{SMALL[0]} and {SMALL[1]}", wanted="<= 1.3",
        )  # fmt: skip


def _ms(work: Callable[[int], object], n: int) -> float:
    began = time.perf_counter()
    work(n)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
