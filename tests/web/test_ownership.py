"""Whose turn it is, over HTTP: each verb, by each role, on each person's turn."""

import pytest

SERVED = "LLTP"  # at counters 2 and 3
OTHER = "DATDAI"  # at counters 4 and 5
REFUSED_AT_COUNTER = ("recalls", "starts", "finishes", "no-shows", "holds", "cancellations")


class Hall:
    """Counters 2 and 4 are open; who comes is where a test wants them."""

    def __init__(self, served, manager):
        self.served, self.manager = served, manager
        for counter in ("Q02", "Q04"):
            manager.press(f"/counters/{counter}/openings")

    def waits(self, service=SERVED, **facts):
        return self.manager.press("/tickets", {"service_id": service} | facts, status=201)["id"]

    def called(self, service=SERVED, *verbs):
        ticket_id, counter = self.waits(service), {SERVED: "Q02", OTHER: "Q04"}[service]
        assert self.manager.press(f"/counters/{counter}/calls", status=201)["id"] == ticket_id
        for verb in verbs:
            self.manager.press(f"/tickets/{ticket_id}/{verb}")
        return ticket_id

    def tries(self, who, verb, ticket_id, body=None):
        """The code of the refusal, or the state it came to."""
        answer = who.post(f"/api/v1/tickets/{ticket_id}/{verb}", body).json
        return answer.get("code") or answer["state"]


@pytest.fixture
def house(served, manager):
    return Hall(served, manager)


@pytest.fixture
def clerk(served):
    return served.caller("clerk", counter="Q02")


@pytest.fixture
def helper(served):
    return served.caller("helper")


def test_a_clerk_who_sits_nowhere_presses_nothing(house, served):
    nobody, person = served.caller("clerk"), house.called()

    for verb in ("openings", "pauses", "closings", "calls"):
        assert nobody.post(f"/api/v1/counters/Q02/{verb}").json["code"] == "no_counter_chosen"
    for verb in REFUSED_AT_COUNTER:
        assert house.tries(nobody, verb, person) == "no_counter_chosen"
    assert house.tries(nobody, "resumes", person, {"counter_id": "Q02"}) == "no_counter_chosen"


def test_a_clerk_leaves_alone_who_is_at_another_counter(house, clerk):
    person = house.called(OTHER)

    for verb in REFUSED_AT_COUNTER:
        assert house.tries(clerk, verb, person) == "not_at_this_counter"
    assert house.tries(clerk, "transfers", person, {"service_id": SERVED}) == "not_at_this_counter"


def test_a_clerk_leaves_alone_who_waits_for_others(house, clerk):
    held, waiting = house.called(OTHER, "holds"), house.waits(OTHER)

    for person in (held, waiting):
        for verb in ("cancellations", "returns", "resumes"):
            assert house.tries(clerk, verb, person) == "not_in_your_line"
        assert house.tries(clerk, "transfers", person, {"service_id": SERVED}) == "not_in_your_line"


def test_a_clerk_resumes_at_no_other_counter_than_their_own(house, clerk):
    person = house.called(SERVED, "holds")

    assert house.tries(clerk, "resumes", person, {"counter_id": "Q04"}) == "not_your_counter"
    assert house.tries(clerk, "resumes", person) == "serving"


def test_a_helper_touches_nobody_at_a_counter(house, helper):
    person = house.called()

    assert house.tries(helper, "cancellations", person) == "not_at_this_counter"
    assert house.tries(helper, "returns", person) == "not_at_this_counter"
    for verb in ("starts", "finishes", "holds", "no-shows", "recalls", "resumes"):
        assert house.tries(helper, verb, person) == "wrong_role"


def test_a_helper_tends_the_line(house, helper):
    assert house.tries(helper, "cancellations", house.waits()) == "cancelled"
    assert house.tries(helper, "returns", house.called(OTHER, "no-shows")) == "waiting"


def test_only_who_pressed_takes_it_back_and_the_manager(house, clerk, helper, served):
    person, other = house.called(), served.caller("clerk", counter="Q03")
    house.tries(clerk, "starts", person)

    for somebody in (helper, other):
        assert house.tries(somebody, "undos", person) == "not_your_press"
        assert somebody.get(f"/api/v1/tickets/{person}/undos").json == {"undo": None}
    assert clerk.get(f"/api/v1/tickets/{person}/undos").json["undo"]["seconds"] > 0
    assert house.tries(clerk, "undos", person) == "called"
    assert house.tries(house.manager, "undos", house.called(OTHER)) == "waiting"


def test_a_clerk_takes_a_transfer_back_though_it_left_their_line(house, clerk):
    person = house.called()
    house.tries(clerk, "transfers", person, {"service_id": OTHER})

    assert house.tries(clerk, "undos", person) == "called"


@pytest.mark.parametrize(
    ("counter", "code"),
    [("Q03", "counter_closed"), ("Q01", "counter_calls_nobody"), ("Q99", "unknown_counter")],
)
def test_nobody_comes_back_to_where_nobody_serves(house, counter, code):
    person = house.called(SERVED, "holds")

    assert house.tries(house.manager, "resumes", person, {"counter_id": counter}) == code


def test_who_stepped_away_comes_back_during_a_pause(house, clerk):
    person = house.called(SERVED, "holds")
    clerk.press("/counters/Q02/pauses")

    assert house.tries(clerk, "resumes", person) == "serving"


@pytest.mark.parametrize("verb", ["finishes", "no-shows", "holds", "cancellations"])
def test_an_undo_brings_nobody_back_to_a_closed_counter(house, verb):
    person = house.called(SERVED, verb)
    house.manager.press("/counters/Q02/closings")

    assert house.tries(house.manager, "undos", person) == "counter_closed"
    desk = house.manager.get("/api/v1/counters/Q02").json
    assert (desk["current"], desk["counter"]["state"]) == (None, "closed")


def test_who_is_bound_to_a_counter_sits_at_no_other(served):
    ours = {"Origin": "http://localhost"}
    bound, free = served.browser("clerk", "Q02"), served.browser("clerk")

    for counter in ("Q04", ""):
        refused = bound.post("/counter/seat", data={"counter_id": counter}, headers=ours)
        assert refused.json["code"] == "bound_to_counter"
    free.post("/counter/seat", data={"counter_id": "Q04"}, headers=ours)

    seats = [browser.get("/counter/").text for browser in (bound, free)]
    assert ['data-counter="Q02"' in seats[0], 'data-counter="Q04"' in seats[1]] == [True, True]


def test_a_clerk_presses_nothing_where_another_sits_until_they_take_over(served, house):
    lan, minh = (served.caller("clerk", counter="Q02") for _ in range(2))
    lan.press("/counters/Q02/openings")
    person = house.called()

    for verb in ("openings", "pauses", "closings", "calls"):
        assert minh.post(f"/api/v1/counters/Q02/{verb}").json["code"] == "counter_taken"
    for verb in REFUSED_AT_COUNTER:
        assert house.tries(minh, verb, person) == "counter_taken"
    minh.press("/counters/Q02/openings", {"take_over": True})

    assert house.tries(lan, "starts", person) == "counter_taken"
    assert house.tries(minh, "starts", person) == "serving"


@pytest.mark.parametrize("verb", ["finishes", "no-shows", "transfers"])
def test_an_undo_brings_nobody_back_to_a_counter_where_another_sits_by_now(served, house, verb):
    lan, minh = (served.caller("clerk", counter="Q02") for _ in range(2))
    lan.press("/counters/Q02/openings")
    person = house.called()
    lan.press(f"/tickets/{person}/{verb}", {"service_id": OTHER} if verb == "transfers" else None)
    minh.press("/counters/Q02/openings", {"take_over": True})

    assert house.tries(lan, "undos", person) == "counter_taken"
    assert house.tries(house.manager, "undos", person) == "called"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"finish": True, "ticket_id": 1, "reason": "QUA_LUOT"}, "ticket_id"),
        ({"outcome": "TU_CHOI"}, "outcome"),
        ({"reason": "QUA_LUOT"}, "reason"),
    ],
)
def test_a_call_says_only_what_goes_together(house, body, field):
    house.waits()

    answer = house.manager.post("/api/v1/counters/Q02/calls", body)

    assert (answer.status_code, answer.json["field"]) == (400, field)
