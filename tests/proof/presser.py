"""Somebody who presses everything in a process of their own and writes down what was answered.

python presser.py URL TOKEN SEED PRESSES FILE
"""

import json
import random
import sys
import threading
import time
from pathlib import Path

import requests

SERVICES = ("LLTP", "TUPHAP", "DATDAI", "TRAKQ", "BHXH", "YTE")
COUNTERS = tuple(f"Q{n:02}" for n in range(2, 21))
VERBS = {
    "start": "starts",
    "finish": "finishes",
    "no_show": "no-shows",
    "hold": "holds",
    "resume": "resumes",
    "return": "returns",
    "transfer": "transfers",
    "cancel": "cancellations",
}
WEIGHTS = {"issue": 35, "call": 25, "finish": 20} | dict.fromkeys(VERBS.keys() - {"finish"}, 4)
TWICE = 0.05  # of the presses are sent a second time at once, as many again later
GIVE_UP_S = 60


class Presser:
    """One person with a key for each press."""

    def __init__(self, url: str, token: str, seed: int) -> None:
        self._url, self._token, self._name = url, token, f"p{seed}"
        self._chance = random.Random(seed)
        self._newest = 1
        self._at: dict[str, int] = {}
        self._before: list[tuple] = []
        self.seen: list[dict] = []

    def press(self, n: int) -> None:
        what = self._chance.choices([*WEIGHTS], [*WEIGHTS.values()])[0]
        wish = (f"{self._name}-{n}", what, *self._path(what))
        if self._before and self._chance.random() < TWICE:
            wish = self._chance.choice(self._before)
        self._before = [*self._before[-50:], wish]
        if self._chance.random() >= TWICE:
            return self._send(*wish)
        both = [threading.Thread(target=self._send, args=wish) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        return None

    def _path(self, what: str) -> tuple[str, dict, str]:
        """Where to press, what to say, and at which counter."""
        counter = self._chance.choice(COUNTERS)
        if what == "issue":
            return "/tickets", {"service_id": self._chance.choice(SERVICES)}, ""
        if what == "call":
            return f"/counters/{counter}/calls", {}, counter
        ticket = self._chance.randint(max(1, self._newest - 60), self._newest)
        if self._at and self._chance.random() < 0.8:  # what they called, unless another was faster
            counter = self._chance.choice([*self._at])
            ticket = self._at.pop(counter) if what == "finish" else self._at[counter]
        body = {"transfer": {"service_id": "LLTP"}, "resume": {"counter_id": counter}}
        return f"/tickets/{ticket}/{VERBS[what]}", body.get(what, {}), counter

    def _send(self, key: str, what: str, path: str, body: dict, counter: str) -> None:
        """Press until there is an answer that is no 503."""
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": key}
        began = time.monotonic_ns()
        while True:
            try:
                answer = requests.post(
                    f"{self._url}/api/v1{path}", json=body, headers=headers, timeout=GIVE_UP_S
                )
                if answer.status_code != 503:
                    break
            except requests.ConnectionError:
                pass
            time.sleep(0.1)
        ended, said = time.monotonic_ns(), answer.json()
        facts = {"key": key, "what": what, "began": began, "ended": ended, "text": answer.text}
        facts |= {"status": answer.status_code, "counter": counter}
        if answer.ok:
            facts |= {"ticket": said["id"], "number": said["number"], "service": said["service_id"]}
            self._newest = max(self._newest, said["id"])
            self._at |= {counter: said["id"]} if what == "call" else {}
        self.seen.append(facts)


if __name__ == "__main__":
    url, token, seed, presses, file = sys.argv[1:]
    somebody = Presser(url, token, int(seed))
    for n in range(int(presses)):
        somebody.press(n)
    Path(file).write_text("\n".join(map(json.dumps, somebody.seen)), encoding="utf-8")
