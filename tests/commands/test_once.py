"""The same press sent twice happens once."""

import pytest

from queue_server.commands.issuing import issue
from queue_server.commands.once import Answer, Press, once
from queue_server.domain.refusals import HallClosed, KeyReused


def press(hall, key="k1", fingerprint="LLTP"):
    def work(tx):
        return Answer(status=201, text=issue(tx, "LLTP", by="kiosk1").number)

    return hall.do(once, Press(device="kiosk1", key=key, fingerprint=fingerprint), work).text


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
