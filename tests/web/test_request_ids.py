"""What goes wrong in a request is found again: by the id in its answer and in the log."""

import io
import json
import logging

import pytest

from queue_server.kernel import logs
from queue_server.web.api import questions


class Broken(Exception):
    """A defect, for a test."""


@pytest.fixture
def lines():
    """The log as it is written, in the kind that is asked for; and as it was again afterwards."""
    root, written = logging.getLogger(), io.StringIO()
    before = list(root.handlers), root.level

    def write(kind=logs.TEXT):
        logs.install(written, kind)
        return lambda: written.getvalue().splitlines()

    yield write
    root.handlers[:], level = before
    root.setLevel(level)


@pytest.fixture
def breaks(served, monkeypatch):
    """A page of the API that has a defect."""
    monkeypatch.setattr(questions.board, "board_fields", fails)
    return served.caller("manager")


def fails(*_facts):
    raise Broken


def test_a_failure_is_named_alike_in_the_answer_and_in_the_log(breaks, lines):
    log = lines()

    answer = breaks.get("/api/v1/board")
    there = answer.headers["X-Request-ID"]
    [line] = [it for it in log() if there in it]
    assert answer.json["request_id"] == there
    assert " ERROR luot.web a request failed" in line
    assert line.endswith(f"[{there}]")


def test_a_page_says_it_too(served, breaks, monkeypatch):
    monkeypatch.setattr("queue_server.web.home.routes.render_template", fails)

    page = served.caller().get("/?lang=vi", headers={"Accept": "text/html"})
    assert f"Dành cho người quản trị: {page.headers['X-Request-ID']}" in page.text


@pytest.mark.parametrize("given", ["from-a-proxy-1", "x", "a b c d e f", "y" * 65])
def test_what_stands_in_front_may_name_a_request_if_that_is_a_name(served, given):
    answer = served.caller().get("/healthz", headers={"X-Request-ID": given})

    is_a_name = given == "from-a-proxy-1"
    assert (answer.headers["X-Request-ID"] == given) is is_a_name
    assert len(answer.headers["X-Request-ID"]) >= 12


def test_two_requests_have_two_ids(served):
    both = [served.caller().get("/healthz").headers["X-Request-ID"] for _ in range(2)]

    assert both[0] != both[1]


def test_as_json_a_line_is_an_object_whatever_stands_in_it(breaks, lines):
    log = lines(logs.JSON)

    there = breaks.get("/api/v1/board").headers["X-Request-ID"]
    logging.getLogger("luot.kernel").warning("two\nlines and a \x1b")
    failed, warned = (json.loads(line) for line in log())
    assert (failed["logger"], failed["level"], failed["request"]) == ("luot.web", "ERROR", there)
    assert "Broken" in failed["traceback"]
    assert warned["message"] == "two\nlines and a \x1b"
