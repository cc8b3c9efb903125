"""What a citizen and the staff see of paper, with a printer on a real socket."""

import pytest
import zxingcpp
from browsing import BOARD, DESK, KIOSK, OpenHall, covered, cut_text, picture, serious
from came_out import wait_for_paper
from fake_printer import LOW, OUT, READY, FakePrinter
from paper import printed
from running import Running

LANGUAGES = ["vi", "en"]
SAYS = {  # what stands on the touchscreen, Vietnamese and English
    "take": ("Mời lấy phiếu", "Please take your slip"),
    "out": ("Máy in hết giấy", "No paper"),
    "ask": ("Ông/bà đã nhận được phiếu chưa?", "Did you get your slip?"),
}


@pytest.fixture
def fake():
    it = FakePrinter(says=READY)
    yield it
    it.close()


@pytest.fixture
def hall(chromium, tmp_path, fake):
    """A hall whose kiosk has a printer."""
    server = Running(tmp_path).prepare()
    server.token("kiosk", "kiosk1", printer=fake.address)
    passwords = {"lan": server.password("clerk", "lan", "Q02")}
    token = server.token("manager", "tests")
    server.start(LUOT_OPEN_DEVICES="1")
    yield OpenHall(server, chromium, passwords, token)
    server.stop()
    assert "Traceback" not in server.log()


def looked_at(page, name, lang):
    picture(page, f"{name}-{lang}")
    assert cut_text(page) == []
    assert covered(page) == []
    assert serious(page) == []


def walks_to(page, wanted):
    """Press Tab until it has the focus: nobody needs a mouse."""
    for _ in range(60):
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no key leads to {wanted}")


def takes_number(visit, service="YTE"):
    page = visit.open(f"/kiosk/services/{service}")
    page.click(".take-number")
    page.wait_for_url("**/kiosk/tickets/*")
    return page


def sees(page, paper, lang):
    page.wait_for_selector(f"kiosk-paper[data-paper={paper}]")
    words = page.locator("kiosk-paper .says:visible").inner_text()
    assert SAYS[paper][LANGUAGES.index(lang)] in words


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", [KIOSK, BOARD])
def test_the_slip_is_promised_while_it_is_printed_and_when_it_is_out(walk_in, fake, size, lang):
    page = takes_number(walk_in(size, lang))

    sees(page, "take", lang)
    assert printed(fake.slips[0]).cuts == 1
    looked_at(page, f"kiosk-paper-take-{size[0]}", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_paper_the_code_on_the_screen_is_the_slip(walk_in, fake, lang):
    fake.says = OUT
    visit = walk_in(KIOSK, lang)
    page = takes_number(visit)

    sees(page, "out", lang)
    looked_at(page, "kiosk-paper-out", lang)
    page.goto(f"{visit.hall.server.url}/kiosk/")
    looked_at(page, "kiosk-start-no-paper", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", [KIOSK, BOARD])
def test_who_may_not_have_the_slip_is_asked_and_gets_a_marked_one(walk_in, fake, size, lang):
    fake.dies_after = 4000
    page = takes_number(walk_in(size, lang))
    sees(page, "ask", lang)
    looked_at(page, f"kiosk-paper-ask-{size[0]}", lang)

    fake.dies_after = None
    page.locator("kiosk-paper button[value=no]").press("Enter")

    sees(page, "take", lang)
    assert len(fake.slips) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_staff_see_the_printers_and_what_to_do(walk_in, hall, fake, lang):
    takes_number(walk_in(KIOSK, lang)).wait_for_selector("kiosk-paper[data-paper=take]")
    fake.says = OUT
    takes_number(walk_in(KIOSK, lang)).wait_for_selector("kiosk-paper[data-paper=out]")
    visit = walk_in(DESK, lang)

    desk = visit.signs_in("lan")
    desk.wait_for_selector("#printers:visible")
    looked_at(desk, "desk-no-paper", lang)
    page = visit.open("/supervisor/")
    page.wait_for_selector("[data-stand=stopped]")
    looked_at(page, "printers-no-paper", lang)

    fake.says = LOW
    page.wait_for_selector("[data-stand=low]")  # the page follows by itself
    looked_at(page, "printers-low", lang)
    for button in (".roll button", ".again button"):
        walks_to(page, button)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert page.locator("[data-slip]").count() == 3


def test_the_desk_prints_the_slip_of_whoever_stands_there_again(walk_in, hall, fake):
    takes_number(walk_in(KIOSK), "LLTP").wait_for_selector("kiosk-paper[data-paper=take]")
    desk = walk_in(DESK).signs_in("lan")
    desk.keyboard.press("F10")
    desk.wait_for_selector("#desk[data-state=open]")
    desk.keyboard.press("F2")
    desk.wait_for_selector("#current[data-state=called]")

    walks_to(desk, "[data-verb=reprint]")
    desk.keyboard.press("Enter")

    first, again = wait_for_paper(fake, 2)
    codes = [zxingcpp.read_barcodes(printed(slip).picture)[0].text for slip in (first, again)]
    assert codes[0] == codes[1]
    assert len(again) > len(first)  # the bar that says so
