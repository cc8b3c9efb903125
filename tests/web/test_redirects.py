"""No address of ours leads to another site, and none carries into a header what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.cli.access import new_password
from queue_server.hall.rules.roles import Role
from queue_server.web.kit.http.safe_redirect import local

ELSEWHERE = [
    *("https://evil.example", "//evil.example", "/\\evil.example", "\\/evil.example"),
    *("/\t/evil.example", "/\n/evil.example", "/\r/evil.example", "\t//evil.example"),
    *(" //evil.example", "/\x00/evil.example", "/\u2028/evil.example", "///evil.example"),
    *("/a\\..\\..//evil.example", "javascript:alert(1)", "evil.example", "", "/\x0b/evil.example"),
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_led_to_another_site(served, target):
    password = new_password(served.built.hall, "lan", Role.CLERK, counter="Q02")
    browser = served.built.flask.test_client()
    data = {"name": "lan", "password": password, "next": target}

    back = browser.get("/language/en", query_string={"back": target})
    reach = served.caller("kiosk").get("/kiosk/reach/low", query_string={"back": target})
    form = browser.get("/sign-in", query_string={"next": target})
    onwards = browser.post("/sign-in", data=data)

    led = [back.location, reach.location, onwards.location]
    if form.status_code == 400:  # no text with such a character comes in at all
        assert led == [None, None, None]
        return
    assert led == ["/", "/kiosk/", "/counter/"]
    assert 'name="next" value=""' in form.text


@given(st.text(alphabet="/\\.:@?#ab \t\n\r%\x00", max_size=12))
def test_whatever_is_typed_a_target_is_a_path_of_ours(target):
    """As a browser reads it: without tabs and line ends, a backslash is a slash."""
    read = "".join(c for c in local(target, "/") if c not in "\t\n\r").strip().replace("\\", "/")

    assert read.startswith("/")
    assert not read.startswith("//")


def test_a_page_of_ours_is_led_back_to_with_its_letters(served):
    back = served.caller().get("/language/en", query_string={"back": "/kiosk/?q=đất đai"})

    assert back.location == "/kiosk/?q=%C4%91%E1%BA%A5t%20%C4%91ai"


@pytest.mark.parametrize(
    "path", ["/language/x%0aforged", "/language/zz", "/kiosk/reach/x%0aforged"]
)
def test_what_is_no_choice_is_no_page_and_no_cookie(served, path):
    answer = served.caller("kiosk").get(path)

    assert answer.status_code == 404
    assert answer.headers.getlist("Set-Cookie") == []
