"""Which letters can stand on paper at all, and so which languages."""

from functools import lru_cache

from PIL import ImageFont

from printer.document.ticket import WORDS
from printer.drawing.folding import clean
from printer.drawing.font import FILES, FONTS
from printer.words import LANGUAGES

SIZE = 24
NO_LETTER = "\U0010fffd"  # of a private plane: every font draws its box for it


def undrawable(words: str) -> str:
    """The letters of some words that the font does not have, each once; usually none."""
    return "".join(dict.fromkeys(c for c in clean(words) if not c.isspace() and _is_box(c)))


def languages() -> tuple[str, ...]:
    """The languages that slips speak: translated, and in letters that the font has."""
    said = {it: " ".join(words.into(it) for words in WORDS.values()) for it in LANGUAGES}
    return tuple(language for language, words in said.items() if not undrawable(words))


@lru_cache(maxsize=4096)
def _is_box(char: str) -> bool:
    return _drawn(char) == _drawn(NO_LETTER)


@lru_cache(maxsize=4096)
def _drawn(char: str) -> tuple[tuple[int, int], bytes]:
    mask = _font().getmask(char)
    return mask.size, bytes(mask)


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / FILES["regular"], SIZE, layout_engine=ImageFont.Layout.BASIC)
