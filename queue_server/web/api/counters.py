"""Presses on a counter: open, pause, close, call the next."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue

from queue_server.desks import commands as desks
from queue_server.desks.rules import Desk
from queue_server.hall.rules import roles
from queue_server.hall.rules.roles import Caller, Role
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View
from queue_server.kernel.view_models import ViewModel
from queue_server.screens import counter_cards
from queue_server.screens.counter_cards import CounterCard
from queue_server.screens.desk import DeskScreen
from queue_server.screens.shapes import StaffTicket
from queue_server.turns.commands import calling
from queue_server.turns.commands.owning import must_own, must_own_counter
from queue_server.turns.rules import ownership
from queue_server.turns.rules.ownership import Verb
from queue_server.turns.rules.tickets import Ticket
from queue_server.web.api.surface import surface
from queue_server.web.kit.access import shown
from queue_server.web.kit.access.callers import allow, caller
from queue_server.web.kit.app_context import hall
from queue_server.web.kit.http.answers import answer
from queue_server.web.kit.http.descriptions import describe
from queue_server.web.kit.http.presses import Shape, press
from queue_server.web.kit.http.request_bodies import body
from queue_server.web.kit.http.wishes import Call, Nothing, Open, Pause
from queue_server.web.kit.refusals import BadRequest
from queue_server.web.kit.words import said

NOT_WITH_FINISH = said("it does not go together with `finish`.")
GOES_WITH = said("it is only said together with `{field}`.")


class Counters(ViewModel, kw_only=True):
    """Every counter of the hall."""

    counters: Sequence[CounterCard]


@surface.get("/v1/counters")
@allow(roles.STAFF)
@describe(answers=Counters)
def counters() -> ResponseReturnValue:
    """Every counter and how it stands."""
    return answer(Counters(counters=hall().ask(counter_cards.counters)))


@surface.get("/v1/counters/<counter_id>")
@allow(roles.TENDS_THE_LINE)
@describe(answers=DeskScreen)
def counter(counter_id: str) -> ResponseReturnValue:
    """A counter's screen: who is here, who is next and why, who stepped away."""
    return answer(hall().ask(shown.desk, counter_id, caller()))


@surface.post("/v1/counters/<counter_id>/calls")
@allow(ownership.roles(Verb.CALL))
@describe(takes=Call, answers=StaffTicket, status=201)
def call_next(counter_id: str) -> ResponseReturnValue:
    """Call whoever is due next, or somebody out of turn."""
    return press_counter(Verb.CALL, _called(body(Call), caller()), counter_id, status=201)


def _called(wish: Call, who: Caller) -> Callable[..., Ticket]:
    """What a call does: it ends the service before, or takes whom somebody chose, or who is due."""
    _check_goes_together(wish)
    if wish.finish:
        return partial(calling.finish_and_call, outcome=wish.outcome)
    if (ticket_id := wish.ticket_id) is None:
        return calling.call_next

    def chosen(tx: Transaction, counter_id: str, *, by: str) -> Ticket:
        must_own(tx, Verb.CHOOSE, who, ticket_id)
        return calling.call_this(tx, counter_id, ticket_id, by=by, reason=wish.reason)

    return chosen


def _check_goes_together(wish: Call) -> None:
    """Refuse what would say nothing: an outcome of no service, a reason for nobody's call."""
    if wish.ticket_id is not None and wish.finish:
        raise BadRequest(field="ticket_id", problem=NOT_WITH_FINISH)
    if wish.outcome is not None and not wish.finish:
        raise BadRequest(field="outcome", problem=GOES_WITH.filled(field="finish"))
    if wish.reason is not None and wish.ticket_id is None:
        raise BadRequest(field="reason", problem=GOES_WITH.filled(field="ticket_id"))


@surface.post("/v1/counters/<counter_id>/openings")
@allow(ownership.roles(Verb.OPEN))
@describe(takes=Open, answers=CounterCard)
def open_counter(counter_id: str) -> ResponseReturnValue:
    """Open the counter: it may call. A clerk sits down at it."""
    sits = caller().role is Role.CLERK
    opens = partial(desks.open_counter, sits=sits, take_over=body(Open).take_over)
    return press_counter(Verb.OPEN, opens, counter_id, shape=_counter)


@surface.post("/v1/counters/<counter_id>/pauses")
@allow(ownership.roles(Verb.PAUSE))
@describe(takes=Pause, answers=CounterCard)
def pause_counter(counter_id: str) -> ResponseReturnValue:
    """Pause the counter."""
    pause = partial(desks.pause_counter, reason=body(Pause).reason)
    return press_counter(Verb.PAUSE, pause, counter_id, shape=_counter)


@surface.post("/v1/counters/<counter_id>/closings")
@allow(ownership.roles(Verb.CLOSE))
@describe(takes=Nothing, answers=CounterCard)
def close_counter(counter_id: str) -> ResponseReturnValue:
    """Close the counter."""
    body(Nothing)
    return press_counter(Verb.CLOSE, desks.close_counter, counter_id, shape=_counter)


def press_counter(
    verb: Verb,
    command: Callable[..., Any],
    counter_id: str,
    *,
    status: int = 200,
    shape: Shape | None = None,
) -> Response:
    """Press at a counter, if it is theirs to press at."""
    who = caller()

    def work(tx: Transaction) -> Any:
        must_own_counter(tx, verb, who, counter_id)
        return command(tx, counter_id, by=who.name)

    return press(work, status=status, shape=shape)


def _counter(view: View, done: Desk) -> CounterCard:
    return counter_cards.counter(view, done.counter_id)
