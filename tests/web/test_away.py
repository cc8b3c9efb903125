"""While PostgreSQL is away every door says that it is sorry, within seconds, and asks by itself."""

import time

import psycopg
import pytest
from clusters import Cluster
from hall_clock import HandClock
from served import Served

from queue_server.cli.importing import put
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.interface import BadDatabase
from queue_server.kernel.refusals import Unavailable
from queue_server.kernel.settings import Settings
from run import build

PAGES = ["/", "/kiosk/", "/display/", "/counter/", "/supervisor/", "/sign-in", "/t/1234567890"]
PAGE = {"Accept": "text/html"}
PATIENCE_S = 30  # far more than is promised; what is promised is measured, not asserted


@pytest.fixture(scope="module")
def away(tmp_path_factory, floor):
    """A hall whose PostgreSQL has stopped, and the cluster."""
    cluster = Cluster()
    folder = tmp_path_factory.mktemp("away")
    settings = Settings(database=cluster.database(), secret_file=folder / "secret.key")
    put(settings, floor)
    it = Served(build(settings.changed(open_devices=True)))
    manager = it.caller("manager")
    cluster.stop()
    yield it, manager
    it.built.store.close()
    cluster.throw_away()


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_so_and_asks_again_by_itself(away, page):
    served, _manager = away

    answer = served.caller().get(page, headers=PAGE)

    if answer.status_code in (200, 302):  # it needs no memory
        return
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert 'http-equiv="refresh"' in answer.text


@pytest.mark.slow
def test_a_monitoring_program_is_told(away):
    served, _manager = away

    scraped = served.caller().get("/metrics")

    assert scraped.status_code == 200
    assert "luot_database_up 0.0" in scraped.text
    assert "luot_journal_version" not in scraped.text


@pytest.mark.slow
@pytest.mark.parametrize("way", ["/nowhere", "/kiosk/tickets"])
def test_a_page_that_refuses_needs_no_memory_either(away, way):
    served, _manager = away
    guest = served.caller()

    answer = guest.get(way, headers=PAGE) if way == "/nowhere" else guest.post(way, headers=PAGE)

    assert answer.status_code in (403, 404, 503)
    assert "sheet" in answer.text, "a page with its words"


@pytest.mark.slow
def test_after_a_press_the_page_it_was_pressed_on_is_asked_for(away):
    served, _manager = away
    pressed_on = PAGE | {"Referer": "http://localhost/sign-in?next=/desk"}
    elsewhere = PAGE | {"Referer": "http://other.example/sign-in"}

    ours = served.caller().client.post("/sign-in", headers=pressed_on, data={"name": "x"})
    theirs = served.caller().client.post("/sign-in", headers=elsewhere, data={"name": "x"})

    assert 'content="5; url=/sign-in"' in ours.text
    assert 'content="5; url=/"' in theirs.text


@pytest.mark.slow
def test_a_program_hears_the_same(away):
    _served, manager = away

    answer = manager.post("/api/v1/tickets", {"service_id": "LLTP"})

    assert (answer.status_code, answer.json["code"]) == (503, "unavailable")


@pytest.fixture
def own_cluster():
    it = Cluster()
    yield it
    it.throw_away()


@pytest.mark.slow
def test_whoever_comes_first_after_a_long_absence_is_answered(own_cluster):
    """The pool must not wait for minutes between its tries: a touchscreen stood still so long."""
    store = open_store(own_cluster.database(), HandClock())
    own_cluster.stop()
    with pytest.raises(Unavailable):
        store.halls()

    until = time.monotonic() + PATIENCE_S
    while store._pool.get_stats()["pool_size"] or time.monotonic() < store._away_until:
        assert time.monotonic() < until, "it never stops to try by itself"
        time.sleep(0.1)
    own_cluster.start()

    assert store.halls() == []
    store.close()


def test_a_start_at_the_standby_says_so(database, store, clock):
    if not database.startswith("postgresql"):
        pytest.skip("SQLite has no standby")
    name = database.rsplit("/", 1)[1]
    with psycopg.connect(database, autocommit=True) as other:
        other.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')

    with pytest.raises(BadDatabase, match="can only be read"):
        open_store(database, clock)


def test_a_server_that_may_only_be_read_is_away_until_it_may_be_written(hall, day, database):
    if not database.startswith("postgresql"):
        pytest.skip("SQLite has no standby")
    name = database.rsplit("/", 1)[1]

    def read_only(flag: str) -> None:
        with psycopg.connect(database, autocommit=True) as other:
            other.execute("SET default_transaction_read_only = off")
            other.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = {flag}')
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    day.arrives()
    read_only("on")
    with pytest.raises(Unavailable):
        day.arrives()
    read_only("off")

    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            assert day.arrives().number == "A002"
            return
        except Unavailable as error:
            assert time.monotonic() < until, error
            time.sleep(error.facts["seconds"] / 10)
