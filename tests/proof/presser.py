"""Somebody who presses everything in a process of their own and writes down what was answered.

python presser.py DOORS TOKEN NAME PRESSES FILE

DOORS are addresses of one hall, with commas between. Ends after so many presses, or when told to
(SIGTERM), always with the last press answered.
"""

import json
import random
import signal
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

import requests

COUNTERS = ("Q02", "Q03", "Q04", "Q05", "Q06", "Q08", "Q14", "Q15", "Q20")
SERVICES = ("LLTP", "TUPHAP", "DATDAI", "TRAKQ", "BHXH", "YTE")
GROUPS = ("NGUOI_CAO_TUOI", "DAT_LICH")
VERBS = {
    "recall": "recalls",
    "start": "starts",
    "finish": "finishes",
    "no_show": "no-shows",
    "hold": "holds",
    "resume": "resumes",
    "return": "returns",
    "transfer": "transfers",
    "cancel": "cancellations",
}
WEIGHTS = {"issue": 32, "call": 28, "finish": 16} | dict.fromkeys(VERBS.keys() - {"finish"}, 4)
AWAY = ("hold", "no_show")
BACK = ("resume", "return")  # of those who are away
TWICE = 0.05  # of the presses are sent a second time at once, as many again later
PRIVILEGED = 0.3
GIVE_UP_S = 60
BUSY = 503


class Wish(NamedTuple):
    """A press that somebody wants to make."""

    key: str
    what: str
    path: str
    body: dict
    counter: str = ""
    ticket: int = 0


class Wishes:
    """What somebody wants to press next, as far as they know of the hall."""

    def __init__(self, name: str) -> None:
        self._name, self._chance, self._count = name, random.Random(name), 0
        self._newest = 1
        self._at: dict[str, int] = {}
        self._away: list[int] = []
        self._before: list[Wish] = []

    def next(self) -> tuple[Wish, int]:
        """A press, and how often to send it at once."""
        what = self._chance.choices([*WEIGHTS], [*WEIGHTS.values()])[0]
        self._count += 1
        wish = Wish(f"{self._name}-{self._count}", what, *self._path(what))
        if self._before and self._chance.random() < TWICE:
            wish = self._chance.choice(self._before)
        self._before = [*self._before[-50:], wish]
        return wish, 2 if self._chance.random() < TWICE else 1

    def learn(self, wish: Wish, ticket: int | None) -> None:
        """What came of a press: the ticket, or None when it was refused."""
        if ticket is None:
            # Who cannot be finished is at no counter.
            self._forget(wish.ticket if wish.what == "finish" else 0)
            return
        self._newest = max(self._newest, ticket)
        if wish.what in ("call", "resume"):
            self._at[wish.counter] = ticket
        elif wish.what not in ("issue", "start", "recall"):
            self._forget(ticket)
        if wish.what in AWAY:
            self._away = [*self._away[-20:], ticket]

    def _forget(self, ticket: int) -> None:
        self._at = {counter: there for counter, there in self._at.items() if there != ticket}

    def _path(self, what: str) -> tuple[str, dict, str, int]:
        """Where to press and what to say, at which counter and on which ticket."""
        counter = self._chance.choice(COUNTERS)
        if what == "issue":
            return "/tickets", self._number(), "", 0
        if what == "call":
            return f"/counters/{counter}/calls", {}, counter, 0
        ticket = self._chance.randint(max(1, self._newest - 60), self._newest)
        if what in BACK and self._away:
            ticket = self._away.pop()
        elif self._at and self._chance.random() < 0.8:  # what they called, if it is still there
            counter, ticket = self._chance.choice([*self._at.items()])
        body = {"transfer": {"service_id": "LLTP"}, "resume": {"counter_id": counter}}
        return f"/tickets/{ticket}/{VERBS[what]}", body.get(what, {}), counter, ticket

    def _number(self) -> dict:
        body = {"service_id": self._chance.choice(SERVICES)}
        if self._chance.random() < PRIVILEGED:
            body["priority_group"] = self._chance.choice(GROUPS)
        return body


class Presser:
    """Presses until there is an answer, at whichever door, and writes it down."""

    def __init__(self, doors: list[str], token: str, name: str, file: Path) -> None:
        self._doors, self._token, self._name, self._file = doors, token, name, file
        self._wishes, self._lock = Wishes(name), threading.Lock()

    def press(self) -> None:
        wish, times = self._wishes.next()
        first = random.randrange(len(self._doors))
        # Two at once go through two doors, where there are as many.
        at_once = [
            threading.Thread(target=self._send, args=(wish, first + n)) for n in range(times)
        ]
        for one in at_once:
            one.start()
        for one in at_once:
            one.join()

    def _send(self, wish: Wish, door: int) -> None:
        began, tries = time.monotonic_ns(), 1
        while (answer := self._try(wish, self._doors[door % len(self._doors)])) is None:
            tries, door = tries + 1, door + 1
            time.sleep(0.05)
        facts = {"by": self._name, "key": wish.key, "what": wish.what, "counter": wish.counter}
        facts |= {"began": began, "ended": time.monotonic_ns(), "tries": tries}
        facts |= {"status": answer.status_code, "text": answer.text}
        if answer.ok:
            said = answer.json()
            facts |= {"ticket": said["id"], "number": said["number"], "service": said["service_id"]}
        with self._lock:
            self._wishes.learn(wish, facts.get("ticket"))
            with self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(facts) + "\n")

    def _try(self, wish: Wish, door: str) -> requests.Response | None:
        """Press once. None when the hall is gone or cannot answer now."""
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": wish.key}
        url = f"{door}/api/v1{wish.path}"
        try:
            answer = requests.post(url, json=wish.body, headers=headers, timeout=GIVE_UP_S)
            if answer.ok:
                answer.json()  # a hall that dies may have sent half of it
        except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError, ValueError):
            return None
        return None if answer.status_code == BUSY else answer


if __name__ == "__main__":
    doors, token, name, presses, file = sys.argv[1:]
    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    somebody, left = Presser(doors.split(","), token, name, Path(file)), int(presses)
    while left and not told.is_set():
        somebody.press()
        left -= 1
