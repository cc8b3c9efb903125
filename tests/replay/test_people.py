"""The people of a played day bear what people in a hall do to each other."""

import gevent
import pytest
from running import Running

from queue_server.replay.clerk import Clerk
from queue_server.replay.hall_client import HallClient
from queue_server.replay.hall_time import HallTime
from queue_server.replay.lobby import Lobby, Visit

SPEED = 60


@pytest.fixture
def server(tmp_path):
    it = Running(tmp_path).prepare().start(LUOT_CLOCK_SPEED=str(SPEED))
    yield it
    it.stop()


@pytest.mark.slow
def test_somebody_who_gives_up_on_the_way_to_the_counter_is_no_error(server):
    door = HallClient(server.url, server.token("manager", "replay"))
    lobby = Lobby(door=door, time=HallTime(door), run="test")
    leaves = door.press("/api/v1/tickets", {"service_id": "LLTP"}).body
    stays = door.press("/api/v1/tickets", {"service_id": "LLTP"}).body
    visits = {it["id"]: Visit(service_min=1) for it in (leaves, stays)}
    lobby.visits.update(visits)

    def gives_up() -> None:
        visit = visits[leaves["id"]]
        visit.called.wait()
        visit.gave_up = True
        assert door.press(f"/t/{leaves['key']}/cancellation").ok

    leaving = gevent.spawn(gives_up)
    lobby.over.set()
    Clerk(lobby, "Q02", ["LLTP"]).work()

    leaving.get(timeout=10)
    assert lobby.errors == []
    assert visits[stays["id"]].served.is_set()
    assert not visits[leaves["id"]].served.is_set()
