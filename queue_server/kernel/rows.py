"""Moments as the database keeps them, and back."""

from datetime import UTC, datetime, timedelta

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
