"""PostgreSQL goes away while people press: 503 for a while, then on, and nothing lost or twice."""

import time

import pytest
from clusters import Cluster
from kiosks import Kiosk
from running import Running
from screens import Screen

from queue_server.cli.opened import opened
from queue_server.hall.tables import day_of
from queue_server.kernel.proof import verify
from queue_server.turns.tables import Tickets

pytestmark = pytest.mark.slow


@pytest.fixture
def cluster():
    """A server of this test's own: it is stopped under it."""
    it = Cluster(fsync=True)
    yield it
    it.throw_away()


@pytest.fixture
def hall(cluster, tmp_path):
    it = Running(tmp_path, database=cluster.database()).prepare()
    yield it
    it.stop()


def test_postgresql_restarted_under_load_loses_nothing(hall, cluster):
    token = hall.token("manager", "manager")
    hall.start()
    board = Screen(hall)
    kiosks = [Kiosk(hall, token) for _ in range(4)]
    for pause in (0, 6):  # a restart, then an absence longer than a press waits
        time.sleep(1)
        cluster.stop()
        time.sleep(pause)
        cluster.start()
        time.sleep(2)
    for kiosk in kiosks:
        kiosk.end()

    version = hall.caller().get(f"{hall.url}/api/v1/board", timeout=30).json()["version"]
    while board.next()["version"] < version:
        """It hears what happened after the last restart."""
    board.client.disconnect()

    numbers = sorted(n for kiosk in kiosks for n in kiosk.numbers)
    statuses = {status for kiosk in kiosks for status in kiosk.statuses}
    with opened(hall.settings) as memory:
        issued = [t.number for t in memory.ask(lambda view: Tickets(view).of_day(day_of(view)))]
        problems = memory.ask(verify).problems
    assert statuses == {201, 503}
    assert numbers == sorted(issued)
    assert sorted(issued, key=lambda n: int(n[1:])) == issued
    assert int(issued[-1][1:]) == len(issued)
    assert problems == []
    assert "Traceback" not in hall.log()
