"""Several processes serve one hall: presses through any, news to the boards of all."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from came_out import wait_for_paper
from clusters import Nginx, Redis
from conftest import DEMO, ROOT
from fake_printer import READY, FakePrinter
from running import Running
from screens import Lines, Screen

pytestmark = pytest.mark.slow
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


@pytest.fixture
def redis(tmp_path):
    it = Redis(tmp_path)
    yield it
    it.stop()


@pytest.fixture
def hall(cluster, tmp_path):
    return Running(tmp_path, database=cluster.database()).prepare()


@pytest.fixture
def pair(hall, redis):
    """Two processes of the hall, each on a port of its own."""
    both = [hall, hall.beside()]
    for server in both:
        server.start(LUOT_REDIS=redis.url, LUOT_PROXY="127.0.0.1")
    yield both
    for server in both:
        server.stop()
        assert "Traceback" not in server.log()


@pytest.fixture
def nginx(tmp_path, pair):
    it = Nginx(tmp_path, OPERATING, [server.port for server in pair])
    yield it
    it.stop()


def issue(caller, url, **headers):
    body = {"service_id": "LLTP"}
    return caller.post(f"{url}/api/v1/tickets", json=body, headers=headers, timeout=30)


def let_in(pair, *boards):
    """A manager with a token; the boards have heard that there is one."""
    for board in boards:
        board.catch_up()
    manager = pair[0].caller(pair[0].token("manager", "manager"))
    for board in boards:
        board.next()
    return manager


def test_boards_of_both_processes_hear_every_change_in_order(pair, nginx):
    boards = [Screen(server) for server in (*pair, nginx)]
    manager = let_in(pair, *boards)
    before = boards[0].version

    numbers = [issue(manager, nginx.url).json()["number"] for _ in range(12)]
    heard = [[board.next() for _ in range(12)] for board in boards]
    for board in boards:
        board.client.disconnect()

    assert numbers == [f"A{n:03}" for n in range(1, 13)]
    for messages in heard:
        assert [m["version"] for m in messages] == list(range(before + 1, before + 13))


def test_a_phone_behind_nginx_hears_what_another_process_did(pair, nginx):
    manager = pair[0].caller(pair[0].token("manager", "manager"))
    key = issue(manager, nginx.url).json()["key"]

    with requests.get(f"{nginx.url}/t/{key}/events", stream=True, timeout=20) as stream:
        lines = stream.iter_lines()
        next(lines)
        for server in pair:
            issue(manager, server.url)
        heard = list(lines_until(lines, 2))

    assert len(heard) == 2


def test_what_nginx_logs_holds_no_key_and_no_token(pair, nginx, tmp_path):
    manager = pair[0].caller(pair[0].token("manager", "manager"))
    key = issue(manager, nginx.url).json()["key"]

    for path in (f"/t/{key}", f"/t/{key}.json", f"/t/{key}/qr.svg", f"/kiosk/tickets/{key}"):
        manager.get(f"{nginx.url}{path}", timeout=10)
    manager.get(f"{nginx.url}/kiosk/?device=a-token-of-a-device", timeout=10)
    manager.get(f"{nginx.url}/healthz%0aforged", timeout=10)
    nginx.stop()

    logged = (tmp_path / "luot.log").read_text() + (tmp_path / "luot-error.log").read_text()
    assert "GET /t/KEY/qr.svg 200" in logged
    assert key not in logged
    assert "a-token" not in logged
    assert "\nforged" not in logged


def lines_until(lines, count):
    for line in lines:
        if line.startswith(b"event: board"):
            yield line
            count -= 1
        if not count:
            return


def test_while_redis_is_paused_boards_follow_by_themselves(pair, redis):
    board = Screen(pair[1])
    manager = let_in(pair, board)
    lines = Lines(board.catch_up()["snapshot"])
    issue(manager, pair[0].url)
    lines.hear(board.next())

    redis.pause()
    numbers = [issue(manager, pair[0].url).json()["number"] for _ in range(3)]
    heard = [board.next() for _ in range(3)]
    redis.go_on()
    issue(manager, pair[0].url)

    assert all(lines.hear(message) for message in (*heard, board.next()))
    assert lines.order["LLTP"][:4] == ["A001", *numbers], heard
    assert [m["version"] for m in heard] == sorted(m["version"] for m in heard)
    board.client.disconnect()


def test_the_same_press_at_once_through_both_processes_happens_once(pair):
    manager = pair[0].caller(pair[0].token("manager", "manager"))

    with ThreadPoolExecutor(16) as many:
        answers = list(
            many.map(
                lambda n: issue(manager, pair[n % 2].url, **{"Idempotency-Key": "the-same"}).text,
                range(50),
            )
        )

    assert len(set(answers)) == 1
    board = requests.get(f"{pair[0].url}/api/v1/board", timeout=10).json()
    assert board["queues"]["LLTP"]["waiting"] == 1


def test_one_process_prints_and_when_it_dies_the_other_goes_on(hall, redis):
    printer = FakePrinter(says=READY)
    address = printer.address
    kiosk = hall.caller(hall.token("kiosk", "kiosk1", printer=address))
    pair = [hall, hall.beside()]
    for server in pair:
        server.start(LUOT_REDIS=redis.url)

    issue(kiosk, pair[1].url)
    wait_for_paper(printer)
    pair[0].kill()
    issue(kiosk, pair[1].url)
    wait_for_paper(printer, 2)
    time.sleep(1)
    pair[1].stop()
    printer.close()

    assert len(printer.slips) == 2


def test_serve_with_workers_on_one_port_plays_a_day(hall, redis):
    token = hall.token("manager", "replay")
    hall.start(
        "--workers",
        "2",
        LUOT_REDIS=redis.url,
        LUOT_CLOCK_SPEED="900",
        LUOT_CLOCK="2026-11-25T07:00+07:00",
    )

    played = subprocess.run(
        [
            sys.executable,
            str(ROOT / "run.py"),
            "replay",
            str(DEMO / "day-2026-11-25.csv"),
            "--visitors",
            "60",
            "--against",
            hall.url,
            "--token",
            token,
        ],
        cwd=ROOT,
        text=True,
        capture_output=True,
        timeout=180,
        check=False,
    )
    hall.stop()

    assert played.returncode == 0, played.stderr
    assert "0 errors. These hold" in played.stdout
    assert "Traceback" not in hall.log()


def test_several_workers_on_a_file_are_refused(tmp_path):
    server = Running(tmp_path).prepare()
    done = subprocess.run(
        [sys.executable, str(ROOT / "run.py"), "serve", "--workers", "2"],
        cwd=tmp_path,
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
        env={"LUOT_DATABASE": server.settings.database, "PATH": "/usr/bin:/bin"},
    )

    assert done.returncode == 2
    assert "Several workers need PostgreSQL and Redis" in done.stderr
