"""How a number is written: the service's letter and at least three digits."""

DIGITS = 3


def number(prefix: str, count: int) -> str:
    """The text on the slip: `A007` for the seventh of series A; it grows after 999, never wraps."""
    return f"{prefix}{count:0{DIGITS}d}"


def letter(text: str) -> str:
    """The letter before a number: `A` of `A007`. All numbers of a day with it are one series."""
    return text.rstrip("0123456789")


def count(text: str) -> int:
    """The place in its series of a number: 7 of `A007`. Raises ValueError for another text."""
    return int(text.removeprefix(letter(text)))
