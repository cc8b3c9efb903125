"""Numbers: in order, without gaps, per service and day; none when the hall is shut."""

import pytest

from queue_server.hall.refusals import HallClosed, UnknownPriority, UnknownProcedure, UnknownService
from queue_server.hall.tables import day_of


def test_numbers_count_up_per_service(day):
    numbers = [day.arrives(s).number for s in ("LLTP", "DATDAI", "LLTP", "LLTP", "DATDAI")]

    assert numbers == ["A001", "C001", "A002", "A003", "C002"]


def test_each_day_starts_again(day):
    day.arrives(), day.arrives()

    day.passes(days=1)

    assert day.arrives().number == "A001"


def test_after_999_comes_1000(day, hall, store):
    hall.do(
        lambda tx: tx.query(
            "INSERT INTO series (hall_id, day, series, last) VALUES (:hall, :day, 'A', 998)",
            day=day_of(tx).isoformat(),
        )
    )

    assert [day.arrives().number, day.arrives().number] == ["A999", "A1000"]


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        ({"service": "NOPE"}, UnknownService),
        ({"priority": "VUA"}, UnknownPriority),
        ({"procedure_code": "9.999999"}, UnknownProcedure),
        ({"service": "DATDAI", "procedure_code": "2.000635"}, UnknownProcedure),
    ],
)
def test_what_the_hall_does_not_have_gets_no_number(day, wish, refusal):
    before = day.events()

    with pytest.raises(refusal):
        day.arrives(**wish)

    assert day.events() == before
    assert day.arrives().number == "A001"


def test_a_closed_hall_says_when_it_opens(day):
    day.passes(hours=4)

    with pytest.raises(HallClosed, match="13:30, 25/11/2026"):
        day.arrives()


def test_keys_never_go_backwards_when_the_clock_does(day):
    first = day.arrives()
    day.passes(minutes=-30)
    second = day.arrives()

    assert second.key_at >= first.key_at
    assert [day.clerk(2).calls_next(), day.clerk(3).calls_next()] == [first.number, second.number]
