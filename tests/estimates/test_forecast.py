"""Whoever waits behind the calls that are played one by one is counted, by the same rule."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.estimates.rules import forecast as module
from queue_server.estimates.rules.forecast import Server, forecast
from queue_server.hall.rules.policy import PRESETS, Policy
from queue_server.turns.rules.calling import PRIVILEGED, REGULAR

START = datetime(2026, 11, 25, tzinfo=UTC)
MEAN = {"A": 8.0, "B": 12.0}
ALONE, TWO = [Server(services=("A",))], [Server(services=("A",))] * 2
BOOKED = "booked"  # as another category with a head start would be
WHICH = [
    (service, category) for service in ("A", "B") for category in (REGULAR, PRIVILEGED, BOOKED)
]
SHARED = [Server(services=("A", "B")), Server(services=("A", "B"))]


def keys(first, many, each_min=1.0):
    return [(START + timedelta(minutes=each_min * n), first + n) for n in range(many)]


def places(lines, servers, policy=PRESETS["virtual_arrival"]):
    """Of everybody: how many are called before them, and when."""
    played = forecast(lines, servers, MEAN, policy)
    return played, {
        key[1]: played.place_of(service, key, category)
        for service, line in lines.items()
        for category, keys in line.items()
        for key in keys
    }


def against_a_play_to_the_end(monkeypatch, lines, servers, policy=PRESETS["virtual_arrival"]):
    counted = places(lines, servers, policy)
    monkeypatch.setattr(module, "PLAYED", 10_000)
    return counted, places(lines, servers, policy)


@pytest.mark.parametrize("servers", [ALONE, TWO])
def test_of_one_line_everybodys_place_is_what_a_play_would_say(monkeypatch, servers):
    lines = {"A": {REGULAR: keys(1, 400)}}

    (counted, here), (_, there) = against_a_play_to_the_end(monkeypatch, lines, servers)

    assert not counted.is_whole
    assert {who: it.ahead for who, it in here.items()} == {w: it.ahead for w, it in there.items()}
    assert all(abs(here[who].minutes - there[who].minutes) <= MEAN["A"] for who in here)
    assert counted.joins("A").ahead == 400


@pytest.mark.parametrize("policy", PRESETS.values(), ids=PRESETS)
def test_with_head_starts_too(monkeypatch, policy):
    lines = {"A": {REGULAR: keys(1, 300), PRIVILEGED: keys(1000, 200, each_min=1.3)}}

    (_, here), (_, there) = against_a_play_to_the_end(monkeypatch, lines, ALONE, policy)

    assert max(abs(here[who].ahead - there[who].ahead) for who in here) <= policy.ratio % 100


@pytest.mark.parametrize("in_order", [False, True])
def test_at_shared_counters_nearly(monkeypatch, in_order):
    lines = {"A": {REGULAR: keys(1, 300)}, "B": {REGULAR: keys(1000, 200, each_min=1.5)}}
    policy = Policy(in_order=in_order)

    (_, here), (_, there) = against_a_play_to_the_end(monkeypatch, lines, SHARED, policy)

    assert max(abs(here[who].ahead - there[who].ahead) for who in here) <= 1
    assert all(abs(here[w].minutes - there[w].minutes) <= 0.3 * there[w].minutes for w in here)


def test_whoever_stands_further_back_in_a_line_is_never_called_earlier():
    lines = {
        "A": {REGULAR: keys(1, 300), PRIVILEGED: keys(1000, 90)},
        "B": {REGULAR: keys(2000, 200)},
    }
    servers = [*SHARED, Server(services=("B",))]

    _, found = places(lines, servers)

    for standing in (keys for line in lines.values() for keys in line.values()):
        aheads = [found[who].ahead for _, who in standing]
        assert aheads == sorted(aheads)


@given(st.data())
def test_whoever_joins_behind_somebody_who_was_not_played_changes_nothing(data):
    lines: dict[str, dict] = {"A": {}, "B": {}}
    for n, (service, category) in enumerate(WHICH):
        if many := data.draw(st.integers(0, 90)):
            lines[service][category] = keys(1000 * n, many)
    played = forecast(lines, SHARED[:1] + ALONE, MEAN, PRESETS["virtual_arrival"])
    service, category = data.draw(st.sampled_from(WHICH))
    before = dict(played.places), {s: list(line) for s, line in played.called.items()}

    if not lines[service].get(category) or (service, category) in played.ends:
        return
    lines[service][category].append((START + timedelta(days=1), 9999))
    again = forecast(lines, SHARED[:1] + ALONE, MEAN, PRESETS["virtual_arrival"])

    assert (again.places, again.called) == before
    assert played.waiting == again.waiting
    assert played.joins(service) == again.joins(service)
