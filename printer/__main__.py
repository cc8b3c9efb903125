"""Try a printer without the hall: `python -m printer test --printer tcp://10.0.0.5:9100`."""

import sys

import click

import printer
from printer.agent_command import agent
from printer.preview import preview
from printer.samples import SAMPLES


@click.group()
def cli() -> None:
    """Paper: test a printer or look at a slip."""


cli.add_command(agent)
LANGUAGE = click.option("--language", type=click.Choice(["vi", "en"]), default="vi")


@cli.command()
@click.option("--printer", "url", required=True, help="tcp://HOST:9100, file:PATH, ?profile=58mm")
@LANGUAGE
def test(url: str, language: str) -> None:
    """Print a test slip."""
    printer.print_slip(SAMPLES["test"](language), url)
    click.echo(f"Sent to {url}. Look whether every letter is right and the QR code can be read.")


@cli.command()
@click.option("--printer", "url", required=True, help="tcp://HOST:9100")
def status(url: str) -> None:
    """Ask a printer how it stands."""
    said = printer.status(url)
    if not said.is_known:
        click.echo(f"{url} does not tell how it stands. Nobody can know whether a slip came out.")
        return
    click.echo(f"{url}: paper {said.paper}; {said.hindrance or 'ready'}.")


cli.add_command(preview)

if __name__ == "__main__":
    try:
        cli()
    except (printer.PrinterError, OSError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
