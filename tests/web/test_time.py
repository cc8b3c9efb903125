"""While the time is in doubt every page says so, no door gives a number, and a manager confirms."""

import pytest
from served import Served

from queue_server.cli.importing import put
from queue_server.hall.rules.roles import RUNS_THE_HALL, Role
from queue_server.hall.tables import is_in_doubt
from run import build

OURS = {"Origin": "http://localhost", "Accept": "text/html"}
NEW = {"service_id": "LLTP"}
IN_2056 = 2_730_000_000_000  # 05/07/2056


@pytest.fixture
def served(settings, floor):
    """A hall at the real time whose newest event is of 2056."""
    put(settings, floor)
    built = build(settings.changed(clock=None))
    built.hall.do(lambda tx: tx.query("UPDATE halls SET believed_ms = :ms", ms=IN_2056))
    yield Served(built)
    built.store.close()


def test_no_door_gives_a_number_while_the_time_is_in_doubt(served):
    refused = served.caller("kiosk").press("/tickets", NEW, status=409)
    page = served.browser("helper").post("/kiosk/tickets", data=NEW, headers=OURS)

    assert refused["code"] == "clock_in_doubt"
    assert page.status_code == 409
    assert "Đồng hồ máy chủ báo" in page.text


@pytest.mark.parametrize("path", ["/", "/kiosk/", "/display/", "/supervisor/"])
def test_every_page_says_that_the_time_is_in_doubt(served, path):
    browser = served.browser("helper")

    assert "Đồng hồ máy chủ không đáng tin" in browser.get(path).text
    assert "clock is in doubt" in browser.get(f"{path}?lang=en").text


@pytest.mark.parametrize("role", sorted(RUNS_THE_HALL))
def test_one_press_confirms_the_time(served, role):
    browser = served.browser(role)
    assert "05/07/2056" in browser.get("/supervisor/").text

    assert browser.post("/supervisor/clock", headers=OURS).status_code == 303

    assert "05/07/2056" not in browser.get("/supervisor/").text
    assert not served.built.hall.ask(is_in_doubt)


def test_who_does_not_keep_the_time_sees_it_and_cannot_confirm_it(served):
    clerk = served.browser(Role.CLERK)

    page = clerk.get("/supervisor/").text

    assert "05/07/2056" in page
    assert "Giờ máy chủ đúng" not in page
    assert clerk.post("/supervisor/clock", headers=OURS).status_code == 403
