"""The server dies and comes back: boards, desks and phones go on, and nobody presses F5."""

from browsing import BOARD, DESK, PHONE

WAIT = {"timeout": 30_000}


def test_screens_go_on_after_the_server_was_killed(walk_in, hall):
    hall.press("/counters/Q02/openings")
    first, second = (hall.press("/tickets", {"service_id": "LLTP"}) for _ in range(2))
    visits = [walk_in(BOARD), walk_in(PHONE), walk_in(DESK)]
    board, phone = visits[0].open("/display/"), visits[1].open(f"/t/{second['key']}")
    desk = visits[2].signs_in("lan")
    desk.wait_for_selector(f"#next-number:text-is('{first['number']}')")

    hall.server.kill()
    board.wait_for_selector("html[data-link=stale]", **WAIT)
    desk.wait_for_selector("html[data-link=stale]", **WAIT)
    desk.keyboard.press("F2")
    desk.wait_for_selector("#asking:not([hidden])", **WAIT)

    hall.server.start(LUOT_OPEN_DEVICES="1")
    board.wait_for_selector("html[data-link=fresh]", **WAIT)
    desk.wait_for_selector("html[data-link=fresh]", **WAIT)
    desk.wait_for_selector("#current[data-state=called]", **WAIT)  # the press nobody had answered
    assert desk.is_hidden("#asking")
    board.wait_for_selector(f"#newest .number:text-is('{first['number']}')", **WAIT)
    hall.press(f"/tickets/{first['id']}/finishes")
    assert hall.press("/counters/Q02/calls")["number"] == second["number"]
    board.wait_for_selector(f"#newest .number:text-is('{second['number']}')", **WAIT)
    phone.wait_for_selector("html[data-state=called]", **WAIT)
    for visit in visits:  # while the server was away, requests failed: that is meant
        visit.faults.clear()
