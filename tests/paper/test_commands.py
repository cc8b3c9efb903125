"""A slip is printed once: whatever restarts, and whatever the printer says."""

import pytest

from queue_server.paper import commands as paper
from queue_server.paper.events import (
    PrinterChanged,
    RollChanged,
    SlipNotConfirmed,
    SlipReprinted,
)
from queue_server.paper.refusals import (
    EnoughCopies,
    NoPrinter,
    PrintedElsewhere,
    SlipTaken,
    TurnOver,
    TwoAgents,
    UnknownSlip,
)
from queue_server.paper.rules import SlipState, Stand
from queue_server.paper.tables import Paper
from queue_server.turns.commands import serving

READY = Stand(is_known=True, paper="fine")
OUT = Stand(is_known=True, paper="out", hindrance="paper_out")


class Beside:
    """An agent beside the kiosk. A new one has a new spool."""

    def __init__(self, hall, spool="one", device="kiosk1"):
        self.hall, self.me = hall, {"device": device, "spool": spool}

    def says(self, stand=READY):
        return self.hall.do(paper.report_beside, self.me["device"], stand, spool=self.me["spool"])

    def begins(self, ticket, copy=0):
        return self.hall.do(paper.begin, ticket.id, copy, **self.me)

    def ends(self, ticket, state, copy=0, **facts):
        return self.hall.do(paper.end, ticket.id, copy, state, **self.me, **facts)


@pytest.fixture
def agent(hall):
    it = Beside(hall)
    it.says()
    return it


def slips(hall, ticket):
    return [(s.copy, s.state) for s in hall.ask(lambda view: Paper(view).slips_of(ticket.id))]


def heard(day, kind):
    return [event for event in day.events() if isinstance(event, kind)]


def test_numbers_taken_while_the_agent_starts_get_their_slips_when_it_says_hello(day, hall, clock):
    gone, long_ago = day.arrives(), day.arrives()
    hall.do(serving.cancel, gone.id, by="kiosk1")
    clock.passes(seconds=121)
    first, second = day.arrives(), day.arrives()
    clock.passes(seconds=20)

    agent = Beside(hall)
    agent.says(Stand())
    agent.says()

    assert slips(hall, first) == slips(hall, second) == [(0, SlipState.QUEUED)]
    assert slips(hall, gone) == slips(hall, long_ago) == []
    assert heard(day, PrinterChanged), "an agent that waits for slips is woken"
    agent.begins(first)
    clock.passes(seconds=101)
    with pytest.raises(SlipTaken):
        agent.begins(second)


def test_an_agent_that_comes_back_finds_nothing_twice(day, hall, agent):
    ticket = day.arrives()
    agent.begins(ticket)
    agent.ends(ticket, SlipState.CONFIRMED)

    hall.do(lambda tx: Paper(tx).drop_printer("kiosk1"))
    agent.says()

    assert slips(hall, ticket) == [(0, SlipState.CONFIRMED)]


def test_a_number_from_a_kiosk_with_a_printer_wants_one_slip(day, hall, agent):
    ticket = day.arrives()

    assert slips(hall, ticket) == [(0, SlipState.QUEUED)]


def test_a_number_from_a_device_without_a_printer_wants_none(day, hall):
    assert slips(hall, day.arrives()) == []


def test_a_slip_is_begun_once_and_ended_once(day, hall, agent):
    ticket = day.arrives()

    agent.begins(ticket)
    agent.begins(ticket)  # the answer to the first was lost
    agent.ends(ticket, SlipState.CONFIRMED, used_mm=120)
    agent.ends(ticket, SlipState.CONFIRMED, used_mm=120)

    assert slips(hall, ticket) == [(0, SlipState.CONFIRMED)]
    assert hall.ask(lambda view: Paper(view).printer("kiosk1")).printed_mm == 120
    with pytest.raises(SlipTaken):
        agent.begins(ticket)


def test_two_agents_at_one_printer_print_a_slip_once(day, hall, agent):
    ticket, other = day.arrives(), Beside(hall, "two")
    agent.begins(ticket)

    with pytest.raises(SlipTaken):
        other.begins(ticket)
    with pytest.raises(SlipTaken):
        other.ends(ticket, SlipState.CONFIRMED)


def test_a_second_agent_is_told_that_there_is_one(day, hall, agent):
    ticket = day.arrives()
    agent.begins(ticket)

    with pytest.raises(TwoAgents):
        Beside(hall, "two").says()

    assert slips(hall, ticket) == [(0, SlipState.SENDING)]


def test_after_the_clock_went_back_no_old_slip_pours_out(day, hall, agent):
    day.passes(hours=2)
    ticket = day.arrives()
    day.passes(hours=-2)

    with pytest.raises(SlipTaken):
        agent.begins(ticket)
    assert hall.do(paper.give_up) == 1
    agent.begins(day.arrives())


def test_a_reprint_is_not_asked_for_twice_while_it_is_to_come(day, hall, agent):
    ticket = day.arrives()
    agent.begins(ticket)
    agent.ends(ticket, SlipState.CONFIRMED)

    for _ in range(3):
        hall.do(paper.reprint, ticket.id, by="lan")

    assert slips(hall, ticket) == [(0, SlipState.CONFIRMED), (1, SlipState.QUEUED)]


def test_an_agent_that_lost_its_memory_makes_what_it_began_unknown(day, hall, agent):
    ticket = day.arrives()
    agent.begins(ticket)

    day.passes(seconds=30)  # until it is missed
    Beside(hall, "new").says()

    assert slips(hall, ticket) == [(0, SlipState.UNKNOWN)]
    [lost] = heard(day, SlipNotConfirmed)
    assert (lost.ticket_id, lost.state, lost.problem) == (ticket.id, "unknown", "interrupted")


def test_an_agent_that_kept_its_memory_may_still_know(day, hall, agent):
    ticket = day.arrives()
    agent.begins(ticket)
    day.passes(seconds=30)
    Beside(hall, "new").says()

    day.passes(seconds=30)
    agent.says()
    agent.begins(day.arrives())
    with pytest.raises(SlipTaken):  # the hall has told the staff already
        agent.ends(ticket, SlipState.CONFIRMED)


def test_nothing_printed_may_be_tried_again_and_not_for_ever(day, hall, agent):
    ticket = day.arrives()
    agent.begins(ticket)
    agent.ends(ticket, SlipState.QUEUED, problem="paper_out")
    agent.begins(ticket)
    agent.ends(ticket, SlipState.QUEUED, problem="paper_out")

    day.passes(minutes=2, seconds=1)
    with pytest.raises(SlipTaken):
        agent.begins(ticket)
    assert hall.do(paper.give_up) == 1

    assert slips(hall, ticket) == [(0, SlipState.FAILED)]
    assert [lost.problem for lost in heard(day, SlipNotConfirmed)] == ["paper_out"]


def test_what_was_begun_and_never_ended_is_unknown(day, hall, agent):
    ticket = day.arrives()
    agent.begins(ticket)

    day.passes(minutes=2, seconds=30)
    assert hall.do(paper.give_up) == 0
    day.passes(minutes=1)
    assert hall.do(paper.give_up) == 1

    assert slips(hall, ticket) == [(0, SlipState.UNKNOWN)]
    agent.ends(ticket, SlipState.CONFIRMED)  # its agent was only cut off
    assert slips(hall, ticket) == [(0, SlipState.CONFIRMED)]


def test_a_reprint_is_the_same_ticket_marked_and_journalled(day, hall, agent):
    ticket = day.arrives(language="en")

    agent.begins(ticket)
    agent.ends(ticket, SlipState.CONFIRMED)
    again = hall.do(paper.reprint, ticket.id, by="lan")

    assert again == day.now(ticket)
    assert slips(hall, ticket) == [(0, SlipState.CONFIRMED), (1, SlipState.QUEUED)]
    [told] = heard(day, SlipReprinted)
    assert (told.by, told.device, told.copy, told.language) == ("lan", "kiosk1", 1, "en")


def test_a_slip_can_be_printed_at_another_device(day, hall, agent):
    Beside(hall, device="helper").says()
    ticket = day.arrives()

    hall.do(paper.reprint, ticket.id, by="lan", device="helper")

    [_, copy] = hall.ask(lambda view: Paper(view).slips_of(ticket.id))
    assert copy.device == "helper"


def test_reprints_that_make_no_sense_are_refused(day, hall, agent):
    ticket, gone = day.arrives(), day.arrives()
    day.cancels(gone)

    with pytest.raises(TurnOver):
        hall.do(paper.reprint, gone.id, by="lan")
    with pytest.raises(NoPrinter):
        hall.do(paper.reprint, ticket.id, by="lan", device="nowhere")
    for copy in range(paper.MOST_COPIES + 1):
        if copy:
            hall.do(paper.reprint, ticket.id, by="lan")
        agent.begins(ticket, copy)
        agent.ends(ticket, SlipState.CONFIRMED, copy)
    with pytest.raises(EnoughCopies):
        hall.do(paper.reprint, ticket.id, by="lan")


def test_somebody_who_holds_the_slip_knows_better_than_the_printer(day, hall, agent):
    ticket = day.arrives()
    agent.begins(ticket)
    agent.ends(ticket, SlipState.UNKNOWN, problem="interrupted")

    hall.do(paper.received, ticket.id)

    assert slips(hall, ticket) == [(0, SlipState.CONFIRMED)]


def test_who_says_to_have_it_before_it_was_printed_does_not_stop_the_printer(day, hall, agent):
    ticket = day.arrives()
    hall.do(paper.received, ticket.id)

    agent.begins(ticket)
    hall.do(paper.received, ticket.id)

    assert slips(hall, ticket) == [(0, SlipState.SENDING)]


def test_how_a_printer_stands_is_journalled_when_it_changes(day, hall, agent):
    for stand in (READY, OUT, OUT, READY):
        agent.says(stand)

    assert [e.hindrance for e in heard(day, PrinterChanged)] == ["", "paper_out", ""]


def test_new_paper_begins_a_new_roll(day, hall, agent):
    ticket = day.arrives()
    agent.begins(ticket)
    agent.ends(ticket, SlipState.CONFIRMED, used_mm=120)
    agent.says(OUT)
    agent.says(READY)

    [changed] = heard(day, RollChanged)
    assert changed.printed_mm == 120
    assert hall.ask(lambda view: Paper(view).printer("kiosk1")).printed_mm == 0


def test_a_new_roll_that_is_said_twice_is_one_until_something_is_printed_on_it(day, hall, agent):
    for _ in range(2):
        hall.do(paper.change_roll, "kiosk1", by="manager")
    assert len(heard(day, RollChanged)) == 1

    ticket = day.arrives()
    agent.begins(ticket)
    agent.ends(ticket, SlipState.CONFIRMED, used_mm=120)
    for _ in range(2):
        hall.do(paper.change_roll, "kiosk1", by="manager")
    assert len(heard(day, RollChanged)) == 2


def test_a_mute_printer_is_no_news_for_every_slip(day, hall, agent):
    ticket = day.arrives()
    agent.begins(ticket)
    agent.ends(ticket, SlipState.UNKNOWN, problem="mute")

    assert heard(day, SlipNotConfirmed) == []


def test_slips_and_printers_of_others_are_not_touched(day, hall, agent):
    ticket = day.arrives()

    with pytest.raises(UnknownSlip):
        Beside(hall, device="kiosk2").begins(ticket)
    with pytest.raises(UnknownSlip):
        agent.begins(ticket, copy=7)
    with pytest.raises(NoPrinter):
        hall.do(paper.report, "kiosk2", READY, spool="one")
    with pytest.raises(NoPrinter):
        hall.do(paper.change_roll, "kiosk2", by="manager")


def test_an_agent_does_not_print_where_the_server_does(day, hall):
    hall.do(lambda tx: Paper(tx).add_printer("kiosk1", "tcp://10.0.0.5:9100"))

    with pytest.raises(PrintedElsewhere):
        Beside(hall).says()


def test_an_undo_is_still_possible_after_paper_trouble(day, hall, agent):
    ticket = day.arrives()
    clerk = day.clerk(2)
    clerk.calls_next()
    agent.begins(ticket)
    agent.ends(ticket, SlipState.UNKNOWN, problem="interrupted")

    clerk.undoes(ticket)

    assert day.now(ticket).state == "waiting"
