"""Letters of twice the size: every word is still there, and none lies over another."""

import pytest
from browsing import BOARD, DESK, KIOSK, PHONE, enlarge, lost_text, picture

LANGUAGES = ["vi", "en"]
ZOOMED = (DESK[0] // 2, DESK[1] // 2)


@pytest.fixture(scope="module")
def keys(hall):
    """Some wait, one is called to Lan's counter, one has stepped away. The keys by state."""
    for counter in ("Q02", "Q03"):
        hall.press(f"/counters/{counter}/openings")
    wish = {"service_id": "LLTP", "procedure_code": "3.000333", "priority_group": "NGUOI_CAO_TUOI"}
    tickets = [hall.press("/tickets", wish) for _ in range(9)]
    called, held = (hall.press(f"/counters/{counter}/calls") for counter in ("Q02", "Q03"))
    hall.press(f"/tickets/{held['id']}/holds", {"reason": "photo"})
    keys = {ticket["id"]: ticket["key"] for ticket in tickets}
    here = {"waiting": tickets[-1], "called": called, "held": held}
    return {state: keys[ticket["id"]] for state, ticket in here.items()}


def stays_whole(page, name, lang):
    enlarge(page)
    picture(page, f"large-{name}-{lang}")
    assert lost_text(page) == [], name


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", [KIOSK, BOARD])
@pytest.mark.parametrize("reach", ["normal", "low"])
def test_the_touchscreen_in_large_letters(walk_in, keys, lang, size, reach):
    visit = walk_in(size, lang)
    visit.expected = {404}
    page = visit.open(f"/kiosk/reach/{reach}")
    for path in ("", "services/TUPHAP", f"tickets/{keys['waiting']}", "nowhere"):
        page.goto(f"{visit.hall.server.url}/kiosk/{path}")
        stays_whole(page, f"kiosk-{path[:8].strip('/')}-{size[0]}-{reach}", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_phone_in_large_letters(walk_in, keys, lang):
    visit = walk_in(PHONE, lang)
    for state, key in keys.items():
        stays_whole(visit.open(f"/t/{key}"), f"phone-{state}", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_desk_in_large_letters(walk_in, keys, lang):
    page = walk_in(DESK, lang).signs_in("lan")
    page.wait_for_selector("#current[data-state=called]")
    stays_whole(page, "desk", lang)

    page.keyboard.press("F7")
    assert lost_text(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_desk_zoomed_in(walk_in, keys, lang):
    page = walk_in(ZOOMED, lang).signs_in("lan")
    page.wait_for_selector("#current[data-state=called]")

    picture(page, f"zoomed-desk-{lang}")
    assert lost_text(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_other_pages_in_large_letters(walk_in, keys, lang):
    visit = walk_in(DESK, lang)
    visit.expected = {404}
    page = visit.signs_in("tam")
    stays_whole(page, "choose", lang)
    for path in ("/", "/sign-in", "/no-such-page", "/supervisor/"):
        page.goto(visit.hall.server.url + path)
        stays_whole(page, f"page{path.replace('/', '-')}", lang)
