"""Which field is too much? Of every answer, for every role: what it names of a person."""

import re

import pytest

from queue_server.hall.rules.roles import Role
from queue_server.turns.tables import Tickets

KEY = {"key", "status_url"}
PERSON = {"priority_group", "procedure_code", "outcome"}
AT_THE_DESK = PERSON | {"priority", "procedure", "reason", "reason_text"}
IN_THE_JOURNAL = PERSON | {"reason", "hold_reason"}
RATING = {"rating"}
NOTHING: frozenset[str] = frozenset()
CLERK = {"clerk"}  # who sits where: for staff
BY = {"by"}
ON_THE_SLIP = {"url", "priority"}  # of the slips that this device gave, for the agent beside it
SENSITIVE = KEY | ON_THE_SLIP | AT_THE_DESK | IN_THE_JOURNAL | RATING | CLERK | BY

STAFF = ("clerk", "helper", "manager", "admin")
EVERYBODY = [role.value for role in Role]
ASKED = {  # address -> who is answered -> the names of SENSITIVE in it
    "/api/v1/services": dict.fromkeys(EVERYBODY, NOTHING),
    "/api/v1/board": dict.fromkeys([*EVERYBODY, "nobody"], NOTHING),
    "/healthz": dict.fromkeys([*EVERYBODY, "nobody"], NOTHING),
    "/api/v1/counters": dict.fromkeys(STAFF, CLERK),
    "/api/v1/counters/Q02": {  # where the clerk sits
        "clerk": CLERK | AT_THE_DESK,
        "manager": CLERK | AT_THE_DESK | RATING,
        "helper": CLERK,
    },
    "/api/v1/counters/Q03": {
        "clerk": CLERK,
        "manager": CLERK | AT_THE_DESK | RATING,
        "helper": CLERK,
    },
    "/api/v1/tickets/{at_2}": {  # which the kiosk gave
        "kiosk": PERSON,
        "clerk": PERSON,
        "manager": PERSON | RATING,
        "helper": set(),
        "admin": set(),
    },
    "/api/v1/tickets/{at_3}": {
        "kiosk": PERSON,
        "clerk": set(),
        "manager": PERSON | RATING,
        "helper": set(),
        "admin": set(),
    },
    "/api/v1/tickets/{in_line}": {  # which a program gave; they wait for counters 2 and 3
        "integration": PERSON,
        "clerk": PERSON,
        "manager": PERSON | RATING,
        "helper": set(),
        "admin": set(),
    },
    "/api/v1/tickets/{at_2}/undos": dict.fromkeys(("clerk", "helper", "manager"), NOTHING),
    "/api/v1/printers": dict.fromkeys(STAFF, NOTHING),
    "/api/v1/printer/slips": {"kiosk": ON_THE_SLIP},
    "/api/v1/journal": {
        "manager": BY | IN_THE_JOURNAL | RATING,
        "admin": BY,
        "integration": BY,
    },
    "/t/{key}.json": dict.fromkeys([*EVERYBODY, "nobody"], RATING),  # it is their own
}
NO_ANSWERS = {
    "/api/openapi.json",
    "/kiosk/tickets/<key>/paper.json",
    "/api/v1/tickets/<int:ticket_id>",
}

WISH = {"priority_group": "KHUYET_TAT", "procedure_code": "3.000333", "service_id": "LLTP"}
PRESSED = [  # who, where, with what -> the names of SENSITIVE in the answer
    *((who, "/tickets", WISH, KEY | PERSON) for who in ("kiosk", "helper", "integration")),
    ("clerk", "/tickets", WISH, KEY | PERSON),
    ("manager", "/tickets", WISH, KEY | PERSON | RATING),
    ("clerk", "/tickets/{at_2}/recalls", {}, PERSON),
    ("manager", "/tickets/{at_2}/starts", {}, PERSON | RATING),
    ("clerk", "/tickets/{at_2}/finishes", {}, PERSON),
    ("clerk", "/tickets/{at_2}/holds", {"reason": "photo"}, PERSON),
    ("clerk", "/tickets/{at_2}/no-shows", {}, PERSON),
    ("clerk", "/tickets/{at_2}/transfers", {"service_id": "DATDAI"}, set()),  # theirs no longer
    ("clerk", "/tickets/{away}/returns", {}, PERSON),
    ("helper", "/tickets/{away}/returns", {}, set()),
    ("helper", "/tickets/{away}/cancellations", {}, set()),
    ("helper", "/tickets/{at_2}/reprints", {}, set()),
    ("clerk", "/tickets/{at_3}/reprints", {}, set()),
    ("manager", "/tickets/{at_2}/undos", {}, PERSON | RATING),
    ("clerk", "/counters/Q02/pauses", {}, CLERK),
    ("clerk", "/counters/Q02/openings", {}, CLERK),
]


def names(told) -> set[str]:
    """Every name in an answer, however deep; the ids of services are no names."""
    parts = told if isinstance(told, list) else told.values() if isinstance(told, dict) else ()
    mine = told if isinstance(told, dict) else ()
    return {it for it in mine if not re.fullmatch("[A-Z0-9]+", it)}.union(*map(names, parts))


@pytest.fixture
def callers(served):
    them = {r.value: served.caller(r, "Q02" if r is Role.CLERK else None) for r in Role}
    return them | {"nobody": served.caller()}


@pytest.fixture
def people(callers):
    """Three from a touchscreen, one away and two at counters; then one from a program, in line."""
    kiosk, manager = callers["kiosk"], callers["manager"]
    kiosk.press("/printer/reports", {"spool": "of-an-agent", "is_known": True, "paper": "fine"})
    for counter in ("Q02", "Q03"):
        manager.press(f"/counters/{counter}/openings")
    found = {}
    for name, counter in (("away", "Q02"), ("at_2", "Q02"), ("at_3", "Q03")):
        found[name] = kiosk.press("/tickets", WISH, status=201)["id"]
        manager.press(f"/counters/{counter}/calls", status=201)
        if name == "away":
            manager.press(f"/tickets/{found[name]}/holds", {"reason": "copy of the card"})
            manager.press(f"/tickets/{found[name]}/undos")
            manager.press(f"/tickets/{found[name]}/holds", {"reason": "copy of the card"})
    issued = callers["integration"].press("/tickets", WISH, status=201)
    return found | {"in_line": issued["id"], "key": issued["key"]}


@pytest.mark.parametrize("path", ASKED)
def test_an_answer_names_of_a_person_what_its_reader_may_know(callers, people, path):
    answers = {who: it.get(path.format(**people)) for who, it in callers.items()}

    told = {w: names(a.json) & SENSITIVE for w, a in answers.items() if a.status_code == 200}
    assert told == ASKED[path]


@pytest.mark.parametrize(("who", "path", "body", "told"), PRESSED)
def test_a_press_is_answered_with_what_its_presser_may_know(callers, people, who, path, body, told):
    answer = callers[who].post("/api/v1" + path.format(**people), body)

    assert answer.status_code < 300, answer.text
    assert names(answer.json) & SENSITIVE == told


def test_no_address_was_forgotten(served):
    def plain(path):
        return re.sub(r"[<{][^>}]*[>}]|Q0\d", "*", path)

    rules = served.built.flask.url_map.iter_rules()
    asked = {r.rule for r in rules if "GET" in r.methods and re.search("^/api/|json$", r.rule)}
    known = {plain(path) for path in ASKED} | {plain(path) for path in NO_ANSWERS}
    assert {plain(rule) for rule in asked} <= known


def test_another_kiosk_counts_ids_and_learns_nothing(served, callers, people):
    other = served.caller("kiosk")

    there = [other.get(f"/api/v1/tickets/{n}") for n in (people["at_2"], 999)]

    assert [a.status_code for a in there] == [404, 404]
    assert there[0].json["detail"] == there[1].json["detail"]


def test_the_key_is_kept_nowhere(served, callers):
    once = {"Idempotency-Key": "k1"}
    first = callers["kiosk"].post("/api/v1/tickets", WISH, headers=once)
    again = callers["kiosk"].post("/api/v1/tickets", WISH, headers=once)

    [kept] = served.built.hall.ask(lambda v: [v.press(f"kiosk:{first_name(v)}", "k1")["answer"]])
    assert again.text == first.text
    assert first.json["key"] not in kept


def first_name(view):
    return Tickets(view).ticket(1).device
