"""The secret that seals QR codes, when it is lost."""

import click

from queue_server.cli.opened import opened
from queue_server.cli.telling import tell
from queue_server.cli.words import said
from queue_server.kernel import secret as secrets
from queue_server.kernel.settings import load


@click.command("secret")
@click.option("--new", is_flag=True, required=True, help="Printed QR codes then open nothing.")
def secret(new: bool) -> None:  # noqa: ARG001 (the word is what matters)
    """Make a new secret for the hall; who is signed in signs in again."""
    settings = load()
    with opened(settings) as hall:
        secrets.renew(hall, settings.secret_file)
    tell(said("{file} is new. Keep a copy of it with your backups."), file=settings.secret_file)
