"""The rules of a hall once more, on dicts, as plainly as they can be said.

Nothing here is the product's: only the hall's data (services, counters, head starts) comes from
its floor. A press either changes the dicts or raises Refused with the code that must come back.
"""

from datetime import datetime, timedelta

from hall_clock import HALL
from proof import rules
from proof.rules import AT_COUNTER, MOVES, known, unless

from queue_server.hall.rules.floor import Floor


class Model:
    """Everybody's turn and every counter, as they must be."""

    def __init__(self, floor: Floor, now: datetime) -> None:
        self.now = now
        self.tickets: dict[int, dict] = {}
        self.desks: dict[str, dict] = {}
        self._pressed = 0
        self._paces: dict[str, tuple[int, datetime]] = {}
        self._prefix = {s.id: s.prefix for s in floor.services}
        self._serves = {c.id: c.service_ids for c in floor.counters}
        self._bonus = {g.code: timedelta(minutes=g.bonus_min) for g in floor.priority_groups}
        self._shifts = floor.hours.week[0]
        self._last_arrival: dict[str, datetime] = {}  # by day

    @property
    def day(self) -> str:
        return self.now.astimezone(HALL).date().isoformat()

    def issue(self, service: str, group: str | None, by: str) -> dict:
        pace = self._pace(by)
        unless(pace[0] > rules.NUMBERS_AT_ONCE, "too_many_numbers")
        known(service in self._prefix, "unknown_service")
        known(group is None or group in self._bonus, "unknown_priority")
        time = self.now.astimezone(HALL).time()
        unless(not any(s.opens <= time < s.closes for s in self._shifts), "hall_closed")
        self._must_be_served(service)
        self._last_arrival[self.day] = arrival = self._arrival()
        letter = self._prefix[service]
        place = 1 + sum((t["day"], t["series"]) == (self.day, letter) for t in self._all())
        new = {
            "id": len(self.tickets) + 1,
            "number": f"{letter}{place:03}",
            "day": self.day,
            "series": letter,
            "service_id": service,
            "state": "waiting",
            "counter_id": None,
            "key_at": arrival - self._bonus.get(group, timedelta(0)),
            "privileged": group is not None,
            "times_called": 0,
            "rating": None,
            "left_open": False,
            "outcome": None,
            "ended_at": None,
            "last": None,
            "by": by,
        }
        self.tickets[new["id"]] = new
        self._paces[by] = pace
        return new

    def _arrival(self) -> datetime:
        """Of somebody who arrives now: never before anybody else of the same day."""
        return max(self._last_arrival.get(self.day, self.now), self.now)

    def _pace(self, by: str) -> tuple[int, datetime]:
        """How many numbers a touchscreen has given with this one, less one every three seconds."""
        count, since = self._paces.get(by, (0, self.now))
        passed = self.now - since
        left = count - max(passed // rules.ONE_NUMBER, 0)
        if left <= 0 or passed < -rules.CLOCK_SET_BACK:
            return 1, self.now
        return left + 1, min(since, self.now) + (count - left) * rules.ONE_NUMBER

    def desk(self, press: str, counter: str) -> dict:
        """Open, pause or close a counter."""
        known(counter in self._serves, "unknown_counter")
        unless(press == "openings" and not self._serves[counter], "counter_calls_nobody")
        if press == "closings":
            self._must_be_free(counter)
        before = self.desks.get(counter, {"day": None, "run": 0})
        run = before["run"] if before["day"] == self.day else 0
        state = {"openings": "open", "pauses": "paused", "closings": "closed"}[press]
        self.desks[counter] = {"id": counter, "state": state, "day": self.day, "run": run}
        return {"id": counter, "state": state}

    def call(self, counter: str, by: str) -> dict:
        """Whoever is due, to a counter where nobody is."""
        desk = self._may_call(counter)
        self._must_be_free(counter)
        return self._calls(*self._due(counter, desk["run"]), counter, by)

    def call_by_hand(self, counter: str, by: str, ticket_id: int, reason: str | None) -> dict:
        """Somebody who waits, whoever is due."""
        it = self._theirs("choose", ticket_id, by)
        desk = self._may_call(counter)
        self._must_be_free(counter)
        unless((it["state"], it["day"]) != ("waiting", self.day), "not_allowed")
        unless(reason is None, "reason_needed")
        unless(reason not in rules.CALLED_BY_HAND, "unknown_reason")
        return self._calls(it, desk["run"], counter, by)

    def finish_and_call(self, counter: str, by: str, outcome: str | None) -> dict:
        """Both, or neither."""
        there = self.at(counter)
        unless(there is None or there["state"] != "serving", "nobody_served")
        self._may_end_so(outcome)
        due, run = self._due(counter, self._may_call(counter)["run"])
        self.press("finishes", there["id"], by, outcome=outcome)
        return self._calls(due, run, counter, by)

    def press(self, press: str, ticket_id: int, who: str, **facts: str) -> dict:
        """Press on one ticket. A clerk is called as the counter at which they sit."""
        it = self._theirs(press, ticket_id, who)
        if press == "undos":
            return self._undo(it, who)
        if press == "transfers":
            known(facts["service_id"] in self._prefix, "unknown_service")
            self._must_be_served(facts["service_id"])
        if press == "rating":
            self._may_be_rated(it)
        if press == "finishes":
            self._may_end_so(facts.get("outcome"))
        unless(it["state"] not in MOVES[press], "not_allowed")
        if press == "returns" and it["state"] == "no_show":
            unless(self.now - it["ended_at"] > rules.BACK_AT_THE_COUNTER, "too_late_to_return")
        if press == "resumes":
            own = who if who in self._serves else it["counter_id"]
            facts = {"counter_id": facts.get("counter_id") or own}
            known(facts["counter_id"] in self._serves, "unknown_counter")
            self._must_be_staffed(facts["counter_id"])
            self._must_be_free(facts["counter_id"])
        self._keep(it, press)
        self._change(it, press, facts)
        it["by"] = who
        return it

    def _undo(self, it: dict, who: str) -> dict:
        last = it["last"]
        unless(last is None or last["press"] in rules.STAYS_DONE, "not_allowed")
        apart = abs((self.now - last["at"]).total_seconds())
        unless(apart > rules.SECONDS_TO_UNDO, "too_late_to_undo")
        before = last["before"]
        if before["state"] in AT_COUNTER:
            if it["state"] not in AT_COUNTER:
                self._must_be_staffed(before["counter_id"])
            self._must_be_free(before["counter_id"], but_for=it)
        if last["press"] == "calls":
            self.desks[it["counter_id"]]["run"] = last["run"]
        it |= before | {"last": None, "by": who}
        return it

    def end_past_days(self) -> int:
        """The night: how many things end with their day, tickets and counters."""
        left = [t for t in self._all() if t["day"] < self.day and t["state"] in rules.OPEN]
        for it in left:
            left_open = it["state"] in AT_COUNTER
            it |= {"state": "cancelled", "left_open": left_open, "ended_at": self.now, "last": None}
        open_ = [d for d in self.desks.values() if d["state"] != "closed" and d["day"] != self.day]
        for desk in open_:
            desk |= {"state": "closed", "day": self.day, "run": 0}
        return len(left) + len(open_)

    def those(self, *states: str) -> list[dict]:
        """Everybody, or those in some states, in the order of issue."""
        return [t for t in self._all() if not states or t["state"] in states]

    def at(self, counter: str) -> dict | None:
        there = (t for t in self.those(*AT_COUNTER) if t["counter_id"] == counter)
        return next(there, None)

    @property
    def last_pressed(self) -> dict:
        """Whose ticket was pressed last; the newest before anything was."""
        pressed = [t for t in self._all() if t["last"]] or self._all()
        return max(pressed, key=lambda t: (t["last"] or {"nth": 0})["nth"])

    def _may_call(self, counter: str) -> dict:
        """The counter's desk."""
        known(counter in self._serves, "unknown_counter")
        unless(not self._serves[counter], "counter_calls_nobody")
        desk = self.desks.get(counter, {"state": "closed", "day": None})
        unless((desk["state"], desk["day"]) != ("open", self.day), "counter_closed")
        return desk

    def _may_end_so(self, outcome: str | None) -> None:
        unless(outcome not in (None, *rules.OUTCOMES), "unknown_reason")

    def _calls(self, who: dict, run: int, counter: str, by: str) -> dict:
        desk = self.desks[counter]
        self._keep(who, "calls", run=desk["run"])
        desk["run"] = run
        who |= {"state": "called", "counter_id": counter, "times_called": 1, "by": by}
        return who

    def _due(self, counter: str, run: int) -> tuple[dict, int]:
        """Who is next, and how many with a head start the counter has then called in a row."""
        mine = [
            t
            for t in self._all()
            if (t["state"], t["day"]) == ("waiting", self.day)
            and t["service_id"] in self._serves[counter]
        ]
        unless(not mine, "nothing_waiting")
        line = sorted(mine, key=lambda t: (t["key_at"], t["id"]))
        regular = [t for t in line if not t["privileged"]]
        if line[0]["privileged"] and not regular:
            return line[0], run
        if line[0]["privileged"] and run < rules.RATIO:
            return line[0], run + 1
        return regular[0], 0

    def _change(self, it: dict, press: str, facts: dict) -> None:
        if press == "returns" and it["state"] == "no_show":
            arrival = self._arrival()
            it["key_at"] = max(it["key_at"], arrival - rules.HEAD_START_OF_A_RETURN)
            it["privileged"] = True
        it |= {"state": MOVES[press][it["state"]], **facts}
        if press == "recalls":
            it["times_called"] += 1
        if press in ("returns", "transfers"):
            it |= {"counter_id": None, "times_called": 0, "ended_at": None}
        if press in ("finishes", "no-shows", "cancellations"):
            it["ended_at"] = self.now

    def _theirs(self, press: str, ticket_id: int, who: str) -> dict:
        """The ticket, when it is theirs to press on: a manager's and the citizen's always."""
        known(ticket_id in self.tickets, "unknown_ticket")
        it = self.tickets[ticket_id]
        is_clerk, is_here = who in self._serves, it["state"] in AT_COUNTER
        if not is_clerk and who != "helper":
            return it
        if press == "undos":
            unless(it["by"] != who, "not_your_press")
            return it
        unless(is_here and it["counter_id"] != who, "not_at_this_counter")
        serves = is_clerk and (it["service_id"] in self._serves[who] or it["counter_id"] == who)
        unless(is_clerk and not serves, "not_in_your_line")
        return it

    def _must_be_staffed(self, counter: str) -> None:
        unless(not self._serves[counter], "counter_calls_nobody")
        desk = self.desks.get(counter, {"state": "closed", "day": None})
        unless(desk["state"] == "closed" or desk["day"] != self.day, "counter_closed")

    def _may_be_rated(self, it: dict) -> None:
        unless(it["rating"] is not None, "already_rated")
        late = it["state"] == "served" and self.now - it["ended_at"] > rules.RATED_WITHIN
        unless(late, "rating_closed")

    def _must_be_free(self, counter: str, but_for: dict | None = None) -> None:
        unless(self.at(counter) not in (None, but_for), "counter_busy")

    def _must_be_served(self, service: str) -> None:
        unless(all(service not in those for those in self._serves.values()), "service_closed")

    def _keep(self, it: dict, press: str, **more: int) -> None:
        before = {name: value for name, value in it.items() if name not in ("last", "by")}
        self._pressed += 1
        it["last"] = {"press": press, "at": self.now, "before": before, "nth": self._pressed}
        it["last"] |= more

    def _all(self) -> list[dict]:
        return list(self.tickets.values())
