"""How a counter stands, in the sentence that refuses a press."""

from collections.abc import Mapping

from queue_server.desks.refusals import CounterClosed
from queue_server.desks.rules import CounterState
from queue_server.desks.words import said
from words import Text

# How a counter stands that calls nobody.
SHUT: Mapping[CounterState, Text] = {
    CounterState.CLOSED: said("is not open", "counter"),
    CounterState.PAUSED: said("is paused", "counter"),
}


def not_open(counter: int, state: CounterState) -> CounterClosed:
    """The refusal of a call at a counter that is closed or paused."""
    return CounterClosed(counter=counter, state=SHUT[state])
