"""The columns of a hall's files: what each means and how its cells are read."""

from collections.abc import Callable, Collection

from queue_server.folder import cells
from queue_server.folder.table import Column
from queue_server.hall.rules.floor_data import ReasonKind
from queue_server.kernel.words import FIRST, LANGUAGES

USUAL = ("vi", "en")  # what every hall says its services in

SURE = cells.one_of(
    "verified_detail",
    "catalog2026",
    "law_or_practice",
    "illustrative",
    "announced",
    "law",
    "projected",
)
FEE = cells.optional(cells.whole(0, 1_000_000_000))


def _column(
    name: str, read: cells.Reader, means: str, *, optional: bool = False, unique: bool = False
) -> Column:
    return Column(name=name, read=read, means=means, optional=optional, unique=unique)


def _texts(
    name: str,
    most: int,
    means: str,
    *,
    read: Callable[[int, str], cells.Reader] = cells.text,
    needed: Collection[str] = (FIRST,),
    unique: bool = False,
) -> tuple[Column, ...]:
    """A column for each language, `name.vi` and so on; files of before say `name_vi` or `name`."""
    return tuple(
        Column(
            name=f"{name}.{language}",
            also=(f"{name}_{language}", *([name] if language == FIRST else [])),
            read=read(most, language),
            means=means if language == FIRST else f"the same in {language}",
            optional=language not in needed,
            unique=unique and language == FIRST,
        )
        for language in LANGUAGES
    )


AGENCIES = (
    _column("id", cells.identifier, "the agency's code", unique=True),
    *_texts("name", 120, "its full name"),
    *_texts("short_name", 60, "its name on small screens"),
)
SERVICES = (
    _column("id", cells.identifier, "the service's code", unique=True),
    _column("prefix", cells.prefix, "the letter before its numbers", unique=True),
    *_texts("name", 64, "the kiosk's button", needed=USUAL, unique=True),
    *_texts("hint", 120, "a line under the button", needed=()),
    _column(
        "purpose", cells.one_of("nop_ho_so", "nhan_ket_qua", "nop_phi"), "what people come for"
    ),
    _column("agency_ids", cells.identifiers, "agencies, separated by ; or *"),
    _column("mean_service_min", cells.number(0.5, 480), "minutes one visit takes on average"),
    _column("search", cells.texts(), "what people search it by, separated by ;", optional=True),
)
COUNTERS = (
    _column("id", cells.identifier, "the counter's code", unique=True),
    _column("number", cells.whole(1, 999), "its number, shown and spoken", unique=True),
    *_texts("name", 64, "its name"),
    _column(
        "kind", cells.one_of("huong_dan", "nop_ho_so", "nop_phi", "nhan_ket_qua"), "what it does"
    ),
    _column("agency_ids", cells.identifiers, "agencies behind it, separated by ; or *"),
    _column(
        "service_ids", cells.identifiers, "services it calls, in order; empty: none", optional=True
    ),
    _column("note", cells.text(200), "a note for staff", optional=True),
)
PROCEDURES = (
    _column("code", cells.procedure_code, "national code", unique=True),
    *_texts("name", 300, "its short name for the kiosk"),
    _column("official_name", cells.text(1200), "its full official name"),
    _column("agency_id", cells.identifier, "the agency that decides"),
    _column("service_id", cells.identifier, "the service it belongs to"),
    _column("time_limit", cells.number(0, 1000), "how many of the next column; 0 for same_day"),
    _column(
        "time_unit", cells.one_of("working_day", "calendar_day", "working_hour", "same_day"), "unit"
    ),
    _column(
        "fee_counter_vnd",
        FEE,
        "fee at the counter in đồng, 0: none; empty: not published, so not offered",
        optional=True,
    ),
    _column("fee_online_vnd", FEE, "fee online in đồng", optional=True),
    _column("same_day_cutoff", cells.flag, "1: after 15:00 it counts from the next day"),
    *_texts("papers", 300, "papers to bring, separated by ;", needed=(), read=cells.texts),
    _column("status", SURE, "how sure this row is"),
)
PRIORITY_GROUPS = (
    _column("code", cells.identifier, "the group's code", unique=True),
    *_texts("name", 120, "who belongs to it", needed=USUAL),
    *_texts("button", 40, "the kiosk's button", needed=USUAL),
    *_texts("evidence", 120, "what shows it", needed=()),
    _column("bonus_min", cells.whole(0, 1440), "head start in minutes; 0: none"),
    _column("on_kiosk", cells.flag, "1: people choose it themselves on the kiosk"),
    _column("basis", cells.text(300), "the law or rule it rests on", optional=True),
)
REASONS = (
    _column("code", cells.identifier, "its code, as the journal keeps it", unique=True),
    _column(
        "kind",
        cells.one_of(*ReasonKind),
        "for what it is said: tam_dung when a counter pauses, giu_cho when somebody steps away, "
        "goi_dich_danh when somebody is called out of turn; ket_qua: how a visit ended",
    ),
    *_texts("name", 60, "what staff choose", needed=USUAL),
)
HOLIDAYS = (
    _column("date", cells.day, "the date", unique=True),
    _column(
        "kind",
        cells.one_of("nghi", "nghi_bu", "nghi_hoan_doi", "lam_bu"),
        "lam_bu is a working Saturday, the others are days off",
    ),
    *_texts("name", 120, "what the day is"),
    _column("status", SURE, "how sure this row is"),
)
FILES = {
    "agencies.csv": AGENCIES,
    "services.csv": SERVICES,
    "counters.csv": COUNTERS,
    "procedures.csv": PROCEDURES,
    "priority_groups.csv": PRIORITY_GROUPS,
    "reasons.csv": REASONS,
    "holidays.csv": HOLIDAYS,
}
