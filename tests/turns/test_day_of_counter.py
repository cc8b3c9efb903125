"""What a day was: every number is counted once, and the waits are those of people."""

from queue_server.hall.tables import day_of
from queue_server.screens import desk
from queue_server.turns.queries import tallies


def test_a_day_is_told_service_by_service(day, hall):
    early, late, gone = day.arrives(), day.arrives(), day.arrives()
    day.arrives("DATDAI")
    day.cancels(gone)
    day.passes(minutes=10)
    clerk = day.clerk(2)
    clerk.serves()
    clerk.calls_next()
    clerk.marks_absent(late)

    found, whole = hall.ask(lambda view: tallies(view, day_of(view)))

    record = found["LLTP"]
    assert list(found) == ["LLTP", "DATDAI"]
    assert (record.issued, record.served, record.no_show, record.left) == (3, 1, 1, 1)
    assert 9.9 < record.mean_wait_min < 10.2
    assert (whole.issued, found["DATDAI"].mean_wait_min) == (4, None)
    assert day.now(early).state == "served"


def test_a_day_on_which_nobody_came(day, hall):
    found, whole = hall.ask(lambda view: tallies(view, day_of(view)))

    assert (found, whole.issued, whole.mean_wait_min) == ({}, 0, None)


def test_who_was_left_at_a_counter_counts_as_unknown_and_in_no_mean(day, hall):
    served, left = day.arrives(), day.arrives()
    clerk = day.clerk(2)
    clerk.serves()
    day.passes(minutes=90)
    clerk.calls_next()
    clerk.starts(left)
    day.passes(days=1)
    day.ends_past_days()

    _, whole = hall.ask(lambda view: tallies(view, served.day))

    assert (whole.issued, whole.served, whole.left, whole.unknown) == (2, 1, 0, 1)
    assert whole.mean_wait_min < 1


def test_a_finish_that_was_forgotten_over_lunch_is_in_no_mean(day, hall):
    clerk = day.clerk(2)
    for minutes in (10, 150, 20):
        who = day.arrives()
        clerk.calls_next()
        clerk.starts(who)
        day.passes(minutes=minutes)
        clerk.finishes(who)
        clerk.opens()

    today = hall.ask(desk.desk, "Q02").today

    assert (today.served, today.mean_service_min) == (3, 15)
