"""Slips as the printer takes them, and what it tells of them in the hall's words."""

import printer
from queue_server.domain.keys import Keys
from queue_server.domain.paper import SlipJob, SlipState, Stand, is_waited_for
from queue_server.domain.words import FIRST
from queue_server.queries import slips
from queue_server.store import View

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
    facts = slips.slip(view, job.ticket_id, language)
    return printer.Slip(
        hall=facts.hall,
        number=facts.number,
        service=facts.service,
        counters=facts.counters,
        ahead=facts.ahead,
        low_min=facts.low_min,
        high_min=facts.high_min,
        priority=facts.priority,
        issued_at=facts.issued_at,
        papers=facts.papers,
        fee_vnd=facts.fee_vnd,
        time_limit=facts.time_limit,
        url=f"{address}/t/{keys.key(job.ticket_id)}",
        language=facts.language,
        copy=job.copy,
        design=printer.Design(blocks=facts.blocks, words=facts.words, logo=facts.logo),
    )


def state(printed: printer.Printed) -> SlipState:
    """What is known of a slip after it was tried; one that cannot come out anywhere has failed."""
    return STATES[printed.result] if printed.result else SlipState.FAILED


def stand(status: printer.PrinterStatus) -> Stand:
    """How a printer said it stands, in the hall's words."""
    return Stand(
        is_known=status.is_known, paper=status.paper.value, hindrance=status.hindrance or ""
    )
