"""What a slip says, as data, and what a hall may change in how it looks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from msgspec import Meta

# Bounds of what comes as JSON. The longest official name of a procedure has 1,192 characters.
Words = Annotated[str, Meta(max_length=2_000)]
Count = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Link = Annotated[str, Meta(min_length=1, max_length=300)]  # a longer one makes a code of dust
Language = Annotated[str, Meta(pattern="^[a-z]{2,3}$")]  # ISO 639; English where it is not spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What a hall changes without code.

    `blocks` are names of `printer.BLOCKS` from top to bottom, empty for the usual ones; `words`
    stand instead of the usual ones, by their names, in the language of the slip; `logo` is a PNG
    as `printer.logo` makes it, empty for none.
    """

    blocks: tuple[Words, ...] = ()
    words: Mapping[str, Words] = field(default_factory=dict)
    logo: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One number on paper. Times are local, minutes and đồng whole; `url` is behind the QR code.

    `low_min` and `high_min` are None when nobody can say how long it takes. `language` is of
    the words around the data, which stays as it is. `copy` is 0 for the first slip of a
    number, 1 for its first reprint, which is marked as one and is otherwise the same.
    """

    hall: Words
    number: Words
    service: Words
    counters: tuple[Count, ...]
    ahead: Count
    issued_at: datetime
    url: Link
    low_min: Count | None = None
    high_min: Count | None = None
    priority: Words | None = None
    papers: tuple[Words, ...] = ()
    fee_vnd: Count | None = None
    time_limit: Words | None = None
    language: Language = "vi"
    copy: Count = 0
    design: Design = field(default_factory=Design)
