"""The documents say what the code does: drawn again they are the same."""

import ast
import os
import re
import subprocess
import sys
from dataclasses import fields
from datetime import time

import pytest
from conftest import ROOT

from printer.profiles import PROFILES
from printer.wires import DRIVERS
from queue_server.kernel.settings import Settings
from tools.documents import DOCUMENTS

SCREEN = ROOT / "docs" / "units" / "luot-screen.service"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r'\]\(([^)#:]+)\)|src="([^":]+)"')


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_drawn_document_is_what_the_code_says(name):
    written = (ROOT / name).read_text(encoding="utf-8")

    assert written == DOCUMENTS[name](), "run: python tools/documents.py"


def test_every_setting_is_in_its_document_with_its_default():
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `LUOT_(\w+)` \| ?(.*?) ?\|", page, re.MULTILINE))
    plain = {False: "0", None: "", "": "", time(19): "19:00"}

    expected = {f.name.upper(): str(plain.get(f.default, f.default)) for f in fields(Settings)}

    assert {name: default.strip("`") for name, default in rows.items()} == expected


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    targets = [a or b for a, b in LINK.findall(page.read_text(encoding="utf-8"))]

    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_paths_named_by_the_architecture_exist():
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:[a-z_]+/){2,}[a-z_]*(?:\.\w+)?)`", page)
    places = [ROOT, ROOT / "queue_server"]

    assert named
    assert [n for n in named if not any((place / n).exists() for place in places)] == []


def test_every_profile_and_every_way_to_a_printer_is_explained():
    page = (ROOT / "docs" / "printing.md").read_text(encoding="utf-8")
    to_look_at = {"picture", "memory"}
    named = set(re.findall(r"`([a-z0-9-]+)`", page)) | set(re.findall(r"^\| `(\w+):", page, re.M))

    assert (set(PROFILES) | set(DRIVERS)) - to_look_at <= named


def test_units_start_what_there_is():
    units = set((ROOT / "docs" / "units").glob("*.service")) - {SCREEN}
    for unit in sorted(units):
        [line] = re.findall(r"^ExecStart=/opt/luot/.venv/bin/python (.+)$", unit.read_text(), re.M)
        command = line.split(" --")[0].split()
        asked = subprocess.run(
            [sys.executable, *command, "--help"],
            cwd=ROOT,
            text=True,
            capture_output=True,
            check=False,
        )
        assert asked.returncode == 0, asked.stderr
        assert all(option in asked.stdout for option in re.findall(r"--\w+", line))


def test_every_flag_of_the_browser_is_explained():
    started, page = SCREEN.read_text(), (ROOT / "docs" / "browsers.md").read_text(encoding="utf-8")
    flags = set(re.findall(r" (--[a-z-]+)", started.partition("ExecStart")[2]))
    rows = " ".join(re.findall(r"^\| (`--.+?) \|", page, re.M))

    assert len(flags) > 8
    assert flags == set(re.findall(r"`(--[a-z-]+)", rows))


def test_every_module_says_in_one_sentence_what_it_is():
    silent = []
    for package in ("queue_server", "kiosk", "display", "printer", "words", "tools"):
        for file in (ROOT / package).rglob("*.py"):
            said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
            first = said.split("\n\n")[0]
            if not first.endswith((".", ":", "`.")):
                silent.append(f"{file}: {first}")

    assert silent == []


@pytest.mark.slow
def test_the_readme_works_as_it_is_written(running):
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    [script] = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    script = script.replace("http://127.0.0.1:8080", running.url)
    script = script.replace(".venv/bin/python", sys.executable).replace(
        "python3 ", sys.executable + " "
    )
    environment = os.environ | {
        "LUOT_DATABASE": running.settings.database,
        "LUOT_SECRET_FILE": str(running.settings.secret_file),
    }

    done = subprocess.run(
        ["/bin/bash", "-euo", "pipefail", "-c", script],
        cwd=ROOT,
        env=environment,
        text=True,
        capture_output=True,
        timeout=120,
        check=False,
    )

    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "problem" not in said, said
    for state in ("waiting", "called", "held", "serving", "served"):
        assert f'"state":"{state}"' in said
    assert '"rating":5' in said
