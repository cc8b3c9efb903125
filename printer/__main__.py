"""Paper without the hall: `python -m printer test --printer tcp://10.0.0.5:9100`."""

import os
import sys

import click

import printer
from printer.agent.command import agent
from printer.cli.preview import preview
from printer.cli.self_testing import status, test
from printer.words import LANGUAGES, said
from words.shell import language_of, speak


@click.group()
def cli() -> None:
    """Paper: test a printer, look at a slip, or print a kiosk's slips."""


for command in (test, status, preview, agent):
    cli.add_command(command)

if __name__ == "__main__":
    language = language_of(os.environ, LANGUAGES)
    speak(cli, said, language)
    try:
        cli()
    except printer.PrinterError as error:
        click.echo(error.sentence(language), err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
