"""What errands stand on: `run.py` in a folder of its own."""

import os
import subprocess
import sys

import pytest
from running import ROOT


@pytest.fixture
def run(tmp_path):
    """Runs `run.py` in a folder of its own, on a database there."""

    def errand(*words, **settings):
        ours = {k: v for k, v in os.environ.items() if not k.startswith("LUOT_")}
        ours |= {"LUOT_DATABASE": f"sqlite:///{tmp_path}/hall.db"} | settings
        command = [sys.executable, str(ROOT / "run.py"), *words]
        return subprocess.run(
            command, cwd=tmp_path, env=ours, text=True, capture_output=True, timeout=60, check=False
        )

    return errand
