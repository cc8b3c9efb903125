"""Several processes that serve one hall on one port, and one that looks after them."""

import logging
import os
import signal
import subprocess
import sys
import time
from types import FrameType

from queue_server.cli.opened import opened
from queue_server.cli.telling import tell
from queue_server.cli.words import said
from queue_server.kernel.secret import secret_for
from queue_server.kernel.settings import PREFIX, BadSetting, Settings

log = logging.getLogger("luot.cli")
AGAIN_S = 1.0  # before a process that died is started again


def look_after(settings: Settings, count: int) -> None:
    """Run `count` processes until a signal to stop; start those again that die.

    Raises BadSetting when database or Redis do not allow it.
    """
    if not settings.database.startswith(("postgres://", "postgresql://")) or not settings.redis:
        raise BadSetting(
            said(
                "Several workers need PostgreSQL and Redis: set LUOT_DATABASE=postgresql://... and "
                "LUOT_REDIS=redis://..., or leave --workers away. One process serves a hall well."
            )
        )
    with opened(settings) as hall:
        secret_for(hall, settings.secret_file)  # before they all want to make it, or miss it
    workers = [_start() for _ in range(count)]
    stopping = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    tell(said("Lượt: {address}, {count} workers"), address=settings.address, count=count)
    while not stopping:
        time.sleep(AGAIN_S)
        workers = [w if w.poll() is None or stopping else _again(w) for w in workers]
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.wait()


def _again(worker: "subprocess.Popen[bytes]") -> "subprocess.Popen[bytes]":
    log.warning("worker %d ended with %s; starting another", worker.pid, worker.returncode)
    try:
        return _start()
    except OSError as error:  # no memory or no process left just now: the next round tries again
        log.warning("it could not be started: %s", error)
        return worker


def _start() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, sys.argv[0], "serve"], env=os.environ | {f"{PREFIX}SHARE_PORT": "1"}
    )
