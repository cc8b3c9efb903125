"""Whatever is sent wrong gets a problem with a stable code and a sentence, and records nothing."""

import pytest
from served import Caller

TICKETS = "/api/v1/tickets"


def problem(response, status, code):
    assert response.status_code == status, response.text
    assert response.mimetype == "application/problem+json"
    body = response.json
    assert body["status"] == status
    assert body["code"] == code
    assert "Traceback" not in response.text
    assert body["detail"].endswith(".")
    return body


@pytest.fixture
def version(served):
    return lambda: served.built.hall.ask(lambda view: view.version)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "service_id"),
        ({"service_id": 5}, "service_id"),
        ({"service_id": None}, "service_id"),
        ({"service_id": "LLTP", "vip": True}, "vip"),
        ({"service_id": ["LLTP"]}, "service_id"),
        ({"service_id": "x" * 65}, "service_id"),
        ([], "body"),
        ("LLTP", "body"),
    ],
)
def test_a_wrong_body_says_which_field(served, manager, version, body, field):
    before = version()
    response = manager.client.post(TICKETS, json=body, headers=manager.headers)

    assert field in problem(response, 400, "bad_request")["detail"]
    assert version() == before


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe", b"[" * 5000, b'{"service_id": NaN}'])
def test_what_is_not_json_is_said(manager, raw):
    response = manager.client.post(TICKETS, data=raw, headers=manager.headers)

    problem(response, 400, "bad_request")


def test_a_body_over_64_kb_is_refused(manager):
    response = manager.client.post(TICKETS, data=b"x" * 65_537, headers=manager.headers)

    problem(response, 413, "body_too_large")


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/api/v1/tickets", {"service_id": "NOPE"}, 404, "unknown_service"),
        ("/api/v1/counters/Q99/calls", {}, 404, "unknown_counter"),
        ("/api/v1/counters/Q01/calls", {}, 409, "counter_calls_nobody"),
        ("/api/v1/counters/Q02/calls", {}, 409, "counter_closed"),
        ("/api/v1/tickets/999/starts", {}, 404, "unknown_ticket"),
        ("/api/v1/tickets/99999999999999999999999/starts", {}, 404, "unknown_ticket"),
        ("/api/v1/tickets/x/starts", {}, 404, "not_found"),
        ("/api/v1/nowhere", {}, 404, "not_found"),
        ("/api/v1/board", {}, 405, "method_not_allowed"),
        ("/t/nope/rating", {"value": 5}, 404, "unknown_ticket"),
    ],
)
def test_what_does_not_exist_is_said(manager, version, path, body, status, code):
    before = version()

    problem(manager.post(path, body), status, code)
    assert version() == before


@pytest.mark.parametrize("value", [0, 6, "5", 4.5, True, None])
def test_a_rating_is_one_to_five(served, manager, value):
    ticket = manager.press("/tickets", {"service_id": "LLTP"}, status=201)

    problem(
        served.caller().post(f"/t/{ticket['key']}/rating", {"value": value}), 400, "bad_request"
    )


def test_a_press_that_is_not_allowed_says_why_and_what_to_do(manager):
    ticket = manager.press("/tickets", {"service_id": "LLTP"}, status=201)

    english = {"Accept-Language": "en"}
    response = manager.post(f"/api/v1/tickets/{ticket['id']}/finishes", headers=english)

    body = problem(response, 409, "not_allowed")
    assert body["detail"] == "A001 is waiting, so it cannot be finished. Call it first."
    assert body["state"] == "waiting"


def test_sentences_are_vietnamese_unless_asked(manager):
    response = manager.post("/api/v1/counters/Q02/calls")

    assert response.json["detail"] == "Quầy 2 chưa mở. Bấm Mở quầy trước."


def test_a_closed_hall_says_when_it_opens(served, manager):
    served.passes(hours=4)

    body = problem(manager.post(TICKETS, {"service_id": "LLTP"}), 409, "hall_closed")
    assert "13:30" in body["detail"]
    assert body["opens"] == "13:30, 25/11/2026"


@pytest.mark.parametrize("after", ["x", "-1", "1.5", "9" * 20, "", "²"])
def test_a_version_is_a_whole_number(manager, after):
    problem(manager.get(f"/api/v1/journal?after={after}"), 400, "bad_request")


def test_a_page_that_does_not_exist_is_a_page(served):
    response = served.caller().get("/nowhere", headers={"Accept": "text/html"})

    assert (response.status_code, response.mimetype) == (404, "text/html")
    assert "Không có trang này" in response.text


def test_markup_in_a_search_or_a_reason_is_text(served, manager):
    searched = served.browser("helper").get("/kiosk/?q=<script>alert(1)</script>")
    assert "<script>alert" not in searched.text

    manager.press("/counters/Q02/openings")
    manager.press("/tickets", {"service_id": "LLTP"}, status=201)
    called = manager.press("/counters/Q02/calls", status=201)
    manager.press(f"/tickets/{called['id']}/holds", {"reason": "</script><script>alert(1)"})
    desk = served.browser("clerk", "Q02").get("/counter/")
    assert "</script><script>alert" not in desk.text


def test_a_caller_that_fails_inside_learns_nothing_of_the_inside(served: object, caplog):
    client = served.built.flask.test_client()
    served.built.flask.view_functions["home.health"] = broken

    response = Caller(client).get("/healthz", headers={"Accept": "application/json"})

    problem(response, 500, "internal_error")
    assert "secret detail" not in response.text
    assert "secret detail" in caplog.text


def broken():
    raise RuntimeError("secret detail")


broken.allowed = frozenset()


@pytest.mark.parametrize("path", ["", "/undos"])
@pytest.mark.parametrize("ticket_id", [999, 2**63, 10**40])
def test_asking_for_a_ticket_that_never_was(manager, ticket_id, path):
    problem(manager.get(f"{TICKETS}/{ticket_id}{path}"), 404, "unknown_ticket")
