"""A hall edits its folder, and its slips come out different; a reprint says that it is one."""

import shutil

import numpy as np
import pytest
import zxingcpp
from conftest import DEMO
from paper import printed
from slips import logo

import printer
from printer.wires.memory import Memory
from queue_server.folder import commands as importing
from queue_server.folder import read
from queue_server.paper.commands import reprint
from queue_server.paper.printing import Printing
from queue_server.paper.tables import Paper
from queue_server.turns.rules.keys import Keys

EDITED = """
slip:
  logo: logo.png
  blocks: [logo, number, line, thanks]
  words: {vi: {thanks: "Hẹn gặp lại!"}}
"""
MILLIMETRE = printer.PROFILES["80mm"].exactly(1)


@pytest.fixture
def print_slips(hall):
    """Print what is to be printed at the kiosk of the story: black dots, paper by paper."""
    Memory.sent.clear()
    keys = Keys(b"s" * 32, hall.id)
    hall.do(lambda tx: Paper(tx).add_printer("kiosk1", "memory:"))
    it = Printing(hall, keys, "http://hall.example", "memory:")

    def run():
        for job in hall.ask(lambda view: Paper(view).slips_to_do(["kiosk1"])):
            it.worker.print(job)
        return [np.asarray(printed(data).picture) < 128 for data in Memory.sent["memory:"]]

    return run


def code_in(dots):
    return [c.text for c in zxingcpp.read_barcodes(np.where(dots, 0, 255).astype(np.uint8))]


def test_an_edited_folder_prints_another_slip_without_code(day, hall, print_slips, tmp_path):
    day.arrives()
    folder = shutil.copytree(DEMO, tmp_path / "hall")
    with (folder / "hall.yaml").open("a", encoding="utf-8") as file:
        file.write(EDITED)
    (folder / "logo.png").write_bytes(logo(400, 80))

    print_slips()
    hall.do(importing.import_floor, read(folder), by="test")
    day.arrives()
    before, after = print_slips()

    assert (len(code_in(before)), code_in(after)) == (1, [])
    assert len(after) < len(before) / 2
    inked = np.flatnonzero(after.any(axis=1))[:80]
    assert after[inked].sum() == 400 * 80  # the logo comes first, dot for dot


def test_a_reprint_is_marked_and_leads_to_the_same_page_hours_later_too(day, hall, print_slips):
    ticket = day.arrives()
    print_slips()
    day.passes(hours=2)
    hall.do(reprint, ticket.id, by="lan", device="kiosk1")

    first, again = print_slips()

    assert code_in(first) == code_in(again) != []
    top = slice(0, 7 * MILLIMETRE)
    assert again[top].sum() > 3 * first[top].sum()  # a black bar
