"""What a day was: every number is counted once, and the waits are those of people."""

from queue_server.queries.day import tallies


def test_a_day_is_told_service_by_service(day, hall):
    early, late, gone = day.arrives(), day.arrives(), day.arrives()
    day.arrives("DATDAI")
    day.cancels(gone)
    day.passes(minutes=10)
    clerk = day.clerk(2)
    clerk.serves()
    clerk.calls_next()
    clerk.marks_absent(late)

    found, whole = hall.ask(lambda view: tallies(view, view.day))

    record = found["LLTP"]
    assert list(found) == ["LLTP", "DATDAI"]
    assert (record.issued, record.served, record.no_show, record.left) == (3, 1, 1, 1)
    assert 9.9 < record.mean_wait_min < 10.2
    assert (whole.issued, found["DATDAI"].mean_wait_min) == (4, None)
    assert day.now(early).state == "served"


def test_a_day_on_which_nobody_came(day, hall):
    found, whole = hall.ask(lambda view: tallies(view, view.day))

    assert (found, whole.issued, whole.mean_wait_min) == ({}, 0, None)
