"""How long the wait is said to be: nothing without a counter, the same for those who share one."""

from queue_server.estimates.queries import Lines


def wait(day, service, who=None):
    if who is not None:
        return day.hall.ask(lambda view: Lines(view).outlook(who)).estimate
    return day.hall.ask(lambda view: Lines(view).estimate(service))


def test_without_an_open_counter_nobody_knows(day):
    day.arrives("LLTP")

    assert wait(day, "LLTP") is None


def test_in_an_empty_hall_nobody_waits(day):
    day.clerk(2)

    assert wait(day, "LLTP").high_min == 0


def test_services_that_share_their_counters_wait_alike(day):
    day.clerk(2), day.clerk(3)
    for service in ["LLTP"] * 9 + ["TUPHAP"] * 2:
        day.arrives(service)

    assert wait(day, "LLTP") == wait(day, "TUPHAP")
    assert wait(day, "LLTP").low_min <= (9 * 8 + 2 * 12) / 2 <= wait(day, "LLTP").high_min


def test_one_more_before_me_never_makes_it_shorter(day):
    day.clerk(2)
    waits = []
    for _ in range(12):
        waits.append(wait(day, "LLTP"))
        day.arrives("LLTP")

    assert [w.high_min for w in waits] == sorted(w.high_min for w in waits)
    assert [w.low_min for w in waits] == sorted(w.low_min for w in waits)


def test_only_those_before_me_count(day):
    day.clerk(2)
    first, second = day.arrives("LLTP"), day.arrives("TUPHAP")
    day.arrives("LLTP")

    assert wait(day, "LLTP", first).high_min == 0
    assert wait(day, "TUPHAP", second).low_min <= 8 <= wait(day, "TUPHAP", second).high_min


def test_a_second_counter_shortens_it(day):
    day.clerk(2)
    for _ in range(6):
        day.arrives("LLTP")
    alone = wait(day, "LLTP")
    day.clerk(3)

    assert wait(day, "LLTP").high_min < alone.high_min
