"""Slips as the printer takes them, and what it tells of them in the hall's words."""

import printer
from queue_server.estimates.queries import Lines
from queue_server.hall.tables import floor_of
from queue_server.hall.wording import time_limit
from queue_server.kernel.view import View
from queue_server.kernel.words import FIRST
from queue_server.paper.rules import SlipJob, SlipState, Stand, is_waited_for
from queue_server.turns.rules.keys import Keys
from queue_server.turns.tables import Tickets

# What is known of a slip after an attempt.
STATES = {
    printer.Result.CONFIRMED: SlipState.CONFIRMED,
    printer.Result.UNKNOWN: SlipState.UNKNOWN,
    printer.Result.NOT_PRINTED: SlipState.QUEUED,  # nothing came out: it may be tried again
}


def slip(view: View, job: SlipJob, keys: Keys, address: str) -> printer.Slip | None:
    """The slip of a job; None when nobody waits for it any more. `address` is of this server."""
    if not is_waited_for(job, view.now):  # the wish: a number may be hours old when reprinted
        return None
    language = job.language if job.language in printer.LANGUAGES else FIRST
    it, floor = Tickets(view).ticket(job.ticket_id), floor_of(view)
    outlook = Lines(view).outlook(it)
    estimate = outlook.estimate if outlook else None
    group = floor.priority(it.priority_group) if it.priority_group else None
    found = floor.procedure(it.procedure_code) if it.procedure_code else None
    words = floor.slip.words.get(language, {})
    return printer.Slip(
        hall=floor.hall.name.into(language),
        number=it.number,
        service=floor.service(it.service_id).name.into(language),
        counters=tuple(c.number for c in floor.counters_for(it.service_id)),
        ahead=outlook.ahead if outlook else 0,
        low_min=estimate.low_min if estimate else None,
        high_min=estimate.high_min if estimate else None,
        priority=group.button.into(language) if group else None,
        issued_at=it.issued_at.astimezone(floor.hours.zone),
        papers=tuple(paper.into(language) for paper in found.papers) if found else (),
        fee_vnd=found.fee_counter_vnd if found else None,
        time_limit=time_limit(found).into(language) if found else None,
        url=f"{address}/t/{keys.key(job.ticket_id)}",
        language=language,
        copy=job.copy,
        design=printer.Design(blocks=floor.slip.blocks, words=words, logo=floor.slip.logo),
    )


def state(printed: printer.Printed) -> SlipState:
    """What is known of a slip after it was tried; one that cannot come out anywhere has failed."""
    return STATES[printed.result] if printed.result else SlipState.FAILED


def stand(status: printer.PrinterStatus) -> Stand:
    """How a printer said it stands, in the hall's words."""
    return Stand(
        is_known=status.is_known, paper=status.paper.value, hindrance=status.hindrance or ""
    )
