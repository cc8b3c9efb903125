"""Several programs press everything at once; what they were answered can all be true."""

from collections import Counter

import pytest
from clusters import Nginx, Redis
from conftest import ROOT
from proof.crowd import Crowd
from proof.history import OK
from proof.journal import happened_since
from proof.witness import wrong_in
from running import Running

from queue_server.cli.opened import opened
from queue_server.kernel.proof import verify

pytestmark = pytest.mark.slow
PEOPLE = 4
LONGEST_S = 3600


@pytest.fixture
def alone(tmp_path):
    """A hall in a file: one process. Gives it, and how to open its doors."""
    server = Running(tmp_path).prepare()
    yield server, lambda: [server.start().url]
    server.stop()


@pytest.fixture
def pair(tmp_path, cluster):
    """A hall on PostgreSQL: two processes, and nginx before both."""
    both = [Running(tmp_path, database=cluster.database()).prepare()]
    both.append(both[0].beside())
    redis, started = Redis(tmp_path), []

    def start() -> list[str]:
        for server in both:
            server.start(LUOT_REDIS=redis.url)
        page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
        started.append(Nginx(tmp_path, page, [server.port for server in both]))
        return [it.url for it in (*both, *started)]

    yield both[0], start
    for it in (*started, *both, redis):
        it.stop()


@pytest.mark.parametrize("served", ["alone", "pair"])
def test_what_several_programs_saw_can_all_be_true(served, request, floor, many, figure):
    hall, start = request.getfixturevalue(served)
    crowd = Crowd(hall, PEOPLE)

    crowd.begins(start(), many(600, 20_000) // PEOPLE)
    crowd.presses_on(LONGEST_S)

    presses = crowd.tells()
    with opened(hall.settings) as memory:
        events, whole = memory.ask(happened_since, 0), memory.ask(verify)
    wrong = whole.problems + wrong_in(
        presses, events, {c.id: c.service_ids for c in floor.counters}
    )
    figure(f"history, {served}: {said(presses)}, {whole.events} events, {len(wrong)} wrong")
    assert wrong == []
    assert not [press for press in presses if press.status >= 500]
    assert {"issue", "call", "finish"} <= {press.what for press in presses if press.status < OK}


def said(presses) -> str:
    """How often was pressed, said yes to, and said again to a press sent again."""
    yes = Counter(press.key for press in presses if press.status < OK)
    again = yes.total() - len(yes)
    return f"{len(presses)} presses answered, {len(yes)} done, {again} answered again"
