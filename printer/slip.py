"""What a slip says, as data."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One number on paper. Times are local, minutes and đồng whole; `url` is behind the QR code.

    `low_min` and `high_min` are None when nobody can say how long it takes. `language` is `vi`
    or `en`: the words around the data, which stays as it is.
    """

    hall: str
    number: str
    service: str
    counters: tuple[int, ...]
    ahead: int
    issued_at: datetime
    url: str
    low_min: int | None = None
    high_min: int | None = None
    priority: str | None = None
    papers: tuple[str, ...] = ()
    fee_vnd: int | None = None
    time_limit: str | None = None
    language: str = "vi"
