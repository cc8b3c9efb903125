"""The measurements run, and measure what they say; what they find is for people to read."""

import json
import os
import subprocess
import sys

import pytest
from conftest import ENGINES, ROOT


def measured(only, folder):
    """The lines of a short run of one part."""
    short = [
        "--rounds",
        "1",
        "--tickets",
        "2000",
        "--presses",
        "64",
        "--waiting",
        "1000",
        "--only",
        only,
        "--into",
        str(folder),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench", *short],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": ".:tests"},
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    [file] = folder.iterdir()
    lines = json.loads(file.read_text(encoding="utf-8"))
    assert all(figure > 0 for line in lines for figure in line["mine"] + line["other"])
    return {line["what"] for line in lines}


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_every_figure_is_measured(engine, tmp_path):
    wanted = {"HTTP issue 64", "HTTP board 16", "unit call", "start with history"}

    assert wanted <= measured(engine, tmp_path)


@pytest.mark.slow
def test_growth_is_measured(tmp_path):
    wanted = {"unit issue, sqlite, 100 wait", "memory, postgresql, 1,000 wait"}

    assert wanted <= measured("growth", tmp_path)


@pytest.mark.slow
def test_a_large_hall_is_measured(tmp_path):
    wanted = {f"unit call, {engine}, 200 counters, 500 services" for engine in ENGINES}

    assert wanted <= measured("size", tmp_path)


@pytest.mark.slow
def test_paper_is_measured(tmp_path):
    wanted = {"slip 80mm, bands", "slip 80mm, letters", "press to paper, agent"}

    assert wanted <= measured("paper", tmp_path)
