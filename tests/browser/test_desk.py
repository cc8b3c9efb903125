"""The desk, with the keyboard alone: every verb, undo, transfer, and what a refusal looks like."""

import pytest
from browsing import DESK, cut_text, picture, serious


@pytest.fixture
def visit(walk_in):
    return walk_in(DESK)


@pytest.fixture
def desk(visit):
    """Minh's desk, counter 3, open and free."""
    page = visit.signs_in("minh")
    if page.is_visible("[data-verb=open]"):
        page.keyboard.press("F10")
    page.wait_for_selector("#desk[data-state=open]")
    yield page
    if page.get_attribute("#current", "data-state") != "none":
        page.keyboard.press("F9")
        page.wait_for_selector("#current[data-state=none]")


@pytest.fixture
def called(hall, desk):
    """Somebody who was called to it with F2. Returns the number."""
    hall.press("/tickets", {"service_id": "TUPHAP"})
    desk.wait_for_selector("#next[data-state=some]")
    desk.keyboard.press("F2")
    desk.wait_for_selector("#current[data-state=called]")
    return desk.text_content("#number")


def state(page, wanted):
    page.wait_for_selector(f"#current[data-state={wanted}]")


def test_call_again_start_and_finish(desk, called):
    desk.keyboard.press("F3")
    desk.wait_for_selector("#times:has-text('2')")
    desk.keyboard.press("F4")
    state(desk, "serving")
    desk.keyboard.press("F9")
    state(desk, "none")

    assert int(desk.text_content("#served")) >= 1


def test_hold_and_resume_with_tab_and_enter(desk, called):
    desk.keyboard.press("F6")
    desk.keyboard.press("F6")  # without saying why
    state(desk, "none")
    row = desk.locator("#held li", has_text=called)
    row.locator("button").first.focus()
    desk.keyboard.press("Enter")

    state(desk, "serving")
    assert desk.text_content("#number") == called


def test_a_no_show_comes_back_in_line(desk, called):
    desk.keyboard.press("F8")
    state(desk, "none")
    desk.locator("#absent li", has_text=called).locator("button").focus()
    desk.keyboard.press("Enter")

    desk.wait_for_selector(f"#next-number:has-text('{called}')")
    desk.keyboard.press("F2")
    state(desk, "called")


def test_a_slip_of_the_finger_is_undone_with_ctrl_z(desk, called):
    desk.keyboard.press("F9")
    state(desk, "none")
    desk.wait_for_selector("#undo:not([disabled])")
    desk.keyboard.press("Control+z")

    state(desk, "called")
    assert desk.text_content("#number") == called


def test_transfer_with_arrows_and_enter(desk, called, hall):
    desk.keyboard.press("F7")
    desk.wait_for_selector("#targets:not([hidden])")
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Enter")
    state(desk, "none")

    queues = hall.get("/board")["queues"]
    assert [s for s, queue in queues.items() if called in queue["order"]] == ["DATDAI"]


def test_escape_leaves_a_transfer_alone(desk, called):
    desk.keyboard.press("F7")
    desk.keyboard.press("Escape")

    assert desk.is_hidden("#targets")
    assert desk.text_content("#number") == called


def test_a_hold_with_its_reason_by_a_digit(desk, called, hall):
    desk.keyboard.press("F6")
    desk.wait_for_selector("#targets li:has-text('Đi photo')")
    picture(desk, "desk-hold-vi")
    assert cut_text(desk) == []
    assert serious(desk) == []
    desk.keyboard.press("2")
    state(desk, "none")

    desk.wait_for_selector("#held li:has-text('Đi photo giấy tờ')")
    [held] = [it for it in hall.get("/counters/Q03")["held"] if it["number"] == called]
    assert held["reason"] == "PHOTO"


def test_a_pause_says_why(desk):
    desk.keyboard.press("F10")
    desk.wait_for_selector("#targets:not([hidden])")
    desk.keyboard.press("2")

    desk.wait_for_selector("#counter-state:has-text('Giải lao')")
    desk.keyboard.press("F10")
    desk.wait_for_selector("#desk[data-state=open]")


def test_a_digit_finishes_with_an_outcome(desk, called, hall):
    ticket = hall.get("/counters/Q03")["current"]["id"]
    desk.keyboard.press("2")  # nobody is being served yet
    desk.keyboard.press("F4")
    state(desk, "serving")
    picture(desk, "desk-serving-vi")
    assert cut_text(desk) == []
    assert serious(desk) == []
    desk.keyboard.press("2")
    state(desk, "none")

    done = hall.get(f"/tickets/{ticket}")
    assert (done["state"], done["outcome"]) == ("served", "YEU_CAU_BO_SUNG")


def test_one_press_ends_the_service_and_calls_and_both_are_taken_back(desk, called, hall):
    hall.press("/tickets", {"service_id": "TUPHAP"})
    desk.keyboard.press("F4")
    state(desk, "serving")
    desk.wait_for_selector("#next[data-state=some]")
    other = desk.text_content("#next-number")
    desk.keyboard.press("F2")
    desk.wait_for_selector(f"#number:has-text('{other}')")
    desk.wait_for_selector(f"#undo:not([disabled]):has-text('{other}')")
    desk.keyboard.press("Control+z")
    state(desk, "none")
    desk.wait_for_selector(f"#undo:not([disabled]):has-text('{called}')")
    desk.keyboard.press("Control+z")

    state(desk, "serving")
    assert desk.text_content("#number") == called
    assert desk.text_content("#next-number") == other


def test_somebody_is_called_out_of_turn_with_a_reason(desk, hall):
    for _ in range(2):
        hall.press("/tickets", {"service_id": "TUPHAP"})
    row = desk.locator("#waiting li").first
    row.wait_for()
    due, other = desk.text_content("#next-number"), row.locator("strong").text_content()
    row.locator("button").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_selector("#targets li:has-text('Người cần trợ giúp')")
    picture(desk, "desk-by-hand-vi")
    desk.keyboard.press("Enter")
    state(desk, "called")

    assert desk.text_content("#number") == other
    assert desk.text_content("#next-number") == due
    desk.keyboard.press("F8")
    state(desk, "none")


def test_a_press_on_a_slow_line_is_seen_to_be_on_its_way(desk, called):
    waits = []

    def network(route):
        waits.append(route)

    desk.route("**/recalls", network)
    desk.keyboard.press("F3")
    desk.wait_for_selector(".pressing:visible")
    desk.keyboard.press("F3")
    [route] = waits
    route.continue_()

    desk.wait_for_selector(".pressing", state="hidden")
    desk.wait_for_selector("#times:has-text('2')")


def test_whoever_leaves_an_open_counter_is_asked_and_closes_it_by_a_digit(desk, hall):
    hall.press("/tickets", {"service_id": "TUPHAP"})
    desk.wait_for_selector("#next[data-state=some]")
    hall.press("/counters/Q02/pauses")  # which calls them too
    desk.reload()
    desk.click("[data-verb=close]")
    desk.wait_for_selector("#targets:has-text('đang chờ')")
    desk.keyboard.press("Escape")
    desk.click(".more summary")
    desk.click("form[action$='/sign-out'] button")
    desk.wait_for_selector("#targets:has-text('Đóng quầy rồi rời đi')")
    picture(desk, "desk-leaving-vi")
    assert cut_text(desk) == []
    desk.keyboard.press("1")
    desk.wait_for_url(lambda url: "/counter/" not in url)

    assert hall.get("/counters/Q03")["counter"]["state"] == "closed"
    desk.go_back()
    desk.set_content("<p id=current data-state=none></p>")


def test_where_another_clerk_sits_a_clerk_is_asked_before_pressing(walk_in, hall):
    first, second = (walk_in(DESK) for _ in range(2))
    tam, hoa = first.signs_in("tam"), second.signs_in("hoa")
    for page in (tam, hoa):
        page.click("button[value=Q06]")
        page.wait_for_selector("#desk[data-counter=Q06]")
    tam.keyboard.press("F10")
    tam.wait_for_selector("#desk[data-state=open]")
    hoa.wait_for_selector("#question:has-text('tam')")
    assert hoa.locator(".verb:enabled").count() == 0
    picture(hoa, "desk-taken-vi")
    assert cut_text(hoa) == []
    assert serious(hoa) == []

    hoa.focus("[data-verb=take-over]")
    hoa.keyboard.press("Enter")
    hoa.wait_for_selector("#question", state="hidden")
    tam.wait_for_selector("#question:has-text('hoa')")

    assert hall.get("/counters/Q06")["counter"]["clerk"] == "hoa"


def test_a_refusal_says_what_to_do_and_the_desk_is_true_again(desk, called, hall, visit):
    visit.expected = {409}
    ticket = hall.get("/counters/Q03")["current"]["id"]
    desk.route("**/api/v1/counters/Q03", lambda route: route.abort())
    hall.press(f"/tickets/{ticket}/cancellations")

    desk.keyboard.press("F4")
    desk.wait_for_selector("#refusal:not([hidden])")

    assert called in desk.text_content("#refusal")
    picture(desk, "desk-refused-vi")
    assert cut_text(desk) == []
    assert serious(desk) == []
    desk.unroute("**/api/v1/counters/Q03")
    hall.press("/counters/Q03/pauses")
    hall.press("/counters/Q03/openings")
    state(desk, "none")


def test_every_verb_is_reached_with_tab(desk, called):
    seen = set()
    for _ in range(40):
        desk.keyboard.press("Tab")
        seen.add(desk.evaluate("document.activeElement.dataset.verb ?? null"))
    assert seen >= {"recall", "start", "finish", "hold", "transfer", "no-show", "pause"}


def test_a_key_that_has_nothing_to_do_says_so(desk):
    desk.keyboard.press("F9")
    desk.wait_for_selector("#refusal:not([hidden])")
    desk.keyboard.press("F10")
    desk.keyboard.press("F10")  # without saying why
    desk.wait_for_selector("#desk[data-state=paused]")
    desk.keyboard.press("F2")

    desk.wait_for_selector("#refusal:has-text('tạm dừng')")
    assert desk.is_visible("[data-for=paused]")
    assert not desk.is_visible("text=Quầy chưa mở")
    desk.keyboard.press("F10")


def test_after_a_call_the_start_is_the_one_that_stands_out(desk, called):
    solid = desk.locator(".verb[data-weight=main]:enabled")

    assert solid.evaluate_all("all => all.map((it) => it.dataset.verb)") == ["start"]
    desk.keyboard.press("F4")
    state(desk, "serving")
    assert solid.evaluate_all("all => all.map((it) => it.dataset.verb)") == ["finish"]


def test_when_an_answer_is_lost_the_desk_asks_until_it_knows(desk, called, hall, visit):
    answers = iter(["lost after it was recorded", "lost before it arrived"])

    def network(route):
        how = next(answers, None)
        if how is None:
            return route.continue_()
        if "recorded" in how:
            route.fetch()
        return route.abort()

    desk.route("**/recalls", network)
    desk.keyboard.press("F3")
    desk.wait_for_selector("#asking:not([hidden])")
    assert desk.locator(".verb:enabled").count() == 0
    picture(desk, "desk-asking-vi")

    desk.wait_for_selector("#asking", state="hidden")
    desk.wait_for_selector("#times:has-text('2')")
    assert hall.get("/counters/Q03")["current"]["times_called"] == 2
    assert desk.is_hidden("#refusal")


PLACES = """() => [...document.querySelectorAll('.verb')].map((it) => {
  const {x, y, width, height} = it.getBoundingClientRect(); return [x, y, width, height];
})"""
FILLED = """document.querySelectorAll(".note span")
  .forEach((it) => it.textContent ||= "x ".repeat(150))"""
NOTICES = {
    "refusal": "document.querySelector('#refusal').hidden = false",
    "asking": "document.querySelector('#asking').hidden = false",
    "printers": "document.querySelector('#printers').hidden = false",
    "stale": "document.documentElement.dataset.link = 'stale'",
}


@pytest.mark.parametrize("height", [768, 625])  # a screen, and what a browser's bars leave of it
def test_no_button_moves_when_something_must_be_said(desk, called, height):
    desk.set_viewport_size({"width": 1366, "height": height})
    desk.evaluate(FILLED)
    before = desk.evaluate(PLACES)

    for show in NOTICES.values():
        desk.evaluate(show)
        assert desk.evaluate(PLACES) == before
    desk.keyboard.press("F6")
    desk.keyboard.press("F6")  # without saying why
    state(desk, "none")
    desk.wait_for_selector("#undo:not([disabled])")
    assert desk.evaluate(PLACES) == before


# In one go: a page that is drawn again in between would shut the button once more.
PRESSED_ANYWAY = """(chosen) => {
  const button = document.querySelector(chosen);
  button.disabled = false;
  button.click();
}"""


def test_a_refusal_speaks_the_language_of_the_page(walk_in, hall):
    visit = walk_in(DESK, "vi", locale="en-US")
    visit.context.clear_cookies()
    visit.expected = {409}
    page = visit.signs_in("tam")
    page.click("button[value=Q05]")
    page.wait_for_selector("[data-verb=open]:visible")
    page.wait_for_load_state()  # its script listens
    page.evaluate(PRESSED_ANYWAY, "[data-verb=call]")

    page.wait_for_selector("#refusal:has-text('Quầy 5 chưa mở')")
