"""Units of work against the bare SQL of the same statements, in a process of its own.

python -m tools.bench.units URL ROUNDS TIMES [ONLY] [--one-at-a-time] prints rates per second as
JSON, each a list with one figure per round, of so many times: `issue` and `call` by one client,
`issue_64` and `call_64` by 64 greenlets at once, `bare_issue` and `bare_call` in a loop, `board`
and `phone` as questions.
"""

if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import gevent

from queue_server.kernel import group_commit
from queue_server.kernel.door import Hall
from queue_server.kernel.idempotency import Answer, Press
from queue_server.kernel.unit_of_work import Transaction
from queue_server.screens import board, phone
from queue_server.turns.commands import calling, issuing
from queue_server.turns.tables import Tickets
from tools.bench import bare_sql
from tools.bench.halls import COUNTERS, Measured, services

ONE_AT_A_TIME = "--one-at-a-time"
_keys = count(time.time_ns())


def issue(tx: Transaction, n: int) -> Answer:
    """A number, as the kiosk's press takes it."""
    names = services_once()
    return Answer(status=201, text=issuing.issue(tx, names[n % len(names)], by="bench").number)


def call(tx: Transaction, n: int) -> Answer:
    """The next one, to a counter."""
    counter = f"Q{n % COUNTERS + 1:02}"
    return Answer(status=201, text=calling.call_next(tx, counter, by="bench").number)


def pressed(hall: Hall, work: Callable[[Transaction, int], Answer], n: int) -> None:
    """One whole press: looked up by its key, done, kept."""
    press = Press(device="manager:bench", key=f"unit-{next(_keys)}", fingerprint="f" * 64)
    hall.press(press, lambda tx: work(tx, n))


def services_once(known: list[str] = []) -> list[str]:  # noqa: B006 (read once)
    """The services, without building the floor again at each press."""
    if not known:
        known.extend(services())
    return known


def rate(times: int, work: Callable[[int], object]) -> float:
    """How often a second `work` is done, one after another."""
    began = time.perf_counter()
    for n in range(times):
        work(n)
    return times / (time.perf_counter() - began)


def rate_at_once(each: int, work: Callable[[int], object]) -> float:
    """How often a second 64 greenlets do it together, each so many times."""

    def run(client: int) -> None:
        for n in range(each):
            work(client + n * COUNTERS)

    began = time.perf_counter()
    gevent.joinall([gevent.spawn(run, n) for n in range(COUNTERS)], raise_error=True)
    return each * COUNTERS / (time.perf_counter() - began)


def measure(url: str, rounds: int, times: int, only: str) -> dict[str, list[float]]:
    """Every figure once per round, one after another."""
    found: dict[str, list[float]] = defaultdict(list)
    it = Measured(url)
    loops = bare_sql.Loops(url, pressed, issue, call)
    for _ in range(rounds):
        for name, figure in _figures(it, loops, times):
            if only not in ("", name):
                continue
            it.clear()
            found[name].append(figure())
    it.clear()
    loops.close()
    it.store.close()
    return found


def _figures(
    it: Measured, loops: "bare_sql.Loops", times: int
) -> Sequence[tuple[str, Callable[[], float]]]:
    hall = it.hall

    def calls(run: Callable[[Callable[[int], object]], float]) -> float:
        it.fill(COUNTERS * 4)
        return run(lambda n: pressed(hall, call, n))

    def asked(question: Callable[..., Any], *args: Any) -> float:
        return rate(times, lambda _: hall.ask(question, *args))

    def somebody() -> int:
        it.fill(100)
        return hall.ask(lambda view: Tickets(view).waiting()[0].id)

    return [
        ("bare_issue", lambda: rate(times, loops.issue)),
        ("issue", lambda: rate(times, lambda n: pressed(hall, issue, n))),
        ("issue_64", lambda: rate_at_once(max(1, times // 40), lambda n: pressed(hall, issue, n))),
        ("bare_call", lambda: loops.ready() or rate(COUNTERS, loops.call)),
        ("call", lambda: calls(lambda work: rate(COUNTERS, work))),
        ("call_64", lambda: calls(lambda work: rate_at_once(1, work))),
        ("board", lambda: somebody() and asked(board.board)),
        ("phone", lambda: asked(phone.citizen, somebody())),
    ]


if __name__ == "__main__":
    if ONE_AT_A_TIME in sys.argv:
        sys.argv.remove(ONE_AT_A_TIME)
        group_commit.MOST_AT_ONCE = 1
    url, rounds, times, *only = sys.argv[1:]
    print(json.dumps(measure(url, int(rounds), int(times), "".join(only))))
