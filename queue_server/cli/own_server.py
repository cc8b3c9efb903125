"""A server of an errand's own: an empty database, a clock as told, thrown away afterwards."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import requests

from queue_server.cli.access import new_token
from queue_server.cli.importing import put
from queue_server.cli.opened import opened
from queue_server.cli.telling import Stopped
from queue_server.cli.words import said
from queue_server.hall.rules.floor import Floor
from queue_server.hall.rules.roles import Role
from queue_server.kernel.settings import PREFIX, Settings

RUN = Path(__file__).parents[2] / "run.py"
STARTS_WITHIN_S = 60


@contextmanager
def own_server(floor: Floor, starts: datetime, speed: float) -> Iterator[tuple[str, str]]:
    """Serve a hall from `starts` on; gives the server's address and a manager's token."""
    with tempfile.TemporaryDirectory(prefix="luot-") as temporary:
        place = Path(temporary)
        settings = Settings(
            port=_free_port(),
            database=f"sqlite:///{place}/hall.db",
            secret_file=place / "secret.key",
            clock=starts,
            clock_speed=speed,
        )
        put(settings, floor)
        with opened(settings) as hall:
            token = new_token(hall, "replay", Role.MANAGER)
        with _running(settings, place):
            yield settings.address, token


@contextmanager
def _running(settings: Settings, place: Path) -> Iterator[None]:
    log = place / "server.log"
    # In a folder of its own and without our settings: it hears only what it is told here.
    others = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)}
    with log.open("wb") as out:
        server = subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, str(RUN), "serve"],
            env=others | _environment(settings),
            cwd=place,
            stdout=out,
            stderr=out,
        )
    try:
        _wait_for(server, settings.address, log)
        yield
    finally:
        server.terminate()
        server.wait()


def _environment(settings: Settings) -> dict[str, str]:
    assert settings.clock is not None
    return {
        f"{PREFIX}PORT": str(settings.port),
        f"{PREFIX}DATABASE": settings.database,
        f"{PREFIX}SECRET_FILE": str(settings.secret_file),
        f"{PREFIX}CLOCK": settings.clock.isoformat(),
        f"{PREFIX}CLOCK_SPEED": str(settings.clock_speed),
    }


def _wait_for(server: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until and server.poll() is None:
        try:
            requests.get(f"{url}/healthz", timeout=5)
            return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise Stopped(said("The server did not start: {log}"), log=log.read_text(encoding="utf-8"))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port
