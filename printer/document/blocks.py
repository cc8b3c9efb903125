"""What a slip is made of: blocks, one below the other. All lengths are in millimetres."""

from dataclasses import dataclass

LONGEST_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Words. `height_mm` is of a capital letter. Longer than `lines` lines ends in …."""

    words: str
    height_mm: float
    weight: str = "regular"
    align: str = "centre"
    after_mm: float = 1.5
    lines: int = LONGEST_LINES


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """The number somebody waits with: all its figures, smaller when they would not fit."""

    words: str
    height_mm: float = 20.0
    after_mm: float = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A name at the left and its value at the right, on one line where both fit."""

    name: str
    value: str
    height_mm: float = 2.5
    after_mm: float = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One of a list: a dot, and words whose further lines begin below the first."""

    words: str
    height_mm: float = 2.1
    after_mm: float = 1.0
    lines: int = LONGEST_LINES


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Short texts in columns of one width, each at the right of its own; the first at the left."""

    cells: tuple[str, ...]
    height_mm: float = 2.3
    weight: str = "regular"
    after_mm: float = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """White words on a black bar across the paper: what nobody may overlook."""

    words: str
    height_mm: float = 2.8
    after_mm: float = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A dashed line across the paper."""

    after_mm: float = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A picture in the middle: a PNG as `printer.logo` makes it."""

    png: bytes
    after_mm: float = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code, at least `size_mm` wide, and the white around it that a phone needs."""

    content: str
    size_mm: float = 24.0
    after_mm: float = 0.0


Block = Paragraph | Number | Pair | Item | Figures | Banner | Rule | Logo | Code
