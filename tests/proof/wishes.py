"""What is pressed: the choices of a machine, and the presses that must always be refused."""

from dataclasses import replace
from datetime import time

from hypothesis import strategies as st
from proof import rules
from proof.pressing import CLERKS, NOBODY, Press
from running import DEMO

from queue_server.folder import read
from queue_server.hall.rules.floor import Floor
from queue_server.hall.rules.hours import Shift

SERVICES = ("LLTP", "TUPHAP", "DATDAI")
NOT_SERVED = "YTE"  # its counter is not in this hall
VERBS = ["starts", "finishes", "recalls", "no-shows", "holds", "resumes", "returns", "undos"]
VERBS += ["cancellations"]

NEEDS = {"transfers": {"service_id": "LLTP"}}  # what a press says beside its address

services = st.sampled_from([*SERVICES, *SERVICES, NOT_SERVED])
groups = st.sampled_from([None, "NGUOI_CAO_TUOI", None, "QUAY_LAI"])
clerks = st.sampled_from(CLERKS)
outcomes = st.sampled_from([*rules.OUTCOMES, None, "GIAI_LAO"])
called_by_hand = st.sampled_from([*rules.CALLED_BY_HAND, *rules.CALLED_BY_HAND, None, "PHOTO"])
kiosks = st.sampled_from(["kiosk", "other"])
undoers = st.sampled_from(["manager", "themselves", "themselves", "Q03", "helper"])
which = st.integers(0, 30)
seconds = st.sampled_from([1, 0, 20])
# Mostly a key of its own, sometimes none, sometimes one that may have been used before.
keys = st.sampled_from(["fresh"] * 6 + [None, "k1"])
spans = st.sampled_from(
    [
        {"seconds": 1},
        {"seconds": 8},
        {"seconds": 2},
        {"minutes": 1},
        {"minutes": 15},
        {"minutes": 20},
        {"hours": 8},
        {"days": 8},
        {"minutes": -2},
        {"hours": -2},
    ]
)
visits = st.lists(
    st.sampled_from(
        [
            ["starts", "finishes"],
            ["finishes"],
            ["no-shows"],
            ["starts", "holds"],
            ["recalls", "starts", "finishes"],
            ["undos"],
            ["starts", "cancellations"],
        ]
    ),
    min_size=1,
    max_size=5,
)
NOWHERE = 10**6  # no ticket has that id
REFUSED = [
    ("kiosk", "/counters/Q02/calls", {}, "wrong_role"),
    ("kiosk", "/tickets/1/cancellations", {}, "wrong_role"),
    ("helper", "/tickets/1/starts", {}, "wrong_role"),
    ("Q03", "/counters/Q02/calls", {}, "not_your_counter"),
    ("Q03", "/counters/Q02/closings", {}, "not_your_counter"),
    ("kiosk", "/tickets", {}, "bad_request"),
    ("kiosk", "/tickets", {"service_id": "NOPE"}, "unknown_service"),
    ("kiosk", "/tickets", {"service_id": "LLTP", "priority_group": "NOPE"}, "unknown_priority"),
    ("manager", "/tickets/1/transfers", {}, "bad_request"),
    ("manager", "/tickets/1/transfers", {"service_id": "NOPE"}, "unknown_service"),
    ("manager", "/counters/Q01/calls", {}, "counter_calls_nobody"),
    ("manager", "/counters/Q99/openings", {}, "unknown_counter"),
    (NOBODY, "/tickets", {"service_id": "LLTP"}, "sign_in_needed"),
    *(("manager", f"/tickets/{NOWHERE}/{verb}", {}, "unknown_ticket") for verb in VERBS),
]


def all_night() -> Floor:
    """The demo hall with four of its counters, open all night with a break each hour."""
    floor = read(DEMO)
    shifts = tuple(Shift(opens=time(h, 5), closes=time(h, 50)) for h in range(24))
    week = dict.fromkeys(range(7), shifts)
    hours = replace(floor.hours, week=week, special_days=(), days_off={})
    return replace(floor, hours=hours, counters=floor.counters[:4])


def other_than(first: Press) -> Press:
    """Another press that the same caller might send under the same key."""
    if first.path.endswith("/tickets"):
        return replace(first, body={"service_id": "LLTP", "language": "en"})
    if first.path.endswith("/cancellation"):
        path = first.path.replace("/cancellation", "/rating")
        return replace(first, path=path, body={"value": 1})
    if first.path.endswith("/rating"):
        return replace(first, body={"value": 1, "reason": "slow"})
    return replace(first, path=f"/api/v1/tickets/{NOWHERE}/undos", body={})
