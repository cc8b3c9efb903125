"""A machine that finds nothing proves nothing: bugs are put into a copy, and it must find each."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from proof.alone import FOUND
from proof.seeded import BUGS, SOON
from proof.seeding import Bug

PROGRAM = ("queue_server", "kiosk", "display", "printer", "words", "halls", "tests")
PROGRAM += ("run.py", "pyproject.toml")
HALLS = 400  # a bug must be found in so many at most, and nothing where there is none

pytestmark = pytest.mark.slow


def copied(to: Path) -> Path:
    """A copy of the program and of the machine."""
    skip = shutil.ignore_patterns("__pycache__", "static", "vendor")
    for name in PROGRAM:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=skip)
        else:
            shutil.copy(source, to / name)
    return to


def seed(bug: Bug, program: Path) -> None:
    """Write a bug into the program."""
    for file, old, new in bug.changes:
        text = (program / file).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (program / file).write_text(text.replace(old, new), encoding="utf-8")


def run_machine(program: Path, halls: int = HALLS) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "proof.alone", str(halls)]
    env = os.environ | {"PYTHONPATH": f"{program}:{program / 'tests'}"}
    return subprocess.run(
        command, check=False, cwd=program, env=env, capture_output=True, text=True
    )


def test_without_a_bug_the_machine_is_content(tmp_path, many):
    done = run_machine(copied(tmp_path), many(15, HALLS))

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_machine_finds_every_bug_that_is_put_in(tmp_path, many, figure):
    some = BUGS[: many(len(SOON), len(BUGS))]
    missed = []

    for number, bug in enumerate(some):
        program = copied(tmp_path / str(number))
        seed(bug, program)
        done = run_machine(program)
        if done.returncode != FOUND:
            missed.append((bug.name, done.stderr[-2000:]))
        shutil.rmtree(program)

    figure(f"seeded bugs: {len(some)} put in, {len(some) - len(missed)} found by the machine")
    assert missed == [], [name for name, _ in missed]


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_table_of_bugs_is_as_old_as_the_program(bug):
    times = [(ROOT / file).read_text(encoding="utf-8").count(old) for file, old, _ in bug.changes]

    assert set(times) == {1}
