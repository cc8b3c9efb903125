"""What tests stand on: the demo hall, fresh in a database of its own, at a clock they move."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import hypothesis
import pytest
from argon2 import PasswordHasher
from clusters import BINARIES, Cluster
from hall_clock import WEDNESDAY_MORNING, HandClock
from running import Running
from served import Caller, Served
from story import Day

from queue_server.cli.importing import put
from queue_server.folder import commands as importing
from queue_server.folder import read
from queue_server.hall.rules.floor import Floor
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.settings import Settings
from queue_server.kernel.store import Store
from queue_server.web.kit.access import hashing
from run import build
from words.shell import ASKED

# Errands speak the language of the shell: here English, whoever runs the tests.
for asked in ASKED:
    os.environ.pop(asked, None)
os.environ["LANG"] = "C.UTF-8"

# Passwords of tests are quick to check; how real ones are kept: web/test_signing_in.py.
hashing.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

# The same examples each time, so that a red run is about the change; HYPOTHESIS=search looks for
# new ones.
hypothesis.settings.register_profile("steady", derandomize=True)
hypothesis.settings.register_profile("search", print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS", "steady"))


def pytest_addoption(parser) -> None:
    parser.addoption("--soak", action="store_true", help="the proofs at their full length")
    parser.addoption("--only", default="", help="of the proofs those of one file: strangers")


def pytest_collection_modifyitems(config, items) -> None:
    if only := config.getoption("--only"):
        items[:] = [item for item in items if item.path.stem == f"test_{only}"]


ROOT = Path(__file__).parent.parent
DEMO = ROOT / "halls" / "demo"
ENGINES = ["sqlite", "postgresql"]  # every test of store and commands runs on each


@pytest.fixture(scope="session")
def floor() -> Floor:
    return read(DEMO)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for the whole run. `make test` installs what it needs."""
    if not (BINARIES / "postgres").exists():
        pytest.skip("PostgreSQL is not installed")
    it = Cluster()
    yield it
    it.throw_away()


@pytest.fixture(params=ENGINES)
def empty_database(request, tmp_path) -> Callable[[], str]:
    """Makes empty databases of each engine; gives their addresses."""
    if request.param == "sqlite":
        names = count(1)
        return lambda: f"sqlite:///{tmp_path}/hall{next(names)}.db"
    return request.getfixturevalue("cluster").database


@pytest.fixture
def database(empty_database) -> str:
    """The address of an empty database of each engine."""
    return empty_database()


@pytest.fixture
def store(database, clock) -> Store:
    opened = open_store(database, clock)
    yield opened
    opened.close()


@pytest.fixture
def hall(store, floor) -> Hall:
    it = Hall(store, floor.hall.id)
    it.do(importing.import_floor, floor, by="test")
    return it


@pytest.fixture
def day(hall, clock) -> Day:
    return Day(hall, clock)


@pytest.fixture
def settings(database, tmp_path) -> Settings:
    return Settings(database=database, secret_file=tmp_path / "secret.key", clock=WEDNESDAY_MORNING)


@pytest.fixture
def served(settings, floor) -> Served:
    put(settings, floor)
    built = build(settings)
    yield Served(built)
    built.store.close()


@pytest.fixture
def manager(served) -> Caller:
    return served.caller("manager")


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Running:
    """One server for the tests of a module."""
    it = Running(tmp_path_factory.mktemp("running")).prepare().start()
    yield it
    it.stop()
    assert "Traceback" not in it.log()
