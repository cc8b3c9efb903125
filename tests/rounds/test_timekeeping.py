"""The hall goes on by its own time when the computer's clock leaps, and follows when it may."""

import pytest
from hall_clock import HALL, WEDNESDAY_MORNING
from leaping_clock import LeapingClock
from story import Day

from queue_server.folder import commands as importing
from queue_server.hall.refusals import ClockInDoubt
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.rounds.timekeeping import Timekeeper
from queue_server.turns.commands.day_end import confirm_time
from queue_server.turns.rules.tickets import State


class Program:
    """The hall as it runs on a computer, with the round that looks after its time."""

    def __init__(self, database, floor, clock):
        self.clock = clock
        self.store = open_store(database, clock)
        self.day = Day(Hall(self.store, floor.hall.id), clock)
        self.keeper = Timekeeper(self.day.hall, clock)

    def goes_on(self, minutes=5):
        for _ in range(minutes):
            self.clock.passes(minutes=1)
            self.keeper.look()
            self.day.ends_past_days()

    def date(self):
        return self.clock.now().astimezone(HALL).date()


@pytest.fixture
def starts(database, floor):
    """Starts the program at what a computer's clock says; again and again."""
    programs = []

    def start(at=WEDNESDAY_MORNING) -> Program:
        programs.append(Program(database, floor, LeapingClock(at)))
        return programs[-1]

    yield start
    for program in programs:
        program.store.close()


@pytest.fixture
def program(starts, floor):
    it = starts()
    it.day.hall.do(importing.import_floor, floor, by="test")
    return it


LEAPS = pytest.mark.parametrize("days", [1, 14, 3650, -1, -9500])


@LEAPS
def test_with_people_in_it_the_hall_goes_on_by_its_own_time_and_says_so_once(program, days, caplog):
    who = program.day.arrives()

    program.clock.leaps(days=days)
    program.goes_on(minutes=10)

    assert program.date() == WEDNESDAY_MORNING.date()
    assert program.day.arrives().number == "A002"
    assert program.day.now(who).state is State.WAITING
    assert caplog.text.count("leapt to") == 1


@pytest.mark.parametrize("hours", [2, -2])
def test_on_the_same_day_the_hall_follows_after_minutes(program, hours):
    program.day.arrives()

    program.clock.leaps(hours=hours)
    program.goes_on(minutes=2)
    assert program.clock.now() != program.clock.at
    program.goes_on()

    assert program.clock.now() == program.clock.at


def test_with_nobody_in_it_the_hall_follows_into_the_next_day(program):
    program.day.cancels(program.day.arrives())

    program.clock.leaps(days=1)
    program.goes_on()

    assert program.clock.now() == program.clock.at


def test_it_never_follows_into_a_doubtful_day(program):
    program.day.cancels(program.day.arrives())

    program.clock.leaps(days=3650)
    program.goes_on()

    assert program.date() == WEDNESDAY_MORNING.date()


def test_a_confirmation_from_the_command_line_is_followed(program, starts):
    program.day.arrives()
    program.clock.leaps(days=1)
    program.goes_on()
    starts(program.clock.at).day.hall.do(confirm_time, by="command line")

    program.goes_on()

    assert program.clock.now() == program.clock.at


def test_a_program_that_started_with_a_dead_battery_recovers_when_the_clock_is_put_right(
    program, starts, caplog
):
    who = program.day.arrives()
    again = starts(WEDNESDAY_MORNING.replace(year=2000))
    again.goes_on()
    with pytest.raises(ClockInDoubt):
        again.day.arrives()
    assert "No number is given and no day ends" in caplog.text

    again.clock.at = program.clock.at
    again.goes_on()

    assert again.day.arrives().number == "A002"
    assert again.day.now(who).state is State.WAITING


def test_after_a_start_the_day_ends_only_at_a_second_look_minutes_later(program, starts):
    who = program.day.arrives()
    morning = starts(WEDNESDAY_MORNING.replace(day=26))

    morning.goes_on(minutes=2)
    assert morning.day.now(who).state is State.WAITING
    morning.goes_on()

    assert morning.day.now(who).state is State.CANCELLED


def test_the_night_ends_the_day_of_a_hall_that_runs_and_nothing_is_said(program, caplog):
    who = program.day.arrives()

    program.goes_on(minutes=16 * 60 + 1)

    assert program.day.now(who).state is State.CANCELLED
    assert caplog.text == ""
