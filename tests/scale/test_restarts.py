"""PostgreSQL goes away while people press: 503 for a while, then on, and nothing lost or twice."""

import threading
import time
from uuid import uuid4

import pytest
from clusters import Cluster
from running import Running
from screens import Screen

from queue_server.cli.opened import opened
from queue_server.store import verify

pytestmark = pytest.mark.slow
LONGEST_S = 60


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


class Kiosk(threading.Thread):
    """Presses until it is told to end; each press again under its key until it is answered."""

    def __init__(self, hall: Running, token: str) -> None:
        super().__init__()
        self.numbers, self.statuses = [], []
        self._hall, self._token = hall, token
        self._ended = threading.Event()
        self.start()

    def run(self) -> None:
        session = self._hall.caller(self._token)
        while not self._ended.is_set():
            self.numbers.append(self._press(session))

    def _press(self, session) -> str:
        headers, until = {"Idempotency-Key": uuid4().hex}, time.monotonic() + LONGEST_S
        while time.monotonic() < until:
            answer = session.post(
                f"{self._hall.url}/api/v1/tickets",
                json={"service_id": "LLTP"},
                headers=headers,
                timeout=LONGEST_S,
            )
            self.statuses.append(answer.status_code)
            if answer.ok:
                return answer.json()["number"]
            assert int(answer.headers["Retry-After"]) > 0
            time.sleep(0.2)
        raise AssertionError("never answered")

    def end(self) -> None:
        self._ended.set()
        self.join()


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

    version = board.catch_up()["snapshot"]["version"]
    while board.next()["version"] < version:
        """It hears what happened after the last restart."""
    board.client.disconnect()

    numbers = sorted(n for kiosk in kiosks for n in kiosk.numbers)
    statuses = {status for kiosk in kiosks for status in kiosk.statuses}
    with opened(hall.settings) as memory:
        issued = [t.number for t in memory.ask(lambda view: view.tickets_of(view.day))]
        problems = memory.ask(verify).problems
    assert statuses == {201, 503}
    assert numbers == sorted(issued)
    assert sorted(issued, key=lambda n: int(n[1:])) == issued
    assert int(issued[-1][1:]) == len(issued)
    assert problems == []
    assert "Traceback" not in hall.log()
