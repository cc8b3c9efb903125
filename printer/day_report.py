"""The paper that closes a day: what each service gave and served, and the sum of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from msgspec import Meta

from printer.layout import Block, Figures, Rule, Text
from printer.slip import Count, Language, Words

Minutes = Annotated[float, Meta(ge=0, le=100_000)]
WORDS: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "title": "Báo cáo trong ngày",
        "head": "Cấp|Xong|Vắng|Bỏ về|Chờ",
        "unit": "Chờ: trung bình, tính bằng phút",
        "total": "Toàn trung tâm",
        "unknown": "Còn ở quầy khi hết ngày, không rõ kết quả: {count}",
        "nobody": "Không có lượt nào.",
    },
    "en": {
        "title": "Report of the day",
        "head": "Given|Served|Missed|Left|Wait",
        "unit": "Wait: mean, in minutes",
        "total": "The whole hall",
        "unknown": "At a counter when the day ended, outcome unknown: {count}",
        "nobody": "No number was given.",
    },
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
    words = WORDS[report.language]
    return (
        Text(words=report.hall, height_mm=2.5, weight="semibold", after_mm=2.5),
        Text(words=words["title"], height_mm=4.2, weight="bold", after_mm=1.5),
        Text(words=f"{report.day:%d/%m/%Y}", height_mm=2.5, after_mm=3),
        Rule(after_mm=2),
        *_services(report, words),
    )


def _services(report: DayReport, words: Mapping[str, str]) -> Iterator[Block]:
    if not report.services:
        yield Text(words=words["nobody"], height_mm=2.5)
        return
    yield Figures(cells=tuple(words["head"].split("|")), height_mm=1.9, after_mm=2)
    for it in report.services:
        yield Text(
            words=it.service, height_mm=2.3, weight="semibold", align="left", after_mm=0.5, lines=2
        )
        yield _row((it.issued, it.served, it.no_show, it.left), it.mean_wait_min, "regular")
    yield Rule(after_mm=2)
    yield Text(words=words["total"], height_mm=2.3, weight="bold", align="left", after_mm=0.5)
    counts = ((it.issued, it.served, it.no_show, it.left) for it in report.services)
    sums = tuple(map(sum, zip(*counts, strict=True)))
    yield _row(sums, report.mean_wait_min, "bold")
    yield Text(words=words["unit"], height_mm=1.9, align="left")
    if unknown := sum(it.unknown for it in report.services):
        yield Text(words=words["unknown"].format(count=unknown), height_mm=1.9, align="left")


def _row(counts: tuple[int, ...], mean: float | None, weight: str) -> Figures:
    wait = "–" if mean is None else str(round(mean))
    return Figures(cells=(*map(str, counts), wait), height_mm=2.5, weight=weight, after_mm=2)
