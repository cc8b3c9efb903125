"""The counters that numbers are taken from, one for each day and letter: none is given twice."""

from datetime import date, datetime

from queue_server.hall.tables import day_of, floor_of
from queue_server.kernel import rows
from queue_server.kernel.proof import PAGE, VerifyReport
from queue_server.kernel.unit_of_work import Transaction
from queue_server.kernel.view import View
from queue_server.turns.image import TicketImage
from queue_server.turns.rules.numbering import number

# The first of a day goes on from what was counted under another name: before 0.2 by service.
LAST_OF_SERIES = """
SELECT COALESCE((
    SELECT last FROM series WHERE hall_id = :hall AND day = :day AND series = :series
), (
    SELECT MAX(CAST(LTRIM(number, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS INTEGER)) FROM tickets
    WHERE hall_id = :hall AND day = :day AND RTRIM(number, '0123456789') = :series
), 0) AS last
"""
SAVE_SERIES = """
INSERT INTO series (hall_id, day, series, last) VALUES (:hall, :day, :series, :last)
ON CONFLICT (hall_id, day, series) DO UPDATE SET last = excluded.last
"""
# Nobody's arrival is before their issue, and none before another's of the day that came earlier.
LAST_OF_DAY = """
SELECT MAX(issued_at) AS last FROM tickets WHERE hall_id = :hall AND day = :day
"""
LETTERS_OF_DAY = """
SELECT DISTINCT RTRIM(number, '0123456789') AS letter FROM tickets
WHERE hall_id = :hall AND day = :day
"""
SERIES_PAGE = """
SELECT day, series, last FROM series
WHERE hall_id = :hall AND (day, series) > (:day, :series)
ORDER BY day, series LIMIT :most
"""


def next_key(tx: Transaction) -> datetime:
    """The order key of someone who arrives now: `now`, but never before the day's last one."""
    today, last = day_of(tx), tx.head.last_key_ms
    if floor_of(tx).hours.service_day(rows.moment(last)) != today:
        # The first of a day; or the clock went over midnight, somebody came, and it went back.
        last = tx.query(LAST_OF_DAY, day=today.isoformat())[0]["last"] or 0
    return max(tx.now, rows.moment(last))


def new_number(tx: Transaction, letter: str, key: datetime) -> tuple[int, str]:
    """Take the next ticket id and today's next number with a letter."""
    ticket_id = tx.head.last_ticket_id + 1
    tx.move(last_ticket_id=ticket_id, last_key_ms=rows.ms(key))
    return ticket_id, number(letter, _count_on(tx, day_of(tx), letter, by=1))


def leave_out(tx: Transaction, many: int) -> tuple[str, ...]:
    """Give so many of today's next numbers to nobody, with every letter; which these are."""
    today, known = day_of(tx), {service.prefix for service in floor_of(tx).services}
    given = tx.query(LETTERS_OF_DAY, day=today.isoformat())
    letters = tuple(sorted(known | {row["letter"] for row in given}))
    for letter in letters:
        _count_on(tx, today, letter, by=many)
    return letters


def _count_on(tx: Transaction, day: date, letter: str, *, by: int) -> int:
    """Count so many numbers more; the last of them."""
    held, iso = tx.part(TicketImage), day.isoformat()
    known = held.series.get((day, letter))
    if known is None:
        held.forget_series_before(day)
        found = tx.look(LAST_OF_SERIES, day=iso, series=letter)
        known = int(found["last"]) if found else 0
    count = known + by
    held.image.put(held.series, (day, letter), count)
    tx.put(SAVE_SERIES, (day, letter), {"day": iso, "series": letter, "last": count})
    return count


def compare(view: View, counted: dict[tuple[str, str], int], found: VerifyReport) -> None:
    """The counters that numbers are taken from against the numbers that were given."""
    place, kept = ("", ""), {}
    while page := view.query(SERIES_PAGE, day=place[0], series=place[1], most=PAGE):
        kept.update({(row["day"], row["series"]): row["last"] for row in page})
        place = page[-1]["day"], page[-1]["series"]
    for day, series in sorted(kept.keys() | counted.keys()):
        last, given = kept.get((day, series), 0), counted.get((day, series), 0)
        if last != given:
            found.say(f"series {series} of {day} is counted to {last}, the journal gave {given}")
