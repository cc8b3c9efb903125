"""How a number is read aloud: letters by name, digits one by one, counters as numbers."""

from collections.abc import Callable, Mapping

from queue_server.turns.words import said
from words import SOURCE, Text

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")

# Names of the letters as announcers say them; foreign letters by their usual Vietnamese names.
LETTERS: Mapping[str, str] = {
    "A": "a", "B": "bê", "C": "xê", "D": "dê", "E": "e", "F": "ép", "G": "gờ", "H": "hát",
    "I": "i", "J": "gi", "K": "ca", "L": "lờ", "M": "mờ", "N": "nờ", "O": "o", "P": "pê",
    "Q": "quy", "R": "rờ", "S": "sờ", "T": "tê", "U": "u", "V": "vê", "W": "vê kép",
    "X": "ích-xì", "Y": "i dài", "Z": "dét",
}  # fmt: skip

THOUSAND = 1000
CALL = said("Ticket {ticket}, please go to counter {counter}.")


def called(ticket: str, counter: int) -> Text:
    """The sentence that calls a printed number, as `A007`, to a counter."""
    return CALL.filled(ticket=spelled(ticket), counter=counted(counter))


def spelled(text: str) -> Text:
    """A printed number letter by letter and digit by digit: `A007` is "a không không bảy"."""
    said_so = {language: read(text) for language, read in SPELLING.items()}
    return Text({SOURCE: " ".join(text)} | said_so)


def counted(value: int) -> Text:
    """A whole number from 0 to 999,999 in words where voices do not read figures well."""
    return Text({SOURCE: str(value)} | {it: read(value) for it, read in COUNTING.items()})


def _spelled(text: str) -> str:
    return " ".join(DIGITS[int(c)] if c.isdigit() else LETTERS[c.upper()] for c in text)


def _counted(value: int) -> str:
    """24 is "hai mươi tư"."""
    if value >= THOUSAND:
        thousands, rest = divmod(value, THOUSAND)
        words = f"{_counted(thousands)} nghìn"
        return f"{words} {_hundreds(rest, full=True)}" if rest else words
    return _hundreds(value, full=False)


def _hundreds(value: int, *, full: bool) -> str:
    hundreds, rest = divmod(value, 100)
    if not hundreds and not full:
        return _tens(rest)
    words = f"{DIGITS[hundreds]} trăm"
    if not rest:
        return words
    return f"{words} lẻ {DIGITS[rest]}" if rest < 10 else f"{words} {_tens(rest)}"


def _tens(value: int) -> str:
    tens, ones = divmod(value, 10)
    if not tens:
        return DIGITS[ones]
    words = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    return f"{words} {_ones(ones, tens)}" if ones else words


def _ones(ones: int, tens: int) -> str:
    if ones == 5:
        return "lăm"
    if tens > 1 and ones in (1, 4):
        return "mốt" if ones == 1 else "tư"
    return DIGITS[ones]


# The languages whose voices read figures wrongly; others read them as they stand.
SPELLING: Mapping[str, Callable[[str], str]] = {"vi": _spelled}
COUNTING: Mapping[str, Callable[[int], str]] = {"vi": _counted}
