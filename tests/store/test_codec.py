"""An event read back is the event that was written; old rows load with later fields' defaults."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.events import KINDS, Event, TicketHeld, TicketIssued
from queue_server.store import codec


@given(st.sampled_from(list(KINDS.values())).flatmap(st.from_type))
def test_every_event_survives_the_journal(event: Event):
    kind = type(event).__name__

    assert codec.decode(kind, codec.encode(event)) == event


def test_a_row_without_a_later_field_still_loads():
    row = '{"at":"2026-11-25T01:00:00Z","by":"lan","ticket_id":1}'

    assert codec.decode("TicketHeld", row).reason is None


def test_the_names_in_the_journal_are_the_names_of_the_classes():
    assert KINDS["TicketIssued"] is TicketIssued
    assert KINDS["TicketHeld"] is TicketHeld
    with pytest.raises(KeyError):
        codec.decode("TicketEaten", "{}")


def test_the_floor_survives_the_database(floor):
    assert codec.decode_floor(codec.encode_floor(floor)) == floor
