"""The hall's data changes while pages are open: each of them goes on, and so does every press."""

import pytest
from floors import without

from queue_server.folder import commands as importing


@pytest.fixture
def taken_apart(served, floor):
    """Somebody at Q02 and somebody in line, then the counter, the service and the group go."""
    clerk, kiosk = served.caller("manager"), served.caller("kiosk")
    body = {"service_id": "LLTP", "priority_group": "NGUOI_CAO_TUOI"}
    people = [kiosk.press("/tickets", body, status=201) for _ in range(3)]
    clerk.press("/counters/Q02/openings")
    called = clerk.press("/counters/Q02/calls", status=201)
    new = without(floor, services=["LLTP"], counters=["Q02"], groups=["NGUOI_CAO_TUOI"])
    served.built.hall.do(importing.import_floor, new, by="import", is_meant=True)
    return clerk, people, called


PAGES = [
    "/",
    "/display/",
    "/supervisor/",
    "/api/v1/board",
    "/api/v1/services",
    "/api/v1/counters",
    "/api/v1/counters/Q02",
    "/api/v1/counters/Q03",
    "/api/v1/journal",
]


def test_every_page_goes_on(served, taken_apart):
    manager, people, _called = taken_apart

    seen = {page: manager.get(page).status_code for page in PAGES}
    seen["/kiosk/"] = served.caller("kiosk").get("/kiosk/").status_code
    seen["/counter/"] = served.browser("clerk", "Q03").get("/counter/").status_code
    seen["/t/"] = [served.caller().get(f"/t/{it['key']}").status_code for it in people]

    assert seen == dict.fromkeys(seen, 200) | {"/t/": [200, 200, 200]}


def test_a_clerk_at_the_counter_that_goes_serves_out_and_is_told(served, taken_apart):
    manager, _people, called = taken_apart

    for _ in range(3):
        manager.press(f"/tickets/{called['id']}/starts")
        manager.press(f"/tickets/{called['id']}/finishes")
        following = manager.post("/api/v1/counters/Q02/calls")
        called = following.json

    assert (following.status_code, called["code"]) == (409, "nothing_waiting")
    assert manager.post("/api/v1/counters/Q02/closings").status_code == 200


def test_a_kiosk_that_still_shows_the_service_says_what_is_so(served, taken_apart):
    kiosk = served.caller("kiosk")

    page = kiosk.get("/kiosk/services/LLTP?lang=vi", headers={"Accept": "text/html"})
    refused = kiosk.post("/api/v1/tickets", {"service_id": "LLTP"})

    assert (page.status_code, refused.status_code) == (404, 404)
    assert "chọn lại" in page.text
