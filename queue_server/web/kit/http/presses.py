"""A press that came over HTTP: done once, for its caller, and answered with JSON."""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from secrets import token_urlsafe
from typing import Any

from flask import Request, Response
from markupsafe import Markup

from queue_server.kernel.idempotency import Answer, Press
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View
from queue_server.kernel.view_models import ViewModel, encoded
from queue_server.screens.shapes import StaffTicket
from queue_server.turns.commands.owning import must_be_with_them, must_own
from queue_server.turns.rules.ownership import Verb
from queue_server.turns.rules.tickets import Ticket
from queue_server.web.kit.access import shown
from queue_server.web.kit.access.callers import caller
from queue_server.web.kit.app_context import asked, hall
from queue_server.web.kit.http.answers import answer_text
from queue_server.web.kit.http.gate import entered, is_form
from queue_server.web.kit.refusals import BadRequest
from queue_server.web.kit.words import said

KEY = "Idempotency-Key"
FIELD = "press"  # of a form: hidden, and another on each page that is drawn
Shape = Callable[[View, Any], ViewModel]


def ticket_shape() -> Callable[[View, Ticket], StaffTicket]:
    """How the API answers a ticket: what this caller may know of it, and never its key.

    Made in the request; used in the transaction, which whoever leads the batch may run.
    """
    who = caller()

    def shape(view: View, it: Ticket) -> StaffTicket:
        return shown.ticket(view, it, who)

    return shape


def press(
    work: Callable[[Transaction], Any],
    *,
    status: int = 200,
    shape: Shape | None = None,
    device: str | None = None,
    told: Callable[[str], str] = str,
) -> Response:
    """Do one press, at most once per device and Idempotency-Key, and answer it.

    The device is the caller, unless a phone that nobody signed in at says which it is. `told` adds
    to the answer what is kept nowhere.
    """
    shaped = shape or ticket_shape()

    def whole(tx: Transaction) -> Answer:
        return Answer(status=status, text=encoded(shaped(tx, work(tx))))

    done = hall().press(pressed(device), whole)
    return answer_text(told(done.text), done.status)


def press_ticket(
    verb: Verb, command: Callable[..., Ticket], ticket_id: int, *args: Any, **facts: Any
) -> Response:
    """Press on one ticket, if it is theirs to press on."""
    who = caller()

    def mine(tx: Transaction) -> Ticket:
        must_own(tx, verb, who, ticket_id)
        done = command(tx, ticket_id, *args, by=who.name, **facts)
        must_be_with_them(tx, who, done)  # an undo brings people back to a counter, too
        return done

    return press(mine)


def press_form(work: Callable[[Transaction], object], *, device: str | None = None) -> str:
    """Do what a form asks for, at most once however often it is sent; what came of it, as text."""

    def whole(tx: Transaction) -> Answer:
        return Answer(status=200, text=str(work(tx)))

    return hall().press(pressed(device), whole).text


def press_field() -> Markup:
    """The key of the one press that a form is good for."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, token_urlsafe(12))


def pressed(device: str | None = None) -> Press | None:
    """This request as a Press; None when it carries no key. Raises BadRequest for a bad key."""
    request = asked()
    key = request.headers.get(KEY)
    if key is None and is_form(request):
        key = request.form.get(FIELD)
    if key is None:
        return None
    key = entered(key, KEY)
    if not key:
        raise BadRequest(field=KEY, problem=said("it must not be empty."))
    if device is None:
        who = caller()
        device = f"{who.role}:{who.name}"
    return Press(device=device, key=key, fingerprint=_fingerprint(request))


def _fingerprint(request: Request) -> str:
    """What was asked: the address and what was filled in, or the JSON however it is spaced."""
    data = _filled_in(request) if is_form(request) else request.get_data()
    with suppress(ValueError):
        data = json.dumps(json.loads(data or b"{}"), sort_keys=True).encode()
    return hashlib.sha256(request.method.encode() + request.path.encode() + data).hexdigest()


def _filled_in(request: Request) -> bytes:
    fields = sorted((name, it) for name, it in request.form.items(multi=True) if name != FIELD)
    return json.dumps(fields).encode()
