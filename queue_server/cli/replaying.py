"""Playing a day's file again: on a server of its own, or against one that runs."""

import time
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from queue_server import replay
from queue_server.cli.own_server import own_server
from queue_server.cli.telling import Stopped, here, tell
from queue_server.cli.words import said
from queue_server.folder import read
from queue_server.hall.rules.hours import Hours
from queue_server.replay import Played
from queue_server.replay.hall_client import HallClient

ERRORS_SHOWN = 20
BAD = 400  # HTTP statuses from here on say no
HOLD = said(
    "These hold: numbers without gaps (1), what was acknowledged is kept (2), only legal moves and "
    "one person at a counter (5), nobody is lost from the sums (6), every call follows from its "
    "reason (7), one rating per visit (11)."
)
ANSWERED = said(
    "{done} questions and presses were answered, {refused} refused as they should be (nobody "
    "waits, the hall is closed); asked again without an answer: {losses}."
)

TOO_LATE = said("{many} of them came too late for a number.")


@click.command("replay")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--speed",
    type=click.FloatRange(1, 5000),
    default=300.0,
    show_default=True,
    help="Hall seconds per real second.",
)
@click.option("--visitors", type=click.IntRange(1, 5000), help="Scale the day to so many.")
@click.option("--against", help="The address of a server that runs; its own clock counts.")
@click.option("--token", help="A manager's token there.")
def replay_day(
    file: Path, speed: float, visitors: int | None, against: str | None, token: str | None
) -> None:
    """Play a day's FILE through the public API, then check that the hall's rules held.

    Without --against it starts a server of its own, in a database that is thrown away, with the
    hall of the folder the file lies in.
    """
    if bool(against) != bool(token):
        raise click.UsageError(here(said("--against and --token go together.")))
    people = replay.read(file)
    if visitors is not None:
        people = replay.scaled(people, visitors)
    if against and token:
        _play(against, token, people)
        return
    floor = read(file.parent)
    starts = _opening(floor.hours, people[0].arrives.date())
    with own_server(floor, starts, speed) as (url, own_token):
        _play(url, own_token, people)


def _opening(hours: Hours, day: date) -> datetime:
    shifts = hours.shifts(day)
    if not shifts:
        raise Stopped(said("The hall is closed on {day:%d/%m/%Y}."), day=day)
    return datetime.combine(day, shifts[0].opens, hours.zone)


def _play(url: str, token: str, people: Sequence[replay.Visitor]) -> None:
    """Play, check and report. Ends the program with 1 when a press went wrong."""
    started = time.monotonic()
    with _progress() as progress:
        task = progress.add_task("visitors", total=len(people), clock="--:--")

        def told(done: int, clock: str) -> None:
            progress.update(task, completed=done, clock=clock)

        played = replay.play(url, token, people, told)
    took = time.monotonic() - started
    journal = replay.check(HallClient(url, token), played)
    Console().print(replay.table(journal))
    tell(said("{many} visitors in {took:.0f} s."), many=len(people), took=took)
    if played.too_late:
        tell(TOO_LATE, many=played.too_late)
    _report(played)


def _report(played: Played) -> None:
    for error in played.errors[:ERRORS_SHOWN]:
        tell(said("error: {error}"), err=True, error=error)
    refused = sum(n for status, n in played.statuses.items() if status >= BAD)
    done = sum(played.statuses.values()) - refused
    tell(ANSWERED, done=done, refused=refused, losses=played.losses)
    tell(said("{many} errors. {hold}"), many=len(played.errors), hold=HOLD)
    if played.errors:
        raise SystemExit(1)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.fields[clock]}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(here(said("visitors"))),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )
