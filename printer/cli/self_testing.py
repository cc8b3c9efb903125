"""Ask a printer, print a self-test page, and explain what was learned."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import click

import printer
from printer.document.self_test import SelfTest
from printer.wires import driver_for
from printer.words import LANGUAGES, said
from words import Text

URL = click.option(
    "--printer", "url", required=True, help="tcp://HOST:9100, file:PATH, usb://VVVV:PPPP ..."
)
LANGUAGE = click.option("--language", type=click.Choice(LANGUAGES), default="vi")
NOTHING = said("nothing")
READY = said("ready")
STANDS = said("paper {paper}; {hindrance}")
MUTE = said("{url} does not tell how it stands. Nobody can know whether a slip came out.")
TAKEN_FOR = said(
    "{url}: profile {name} ({about}), {dots} dots wide ({mm} mm, {dpi} dpi), draws with {raster}."
)
SAYS = said("It says: {says}.")
CANNOT_KNOW = said("This way nobody can know {unknown}.")
CAME_OUT = said("The page came out, and the printer said so after {took:.1f} s.")
SENT = said("The page was sent in {took:.1f} s; whether it came out, only you can see.")
NOT_PRINTED = said("Nothing was printed. {problem}")
WOULD_ANSWER = said("It answers, so use a profile that asks: ?profile=xp-n160 or tm-t20.")
DOES_NOT_ANSWER = said(
    "This profile waits for answers and none came: with ?profile=80mm or 58mm nobody waits."
)
LOOK = said("Look whether both edges are whole, every accent is clear and a phone reads the code.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What a self-test taught: how it stood before, what came of the page, and in what time."""

    address: printer.Address
    before: printer.PrinterStatus
    done: printer.Attempt
    took: float


def stands(status: printer.PrinterStatus) -> Text:
    """How a printer says it stands, in a few words."""
    if not status.is_known:
        return NOTHING
    hindrance = status.hindrance.says if status.hindrance else READY
    return STANDS.filled(paper=status.paper.says, hindrance=hindrance)


@click.command()
@URL
@LANGUAGE
def status(url: str, language: str) -> None:
    """Ask a printer how it stands. Exits with 1 when no slip would come out now."""
    found = printer.status(url, anyway=True)
    if not found.is_known:
        click.echo(MUTE.filled(url=url).into(language))
        return
    click.echo(f"{url}: {stands(found).into(language)}.")
    if found.hindrance:
        raise SystemExit(1)


@click.command()
@URL
@LANGUAGE
def test(url: str, language: str) -> None:
    """Print a self-test page and explain what was learned. Exits with 1 when it did not print."""
    address, before = printer.Address.of(url), how_it_stands(url)
    says = stands(before).into(language)
    page = SelfTest(address=url, profile=address.profile.name, says=says, language=language)
    began = time.monotonic()
    done = printer.print_slip(page, url)
    took = time.monotonic() - began
    learned = Learned(address=address, before=before, done=done, took=took)
    for sentence in explained(learned):
        click.echo(sentence.into(language))
    if done.problem and done.result is printer.Result.NOT_PRINTED:
        problem = done.problem.sentence(language)
        click.echo(NOT_PRINTED.filled(problem=problem).into(language), err=True)
        raise SystemExit(1)


def how_it_stands(url: str) -> printer.PrinterStatus:
    """What it says before the page; when it cannot be reached, the page tells why."""
    try:
        return printer.status(url, anyway=True)
    except printer.Unreachable:
        return printer.GONE


def explained(learned: Learned) -> Iterator[Text]:
    """What was learned, sentence by sentence."""
    profile, done = learned.address.profile, learned.done
    mm = round(profile.dots / profile.dpi * 25.4)
    yield TAKEN_FOR.filled(
        url=learned.address.text, name=profile.name, about=profile.about,
        dots=profile.dots, mm=mm, dpi=profile.dpi, raster=profile.raster,
    )  # fmt: skip
    yield SAYS.filled(says=stands(learned.before))
    yield CANNOT_KNOW.filled(unknown=driver_for(learned.address).cannot_know)
    if done.result is printer.Result.NOT_PRINTED:
        return
    came = CAME_OUT if done.result is printer.Result.CONFIRMED else SENT
    yield came.filled(took=learned.took)
    if done.problem:
        yield done.problem.text
    if learned.before.is_known and profile.answers is False:
        yield WOULD_ANSWER
    if profile.answers and not learned.before.is_known:
        yield DOES_NOT_ANSWER
    yield LOOK
