"""The hall's clock: how far it is believed, and what to say when it is in doubt."""

import click

from queue_server.cli.opened import opened
from queue_server.commands.day import confirm_time, take_back_day_end
from queue_server.settings import load
from queue_server.store import View

BY = "command line"
FORMAT = "%H:%M, %d/%m/%Y"


@click.command("clock")
@click.option("--confirm", is_flag=True, help="The computer's clock is right: give numbers again.")
@click.option("--take-back", is_flag=True, help="Bring back whom a wrong day's end sent away.")
def clock(confirm: bool, take_back: bool) -> None:
    """Say what time it is in the hall, and whether that is believed."""
    with opened(load()) as hall:
        if confirm:
            hall.do(confirm_time, by=BY)
        if take_back:
            back = hall.do(take_back_day_end, by=BY)
            click.echo(f"{back} people are where they were before the day was ended.")
        click.echo(hall.ask(_says))


def _says(view: View) -> str:
    zone = view.floor.hours.zone
    now, believed = view.now.astimezone(zone), view.believed_at.astimezone(zone)
    if not view.is_in_doubt:
        return f"It is {now:{FORMAT}} in the hall."
    return (
        f"The computer's clock says {now:{FORMAT}}, and the hall's newest event was at "
        f"{believed:{FORMAT}}. No numbers are given. Set the clock right; if it is right, type the "
        "same with --confirm."
    )
