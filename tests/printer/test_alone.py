"""Paper is usable alone: its example runs where nothing else of ours is, and no Flask."""

import subprocess
import sys

from conftest import ROOT

import printer

ALONE = """
import doctest, sys

class Refused:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"flask", "gevent", "queue_server", "kiosk", "display"}:
            raise ImportError(f"{name} is not here")

sys.meta_path.insert(0, Refused())
import printer
done = doctest.testmod(printer)
sys.exit(done.failed or not done.attempted)
"""


def test_the_example_prints_a_slip_where_there_is_no_flask(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", ALONE],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        text=True,
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    [slip] = (tmp_path / "slips").iterdir()
    assert slip.read_bytes().startswith(b"\x1b@")


def test_the_example_is_twelve_lines_at_most():
    lines = [line for line in printer.__doc__.splitlines() if line.startswith((">>> ", "... "))]

    assert 0 < len(lines) <= 12
