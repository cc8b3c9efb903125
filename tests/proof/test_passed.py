"""How many files somebody reads to follow one press, and one slip, from the door to the end."""

import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import ROOT

from queue_server.paper.printing import Printing
from queue_server.paper.tables import Paper

# With room for what the same thread does beside it now and then.
MOST_OF_A_PRESS, MOST_OF_A_SLIP = 53, 66
OURS = ("queue_server", "kiosk", "display", "printer", "words")


class Walk:
    """The files of ours in which something was done, one after another."""

    def __init__(self):
        self.files = []

    @property
    def passed(self):
        return sorted(set(self.files))

    def __str__(self):
        return f"{len(self.passed)} files, {len(self.files)} changes of file"

    @contextmanager
    def walking(self):
        sys.setprofile(self._step)
        try:
            yield self
        finally:
            sys.setprofile(None)

    def _step(self, frame, what, _arg):
        if what != "call":
            return
        file = Path(frame.f_code.co_filename)
        if not file.is_relative_to(ROOT):
            return
        name = file.relative_to(ROOT).as_posix()
        if name.startswith(OURS) and (not self.files or self.files[-1] != name):
            self.files.append(name)


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path}/hall.db"


def test_one_press(served, manager, figure):
    manager.press("/counters/Q02/openings")
    for _ in range(2):
        manager.press("/tickets", {"service_id": "LLTP"}, status=201)
    manager.press("/counters/Q02/calls", status=201)
    manager.press("/tickets/1/finishes")

    with Walk().walking() as walk:
        manager.press("/counters/Q02/calls", status=201)

    figure(f"a call: {walk}: {', '.join(walk.passed)}")
    assert len(walk.passed) <= MOST_OF_A_PRESS


def test_one_slip(served, figure):
    hall, kiosk = served.built.hall, served.caller("kiosk")
    hall.do(lambda tx: Paper(tx).add_printer("kiosk1", "memory:"))
    prints = Printing(hall, served.built.keys, "http://hall", "memory:")
    kiosk.press("/tickets", {"service_id": "LLTP"}, status=201)

    with Walk().walking() as walk:
        kiosk.press("/tickets", {"service_id": "LLTP"}, status=201)
        prints.worker.look()

    figure(f"a slip: {walk}: {', '.join(walk.passed)}")
    assert len(walk.passed) <= MOST_OF_A_SLIP
