"""Every refusal says what is so and what to do, in both languages, under a code of its own."""

import string
import sys

import pytest

import queue_server.app  # noqa: F401  # every capability, and with it what it refuses
from queue_server.kernel.refusals import Refusal

KINDS = [
    kind
    for name, module in sorted(sys.modules.items())
    if name.startswith("queue_server.") and name.endswith("refusals")
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Refusal) and kind.__module__ == module.__name__
    if "code" in vars(kind)
]


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("kind", KINDS)
def test_both_sentences_use_the_same_facts_and_end(kind):
    vietnamese, english = kind.says["vi"], kind.says["en"]

    assert names(vietnamese) == names(english)
    assert vietnamese != english
    assert all(s.endswith((".", "}")) for s in (vietnamese, english))


def test_codes_are_not_shared():
    codes = [kind.code for kind in KINDS]

    assert len(codes) == len(set(codes))
    assert len(codes) > 20


@pytest.mark.parametrize("kind", KINDS)
def test_vietnamese_never_says_ticket_or_queue(kind):
    assert not {"ticket", "queue", "token"} & set(kind.says["vi"].lower().split())
