"""The hall as it runs for people: `python run.py serve` in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import requests

from queue_server.cli.access import new_password, new_token
from queue_server.cli.importing import put
from queue_server.cli.opened import opened
from queue_server.devices.rules import Tries
from queue_server.devices.tries import Counted
from queue_server.folder import read
from queue_server.hall.events import TimeConfirmed
from queue_server.hall.rules.roles import Role
from queue_server.kernel.secret import secret_for
from queue_server.kernel.settings import Settings
from queue_server.kernel.unit_of_work import Transaction

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "halls" / "demo"
CLOCK = "2026-11-25T08:00+07:00"  # a Wednesday
STARTS_WITHIN_S = 60


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@dataclass
class Running:
    """A server with the demo hall, its clock at a Wednesday's 08:00."""

    folder: Path
    port: int = field(default_factory=free_port)
    database: str = ""
    name: str = "server.log"
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> Settings:
        return Settings(
            port=self.port,
            database=self.database or f"sqlite:///{self.folder}/hall.db",
            secret_file=self.folder / "secret.key",
            clock=datetime.fromisoformat(CLOCK),
        )

    def prepare(self) -> "Running":
        put(self.settings, read(DEMO))
        with opened(self.settings) as hall:
            secret_for(hall, self.settings.secret_file)
        return self

    def rested(self, kiosk: str) -> None:
        """As if nobody had pressed at a touchscreen for a while: it is as slow as people are."""
        with opened(self.settings) as hall:
            hall.do(_rested, kiosk)

    def token(self, role: str, name: str, **facts: str) -> str:
        """A token of a device. A printer of one that runs already is seen within seconds."""
        with opened(self.settings) as hall:
            return new_token(hall, name, Role(role), **facts)

    def password(self, role: str, name: str, counter: str | None = None) -> str:
        with opened(self.settings) as hall:
            return new_password(hall, name, Role(role), counter=counter)

    def beside(self) -> "Running":
        """Another process of the same hall, on a port of its own."""
        other = Running(self.folder, database=self.database)
        other.name = f"server-{other.port}.log"
        return other

    def start(self, *options: str, **settings: str) -> "Running":
        ours = {
            "LUOT_PORT": str(self.port),
            "LUOT_DATABASE": self.settings.database,
            "LUOT_SECRET_FILE": str(self.settings.secret_file),
            "LUOT_CLOCK": CLOCK,
        }
        command = [sys.executable, str(ROOT / "run.py"), "serve", *options]
        log = (self.folder / self.name).open("ab")
        env = os.environ | ours | settings
        self.process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=log, stderr=log)
        log.close()
        self._wait()
        return self

    def kill(self) -> None:
        """As a power cut does: no goodbye."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def log(self) -> str:
        return (self.folder / self.name).read_text(encoding="utf-8")

    def caller(self, token: str | None = None) -> requests.Session:
        session = requests.Session()
        session.trust_env = False
        if token:
            session.headers["Authorization"] = f"Bearer {token}"
        return session

    def _end(self, how: int) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(30)

    def _wait(self) -> None:
        until = time.monotonic() + STARTS_WITHIN_S
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log()
            try:
                return requests.get(f"{self.url}/healthz", timeout=5).raise_for_status()
            except requests.ConnectionError:
                time.sleep(0.1)
        raise AssertionError(f"the server did not start: {self.log()}")


def _rested(tx: Transaction, kiosk: str) -> None:
    """A touchscreen's numbers are long ago; and an event, so that the server looks again."""
    Counted(tx).save_tries(f"numbers:kiosk:{kiosk}", Tries())
    tx.record(TimeConfirmed(at=tx.now, by="test"))
