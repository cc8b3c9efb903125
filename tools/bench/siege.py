"""What a press costs a kiosk while strangers do what they do, each attack at its stated size."""

from collections.abc import Iterator
from pathlib import Path

from attacks import ATTACKS
from besieged import Besieged

from tools.bench.table import Line

SECONDS = 4.0
MOST_MS = 100.0


def lines(folder: Path, rounds: int) -> Iterator[Line]:
    """The slowest press but one in a hundred, alone and beside each attack."""
    hall = Besieged(folder)
    try:
        yield _line("press alone, p99", [hall.look(SECONDS).p99_ms for _ in range(rounds)])
        for name, (many, _) in ATTACKS.items():
            took = [hall.under(name, SECONDS).p99_ms for _ in range(rounds)]
            yield _line(f"press beside {many} {name}, p99", took)
    finally:
        hall.end()


def _line(what: str, took: list[float]) -> Line:
    return Line(
        what=what, unit="ms", mine=took, other=[MOST_MS], against="100 ms", wanted="<= 1"
    )  # fmt: skip
