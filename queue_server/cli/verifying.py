"""Checking that the memory is whole: nothing edited, removed or inserted behind its back."""

import time

import click

from queue_server.cli.opened import opened
from queue_server.cli.telling import Stopped, tell
from queue_server.cli.words import said
from queue_server.kernel.proof import verify
from queue_server.kernel.settings import load


@click.command("verify")
def verify_memory() -> None:
    """Follow the journal's chain and rebuild every ticket from it; list what is wrong."""
    started = time.monotonic()
    with opened(load()) as hall:
        found = hall.ask(verify)
    took = time.monotonic() - started
    for problem in found.problems:
        click.echo(problem, err=True)
    tell(
        said("{hall}: {events} events, {tickets} tickets, in {took:.1f} s."),
        hall=hall.id,
        events=found.events,
        tickets=found.tickets,
        took=took,
    )
    if found.problems:
        many = said("{many} problems. Keep this database as evidence.")
        raise Stopped(many, many=len(found.problems))
    tell(said("The journal is whole and every ticket is as its events say."))
