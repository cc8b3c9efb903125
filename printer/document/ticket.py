"""The slip of a number: its blocks by name, its words, and the order they usually stand in."""

from collections.abc import Callable, Iterator, Mapping

from printer.document.blocks import Banner, Block, Code, Item, Logo, Number, Pair, Paragraph, Rule
from printer.document.slip import Slip
from printer.words import FIRST, said
from words import Text

LONGEST_PAPERS = 5
Words = Mapping[str, str]
WORDS: Mapping[str, Text] = {
    "reprint": said("REPRINT · COPY {copy}", "slip"),
    "yours": said("Your number", "slip"),
    "counter": said("Counter {counters}", "slip"),
    "ahead": said("Ahead of you", "slip"),
    "people": said("{ahead} waiting", "slip"),
    "nobody": said("nobody", "slip"),
    "wait": said("Wait about", "slip"),
    "minutes": said("{low}–{high} min", "slip"),
    "no_wait": said("no wait", "slip"),
    "taken": said("Taken at", "slip"),
    "priority": said("Priority", "slip"),
    "scan": said("Scan to follow your turn and rate the service", "slip"),
    "papers": said("Papers needed", "slip"),
    "more": said("and {more} more", "slip"),
    "fee": said("Fee", "slip"),
    "free": said("none", "slip"),
    "limit": said("Time limit", "slip"),
    "note": said("Please keep this slip until you are called.", "slip"),
    "thanks": said("Thank you!", "slip"),
    "or": said("or", "slip"),
}
# Where a time needs its half of the day; elsewhere 24 hours say it, and the line is short.
HALVES: Mapping[str, Mapping[str, str]] = {
    "morning": {"vi": "sáng"},
    "afternoon": {"vi": "chiều"},
}
# A hall may say these in its own words. The others hold figures, or say that this is a reprint.
OWN_WORDS = (*(name for name, words in WORDS.items() if "{" not in words[FIRST]), *HALVES)


def layout(slip: Slip) -> tuple[Block, ...]:
    """The blocks of a slip, in the hall's order. A reprint says so above them all.

    A name that means no block is passed over: a kiosk's PC may be older than its hall.
    """
    own = {name: words for name, words in slip.design.words.items() if name in OWN_WORDS}
    halves = {half: said.get(slip.language, "") for half, said in HALVES.items()}
    usual = {name: words.into(slip.language) for name, words in WORDS.items()}
    words = {**usual, **halves, **own}
    names = [name for name in slip.design.blocks or BLOCKS if name in PARTS]
    blocks = [block for name in names for block in PARTS[name](slip, words)]
    if slip.copy:
        blocks.insert(0, Banner(words=words["reprint"].format(copy=slip.copy)))
    return tuple(_without_idle_lines(blocks))


def _logo(slip: Slip, _words: Words) -> Iterator[Block]:
    if slip.design.logo:
        yield Logo(png=slip.design.logo)


def _hall(slip: Slip, _words: Words) -> Iterator[Block]:
    yield Paragraph(words=slip.hall, height_mm=2.5, weight="semibold", after_mm=3)


def _number(slip: Slip, words: Words) -> Iterator[Block]:
    yield Paragraph(words=words["yours"], height_mm=2.1, after_mm=2.5)
    yield Number(words=slip.number)


def _service(slip: Slip, _words: Words) -> Iterator[Block]:
    yield Paragraph(words=slip.service, height_mm=3.2, weight="semibold", after_mm=2)


def _counters(slip: Slip, words: Words) -> Iterator[Block]:
    if slip.counters:
        *others, last = map(str, slip.counters)
        place = f" {words['or']} ".join(filter(None, (", ".join(others), last)))
        place = words["counter"].format(counters=place)
        yield Paragraph(words=place, height_mm=4.2, weight="bold", after_mm=3)


def _ahead(slip: Slip, words: Words) -> Iterator[Block]:
    people = words["people"].format(ahead=slip.ahead) if slip.ahead else words["nobody"]
    yield Pair(name=words["ahead"], value=people)


def _wait(slip: Slip, words: Words) -> Iterator[Block]:
    if slip.low_min is not None and slip.high_min is not None:
        figures = {"low": slip.low_min, "high": slip.high_min}
        minutes = words["minutes" if slip.high_min > 1 else "no_wait"].format(**figures)
        yield Pair(name=words["wait"], value=minutes)


def _time(slip: Slip, words: Words) -> Iterator[Block]:
    half = words["morning" if slip.issued_at.hour < 12 else "afternoon"]
    taken = f"{slip.issued_at:%H:%M}, {half} {slip.issued_at:%d/%m/%Y}"
    yield Pair(name=words["taken"], value=" ".join(taken.split()))


def _priority(slip: Slip, words: Words) -> Iterator[Block]:
    if slip.priority:
        yield Pair(name=words["priority"], value=slip.priority)


def _code(slip: Slip, words: Words) -> Iterator[Block]:
    yield Code(content=slip.url)
    yield Paragraph(words=words["scan"], height_mm=2.1, after_mm=2.5)


def _fee(slip: Slip, words: Words) -> Iterator[Block]:
    if slip.fee_vnd is not None:
        fee = f"{slip.fee_vnd:,}".replace(",", ".") + " đ" if slip.fee_vnd else words["free"]
        yield Pair(name=words["fee"], value=fee)


def _time_limit(slip: Slip, words: Words) -> Iterator[Block]:
    if slip.time_limit:
        yield Pair(name=words["limit"], value=slip.time_limit)


def _papers(slip: Slip, words: Words) -> Iterator[Block]:
    if slip.papers:
        yield Paragraph(words=words["papers"], height_mm=2.5, align="left")
    for paper in slip.papers[:LONGEST_PAPERS]:
        yield Item(words=paper)
    if (more := len(slip.papers) - LONGEST_PAPERS) > 0:
        yield Item(words=words["more"].format(more=more))


def _note(_slip: Slip, words: Words) -> Iterator[Block]:
    yield Paragraph(words=words["note"], height_mm=2.1, after_mm=1)


def _thanks(_slip: Slip, words: Words) -> Iterator[Block]:
    yield Paragraph(words=words["thanks"], height_mm=2.4, weight="semibold", after_mm=1)


def _line(_slip: Slip, _words: Words) -> Iterator[Block]:
    yield Rule()


PARTS: Mapping[str, Callable[[Slip, Words], Iterator[Block]]] = {
    "logo": _logo, "hall": _hall, "number": _number, "service": _service,
    "counters": _counters, "ahead": _ahead, "wait": _wait, "time": _time,
    "priority": _priority, "code": _code, "fee": _fee, "time_limit": _time_limit,
    "papers": _papers, "note": _note, "thanks": _thanks, "line": _line,
}  # fmt: skip
BLOCKS = (
    "logo", "hall", "number", "service", "counters", "line", "ahead", "wait", "time", "priority",
    "code", "line", "fee", "time_limit", "papers", "line", "note", "thanks",
)  # fmt: skip


def _without_idle_lines(blocks: list[Block]) -> list[Block]:
    """The blocks, without a line that parts nothing from something."""
    kept: list[Block] = []
    for block in blocks:
        if not isinstance(block, Rule) or (kept and not isinstance(kept[-1], Rule | Banner)):
            kept.append(block)
    return kept[:-1] if kept and isinstance(kept[-1], Rule) else kept
