"""What cannot be seen does nothing on paper: no control, direction, joining or piled-up marks."""

import unicodedata
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import printed
from slips import SLIP

import printer
from printer.drawing.folding import UNSEEN, clean

PROFILE = printer.PROFILES["58mm"]
UNSEEN_MARKS = st.characters(categories=["Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"]).filter(
    lambda char: not char.isspace()
) | st.sampled_from(sorted(UNSEEN))
TEXTS = ("hall", "number", "service", "priority", "time_limit")


def picture(slip):
    return np.asarray(printed(printer.slip_bytes(slip, PROFILE), PROFILE.dots).picture)


@given(mark=UNSEEN_MARKS, times=st.integers(1, 40), field=st.sampled_from(TEXTS))
@settings(max_examples=60, deadline=None)
def test_marks_leave_no_trace_on_the_paper(mark, times, field):
    words = getattr(SLIP, field)
    # After a space: there it composes with no letter, as an accent might.
    at = words.index(" ") + 1 if " " in words else 0
    marked = replace(SLIP, **{field: words[:at] + mark * times + words[at:]})

    assert (picture(marked) == picture(SLIP)).all()


@pytest.mark.parametrize(
    "marks",
    ["\u202e", "\u2066\u2069", "\u200b\u200d\ufeff", "\ufe0f", "\u0301" * 300, "\x1b\x1d\0"],
    ids=["override", "isolate", "zero width", "variation", "piled up", "commands"],
)
def test_known_tricks_change_nothing(marks):
    tricked = replace(SLIP, service=f"Lý lịch {marks}tư pháp", papers=(f"{marks} Tờ khai",))
    plain = replace(SLIP, service="Lý lịch tư pháp", papers=("Tờ khai",))

    assert (picture(tricked) == picture(plain)).all()


@given(st.text(max_size=60))
@settings(deadline=None)
def test_what_stays_is_seen_and_composed(words):
    kept = clean(words)

    assert unicodedata.normalize("NFC", kept) == kept
    assert clean(kept) == kept
    assert not [c for c in kept if c != " " and unicodedata.category(c)[0] in "CZM"]


@pytest.mark.parametrize("field", TEXTS)
def test_a_text_without_end_is_a_slip_of_ordinary_length(field):
    endless = replace(SLIP, **{field: "Ễ" * 100_000})

    assert len(picture(endless)) < len(picture(SLIP)) + PROFILE.exactly(30)


def test_a_name_without_end_is_broken_too():
    words = {"ahead": "Trước " * 60}
    named = replace(SLIP, design=printer.Design(words=words))

    assert len(picture(named)) < len(picture(SLIP)) + PROFILE.exactly(15)
    assert not (picture(named)[:, -3:] < 128).any()  # nothing runs out at the edge
