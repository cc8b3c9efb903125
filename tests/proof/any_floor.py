"""A hall whose data is replaced again and again while people press."""

from dataclasses import replace
from datetime import time

from any_day import FLOOR, AnyDay
from floors import renamed, renumbered, swapped_letters, without
from hall_goes_on import goes_on
from hypothesis import strategies as st
from hypothesis.stateful import rule

from queue_server.folder import commands as importing
from queue_server.folder.refusals import SurprisingChange
from queue_server.hall.rules.floor import Floor
from queue_server.hall.rules.hours import Shift
from queue_server.hall.tables import floor_of

SERVICES = ("LLTP", "TUPHAP", "DATDAI")
COUNTERS = ("Q02", "Q03", "Q04")
SMALL = without(
    FLOOR,
    services={s.id for s in FLOOR.services} - set(SERVICES),
    counters={c.id for c in FLOOR.counters} - {"Q01", *COUNTERS},
)
one_service, one_counter = st.sampled_from(SERVICES), st.sampled_from(COUNTERS)
edits = st.one_of(
    st.tuples(st.just("as it was")),
    st.tuples(st.just("drop service"), one_service),
    st.tuples(st.just("drop counter"), one_counter),
    st.tuples(st.just("drop group"), st.just("NGUOI_CAO_TUOI")),
    st.tuples(st.just("drop procedures")),
    st.tuples(st.just("swap letters"), one_service, one_service),
    st.tuples(st.just("rename service"), one_service, st.sampled_from(["X1", "X2"])),
    st.tuples(st.just("renumber"), one_counter, st.integers(50, 59)),
    st.tuples(st.just("list otherwise"), one_counter, st.permutations(SERVICES)),
    st.tuples(st.just("hours"), st.sampled_from([9, 17])),
)


class AnyFloor(AnyDay):
    """Everybody presses what they like, and somebody edits the hall's files and imports them."""

    floor = SMALL

    @rule(changes=st.lists(edits, min_size=1, max_size=3))
    def somebody_imports(self, changes):
        for name, *facts in changes:
            self.floor = sound(EDITS[name](self.floor, *facts))
        before = self.hall.ask(lambda view: (view.version, floor_of(view)))
        try:
            self.hall.do(importing.import_floor, self.floor, by="import")
        except SurprisingChange:
            assert before == self.hall.ask(lambda view: (view.version, floor_of(view)))
            self.hall.do(importing.import_floor, self.floor, by="import", is_meant=True)
        goes_on(self.hall)

    @rule(service=st.sampled_from(["X1", "X2"]))
    def someone_arrives_for_what_is_new(self, service):
        self._try(lambda: self.issued.append(self.day.arrives(service)))

    @rule()
    def the_night_comes(self):
        self.clock.passes(days=1)
        self.day.ends_past_days()

    @rule(counter=one_counter)
    def a_clerk_opens(self, counter):
        self._try(self.day.clerk, int(counter[1:]))

    def teardown(self):
        goes_on(self.hall)
        super().teardown()


def sound(floor: Floor) -> Floor:
    """As the check of a folder lets it through: every service is called by some counter."""
    called = {s for c in floor.counters for s in c.service_ids}
    return without(floor, services={s.id for s in floor.services} - called)


def list_otherwise(floor: Floor, counter_id: str, order: list[str]) -> Floor:
    known = {s.id for s in floor.services}
    ids = tuple(s for s in order[:2] if s in known)
    counters = (replace(c, service_ids=ids) if c.id == counter_id else c for c in floor.counters)
    return replace(floor, counters=tuple(counters))


def close_at(floor: Floor, hour: int) -> Floor:
    shift = Shift(opens=time(7, 30), closes=time(hour))
    return replace(floor, hours=replace(floor.hours, week=dict.fromkeys(range(7), (shift,))))


def rename(floor: Floor, before: str, after: str) -> Floor:
    taken = any(s.id == after for s in floor.services)
    return floor if taken else renamed(floor, before, after)


def swap(floor: Floor, one: str, other: str) -> Floor:
    both = {one, other} <= {s.id for s in floor.services}
    return swapped_letters(floor, one, other) if both else floor


EDITS = {
    "as it was": lambda _floor: SMALL,
    "drop service": lambda floor, it: without(floor, services=[it]),
    "drop counter": lambda floor, it: without(floor, counters=[it]),
    "drop group": lambda floor, it: without(floor, groups=[it]),
    "drop procedures": lambda floor: replace(floor, procedures=()),
    "swap letters": swap,
    "rename service": rename,
    "renumber": renumbered,
    "list otherwise": list_otherwise,
    "hours": close_at,
}
