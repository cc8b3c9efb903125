"""Letting people and devices in, and shutting them out."""

import secrets

import click

import printer as paper
from queue_server.cli.opened import opened
from queue_server.cli.telling import Stopped, here, tell
from queue_server.cli.words import said
from queue_server.devices import commands as devices
from queue_server.devices.tables import Devices, Staff
from queue_server.hall.rules.roles import STAFF, Role
from queue_server.kernel.door import Hall
from queue_server.kernel.settings import load
from queue_server.kernel.typed_text import LONGEST_NAME, BadText, tidy
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View
from queue_server.paper.tables import Paper
from queue_server.web.kit.access.callers import digest
from queue_server.web.kit.access.hashing import hashed

BY = "command line"
TOKEN_BYTES = 32
PASSWORD_BYTES = 9  # twelve characters: long enough with the waiting after wrong ones
HOW_NAME = said("write a name of 1 to {most} letters.")
NOT_A_NAME = said("{why} Write a name of 1 to {most} letters.")
NO_TOKEN = said("No token named {name!r} is in force. See: token list")
IS_SHUT_OUT = said("{name} is shut out.")
IN_FORCE, REVOKED, SHUT_OUT = said("in force"), said("revoked"), said("shut out")
# The programs of a system are started by an agent: not from a server's threads.
AGENTS_ONLY = ("cups:", "windows:")


def _name(_context: click.Context, _param: click.Parameter, value: str) -> str:
    try:
        name = tidy(value, LONGEST_NAME)
    except BadText as error:
        raise click.BadParameter(here(NOT_A_NAME, why=error.problem, most=LONGEST_NAME)) from None
    if not name:
        raise click.BadParameter(here(HOW_NAME, most=LONGEST_NAME))
    return name


NAME = click.option(
    "--name", required=True, callback=_name, help="How the journal and the lists call it."
)
COUNTER = click.option("--counter", help="The counter it is bound to, such as Q02.")


def new_token(
    hall: Hall, name: str, role: Role, *, counter: str | None = None, printer: str | None = None
) -> str:
    """Let a device in. The token is returned once and kept only as its digest."""
    token = secrets.token_urlsafe(TOKEN_BYTES)

    def let_in(tx: Transaction) -> None:
        devices.add_device(
            tx, name, role, digest(token), by=BY, counter_id=counter, printer=printer
        )

    hall.do(let_in)
    return token


def new_password(hall: Hall, name: str, role: Role, *, counter: str | None = None) -> str:
    """Let a member of staff in, or give them a new password. It is random and returned once."""
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    hall.do(devices.save_staff, name, role, hashed(password), by=BY, counter_id=counter)
    return password


def _by_server(_context: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """An address the server itself can print at."""
    if value and value.startswith(AGENTS_ONLY):
        raise click.BadParameter(
            here(said("here an agent must print, see docs/agent.md: no --printer then."))
        )
    return value


@click.group()
def token() -> None:
    """Devices: kiosks, boards, other programs."""


@token.command("add")
@click.option("--role", type=click.Choice([r.value for r in Role]), required=True)
@NAME
@COUNTER
@click.option(
    "--printer", callback=_by_server, help="Where its slips are printed, see docs/printing.md."
)
def add_token(role: str, name: str, counter: str | None, printer: str | None) -> None:
    """Let a device in and print its token once, alone on the last line."""
    if printer:
        paper.check(printer)
    with opened(load()) as hall:
        made = new_token(hall, name, Role(role), counter=counter, printer=printer)
    let_in = said("{name} ({role}) is let in. Its token is shown only now:")
    tell(let_in, err=True, name=name, role=role)
    click.echo(made)


@token.command("list")
def list_tokens() -> None:
    """Every device, without its token."""
    with opened(load()) as hall:
        printers = hall.ask(_printers)
        for row in hall.ask(lambda view: Devices(view).all()):
            state = here(REVOKED if row["revoked_at"] else IN_FORCE)
            bound = row["counter_id"] or "-"
            click.echo(
                f"{row['name']}\t{row['role']}\t{bound}\t{printers.get(row['name'], '-')}\t{state}"
            )


@token.command("printer")
@NAME
@click.option("--printer", callback=_by_server, help="The new address; none: an agent prints.")
def change_printer(name: str, printer: str | None) -> None:
    """Print a device's slips at another address, or leave it to an agent; nothing is restarted."""
    if printer:
        paper.check(printer)
    with opened(load()) as hall:
        done = hall.do(devices.change_printer, name, printer, by=BY)
    if not done:
        raise Stopped(NO_TOKEN, name=name)
    if printer:
        tell(said("The slips of {name} are printed at {printer}."), name=name, printer=printer)
    else:
        tell(said("The slips of {name} are printed by an agent beside it, or not."), name=name)


@token.command("revoke")
@NAME
def revoke_token(name: str) -> None:
    """Shut a device out."""
    with opened(load()) as hall:
        done = hall.do(devices.revoke_device, name, by=BY)
    if not done:
        raise Stopped(NO_TOKEN, name=name)
    tell(IS_SHUT_OUT, name=name)


@click.group()
def staff() -> None:
    """People who sign in: clerks, helpers, managers, administrators."""


@staff.command("add")
@click.option("--role", type=click.Choice(sorted(r.value for r in STAFF)), required=True)
@NAME
@COUNTER
def add_staff(role: str, name: str, counter: str | None) -> None:
    """Let somebody in, or give a new password; it is printed once, alone on the last line."""
    with opened(load()) as hall:
        made = new_password(hall, name, Role(role), counter=counter)
    may = said("{name} ({role}) may sign in. The password is shown only now:")
    tell(may, err=True, name=name, role=role)
    click.echo(made)


@staff.command("list")
def list_staff() -> None:
    """Everybody who may sign in."""
    with opened(load()) as hall:
        for row in hall.ask(lambda view: Staff(view).all()):
            state = here(SHUT_OUT if row["disabled_at"] else IN_FORCE)
            click.echo(f"{row['name']}\t{row['role']}\t{row['counter_id'] or '-'}\t{state}")


@staff.command("remove")
@NAME
def remove_staff(name: str) -> None:
    """Shut somebody out; whoever is signed in is out within a second."""
    with opened(load()) as hall:
        done = hall.do(devices.disable_staff, name, by=BY)
    if not done:
        raise Stopped(said("Nobody named {name!r} may sign in. See: staff list"), name=name)
    tell(IS_SHUT_OUT, name=name)


def _printers(view: View) -> dict[str, str]:
    """Where each device's slips are printed."""
    return {it.device: it.address or "agent" for it in Paper(view).printers()}
