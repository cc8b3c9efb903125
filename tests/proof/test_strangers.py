"""Whatever strangers do, a kiosk presses on, and memory and open files come back."""

import pytest
from besieged import NAMES, Besieged
from waiting import until

LONG_S, SHORT_S = 20, 2
PRESSES = 5  # at least, while it lasts; of a hundred when nobody attacks
MEMORY_MB = 120  # that an attack may take; one took a gigabyte
FILES = 40  # above those before, once they have gone
GONE_WITHIN_S = 60


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    it = Besieged(tmp_path_factory.mktemp("besieged"))
    yield it
    it.end()
    assert "Traceback" not in it.hall.log()
    assert len(it.hall.log()) < 200_000


def pytest_generate_tests(metafunc) -> None:
    """Three in `make test`; all of them in `make soak`."""
    is_soak = metafunc.config.getoption("--soak")
    metafunc.parametrize("name", NAMES if is_soak else ("small events", "silent", "pages"))


@pytest.mark.slow
def test_beside_strangers_every_press_is_answered_and_what_they_took_comes_back(
    name, hall, many, figure
):
    before = hall.look(many(1, SHORT_S))
    during = hall.under(name, many(SHORT_S, LONG_S))
    until(lambda: hall.look(0.1).files < before.files + FILES, GONE_WITHIN_S)
    after = hall.look(many(1, SHORT_S))

    figure(f"{name}: before {before}; during {during}; after {after}")
    assert during.presses >= PRESSES
    assert during.memory_mb < before.memory_mb + MEMORY_MB
