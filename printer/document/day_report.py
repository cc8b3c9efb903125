"""The paper that closes a day: what each service gave and served, and the sum of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from msgspec import Meta

from printer.document.blocks import Block, Figures, Paragraph, Rule
from printer.document.slip import Count, Language, Words
from printer.words import said
from words import Text

Minutes = Annotated[float, Meta(ge=0, le=100_000)]
WORDS: Mapping[str, Text] = {
    "title": said("Report of the day", "slip"),
    "head": said("Given|Served|Missed|Left|Wait", "slip"),
    "unit": said("Wait: mean, in minutes", "slip"),
    "total": said("The whole hall", "slip"),
    "unknown": said("At a counter when the day ended, outcome unknown: {count}", "slip"),
    "nobody": said("No number was given.", "slip"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOfDay:
    """What became of one service's numbers. `mean_wait_min` is None when nobody was called.

    `unknown` were still at a counter when the day ended.
    """

    service: Words
    issued: Count
    served: Count
    no_show: Count
    left: Count
    unknown: Count = 0
    mean_wait_min: Minutes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReport:
    """A day of a hall, each service in its order.

    `mean_wait_min` is over everybody who was called: the mean of the services' means is not.
    """

    hall: Words
    day: date
    services: tuple[ServiceOfDay, ...]
    mean_wait_min: Minutes | None = None
    language: Language = "vi"


def layout(report: DayReport) -> tuple[Block, ...]:
    """The blocks of a report: a name and a row of figures for each service, the sum below."""
    words = {name: text.into(report.language) for name, text in WORDS.items()}
    return (
        Paragraph(words=report.hall, height_mm=2.5, weight="semibold", after_mm=2.5),
        Paragraph(words=words["title"], height_mm=4.2, weight="bold", after_mm=1.5),
        Paragraph(words=f"{report.day:%d/%m/%Y}", height_mm=2.5, after_mm=3),
        Rule(after_mm=2),
        *_services(report, words),
    )


def _services(report: DayReport, words: Mapping[str, str]) -> Iterator[Block]:
    if not report.services:
        yield Paragraph(words=words["nobody"], height_mm=2.5)
        return
    yield Figures(cells=tuple(words["head"].split("|")), height_mm=1.9, after_mm=2)
    for it in report.services:
        yield Paragraph(
            words=it.service, height_mm=2.3, weight="semibold", align="left", after_mm=0.5, lines=2
        )
        yield _row((it.issued, it.served, it.no_show, it.left), it.mean_wait_min, "regular")
    yield Rule(after_mm=2)
    yield Paragraph(words=words["total"], height_mm=2.3, weight="bold", align="left", after_mm=0.5)
    counts = ((it.issued, it.served, it.no_show, it.left) for it in report.services)
    sums = tuple(map(sum, zip(*counts, strict=True)))
    yield _row(sums, report.mean_wait_min, "bold")
    yield Paragraph(words=words["unit"], height_mm=1.9, align="left")
    if unknown := sum(it.unknown for it in report.services):
        yield Paragraph(words=words["unknown"].format(count=unknown), height_mm=1.9, align="left")


def _row(counts: tuple[int, ...], mean: float | None, weight: str) -> Figures:
    wait = "–" if mean is None else str(round(mean))
    return Figures(cells=(*map(str, counts), wait), height_mm=2.5, weight=weight, after_mm=2)
