"""Every sentence has its Vietnamese, with the same facts, and nothing is translated unsaid."""

import ast
import inspect
import string
from io import BytesIO
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from conftest import ROOT

import printer.__main__ as paper
from queue_server.__main__ import cli
from words.shell import commands_of

SURFACES = (
    "kiosk",
    "display",
    *(f"queue_server/web/{s}" for s in ("counter", "home", "phone", "supervisor")),
)
SHARED = "queue_server/web/kit"
ERRANDS = "queue_server/cli"
CLICK = "words/click"
PAPER = "printer"
COMMANDS = {ERRANDS: cli, PAPER: paper.cli}
PARTS = sorted(
    str(file.parent.relative_to(ROOT)) for file in ROOT.glob("queue_server/*/words.vi.po")
)
# Which folders say what stands in a catalog.
SAID_IN = {it: (it,) for it in (*SURFACES, PAPER, *PARTS)} | {
    SHARED: (SHARED, "queue_server/web/api", *SURFACES),
}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "said": {1: (1,), 2: (1, (2, "c"))},  # a sentence, and what tells it from one that sounds alike
}


def said_in(folders):
    """What templates and Python say, by sentence (its singular) and context."""
    found = (
        it
        for folder in folders
        for it in extract_from_dir(
            ROOT / folder,
            method_map=[
                ("**/templates/**.html", "jinja2.ext:babel_extract"),
                ("**.py", "python"),
            ],
            options_map={"**/templates/**.html": {"encoding": "utf-8"}},
            keywords=KEYWORDS,
        )
    )
    said = {
        (text if isinstance(text, str) else text[0], context) for _, _, text, _, context in found
    }
    return said.union(*(helps(COMMANDS[it]) for it in folders if it in COMMANDS))


def helps(group):
    """What `run.py ERRAND --help` says, and `python -m printer`: of each and of its options."""
    commands = list(commands_of(group))
    options = [it.help for command in commands for it in command.params if hasattr(it, "help")]
    return {
        (text, None) for text in [inspect.cleandoc(it.help) for it in commands] + options if text
    }


def known_to(folder):
    """The Vietnamese of a catalog, by sentence and context."""
    return {
        (m.id if isinstance(m.id, str) else m.id[0], m.context): m.string
        for m in read_words(folder)
        if m.id
    }


def read_words(folder):
    file = ROOT / folder / "words.vi.po"
    return read_po(BytesIO(file.read_bytes()), locale="vi")


def facts(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("folder", [*SURFACES, SHARED, "queue_server/web/api"])
def test_every_sentence_of_a_page_has_its_vietnamese(folder):
    known = known_to(SHARED) | (known_to(folder) if folder in SURFACES else {})

    assert {it for it in said_in([folder]) if not known.get(it)} == set()


@pytest.mark.parametrize("folder", [PAPER, *PARTS])
def test_every_sentence_of_the_rules_and_of_paper_has_its_vietnamese(folder):
    said, known = said_in(SAID_IN[folder]), known_to(folder)

    assert said
    assert {it for it in said if not known.get(it)} == set()


def imports_of_said(file):
    """The packages from which a file takes what says its sentences."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and any(it.name == "said" for it in node.names):
            yield node.module.removesuffix(".words").replace(".", "/")


def test_every_sentence_is_looked_up_where_its_translation_lies():
    """Of a folder in the catalog of that folder, or of the nearest above it that has one."""
    astray = [
        f"{file.relative_to(ROOT)} asks {taken}"
        for folder in (PAPER, *PARTS)
        for file in (ROOT / folder).rglob("*.py")
        for taken in imports_of_said(file)
        if taken != folder
    ]

    assert astray == []


@pytest.mark.parametrize("folder", SAID_IN)
def test_nothing_is_translated_that_nobody_says(folder):
    assert set(known_to(folder)) - said_in(SAID_IN[folder]) == set()


@pytest.mark.parametrize("folder", [PAPER, *PARTS, SHARED])
def test_a_translation_has_the_facts_of_its_sentence(folder):
    known = known_to(folder).items()

    assert {it for (it, _), vietnamese in known if facts(it) != facts(vietnamese)} == set()


def test_what_is_translated_of_click_is_what_click_says():
    folder, keywords = Path(click.__file__).parent, {"_": None, "ngettext": (1, 2)}
    says = extract_from_dir(folder, [("**.py", "python")], keywords=keywords)
    said = {text if isinstance(text, str) else tuple(text) for _, _, text, _, _ in says}

    known = {m.id: m.string for m in read_words(CLICK) if m.id}
    assert set(known) - said == set()
    for sentence, vietnamese in known.items():
        several = sentence if isinstance(sentence, str) else sentence[-1]
        assert facts(vietnamese if isinstance(vietnamese, str) else vietnamese[0]) == facts(several)


def test_counted_sentences_are_vietnamese_too(served):
    page = served.caller("kiosk").get("/kiosk/services/LLTP?lang=vi").text

    assert "0 người" in page
    assert "people" not in page
