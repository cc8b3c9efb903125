"""Staff see every printer and how it stands, and print a slip again."""

import re

import pytest

from queue_server.paper.rules import Stand
from queue_server.paper.tables import Paper

READY = {"spool": "of-an-agent", "is_known": True, "paper": "fine"}
OURS = {"Origin": "http://localhost"}


@pytest.fixture
def kiosk(served):
    """A kiosk with an agent beside it that has said how its printer stands."""
    it = served.caller("kiosk")
    it.name = it.press("/printer/reports", READY)["device"]
    return it


@pytest.fixture
def manager(served):
    return served.caller("manager")


def take(kiosk):
    return kiosk.press("/tickets", {"service_id": "LLTP"}, status=201)


def place(ticket, copy=0):
    return f"/printer/slips/{ticket['id']}/{copy}"


def printers(manager):
    return manager.get("/api/v1/printers").json["printers"]


def test_an_agent_is_given_each_slip_with_what_it_says(kiosk):
    ticket = take(kiosk)

    [wanted] = kiosk.get("/api/v1/printer/slips").json["slips"]

    assert (wanted["ticket_id"], wanted["copy"]) == (ticket["id"], 0)
    assert 0 < wanted["seconds"] <= 120
    assert wanted["paper"]["slip"]["number"] == "A001"
    assert wanted["paper"]["slip"]["url"] == ticket["status_url"]


def test_a_slip_goes_from_wanted_to_confirmed(kiosk, manager):
    ticket = take(kiosk)

    started = kiosk.press(f"{place(ticket)}/starts", {"spool": "of-an-agent"})
    assert kiosk.get("/api/v1/printer/slips").json["slips"] == []
    ended = {"spool": "of-an-agent", "state": "confirmed", "used_mm": 120}
    kiosk.press(f"{place(ticket)}/ends", ended)

    [printer] = printers(manager)
    assert started["state"] == "sending"
    assert printer["slips"][0]["says"]["en"] == "came out"
    assert printer["printed_mm"] == 120


@pytest.mark.parametrize("wait", ["nan", "inf", "-1", "1e9", "x", ""])
def test_a_wait_that_means_nothing_is_none(kiosk, wait):
    assert kiosk.get(f"/api/v1/printer/slips?wait={wait}").json == {"slips": []}


def test_a_slip_nobody_can_have_is_unknown(kiosk):
    answer = kiosk.post(f"/api/v1/printer/slips/{10**40}/0/starts", {"spool": "of-an-agent"})

    assert (answer.status_code, answer.json["code"]) == (404, "unknown_slip")


def test_another_kiosk_neither_sees_nor_takes_it(kiosk, served):
    ticket, other = take(kiosk), served.caller("kiosk")
    other.press("/printer/reports", READY)

    assert other.get("/api/v1/printer/slips").json["slips"] == []
    answer = other.post(f"/api/v1{place(ticket)}/starts", {"spool": "of-an-agent"})
    assert (answer.status_code, answer.json["code"]) == (404, "unknown_slip")


@pytest.mark.parametrize(
    "wrong",
    [
        {"spool": "short"},
        {"spool": "of-an-agent", "paper": "blue"},
        {"spool": "of-an-agent", "hindrance": "<b>"},
        {"spool": "of-an-agent", "more": 1},
    ],
)
def test_a_report_that_means_nothing_is_refused(kiosk, wrong):
    answer = kiosk.post("/api/v1/printer/reports", wrong)

    assert answer.status_code == 400
    assert answer.json["code"] == "bad_request"


def test_staff_see_trouble_and_what_to_do_at_the_desk_and_on_the_page(kiosk, manager, served):
    kiosk.press("/printer/reports", READY | {"paper": "out", "hindrance": "paper_out"})

    desk = manager.get("/api/v1/counters/Q02").json
    page = served.browser("clerk").get("/supervisor/").text

    assert desk["printers"] == [
        {
            "device": kiosk.name,
            "says": {
                "vi": "Hết giấy. Thay cuộn giấy.",
                "en": "Out of paper. Put in a new roll.",
            },
        }
    ]
    assert "Hết giấy. Thay cuộn giấy." in page


def test_an_agent_that_fell_silent_is_missed(kiosk, manager, served):
    assert printers(manager)[0]["hindrance"] == ""

    served.passes(seconds=61)

    assert printers(manager)[0]["hindrance"] == "agent_away"


def test_a_slip_is_printed_again_from_the_desk_and_marked(kiosk, manager):
    ticket = take(kiosk)
    manager.press("/counters/Q02/openings")
    called = manager.press("/counters/Q02/calls", status=201)
    assert manager.get("/api/v1/counters/Q02").json["current"]["has_slip"]

    kiosk.press(f"{place(ticket)}/starts", {"spool": "of-an-agent"})
    kiosk.press(f"{place(ticket)}/ends", {"spool": "of-an-agent", "state": "confirmed"})
    manager.press(f"/tickets/{called['id']}/reprints")

    wanted = kiosk.get("/api/v1/printer/slips").json["slips"]
    assert [(w["ticket_id"], w["copy"]) for w in wanted] == [(ticket["id"], 1)]


def test_the_page_prints_again_says_why_not_and_takes_a_new_roll(kiosk, manager, served):
    ticket, browser = take(kiosk), served.browser("helper")
    at = f"/supervisor/printers/{kiosk.name}"

    again = browser.post(f"{at}/slips", data={"ticket_id": ticket["id"]}, headers=OURS)
    manager.press(f"/tickets/{ticket['id']}/cancellations")
    late = browser.post(f"{at}/slips", data={"ticket_id": ticket["id"]}, headers=OURS)
    rolled = browser.post(f"{at}/rolls", headers=OURS)

    assert (again.status_code, late.status_code, rolled.status_code) == (303, 409, 303)
    assert "đã kết thúc" in late.text
    assert printers(manager)[0]["roll_at"]


def comes_out(kiosk, ticket, copy):
    kiosk.press(f"{place(ticket, copy)}/starts", {"spool": "of-an-agent"})
    ended = {"spool": "of-an-agent", "state": "confirmed"}
    kiosk.press(f"{place(ticket, copy)}/ends", ended)


def test_a_form_of_the_page_that_is_sent_again_prints_nothing_more(kiosk, manager, served):
    ticket, browser = take(kiosk), served.browser("helper")
    page = browser.get("/supervisor/").text
    form = {"ticket_id": ticket["id"]} | dict(re.findall(r'name="(press)" value="([^"]+)"', page))
    comes_out(kiosk, ticket, 0)

    for copy in (1, None):
        browser.post(f"/supervisor/printers/{kiosk.name}/slips", data=form, headers=OURS)
        if copy:
            comes_out(kiosk, ticket, copy)

    assert len(printers(manager)[0]["slips"]) == 2


def test_strangers_and_boards_do_not_print(served, kiosk):
    for caller, status in ((served.caller(), 401), (served.caller("display"), 403)):
        assert caller.get("/api/v1/printers").status_code == status
        assert caller.post("/api/v1/printer/reports", READY).status_code == status


def test_a_kiosk_where_the_server_prints_needs_no_agent(kiosk, served):
    hall = served.built.hall
    hall.do(lambda tx: Paper(tx).drop_printer(kiosk.name))
    hall.do(lambda tx: Paper(tx).add_printer(kiosk.name, "tcp://10.0.0.5:9100"))

    answer = kiosk.post("/api/v1/printer/reports", READY)
    asked = kiosk.get("/api/v1/printer/slips")

    assert (answer.status_code, answer.json["code"]) == (409, "printed_elsewhere")
    assert (asked.status_code, asked.json["code"]) == (409, "printed_elsewhere")
    assert hall.ask(lambda view: Paper(view).printer(kiosk.name)).stand == Stand()
