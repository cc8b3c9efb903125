"""Giving a number: the kiosk's and the helper's press."""

from queue_server.hall.refusals import ClockInDoubt, HallClosed, UnknownProcedure
from queue_server.hall.rules.floor_data import PriorityGroup
from queue_server.hall.tables import day_of, floor_of, is_in_doubt
from queue_server.hall.wording import opens_again
from queue_server.kernel.unit_of_work import Transaction
from queue_server.turns.events import TicketIssued
from queue_server.turns.refusals import ServiceClosed
from queue_server.turns.rules.tickets import Ticket
from queue_server.turns.series import new_number, next_key
from queue_server.turns.tables import record


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
    service = floor_of(tx).offered(service_id)
    group = floor_of(tx).offered_priority(priority_group) if priority_group else None
    if procedure_code is not None and not floor_of(tx).offers(service_id, procedure_code):
        raise UnknownProcedure(procedure=procedure_code, service=service_id)
    if is_in_doubt(tx):
        raise ClockInDoubt(now=floor_of(tx).hours.written(tx.now))
    if not floor_of(tx).hours.is_open(tx.now):
        raise HallClosed(**opens_again(floor_of(tx).hours.opens_next(tx.now)))
    if not floor_of(tx).counters_for(service_id):
        raise ServiceClosed(service=service.id, service_name=service.name)
    arrival = next_key(tx)
    ticket_id, number = new_number(tx, service.prefix, arrival)
    bonus = floor_of(tx).policy.bonus(group.bonus_min if group else 0)
    event = TicketIssued(
        at=tx.now,
        by=by,
        ticket_id=ticket_id,
        number=number,
        day=day_of(tx),
        service_id=service_id,
        key_at=arrival - bonus,
        privileged=_is_privileged(group),
        priority_group=priority_group,
        procedure_code=procedure_code,
        device=by,
        language=language,
        series=service.prefix,
    )
    return record(tx, event)


def _is_privileged(group: PriorityGroup | None) -> bool:
    return group is not None and group.bonus_min > 0
