"""An agent beside a kiosk, as a program of its own: `python -m printer agent`."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass
class RunningAgent:
    """Prints for the hall at `server` with a kiosk's token; its spool and log are in `folder`."""

    folder: Path
    server: str
    token: str
    printer: str
    process: subprocess.Popen | None = None

    @property
    def spool(self) -> Path:
        return self.folder / "agent.spool"

    def start(self) -> "RunningAgent":
        settings = self.folder / "agent.toml"
        settings.write_text(
            f'server = "{self.server}"\ntoken = "{self.token}"\n'
            f'printer = "{self.printer}"\nspool = "{self.spool}"\n',
            encoding="utf-8",
        )
        command = [sys.executable, "-m", "printer", "agent", "--settings", str(settings)]
        with (self.folder / "agent.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=os.environ.copy(), stdout=log, stderr=log
            )
        return self

    def kill(self) -> None:
        """As a power cut does: no goodbye."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def log(self) -> str:
        return (self.folder / "agent.log").read_text(encoding="utf-8")

    def _end(self, how: int) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(30)
