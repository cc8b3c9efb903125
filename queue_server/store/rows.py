"""Rows of the database as things of the hall, and back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from queue_server.domain.counters import CounterState, Desk
from queue_server.domain.tickets import State, Ticket
from queue_server.store.interface import Row

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def ms(moment: datetime) -> int:
    """An aware moment as epoch milliseconds."""
    return (moment - EPOCH) // MILLISECOND


def moment(value: int) -> datetime:
    """Epoch milliseconds as an aware moment in UTC."""
    return EPOCH + value * MILLISECOND


def moment_or_none(value: int | None) -> datetime | None:
    """Epoch milliseconds as a moment; None stays None."""
    return None if value is None else moment(value)


def ms_or_none(value: datetime | None) -> int | None:
    """A moment as epoch milliseconds; None stays None."""
    return None if value is None else ms(value)


def ticket(row: Row) -> Ticket:
    """A row of `tickets` as a Ticket."""
    return Ticket(
        id=row["id"],
        number=row["number"],
        day=date.fromisoformat(row["day"]),
        series=row["series"],
        service_id=row["service_id"],
        issued_at=moment(row["issued_at"]),
        key_at=moment(row["key_at"]),
        privileged=bool(row["privileged"]),
        priority_group=row["priority_group"],
        procedure_code=row["procedure_code"],
        device=row["device"],
        state=State(row["state"]),
        counter_id=row["counter_id"],
        called_at=moment_or_none(row["called_at"]),
        announced_at=moment_or_none(row["announced_at"]),
        started_at=moment_or_none(row["started_at"]),
        ended_at=moment_or_none(row["ended_at"]),
        times_called=row["times_called"],
        hold_reason=row["hold_reason"],
        rating=row["rating"],
        left_open=bool(row["left_open"]),
    )


def ticket_params(it: Ticket) -> dict[str, Any]:
    """A Ticket as parameters of SAVE_TICKET."""
    return {
        "id": it.id,
        "number": it.number,
        "day": it.day.isoformat(),
        "series": it.series,
        "service_id": it.service_id,
        "state": it.state.value,
        "privileged": int(it.privileged),
        "priority_group": it.priority_group,
        "procedure_code": it.procedure_code,
        "device": it.device,
        "issued_at": ms(it.issued_at),
        "key_at": ms(it.key_at),
        "counter_id": it.counter_id,
        "called_at": ms_or_none(it.called_at),
        "announced_at": ms_or_none(it.announced_at),
        "started_at": ms_or_none(it.started_at),
        "ended_at": ms_or_none(it.ended_at),
        "times_called": it.times_called,
        "hold_reason": it.hold_reason,
        "rating": it.rating,
        "left_open": int(it.left_open),
    }


def desk(row: Row) -> Desk:
    """A row of `desks` as a Desk."""
    return Desk(
        counter_id=row["counter_id"],
        state=CounterState(row["state"]),
        run=row["run"],
        clerk=row["clerk"],
        since=moment_or_none(row["since"]),
        day=date.fromisoformat(row["day"]) if row["day"] else None,
    )


def desk_params(it: Desk) -> dict[str, Any]:
    """A Desk as parameters of SAVE_DESK."""
    return {
        "counter_id": it.counter_id,
        "state": it.state.value,
        "run": it.run,
        "clerk": it.clerk,
        "since": ms_or_none(it.since),
        "day": it.day.isoformat() if it.day else None,
    }
