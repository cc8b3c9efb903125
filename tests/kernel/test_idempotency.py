"""The same press sent twice happens once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from queue_server.hall.commands import AT_ONCE, forget_old_presses
from queue_server.hall.refusals import HallClosed
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.idempotency import Answer, Press
from queue_server.kernel.refusals import KeyReused
from queue_server.turns.commands.issuing import issue
from queue_server.turns.tables import Tickets


def press(hall, key="k1", fingerprint="LLTP"):
    def work(tx):
        return Answer(status=201, text=issue(tx, "LLTP", by="kiosk1").number)

    return hall.press(Press(device="kiosk1", key=key, fingerprint=fingerprint), work).text


def test_the_same_key_gets_the_same_answer(day, hall):
    assert [press(hall), press(hall), press(hall, key="k2")] == ["A001", "A001", "A002"]


def test_the_same_key_with_another_wish_is_refused_and_nothing_happens(day, hall):
    press(hall)

    with pytest.raises(KeyReused):
        press(hall, fingerprint="DATDAI")
    assert press(hall, key="k2") == "A002"


def test_a_refused_press_may_be_tried_again_under_its_key(day, hall):
    day.passes(hours=4)
    with pytest.raises(HallClosed):
        press(hall)

    day.passes(hours=2)

    assert press(hall) == "A001"


def test_the_same_press_from_fifty_threads_at_once_happens_once(day, hall):
    with ThreadPoolExecutor(50) as many:
        answers = list(many.map(lambda _: press(hall), range(50)))

    assert set(answers) == {"A001"}
    assert len(hall.ask(lambda view: Tickets(view).waiting())) == 1


def test_a_key_is_known_after_a_restart(day, hall, store, database, clock):
    assert press(hall) == "A001"
    store.close()

    again = open_store(database, clock)
    answers = [press(Hall(again, hall.id)) for _ in range(2)]
    again.close()

    assert answers == ["A001", "A001"]


def test_a_key_is_known_for_a_week_after_its_day_and_then_forgotten(day, hall):
    press(hall)
    day.passes(days=7)

    assert hall.do(forget_old_presses) == 0
    assert press(hall) == "A001"
    day.passes(days=1)
    assert hall.do(forget_old_presses) == 1
    assert hall.do(forget_old_presses) == 0


def test_keys_are_forgotten_some_hundreds_at_a_time(day, hall):
    for key in range(AT_ONCE + 1):
        press(hall, key=f"k{key}")
    day.passes(days=8)

    assert [hall.do(forget_old_presses) for _ in range(3)] == [AT_ONCE, 1, 0]
