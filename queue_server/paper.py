"""Slips as the printer takes them, and what it tells of them in the hall's words."""

import printer
from queue_server.domain.keys import Keys
from queue_server.domain.paper import MUTE, TOO_OLD, SlipJob, SlipState, Stand
from queue_server.queries import slips
from queue_server.store import View

UNREACHABLE = "unreachable"
STATES = {
    printer.Result.CONFIRMED: SlipState.CONFIRMED,
    printer.Result.UNKNOWN: SlipState.UNKNOWN,
    printer.Result.NOT_PRINTED: SlipState.QUEUED,  # nothing came out: it may be tried again
}


def slip(view: View, job: SlipJob, keys: Keys, address: str) -> printer.Slip | None:
    """The slip of a job; None when nobody waits for it any more. `address` is of this server."""
    if view.now - job.wanted_at > TOO_OLD:  # of the wish: a number may be hours old when reprinted
        return None
    facts = slips.slip(view, job.ticket_id, job.language)
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


def outcome(done: printer.Attempt) -> tuple[SlipState, str]:
    """What came of an attempt: the slip's state, and the code of its problem."""
    state = STATES[done.result]
    if state is SlipState.CONFIRMED:
        return state, ""
    if state is SlipState.QUEUED:
        return state, stand(done).hindrance
    return state, "interrupted" if done.problem or done.status.is_known else MUTE


def stand(done: printer.Attempt) -> Stand:
    """How the printer stood at the end of an attempt."""
    if isinstance(done.problem, printer.Unreachable):
        return Stand(is_known=True, hindrance=UNREACHABLE)
    return stand_of(done.status)


def stand_of(status: printer.Status) -> Stand:
    """A status in the hall's words."""
    return Stand(
        is_known=status.is_known, paper=status.paper.value, hindrance=status.hindrance or ""
    )
