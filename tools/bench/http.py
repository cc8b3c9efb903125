"""Rounds over HTTP: halls that run and the limits, one after the other, again and again."""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import requests
from clusters import wait_for_port
from running import Running, free_port

from queue_server.kernel.secret import renew
from queue_server.turns.rules.keys import Keys
from queue_server.turns.tables import Tickets
from tools.bench.clients import press
from tools.bench.halls import CLOCK, Measured, engine_of
from tools.bench.scripts import Bare, Hall, Scripts

MEASURES = (  # what, with how many clients
    *((what, clients) for what in ("issue", "call") for clients in (1, 16, 64)),
    ("board", 16),
    ("phone", 16),
)
METHODS = {"issue": "POST", "call": "POST", "board": "GET", "phone": "GET"}
Figures = dict[str, dict[str, list[float]]]  # by subject and measure, one figure per round


@dataclass
class Subject:
    """Something on a port that answers the same presses."""

    name: str
    port: int
    scripts: dict[str, Scripts]
    before: Callable[[str], None]
    end: Callable[[], None]


def run(subjects: list[Subject], rounds: int) -> Figures:
    """Answers a second, of every subject in turn.

    The first round warms up and is left out. A single round is no measurement: it tries whether
    all is measured, and warms nothing up.
    """
    warm = 1 if rounds > 1 else 0
    found: Figures = defaultdict(lambda: defaultdict(list))
    for round_ in range(warm + rounds):
        for what, clients in MEASURES:
            for subject in subjects:
                subject.before(what)
                done = press(subject.port, subject.scripts[what](clients))
                if round_ >= warm:
                    found[subject.name][f"{what} {clients}"].append(done.per_second)
    return found


def hall(name: str, url: str, folder: Path, tickets: int, presses: int) -> Subject:
    """The hall, served on a database with so many old tickets; so many presses a round."""
    made = Measured(url)
    made.furnish(tickets, engine_of(url))
    made.fill(1)
    folder.mkdir()
    server = Running(folder, database=url)
    renew(made.hall, server.settings.secret_file)  # its tickets came without one
    made.store.close()
    token = server.token("manager", "bench")
    server.start(LUOT_CLOCK=CLOCK)
    it = Measured(url)  # only now: whoever is first serves the file
    secret = server.settings.secret_file.read_bytes()
    ticket = it.hall.ask(lambda view: Tickets(view).waiting()[0].id)
    people = Hall(token, Keys(secret, it.hall.id).key(ticket), presses)

    def before(what: str) -> None:
        it.clear()
        if what == "call":
            it.fill(presses)
        requests.get(f"http://127.0.0.1:{server.port}/healthz", timeout=60)  # it has heard of them

    def end() -> None:
        server.stop()
        it.store.close()

    scripts = {what: getattr(people, what) for what in METHODS}
    return Subject(name, server.port, scripts, before, end)


def limits(folder: Path, beside: Subject, presses: int) -> list[Subject]:
    """A Flask that does nothing, and a loop that only keeps each press on disk; both give the
    texts that a hall gave.
    """
    folder.mkdir()
    file = folder / "answers.json"
    file.write_text(json.dumps(_answers(beside)), encoding="utf-8")
    raw = ("tools.bench.raw", str(file), str(folder / "raw.db"))
    return [
        _limit("bare Flask", presses, "tools.bench.bare", str(file)),
        _limit("raw uvloop", presses, *raw),
    ]


def _limit(name: str, presses: int, module: str, *facts: str) -> Subject:
    port = free_port()
    command = [sys.executable, "-m", module, str(port), *facts]
    process = subprocess.Popen(command)  # noqa: S603 (our own program)
    wait_for_port(port)

    def end() -> None:
        process.terminate()
        process.wait()

    bare = Bare("t" * 43, presses)
    scripts = {what: bare.scripts(what, method) for what, method in METHODS.items()}
    return Subject(name, port, scripts, lambda _what: None, end)


def _answers(beside: Subject) -> dict[str, str]:
    """One real answer to each press, as text."""
    texts = {}
    for what, scripts in beside.scripts.items():
        beside.before(what)
        said = scripts(2)[0][0].decode()
        head, _, body = said.partition("\r\n\r\n")
        first, *headers = head.split("\r\n")
        method, path, _ = first.split()
        known = dict(line.split(": ", 1) for line in headers)
        address = f"http://127.0.0.1:{beside.port}{path}"
        texts[what] = requests.request(method, address, headers=known, data=body, timeout=30).text
    return texts
