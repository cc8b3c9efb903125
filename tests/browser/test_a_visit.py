"""One visit as everybody in the hall sees it, from the touch on the kiosk to the rating."""

import re

import pytest
from browsing import BOARD, DESK, KIOSK, PHONE

WAIT = {"timeout": 30_000}


def take_number(page, service="Lý lịch tư pháp"):
    """Three touches: what one came for, take a number, done. Returns the number and its link."""
    page.click(f".service:has-text('{service}')")
    page.click(".take-number")
    page.wait_for_selector(".number")
    number = page.text_content(".number").strip()
    page.wait_for_url("**/kiosk/tickets/*")
    key = page.url.rsplit("/", 1)[1]
    return number, f"/t/{key}"


@pytest.fixture
def desk(walk_in):
    page = walk_in(DESK).signs_in("lan")
    if page.is_visible("[data-verb=open]"):
        page.keyboard.press("F10")
    page.wait_for_selector("#desk[data-state=open]")
    return page


def test_a_visit_from_the_touch_to_the_rating(walk_in, desk):
    kiosk, board = walk_in(KIOSK).open("/kiosk/"), walk_in(BOARD).open("/display/")
    number, link = take_number(kiosk)
    phone = walk_in(PHONE).open(link)
    assert phone.text_content("#number") == number
    assert phone.is_visible("[data-for=waiting]")

    desk.wait_for_selector(f"#next-number:text-is('{number}')")
    desk.keyboard.press("F2")
    board.wait_for_selector(f"#newest .number:text-is('{number}')", **WAIT)
    assert board.text_content("#newest .counter") == "2"
    phone.wait_for_selector(".called #counter:text-is('2')", **WAIT)

    desk.wait_for_selector("#current[data-state=called]")
    desk.keyboard.press("F4")
    phone.wait_for_selector("html[data-state=serving]", **WAIT)
    desk.wait_for_selector("#current[data-state=serving]")
    desk.keyboard.press("F9")
    phone.wait_for_selector(".rating", **WAIT)
    board.wait_for_selector(f":not(:has(.number:text-is('{number}'))) > #newest", **WAIT)

    phone.click(".level >> nth=0")
    phone.wait_for_selector("text=Cảm ơn", **WAIT)
    phone.reload()
    assert phone.locator(".level").count() == 0


def test_kiosk_and_phone_without_scripts(walk_in, desk):
    kiosk = walk_in(KIOSK, java_script_enabled=False).open("/kiosk/")
    kiosk.fill("#wanted", "ly lich")
    kiosk.click(".search button")
    assert kiosk.locator(".service").count() == 1
    number, link = take_number(kiosk)

    phone = walk_in(PHONE, java_script_enabled=False).open(link)
    assert phone.is_visible("[data-for=waiting]")
    desk.wait_for_selector(f"#next-number:text-is('{number}')")
    desk.keyboard.press("F2")
    desk.wait_for_selector("#current[data-state=called]")
    phone.reload()
    assert phone.is_visible("[data-for=called]")
    desk.keyboard.press("F9")
    desk.wait_for_selector("#current[data-state=none]")
    phone.reload()
    phone.click(".level >> nth=1")
    assert "Cảm ơn" in phone.text_content("main")


def test_a_double_tap_gives_one_number(walk_in):
    page = walk_in(KIOSK).open("/kiosk/services/DATDAI")
    visit_hall = walk_in(KIOSK).hall
    before = visit_hall.get("/board")["queues"]["DATDAI"]["waiting"]

    page.dblclick(".take-number")
    page.wait_for_selector(".number")

    assert visit_hall.get("/board")["queues"]["DATDAI"]["waiting"] == before + 1


def test_the_kiosk_goes_back_to_the_start_by_itself_and_a_touch_keeps_it(walk_in):
    page = walk_in(KIOSK).context.new_page()
    page.clock.install()
    page.goto(f"{walk_in(KIOSK).hall.server.url}/kiosk/services/DATDAI")
    page.clock.run_for(50_000)
    page.mouse.click(500, 1500)
    page.clock.run_for(50_000)
    assert page.url.endswith("/DATDAI")

    page.clock.run_for(15_000)
    page.wait_for_url(re.compile(r"/kiosk/$"))


def test_a_procedures_code_is_typed_on_the_touchscreen(walk_in):
    page = walk_in(KIOSK).open("/kiosk/")
    page.click("#wanted")
    for letter in "2.000635":
        page.click(f"kiosk-keys button:text-is('{letter}')")

    assert page.locator(".service:visible strong").all_text_contents() == [
        "Hộ tịch, quốc tịch, bổ trợ tư pháp"
    ]


def test_the_touchscreens_own_letters_find_a_service(walk_in):
    page = walk_in(KIOSK).open("/kiosk/")
    page.click("#wanted")
    for letter in "XYZ":
        page.click(f"kiosk-keys button:text-is('{letter}')")
    page.wait_for_selector(".nothing:visible")

    for _ in range(3):
        page.click("kiosk-keys button:text-is('Xóa')")
    for letter in "BANG":
        page.click(f"kiosk-keys button:text-is('{letter}')")
    page.click("kiosk-keys button:text-is('Cách')")
    for letter in "LAI":
        page.click(f"kiosk-keys button:text-is('{letter}')")
    assert "Giấy phép lái xe" in page.text_content(".services li:not([hidden]) strong")
