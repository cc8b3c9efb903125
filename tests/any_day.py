"""A hall where everybody presses what they like, for Hypothesis to try."""

from conftest import DEMO
from hall_clock import HandClock
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)
from staying_true import stays_true
from story import Clerk, Day

from queue_server.folder import commands as importing
from queue_server.folder import read
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.refusals import Refusal

FLOOR = read(DEMO)
services = st.sampled_from(["LLTP", "TUPHAP", "DATDAI"])
counters = st.sampled_from(["Q02", "Q03", "Q04"])
groups = st.sampled_from([None, None, "NGUOI_CAO_TUOI"])
presses = st.sampled_from(
    ["recalls", "starts", "finishes", "holds", "resumes", "marks_absent", "brings_back", "undoes"]
)


class AnyDay(RuleBasedStateMachine):
    """A hall where everybody presses what they like."""

    floor = FLOOR

    def __init__(self, empty_database):
        super().__init__()
        self.empty_database = empty_database

    @initialize()
    def opens(self):
        self.clock = HandClock()
        self.store = open_store(self.empty_database(), self.clock)
        self.hall = Hall(self.store, self.floor.hall.id)
        self.hall.do(importing.import_floor, self.floor, by="test")
        self.day = Day(self.hall, self.clock)
        self.issued = []
        for counter in ("Q02", "Q03", "Q04"):
            Clerk(self.hall, counter).opens()

    def teardown(self):
        self.store.close()

    @rule(service=services, group=groups)
    def someone_arrives(self, service, group):
        self._try(lambda: self.issued.append(self.day.arrives(service, group)))

    @rule(counter=counters)
    def a_clerk_calls(self, counter):
        self._try(Clerk(self.hall, counter).calls_next)

    @rule(counter=counters, press=presses, which=st.integers(0, 20))
    def a_clerk_presses(self, counter, press, which):
        if self.issued:
            clerk = Clerk(self.hall, counter)
            self._try(getattr(clerk, press), self.issued[which % len(self.issued)])

    @rule(counter=counters, service=services, which=st.integers(0, 20))
    def a_clerk_transfers(self, counter, service, which):
        if self.issued:
            who = self.issued[which % len(self.issued)]
            self._try(Clerk(self.hall, counter).transfers, who, service)

    @rule(which=st.integers(0, 20))
    def someone_gives_up(self, which):
        if self.issued:
            self._try(self.day.cancels, self.issued[which % len(self.issued)])

    @rule(which=st.integers(0, 20), value=st.integers(1, 5))
    def someone_rates(self, which, value):
        if self.issued:
            self._try(self.day.rates, self.issued[which % len(self.issued)], value)

    @rule(seconds=st.sampled_from([1, 5, 60, 900, -120]))
    def time_passes(self, seconds):
        self.clock.passes(seconds=seconds)

    @invariant()
    def what_stays_true_is_true(self):
        stays_true(self.hall)

    def _try(self, press, *args):
        before = len(self.day.events())
        try:
            press(*args)
        except Refusal:
            assert len(self.day.events()) == before
