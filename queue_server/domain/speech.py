"""How a number is read aloud: letters by name, digits one by one, counters as numbers."""

from collections.abc import Mapping

DIGITS_VI = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")

# Names of the letters as announcers say them; foreign letters by their usual Vietnamese names.
LETTERS_VI: Mapping[str, str] = {
    "A": "a", "B": "bê", "C": "xê", "D": "dê", "E": "e", "F": "ép", "G": "gờ", "H": "hát",
    "I": "i", "J": "gi", "K": "ca", "L": "lờ", "M": "mờ", "N": "nờ", "O": "o", "P": "pê",
    "Q": "quy", "R": "rờ", "S": "sờ", "T": "tê", "U": "u", "V": "vê", "W": "vê kép",
    "X": "ích-xì", "Y": "i dài", "Z": "dét",
}  # fmt: skip

THOUSAND = 1000


def digits_vi(text: str) -> str:
    """A printed number letter by letter and digit by digit: `A007` is "a không không bảy"."""
    return " ".join(DIGITS_VI[int(c)] if c.isdigit() else LETTERS_VI[c.upper()] for c in text)


def number_vi(value: int) -> str:
    """A whole number from 0 to 999,999 in Vietnamese words: 24 is "hai mươi tư"."""
    if value >= THOUSAND:
        thousands, rest = divmod(value, THOUSAND)
        words = f"{number_vi(thousands)} nghìn"
        return f"{words} {_hundreds(rest, full=True)}" if rest else words
    return _hundreds(value, full=False)


def call_vi(ticket: str, counter: int) -> str:
    """The sentence that calls a number to a counter."""
    return f"Xin mời số {digits_vi(ticket)}, đến quầy số {number_vi(counter)}."


def call_en(ticket: str, counter: int) -> str:
    """The sentence that calls a number to a counter, in English."""
    return f"Ticket {' '.join(ticket)}, please go to counter {counter}."


def _hundreds(value: int, *, full: bool) -> str:
    hundreds, rest = divmod(value, 100)
    if not hundreds and not full:
        return _tens(rest)
    words = f"{DIGITS_VI[hundreds]} trăm"
    if not rest:
        return words
    return f"{words} lẻ {DIGITS_VI[rest]}" if rest < 10 else f"{words} {_tens(rest)}"


def _tens(value: int) -> str:
    tens, ones = divmod(value, 10)
    if not tens:
        return DIGITS_VI[ones]
    words = "mười" if tens == 1 else f"{DIGITS_VI[tens]} mươi"
    return f"{words} {_ones(ones, tens)}" if ones else words


def _ones(ones: int, tens: int) -> str:
    if ones == 5:
        return "lăm"
    if tens > 1 and ones in (1, 4):
        return "mốt" if ones == 1 else "tư"
    return DIGITS_VI[ones]
