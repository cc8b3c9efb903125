"""The machine that presses at every door of a hall: the rules are what people may do."""

from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from proof import wishes
from proof.pressing import CLERKS, Press, Pressing
from proof.rules import HELPER_PRESSES, MOVES, STATES


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
        self.it = Pressing(self.database, self.folder, wishes.all_night())
        self.model = self.it.model
        for clerk in CLERKS:
            self.a_counter_opens_or_not(clerk, "openings", "fresh")
        for service in wishes.SERVICES:
            for group in (None, "NGUOI_CAO_TUOI"):  # pairs, who come at the same moment
                self.someone_arrives(service, group, "kiosk", "fresh")
                self.someone_arrives(service, group, "kiosk", "fresh", after=0)

    def teardown(self):
        if hasattr(self, "it"):
            self.it.ends()

    @rule(
        service=wishes.services,
        group=wishes.groups,
        kiosk=wishes.kiosks,
        key=wishes.keys,
        after=wishes.seconds,
    )
    def someone_arrives(self, service, group, kiosk, key, after=1):
        self.it.passes(seconds=after)
        body = {"service_id": service} | ({"priority_group": group} if group else {})
        self._does(kiosk, "/tickets", key, partial(self.model.issue, service, group, kiosk), body)

    @rule(service=wishes.services)
    def someone_tries_until_the_door_opens(self, service):
        for _ in range(3):
            self.someone_arrives(service, None, "kiosk", "fresh", after=15 * 60)

    @rule(many=st.sampled_from([1, 2, 24]))
    def a_program_holds_the_token_of_a_touchscreen(self, many):
        for _ in range(many):
            self.someone_arrives("LLTP", None, "other", "fresh", after=0)

    @rule(clerk=wishes.clerks, key=wishes.keys, by=st.sampled_from(["clerk", "manager"]))
    def somebody_calls(self, clerk, key, by):
        who = clerk if by == "clerk" else by
        self._does(who, f"/counters/{clerk}/calls", key, partial(self.model.call, clerk, who))

    @rule(
        clerk=wishes.clerks,
        key=wishes.keys,
        n=wishes.which,
        why=wishes.called_by_hand,
        by=st.sampled_from(["clerk", "manager"]),
    )
    def somebody_calls_out_of_turn(self, clerk, key, n, why, by):
        who, it = clerk if by == "clerk" else by, self._one_of(n, "waiting")
        told = partial(self.model.call_by_hand, clerk, who, it["id"], why)
        body = {"ticket_id": it["id"]} | ({"reason": why} if why else {})
        self._does(who, f"/counters/{clerk}/calls", key, told, body)

    @rule(clerk=wishes.clerks, key=wishes.keys, outcome=wishes.outcomes, opens=st.booleans())
    def a_clerk_ends_a_service_and_calls_in_one_press(self, clerk, key, outcome, opens):
        if opens:
            self.a_clerk_works(clerk, [["starts"]])
        told = partial(self.model.finish_and_call, clerk, clerk, outcome)
        body = {"finish": True} | ({"outcome": outcome} if outcome else {})
        self._does(clerk, f"/counters/{clerk}/calls", key, told, body)

    @somebody("called", "serving")
    @rule(n=wishes.which, key=wishes.keys, outcome=wishes.outcomes)
    def a_visit_ends_so(self, n, key, outcome):
        it = self._one_of(n, "called", "serving")
        facts = {"outcome": outcome} if outcome else {}
        self._moves(it["counter_id"] or "manager", "finishes", it, key, **facts)

    @rule(
        clerk=wishes.clerks,
        verb=st.sampled_from(["openings", "openings", "openings", "pauses", "closings"]),
        key=wishes.keys,
    )
    def a_counter_opens_or_not(self, clerk, verb, key):
        told = partial(self.model.desk, verb, clerk)
        self._does(clerk, f"/counters/{clerk}/{verb}", key, told)

    @rule(clerk=wishes.clerks, those=wishes.visits)
    def a_clerk_works(self, clerk, those):
        """Without this, few would get to the end of a visit among so many buttons."""
        self.a_counter_opens_or_not(clerk, "openings", "fresh")
        for visit in those:
            self.somebody_calls(clerk, "fresh", "clerk")
            for verb in visit:
                if here := self.model.at(clerk):
                    self._moves(clerk, verb, here, "fresh")
            self.it.check()

    @somebody("called", "serving")
    @rule(verb=st.sampled_from(wishes.VERBS[:5]), n=wishes.which, key=wishes.keys)
    def whoever_is_at_a_counter_is_served(self, verb, n, key):
        it = self._one_of(n, "called", "serving")
        self._moves(it["counter_id"], verb, it, key)

    @somebody("held")
    @rule(clerk=wishes.clerks, verb=st.sampled_from(["returns", "resumes"]), n=wishes.which)
    def someone_who_stepped_away_comes_back(self, clerk, verb, n):
        self._moves(clerk, verb, self._one_of(n, "held"), "fresh")

    @rule(clerk=wishes.clerks, n=wishes.which, minutes=st.sampled_from([25, 0, 31]))
    def someone_who_missed_the_call_comes_back(self, clerk, n, minutes):
        self.a_clerk_works(clerk, [["no-shows"]])
        self.it.passes(minutes=minutes)
        self._moves(clerk, "returns", self._one_of(n, "no_show"), "fresh")

    @rule(clerk=wishes.clerks, verb=st.sampled_from(wishes.VERBS), n=wishes.which, key=wishes.keys)
    def a_clerk_presses_anything(self, clerk, verb, n, key):
        self._moves(clerk, verb, self._one_of(n), key)

    @rule(clerk=wishes.clerks, service=wishes.services, n=wishes.which, key=wishes.keys)
    def a_clerk_transfers(self, clerk, service, n, key):
        it = self._one_of(n, "waiting", "called", "serving", "held")
        self._moves(clerk, "transfers", it, key, service_id=service)

    @somebody("held")
    @rule(counter=wishes.clerks, n=wishes.which, key=wishes.keys)
    def a_manager_resumes(self, counter, n, key):
        self._moves("manager", "resumes", self._one_of(n, "held"), key, counter_id=counter)

    @rule(verb=st.sampled_from(HELPER_PRESSES), n=wishes.which, key=wishes.keys)
    def a_helper_tends_the_line(self, verb, n, key):
        self._moves("helper", verb, self._one_of(n), key)

    @rule(key=wishes.keys, after=st.sampled_from([0, 9, 11, -9, -120]), who=wishes.undoers)
    def the_last_press_was_a_slip(self, key, after, who):
        self.it.passes(seconds=after)
        it = self.model.last_pressed
        may_try = it["by"] in (*CLERKS, "helper")
        themselves = it["by"] if may_try else "manager"
        self._moves(themselves if who == "themselves" else who, "undos", it, key)

    @somebody("served")
    @rule(n=wishes.which, value=st.integers(1, 5), key=wishes.keys)
    def someone_rates(self, n, value, key):
        self._from_the_phone("rating", self._one_of(n, "served"), key, value)

    @rule(n=wishes.which)
    def no_button_works_that_is_not_for_a_state(self, n):
        for state in filter(self.model.those, STATES):
            it = self._one_of(n, state)
            for verb in (v for v, moves in MOVES.items() if state not in moves):
                if verb == "rating":
                    self._from_the_phone(verb, it, None, 5)
                else:
                    self._moves("manager", verb, it, None, **wishes.NEEDS.get(verb, {}))

    @rule(n=wishes.which, key=wishes.keys)
    def someone_gives_up(self, n, key):
        self._from_the_phone("cancellation", self._one_of(n), key)

    @rule(n=wishes.which)
    def two_phones_have_made_the_same_key(self, n):
        for it in (self._one_of(n), self._one_of(n + 1)):
            self._from_the_phone("cancellation", it, "k2")

    @rule(n=wishes.which)
    def a_press_comes_again(self, n):
        sent = list(self.it.answered.values())
        self.it.again(sent[n % len(sent)][0])

    @rule(n=wishes.which)
    def another_press_comes_under_a_used_key(self, n):
        sent = list(self.it.answered.values())
        self.it.again(wishes.other_than(sent[n % len(sent)][0]))

    @rule(key=st.sampled_from([None, "unused"]))
    def everybody_presses_what_is_not_theirs(self, key):
        for who, path, body, code in wishes.REFUSED:
            self.it.is_refused(Press(who=who, path=f"/api/v1{path}", body=body, key=key), code)

    @rule(n=wishes.which, what=st.sampled_from([("rating", {"value": 5}), ("cancellation", {})]))
    def someone_guesses_a_key(self, n, what):
        mine = self.it.keys[self._one_of(n)["id"]]
        guess = ("2" if mine[0] == "1" else "1") + mine[1:]
        press = Press(who="phone", path=f"/t/{guess}/{what[0]}", body=what[1])
        self.it.is_refused(press, "unknown_ticket")

    @rule(span=wishes.spans)
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
        told = partial(self.model.press, verb, it["id"], who, **body)
        self._does(who, f"/tickets/{it['id']}/{verb}", key, told, body)

    def _from_the_phone(self, verb, it, key, value=None):
        path, who = f"/t/{self.it.keys[it['id']]}/{verb}", f"phone:{it['id']}"
        body = {"value": value} if value else {}
        press = Press(who=who, path=path, body=body, key=self.it.key(key))
        if value:
            self.it.does(press, partial(self.model.press, "rating", it["id"], who, rating=value))
        else:
            self.it.does(press, partial(self.model.press, "cancellations", it["id"], who))

    def _one_of(self, n, *states):
        """Somebody in one of these states; anybody when there is nobody, or no state is named."""
        them = self.model.those(*states) or self.model.those()
        return them[n % len(them)]
