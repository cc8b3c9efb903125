"""The paper that closes a day names everybody who got a number."""

from dataclasses import replace

import pytest
from slips import REPORT

from printer.document import day_report


def words(report) -> str:
    return " ".join(getattr(block, "words", "") for block in day_report.layout(report))


@pytest.mark.parametrize(
    ("language", "sentence"), [("vi", "không rõ kết quả: 2"), ("en", "outcome unknown: 2")]
)
def test_who_was_at_a_counter_when_the_day_ended_is_named(language, sentence):
    [first, *others] = REPORT.services
    left = replace(REPORT, language=language, services=(replace(first, unknown=2), *others))

    assert sentence in words(left)
    assert sentence.removesuffix(" 2") not in words(replace(REPORT, language=language))
