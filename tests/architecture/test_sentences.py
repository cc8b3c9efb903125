"""Every sentence of every page has its Vietnamese, and nothing is translated that no page says."""

from io import BytesIO

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from conftest import ROOT

SURFACES = [
    "kiosk",
    "display",
    *(f"queue_server/web/{s}" for s in ("counter", "home", "phone", "supervisor")),
]
SHARED = "queue_server/web/shared"


def said_by(surface):
    """What the templates and Python of a surface say, singular."""
    found = extract_from_dir(
        ROOT / surface,
        method_map=[("**/templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")],
        options_map={"**/templates/**.html": {"encoding": "utf-8"}},
        keywords={"_": None, "gettext": None, "ngettext": (1, 2)},
    )
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}


def known_to(surface):
    file = ROOT / surface / "locales" / "vi.po"
    catalog = read_po(BytesIO(file.read_bytes()), locale="vi")
    return {m.id if isinstance(m.id, str) else m.id[0]: m.string for m in catalog if m.id}


@pytest.mark.parametrize("surface", [*SURFACES, SHARED])
def test_every_sentence_has_its_vietnamese(surface):
    known = known_to(surface) | known_to(SHARED)

    missing = {text for text in said_by(surface) if not known.get(text)}

    assert missing == set()


@pytest.mark.parametrize("surface", SURFACES)
def test_nothing_is_translated_that_no_page_says(surface):
    assert set(known_to(surface)) - said_by(surface) == set()


def test_counted_sentences_are_vietnamese_too(served):
    page = served.caller("kiosk").get("/kiosk/services/LLTP?lang=vi").text

    assert "0 người" in page
    assert "people" not in page
