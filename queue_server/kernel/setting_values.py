"""How the value of each kind of setting is read, from the environment or from `luot.toml`."""

from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any, NewType

from queue_server.kernel.words import said
from words import SOURCE, Text

Count = NewType("Count", int)


class BadValue(ValueError):
    """A value that means nothing; `how` to write one."""

    def __init__(self, how: Text) -> None:
        super().__init__(how.into(SOURCE))
        self.how = how


def _path(value: Any) -> Path:
    if not isinstance(value, str | Path):
        raise BadValue(said("write where the file is, in quotes"))
    return Path(value)


def _moment(value: Any) -> datetime | None:
    if value == "":
        return None
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    except (ValueError, TypeError):
        raise BadValue(said("write it like 2026-11-25T07:00+07:00")) from None
    if moment.tzinfo is None:
        raise BadValue(said("the time zone is missing; write it like 2026-11-25T07:00+07:00"))
    return moment


def _time(value: Any) -> time | None:
    if value == "":
        return None
    try:
        return value if isinstance(value, time) else time.fromisoformat(value)
    except (ValueError, TypeError):
        raise BadValue(said("write a time of the day, as 19:00, or nothing for never")) from None


def _count(value: Any) -> Count:
    if not str(value).isdecimal() or not 1 <= int(value) <= 10_000:
        raise BadValue(said("write a number from 1 to 10000, as 14"))
    return Count(int(value))


def _port(value: Any) -> int:
    if not str(value).isdecimal() or not 0 <= int(value) <= 65535:
        raise BadValue(said("write a number from 0 to 65535, as 8080"))
    return int(value)


def _speed(value: Any) -> float:
    try:
        number = float(value)
    except (ValueError, TypeError):
        number = 0.0
    if not 0 < number <= 100_000:
        raise BadValue(said("write a number above 0, as 300"))
    return number


def _flag(value: Any) -> bool:
    if str(value).lower() not in ("0", "1", "true", "false", ""):
        raise BadValue(said("write 1 or 0"))
    return str(value).lower() in ("1", "true")


def _text(value: Any) -> str:
    return str(value).strip()


READERS: Mapping[Any, Any] = {
    str: _text,
    int: _port,
    float: _speed,
    bool: _flag,
    Path: _path,
    datetime: _moment,
    time: _time,
    Count: _count,
}
