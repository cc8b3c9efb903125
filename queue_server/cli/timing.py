"""The hall's clock: how far it is believed, and what to say when it is in doubt."""

import click

from queue_server.cli.access import BY
from queue_server.cli.opened import opened
from queue_server.cli.telling import tell
from queue_server.cli.words import said
from queue_server.hall.tables import floor_of
from queue_server.kernel.settings import load
from queue_server.screens.time_stands import how_time_stands
from queue_server.turns.commands.day_end import confirm_time


@click.command("clock")
@click.option("--confirm", is_flag=True, help="The computer's clock is right: go by it.")
def clock(confirm: bool) -> None:
    """Say what time it is in the hall and whether that is believed; confirm it after a leap.

    Whom a wrong clock had sent away with today is then back.
    """
    with opened(load()) as hall:
        back = hall.do(confirm_time, by=BY) if confirm else 0
        now = hall.ask(lambda view: floor_of(view).hours.written(view.now))
        stands = hall.ask(how_time_stands)
    if back:
        tell(said("{many} people are where they were before their day was ended."), many=back)
    tell(said("By this computer's clock it is {now} in the hall."), now=now)
    if stands.says:
        tell(stands.says)
    if stands.in_doubt:
        tell(said("If it is right, type the same with --confirm."))
