"""Whose turn it is: the properties the calling rule must have, on random histories."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from queue_server.hall.rules.policy import PRESETS, Policy
from queue_server.turns.rules import calling
from queue_server.turns.rules.calling import PRIVILEGED, REGULAR, Branch, due, head_of, order_key

BOOKED = "booked"  # as another category with a head start would be
MORNING = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Person:
    id: int
    arrived: datetime
    key_at: datetime
    category: str

    @property
    def privileged(self):
        return self.category != REGULAR


@st.composite
def people(draw, most=30):
    """Some who arrive one after another; those of two categories have an hour's head start."""
    gaps = draw(st.lists(st.integers(0, 40), max_size=most))
    found, minute = [], 0
    for number, gap in enumerate(gaps, start=1):
        minute += gap
        arrived = MORNING + timedelta(minutes=minute)
        category = draw(st.sampled_from([REGULAR, REGULAR, PRIVILEGED, BOOKED]))
        key = arrived - timedelta(minutes=0 if category == REGULAR else 60)
        found.append(Person(number, arrived, key, category))
    return found


policies = st.sampled_from([*PRESETS.values(), Policy(ratio=1), Policy(ratio=3), Policy(ratio=0)])


@given(people(), policies)
def test_everybody_is_called_once(waiting, policy):
    called = calling.sequence(waiting, policy)

    assert sorted(p.id for p in called) == [p.id for p in waiting]


@given(people(), policies)
def test_within_a_class_whoever_came_first_goes_first(waiting, policy):
    called = calling.sequence(waiting, policy)

    for category in (REGULAR, PRIVILEGED, BOOKED):
        mine = [p for p in called if p.category == category]
        assert mine == sorted(mine, key=order_key)


@given(people(), policies)
def test_how_many_categories_have_a_head_start_is_all_the_same(waiting, policy):
    one = [replace(p, category=PRIVILEGED if p.privileged else REGULAR) for p in waiting]

    called = calling.sequence(waiting, policy)
    assert [p.id for p in called] == [p.id for p in calling.sequence(one, policy)]


@given(people(), policies)
def test_the_list_and_one_call_at_a_time_agree(waiting, policy):
    left, run, called = list(waiting), 0, []
    while why := due(left, run, policy):
        chosen = calling.chosen_id(why)
        run = calling.run_after(why)
        called.append(chosen)
        left = [p for p in left if p.id != chosen]

    assert called == [p.id for p in calling.sequence(waiting, policy)]


@given(people(), st.integers(0, 5), policies)
def test_the_stored_reason_gives_the_same_choice_again(waiting, run, policy):
    why = due(waiting, run, policy)

    if why is None:
        assert not waiting
        return
    named = {head.ticket_id for head in why.heads}
    reread = calling.explain([head_of(p) for p in waiting if p.id in named], why.run, policy)
    assert set(reread.heads) == set(why.heads)
    assert reread.branch == why.branch
    assert calling.chosen_id(reread) in {p.id for p in waiting}


@given(people(), st.integers(0, 4))
def test_nobody_regular_waits_longer_than_the_bound(waiting, ratio):
    """Calls before x at one counter are at most q + m (q + 1), q being the regulars ahead."""
    policy = Policy(ratio=ratio)
    called = calling.sequence(waiting, policy)

    for place, person in enumerate(called):
        if person.privileged:
            continue
        ahead = sum(1 for p in waiting if not p.privileged and order_key(p) < order_key(person))
        assert place <= ahead + ratio * (ahead + 1)


@given(people())
def test_only_who_arrives_within_the_head_start_can_pass(waiting):
    called = calling.sequence(waiting, Policy())

    for place, person in enumerate(called):
        if person.privileged:
            continue
        passed_by = [p for p in called[:place] if p.privileged and p.arrived > person.arrived]
        assert all(p.arrived - person.arrived <= timedelta(minutes=60) for p in passed_by)


@given(people())
def test_first_come_first_served_is_the_same_rule_without_a_head_start(waiting):
    level = [Person(p.id, p.arrived, p.arrived, REGULAR) for p in waiting]

    called = calling.sequence(level, PRESETS["first_come"])

    assert [p.id for p in called] == [p.id for p in waiting]


def test_after_two_privileged_calls_a_regular_person_who_waits_goes_next():
    regular = Person(1, MORNING, MORNING, REGULAR)
    privileged = [Person(n, MORNING, MORNING - timedelta(hours=1), PRIVILEGED) for n in (2, 3, 4)]

    called = calling.sequence([regular, *privileged], Policy(ratio=2))

    assert [p.id for p in called] == [2, 3, 1, 4]
    assert due([regular, privileged[2]], 2, Policy(ratio=2)).branch is Branch.RATIO_REACHED


@given(people(), st.integers(0, 5), policies)
def test_the_first_of_them_are_the_same_however_many_are_asked_for(waiting, most, policy):
    assert calling.sequence(waiting, policy, most=most) == calling.sequence(waiting, policy)[:most]
