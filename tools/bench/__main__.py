"""Measure the hall against its limits: `make bench`, which takes its time.

Everything is a ratio of two figures of the same run, measured in turn, so that the machine's own
speed and its neighbours fall out. Writes a table, and var/bench/TIME.json.
"""

import json
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from tools.bench import engines, growth, live, phones, press_to_paper, siege, size, slips, street
from tools.bench.engines import Size, databases, told
from tools.bench.halls import now
from tools.bench.table import Line, show

OLD_TICKETS = 1_000_000
PRESSES = 320  # of a round: people who wait at once in a very full hall
ENGINES = ("sqlite", "postgresql")
PAPER = "paper"
STRANGERS = "strangers"
GROWTH = "growth"
LIVE = "live"
SIZE = "size"
PHONES = "phones"
PARTS = [PAPER, STRANGERS, GROWTH, SIZE, LIVE, PHONES, *ENGINES]
MOST_WAITING = 100_000
MOST_SIEGES = 3  # rounds: each is a minute


@click.command()
@click.option("--rounds", default=9, show_default=True, help="How often each figure is measured.")
@click.option("--tickets", default=OLD_TICKETS, show_default=True, help="Of history.")
@click.option("--presses", default=PRESSES, show_default=True, help="Of a round.")
@click.option("--waiting", default=MOST_WAITING, show_default=True, help="People, at most.")
@click.option("--only", type=click.Choice(PARTS), help="One part.")
@click.option("--into", type=click.Path(path_type=Path), default=Path("var/bench"))
def bench(
    *, rounds: int, tickets: int, presses: int, waiting: int, only: str | None, into: Path
) -> None:
    """Measure, print the tables, keep the figures."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started is ended with it
    lines: list[Line] = []
    if only in (None, PAPER):
        lines += [*slips.lines(rounds), *press_to_paper.lines(rounds)]
        show(f"{PAPER}, {rounds} rounds", lines)
    if only in (None, STRANGERS):
        with tempfile.TemporaryDirectory(prefix="luot-bench-") as folder:
            found = list(siege.lines(Path(folder), min(rounds, MOST_SIEGES)))
        show(f"{STRANGERS}, {min(rounds, MOST_SIEGES)} rounds", found)
        lines += found
    if only in (None, GROWTH):
        found = list(_growth(waiting))
        show(f"{GROWTH}, up to {waiting:,} people", found)
        lines += found
    if only in (None, LIVE):
        found = [line for engine in ENGINES for line in _live(engine)]
        show(f"{LIVE}, {live.PRESSES} presses", found)
        lines += found
    if only in (None, SIZE):
        found = [line for engine in ENGINES for line in _size(engine, rounds)]
        show(f"{SIZE}, {rounds} rounds", found)
        lines += found
    if only in (None, PHONES):
        found = list(phones.lines())
        show(f"{PHONES}, {street.PRESSES} presses", found)
        lines += found
    for engine in [e for e in ENGINES if only in (None, e)]:
        with tempfile.TemporaryDirectory(prefix="luot-bench-") as folder:
            found = list(engines.lines(engine, Path(folder), Size(rounds, tickets, presses)))
        show(f"{engine}, {rounds} rounds, {tickets:,} old tickets", found)
        lines += found
    file = into / f"{now().replace(':', '')}.json"
    into.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([line.as_json() for line in lines], indent=1), encoding="utf-8")
    click.echo(f"{file}; {sum(not line.is_met for line in lines)} of {len(lines)} were missed.")


def _growth(waiting: int) -> Iterator[Line]:
    for engine in ENGINES:
        with (
            tempfile.TemporaryDirectory(prefix="luot-bench-") as folder,
            databases(engine, Path(folder), {}) as (url, _),
        ):
            yield from growth.lines(engine, told("tools.bench.growth", {}, url, str(waiting)))


def _size(engine: str, rounds: int) -> Iterator[Line]:
    with (
        tempfile.TemporaryDirectory(prefix="luot-bench-") as folder,
        databases(engine, Path(folder), {}) as urls,
    ):
        yield from size.lines(urls, rounds, told)


def _live(engine: str) -> Iterator[Line]:
    with (
        tempfile.TemporaryDirectory(prefix="luot-bench-") as folder,
        databases(engine, Path(folder), {}) as (url, _),
    ):
        yield from live.lines(engine, url, told)


if __name__ == "__main__":
    bench()
