"""Backups: made while the hall runs, tried, and put back."""

import time
from functools import partial
from pathlib import Path

import click

from queue_server.cli.telling import tell
from queue_server.cli.words import said
from queue_server.kernel import backups
from queue_server.kernel.clock import Clock
from queue_server.kernel.interface import BadBackup
from queue_server.kernel.proof import VerifyReport
from queue_server.kernel.settings import load
from queue_server.turns.commands import restoring

MEBIBYTE = 2**20
DELETED = said("{old} is deleted: {kept} nightly backups are kept.")
HOLDS = said("  {hall}: {events} events, {tickets} tickets")
RESTORED = said("Restored. Today's numbers go on after {skip} that were left out for each service.")


@click.command("backup")
@click.option("--nightly", is_flag=True, help="Then delete the oldest nightly ones.")
def make_backup(nightly: bool) -> None:
    """Write a backup of the database; the hall may run meanwhile."""
    settings, started = load(), time.monotonic()
    why = backups.NIGHTLY if nightly else backups.ASKED
    made = backups.make(settings.database, settings.backups, why)
    took, size = time.monotonic() - started, made.stat().st_size / MEBIBYTE
    tell(said("{made}: {size:.1f} MB in {took:.1f} s."), made=made, size=size, took=took)
    if nightly:
        for old in backups.thin_out(settings.database, settings.backups, settings.backups_kept):
            tell(DELETED, old=old, kept=settings.backups_kept)


@click.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--check", is_flag=True, help="Only try it, in a database of its own.")
@click.option(
    "--skip",
    type=click.IntRange(0, 10_000),
    default=restoring.SKIP,
    show_default=True,
    help="Numbers of each service to leave out today: those given since the backup.",
)
@click.option("--unsealed", is_flag=True, help="Take a file without its checksum beside it.")
@click.option("--time-is-right", is_flag=True, help="Although the computer's clock is in doubt.")
def restore_backup(
    file: Path | None, check: bool, skip: int, unsealed: bool, time_is_right: bool
) -> None:
    """Put a backup back (FILE, or the newest): the hall goes on from it with numbers left out.

    The hall must not be running. What was in the database before is moved aside.
    """
    settings = load()
    clock = Clock(settings.clock, settings.clock_speed)
    backup = file or backups.newest(settings.database, settings.backups)
    if check:
        _say(backup, backups.check(settings.database, backup, clock, unsealed=unsealed))
        return
    begin = partial(restoring.begin_epoch, skip=skip, time_is_right=time_is_right)
    done = backups.restore(settings.database, backup, clock, begin, unsealed=unsealed)
    _say(backup, done.halls)
    if done.before:
        tell(said("What was there before is kept as {before}."), before=done.before)
    tell(RESTORED, skip=skip)


def _say(backup: Path, halls: dict[str, VerifyReport]) -> None:
    """Say what a backup holds. Raises BadBackup when it holds nothing, or what cannot be."""
    click.echo(f"{backup}:")
    for hall_id, found in halls.items():
        tell(HOLDS, hall=hall_id, events=found.events, tickets=found.tickets)
    problems = [problem for found in halls.values() for problem in found.problems]
    for problem in problems:
        click.echo(problem, err=True)
    if problems or not halls:
        unsure = said("{backup} cannot be relied on: {many} problems.")
        raise BadBackup(unsure, backup=backup, many=len(problems))
    tell(said("Numbers, moves, sums and the journal's chain are right (1, 5, 6, 12)."))
