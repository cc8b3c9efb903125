"""What only the embedded engine does: it is durable, it waits for others, it stays quick."""

import sqlite3
import threading

import pytest

from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.engines.sqlite.database_file import connect, split
from queue_server.kernel.interface import BadDatabase


@pytest.fixture
def database(tmp_path) -> str:
    """This engine only."""
    return f"sqlite:///{tmp_path}/hall.db"


def test_commits_are_synced_before_they_are_acknowledged(tmp_path):
    connection = connect(tmp_path / "hall.db")

    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    connection.close()


def test_a_press_waits_while_another_program_writes(day, tmp_path):
    other = sqlite3.connect(tmp_path / "hall.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.3, lambda: other.execute("COMMIT")).start()

    assert day.arrives().number == "A001"
    other.close()


@pytest.mark.parametrize("url", ["", "hall.db", "mysql:///x", "sqlite:///", "sqlite://x"])
def test_an_address_that_means_nothing_says_what_to_write(url, clock):
    with pytest.raises(BadDatabase, match="sqlite:///var/luot.db"):
        open_store(url, clock)


def test_a_script_is_split_where_its_statements_end():
    script = "CREATE TABLE a (b);\n-- c; d\nCREATE TRIGGER t INSERT ON a\nBEGIN\nSELECT 1;\nEND;\n"

    assert len(split(script)) == 2
