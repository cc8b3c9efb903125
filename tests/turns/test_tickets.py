"""Tickets change only as the table says, and the journal alone rebuilds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tickets_of import AT, event_of, issued, ticket

from queue_server.kernel.codec import KINDS
from queue_server.turns import events as e
from queue_server.turns import transitions
from queue_server.turns.refusals import NotAllowed
from queue_server.turns.rules.tickets import AT_COUNTER, State
from queue_server.turns.transitions import TRANSITIONS
from queue_server.turns.undo import BACK_TO, UNDOABLE

TICKET_KINDS = [
    kind
    for kind in KINDS.values()
    if issubclass(kind, e.TicketEvent) and kind is not e.TicketIssued
]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("kind", TICKET_KINDS)
def test_a_move_happens_only_when_the_table_has_it(state, kind):
    before = ticket(state=state)

    if kind in TRANSITIONS[state]:
        assert transitions.check(before, kind) is TRANSITIONS[state][kind]
    else:
        with pytest.raises(NotAllowed, match=before.number):
            transitions.check(before, kind)


def test_every_kind_of_event_has_a_place_in_the_table():
    in_table = {kind for row in TRANSITIONS.values() for kind in row}

    assert in_table == set(TICKET_KINDS)


def test_every_press_that_can_be_undone_leads_back_to_where_it_came_from():
    presses = [
        (before, kind, after)
        for before, row in TRANSITIONS.items()
        for kind, after in row.items()
        if kind in UNDOABLE
    ]

    assert presses
    assert all(TRANSITIONS[after].get(BACK_TO[before]) is before for before, _, after in presses)


@given(st.lists(st.sampled_from(TICKET_KINDS), max_size=12))
def test_whatever_happens_a_ticket_is_at_a_counter_exactly_when_its_state_says_so(kinds):
    history = [issued()]
    now = transitions.rebuilt(history)
    for kind in kinds:
        if issubclass(kind, e.TicketUndone) or kind not in TRANSITIONS[now.state]:
            continue
        history.append(event_of(kind))
        now = transitions.apply(now, history[-1])

    assert transitions.rebuilt(history) == now
    assert (now.state not in AT_COUNTER) or now.counter_id is not None
    assert (now.state is State.WAITING) <= (now.counter_id is None)


@pytest.mark.parametrize("unstarted", [True, False])
def test_a_finish_that_nobody_started_has_no_beginning_but_an_old_event_keeps_its_own(unstarted):
    called = transitions.apply(transitions.issue(issued()), event_of(e.TicketCalled))

    event = e.TicketFinished(at=AT, by="lan", ticket_id=1, unstarted=unstarted)
    finished = transitions.apply(called, event)

    assert finished.started_at == (None if unstarted else called.called_at)
