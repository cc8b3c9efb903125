"""A slip travels as JSON, and what is no slip is a sentence that says where."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slips import KINDS, SLIP, logo

import printer
from printer.document.blocks import Number, Paragraph


@pytest.mark.parametrize("kind", KINDS)
def test_a_slip_is_the_same_after_it_was_json(kind):
    assert printer.slip_from_json(printer.slip_json(KINDS[kind])) == KINDS[kind]


def test_a_design_travels_with_its_slip():
    design = printer.Design(words={"thanks": "Hẹn gặp lại!"}, logo=printer.logo(logo()))
    slip = replace(SLIP, design=design)

    assert printer.slip_from_json(printer.slip_json(slip)) == slip


def test_what_a_newer_hall_adds_is_passed_over():
    newer = json.loads(printer.slip_json(SLIP))
    newer["slip"]["colour"] = "red"
    newer["slip"]["design"]["blocks"] = ["number", "horoscope"]

    slip = printer.slip_from_json(json.dumps(newer).encode())

    assert [type(block) for block in printer.layout(slip)] == [Paragraph, Number]


def changed(**facts):
    return json.dumps(
        {"kind": "ticket", "slip": json.loads(printer.slip_json(SLIP))["slip"] | facts}
    )


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "$"),
        ("[]", "$"),
        ("{", "$"),
        ('{"kind": "receipt", "slip": {}}', "kind"),
        ('{"kind": "ticket", "slip": {}}', "$"),
        (changed(ahead=-1), "$.ahead"),
        (changed(ahead="3"), "$.ahead"),
        (changed(language="Français"), "$.language"),
        (changed(issued_at="yesterday"), "$.issued_at"),
        (changed(url="x" * 301), "$.url"),
        (changed(service="x" * 2001), "$.service"),
        (changed(design={"logo": "no base64!"}), "$.design.logo"),
        (" " * 600_000, "$"),
    ],
)
def test_bad_json_is_a_sentence_that_says_where(text, where):
    with pytest.raises(printer.BadSlip) as caught:
        printer.slip_from_json(text.encode())

    assert caught.value.facts["where"] == where
    assert caught.value.sentence("vi") != caught.value.sentence("en")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_slip_or_a_sentence(junk):
    with pytest.raises(printer.BadSlip):
        printer.slip_from_json(junk)
