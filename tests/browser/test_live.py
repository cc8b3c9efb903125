"""What screens ask the server for while the hall moves: only what concerns them, and seldom."""

import pytest
from browsing import DESK, PHONE

WAIT = {"timeout": 30_000}


def asked(page, path):
    """The questions of a page with this in their address, from now on."""
    found = []
    page.on("request", lambda it: found.append(it.url) if path in it.url else None)
    return found


@pytest.fixture
def desk(hall, walk_in):
    """Lan's desk, counter 2, with hands on its clock; `hears` waits for what her desk is told."""
    hall.press("/counters/Q02/openings")
    page = walk_in(DESK).signs_in("lan")
    page.clock.install()
    with page.expect_websocket() as socket:
        page.reload()
    page.wait_for_selector("html[data-link=fresh]", **WAIT)
    page.hears = lambda word: socket.value.expect_event("framereceived", lambda it: word in str(it))
    return page


def test_a_desk_asks_when_its_own_lines_change_and_not_for_those_of_others(hall, desk):
    questions = asked(desk, "/api/v1/counters/Q02")
    with desk.hears('"YTE"'):
        hall.press("/tickets", {"service_id": "YTE"})
    desk.clock.fast_forward(1000)
    assert questions == []

    with desk.hears('"LLTP"'):
        number = hall.press("/tickets", {"service_id": "LLTP"})["number"]
    desk.clock.fast_forward(1000)
    desk.wait_for_selector(f".row-number:text-is('{number}'), #next-number:text-is('{number}')")
    assert len(questions) == 1


def test_a_phone_moves_its_place_without_a_question(hall, walk_in):
    hall.press("/counters/Q08/openings")
    people = [hall.press("/tickets", {"service_id": "YTE"}) for _ in range(3)]
    phone = walk_in(PHONE, "en").open(f"/t/{people[-1]['key']}")
    before = people[-1]["ahead"]
    phone.wait_for_selector("html[data-link=fresh]", **WAIT)
    phone.wait_for_selector(f"#ahead:has-text('{before}')")
    phone.wait_for_load_state("networkidle")
    questions = asked(phone, ".json")

    hall.press("/counters/Q08/calls")
    phone.wait_for_selector(f"#ahead:has-text('{before - 1}')", **WAIT)

    assert questions == []
