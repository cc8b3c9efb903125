"""Which letters a text of the hall may have: those of today, which every screen and slip shows."""

import re
import unicodedata

import printer
from queue_server.folder.problems import Wrong
from queue_server.folder.words import said
from queue_server.kernel.typed_text import UNSEEN

FORMULA = ("=", "+", "-", "@", "\t")  # a spreadsheet would run these
# What a spreadsheet shows where it has no value, or a column too narrow for it.
NO_VALUE = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|##)", re.I)
MARKUP = re.compile(r"<[a-z/!?]", re.I)
LIKE_D = re.compile("[\u00d0\u00f0\u0189\u0256]")  # they look like Đ and đ and are other letters
# The fonts of the nineties, TCVN3 and VNI, drew Vietnamese where other alphabets have letters and
# signs. Read without them, these are left:
OLD_FONT = re.compile(
    "[ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñöøûüþÿ]"  # letters that Vietnamese has not
    "|(?<=[a-zà-ý])[À-Ý]"  # a capital inside a word
    r"|[§®¡¢£¤¥¦¨µ¶¸¹¾¬](?=[^\W\d_])|(?<=[^\W\d_])[¨ª«µ¶¸¹¾¼½¬÷]"  # a sign at a letter
    r"|(?<=[^\W\d_])[©»×](?=[^\W\d_])"  # a sign between two letters
    "|[aA][áàãâêéèùúõ]|[eE][áàãâùõ]|[oO][âùõ]|[ôuyUYÔ][ùõ]"  # vowels never beside one another
)


def check(text: str, language: str) -> None:
    """Refuse a text that some screen, slip or reader would not show as it is. Raises Wrong.

    A language that slips do not speak has letters of its own: slips say it in another one.
    """
    if language in printer.LANGUAGES:
        _check_letters(text)
    if any(unicodedata.category(char) in UNSEEN for char in text):
        raise Wrong(
            said("there is an invisible character"), said("Delete the cell and type it again")
        )
    if text.startswith(FORMULA):
        raise Wrong(
            said("{text!r} starts like a formula").filled(text=text[:20]),
            said("Begin with a letter or a digit"),
        )
    if found := NO_VALUE.search(text):
        raise Wrong(
            said("{letters} is a spreadsheet's error, not a text").filled(letters=found[0]),
            said("Type what should be there"),
        )
    if found := MARKUP.search(text):
        wrong = said("{words!r} is HTML; everybody would see it as it stands").filled(
            words=text[found.start() :][:20]
        )
        raise Wrong(wrong, said("Write plain text"))


def _check_letters(text: str) -> None:
    if found := OLD_FONT.search(text):
        wrong = said("{word!r} is written for an old font (TCVN3 or VNI)").filled(
            word=_around(text, found)
        )
        raise Wrong(
            wrong, said("Turn the file into Unicode, as Unikey's toolkit does, or type it again")
        )
    if found := LIKE_D.search(text):
        wrong = said("the {letters} in {word!r} only looks like the Vietnamese letter").filled(
            letters=found[0], word=_around(text, found)
        )
        raise Wrong(wrong, said("Type Đ or đ again, with a Vietnamese keyboard in Unicode"))
    if strange := printer.undrawable(text) or _loose_accents(text):
        raise Wrong(
            said("{strange!r} cannot be drawn on a slip").filled(strange=strange[:20]),
            said("Write it in other letters"),
        )


def _around(text: str, found: re.Match[str]) -> str:
    """The word with what was found."""
    before, after = text[: found.start()], text[found.start() :]
    return f"{before.rpartition(' ')[2][-20:]}{after.partition(' ')[0][:20]}"


def _loose_accents(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char).startswith("M"))
