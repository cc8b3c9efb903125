"""Several people who press at once, each in a process of their own."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from proof.history import Pressed
from proof.presser import COUNTERS
from running import Running

from queue_server.cli.opened import opened
from queue_server.desks import commands as desks

PRESSER = Path(__file__).with_name("presser.py")
ENDLESS = 10**9
LAST_ANSWER_S = 120


class Crowd:
    """People with a token each. `hall` is prepared and does not run yet."""

    def __init__(self, hall: Running, people: int) -> None:
        self._folder = hall.folder
        self._tokens = {f"p{n}": hall.token("manager", f"p{n}") for n in range(people)}
        self._read = dict.fromkeys(self._tokens, 0)
        self._processes: list[subprocess.Popen] = []
        with opened(hall.settings) as memory:
            for counter in COUNTERS:
                memory.do(desks.open_counter, counter, by="test")

    def begins(self, doors: Sequence[str], presses: int = ENDLESS) -> None:
        """Press at these addresses of the hall, so often each or until it ends."""
        for name, token in self._tokens.items():
            command = [sys.executable, str(PRESSER), ",".join(doors), token, name]
            command += [str(presses), str(self._file(name))]
            self._processes.append(subprocess.Popen(command))

    def presses_on(self, most_s: float) -> None:
        """Let everybody make the presses they have."""
        assert [process.wait(most_s) for process in self._processes] == [0] * len(self._tokens)

    def ends(self) -> None:
        """Let everybody have the last answer."""
        assert all(process.poll() is None for process in self._processes), "somebody gave up"
        for process in self._processes:
            process.terminate()
        self.presses_on(LAST_ANSWER_S)

    def throw_out(self) -> None:
        """Whoever still presses when a test failed."""
        for process in self._processes:
            process.kill()
            process.wait()

    def tells(self) -> list[Pressed]:
        """What they were answered since they were asked last, in the order of the answers."""
        lines = [line for name in self._tokens for line in self._new(name)]
        return sorted((Pressed(**json.loads(line)) for line in lines), key=lambda p: p.ended)

    def _new(self, name: str) -> list[str]:
        if not self._file(name).exists():
            return []
        with self._file(name).open("rb") as file:
            file.seek(self._read[name])
            text = file.read()
        whole = text[: text.rfind(b"\n") + 1]  # a line may be half written
        self._read[name] += len(whole)
        return whole.decode().splitlines()

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.jsonl"
