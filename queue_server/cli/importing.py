"""Importing a hall from its folder: all of it, or nothing and a list of what to correct."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from queue_server.cli.opened import opened
from queue_server.commands import setup
from queue_server.domain.floor import Floor
from queue_server.folder import BadFolder, read
from queue_server.settings import Settings, load

BY = "import"


@click.command("import")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only look: write nothing.")
def import_folder(folder: Path, check: bool) -> None:
    """Import a hall's FOLDER. Nothing is written unless every row is good."""
    try:
        floor = read(folder)
    except BadFolder as error:
        _show(error)
        raise SystemExit(2) from None
    if not check:
        put(load(), floor)
    what = "is good" if check else "was imported"
    click.echo(
        f"{floor.hall.id} {what}: {len(floor.agencies)} agencies, {len(floor.services)} services, "
        f"{len(floor.counters)} counters, {len(floor.procedures)} procedures."
    )


def put(settings: Settings, floor: Floor) -> None:
    """Write a checked floor into the database of the settings."""
    with opened(settings, floor.hall.id) as hall:
        hall.do(setup.import_floor, floor, by=BY)


def _show(error: BadFolder) -> None:
    table = Table("File", "Line", "Column", "What is wrong", "What to do")
    for p in error.problems:
        table.add_row(p.file, str(p.line or ""), p.column, p.wrong, p.do)
    Console(stderr=True).print(table)
    click.echo(f"{len(error.problems)} problems. Nothing was imported.", err=True)
