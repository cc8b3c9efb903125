"""Every page at its real size, in both languages: nothing cut, nothing axe finds serious."""

import pytest
from browsing import BOARD, DESK, KIOSK, PHONE, covered, cut_text, picture, serious

LANGUAGES = ["vi", "en"]
SEARCHED = "?q=zzz"


@pytest.fixture(scope="module")
def busy(hall):
    """Ten minutes past eight: people wait, some are called, one stepped away, one is gone."""
    for counter in ("Q02", "Q03", "Q04", "Q06", "Q08", "Q10"):
        hall.press(f"/counters/{counter}/openings")
    groups = [None, None, None, "NGUOI_CAO_TUOI", None, "KHUYET_TAT"]
    services = ["LLTP", "TUPHAP", "DATDAI", "GPLX", "BHXH", "YTE", "TRAKQ", "LLTP", "TUPHAP"]
    keys = {}
    for n in range(36):
        wish = {"service_id": services[n % len(services)]}
        if group := groups[n % len(groups)]:
            wish["priority_group"] = group
        if wish["service_id"] == "LLTP":
            wish["procedure_code"] = "3.000333"
        ticket = hall.press("/tickets", wish)
        keys[ticket["id"]] = ticket["key"]
    called = {c: hall.press(f"/counters/{c}/calls") for c in ("Q02", "Q03", "Q04", "Q06", "Q08")}
    hall.press(f"/tickets/{called['Q03']['id']}/holds", {"reason": "photo"})
    hall.press(f"/tickets/{called['Q04']['id']}/no-shows")
    for verb in ("starts", "finishes"):
        hall.press(f"/tickets/{called['Q08']['id']}/{verb}")
    again = [hall.press(f"/counters/{c}/calls") for c in ("Q03", "Q04")]
    hall.press(f"/tickets/{again[0]['id']}/starts")
    hall.press(f"/tickets/{called['Q02']['id']}/recalls")
    by_state = {
        "waiting": max(keys),
        "called": called["Q02"]["id"],
        "serving": again[0]["id"],
        "held": called["Q03"]["id"],
        "no_show": called["Q04"]["id"],
        "served": called["Q08"]["id"],
    }
    return {state: keys[ticket_id] for state, ticket_id in by_state.items()}


def looked_at(page, name, lang):
    picture(page, f"{name}-{lang}")
    assert cut_text(page) == []
    assert covered(page) == []
    assert serious(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["/", "/sign-in", "/no-such-page"])
def test_pages_for_staff_and_newcomers(walk_in, lang, path):
    visit = walk_in(DESK, lang)
    visit.expected = {404}
    page = visit.open(path)

    looked_at(page, f"index{path.replace('/', '-')}", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reach", ["normal", "low"])
@pytest.mark.parametrize("size", [KIOSK, BOARD])
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("start", "/kiosk/"),
        ("nothing-found", "/kiosk/?q=zzz"),
        ("service", "/kiosk/services/LLTP"),
        ("long-service", "/kiosk/services/TUPHAP"),
    ],
)
def test_the_touchscreen(walk_in, busy, lang, reach, size, name, path):
    visit = walk_in(size, lang)
    page = visit.open(f"/kiosk/reach/{reach}")
    page.goto(visit.hall.server.url + path)

    shape = "portrait" if size == KIOSK else "landscape"
    looked_at(page, f"kiosk-{name}-{shape}-{reach}", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reach", ["normal", "low"])
@pytest.mark.parametrize("size", [KIOSK, BOARD])
def test_the_number_on_the_touchscreen(walk_in, busy, lang, reach, size):
    visit = walk_in(size, lang)
    page = visit.open(f"/kiosk/reach/{reach}")
    page.goto(f"{visit.hall.server.url}/kiosk/tickets/{busy['waiting']}")
    page.wait_for_function("document.querySelector('.qr img').naturalWidth > 0")

    shape = "portrait" if size == KIOSK else "landscape"
    looked_at(page, f"kiosk-taken-{shape}-{reach}", lang)


@pytest.mark.parametrize("size", [(1280, 800), (1366, 768), (768, 1366)])
@pytest.mark.parametrize("reach", ["normal", "low"])
def test_the_touchscreen_on_a_small_screen(walk_in, busy, size, reach):
    visit = walk_in(size)
    page = visit.open(f"/kiosk/reach/{reach}")
    for name, path in (
        ("start", "/kiosk/"),
        ("service", "/kiosk/services/TUPHAP"),
        ("taken", f"/kiosk/tickets/{busy['waiting']}"),
    ):
        page.goto(visit.hall.server.url + path)
        looked_at(page, f"kiosk-small-{name}-{size[0]}-{reach}", "vi")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("shape", "size"), [("wide", BOARD), ("tall", KIOSK), ("4k", (3840, 2160))]
)
def test_the_board(walk_in, busy, lang, theme, shape, size):
    page = walk_in(size, lang).open(f"/display/?theme={theme}")
    page.wait_for_selector("#newest[data-state=some], #newest[data-state=called]")

    looked_at(page, f"board-{shape}-{theme}", lang)


@pytest.mark.parametrize(("shape", "size"), [("wide", BOARD), ("tall", KIOSK)])
def test_the_board_when_all_counters_call(walk_in, busy, shape, size):
    visit = walk_in(size)
    for counter in visit.hall.get("/counters")["counters"]:
        if not counter["services"] or visit.hall.get(f"/counters/{counter['id']}")["current"]:
            continue
        visit.hall.press("/tickets", {"service_id": counter["services"][0]["id"]})
        visit.hall.press(f"/counters/{counter['id']}/openings")
        visit.hall.press(f"/counters/{counter['id']}/calls")
    page = visit.open("/display/")
    page.wait_for_selector("#older[data-many=yes]")

    looked_at(page, f"board-all-call-{shape}", "vi")
    assert page.locator("#older li").count() == 18
    foot = page.locator(".ticker").bounding_box()["y"]
    assert all(li.bounding_box()["y"] < foot for li in page.locator("#older li").all())


@pytest.mark.parametrize(("shape", "size"), [("wide", BOARD), ("tall", KIOSK)])
def test_the_board_when_all_services_wait(walk_in, busy, shape, size):
    visit = walk_in(size)
    services = visit.hall.get("/services")["services"]
    for service in services:
        visit.hall.press("/tickets", {"service_id": service["id"]})
    page = visit.open("/display/")
    page.wait_for_selector("#queues[data-many=yes]")

    looked_at(page, f"board-all-wait-{shape}", "vi")
    seen = page.locator("#queues li")
    assert seen.count() == len(services)
    last = seen.nth(len(services) - 1).bounding_box()
    assert last["x"] + last["width"] <= size[0], "a service is out of sight"


@pytest.mark.parametrize("size", [BOARD, KIOSK])
def test_a_very_long_notice_takes_nothing_from_the_calls(walk_in, busy, size):
    page = walk_in(size).open("/display/")
    page.wait_for_selector("#newest[data-state=called]")
    calls = page.locator(".calls")
    page.evaluate("document.getElementById('notice').textContent = 'Một hai ba. '.repeat(20)")
    usual = calls.bounding_box()

    for long in ("'Thông báo rất dài. '.repeat(300)", "'x'.repeat(5700)"):
        page.evaluate(f"document.getElementById('notice').textContent = {long}")
        page.evaluate(f"document.querySelector('h1').textContent = {long}")
        box = calls.bounding_box()
        assert box["height"] > 0.85 * usual["height"]
        foot = page.locator(".ticker").bounding_box()
        assert box["y"] + box["height"] <= foot["y"]
        assert foot["y"] + foot["height"] <= size[1]
    picture(page, f"board-long-notice-{size[0]}-vi")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("state", ["waiting", "called", "serving", "held", "no_show", "served"])
def test_the_phone(walk_in, busy, lang, state):
    page = walk_in(PHONE, lang).open(f"/t/{busy[state]}")

    looked_at(page, f"phone-{state}", lang)
    faces = [face.bounding_box() for face in page.locator(".level:visible").all()]
    assert all(box["y"] + box["height"] <= PHONE[1] for box in faces), "a face is out of sight"
    assert len(faces) == (5 if state == "served" else 0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_phone_of_a_wrong_link(walk_in, lang):
    visit = walk_in(PHONE, lang)
    visit.expected = {404}
    page = visit.open("/t/0AAAAAAAAAAAAAAAAAAAAAA")

    looked_at(page, "phone-not-found", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_desk(walk_in, busy, lang):
    page = walk_in(DESK, lang).signs_in("lan")
    page.wait_for_selector("#current[data-state=called]")
    looked_at(page, "desk-called", lang)

    page.keyboard.press("F7")
    looked_at(page, "desk-transfer", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_desk_while_somebody_is_served_and_others_are_away(walk_in, busy, lang):
    page = walk_in(DESK, lang).signs_in("minh")
    page.wait_for_selector("#current[data-state=serving]")

    looked_at(page, "desk-serving", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_choosing_a_counter(walk_in, busy, lang):
    page = walk_in(DESK, lang).signs_in("tam")

    looked_at(page, "desk-choose", lang)
