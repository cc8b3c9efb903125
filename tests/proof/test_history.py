"""Several programs press everything at once; what they were answered can all be true."""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from clusters import Nginx, Redis
from conftest import ROOT
from proof.history import Held, Pressed, check
from proof.presser import COUNTERS
from running import Running

from queue_server.cli.opened import opened
from queue_server.commands import desks
from queue_server.domain.events import TicketCalled
from queue_server.store import verify

pytestmark = pytest.mark.slow
PEOPLE = 4
PRESSER = Path(__file__).with_name("presser.py")


@pytest.fixture
def alone(tmp_path):
    """A hall in a file: one process. Gives it, and where to press."""
    server = Running(tmp_path).prepare()
    yield server, lambda: server.start().url
    server.stop()


@pytest.fixture
def pair(tmp_path, cluster):
    """A hall on PostgreSQL: two processes behind nginx."""
    both = [Running(tmp_path, database=cluster.database()).prepare()]
    both.append(both[0].beside())
    redis, started = Redis(tmp_path), []

    def start() -> str:
        for server in both:
            server.start(LUOT_REDIS=redis.url)
        page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
        started.append(Nginx(tmp_path, page, [server.port for server in both]))
        return started[0].url

    yield both[0], start
    for it in (*started, *both, redis):
        it.stop()


@pytest.mark.parametrize("served", ["alone", "pair"])
def test_what_several_programs_saw_can_all_be_true(served, request, tmp_path, many, figure):
    server, start = request.getfixturevalue(served)
    presses = many(600, 20_000) // PEOPLE
    token = server.token("manager", "bench")
    with opened(server.settings) as hall:
        for counter in COUNTERS:
            hall.do(desks.open_counter, counter, by="test")

    seen = press_at_once(start(), token, presses, tmp_path)
    with opened(server.settings) as hall:
        held, whole = hall.ask(held_in_the_end), hall.ask(verify)
    wrong = check(seen, held) + whole.problems

    figure(f"history, {served}: {len(seen)} answers, {whole.events} events, {len(wrong)} wrong")
    assert len(seen) >= presses * PEOPLE
    assert not [press for press in seen if press.status >= 500]
    assert wrong == []


def press_at_once(url: str, token: str, presses: int, folder: Path) -> list[Pressed]:
    """Let several processes press; gives all they saw."""
    files = [folder / f"seen-{n}.json" for n in range(PEOPLE)]
    people = [
        subprocess.Popen([sys.executable, str(PRESSER), url, token, str(n), str(presses), str(f)])
        for n, f in enumerate(files)
    ]
    assert [person.wait(3600) for person in people] == [0] * PEOPLE
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [Pressed(**json.loads(line)) for line in lines]


def held_in_the_end(view) -> dict[int, Held]:
    """Each ticket with the counters it was called to."""
    called, version = defaultdict(list), 0
    while events := view.events_since(version):
        version = events[-1].seq
        for recorded in events:
            if isinstance(recorded.event, TicketCalled):
                called[recorded.event.ticket_id].append(recorded.event.counter_id)
    return {
        t.id: Held(number=t.number, series=t.series, called_to=tuple(called[t.id]))
        for t in view.tickets_of(view.day)
    }
