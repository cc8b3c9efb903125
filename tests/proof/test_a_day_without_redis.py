"""A day behind nginx: Redis stops in a busy hour, people press on, and no board misses a change."""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf

import pytest
import requests
from clusters import Nginx, Redis
from conftest import DEMO, ROOT
from proof.diaries import Diary, Watch, wait_until
from running import Running
from screens import Lines

from queue_server.cli.opened import opened
from queue_server.kernel.proof import verify

pytestmark = pytest.mark.slow
DAY = DEMO / "day-2026-11-25.csv"
DAY_ENDS_S = 600
AFTER_S = 5  # all is as before


@dataclass(frozen=True, kw_only=True)
class Length:
    """Which part of the day is played, how fast, by how many, and when Redis stops how long.

    `visitors` None: those who came.
    """

    starts: str
    ends: str
    speed: int
    stops: str
    away_s: int
    visitors: int | None = None


MORNING = Length(starts="06:50", ends="08:20", speed=600, stops="07:45", away_s=3)
WHOLE_DAY = Length(starts="06:55", ends="24:00", speed=300, stops="08:30", away_s=20, visitors=400)


@pytest.fixture
def redis(tmp_path):
    it = Redis(tmp_path)
    yield it
    it.stop()


@pytest.fixture
def processes(tmp_path, cluster):
    """Three of one hall: two that people press on, and one that only shows boards."""
    first = Running(tmp_path, database=cluster.database()).prepare()
    three = [first, first.beside(), first.beside()]
    yield three
    for server in three:
        server.stop()
        assert "Traceback" not in server.log()


@pytest.fixture
def nginx(tmp_path, processes):
    """In front of those that are pressed on."""
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    it = Nginx(tmp_path, page, [server.port for server in processes[:2]])
    yield it
    it.stop()


@pytest.fixture
def plays(tmp_path, nginx):
    """Plays a part of the day through nginx; it is stopped when the test failed."""
    players = []
    yield lambda length, token: players.append(play(length, token, nginx, tmp_path)) or players[0]
    for player in players:
        player.kill()
        player.communicate()


def test_redis_away_in_a_busy_hour_and_no_board_misses_a_change(
    processes, nginx, redis, plays, many, figure
):
    length, token = many(MORNING, WHOLE_DAY), processes[0].token("manager", "replay")
    open_doors(processes, redis, length)
    boards = [Diary(server) for server in (*processes, nginx)]

    with Watch(processes[0].settings).looking() as watch:
        player = plays(length, token)
        wait_until(lambda: is_busy(nginx, length, watch, boards))
        gone = stops_for_a_while(redis, length, watch, boards)
        for server in processes:
            wait_until(lambda server=server: "Redis is back" in server.log())
        said, blamed = player.communicate(timeout=DAY_ENDS_S)
        version = proved(processes[0])
        for board in boards:
            board.follows_to(version)
    for board in boards:
        board.client.disconnect()

    figure(told(said, boards, watch, gone))
    assert player.returncode == 0, blamed
    assert "0 errors. These hold" in said
    waiting = Lines(requests.get(f"{nginx.url}/api/v1/board", timeout=10).json()).order
    for board in boards:
        assert board.versions == list(range(board.began + 1, version + 1))
        assert board.lines == waiting


def open_doors(processes, redis, length):
    """Start one after another, with the clock that those before have by then."""
    began, morning = time.monotonic(), datetime.fromisoformat(f"2026-11-25T{length.starts}+07:00")
    for server in processes:
        clock = morning + timedelta(seconds=(time.monotonic() - began) * length.speed)
        server.start(
            LUOT_REDIS=redis.url,
            LUOT_CLOCK=clock.isoformat(),
            LUOT_CLOCK_SPEED=str(length.speed),
        )


def play(length, token, nginx, folder):
    """Start the day's visitors, from a file of those who come before its end."""
    titles, *visitors = DAY.read_text(encoding="utf-8").splitlines(keepends=True)
    file = folder / DAY.name
    came = [row for row in visitors if row.split(",")[1] < f"2026-11-25 {length.ends}"]
    file.write_text(titles + "".join(came), encoding="utf-8")
    command = [sys.executable, str(ROOT / "run.py"), "replay", str(file)]
    command += ["--visitors", str(length.visitors)] if length.visitors else []
    return subprocess.Popen(
        [*command, "--against", nginx.url, "--token", token],
        cwd=ROOT,
        env=os.environ | {"COLUMNS": "100"},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def is_busy(nginx, length, watch, boards):
    """Is it that hour, and do people press?"""
    now = requests.get(f"{nginx.url}/api/v1/board", timeout=10).json()["now"]
    return now[11:16] >= length.stops and watch.version > boards[0].began + 20


def stops_for_a_while(redis, length, watch, boards):
    """Stop Redis; every board hears what happens meanwhile before it is back. Gives when it was."""
    gone, before = time.monotonic(), watch.version
    redis.stop()
    time.sleep(length.away_s)
    now = watch.version
    assert now > before
    for board in boards:
        board.follows_to(now)
    redis.start()
    return gone, time.monotonic()


def proved(server):
    """The hall's version after the day, when its memory is whole."""
    with opened(server.settings) as memory:
        found, version = memory.ask(verify), memory.ask(lambda view: view.version)
    assert found.problems == []
    return version


def told(said, boards, watch, gone):
    """What was seen, in lines of figures."""
    [total] = re.findall(r"Σ +(.*\S)", said)
    names = ("issued", "served", "no-show", "left", "wait", "p90", "rated", "rating")
    day = (f"{name} {value}" for name, value in zip(names, total.split(), strict=True))
    heard = (str(len(board.pages)) for board in boards)
    away = (watch.lag(board, *gone) for board in boards)
    after = (watch.lag(board, gone[1] + AFTER_S, inf) for board in boards)
    asked = (str(board.asked) for board in boards)
    return "\n".join(
        (
            f"a day with Redis away for {gone[1] - gone[0]:.1f} s: {', '.join(day)}",
            *(line for line in said.splitlines() if "answered" in line or "hold" in line),
            f"{watch.changes(*gone)} changes while it was away; boards on three processes "
            f"(on the third nobody presses) and behind nginx heard {', '.join(heard)} messages, "
            f"of which {', '.join(asked)} did not say how people moved; "
            f"most behind the memory: {', '.join(away)}; later {', '.join(after)}",
        )
    )
