"""Two languages, never mixed: a page speaks one, and so does whatever it is answered."""

import re
import unicodedata
from html.parser import HTMLParser

import pytest

VOID = {"meta", "link", "img", "input", "circle", "use", "br"}
SAID = ("alt", "placeholder", "aria-label", "title", "content", "erase", "space", "done")
MARKS = re.compile("[đ\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323]")  # on letters taken apart
NAMES = ("Lượt", " đ")  # the program's own name, and how money is written here


class Words(HTMLParser):
    """What a page says in its own language: not in scripts, nor in what is marked as another's."""

    def __init__(self):
        super().__init__()
        self.said, self._inside = [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        is_other = tag in ("script", "style") or (tag != "html" and attrs.get("lang") == "vi")
        if tag not in VOID:
            self._inside.append(is_other)
        if not is_other and not any(self._inside):
            self.said += [attrs[name] for name in SAID if attrs.get(name)]

    def handle_endtag(self, tag):
        if tag not in VOID and self._inside:
            self._inside.pop()

    def handle_data(self, data):
        if not any(self._inside) and data.strip():
            self.said.append(data.strip())


def vietnamese(text: str) -> list[str]:
    """The sentences of a page that carry Vietnamese letters."""
    words = Words()
    words.feed(text)
    found = []
    for said in words.said:
        bare = said
        for name in NAMES:
            bare = bare.replace(name, "")
        if MARKS.search(unicodedata.normalize("NFD", bare.lower())):
            found.append(said)
    return found


@pytest.fixture
def places(served, manager):
    """Every page, as (browser, address), with somebody called and somebody who is away."""
    keys = {}
    for state in ("called", "held", "no_show", "served", "waiting"):
        keys[state] = manager.press("/tickets", {"service_id": "LLTP"}, status=201)
    manager.press("/counters/Q02/openings")
    for verb in ("no-shows", "holds", "finishes"):
        ticket = manager.press("/counters/Q02/calls", status=201)
        manager.press(f"/tickets/{ticket['id']}/{verb}")
    manager.press("/counters/Q02/calls", status=201)
    anybody, helper, clerk = served.caller(), served.browser("helper"), served.browser("clerk")
    at_counter = served.browser("clerk", "Q02")
    phones = [(anybody, f"/t/{ticket['key']}") for ticket in keys.values()]
    kiosk = ["", "?q=xyzzy", "services/TUPHAP", f"tickets/{keys['waiting']['key']}", "nowhere"]
    return [
        *phones,
        *((helper, f"/kiosk/{path}") for path in kiosk),
        *((anybody, path) for path in ("/", "/sign-in", "/display/", "/t/nope", "/nowhere")),
        (at_counter, "/counter/"),
        (clerk, "/counter/"),
        (clerk, "/supervisor/"),
    ]


def test_an_english_page_has_no_vietnamese_that_it_does_not_mark(served, places):
    for moment in ("open", "at lunch"):
        for browser, path in places:
            mark = "&" if "?" in path else "?"
            page = browser.get(f"{path}{mark}lang=en", headers={"Accept": "text/html"}).text
            assert '<html lang="en"' in page
            assert vietnamese(page) == [], (moment, path)
        served.passes(hours=3, minutes=45)


def test_a_script_is_refused_in_the_language_of_its_page(served):
    browser = served.browser("clerk", "Q05")
    browser.set_cookie("lang", "vi")
    ours = {"X-Requested-With": "luot"}

    for language, said in (("en", "Counter 5 is not open."), ("vi", "Quầy 5 chưa mở.")):
        headers = ours | {"Accept-Language": language}
        refused = browser.post("/api/v1/counters/Q05/calls", json={}, headers=headers)
        assert refused.json["detail"].startswith(said)
