"""The computer's clock leaps: nobody is sent away, no number is of a wrong day, no key is lost."""

from datetime import datetime, time, timedelta

import pytest
from conftest import DEMO
from hall_clock import HALL
from hall_goes_on import goes_on
from leaping_clock import LeapingClock
from story import Day

from queue_server.desks.tables import Desks
from queue_server.devices import commands as devices
from queue_server.folder import commands as importing
from queue_server.folder import read
from queue_server.hall.commands import forget_old_presses
from queue_server.hall.refusals import ClockInDoubt
from queue_server.hall.tables import is_in_doubt
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.idempotency import Answer, Press
from queue_server.paper.commands import give_up
from queue_server.paper.tables import Paper
from queue_server.turns.commands.day_end import confirm_time, take_back_day_end
from queue_server.turns.commands.issuing import issue
from queue_server.turns.rules.tickets import State
from queue_server.turns.tables import Tickets

FLOOR = read(DEMO)


@pytest.fixture
def clock():
    return LeapingClock()


@pytest.fixture
def day(database, clock):
    """A Wednesday morning, some minutes after the program was started."""
    store = open_store(database, clock)
    it = Day(Hall(store, FLOOR.hall.id), clock)
    it.hall.do(importing.import_floor, FLOOR, by="test")
    clock.settles()
    yield it
    goes_on(it.hall)
    store.close()


def press(day, key):
    def work(tx):
        return Answer(status=201, text=issue(tx, "LLTP", by="kiosk1").number)

    return day.hall.press(Press(device="kiosk1", key=key, fingerprint="x"), work).text


LEAPS = [{"days": 1}, {"days": 14}, {"days": 3650}, {"days": -3650}, {"hours": 8}]


@pytest.mark.parametrize("leap", LEAPS, ids=str)
def test_half_a_minute_at_another_time_changes_nothing(day, clock, leap):
    first, second = day.arrives(), day.arrives()
    clerk = day.clerk(2)
    clerk.calls_next()

    clock.leaps(**leap)
    ended = day.ends_past_days()
    third = day.arrives()
    clerk.starts(first)
    clock.passes(seconds=30)
    clock.leaps(**{unit: -much for unit, much in leap.items()})

    assert ended == day.ends_past_days() == 0
    assert day.now(second).state is State.WAITING
    assert (third.number, third.day, third.key_at > second.key_at) == ("A003", second.day, True)
    clerk.finishes(first)
    assert clerk.calls_next() == second.number
    assert day.arrives().number == "A004"


@pytest.fixture
def starts_again(database):
    """The program is started on the same memory, at what the clock says now."""
    stores = []

    def start(clock) -> Day:
        stores.append(open_store(database, clock))
        return Day(Hall(stores[-1], FLOOR.hall.id), clock)

    yield start
    for store in stores:
        store.close()


def test_a_key_lives_through_two_weeks_that_were_three_seconds(day, clock):
    first = press(day, "k1")

    clock.leaps(days=14)
    day.hall.do(forget_old_presses)
    clock.passes(seconds=3)
    clock.leaps(days=-14)
    day.hall.do(forget_old_presses)

    assert press(day, "k1") == first


DOUBTFUL = [{"days": 14}, {"days": 3654}, {"days": -2}, {"days": -9499}]


@pytest.mark.parametrize("leap", DOUBTFUL, ids=str)
def test_a_program_that_starts_at_a_doubtful_time_gives_no_number_and_ends_nobody(
    day, clock, starts_again, leap
):
    first, who = press(day, "k1"), day.arrives()
    clock.leaps(**leap)
    wrong = LeapingClock(clock.at)
    again = starts_again(wrong)
    wrong.settles()

    with pytest.raises(ClockInDoubt) as refused:
        again.arrives()
    again.clerk(3)

    assert f"{wrong.at:%d/%m/%Y}" in refused.value.sentence("vi")
    assert again.ends_past_days() == again.hall.do(forget_old_presses) == 0
    assert again.now(who).state is State.WAITING
    clock.leaps(**{unit: -much for unit, much in leap.items()})
    right = starts_again(LeapingClock(clock.at))
    assert press(right, "k1") == first
    assert right.arrives().number == "A003"


@pytest.mark.parametrize("leap", DOUBTFUL, ids=str)
def test_whoever_says_that_the_clock_is_right_is_believed(day, clock, starts_again, leap):
    day.arrives()
    clock.leaps(**leap)
    right = LeapingClock(clock.at)
    again = starts_again(right)

    again.hall.do(confirm_time, by="quanly")
    right.settles()

    assert again.arrives().day == right.at.date()
    assert again.ends_past_days() == (1 if leap["days"] > 0 else 0)


def test_holidays_are_no_doubtful_silence(day, clock, starts_again):
    """Tết of 2027 in the hall's calendar."""
    clock.at = datetime(2027, 2, 3, 16, 0, tzinfo=HALL)
    before = starts_again(LeapingClock(clock.at))
    before.hall.do(confirm_time, by="quanly")
    off = [d for d in FLOOR.hours.days_off if d.year == 2027 and d.month == 2]
    back = LeapingClock(datetime.combine(max(off), time(8), HALL) + timedelta(days=3))

    after = starts_again(back)

    assert len(off) > 3
    assert not after.hall.ask(is_in_doubt)


def test_a_night_and_a_weekend_are_no_leap(day, clock):
    day.arrives()

    clock.passes(days=5)

    assert day.arrives().number == "A001"
    assert day.ends_past_days() == 1


def test_a_day_that_a_clock_ended_by_mistake_is_taken_back_as_a_whole(day, clock, starts_again):
    held, serving, called, waiting = people = [day.arrives() for _ in range(4)]
    one, other = day.clerk(2), day.clerk(3)
    one.calls_next()
    one.holds(held)
    one.calls_next()
    one.starts(serving)
    assert other.calls_next() == called.number
    before = [day.now(who) for who in people]

    tomorrow = LeapingClock(clock.at + timedelta(days=1))
    wrong = starts_again(tomorrow)
    tomorrow.settles()
    assert wrong.ends_past_days() == 4
    right = starts_again(LeapingClock(clock.at))

    assert right.hall.do(confirm_time, by="quanly") == 4
    assert [day.now(who) for who in people] == before
    desks = day.hall.ask(lambda view: Desks(view).all())
    assert {(desks[c].state, desks[c].clerk) for c in ("Q02", "Q03")} == {("open", "lan")}
    assert day.hall.do(take_back_day_end, by="quanly") == 0
    assert day.now(waiting).state is State.WAITING


def test_an_order_key_of_another_day_puts_nobody_in_front(day, clock):
    in_2036 = 2_000_000_000_000
    day.hall.do(lambda tx: tx.query("UPDATE halls SET last_key_ms = :ms", ms=in_2036))
    first = day.arrives()
    clock.passes(hours=2)
    elder = day.arrives(priority="NGUOI_CAO_TUOI")

    clerk = day.clerk(2)

    assert [clerk.serves(), clerk.serves()] == [first.number, elder.number]


def test_a_slip_is_not_given_up_for_a_leap(day, clock):
    day.hall.do(devices.change_printer, "kiosk1", None, by="it")
    day.hall.do(lambda tx: Paper(tx).add_printer("kiosk1", "tcp://127.0.0.1:9"))
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

    assert (day.now(who).state, day.now(who).left_open) == (State.CANCELLED, True)


def test_a_service_that_nobody_ended_for_hours_is_in_no_mean(day, clock):
    clerk = day.clerk(2)
    for hours in (0.2, 6):
        who = day.arrives()
        clerk.calls_next()
        clerk.starts(who)
        clock.passes(hours=hours)
        clerk.finishes(who)

    served = day.hall.ask(lambda view: Tickets(view).day_of_counter("Q02"))

    assert (served["served"], float(served["mean_ms"])) == (2, 0.2 * 3_600_000)
