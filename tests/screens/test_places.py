"""How many are called before somebody, what they may expect, and that a phone says the same."""

import json
import random
import subprocess
from heapq import heapify, heapreplace
from pathlib import Path

import pytest
from conftest import ROOT

from queue_server.estimates.rules import forecast
from queue_server.estimates.rules.ranges import Estimate, Prospect
from queue_server.kernel.view_models import encoded
from queue_server.screens import changes, kiosk, phone
from queue_server.screens.changes import BoardMessage
from queue_server.screens.phone import CitizenTicket
from queue_server.turns.tables import Tickets

MEAN_MIN = {"LLTP": 8, "TUPHAP": 12}
ELDER = "NGUOI_CAO_TUOI"


def mine(day, who):
    return day.hall.ask(phone.citizen, who.id)


def crowd(day, seed, many=14):
    """People of both services, some of them old, who share counters 2 and 3."""
    chance = random.Random(seed)
    wishes = [(chance.choice(list(MEAN_MIN)), chance.random() < 0.4) for _ in range(many)]
    return [day.arrives(service, ELDER if is_old else None) for service, is_old in wishes]


@pytest.mark.parametrize("counters", [(2,), (2, 3)])
@pytest.mark.parametrize("seed", [1, 2])
def test_as_many_are_called_before_somebody_as_was_said(day, seed, counters):
    clerks = [day.clerk(number) for number in counters]
    people = crowd(day, seed)
    said = {it.number: mine(day, it).ahead for it in people}

    free = [(0, n, clerk) for n, clerk in enumerate(clerks)]
    heapify(free)
    called = []
    while len(called) < len(people):
        at, n, clerk = free[0]
        called.append(clerk.calls_next())
        who = day.hall.ask(lambda view, clerk=clerk: Tickets(view).at_counter(clerk.counter_id))
        clerk.finishes(who)
        heapreplace(free, (at + MEAN_MIN[who.service_id], n, clerk))

    assert {number: called.index(number) for number in said} == said


def test_those_who_came_for_something_else_count_at_a_shared_counter(day):
    day.clerk(2), day.clerk(3)
    crowd(day, seed=3)
    last = day.arrives("TUPHAP")  # hers is the shorter of the two lines

    assert mine(day, last).ahead == 14
    assert mine(day, last).estimate.low_min >= 30


def prospect(day, who):
    return mine(day, who).prospect


def test_soon_needs_a_counter_that_calls(day):
    who = day.arrives("YTE")
    assert (prospect(day, who), mine(day, who).estimate) == (Prospect.NO_COUNTER, None)

    clerk = day.clerk(8)
    assert prospect(day, who) == Prospect.OPEN
    clerk.pauses()
    assert prospect(day, who) == Prospect.NO_COUNTER


def test_lunch_is_said_and_counted(day):
    day.clerk(8)
    day.passes(hours=3, minutes=20)  # 11:20
    before = [day.arrives("YTE") for _ in range(4)]
    assert mine(day, before[0]).estimate.high_min == 0
    assert mine(day, before[-1]).estimate.low_min >= 120  # after 13:30

    day.passes(minutes=40)  # 12:00
    place = mine(day, before[0])
    assert (place.prospect, place.opens_at[11:16]) == (Prospect.BREAK, "13:30")
    assert place.estimate == Estimate(low_min=90, high_min=90)


def test_a_number_at_the_end_of_the_day_says_that_it_may_be_too_late(day):
    day.clerk(8)
    day.passes(hours=8, minutes=59, seconds=-5)  # 16:59
    button = {s.id: s for s in day.hall.ask(kiosk.services)}["YTE"]
    who = day.arrives("YTE")

    place = mine(day, who)
    assert (place.prospect, place.closes_at[11:16]) == (Prospect.LATE, "17:00")
    assert button.prospect == Prospect.LATE


def test_after_closing_whoever_is_there_is_served_out_while_a_counter_calls(day):
    clerk, who = day.clerk(8), day.arrives("YTE")
    day.passes(hours=9, minutes=5)  # 17:05
    assert prospect(day, who) == Prospect.AFTER

    clerk.closes()

    place = mine(day, who)
    assert (place.prospect, place.opens_at[:16]) == (Prospect.CLOSED, "2026-11-26T07:00")


def test_a_line_somebody_was_sent_away_from_hears_of_it_also_the_second_time(day):
    who = day.arrives("LLTP")
    clerk = day.clerk(2)
    clerk.transfers(who, "DATDAI")
    before = day.hall.ask(changes.told_all)

    clerk.transfers(who, "YTE")

    [message], _ = day.hall.ask(changes.messages, before)
    assert {"DATDAI", "YTE"} <= set(message.queues)


CHECK = """
import { readFileSync } from "node:fs";
import { Turn } from "TURN";
const { before, messages } = JSON.parse(readFileSync(0, "utf8"));
const after = before.map((mine) => {
  const turn = new Turn(mine);
  const heard = messages.map((message) => turn.hear(message));
  const { ahead, estimate, prospect } = turn;
  return { asks: heard.some((it) => it === "ask" || it === "mine"), ahead, estimate, prospect };
});
console.log(JSON.stringify(after));
"""
FACTS = ("ahead", "estimate", "prospect")


def on_phones(before: list[CitizenTicket], messages: list[BoardMessage]) -> list[dict]:
    """What the phones of these people make of messages, by their own script."""
    turn = Path(ROOT / "queue_server/web/phone/static/turn.js").as_uri()
    node = ["node", "--input-type=module", "-e", CHECK.replace("TURN", turn)]
    told = encoded({"before": before, "messages": messages})
    done = subprocess.run(node, input=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def some_do_something(day, clerks, people, chance):
    """One thing that happens in a hall."""
    what = chance.choice(["arrives", "arrives", "calls", "calls", "calls", "leaves", "pauses"])
    clerk = chance.choice(clerks)
    waiting = day.hall.ask(lambda view: Tickets(view).waiting())
    if what == "arrives":
        is_old = chance.random() < 0.3
        people.append(day.arrives(chance.choice(list(MEAN_MIN)), ELDER if is_old else None))
    elif what == "calls" and waiting:
        if there := day.hall.ask(lambda view: Tickets(view).at_counter(clerk.counter_id)):
            clerk.finishes(there)
        clerk.calls_next()
    elif what == "leaves" and waiting:
        day.cancels(chance.choice(waiting))
    elif what == "pauses":
        clerk.pauses(), clerk.opens()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("many", "played"), [(30, 100), (40, 12)])
def test_every_phone_moves_to_where_the_server_says_or_asks(day, monkeypatch, seed, many, played):
    monkeypatch.setattr(forecast, "PLAYED", played)
    chance = random.Random(seed)
    clerks = [day.clerk(2), day.clerk(3)]
    day.passes(hours=2, minutes=30)  # 10:30: for some lunch comes first
    people = crowd(day, seed=seed, many=many)
    moved = 0
    for _ in range(12):
        before, told = [mine(day, it) for it in people], day.hall.ask(changes.told_all)
        for _ in range(chance.choice([1, 1, 3])):
            some_do_something(day, clerks, people, chance)
        messages, told = day.hall.ask(changes.messages, told)
        on_each = on_phones(before, messages)

        assert told == day.hall.ask(changes.told_all)
        for was, phone_says, who in zip(before, on_each, people, strict=False):
            is_now = mine(day, who)
            if is_now.state == "waiting" and not phone_says["asks"]:
                says_the_same(phone_says, is_now, is_far=was.ahead >= played)
                moved += 1
    assert moved > 40, "phones that only ask prove nothing"


def says_the_same(phone_says, is_now, *, is_far):
    """Behind the calls that are played one by one, people of other lines are counted in parts."""
    if is_far:
        assert abs(phone_says["ahead"] - is_now.ahead) <= 2
    else:
        says = json.loads(encoded(is_now))
        assert {f: phone_says[f] for f in FACTS} == {f: says[f] for f in FACTS}


def test_a_message_stays_small_however_many_wait(day):
    day.clerk(2)
    sizes = []
    for _ in range(12):
        for _ in range(20):
            day.arrives("LLTP")
        told = day.hall.ask(changes.told_all)
        day.clerk(2).calls_next()
        messages, told = day.hall.ask(changes.messages, told)
        sizes += [len(encoded(message).encode()) for message in messages]
        day.clerk(2).finishes(day.hall.ask(lambda view: Tickets(view).at_counter("Q02")))

    assert max(sizes) <= 1024
