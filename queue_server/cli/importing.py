"""Importing a hall from its folder: all of it, or nothing and a list of what to correct."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from queue_server.cli.opened import halls_in, opened
from queue_server.commands import setup
from queue_server.domain.floor import Floor
from queue_server.folder import BadFolder, read
from queue_server.settings import Settings, load

BY = "import"


@click.command("import")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only look: write nothing.")
@click.option("--another", is_flag=True, help="Add a second hall to a database that has one.")
def import_folder(folder: Path, check: bool, another: bool) -> None:
    """Import a hall's FOLDER. Nothing is written unless every row is good."""
    if not folder.is_dir():
        raise click.ClickException(f"There is no folder {folder}. See halls/demo for one.")
    try:
        floor = read(folder)
    except BadFolder as error:
        _show(error)
        raise SystemExit(2) from None
    if not check:
        settings = load()
        _only_one(settings, floor.hall.id, another=another)
        put(settings, floor)
    what = "is good" if check else "was imported"
    click.echo(
        f"{floor.hall.id} {what}: {len(floor.agencies)} agencies, {len(floor.services)} services, "
        f"{len(floor.counters)} counters, {len(floor.procedures)} procedures."
    )


def put(settings: Settings, floor: Floor) -> None:
    """Write a checked floor into the database of the settings."""
    with opened(settings, floor.hall.id) as hall:
        hall.do(setup.import_floor, floor, by=BY)


def _only_one(settings: Settings, hall_id: str, *, another: bool) -> None:
    """A changed id makes a second hall; that is seldom meant. Raises ClickException."""
    halls = halls_in(settings)
    if halls and hall_id not in halls and not another:
        raise click.ClickException(
            f"The database has the hall {halls[0]} and this folder is {hall_id}. To change that "
            f"hall keep its id; for a hall of its own set LUOT_DATABASE to a new database; to have "
            f"both in one say --another, and then LUOT_HALL={hall_id} to serve it."
        )


def _show(error: BadFolder) -> None:
    table = Table("File", "Line", "Column", "What is wrong", "What to do")
    for p in error.problems:
        table.add_row(p.file, str(p.line or ""), p.column, p.wrong, p.do)
    Console(stderr=True).print(table)
    many = "1 problem" if len(error.problems) == 1 else f"{len(error.problems)} problems"
    click.echo(f"{many}. Nothing was imported.", err=True)
