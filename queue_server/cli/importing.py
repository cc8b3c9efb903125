"""Importing a hall from its folder: all of it, or nothing and a list of what to correct."""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from queue_server.cli.opened import halls_in, opened
from queue_server.cli.telling import LANGUAGE, Stopped, here, tell
from queue_server.cli.words import said
from queue_server.folder import BadFolder, read
from queue_server.folder import commands as importing
from queue_server.folder.consequences import Consequence
from queue_server.folder.wording import says
from queue_server.hall.rules.floor import Floor
from queue_server.kernel.engines.opening import is_there
from queue_server.kernel.settings import Settings, load

BY = "import"
IS_GOOD = said(
    "{hall} is good: {agencies} agencies, {services} services, {counters} counters, "
    "{procedures} procedures."
)
WAS_IMPORTED = said(
    "{hall} was imported: {agencies} agencies, {services} services, {counters} counters, "
    "{procedures} procedures."
)
ANOTHER_HALL = said(
    "The database has the hall {there} and this folder is {hall}. To change that hall keep its id; "
    "for a hall of its own set LUOT_DATABASE to a new database; to have both in one say --another, "
    "and then LUOT_HALL={hall} to serve it."
)
COLUMNS = (
    said("File"),
    said("Line"),
    said("Column"),
    said("What is wrong"),
    said("What to do"),
)


@click.command("import")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only look: change nothing.")
@click.option("--replace", is_flag=True, help="Import although it is surprising.")
@click.option("--another", is_flag=True, help="Add a second hall to a database that has one.")
def import_folder(folder: Path, check: bool, replace: bool, another: bool) -> None:
    """Import a hall's FOLDER. Nothing is written unless every row is good.

    It says first what it changes for whom; what is surprising needs --replace.
    """
    if not folder.is_dir():
        raise Stopped(said("There is no folder {folder}. See halls/demo for one."), folder=folder)
    try:
        floor = read(folder)
    except BadFolder as error:
        _show(error)
        raise SystemExit(2) from None
    settings = load()
    changes = planned(settings, floor, another=another)
    _tell(changes)
    if not check:
        _stop_if_surprising(changes, replace=replace)
        put(settings, floor, is_meant=replace)
    tell(
        IS_GOOD if check else WAS_IMPORTED,
        hall=floor.hall.id,
        agencies=len(floor.agencies),
        services=len(floor.services),
        counters=len(floor.counters),
        procedures=len(floor.procedures),
    )


def put(settings: Settings, floor: Floor, *, is_meant: bool = False) -> None:
    """Write a checked floor into the database of the settings. Raises SurprisingChange."""
    with opened(settings, floor.hall.id) as hall:
        hall.do(importing.import_floor, floor, by=BY, is_meant=is_meant)


def planned(settings: Settings, floor: Floor, *, another: bool = False) -> list[Consequence]:
    """What importing a floor now would change; nothing where the hall is not known yet.

    A changed id makes a second hall; that is seldom meant. Raises ClickException.
    """
    if not is_there(settings.database):
        return []
    halls = halls_in(settings)
    if floor.hall.id in halls:
        with opened(settings, floor.hall.id) as hall:
            return hall.ask(importing.changes, floor)
    if halls and not another:
        raise Stopped(ANOTHER_HALL, there=halls[0], hall=floor.hall.id)
    return []


def _tell(changes: Sequence[Consequence]) -> None:
    for it in changes:
        click.echo(f"{'!' if it.is_surprising else ' '} {says(it, LANGUAGE)}")


def _stop_if_surprising(changes: Sequence[Consequence], *, replace: bool) -> None:
    if replace or not any(it.is_surprising for it in changes):
        return
    raise Stopped(
        said(
            "Nothing was imported: what is marked with ! is surprising. When it is meant, type the "
            "same again with --replace."
        )
    )


def _show(error: BadFolder) -> None:
    table = Table(*map(here, COLUMNS))
    for p in error.problems:
        table.add_row(p.file, str(p.line or ""), p.column, here(p.wrong), here(p.do))
    Console(stderr=True).print(table)
    many = said("{many} problems. Nothing was imported.")
    one = said("1 problem. Nothing was imported.")
    tell(one if len(error.problems) == 1 else many, err=True, many=len(error.problems))
