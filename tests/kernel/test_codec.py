"""An event read back is the event that was written; old rows load with later fields' defaults."""

import subprocess
import sys

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from queue_server.hall import tables
from queue_server.kernel import codec
from queue_server.kernel.codec import KINDS
from queue_server.kernel.events import Event
from queue_server.turns.events import TicketHeld, TicketIssued
from queue_server.turns.rules.calling import chosen_id, run_after


@given(st.sampled_from(list(KINDS.values())).flatmap(st.from_type))
def test_every_event_survives_the_journal(event: Event):
    kind = type(event).__name__

    assert codec.decode(kind, codec.encode(event)) == event


def test_a_row_without_a_later_field_still_loads():
    row = '{"at":"2026-11-25T01:00:00Z","by":"lan","ticket_id":1}'

    assert codec.decode("TicketHeld", row).reason is None


def test_a_reason_of_two_heads_still_loads_and_says_the_same():
    """As it was written before 0.3."""
    row = (
        '{"at":"2026-11-25T01:00:00Z","by":"lan","ticket_id":2,"counter_id":"Q02","why":{"branch":'
        '"privileged_earlier","run":1,"ratio":2,"regular_id":1,"regular_key":"2026-11-25T00:30:00Z"'
        ',"privileged_id":2,"privileged_key":"2026-11-25T00:00:00Z","policy":"virtual_arrival"}}'
    )
    alone = row.replace('"regular_id":1', '"regular_id":null')

    why = codec.decode("TicketCalled", row).why
    assert [(head.category, head.ticket_id) for head in why.heads] == [
        ("privileged", 2),
        ("regular", 1),
    ]
    assert (chosen_id(why), run_after(why)) == (2, 2)
    assert [head.ticket_id for head in codec.decode("TicketCalled", alone).why.heads] == [2]


def test_the_names_in_the_journal_are_the_names_of_the_classes():
    assert KINDS["TicketIssued"] is TicketIssued
    assert KINDS["TicketHeld"] is TicketHeld
    with pytest.raises(KeyError):
        codec.decode("TicketEaten", "{}")


def test_the_floor_survives_the_database(floor):
    assert tables.decode_floor(tables.encode_floor(floor)) == floor


AT_ONCE = """
import sys, threading
from queue_server.hall import tables
together, text = threading.Barrier(4), sys.stdin.read()
def read():
    together.wait()
    tables.decode_floor(text)
sys.setswitchinterval(1e-6)
threads = [threading.Thread(target=read) for _ in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""


def test_threads_that_are_first_to_read_a_hall_at_once_do_not_end_the_program(floor):
    """One start in a thousand died so, while touchscreens were pressing already."""
    text = tables.encode_floor(floor)
    ends = [
        subprocess.run(
            [sys.executable, "-c", AT_ONCE], check=False, cwd=ROOT, input=text, text=True
        ).returncode
        for _ in range(6)
    ]

    assert ends == [0] * 6
