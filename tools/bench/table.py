"""The figures as a table: medians with their spread, beside their limits and what is wanted."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure against another: `ratio` is of medians, `wanted` is `>=` or `<=` and a number."""

    what: str
    unit: str
    mine: list[float]
    other: list[float]
    against: str
    wanted: str

    @property
    def ratio(self) -> float:
        """Mine to the other's, of the medians."""
        return median(self.mine) / median(self.other)

    @property
    def is_met(self) -> bool:
        """Does the ratio reach what is wanted?"""
        sign, number = self.wanted.split()
        return self.ratio >= float(number) if sign == ">=" else self.ratio <= float(number)

    def as_json(self) -> dict[str, object]:
        """All of it, for a program."""
        return asdict(self) | {"ratio": round(self.ratio, 3), "met": self.is_met}


def show(title: str, lines: Iterable[Line]) -> None:
    """Print a table."""
    table = Table(title=title, title_justify="left")
    for name in ("what", "unit", "here", "against", "there", "ratio", "wanted", ""):
        table.add_column(name, justify="right" if name in ("here", "there", "ratio") else "left")
    for line in lines:
        table.add_row(
            line.what,
            line.unit,
            spread(line.mine),
            line.against,
            spread(line.other),
            f"{line.ratio:.2f}",
            line.wanted,
            "" if line.is_met else "MISSED",
        )
    Console(width=150).print(table)


def spread(figures: Sequence[float]) -> str:
    """The median, and from the least to the most."""
    if len(figures) == 1:
        return f"{figures[0]:.4g}"
    return f"{median(figures):.4g} ({min(figures):.4g}-{max(figures):.4g})"
