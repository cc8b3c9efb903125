"""What every page carries: strict headers and its own language."""

import re

import pytest


@pytest.fixture
def pages(served, manager):
    """Every page there is, as (name, how to get it)."""
    key = manager.press("/tickets", {"service_id": "LLTP"}, status=201)["key"]
    anybody, clerk, helper = (
        served.caller(),
        served.browser("clerk", "Q02"),
        served.browser("helper"),
    )
    return [
        (anybody, "/"),
        (anybody, "/sign-in"),
        (anybody, "/display/"),
        (anybody, f"/t/{key}"),
        (anybody, "/t/nope"),
        (served.browser("manager"), "/counter/"),
        (clerk, "/counter/"),
        (helper, "/kiosk/"),
        (helper, "/kiosk/services/TUPHAP"),
        (helper, f"/kiosk/tickets/{key}"),
    ]


def test_pages_obey_a_strict_policy(pages):
    for browser, path in pages:
        response = browser.get(path)
        policy = response.headers["Content-Security-Policy"]
        text = response.text

        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"\sstyle=|\son\w+=|<style", text), path
        assert not re.search(r"<script(?![^>]*(src=|application/json))", text), path
        is_for_all = path in ("/", "/display/")  # those are asked for again by their tag
        kept = ("no-store", "private, no-cache") if is_for_all else ("no-store",)
        assert response.headers["Cache-Control"] in kept, path


def test_pages_speak_vietnamese_first_and_english_when_asked(pages):
    for browser, path in pages:
        assert '<html lang="vi"' in browser.get(path).text
        assert '<html lang="en"' in browser.get(f"{path}?lang=en").text


def test_every_page_says_when_the_time_is_not_real(pages):
    for browser, path in pages:
        assert "Đây không phải giờ thật" in browser.get(path).text


def test_everything_a_page_links_to_is_there(pages):
    for browser, path in pages:
        for link in set(
            re.findall(r'(?:src|href)="(/[^"#?]*static[^"#?]*)', browser.get(path).text)
        ):
            with browser.get(link) as file:
                assert file.status_code == 200, link


def test_the_phone_page_is_small_with_everything_it_loads(served, manager):
    key = manager.press("/tickets", {"service_id": "LLTP"}, status=201)["key"]
    anybody = served.caller()
    page = anybody.get(f"/t/{key}").text
    files = set(re.findall(r'(?:src|href)="(/[^"#?]*static[^"#?]*)', page))
    files |= {f"/static/vendor/be-vietnam-pro-{w}.woff2" for w in ("regular", "bold")}
    files |= {
        "/static/words.js",
        "/static/ask.js",
        "/static/page.js",
        "/t/static/turn.js",
        "/t/static/stream.js",
    }

    size = len(page.encode())
    for name in files:
        with anybody.get(name) as file:
            size += len(file.data)

    assert len(files) > 8
    assert size < 60_000
