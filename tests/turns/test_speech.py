"""Numbers are read aloud as an announcer in Vietnam reads them."""

import csv
from pathlib import Path

import pytest

from queue_server.turns.rules import speech

VECTORS = Path(__file__).parent / "vectors"


def rows(name):
    with (VECTORS / name).open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("value", "words"), rows("numbers.csv"))
def test_a_number_in_words(value, words):
    assert speech.counted(int(value))["vi"] == words


@pytest.mark.parametrize(("number", "counter", "sentence"), rows("calls.csv"))
def test_a_call_in_words(number, counter, sentence):
    assert speech.called(number, int(counter))["vi"] == sentence
