"""Giving a number: the kiosk's and the helper's press."""

from queue_server.domain.events import TicketIssued
from queue_server.domain.floor import PriorityGroup
from queue_server.domain.refusals import ClockInDoubt, HallClosed, ServiceClosed, UnknownProcedure
from queue_server.domain.tickets import Ticket
from queue_server.domain.wording import opens_again
from queue_server.store import Transaction


def issue(
    tx: Transaction,
    service_id: str,
    *,
    by: str,
    priority_group: str | None = None,
    procedure_code: str | None = None,
    language: str = "vi",
) -> Ticket:
    """Give the next number of a service. `by` is the device, and where the slip is printed.

    `language` is the slip's, `vi` or `en`.

    Raises UnknownService, UnknownPriority, UnknownProcedure, ClockInDoubt, HallClosed or
    ServiceClosed.
    """
    service = tx.floor.offered(service_id)
    group = tx.floor.offered_priority(priority_group) if priority_group else None
    if procedure_code is not None and not tx.floor.offers(service_id, procedure_code):
        raise UnknownProcedure(procedure=procedure_code, service=service_id)
    if tx.is_in_doubt:
        raise ClockInDoubt(now=tx.floor.hours.written(tx.now))
    if not tx.floor.hours.is_open(tx.now):
        raise HallClosed(**opens_again(tx.floor.hours.opens_next(tx.now)))
    if not tx.floor.counters_for(service_id):
        raise ServiceClosed(service=service.id, service_name=service.name)
    arrival = tx.next_key()
    ticket_id, number = tx.new_number(service.prefix, arrival)
    bonus = tx.floor.policy.bonus(group.bonus_min if group else 0)
    event = TicketIssued(
        at=tx.now,
        by=by,
        ticket_id=ticket_id,
        number=number,
        day=tx.day,
        service_id=service_id,
        key_at=arrival - bonus,
        privileged=_is_privileged(group),
        priority_group=priority_group,
        procedure_code=procedure_code,
        device=by,
        language=language,
        series=service.prefix,
    )
    return tx.record(event)


def _is_privileged(group: PriorityGroup | None) -> bool:
    return group is not None and group.bonus_min > 0
