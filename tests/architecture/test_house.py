"""The house is as its plan says: what import-linter and ruff do not see."""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from urllib.parse import urlsplit

import pytest
from conftest import ROOT

from queue_server import __version__
from queue_server.kernel.events import Event

TEMPLATES = sorted(f for f in ROOT.rglob("templates/**/*.html") if ".venv" not in f.parts)
SCRIPTS = sorted(
    f for place in ("queue_server", "kiosk", "display") for f in (ROOT / place).rglob("static/*.js")
)
MANIFESTS = [
    ROOT / "queue_server/web/kit/pages/static/vendor",
    ROOT / "printer/fonts",
    ROOT / "tests/vendor",
]


def test_every_package_is_under_the_import_rules():
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {f.parent.name for f in ROOT.glob("*/__init__.py")}

    assert packages == set(rules["tool"]["importlinter"]["root_packages"])


ERRAND = "import queue_server.cli.opened as _; from queue_server.kernel.codec import KINDS"


def test_whoever_opens_a_hall_knows_the_events_of_every_capability():
    """Also an errand that has nothing to do with them: it reads the journal, and writes rows."""
    done = subprocess.run(
        [sys.executable, "-c", f"{ERRAND}; print(*KINDS)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    events = (*ROOT.glob("queue_server/*/events.py"),)
    leaves = {
        kind.__name__
        for file in events
        for kind in vars(import_module(f"queue_server.{file.parent.name}.events")).values()
        if isinstance(kind, type) and issubclass(kind, Event) and not kind.__subclasses__()
    }

    assert len(events) >= 3
    assert set(done.stdout.split()) == leaves


def test_whoever_opens_a_hall_writes_the_rows_of_every_capability():
    done = subprocess.run(
        [sys.executable, "-c", "import sys, queue_server.cli.opened; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    tables = {
        f"queue_server.{it.parent.name}.tables" for it in ROOT.glob("queue_server/*/tables.py")
    }

    assert len(tables) >= 6
    assert tables - set(done.stdout.split()) == set()


def test_the_newest_version_of_the_changelog_is_the_programs():
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    unreleased, newest, *_ = re.findall(r"^## (.+)$", changes, re.MULTILINE)

    assert (unreleased, newest) == ("Unreleased", __version__)


def test_a_tag_on_this_commit_is_the_programs_version():
    if not (ROOT / ".git").exists():
        pytest.skip("no repository: the program was unpacked from an archive")
    told = subprocess.run(
        ["git", "tag", "--points-at", "HEAD", "--list", "v*"],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=True,
    )

    assert set(told.stdout.split()) <= {f"v{__version__}"}


@pytest.mark.parametrize("folder", MANIFESTS, ids=lambda f: f.name)
def test_vendored_files_are_the_ones_that_were_reviewed(folder):
    known = json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8"))
    there = {
        f.name: hashlib.sha256(f.read_bytes()).hexdigest()
        for f in folder.iterdir()
        if f.name != "MANIFEST.json"
    }

    assert there == known


@pytest.mark.parametrize("lock", sorted(ROOT.glob("*.lock")), ids=lambda f: f.name)
def test_a_lock_pins_with_hashes_and_names_no_host(lock):
    text = lock.read_text(encoding="utf-8")
    pinned = re.findall(r"^\S+==\S+", text, re.MULTILINE)

    assert len(pinned) > 20
    assert text.count("--hash=sha256:") >= len(pinned)
    assert not [word for word in text.split() if urlsplit(word).scheme in ("http", "https")]


def test_the_lock_of_npm_pins_with_hashes_and_names_no_host():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    there = {name: facts for name, facts in packages.items() if name}
    assert "node_modules/typescript" in there
    assert all(facts["integrity"].startswith("sha512-") for facts in there.values())
    assert "http" not in json.dumps(packages)


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda f: f.name)
def test_pages_need_no_exception_from_the_content_policy(page):
    html = page.read_text(encoding="utf-8")

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", html)
    inline = re.findall(r"<script(?![^>]*(?:src=|application/json))", html)
    assert inline == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda f: f.name)
def test_scripts_write_no_markup(script):
    code = script.read_text(encoding="utf-8")

    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", code)


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda it: it.name)
def test_a_form_that_presses_carries_the_key_of_its_press(file):
    """Signing in and choosing a seat are no presses: they change this browser only."""
    forms = re.findall(r"<form[^>]+method=.post.*?</form>", file.read_text("utf-8"), re.DOTALL)
    presses = [it for it in forms if re.search(r"'(kiosk|phone|supervisor)[.]", it)]

    assert [it for it in presses if "{{ press_field() }}" not in it] == []
