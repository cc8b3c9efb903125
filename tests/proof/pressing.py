"""Everybody presses what they like, through the doors of a hall put together as it runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from hall_clock import WEDNESDAY_MORNING
from proof.model import Model
from proof.rules import Refused
from served import Caller, Served
from staying_true import stays_true
from werkzeug.test import TestResponse

from queue_server.cli.importing import put
from queue_server.desks.tables import Desks
from queue_server.hall.rules.floor import Floor
from queue_server.kernel.proof import verify
from queue_server.kernel.settings import Settings
from queue_server.turns.commands.day_end import end_past_days
from run import build

LATE_EVENING = WEDNESDAY_MORNING.replace(hour=23, minute=40)
NOBODY = "nobody"
CLERKS = ("Q02", "Q03", "Q04")
SEES = ("number", "state", "service_id", "counter_id", "times_called", "rating", "id")
KEPT = ("id", "number", "series", "service_id", "state", "counter_id", "key_at", "privileged")
KEPT += ("times_called", "rating", "ended_at", "left_open", "outcome")
_halls = count(1)


@dataclass(frozen=True, kw_only=True)
class Press:
    """One press as it is sent. `key` None sends no Idempotency-Key."""

    who: str
    path: str
    body: Mapping[str, object] = field(default_factory=dict)
    key: str | None = None


class Pressing:
    """A hall behind its doors, and beside it the model of what must be so."""

    def __init__(self, database: str, folder: Path, floor: Floor) -> None:
        # One database for all the halls that a machine makes: none may see another's presses.
        floor = replace(floor, hall=replace(floor.hall, id=f"HALL{next(_halls)}"))
        # A clock of speed 0 moves only when it is told to.
        settings = Settings(
            database=database,
            hall=floor.hall.id,
            secret_file=folder / "secret.key",
            clock=LATE_EVENING,
            clock_speed=0,
        )
        put(settings, floor)
        self.served = Served(build(settings))
        self.hall = self.served.built.hall
        self.model = Model(floor, self.served.built.clock.now())
        self.keys: dict[int, str] = {}
        self.answered: dict[tuple[str, str | None], tuple[Press, int, str]] = {}
        self._fresh = count(1)
        self._callers = self._let_in()
        self.version = len(stays_true(self.hall).journal)

    def does(self, press: Press, rule: Callable[[], dict]) -> dict | None:
        """Send a press. `rule` is what the model says must come of it."""
        if (press.who, press.key) in self.answered:
            return self.again(press)
        answer = self.send(press)
        try:
            told = rule()
        except Refused as refused:
            assert answer.json.get("code") == str(refused), (press, answer.json)
            return None
        self._happened(press, answer, told)
        return answer.json

    def again(self, press: Press) -> None:
        """Send a press whose key was used: the same gets its answer again, another is refused."""
        first, status, text = self.answered[press.who, press.key]
        if press != first:
            return self.is_refused(press, "idempotency_key_reused")
        answer = self.send(press)
        assert (answer.status_code, answer.text) == (status, text), press
        return None

    def is_refused(self, press: Press, code: str) -> None:
        """Send a press that must be refused and change nothing."""
        assert self.send(press).json.get("code") == code, press

    def send(self, press: Press) -> TestResponse:
        headers = {"Idempotency-Key": press.key} if press.key else {}
        caller = self._callers[press.who.partition(":")[0]]
        answer = caller.post(press.path, dict(press.body), headers=headers)
        assert answer.status_code < 500, (press, answer.text)
        return answer

    def key(self, wanted: str | None) -> str | None:
        return f"key{next(self._fresh)}" if wanted == "fresh" else wanted

    def passes(self, **span: float) -> None:
        self.served.passes(**span)
        self.model.now = self.served.built.clock.now()

    def night_falls(self) -> None:
        self.hall.do(end_past_days)
        self.version += self.model.end_past_days()

    def check(self) -> None:
        """Everything that stays true, and nothing is otherwise than the model says."""
        seen = stays_true(self.hall)
        assert len(seen.journal) == self.version
        told = [{name: it[name] for name in KEPT} for it in self.model.tickets.values()]
        assert [{name: getattr(who, name) for name in KEPT} for who in seen.tickets] == told
        days = [who.day.isoformat() for who in seen.tickets]
        assert days == [it["day"] for it in self.model.tickets.values()]
        desks = self.hall.ask(lambda view: Desks(view).all()).values()
        stand = {d.counter_id: (d.state, d.run, str(d.day)) for d in desks}
        told_desks = self.model.desks.values()
        assert stand == {d["id"]: (d["state"], d["run"], d["day"]) for d in told_desks}

    def ends(self) -> None:
        problems = self.hall.ask(verify).problems
        self.served.built.store.close()
        assert problems == []

    def _let_in(self) -> dict[str, Caller]:
        let_in = {clerk: self.served.caller("clerk", clerk) for clerk in CLERKS}
        for role in ("kiosk", "helper", "manager"):
            let_in[role] = self.served.caller(role)
        let_in["other"] = self.served.caller("kiosk")
        return let_in | dict.fromkeys((NOBODY, "phone"), self.served.caller())

    def _happened(self, press: Press, answer: TestResponse, told: dict) -> None:
        creates = press.path.endswith(("/tickets", "/calls"))
        assert answer.status_code == (201 if creates else 200), (press, answer.json)
        shown = {name: answer.json[name] for name in SEES if name in answer.json and name in told}
        assert shown == {name: told[name] for name in shown}, press
        assert {"state"} <= shown.keys()
        assert (answer.json.get("ahead") or 0) >= 0
        self.version += 2 if press.body.get("finish") else 1
        if press.path.endswith("/tickets"):
            self.keys[told["id"]] = answer.json["key"]
        if press.key:
            self.answered[press.who, press.key] = press, answer.status_code, answer.text
