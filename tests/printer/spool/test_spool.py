"""What an agent knows survives its end, however it ends."""

import resource
import time

import pytest
from slips import SLIP

from printer.errors import SpoolFull, SpoolInUse
from printer.spool import spool
from printer.spool.entry import Stage
from printer.spool.spool import Spool


@pytest.fixture
def path(tmp_path):
    return tmp_path / "agent.spool"


@pytest.fixture
def opened():
    """Opens spools, and lets go of them in the end."""
    spools = []
    yield lambda path: spools.append(Spool(path)) or spools[-1]
    for each in spools:
        each.close()


def test_what_was_written_down_is_there_after_a_restart(opened, path):
    spool = opened(path)
    first = spool.move(spool.take(1, 0, SLIP, 120), Stage.MINE)
    spool.take(2, 0, SLIP, 120)
    spool.move(first, Stage.CONFIRMED, used_mm=118)
    spool.close()

    again = opened(path)

    assert again.id == spool.id
    [done], [waits] = again.at(Stage.CONFIRMED), again.at(Stage.TAKEN)
    assert (done.name, done.used_mm, done.slip) == ((1, 0), 118, SLIP)
    assert waits.name == (2, 0)


def test_what_was_being_sent_is_unknown_after_a_restart(opened, path):
    spool = opened(path)
    spool.move(spool.take(1, 0, SLIP, 120), Stage.SENDING)
    spool.close()

    [slip] = opened(path).at(Stage.UNKNOWN)

    assert slip.problem == "interrupted"


@pytest.mark.parametrize("kept", range(0, 400, 7))
def test_a_line_that_was_not_written_whole_is_no_fact(opened, path, kept):
    spool = opened(path)
    before = path.stat().st_size
    entry = spool.take(1, 0, SLIP, 120)
    whole = path.stat().st_size
    spool.move(entry, Stage.MINE)
    spool.close()
    path.write_bytes(path.read_bytes()[: before + kept])

    again = opened(path)

    assert again.id == spool.id
    assert [e.name for e in again.at(*Stage)] == ([(1, 0)] if before + kept >= whole else [])


def test_a_spool_that_was_lost_or_damaged_has_another_name(opened, path):
    spool = opened(path)
    spool.move(spool.take(1, 0, SLIP, 120), Stage.SENDING)
    spool.close()
    path.write_bytes(path.read_bytes().replace(b'"stage"', b'"stake"'))

    again = opened(path)

    assert again.id != spool.id
    assert again.at(*Stage) == []


def test_a_copied_disk_is_another_computer(opened, path, monkeypatch):
    first = opened(path)
    first.take(1, 0, SLIP, 120)
    first.close()
    monkeypatch.setattr(spool, "getnode", lambda: 0xC0FFEE)

    copy = opened(path)

    assert copy.id != first.id
    assert copy.at(*Stage) == []


def test_nobody_else_reads_the_links_of_peoples_turns(opened, path):
    opened(path)

    assert path.stat().st_mode & 0o077 == 0


def test_the_file_stays_small(opened, path):
    spool = opened(path)
    for ticket in range(300):
        spool.move(spool.take(ticket, 0, SLIP, 120), Stage.GONE)

    assert len(path.read_bytes().splitlines()) <= 501
    assert spool.at(*Stage) == []


def test_two_agents_cannot_share_a_spool(opened, path):
    first = opened(path)

    with pytest.raises(SpoolInUse, match="agent.spool"):
        opened(path)
    first.close()
    opened(path).close()


def test_a_full_disk_is_said_and_leaves_what_was_known(opened, path):
    spool = opened(path)
    spool.take(1, 0, SLIP, 120)
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 20, most[1]))
    try:
        with pytest.raises(SpoolFull, match="cannot be written"):
            spool.take(2, 0, SLIP, 120)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    spool.take(3, 0, SLIP, 120)
    spool.close()

    assert [entry.name for entry in opened(path).at(Stage.TAKEN)] == [(1, 0), (3, 0)]


def test_a_folder_that_may_not_be_written_is_a_sentence(opened, tmp_path):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")

    with pytest.raises(SpoolFull, match="cannot be written"):
        opened(tmp_path / "file" / "agent.spool")


def test_nobody_waits_for_an_old_slip_nor_after_the_clock_went_back(opened, path):
    entry = opened(path).take(1, 0, SLIP, 120)

    now = time.time()
    assert [entry.is_too_old(at) for at in (now, now + 121, now - 60)] == [False, True, True]
