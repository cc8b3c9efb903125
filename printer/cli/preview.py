"""See a slip without a printer: `python -m printer preview slip.png --kind reprint`."""

from dataclasses import replace
from pathlib import Path

import click

import printer
from printer.document.samples import SAMPLES
from printer.document.self_test import SelfTest
from printer.words import LANGUAGES, said

NO_PICTURE = said("{file} is no .png: pictures are written as PNG.")
NOT_WRITTEN = said("{file} cannot be written: {why}.")
DRAWN = said("{file}: {width} x {height} dots")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice(list(SAMPLES)), default="ticket", show_default=True)
@click.option(
    "--json",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Draw the slip in this file, as `printer.slip_json` writes it.",
)
@click.option(
    "--profile", type=click.Choice(list(printer.PROFILES)), default="80mm", show_default=True
)
@click.option("--language", type=click.Choice(LANGUAGES), default="vi", show_default=True)
def preview(file: Path, kind: str, source: Path | None, profile: str, language: str) -> None:
    """Draw a slip into FILE, a PNG picture, dot for dot as it would be printed."""
    if file.suffix.lower() != ".png":
        raise click.BadParameter(NO_PICTURE.filled(file=file).into(language))
    try:
        slip = printer.slip_from_json(source.read_bytes()) if source else SAMPLES[kind](language)
        if isinstance(slip, SelfTest):
            slip = replace(slip, profile=profile)
    except printer.PrinterError as error:
        raise click.ClickException(error.sentence(language)) from error
    picture = printer.draw(printer.layout(slip), printer.PROFILES[profile])
    try:
        picture.save(file, "PNG")
    except OSError as error:
        problem = NOT_WRITTEN.filled(file=file, why=error.strerror).into(language)
        raise click.ClickException(problem) from error
    drawn = DRAWN.filled(file=file, width=picture.width, height=picture.height)
    click.echo(drawn.into(language))
