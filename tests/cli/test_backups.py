"""Backup and restore as the IT person types them, beside a hall that runs."""

import subprocess
import sys
import time

import pytest
import requests
from conftest import ROOT
from running import CLOCK, Running

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path, database):
    """The hall, running on each engine."""
    it = Running(tmp_path, database="" if database.startswith("sqlite") else database).prepare()
    yield it
    it.stop()


@pytest.fixture
def run(tmp_path, server):
    """Runs `run.py` in the hall's folder and returns its exit code and all it said."""

    def errand(*words, **settings):
        env = {"LUOT_DATABASE": server.settings.database, "LUOT_CLOCK": CLOCK} | settings
        env["PATH"] = "/usr/bin:/bin"
        command = [sys.executable, str(ROOT / "run.py"), *words]
        done = subprocess.run(
            command, cwd=tmp_path, env=env, text=True, capture_output=True, check=False
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr

    return errand


def issue(server, manager) -> str:
    body = {"service_id": "LLTP"}
    return manager.post(f"{server.url}/api/v1/tickets", json=body, timeout=30).json()["number"]


def test_a_hall_is_backed_up_while_it_runs_and_put_back_elsewhere(
    server, run, empty_database, tmp_path
):
    manager = server.caller(server.token("manager", "manager"))
    server.start()
    numbers = [issue(server, manager) for _ in range(3)]
    code, made = run("backup")
    issue(server, manager)
    server.stop()

    elsewhere = empty_database()
    file = made.partition(":")[0].removeprefix("var/backups/")
    restored = run("restore", f"var/backups/{file}", LUOT_DATABASE=elsewhere)
    server.database = elsewhere
    server.start()

    assert (code, numbers) == (0, ["A001", "A002", "A003"])
    assert restored[0] == 0, restored
    assert "3 tickets" in restored[1]
    assert issue(server, manager) == "A054"
    assert run("verify", LUOT_DATABASE=elsewhere)[0] == 0


def test_the_newest_backup_is_tried(server, run):
    run("backup")

    code, said = run("restore", "--check")

    assert code == 0
    assert "Numbers, moves, sums and the journal's chain are right" in said


def test_a_restore_over_a_running_server_says_what_to_do(server, run):
    manager = server.caller(server.token("manager", "manager"))
    server.start()
    issue(server, manager)
    run("backup")

    code, said = run("restore")

    assert code == 2
    assert "Stop that one, then restore" in said or "nothing is ever overwritten" in said
    assert issue(server, manager) == "A002"


def test_without_a_backup_restore_says_so(run):
    assert run("restore") == (
        2,
        "There is no backup in var/backups. Name one: run.py restore FILE\n",
    )
    assert run("restore", "nowhere.db") == (2, "There is no backup nowhere.db.\n")


def test_a_folder_that_cannot_be_written_says_so(run, tmp_path):
    (tmp_path / "var").write_text("in the way")

    code, said = run("backup")

    assert code == 2
    assert "Is there room, and may this user?" in said


def test_every_night_a_backup_is_made_by_itself(server, tmp_path):
    folder = tmp_path / "kept"
    server.start(LUOT_CLOCK="", LUOT_BACKUPS=str(folder))

    until = time.monotonic() + 60
    while not list(folder.glob("*-nightly.*.sha256")):
        assert time.monotonic() < until, server.log()
        time.sleep(0.2)

    assert requests.get(f"{server.url}/healthz", timeout=10).ok
    assert "failed" not in server.log()
