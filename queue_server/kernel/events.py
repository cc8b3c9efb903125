"""What happened, in the past tense: the only way anything in the hall changes.

An event is a fact and never edited. A later field needs a default, because old rows must still
load. Each capability has its own.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened at a moment, by someone (`by` is a person, a device or `system`)."""

    at: datetime
    by: str


class Impossible(Exception):
    """An event that breaks a rule of the hall. The text says which."""
