"""The machine that presses at every door of a hall: the rules are what people may do."""

from functools import partial

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from proof.pressing import CLERKS, Press, Pressing
from proof.wishes import (
    SERVICES,
    VERBS,
    all_night,
    clerks,
    groups,
    keys,
    kiosks,
    other_than,
    refused,
    services,
    spans,
    visits,
    which,
)


def somebody(*states: str):
    """A rule for when somebody is in one of these states."""
    return precondition(lambda machine: machine.model.those(*states))


class AnyDoor(RuleBasedStateMachine):
    """A hall where everybody presses what they like, at the doors it has."""

    def __init__(self, database, folder):
        super().__init__()
        self.database, self.folder = database, folder

    @initialize()
    def opens(self):
        self.it = Pressing(self.database, self.folder, all_night())
        self.model = self.it.model
        for clerk in CLERKS:
            self.a_counter_opens_or_not(clerk, "openings", "fresh")
        for service in (*SERVICES, *SERVICES):
            self.someone_arrives(service, None, "kiosk", "fresh")

    def teardown(self):
        if hasattr(self, "it"):
            self.it.ends()

    @rule(service=services, group=groups, kiosk=kiosks, key=keys)
    def someone_arrives(self, service, group, kiosk, key):
        body = {"service_id": service} | ({"priority_group": group} if group else {})
        self._does(kiosk, "/tickets", key, partial(self.model.issue, service, group), body)

    @rule(clerk=clerks, key=keys, by=st.sampled_from(["clerk", "manager"]))
    def somebody_calls(self, clerk, key, by):
        who = clerk if by == "clerk" else by
        self._does(who, f"/counters/{clerk}/calls", key, partial(self.model.call, clerk))

    @rule(
        clerk=clerks,
        verb=st.sampled_from(["openings", "openings", "openings", "pauses", "closings"]),
        key=keys,
    )
    def a_counter_opens_or_not(self, clerk, verb, key):
        told = partial(self.model.desk, verb, clerk)
        self._does(clerk, f"/counters/{clerk}/{verb}", key, told)

    @rule(clerk=clerks, visit=visits, key=keys)
    def a_clerk_works(self, clerk, visit, key):
        """Without this, few would get to the end of a visit among so many buttons."""
        self.somebody_calls(clerk, key, "clerk")
        for verb in visit:
            if here := self.model.at(clerk):
                self.it.check()
                self._moves(clerk, verb, here, "fresh")

    @somebody("called", "serving")
    @rule(verb=st.sampled_from(VERBS[:5]), n=which, key=keys)
    def whoever_is_at_a_counter_is_served(self, verb, n, key):
        it = self._one_of(n, "called", "serving")
        self._moves(it["counter_id"], verb, it, key)

    @somebody("held", "no_show")
    @rule(clerk=clerks, verb=st.sampled_from(["resumes", "returns"]), n=which, key=keys)
    def someone_comes_back(self, clerk, verb, n, key):
        self._moves(clerk, verb, self._one_of(n, "held", "no_show"), key)

    @rule(clerk=clerks, verb=st.sampled_from(VERBS), n=which, key=keys)
    def a_clerk_presses_anything(self, clerk, verb, n, key):
        self._moves(clerk, verb, self._one_of(n), key)

    @rule(clerk=clerks, service=services, n=which, key=keys)
    def a_clerk_transfers(self, clerk, service, n, key):
        it = self._one_of(n, "waiting", "called", "serving", "held")
        self._moves(clerk, "transfers", it, key, service_id=service)

    @somebody("held")
    @rule(counter=clerks, n=which, key=keys)
    def a_manager_resumes(self, counter, n, key):
        self._moves("manager", "resumes", self._one_of(n, "held"), key, counter_id=counter)

    @rule(verb=st.sampled_from(["returns", "cancellations"]), n=which, key=keys)
    def a_helper_tends_the_line(self, verb, n, key):
        self._moves("helper", verb, self._one_of(n), key)

    @rule(key=keys)
    def the_last_press_was_a_slip(self, key):
        self._moves("manager", "undos", self.model.last_pressed, key)

    @somebody("served")
    @rule(n=which, value=st.integers(1, 5), key=keys)
    def someone_rates(self, n, value, key):
        self._from_the_phone("rating", self._one_of(n, "served"), key, value)

    @rule(n=which, value=st.integers(1, 5), key=keys)
    def someone_rates_too_early(self, n, value, key):
        self._from_the_phone("rating", self._one_of(n), key, value)

    @rule(n=which, key=keys)
    def someone_gives_up(self, n, key):
        self._from_the_phone("cancellation", self._one_of(n), key)

    @rule(n=which)
    def a_press_comes_again(self, n):
        sent = list(self.it.answered.values())
        self.it.does(sent[n % len(sent)][0], pytest.fail)

    @rule(n=which)
    def another_press_comes_under_a_used_key(self, n):
        sent = list(self.it.answered.values())
        self.it.does(other_than(sent[n % len(sent)][0]), pytest.fail)

    @rule(wrong=refused, key=st.sampled_from([None, "unused"]))
    def someone_presses_what_is_not_theirs(self, wrong, key):
        who, path, body, code = wrong
        self.it.is_refused(Press(who=who, path=f"/api/v1{path}", body=body, key=key), code)

    @rule(n=which, what=st.sampled_from([("rating", {"value": 5}), ("cancellation", {})]))
    def someone_guesses_a_key(self, n, what):
        mine = self.it.keys[self._one_of(n)["id"]]
        guess = ("2" if mine[0] == "1" else "1") + mine[1:]
        press = Press(who="phone", path=f"/t/{guess}/{what[0]}", body=what[1])
        self.it.is_refused(press, "unknown_ticket")

    @rule(span=spans)
    def time_passes(self, span):
        self.it.passes(**span)

    @rule()
    def the_past_days_end(self):
        self.it.night_falls()

    @invariant()
    def the_hall_is_as_its_rules_say(self):
        self.it.check()

    def _does(self, who, path, key, told, body=None):
        key = self.it.key(key)
        self.it.does(Press(who=who, path=f"/api/v1{path}", body=body or {}, key=key), told)

    def _moves(self, who, verb, it, key, **body):
        own = who if who in CLERKS else None
        told = partial(self.model.press, verb, it["id"], own, **body)
        self._does(who, f"/tickets/{it['id']}/{verb}", key, told, body)

    def _from_the_phone(self, verb, it, key, value=None):
        path, who = f"/t/{self.it.keys[it['id']]}/{verb}", f"phone:{it['id']}"
        body = {"value": value} if value else {}
        press = Press(who=who, path=path, body=body, key=self.it.key(key))
        if value:
            self.it.does(press, partial(self.model.press, "rating", it["id"], rating=value))
        else:
            self.it.does(press, partial(self.model.press, "cancellations", it["id"]))

    def _one_of(self, n, *states):
        """Somebody in one of these states; anybody when there is nobody, or no state is named."""
        them = self.model.those(*states) or self.model.those()
        return them[n % len(them)]
