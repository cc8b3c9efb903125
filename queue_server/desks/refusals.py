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


class CounterIdle(Refusal):
    """This counter does not call people: it guides them."""

    code = "counter_calls_nobody"
    says = said("Counter {counter} does not call numbers. Choose a counter that does.")
