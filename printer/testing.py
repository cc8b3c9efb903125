"""Ask a printer, print a self-test page, and explain what was learned."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import click

import printer
from printer.drivers import driver_for
from printer.said import Said
from printer.self_test import SelfTest

URL = click.option(
    "--printer", "url", required=True, help="tcp://HOST:9100, file:PATH, usb://VVVV:PPPP ..."
)
LANGUAGE = click.option("--language", type=click.Choice(["vi", "en"]), default="vi")
NOTHING = Said("không trả lời", "nothing")
READY = Said("sẵn sàng", "ready")
STANDS = Said("giấy: {paper}; {hindrance}", "paper {paper}; {hindrance}")
MUTE = Said(
    "{url} không cho biết tình trạng. Không ai biết phiếu đã ra hay chưa.",
    "{url} does not tell how it stands. Nobody can know whether a slip came out.",
)
TAKEN_FOR = Said(
    "{url}: cấu hình {name} ({about}), rộng {dots} điểm ({mm} mm, {dpi} dpi), vẽ bằng {raster}.",
    "{url}: profile {name} ({about}), {dots} dots wide ({mm} mm, {dpi} dpi), draws with {raster}.",
)
SAYS = Said("Máy nói: {says}.", "It says: {says}.")
CANNOT_KNOW = Said(
    "Qua đường này không ai biết được: {unknown}.", "This way nobody can know {unknown}."
)
CAME_OUT = Said(
    "Trang đã in xong, máy xác nhận sau {took:.1f} giây.",
    "The page came out, and the printer said so after {took:.1f} s.",
)
SENT = Said(
    "Trang đã gửi trong {took:.1f} giây; đã ra hay chưa thì chỉ mắt người thấy.",
    "The page was sent in {took:.1f} s; whether it came out, only you can see.",
)
NOT_PRINTED = Said("Chưa in gì cả. {problem}", "Nothing was printed. {problem}")
WOULD_ANSWER = Said(
    "Máy biết trả lời: hãy dùng cấu hình có hỏi máy, như ?profile=xp-n160 hoặc tm-t20.",
    "It answers, so use a profile that asks: ?profile=xp-n160 or tm-t20.",
)
DOES_NOT_ANSWER = Said(
    "Cấu hình này chờ máy trả lời mà máy không trả lời: dùng ?profile=80mm hoặc 58mm cho đỡ chờ.",
    "This profile waits for answers and none came: with ?profile=80mm or 58mm nobody waits.",
)
LOOK = Said(
    "Xem hai mép có đủ, mọi dấu có rõ và điện thoại có đọc được mã.",
    "Look whether both edges are whole, every accent is clear and a phone reads the code.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What a self-test taught: how it stood before, what came of the page, and in what time."""

    address: printer.Address
    before: printer.Status
    done: printer.Attempt
    took: float


def said(status: printer.Status, language: str = "en") -> str:
    """How a printer says it stands, in a few words."""
    if not status.is_known:
        return NOTHING.words(language)
    stands = (status.hindrance or READY).words(language)
    return STANDS.words(language).format(paper=status.paper.words(language), hindrance=stands)


@click.command()
@URL
@LANGUAGE
def status(url: str, language: str) -> None:
    """Ask a printer how it stands. Exits with 1 when no slip would come out now."""
    found = printer.status(url, anyway=True)
    if not found.is_known:
        click.echo(MUTE.words(language).format(url=url))
        return
    click.echo(f"{url}: {said(found, language)}.")
    if found.hindrance:
        raise SystemExit(1)


@click.command()
@URL
@LANGUAGE
def test(url: str, language: str) -> None:
    """Print a self-test page and explain what was learned. Exits with 1 when it did not print."""
    address, before = printer.Address.of(url), how_it_stands(url)
    page = SelfTest(
        address=url, profile=address.profile.name, says=said(before, language), language=language
    )
    began = time.monotonic()
    done = printer.print_slip(page, url)
    took = time.monotonic() - began
    learned = Learned(address=address, before=before, done=done, took=took)
    for sentence, facts in explained(learned, language):
        click.echo(sentence.words(language).format(**facts))
    if done.problem and done.result is printer.Result.NOT_PRINTED:
        problem = done.problem.sentence(language)
        click.echo(NOT_PRINTED.words(language).format(problem=problem), err=True)
        raise SystemExit(1)


def how_it_stands(url: str) -> printer.Status:
    """What it says before the page; when it cannot be reached, the page tells why."""
    try:
        return printer.status(url, anyway=True)
    except printer.Unreachable:
        return printer.GONE


def explained(learned: Learned, language: str) -> Iterator[tuple[Said, dict[str, object]]]:
    """What was learned, sentence by sentence with its facts."""
    profile, done = learned.address.profile, learned.done
    mm = round(profile.dots / profile.dpi * 25.4)
    yield (
        TAKEN_FOR,
        {
            "url": learned.address.text, "name": profile.name, "about": profile.about,
            "dots": profile.dots, "mm": mm, "dpi": profile.dpi, "raster": profile.raster,
        },
    )  # fmt: skip
    yield SAYS, {"says": said(learned.before, language)}
    yield CANNOT_KNOW, {"unknown": driver_for(learned.address).cannot_know.words(language)}
    if done.result is printer.Result.NOT_PRINTED:
        return
    yield CAME_OUT if done.result is printer.Result.CONFIRMED else SENT, {"took": learned.took}
    if done.problem:
        yield Said(*map(done.problem.sentence, ("vi", "en"))), {}
    if learned.before.is_known and profile.answers is False:
        yield WOULD_ANSWER, {}
    if profile.answers and not learned.before.is_known:
        yield DOES_NOT_ANSWER, {}
    yield LOOK, {}
