"""A phone follows its turn through every row of the table of moves, and says when it cannot."""

import pytest
from browsing import PHONE, picture

from queue_server.cli.opened import opened
from queue_server.turns.commands.day_end import take_back_day_end
from queue_server.turns.events import TicketLapsed, TicketLeftOpen, UndoneToServing
from queue_server.turns.rules.tickets import AT_COUNTER, State
from queue_server.turns.tables import Tickets
from queue_server.turns.transitions import TRANSITIONS, apply, issue

WAIT = {"timeout": 30_000}
COUNTERS = {"YTE": "08", "DKKD": "12"}
PRESSES = {
    "recall": "recalls",
    "start": "starts",
    "finish": "finishes",
    "absent": "no-shows",
    "hold": "holds",
    "resume": "resumes",
    "back": "returns",
    "transfer": "transfers",
    "cancel": "cancellations",
    "undo": "undos",
}
WALK = """
transfer undo call undo call recall start undo start hold undo hold resume undo back undo
transfer undo back call hold undo transfer undo absent undo absent back undo back
call cancel undo start transfer undo hold cancel undo back cancel undo
call finish undo start finish undo finish
"""


class Walk:
    """One citizen with a phone, and a clerk who presses everything there is."""

    def __init__(self, hall, visit, service="YTE") -> None:
        self.hall = hall
        self.counter = COUNTERS[service]
        self.ticket = hall.press("/tickets", {"service_id": service})
        self.phone = visit.open(f"/t/{self.ticket['key']}")
        self.phone.wait_for_selector("html[data-follows]", state="attached")

    def press(self, verb: str) -> None:
        id_ = self.ticket["id"]
        if verb == "call":
            self.now = self.hall.press(f"/counters/Q{self.counter}/calls")
            assert self.now["id"] == id_
        else:
            body = {"service_id": "DKKD"} if verb == "transfer" else {}
            self.now = self.hall.press(f"/tickets/{id_}/{PRESSES[verb]}", body)

    def follows(self) -> None:
        """The phone shows what the server says, without being touched."""
        state, service = self.now["state"], self.now["service_id"]
        name = {"YTE": "Y tế", "DKKD": "Đăng ký doanh nghiệp"}[service]
        self.phone.wait_for_selector(f"html[data-state={state}] [data-for={state}]", **WAIT)
        self.phone.wait_for_selector(f"#service:has-text('{name}')", **WAIT)
        if state == "called":
            assert self.phone.text_content("#counter") == f"{int(self.counter)}"


def rows(hall, *tickets) -> set:
    """The rows of the table that these tickets went through, by the journal."""
    found = set()
    with opened(hall.server.settings) as it:
        for ticket in tickets:
            first, *events = [r.event for r in it.ask(lambda v, t=ticket: v.events_of(t["id"]))]
            now = issue(first)
            for event in events:
                found.add((now.state, type(event)))
                now = apply(now, event)
    return found


def every(kinds) -> set:
    return {(s, kind) for s, moves in TRANSITIONS.items() for kind in moves if kind in kinds}


KINDS = {kind for moves in TRANSITIONS.values() for kind in moves}
TAKEN_BACK = (State.CANCELLED, UndoneToServing)  # only with the end of a day


@pytest.fixture(autouse=True, scope="module")
def open_counters(hall):
    for counter in COUNTERS.values():
        hall.press(f"/counters/Q{counter}/openings")


# The page's weight counts two fonts; what is written in a third would fetch it.
SEMIBOLD = """[...document.querySelectorAll('body *')]
  .filter((it) => it.offsetParent && getComputedStyle(it).fontWeight === '600')
  .map((it) => it.outerHTML)"""


def test_a_phone_follows_through_every_move_there_is(walk_in, hall):
    walk = Walk(hall, walk_in(PHONE))
    for verb in WALK.split():
        walk.press(verb)
        walk.follows()
    walk.phone.click(".level >> nth=0")
    walk.phone.wait_for_selector("text=Cảm ơn", **WAIT)

    by_day = every(KINDS - {TicketLapsed, TicketLeftOpen}) - {TAKEN_BACK}
    assert rows(hall, walk.ticket) == by_day
    assert walk.phone.evaluate(SEMIBOLD) == []


def test_the_end_of_the_day_reaches_a_phone_in_every_state(walk_in, hall):
    """By an errand of another process, of which no bell rings here."""
    ways = {"held": "call hold", "serving": "call start", "waiting": "", "called": "call"}
    walks = [Walk(hall, walk_in(PHONE), "DKKD" if s == "called" else "YTE") for s in ways]
    for walk, verbs in zip(walks, ways.values(), strict=True):
        for verb in verbs.split():
            walk.press(verb)
    tickets = [walk.ticket for walk in walks]

    end_the_day(hall, tickets)
    for walk in walks:
        walk.phone.wait_for_selector("html[data-state=cancelled]", **WAIT)
    with opened(hall.server.settings) as it:
        assert it.do(take_back_day_end, by="test") >= len(tickets)

    for state, walk in zip(ways, walks, strict=True):
        walk.phone.wait_for_selector(f"html[data-state={state}]", **WAIT)
    assert rows(hall, *tickets) >= every({TicketLeftOpen}) | {TAKEN_BACK}
    end_the_day(hall, tickets)


def end_the_day(hall, tickets) -> None:
    with opened(hall.server.settings) as it:
        it.do(lambda tx: [tx.record(night(tx, ticket["id"])) for ticket in tickets])


def night(tx, ticket_id: int) -> TicketLapsed | TicketLeftOpen:
    kind = TicketLeftOpen if Tickets(tx).ticket(ticket_id).state in AT_COUNTER else TicketLapsed
    return kind(at=tx.now, by="system", ticket_id=ticket_id)


def test_without_a_network_the_phone_says_since_when_and_then_goes_on(walk_in, hall):
    visit = walk_in(PHONE)
    walk = Walk(hall, visit)

    visit.context.set_offline(True)
    walk.phone.wait_for_selector("html[data-link=stale] .stale", **WAIT)
    assert walk.phone.text_content("#since") == "08:00"
    picture(walk.phone, "phone-stale-vi")
    walk.press("call")
    visit.context.set_offline(False)

    walk.phone.wait_for_selector("html[data-link=fresh][data-state=called]", **WAIT)
    walk.press("finish")
    visit.faults.clear()  # requests failed while there was no network: that is meant


def test_a_phone_too_old_for_the_script_loads_itself_anew(walk_in, hall):
    visit = walk_in(PHONE)
    visit.context.route(
        "**/phone.js", lambda route: route.fulfill(body="not a language of ours ?.")
    )
    ticket = hall.press("/tickets", {"service_id": "YTE"})
    page = visit.context.new_page()
    page.clock.install()
    page.goto(f"{hall.server.url}/t/{ticket['key']}")
    hall.press("/counters/Q08/calls")
    assert page.get_attribute("html", "data-state") == "waiting"

    page.clock.run_for(16_000)

    page.wait_for_selector("html[data-state=called]", **WAIT)
    hall.press(f"/tickets/{ticket['id']}/finishes")
