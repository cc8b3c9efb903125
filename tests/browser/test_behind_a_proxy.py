"""Behind a proxy that knows neither websockets nor streams, board and phone follow all the same."""

import re

import pytest
from browsing import BOARD, PHONE
from clusters import Nginx
from conftest import ROOT

WAIT = {"timeout": 15_000}


@pytest.fixture
def plain_proxy(hall, tmp_path):
    """nginx as somebody sets it up who has only read how to pass requests on."""
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    special = r"    location (?:/socket\.io/|~ \^/t/).*?\n    }\n"
    it = Nginx(tmp_path, re.sub(special, "", page, flags=re.DOTALL), [hall.server.port])
    yield it
    it.stop()


def test_without_upgrade_lines_a_board_polls_and_a_phones_stream_flows(walk_in, hall, plain_proxy):
    first, second = (hall.press("/tickets", {"service_id": "YTE"}) for _ in range(2))
    hall.press("/counters/Q08/openings")
    visits = [walk_in(BOARD), walk_in(PHONE)]
    pages = [visit.context.new_page() for visit in visits]
    for page, path in zip(pages, ("/display/", f"/t/{second['key']}"), strict=True):
        page.goto(plain_proxy.url + path)
    board, phone = pages

    hall.press("/counters/Q08/calls")

    board.wait_for_selector(f"#newest .number:text-is('{first['number']}')", **WAIT)
    phone.wait_for_selector("#ahead:text-is('Sắp đến lượt ông/bà')", **WAIT)
    assert board.get_attribute("html", "data-link") == "fresh"
