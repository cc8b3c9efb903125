"""Why a counter cannot call now, or nobody may come to it."""

from queue_server.desks.words import said
from queue_server.kernel.refusals import Refusal


class CounterClosed(Refusal):
    """A counter must be open before it calls or somebody comes back: it is not yet, or paused."""

    code = "counter_closed"
    says = said("Counter {counter} {state}. Open it first.")


class CounterBusy(Refusal):
    """A counter has one person at a time."""

    code = "counter_busy"
    says = said("Counter {counter} still has {number}. Finish, hold or mark it a no-show first.")


class CounterTaken(Refusal):
    """Another clerk sits there: two at one counter would take each other's people."""

    code = "counter_taken"
    says = said("{clerk} sits at counter {counter}. Take it over, or choose another counter.")


class SitsElsewhere(Refusal):
    """A clerk sits at one counter."""

    code = "sits_elsewhere"
    says = said(
        "You still have counter {other} open. Take counter {counter} over, and that one is closed."
    )


class CounterIdle(Refusal):
    """This counter does not call people: it guides them."""

    code = "counter_calls_nobody"
    says = said("Counter {counter} does not call numbers. Choose a counter that does.")
