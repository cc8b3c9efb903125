"""Debian's chromium on a hall that runs: pages at their real sizes, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import CHROMIUM, FLAGS, OpenHall, Visit
from playwright.sync_api import Browser, sync_playwright
from running import Running


def pytest_collection_modifyitems(items) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


STAFF = {
    "lan": ("clerk", "Q02"),
    "minh": ("clerk", "Q03"),
    "tam": ("clerk", None),
    "hoa": ("clerk", None),
}


@pytest.fixture(scope="module")
def hall(chromium, tmp_path_factory) -> Iterator[OpenHall]:
    """A hall of this module's own, at a Wednesday's 08:00, any browser here is a kiosk."""
    server = Running(tmp_path_factory.mktemp("hall")).prepare()
    passwords = {n: server.password(role, n, counter) for n, (role, counter) in STAFF.items()}
    token = server.token("manager", "tests")
    server.start(LUOT_OPEN_DEVICES="1")
    yield OpenHall(server, chromium, passwords, token)
    server.stop()
    assert "Traceback" not in server.log()


@pytest.fixture
def walk_in(hall) -> Iterator:
    """`walk_in(size, lang)` opens a browser; at the end none of its pages had a fault."""
    visits: list[Visit] = []

    def come(size: tuple[int, int], lang: str = "vi", **options) -> Visit:
        visits.append(hall.visit(size, lang, **options))
        return visits[-1]

    yield come
    for visit in visits:
        for page in visit.context.pages:
            page.close()  # and with it what it still listens to
        visit.context.close()
    assert not [fault for visit in visits for fault in visit.faults]
