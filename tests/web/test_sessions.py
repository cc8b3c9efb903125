"""A session is one hall's, ends when somebody signs out, and is begun by nobody else's page."""

import time
from dataclasses import replace

import pytest

from queue_server.app import KEPT_S
from queue_server.cli.access import new_password
from queue_server.cli.importing import put
from queue_server.devices import commands as devices
from queue_server.devices.commands import SESSIONS_LIVE, forget_old_doors
from queue_server.devices.tables import Staff
from queue_server.hall.rules.roles import Role
from run import build

HTML = {"Accept": "text/html"}
OURS = {"Origin": "http://localhost"}
FOREIGN = [
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:81"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


def copied(served, browser):
    """Another browser with the same session."""
    other = served.built.flask.test_client()
    other.set_cookie("luot", browser.get_cookie("luot").value)
    return other


def is_in(browser):
    return browser.get("/counter/", headers=HTML).status_code == 200


def test_a_copy_of_a_session_ends_when_its_owner_signs_out(served):
    browser = served.browser("clerk", "Q02")
    copy = copied(served, browser)
    assert is_in(copy)

    browser.post("/sign-out", headers=OURS)

    assert [is_in(browser), is_in(copy)] == [False, False]


def test_signing_out_at_one_browser_leaves_the_others(served):
    password = new_password(served.built.hall, "lan", Role.CLERK, counter="Q02")
    browsers = [served.built.flask.test_client() for _ in range(2)]
    for browser in browsers:
        browser.post("/sign-in", data={"name": "lan", "password": password})

    browsers[0].post("/sign-out", headers=OURS)

    assert [is_in(browser) for browser in browsers] == [False, True]


@pytest.mark.parametrize("ends", ["new password", "shut out"])
def test_whoever_gets_a_new_password_or_is_shut_out_is_signed_out(served, ends):
    browser = served.browser("clerk", "Q02")
    name = served.built.hall.ask(lambda view: Staff(view).all())[-1]["name"]

    if ends == "shut out":
        served.built.hall.do(devices.disable_staff, name, by="it")
    else:
        new_password(served.built.hall, name, Role.CLERK, counter="Q02")
    time.sleep(KEPT_S)

    assert not is_in(browser)


def test_a_month_later_one_signs_in_again(served):
    browser = served.browser("clerk", "Q02")
    for seconds, stays in ((SESSIONS_LIVE.total_seconds() - 60, True), (120, False)):
        served.passes(seconds=seconds)
        served.built.hall.do(forget_old_doors)
        served.built.flask.extensions["luot"].let_in.forget()
        assert is_in(browser) == stays


def test_a_session_of_one_hall_is_none_in_another(served, settings, floor):
    """Both halls have a clerk of that name, made at the same moment, and one key to seal with."""
    other_floor = replace(floor, hall=replace(floor.hall, id="OTHER"))
    other_settings = settings.changed(hall="OTHER")
    put(other_settings, other_floor)
    other = build(other_settings)
    words = [
        new_password(it.hall, "lan", Role.CLERK, counter="Q02") for it in (served.built, other)
    ]
    browser, there = served.built.flask.test_client(), other.flask.test_client()
    browser.post("/sign-in", data={"name": "lan", "password": words[0]})

    there.set_cookie("luot", browser.get_cookie("luot").value)
    known = browser.get_cookie("known", path="/sign-in").value
    there.set_cookie("known", known, path="/sign-in")
    wrong = [there.post("/sign-in", data={"name": "lan", "password": "x"}) for _ in range(6)]
    entered = is_in(there)
    other.store.close()

    assert is_in(browser)
    assert not entered
    assert wrong[-1].status_code == 429


@pytest.mark.parametrize("headers", FOREIGN)
def test_no_other_site_signs_anybody_in_or_out(served, headers):
    password = new_password(served.built.hall, "lan", Role.CLERK, counter="Q02")
    new, signed_in = served.built.flask.test_client(), served.browser("clerk", "Q02")
    mine = {"name": "lan", "password": password}

    assert new.post("/sign-in", data=mine, headers=headers).json["code"] == "cross_site"
    assert signed_in.post("/sign-out", headers=headers).json["code"] == "cross_site"

    assert [is_in(new), is_in(signed_in)] == [False, True]


def test_no_other_site_lets_a_touchscreen_in_or_presses_for_a_citizen(served, manager):
    key = manager.press("/tickets", {"service_id": "LLTP"}, status=201)["key"]
    anybody = served.built.flask.test_client()

    for path in ("/kiosk/device", f"/t/{key}/cancellation", f"/t/{key}/rating"):
        answer = anybody.post(path, data={"token": "x"}, headers=FOREIGN[0])
        assert answer.json["code"] == "cross_site", path


@pytest.fixture
def at_https(settings, floor):
    """The hall behind a proxy that ends TLS; requests come as the proxy sends them."""
    ours = settings.changed(public_url="https://luot.example", names="192.168.1.10")
    put(ours, floor)
    built = build(ours)
    yield built
    built.store.close()


def signs_in(built, host):
    password = new_password(built.hall, f"lan-{host}", Role.CLERK)
    data, headers = {"name": f"lan-{host}", "password": password}, {"Host": host}
    return built.flask.test_client().post("/sign-in", data=data, headers=headers)


def test_at_the_https_address_no_cookie_travels_without_it(at_https):
    answer = signs_in(at_https, "luot.example")
    chosen = at_https.flask.test_client().get("/language/en", headers={"Host": "LUOT.example:443"})

    cookies = [*answer.headers.getlist("Set-Cookie"), *chosen.headers.getlist("Set-Cookie")]
    assert [cookie.partition("=")[0] for cookie in cookies] == ["known", "luot", "lang"]
    assert all("Secure" in c and "HttpOnly" in c and "SameSite=Lax" in c for c in cookies)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_in_the_hall_itself_plain_http_goes_on(at_https, served):
    answer = signs_in(at_https, "192.168.1.10:8080")

    assert answer.status_code == 302
    assert "Secure" not in str(answer.headers.getlist("Set-Cookie"))
    assert "Strict-Transport-Security" not in answer.headers
    assert "Strict-Transport-Security" not in served.caller().get("/").headers


def test_a_plain_page_of_the_same_name_is_another_site(at_https):
    browser, host = at_https.flask.test_client(), {"Host": "luot.example"}

    def signs_out(origin):
        return browser.post("/sign-out", headers=host | {"Origin": origin}).status_code

    assert [signs_out("http://luot.example"), signs_out("https://luot.example")] == [403, 302]
