"""What a press costs on one engine: over HTTP, as a unit of work, at the start, on a slow disk."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import click
from clusters import Cluster

from tools.bench import http, starting
from tools.bench.halls import Measured, engine_of
from tools.bench.table import Line

HERE = Path(__file__).parent
Rates = dict[str, list[float]]


class Size(NamedTuple):
    """How often each figure is measured, over how many old tickets, by how many presses a round."""

    rounds: int
    tickets: int
    presses: int


def lines(engine: str, folder: Path, size: Size) -> Iterator[Line]:
    with databases(engine, folder, {}) as (empty, full):
        yield from _over_http(folder, (empty, full), size)
        yield from _units((empty, full), size)
        yield from _starts(folder, (empty, full), size.rounds)
    if shutil.which("cc") is None:
        click.echo("There is no C compiler (apt-get install gcc): the slow disk is left out.")
        return
    with databases(engine, folder / "slow", {"LD_PRELOAD": _slow(folder)}) as (empty, _):
        yield _on_a_slow_disk(engine, empty, folder, size)


def _over_http(folder: Path, urls: tuple[str, str], size: Size) -> Iterator[Line]:
    empty = http.hall("empty", urls[0], folder / "a", 0, size.presses)
    full = http.hall("history", urls[1], folder / "b", size.tickets, size.presses)
    limits = http.limits(folder / "c", empty, size.presses)
    subjects = [empty, full, *limits]
    try:
        found = http.run(subjects, size.rounds)
    finally:
        for subject in subjects:
            subject.end()
    wanted = WANTED[engine_of(urls[0])]
    for measure, mine in found["empty"].items():
        what, clients = measure.split()
        if what in ("board", "phone"):
            yield _line(f"HTTP {measure}", mine, found["bare Flask"][measure], "bare Flask", LOOKS)
        elif clients != "1":  # alone, a press is its commit
            for limit, least in wanted.items():
                yield _line(f"HTTP {measure}", mine, found[limit][measure], limit, least)
    for measure, mine in found["history"].items():
        yield _line(f"HTTP {measure}, history", mine, found["empty"][measure], "empty", AS_FAST)


LOOKS = ">= 0.8"
SLOW_DISK = {"sqlite": ">= 20", "postgresql": ">= 15"}
WANTED = {  # of a press, against each limit
    "sqlite": {"raw uvloop": ">= 0.60", "bare Flask": ">= 0.40"},
    "postgresql": {"raw uvloop": ">= 0.30", "bare Flask": ">= 0.20"},
}
AS_FAST = ">= 0.833"  # 1.2 times the time at most


def _units(urls: tuple[str, str], size: Size) -> Iterator[Line]:
    empty, full = _in_turn([{}, {}], urls, size)
    for what in ("issue", "call"):
        bare = empty[f"bare_{what}"]
        yield _line(f"unit {what}", empty[what], bare, "bare SQL", ">= 0.5")
        yield _line(f"unit {what}, 64 at once", empty[f"{what}_64"], bare, "bare SQL", ">= 2")
    for what in ("issue", "call", "board", "phone"):
        yield _line(f"unit {what}, history", full[what], empty[what], "empty", AS_FAST)


def _starts(folder: Path, urls: tuple[str, str], rounds: int) -> Iterator[Line]:
    seconds: dict[str, list[float]] = {url: [] for url in urls}
    held: dict[str, list[float]] = {url: [] for url in urls}
    for _ in range(rounds):
        for url in urls:
            took, memory = starting.start(url, folder / "start")
            seconds[url].append(took)
            held[url].append(memory)
    empty, full = urls
    yield Line(
        what="start with history", unit="s", mine=seconds[full], other=seconds[empty],
        against="empty", wanted="<= 1.5",
    )  # fmt: skip
    yield Line(
        what="start to first answer", unit="s", mine=seconds[empty], other=[2.0],
        against="2 s", wanted="<= 1",
    )  # fmt: skip
    yield Line(
        what="memory after its pages", unit="MB", mine=held[empty], other=[110.0],
        against="110 MB", wanted="<= 1",
    )  # fmt: skip


def _on_a_slow_disk(engine: str, url: str, folder: Path, size: Size) -> Line:
    it = Measured(url)
    it.furnish(0, engine)
    it.store.close()
    what, slow = "issue_64", {"LD_PRELOAD": _slow(folder)} if engine == "sqlite" else {}
    alone = _rates(url, size._replace(rounds=1), slow, what, "--one-at-a-time")
    grouped = _rates(url, size._replace(rounds=max(1, size.rounds // 3)), slow, what)
    return _line(
        "unit issue, fsync + 10 ms, 64 at once",
        grouped[what], alone[what], "one commit each", SLOW_DISK[engine],
    )  # fmt: skip


def _in_turn(env: list[dict[str, str]], urls: tuple[str, str], size: Size) -> list[Rates]:
    """Each database's rates, a round of the one and a round of the other."""
    found: list[Rates] = [{}, {}]
    for _ in range(size.rounds):
        for it, url, more in zip(found, urls, env, strict=True):
            for name, figures in _rates(url, size._replace(rounds=1), more).items():
                it.setdefault(name, []).extend(figures)
    return found


def _rates(url: str, size: Size, env: dict[str, str], *options: str) -> Rates:
    figures = str(size.rounds), str(max(1, size.presses * 5 // 8))
    rates: Rates = told("tools.bench.units", env, url, *figures, *options)
    return rates


def told(module: str, env: dict[str, str], *words: str) -> Any:
    """What a measurement in a process of its own prints, as JSON."""
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, env=os.environ | env, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise click.ClickException(done.stderr.decode())
    return json.loads(done.stdout)


def _line(what: str, mine: list[float], other: list[float], against: str, wanted: str) -> Line:
    return Line(what=what, unit="1/s", mine=mine, other=other, against=against, wanted=wanted)


def _slow(folder: Path) -> str:
    """The library that makes a disk slow. It needs a C compiler."""
    made = folder / "slow_fsync.so"
    if not made.exists():
        command = ["cc", "-shared", "-fPIC", "-o", str(made), str(HERE / "slow_fsync.c"), "-ldl"]
        subprocess.run(command, check=True)  # noqa: S603 (a compiler, our own file)
        made.chmod(0o755)
        folder.chmod(0o755)
    return str(made)


@contextmanager
def databases(engine: str, folder: Path, env: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The addresses of two empty databases."""
    folder.mkdir(exist_ok=True)
    if engine == "sqlite":
        yield f"sqlite:///{folder}/empty.db", f"sqlite:///{folder}/full.db"
        return
    cluster = Cluster(fsync=True, env=env)
    try:
        yield cluster.database(), cluster.database()
    finally:
        cluster.throw_away()
