"""Texts as they were written before: a name for each language, as `name_vi` and `name_en`."""

import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

from words.text import Text

SUFFIX = re.compile(r"(\w+)_(vi|en)")
FIRST = "vi"  # what stood under a name without a language


def joined(raw: Any) -> Any:
    """The same lists and mappings with `name: {vi, en}` for every `name_vi` and `name_en`.

    What stands under `name` beside a `name_en` is in the first language; lists are joined one by
    one.
    """
    if isinstance(raw, list):
        return [joined(it) for it in raw]
    if not isinstance(raw, dict):
        return raw
    suffixed = {key: match for key in raw if (match := SUFFIX.fullmatch(str(key)))}
    out = {key: joined(value) for key, value in raw.items() if key not in suffixed}
    texts: dict[str, dict[str, Any]] = {}
    for key, match in suffixed.items():
        texts.setdefault(match[1], {})[match[2]] = raw[key]
    for name, said in texts.items():
        before = {FIRST: out[name]} if name in out else {}
        out[name] = as_one(before | said)
    return out


def as_one(said: Mapping[str, Any]) -> Any:
    """What is said in several languages as one Text, or as one for each row of lists."""
    lists = [value for value in said.values() if isinstance(value, list | tuple)]
    if not lists:
        return Text(said)
    rows: Iterable[tuple[str, ...]] = zip_longest(*(v or () for v in said.values()), fillvalue="")
    return tuple(Text(dict(zip(said, row, strict=True))) for row in rows)
