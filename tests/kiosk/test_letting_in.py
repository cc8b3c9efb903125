"""A touchscreen is let in once; what its browser keeps opens the touchscreen's pages, no others."""

import re

import pytest

from queue_server.cli.access import new_password
from queue_server.devices import commands as devices
from queue_server.devices.rules import NUMBERS_AT_ONCE
from queue_server.devices.tables import Devices
from queue_server.hall.rules.roles import Role
from queue_server.turns.tables import Tickets
from queue_server.web.kit.access import strangers
from queue_server.web.kit.access.callers import DEVICE_COOKIE, TOKEN_COOKIE
from run import build

OURS = {"Origin": "http://localhost"}


@pytest.fixture
def token(served):
    return served.caller("kiosk").headers["Authorization"].split()[1]


@pytest.fixture
def browser(served):
    return served.built.flask.test_client()


@pytest.fixture
def screen(browser, token):
    browser.post("/kiosk/device", data={"token": f" {token} "}, headers=OURS)
    return browser


def takes(screen):
    page = screen.get("/kiosk/services/LLTP")
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    return screen.post("/kiosk/tickets", data=fields, headers=OURS)


def test_a_token_in_the_address_is_exchanged_and_stays_nowhere_in_the_browser(browser, token):
    answer = browser.get(f"/kiosk/services/LLTP?device={token}")

    assert answer.location == "/kiosk/"
    assert token not in str(answer.headers)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert browser.get("/kiosk/").status_code == 200
    bearer = {"Authorization": f"Bearer {browser.get_cookie(DEVICE_COOKIE).value}"}
    assert browser.get("/api/v1/services", headers=bearer).status_code == 401


def test_the_page_asks_for_the_token_so_that_no_address_carries_it(browser, screen):
    asked = browser.get("/sign-in?next=/kiosk/")

    assert 'action="/kiosk/device"' in asked.text
    assert screen.get("/kiosk/").status_code == 200


def test_a_screen_let_in_before_there_were_seals_goes_on_and_forgets_its_token(browser, token):
    browser.set_cookie(TOKEN_COOKIE, token)

    assert takes(browser).status_code == 303
    assert browser.get_cookie(TOKEN_COOKIE) is None
    assert browser.get_cookie(DEVICE_COOKIE) is not None
    assert takes(browser).status_code == 303


def test_a_screen_whose_token_is_revoked_is_out(screen, served):
    [token] = served.built.hall.ask(lambda view: Devices(view).all())

    served.built.hall.do(devices.revoke_device, token["name"], by="it")
    served.built.flask.extensions["luot"].let_in.forget()

    assert screen.get("/kiosk/").status_code == 401


def test_a_manager_who_signs_in_at_a_touchscreen_is_the_manager_elsewhere(screen, served):
    password = new_password(served.built.hall, "quanly", Role.MANAGER)
    screen.post("/sign-in", data={"name": "quanly", "password": password})

    assert screen.get("/counter/").status_code == 200
    assert screen.get("/api/v1/journal").status_code == 200
    assert takes(screen).status_code == 303
    assert served.built.hall.ask(lambda view: Tickets(view).ticket(1)).device.startswith("kiosk")


def test_what_a_touchscreen_keeps_presses_nowhere_else(screen):
    wish = {"service_id": "LLTP"}

    assert screen.get("/api/v1/services").status_code == 401
    assert screen.post("/api/v1/tickets", json=wish, headers=OURS).status_code == 401


def test_a_touchscreen_gives_numbers_as_fast_as_people_press_and_no_faster(screen, token, served):
    codes = [takes(screen).status_code for _ in range(NUMBERS_AT_ONCE + 1)]
    by_token = served.caller().post(
        "/api/v1/tickets", {"service_id": "LLTP"}, headers={"Authorization": f"Bearer {token}"}
    )

    assert codes == [303] * NUMBERS_AT_ONCE + [429]
    assert (by_token.status_code, by_token.json["code"]) == (429, "too_many_numbers")
    assert 1 <= int(by_token.headers["Retry-After"]) <= 3
    served.passes(seconds=4)
    assert takes(screen).status_code == 303


def test_a_press_sent_again_is_no_other_number(served):
    kiosk = served.caller("kiosk")
    once = {"Idempotency-Key": "k1"}

    answers = [
        kiosk.post("/api/v1/tickets", {"service_id": "LLTP"}, headers=once)
        for _ in range(NUMBERS_AT_ONCE + 5)
    ]

    assert {(answer.status_code, answer.json["number"]) for answer in answers} == {(201, "A001")}


def test_programs_and_the_manager_may_be_quicker(served):
    for role in ("integration", "manager"):
        caller = served.caller(role)
        for _ in range(NUMBERS_AT_ONCE + 2):
            caller.press("/tickets", {"service_id": "LLTP"}, status=201)


def test_a_touchscreen_is_no_stranger_wherever_it_looks(screen, served, monkeypatch):
    monkeypatch.setattr(strangers, "HELD_S", 0)
    monkeypatch.setattr(strangers, "ASKS_AT_ONCE", 1)
    monkeypatch.setattr(strangers, "ASKS_PER_S", 0.001)
    crowded = build(served.built.settings)
    there, anybody = crowded.flask.test_client(), crowded.flask.test_client()
    there.set_cookie(DEVICE_COOKIE, screen.get_cookie(DEVICE_COOKIE).value)

    seen = [[it.get("/healthz").status_code for _ in range(4)] for it in (there, anybody)]
    crowded.store.close()

    assert seen == [[200] * 4, [200, 429, 429, 429]]
