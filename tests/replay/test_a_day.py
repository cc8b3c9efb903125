"""A day is played on a real server, and every rule is checked from outside."""

import re
import subprocess
import sys
import time
from datetime import datetime, timedelta

import pytest
from conftest import DEMO, ROOT
from floors import renumbered, swapped_letters, without
from hall_clock import HALL
from running import Running

from queue_server.cli.importing import put
from queue_server.cli.opened import opened
from queue_server.cli.replaying import ANSWERED, TOO_LATE
from queue_server.folder import read
from queue_server.kernel.proof import verify
from words import Text

DAY = str(DEMO / "day-2026-11-25.csv")
SPEED = 1200
MORNING = datetime(2026, 11, 25, 7, 0, tzinfo=HALL)

pytestmark = pytest.mark.slow


def replay(*options: str) -> subprocess.Popen:
    command = [sys.executable, str(ROOT / "run.py"), "replay", DAY, *options]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def everybody(out: str) -> int:
    """Who got a number, and who was too late for one because a busy machine let the day run on."""
    [issued] = re.findall(r"Σ +(\d+) ", out)
    return int(issued) + sum(figures(TOO_LATE, "many", out))


def figures(sentence: Text, fact: str, out: str) -> list[int]:
    """A fact of a sentence, wherever it was said, whatever words the sentence has by now."""
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>\\d+)", re.escape(sentence.into("en")))
    return [int(found[fact]) for found in re.finditer(pattern, out)]


def test_a_day_ends_with_a_table_and_no_error():
    played = replay("--speed", str(SPEED), "--visitors", "60")
    out, err = played.communicate(timeout=180)

    assert played.returncode == 0, err + out
    assert "0 errors. These hold: numbers without gaps (1)" in out
    assert everybody(out) == 60
    assert "Traceback" not in err


def test_who_comes_when_the_hall_has_closed_is_counted(tmp_path):
    server = Running(tmp_path).prepare()
    token = server.token("manager", "replay")
    evening = MORNING.replace(hour=20)
    server.start(LUOT_CLOCK_SPEED=str(SPEED), LUOT_CLOCK=evening.isoformat())
    out, err = replay("--against", server.url, "--token", token, "--visitors", "6").communicate()
    server.stop()

    assert figures(TOO_LATE, "many", out) == [6], err + out


def test_a_server_killed_in_the_middle_loses_and_repeats_nothing(tmp_path):
    clock = {"LUOT_CLOCK_SPEED": str(SPEED)}
    server = Running(tmp_path).prepare()
    token = server.token("manager", "replay")
    server.start(**clock, LUOT_CLOCK=MORNING.isoformat())
    began = time.monotonic()
    played = replay("--against", server.url, "--token", token, "--visitors", "120")

    for _ in range(3):
        wait_for_more_numbers(server, token)
        server.kill()
        passed = timedelta(seconds=(time.monotonic() - began) * SPEED)
        server.start(**clock, LUOT_CLOCK=(MORNING + passed).isoformat())

    out, err = played.communicate(timeout=180)
    server.stop()
    assert played.returncode == 0, err + out
    assert everybody(out) == 120
    assert figures(ANSWERED, "losses", out) > [0], "no press met a dead server"
    assert "Traceback" not in server.log() + err


def test_the_hall_is_changed_in_the_middle_and_nobody_loses_anything(tmp_path):
    floor = read(DEMO)
    changed = swapped_letters(renumbered(floor, "Q02", 77), "LLTP", "TUPHAP")
    server = Running(tmp_path).prepare()
    token = server.token("manager", "replay")
    server.start(LUOT_CLOCK_SPEED=str(SPEED), LUOT_CLOCK=MORNING.isoformat())
    played = replay("--against", server.url, "--token", token, "--visitors", "120")

    for new in (changed, without(changed, counters=["Q15"]), floor):
        wait_for_more_numbers(server, token)
        put(server.settings, new, is_meant=True)

    out, err = played.communicate(timeout=180)
    server.stop()
    assert played.returncode == 0, err + out
    assert everybody(out) == 120
    assert "Traceback" not in server.log() + err
    with opened(server.settings) as hall:
        assert hall.ask(verify).problems == []


def wait_for_more_numbers(server: Running, token: str) -> None:
    """Until fifteen more numbers were given than now."""
    caller = server.caller(token)
    before = versions(server, caller)
    while versions(server, caller) < before + 30:
        time.sleep(0.05)


def versions(server: Running, caller) -> int:
    return caller.get(f"{server.url}/api/v1/board", timeout=30).json()["version"]


def test_a_wrong_token_is_a_sentence(running):
    played = replay("--against", running.url, "--token", "not-a-token")
    _, err = played.communicate(timeout=60)

    assert played.returncode == 2
    assert "401" in err
    assert "Traceback" not in err


def test_a_token_without_an_address_is_a_sentence():
    played = replay("--token", "x")
    _, err = played.communicate(timeout=60)

    assert played.returncode == 2
    assert "go together" in err
