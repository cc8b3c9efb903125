"""Each kind of slip says what it is, and is the same after it travelled as JSON."""

from dataclasses import replace

import pytest
from slips import REPORT, SLIP, logo

import printer
from printer.document.blocks import Banner, Code, Figures, Logo, Number, Paragraph, Rule
from printer.document.day_report import WORDS as REPORT_WORDS
from printer.document.ticket import BLOCKS, PARTS, WORDS

WIDE = printer.PROFILES["80mm"]


def blocks(slip, kind):
    return [block for block in printer.layout(slip) if isinstance(block, kind)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_reprint_says_so_with_its_number_and_keeps_everything_else(language):
    first = replace(SLIP, language=language)

    banner, *rest = printer.layout(replace(first, copy=2))

    assert banner == Banner(words={"vi": "BẢN IN LẠI · LẦN 2", "en": "REPRINT · COPY 2"}[language])
    assert tuple(rest) == printer.layout(first)


def test_no_hall_can_take_the_mark_from_a_reprint():
    design = printer.Design(blocks=("number",), words={"reprint": "", "{copy}": "x"})

    assert [type(b) for b in printer.layout(replace(SLIP, copy=1, design=design))] == [
        Banner,
        Paragraph,
        Number,
    ]


def test_a_day_report_adds_up():
    *services, sums = blocks(REPORT, Figures)[1:]

    assert [figures.cells[:4] for figures in services] == [
        ("34", "30", "3", "1"),
        ("161", "155", "4", "2"),
        ("0", "0", "0", "0"),
    ]
    assert sums.cells == ("195", "185", "7", "3", "102")
    assert services[2].cells[4] == "–"


def test_a_day_without_numbers_is_a_report_too():
    assert printer.slip_bytes(replace(REPORT, services=()), WIDE)


def test_both_languages_say_everything():
    for name, words in (*WORDS.items(), *REPORT_WORDS.items()):
        assert words.keys() == {"vi", "en"}, name
    assert set(BLOCKS) == set(PARTS)


def test_a_language_that_paper_does_not_speak_gets_the_first_one():
    assert printer.layout(replace(SLIP, language="km"))
    assert printer.LANGUAGES == ("vi", "en")


def test_a_hall_chooses_blocks_their_order_and_its_words():
    design = printer.Design(
        blocks=("line", "logo", "thanks", "line", "line", "number", "code", "line"),
        words={"thanks": "Hẹn gặp lại!", "yours": "Số của ông/bà"},
        logo=printer.logo(logo()),
    )

    found = printer.layout(replace(SLIP, design=design))

    assert [type(block) for block in found] == [
        Logo,
        Paragraph,
        Rule,
        Paragraph,
        Number,
        Code,
        Paragraph,
    ]
    assert [b.words for b in found if isinstance(b, Paragraph)][:2] == [
        "Hẹn gặp lại!",
        "Số của ông/bà",
    ]


def test_more_papers_than_fit_are_counted():
    many = replace(SLIP, papers=tuple(f"Giấy tờ {n}" for n in range(9)))

    assert printer.layout(many) != printer.layout(replace(many, papers=many.papers[:5]))
    assert any("4" in getattr(block, "words", "") for block in printer.layout(many))
