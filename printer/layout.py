"""Where each part of a slip stands: a list of blocks from top to bottom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from printer.slip import Slip

LONGEST_PAPERS = 5
LONGEST_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words. `height_mm` is of a capital letter.

    Longer than `lines` lines ends in …; but a number keeps all its figures (`lines` is 1) and gets
    smaller until it fits.
    """

    words: str
    height_mm: float
    weight: str = "regular"
    align: str = "centre"
    after_mm: float = 1.5
    lines: int = LONGEST_LINES


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A name at the left and its value at the right, on one line where both fit."""

    name: str
    value: str
    height_mm: float = 2.5
    after_mm: float = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A dashed line across the paper."""

    after_mm: float = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code, quiet zone included in `size_mm`."""

    content: str
    size_mm: float
    after_mm: float = 1.0


Block = Text | Pair | Rule | Code
WORDS: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "yours": "Số thứ tự của ông/bà",
        "counter": "Quầy {counters}",
        "ahead": "Trước ông/bà",
        "people": "{ahead} người",
        "nobody": "không có ai",
        "wait": "Chờ khoảng",
        "minutes": "{low}–{high} phút",
        "no_wait": "không phải chờ",
        "taken": "Lấy số lúc",
        "priority": "Ưu tiên",
        "scan": "Quét mã để theo dõi lượt và đánh giá",
        "papers": "Giấy tờ cần có",
        "fee": "Phí, lệ phí",
        "free": "không thu",
        "limit": "Thời hạn giải quyết",
        "thanks": "Xin cảm ơn ông/bà!",
        "or": " hoặc ",
        "morning": "Sáng",
        "afternoon": "Chiều",
    },
    "en": {
        "yours": "Your number",
        "counter": "Counter {counters}",
        "ahead": "Ahead of you",
        "people": "{ahead} waiting",
        "nobody": "nobody",
        "wait": "Wait about",
        "minutes": "{low}–{high} min",
        "no_wait": "no wait",
        "taken": "Taken at",
        "priority": "Priority",
        "scan": "Scan to follow your turn and rate the service",
        "papers": "Papers needed",
        "fee": "Fee",
        "free": "none",
        "limit": "Time limit",
        "thanks": "Thank you!",
        "or": " or ",
        "morning": "Morning",
        "afternoon": "Afternoon",
    },
}


def layout(slip: Slip) -> tuple[Block, ...]:
    """The blocks of a slip, in order."""
    words = WORDS[slip.language]
    return (
        *_head(slip, words),
        *_turn(slip, words),
        Code(content=slip.url, size_mm=32),
        Text(words=words["scan"], height_mm=1.9, after_mm=2),
        *_procedure(slip, words),
        Rule(),
        Text(words=words["thanks"], height_mm=2.4, weight="semibold", after_mm=1),
    )


def _head(slip: Slip, words: Mapping[str, str]) -> Iterator[Block]:
    yield Text(words=slip.hall, height_mm=2.5, weight="semibold", after_mm=3)
    yield Text(words=words["yours"], height_mm=2.1, after_mm=2.5)
    yield Text(words=slip.number, height_mm=20, weight="bold", after_mm=3.5, lines=1)
    yield Text(words=slip.service, height_mm=3.2, weight="semibold", after_mm=2)
    if slip.counters:
        counters = words["or"].join(
            (", ".join(map(str, slip.counters[:-1])), str(slip.counters[-1]))
        )
        place = words["counter"].format(counters=counters.removeprefix(words["or"]))
        yield Text(words=place, height_mm=4.2, weight="bold", after_mm=3)
    yield Rule()


def _turn(slip: Slip, words: Mapping[str, str]) -> Iterator[Block]:
    people = words["people"].format(ahead=slip.ahead) if slip.ahead else words["nobody"]
    yield Pair(name=words["ahead"], value=people)
    if slip.low_min is not None and slip.high_min is not None:
        figures = {"low": slip.low_min, "high": slip.high_min}
        minutes = words["minutes" if slip.high_min > 1 else "no_wait"].format(**figures)
        yield Pair(name=words["wait"], value=minutes)
    half = words["morning" if slip.issued_at.hour < 12 else "afternoon"]
    taken = f"{slip.issued_at:%H:%M}, {half.lower()} {slip.issued_at:%d/%m/%Y}"
    yield Pair(name=words["taken"], value=taken)
    if slip.priority:
        yield Pair(name=words["priority"], value=slip.priority)


def _procedure(slip: Slip, words: Mapping[str, str]) -> Iterator[Block]:
    if slip.papers or slip.fee_vnd is not None or slip.time_limit:
        yield Rule()
    if slip.fee_vnd is not None:
        fee = f"{slip.fee_vnd:,}".replace(",", ".") + " đ" if slip.fee_vnd else words["free"]
        yield Pair(name=words["fee"], value=fee)
    if slip.time_limit:
        yield Pair(name=words["limit"], value=slip.time_limit)
    if slip.papers:
        yield Text(words=words["papers"], height_mm=2.5, align="left")
    for paper in slip.papers[:LONGEST_PAPERS]:
        yield Text(words=f"• {paper}", height_mm=2.1, align="left", lines=2)
