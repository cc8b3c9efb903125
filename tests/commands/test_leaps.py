"""The computer's clock leaps: nobody is sent away, no number is of a wrong day, no key is lost."""

import pytest
from conftest import DEMO
from hall_goes_on import goes_on
from leaping_clock import LeapingClock
from story import Day

from queue_server.commands import setup
from queue_server.commands.day import confirm_time, take_back_day_end
from queue_server.commands.housekeeping import forget_old_presses
from queue_server.commands.issuing import issue
from queue_server.commands.once import Answer, Press, once
from queue_server.commands.printing import give_up
from queue_server.domain.refusals import ClockInDoubt
from queue_server.domain.tickets import State
from queue_server.folder import read
from queue_server.hall import Hall
from queue_server.store import open_store

FLOOR = read(DEMO)


@pytest.fixture
def clock():
    return LeapingClock()


@pytest.fixture
def day(database, clock):
    """A Wednesday morning, some minutes after the program was started."""
    store = open_store(database, clock)
    it = Day(Hall(store, FLOOR.hall.id), clock)
    it.hall.do(setup.import_floor, FLOOR, by="test")
    clock.settles()
    yield it
    goes_on(it.hall)
    store.close()


def press(day, key):
    def work(tx):
        return Answer(status=201, text=issue(tx, "LLTP", by="kiosk1").number)

    return day.hall.do(once, Press(device="kiosk1", key=key, fingerprint="x"), work).text


@pytest.mark.parametrize("leap", [{"days": 1}, {"days": 14}, {"days": 3650}, {"days": -3650}])
def test_half_a_minute_in_another_day_changes_nothing(day, clock, leap):
    first, second = day.arrives(), day.arrives()
    clerk = day.clerk(2)
    clerk.calls_next()

    clock.leaps(**leap)
    ended = day.ends_past_days()
    with pytest.raises(ClockInDoubt):
        day.arrives()
    clerk.starts(first)
    clock.passes(seconds=30)
    clock.leaps(**{unit: -much for unit, much in leap.items()})

    assert ended == day.ends_past_days() == 0
    assert day.now(second).state is State.WAITING
    clerk.finishes(first)
    assert clerk.calls_next() == second.number
    assert day.arrives().number == "A003"


def test_a_key_lives_through_two_weeks_that_were_three_seconds(day, clock):
    first = press(day, "k1")

    clock.leaps(days=14)
    day.hall.do(forget_old_presses)
    clock.passes(seconds=3)
    clock.leaps(days=-14)
    day.hall.do(forget_old_presses)

    assert press(day, "k1") == first


def test_a_dead_battery_gives_no_number_until_somebody_says_what_time_it_is(database, day, clock):
    day.arrives()
    started_in_2000 = LeapingClock(clock.at.replace(year=2000))
    store = open_store(database, started_in_2000)
    hall = Hall(store, FLOOR.hall.id)

    with pytest.raises(ClockInDoubt):
        Day(hall, started_in_2000).arrives()
    started_in_2000.at = clock.at
    number = Day(hall, started_in_2000).arrives().number
    store.close()

    assert number == "A002"


def test_whoever_says_that_the_clock_is_right_is_believed(day, clock):
    day.arrives()
    clock.leaps(days=63)
    clock.settles()

    with pytest.raises(ClockInDoubt):
        day.arrives()
    day.hall.do(confirm_time, by="quanly")

    assert day.arrives().number == "A001"


def test_a_night_and_a_weekend_are_no_leap(day, clock):
    day.arrives()

    clock.passes(days=5)

    assert day.arrives().number == "A001"
    assert day.ends_past_days() == 1


def test_a_day_that_a_clock_ended_by_mistake_is_taken_back_as_a_whole(day, clock):
    held, serving, called, waiting = people = [day.arrives() for _ in range(4)]
    one, other = day.clerk(2), day.clerk(3)
    one.calls_next()
    one.holds(held)
    one.calls_next()
    one.starts(serving)
    assert other.calls_next() == called.number
    before = [day.now(who) for who in people]

    clock.leaps(days=1)
    clock.settles()
    assert day.ends_past_days() == 4
    clock.leaps(days=-1)
    clock.settles()
    day.hall.do(confirm_time, by="quanly")

    assert day.hall.do(take_back_day_end, by="quanly") == 4
    assert [day.now(who) for who in people] == before
    assert day.hall.do(take_back_day_end, by="quanly") == 0
    assert day.now(waiting).state is State.WAITING


def test_an_order_key_of_another_day_puts_nobody_in_front(day, clock):
    in_2036 = 2_000_000_000_000
    day.hall.do(lambda tx: tx._rows("UPDATE halls SET last_key_ms = :ms", ms=in_2036))
    first = day.arrives()
    clock.passes(hours=2)
    elder = day.arrives(priority="NGUOI_CAO_TUOI")

    clerk = day.clerk(2)

    assert [clerk.serves(), clerk.serves()] == [first.number, elder.number]


def test_a_slip_is_not_given_up_for_a_leap(day, clock):
    day.hall.do(setup.change_printer, "kiosk1", None)
    day.hall.do(lambda tx: tx.add_printer("kiosk1", "tcp://127.0.0.1:9"))
    day.arrives()

    clock.leaps(days=1)

    assert day.hall.do(give_up) == 0


def test_nobody_who_was_left_at_a_counter_counts_as_served(day, clock):
    who = day.arrives()
    clerk = day.clerk(2)
    clerk.calls_next()
    clerk.starts(who)

    clock.passes(days=1)
    day.ends_past_days()

    assert (day.now(who).state, day.now(who).is_unknown) == (State.CANCELLED, True)


def test_a_service_that_nobody_ended_for_hours_is_in_no_mean(day, clock):
    clerk = day.clerk(2)
    for hours in (0.2, 6):
        who = day.arrives()
        clerk.calls_next()
        clerk.starts(who)
        clock.passes(hours=hours)
        clerk.finishes(who)

    served = day.hall.ask(lambda view: view.day_of_counter("Q02"))

    assert (served["served"], float(served["mean_ms"])) == (2, 0.2 * 3_600_000)
