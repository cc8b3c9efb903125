"""Checking that the memory is whole: nothing edited, removed or inserted behind its back."""

import time

import click

from queue_server.cli.opened import opened
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
    click.echo(f"{hall.id}: {found.events} events, {found.tickets} tickets, in {took:.1f} s.")
    if found.problems:
        raise click.ClickException(f"{len(found.problems)} problems. Keep this file as evidence.")
    click.echo("The journal is whole and every ticket is as its events say.")
