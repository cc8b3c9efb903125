"""Killed at any moment and started again, a hall lost nothing that it said, and said it once."""

import random
import signal

import pytest
from clusters import Cluster, Redis
from kiosks import Kiosk
from running import Running

from queue_server.cli.opened import opened
from queue_server.store import verify

pytestmark = pytest.mark.slow
PEOPLE = 3
LONGEST_S = 0.4  # that a hall lives once it answers


def wrong_in(hall: Running, kiosks: list[Kiosk]) -> list[str]:
    """What does not fit together: what was said, what is held, and the journal."""
    said = [number for kiosk in kiosks for number in list(kiosk.numbers)]
    with opened(hall.settings) as memory:
        issued = [t.number for t in memory.ask(lambda view: view.tickets_of(view.day))]
        problems = list(memory.ask(verify).problems)
    if lost := set(said) - set(issued):
        problems.append(f"said and not held: {sorted(lost)[:5]}")
    if len(set(said)) != len(said):
        problems.append("the same number was said to two people")
    if [int(number[1:]) for number in issued] != list(range(1, len(issued) + 1)):
        problems.append("the numbers have a gap")
    return problems


def pressed_and_ended(hall: Running, kiosks: list[Kiosk]) -> str:
    """Let everybody have the last answer; say what was pressed."""
    for kiosk in kiosks:
        kiosk.end()
    numbers, again = sum(len(k.numbers) for k in kiosks), sum(k.again for k in kiosks)
    assert numbers > 0
    assert again > 0, "no press was ever without an answer"
    with opened(hall.settings) as memory:
        issued = memory.ask(lambda view: len(view.tickets_of(view.day)))
    assert issued == numbers, "a press that was repeated made a second number"
    return f"{numbers} numbers, {again} presses repeated"


def test_a_hall_in_a_file_killed_again_and_again(tmp_path, many, figure):
    rounds, chance, wrong = many(4, 1000), random.Random(1), []
    hall = Running(tmp_path).prepare()
    kiosks = [Kiosk(hall, hall.token("manager", f"m{n}"), leaves=True) for n in range(PEOPLE)]
    for round_ in range(rounds):
        hall.start()
        kiosks[0].join(chance.uniform(0, LONGEST_S))
        hall.kill()
        if round_ % 50 == 0:
            wrong += wrong_in(hall, kiosks)
    hall.start()
    pressed = pressed_and_ended(hall, kiosks)
    hall.stop()

    wrong += wrong_in(hall, kiosks)
    figure(f"kills, SQLite: {rounds} times SIGKILL, {pressed}, {len(wrong)} wrong")
    assert wrong == []
    assert "Traceback" not in hall.log()


def test_processes_and_postgresql_itself_killed_again_and_again(tmp_path, many, figure):
    rounds, chance, wrong = many(3, 100), random.Random(2), []
    cluster, redis = Cluster(fsync=True), Redis(tmp_path)
    hall = Running(tmp_path, database=cluster.database()).prepare()
    other = hall.beside()
    kiosks = [Kiosk(h, hall.token("manager", f"m{h.port}"), leaves=True) for h in (hall, other)]
    for server in (hall, other):
        server.start(LUOT_REDIS=redis.url)
    for round_ in range(rounds):
        kiosks[0].join(chance.uniform(0.5, 0.5 + LONGEST_S))
        victim = (hall, other)[round_ % 2]
        if round_ % 3 == 2:
            cluster.stop(signal.SIGQUIT)  # as if the power went: it recovers from its own log
            cluster.start()
        victim.kill()
        victim.start(LUOT_REDIS=redis.url)
    pressed = pressed_and_ended(hall, kiosks)
    wrong += wrong_in(hall, kiosks)
    for it in (hall, other, redis):
        it.stop()
    cluster.throw_away()

    figure(f"kills, PostgreSQL: {rounds} times, {pressed}, {len(wrong)} wrong")
    assert wrong == []
