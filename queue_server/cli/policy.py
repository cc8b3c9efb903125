"""Trying another calling rule on a day that was: what it would have meant for those who waited."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from queue_server.cli.opened import opened
from queue_server.cli.telling import Stopped, here, tell
from queue_server.cli.words import said
from queue_server.folder.calling_rule import read_calling_rule
from queue_server.hall.rules.policy import PRESETS, Policy
from queue_server.hall.tables import day_of, floor_of
from queue_server.kernel.settings import load
from queue_server.kernel.view import View
from queue_server.turns.queries import PastDay, past_day
from queue_server.turns.rules.trying import Outcome, outcome, play

AS_IT_WAS = said("As it was")
OF_NOW = said("Today's rule, played")
NOBODY_CAME = said("Nobody took a number on {day:%d/%m/%Y}. Name another day: --on 2026-11-25.")
NO_SUCH_RULE = said("There is no rule and no file {what}. Rules: {known}.")
ON = said("{day:%d/%m/%Y}: {visits} visits; waiting in minutes.")
COLUMNS = (
    said("Rule"),
    said("Called"),
    said("Mean"),
    said("9 of 10 within"),
    said("With priority: mean"),
    said("9 of 10 within"),
    said("Overtaken"),
    said("Not called"),
)
NOTE = said(
    "People come and stay as they did, counters are open as they were, and {gap:.1f} min lie "
    "between two people; only the rule differs. Compare the rows that were played."
)


@click.group()
def policy() -> None:
    """The rule by which people are called."""


@policy.command("try")
@click.argument("rules", nargs=-1, required=True)
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Today when none is named.")
def try_policy(rules: Sequence[str], day: datetime | None) -> None:
    """Play a day again under other RULES and show what they mean for those who wait.

    Each is a preset's name, or a file with `policy:` in it as in hall.yaml. It changes nothing.
    """
    tried = {rule: _rule(rule) for rule in rules}
    with opened(load()) as hall:
        on, before, now = hall.ask(_asked, day.date() if day else None)
    if not before.visits:
        raise Stopped(NOBODY_CAME, day=on)
    rows = {here(AS_IT_WAS): outcome(before.visits, before.called)}
    for name, rule in {here(OF_NOW): now, **tried}.items():
        played = play(before.visits, before.shifts, rule, before.gap)
        rows[name] = outcome(before.visits, played)
    tell(ON, day=on, visits=len(before.visits))
    _show(rows)
    tell(NOTE, gap=before.gap.total_seconds() / 60)


def _rule(what: str) -> Policy:
    """A preset of that name, or the rule in that file."""
    if what in PRESETS:
        return PRESETS[what]
    if not Path(what).is_file():
        raise Stopped(NO_SUCH_RULE, what=what, known=", ".join(PRESETS))
    return read_calling_rule(Path(what))


def _asked(view: View, day: date | None) -> tuple[date, PastDay, Policy]:
    on = day or day_of(view)
    return on, past_day(view, on), floor_of(view).policy


def _show(rows: dict[str, Outcome]) -> None:
    table = Table()
    for number, column in enumerate(COLUMNS):
        table.add_column(here(column), justify="right" if number else "left")
    for name, it in rows.items():
        waits = (it.mean_min, it.p90_min, it.priority_mean_min, it.priority_p90_min)
        shown = ("–" if minutes is None else f"{minutes:.1f}" for minutes in waits)
        table.add_row(name, str(it.called), *shown, str(it.overtakes), str(it.uncalled))
    Console().print(table)
