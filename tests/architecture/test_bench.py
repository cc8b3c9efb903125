"""The measurements run, and measure what they say; what they find is for people to read."""

import json
import os
import subprocess
import sys

import pytest
from conftest import ENGINES, ROOT


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_every_figure_is_measured(engine, tmp_path):
    short = ["--rounds", "1", "--tickets", "2000", "--only", engine, "--into", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench", *short],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": ".:tests"},
        text=True,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    [file] = tmp_path.iterdir()
    lines = json.loads(file.read_text(encoding="utf-8"))
    assert {"HTTP issue 64", "HTTP board 16", "unit call", "start with history"} <= {
        line["what"] for line in lines
    }
    assert all(figure > 0 for line in lines for figure in line["mine"] + line["other"])
