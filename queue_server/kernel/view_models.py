"""What screens and programs are told: each answer and message has a type of its own.

Python fills it, the OpenAPI document describes it, and the scripts of the pages are checked
against it.
"""

from collections.abc import Collection
from typing import Annotated, Any, TypeAlias, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

T = TypeVar("T")

# A field that is left away when there is nothing to say, or not to everybody.
Unsaid: TypeAlias = T | UnsetType
# ISO 8601 in the hall's time zone, to the second.
Moment = Annotated[str, msgspec.Meta(extra_json_schema={"format": "date-time"})]


class ViewModel(msgspec.Struct):
    """One thing that is told. Its fields and their names are stable: other programs read them."""


def encoded(told: Any) -> str:
    """As JSON, in as few bytes as possible; what JSON has no word for is said as Python says it."""
    return msgspec.json.encode(told, enc_hook=str).decode()


def without(told: T, names: Collection[str]) -> T:
    """The same with these fields left away, however deep they lie."""
    return _without(told, names) if names else told


def _without(told: Any, names: Collection[str]) -> Any:
    if isinstance(told, ViewModel):
        fields = told.__struct_fields__
        kept = {f: _without(getattr(told, f), names) for f in fields if f not in names}
        return type(told)(**kept)
    if isinstance(told, dict):
        return {name: _without(it, names) for name, it in told.items() if name not in names}
    if isinstance(told, list | tuple):
        return [_without(one, names) for one in told]
    return told


__all__ = ["UNSET", "Moment", "Unsaid", "UnsetType", "ViewModel", "encoded", "without"]
