"""A clerk calls somebody out of turn: seen by everybody who checks, and unfair to nobody else."""

import pytest

from queue_server.desks.refusals import CounterBusy
from queue_server.hall.refusals import UnknownReason
from queue_server.turns.events import TicketCalled
from queue_server.turns.refusals import NotAllowed, ReasonNeeded
from queue_server.turns.rules.calling import Branch
from queue_server.turns.rules.tickets import State


def test_somebody_is_called_out_of_turn_and_the_journal_says_by_hand_and_why(day):
    first, second = day.arrives(), day.arrives()

    called = day.clerk(2).calls(second, reason="CAN_TRO_GIUP")

    assert (called.state, called.counter_id) == (State.CALLED, "Q02")
    [event] = [it for it in day.events() if isinstance(it, TicketCalled)]
    assert (event.why.branch, event.why.by_hand) == (Branch.BY_HAND, second.id)
    assert [head.ticket_id for head in event.why.heads] == [first.id]
    assert (event.reason, event.by) == ("CAN_TRO_GIUP", "lan")


def test_whoever_was_due_is_called_next(day):
    first, second, third = (day.arrives() for _ in range(3))
    clerk = day.clerk(2)

    clerk.finishes(clerk.calls(third))

    assert [clerk.serves(), clerk.serves()] == [first.number, second.number]


def test_a_call_by_hand_does_not_count_in_the_run_of_those_with_a_head_start(day):
    regular = day.arrives()
    elders = [day.arrives(priority="NGUOI_CAO_TUOI") for _ in range(4)]
    clerk = day.clerk(2)
    clerk.serves()
    clerk.finishes(clerk.calls(elders[3]))

    assert clerk.serves() == elders[1].number
    assert clerk.serves() == regular.number


def test_the_hall_wants_to_know_why(day):
    who = day.arrives()
    clerk = day.clerk(2)

    with pytest.raises(ReasonNeeded, match="CAN_TRO_GIUP"):
        clerk.calls(who, reason=None)
    with pytest.raises(UnknownReason, match="PHOTO"):
        clerk.calls(who, reason="PHOTO")  # why somebody steps away

    assert day.now(who).state is State.WAITING


def test_only_whoever_waits_today_is_called(day):
    who, other = day.arrives(), day.arrives()
    clerk, neighbour = day.clerk(2), day.clerk(3)
    clerk.calls(who)

    with pytest.raises(NotAllowed, match=who.number):
        neighbour.calls(who)
    with pytest.raises(CounterBusy, match=who.number):
        clerk.calls(other)
    neighbour.pauses()
    day.passes(days=1)
    neighbour.opens()
    with pytest.raises(NotAllowed, match=other.number):
        neighbour.calls(other)


def test_a_call_by_hand_is_undone_like_any_other(day):
    first, second = day.arrives(), day.arrives()
    clerk = day.clerk(2)
    clerk.calls(second)

    assert clerk.undoes(second).state is State.WAITING
    assert [clerk.serves(), clerk.serves()] == [first.number, second.number]
