"""Finding a service by what people type. static/search.js does the same while they type."""

import re
import unicodedata
from collections.abc import Sequence

BETWEEN = re.compile(r"[^a-z0-9.]+")
LIKE_D = re.compile("[đðɖ]")  # the Vietnamese letter, and what other keyboards have for it


def plain(text: str) -> str:
    """Text as people type it on a touchscreen: no accents, no capitals, one space between words."""
    bare = unicodedata.normalize("NFD", LIKE_D.sub("d", text.lower()))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return BETWEEN.sub(" ", letters).strip()


def found(texts: Sequence[str], typed: str) -> list[bool]:
    """For each text: is it meant? The words as typed, else all of them in any order."""
    wanted, padded = plain(typed), [f" {plain(text)}" for text in texts]
    as_typed = [f" {wanted}" in text for text in padded]
    if any(as_typed):
        return as_typed
    return [all(f" {word}" in text for word in wanted.split()) for text in padded]
