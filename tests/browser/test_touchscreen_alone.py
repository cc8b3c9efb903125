"""Nobody stands beside the touchscreen: it finds back by itself, whatever happened to it."""

import re

import pytest
from browsing import KIOSK, OpenHall, cut_text, picture, serious
from running import Running

START = re.compile(r"/kiosk/$")
FRESH = "kiosk-countdown[fresh]"
WAIT = {"timeout": 30_000}


@pytest.fixture
def hall(chromium, tmp_path):
    """A hall that may be killed."""
    server = Running(tmp_path).prepare()
    token = server.token("manager", "tests")
    server.start(LUOT_OPEN_DEVICES="1")
    yield OpenHall(server, chromium, {}, token)
    server.stop()


@pytest.fixture
def screen(walk_in):
    """A touchscreen whose time a test lets pass."""
    visit = walk_in(KIOSK)
    visit.expected = {404}
    page = visit.open("/kiosk/")
    page.clock.install()
    page.reload()
    return page


def waits_for_server(page):
    page.wait_for_selector(".away:not([hidden])", **WAIT)
    assert page.url.startswith("http"), "the browser's own page"


def waiting(hall, service="TUPHAP"):
    return hall.get("/board")["queues"][service]["waiting"]


def test_a_touchscreen_says_that_the_server_is_away_and_is_back_within_seconds(walk_in, hall):
    visits = [walk_in(KIOSK, lang) for lang in ("vi", "en")]
    fresh = visits[0].open("/kiosk/")
    pressed = visits[1].open("/kiosk/services/TUPHAP")
    hall.server.kill()

    pressed.click(".take-number")
    for page, name in ((pressed, "press-en"), (fresh, "fresh-vi")):
        waits_for_server(page)
        picture(page, f"kiosk-away-{name}")
        assert cut_text(page) == []
        assert serious(page) == []

    hall.server.start(LUOT_OPEN_DEVICES="1")
    pressed.wait_for_selector(".number", **WAIT)
    fresh.wait_for_selector(".away", state="hidden", **WAIT)
    assert waiting(hall) == 1
    for visit in visits:  # while the server was away, requests failed: that is meant
        visit.faults.clear()


def test_a_lost_answer_gives_one_number(screen, hall):
    answers = iter(["lost"])

    def network(route):
        if next(answers, None):
            route.fetch(max_redirects=0)
            return route.abort()
        return route.continue_()

    screen.click(".service:has-text('Hộ tịch')")
    screen.route("**/kiosk/tickets", network)
    screen.click(".take-number")
    waits_for_server(screen)
    screen.clock.run_for(2_000)
    screen.wait_for_selector(".number")

    assert waiting(hall) == 1


def test_nobody_sees_the_number_of_somebody_else_with_back(screen):
    screen.click(".service:has-text('Hộ tịch')")
    screen.click(".take-number")
    number = screen.wait_for_selector(".number").text_content()
    assert screen.evaluate("document.activeElement.textContent").endswith(number)
    screen.click(".take-number")  # done
    screen.wait_for_url(START)

    screen.go_back()

    assert "/kiosk/tickets/" not in screen.url
    assert number not in screen.content()


LEFT = {
    "another language": lambda it: it.click("text=English"),
    "low": lambda it: it.click("text=Hạ thấp"),
    "typed": lambda it: (it.click("#wanted"), it.click("kiosk-keys button:text-is('B')")),
    "searched": lambda it: (it.fill("#wanted", "lai xe"), it.press("#wanted", "Enter")),
    "a service": lambda it: it.click(".service >> nth=3"),
    "an error": lambda it: it.evaluate("location.replace('/kiosk/nowhere')"),
}


@pytest.mark.parametrize("how", LEFT)
def test_whatever_was_left_behind_the_next_person_finds_a_fresh_start(screen, how):
    screen.wait_for_selector(FRESH, state="attached")
    LEFT[how](screen)
    screen.wait_for_selector("kiosk-countdown:not([fresh])")
    screen.clock.run_for(20_000)
    screen.mouse.click(540, 8)  # a touch asks for more time
    screen.clock.run_for(30_000)  # the real time of a busy machine passes beside it
    assert screen.locator(FRESH).count() == 0

    screen.clock.run_for(46_000)
    screen.wait_for_selector(FRESH, state="attached")

    assert screen.get_attribute("html", "lang") == "vi"
    assert screen.get_attribute("html", "data-reach") == "normal"
    assert screen.input_value("#wanted") == ""
    assert screen.url.endswith("/kiosk/")


def test_the_clock_goes_on_while_somebody_reads(screen):
    screen.click(".service >> nth=1")
    screen.wait_for_selector(".take-number")
    for _ in range(3):
        screen.clock.run_for(50_000)
        screen.mouse.click(540, 8)

    assert screen.text_content("kiosk-clock") in ("08:02", "08:03")
