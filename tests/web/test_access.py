"""Who may do what: every address declares it, and everybody else is kept out."""

import time

import pytest

from queue_server.app import KEPT_S
from queue_server.devices import commands as devices
from queue_server.devices.tables import Devices, Staff
from queue_server.hall.rules.roles import Role

KEY_OF_NOBODY = "1" + "A" * 22


def rules(served):
    return [r for r in served.built.flask.url_map.iter_rules() if not r.endpoint.endswith("static")]


def view_of(served, rule):
    return served.built.flask.view_functions[rule.endpoint]


def address(rule) -> str:
    names = {
        "ticket_id": "1",
        "counter_id": "Q02",
        "service_id": "LLTP",
        "key": KEY_OF_NOBODY,
        "lang": "vi",
        "reach": "low",
        "device": "kiosk1",
        "copy": "0",
        "elsewhere": "nowhere",
    }
    path = rule.rule
    for name in rule.arguments:
        for written in (f"<int:{name}>", f"<path:{name}>", f"<{name}>"):
            path = path.replace(written, names[name])
    return path


def test_every_address_declares_who_may_use_it(served):
    undeclared = [r.rule for r in rules(served) if not hasattr(view_of(served, r), "allowed")]

    assert undeclared == []


def test_the_map_walked_by_every_role(served):
    """Whoever is not declared gets 403 (401 without a token); whoever is, gets anything else."""
    callers = {role: served.caller(role) for role in Role} | {None: served.caller()}
    wrong = []
    for rule in rules(served):
        allowed = view_of(served, rule).allowed
        for method in rule.methods & {"GET", "POST"}:
            for role, caller in callers.items():
                act = caller.get if method == "GET" else caller.post
                with_json = {"headers": {"Accept": "application/json"}}
                got = act(address(rule), **with_json, buffered=False)
                expected_in = not allowed or role in allowed
                refused = got.status_code in (401, 403) and (got.json or {}).get("code") in (
                    "sign_in_needed",
                    "wrong_role",
                )
                got.close()
                if refused == expected_in:
                    wrong.append((method, rule.rule, role, got.status_code))

    assert wrong == []


def test_presses_are_never_for_anybody_but_the_citizen_and_who_signs_in(served):
    public = {
        r.rule for r in rules(served) if "POST" in r.methods and not view_of(served, r).allowed
    }

    at_the_door = {"/sign-in", "/sign-out", "/kiosk/device"}
    assert public == at_the_door | {"/t/<key>/rating", "/t/<key>/cancellation"}


@pytest.mark.parametrize("token", ["", "nonsense", "é", "a" * 5000])
def test_a_token_that_is_not_in_force_is_refused(served, token):
    response = served.caller().get(
        "/api/v1/services", headers={"Authorization": f"Bearer {token}".encode().decode("latin-1")}
    )

    assert (response.status_code, response.json["code"]) == (401, "sign_in_needed")
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_revoked_token_is_refused_within_a_second(served):
    kiosk = served.caller("kiosk")
    assert kiosk.get("/api/v1/services").status_code == 200
    name = served.built.hall.ask(lambda view: Devices(view).all())[-1]["name"]

    served.built.hall.do(devices.revoke_device, name, by="it")
    time.sleep(KEPT_S)

    assert kiosk.get("/api/v1/services").status_code == 401


def test_a_clerk_presses_only_at_their_own_counter(served, manager):
    clerk = served.caller("clerk", counter="Q03")
    for counter in ("Q02", "Q03"):
        manager.press(f"/counters/{counter}/openings")
    manager.press("/tickets", {"service_id": "LLTP"}, status=201)
    called = manager.press("/counters/Q02/calls", status=201)

    elsewhere = clerk.post("/api/v1/counters/Q02/calls")
    theirs = clerk.post(f"/api/v1/tickets/{called['id']}/finishes")

    assert (elsewhere.status_code, elsewhere.json["code"]) == (403, "not_your_counter")
    assert (theirs.status_code, theirs.json["code"]) == (403, "not_at_this_counter")


def test_another_sites_page_cannot_press_with_this_browsers_session(served):
    browser = served.browser("clerk", "Q02")
    path = "/api/v1/counters/Q02/openings"

    assert browser.post(path, json={}).json["code"] == "cross_site"
    foreign = {"Origin": "https://elsewhere.example", "X-Requested-With": "luot"}
    assert browser.post(path, json={}, headers=foreign).json["code"] == "cross_site"
    ours = {"Origin": "http://localhost", "X-Requested-With": "luot"}
    assert browser.post(path, json={}, headers=ours).status_code == 200


def test_a_page_that_needs_somebody_asks_to_sign_in_and_goes_on_there(served):
    html = {"Accept": "text/html"}

    asked = served.caller().get("/counter/", headers=html)

    assert asked.status_code == 302
    assert asked.location == "/sign-in?next=/counter/"


def test_a_new_password_ends_the_old_session(served):
    browser = served.browser("clerk", "Q02")
    assert browser.get("/counter/").status_code == 200
    row = served.built.hall.ask(lambda view: Staff(view).all())[-1]
    served.passes(seconds=1)

    served.built.hall.do(
        devices.save_staff, row["name"], Role.CLERK, "another-hash", by="it", counter_id="Q02"
    )
    time.sleep(KEPT_S)

    assert browser.get("/counter/", headers={"Accept": "text/html"}).status_code == 302


def test_no_page_a_citizen_can_reach_carries_anothers_key(served, manager):
    mine = manager.press("/tickets", {"service_id": "LLTP"}, status=201)
    other = manager.press("/tickets", {"service_id": "LLTP"}, status=201)
    anybody = served.caller()

    for path in (f"/t/{mine['key']}", f"/t/{mine['key']}.json", "/api/v1/board", "/display/"):
        assert other["key"] not in anybody.get(path).text
