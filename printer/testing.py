"""Ask a printer, print a self-test page, and explain what was learned."""

import sys
import time

import click

import printer
from printer.drivers import driver_for
from printer.self_test import SelfTest

# Why nothing comes out, in the words of whoever stands before the printer.
DO = {
    "paper_out": "there is no paper: put in a new roll",
    "cover_open": "the cover is open: close it",
    "cutter": "the cutter is jammed: take the paper out, turn it off and on",
    "error": "it reports an error: turn it off and on",
    "offline": "it is paused: press FEED",
}
URL = click.option(
    "--printer", "url", required=True, help="tcp://HOST:9100, file:PATH, usb://VVVV:PPPP ..."
)
LANGUAGE = click.option("--language", type=click.Choice(["vi", "en"]), default="vi")


def said(status: printer.Status) -> str:
    """How a printer says it stands, in a few words."""
    if not status.is_known:
        return "nothing"
    stands = DO.get(status.hindrance, status.hindrance) if status.hindrance else "ready"
    return f"paper {status.paper}; {stands}"


@click.command()
@URL
def status(url: str) -> None:
    """Ask a printer how it stands. Exits with 1 when no slip would come out now."""
    found = printer.status(url, anyway=True)
    if not found.is_known:
        click.echo(f"{url} does not tell how it stands. Nobody can know whether a slip came out.")
        return
    click.echo(f"{url}: {said(found)}.")
    if found.hindrance:
        sys.exit(1)


@click.command()
@URL
@LANGUAGE
def test(url: str, language: str) -> None:
    """Print a self-test page and explain what was learned. Exits with 1 when it did not print."""
    address = printer.Address.of(url)
    profile = address.profile
    try:
        before = printer.status(url, anyway=True)
    except printer.Unreachable as error:
        raise click.ClickException(str(error)) from error
    page = SelfTest(address=url, profile=profile.name, says=said(before), language=language)
    began = time.monotonic()
    done = printer.print_slip(page, url)
    took = time.monotonic() - began
    click.echo(f"{url}: profile {profile.name} ({profile.about}), {profile.dots} dots at")
    click.echo(f"{profile.dpi} dpi, drawn with {profile.raster}. It says: {said(before)}.")
    click.echo(f"Nobody can know from here: {driver_for(address).cannot_know}.")
    _tell(done, took)
    if before.is_known and profile.answers is False:
        click.echo("It answers, so use a profile that asks: ?profile=xp-n160 or tm-t20.")
    if not before.is_known and profile.answers:
        click.echo("It did not answer. If it never does, use ?profile=80mm or 58mm.")
    click.echo("Look: both edges must be whole, every accent clear; a phone must read the code.")


def _tell(done: printer.Attempt, took: float) -> None:
    """What came of the page. Raises ClickException when nothing did."""
    if done.result is printer.Result.NOT_PRINTED:
        raise click.ClickException(f"Nothing was printed. {done.problem}")
    if done.result is printer.Result.CONFIRMED:
        return click.echo(f"The page came out, and the printer said so after {took:.1f} s.")
    click.echo(f"The page was sent in {took:.1f} s; whether it came out, only you can see.")
    if done.problem:
        click.echo(str(done.problem))
    return None
