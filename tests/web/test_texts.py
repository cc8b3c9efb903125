"""Every text that somebody sends passes one gate, whichever door it comes through."""

import json
import unicodedata
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from queue_server.__main__ import cli
from queue_server.cli.access import new_password, new_token
from queue_server.devices import commands as devices
from queue_server.devices.refusals import NameTaken
from queue_server.devices.tables import Staff
from queue_server.hall.rules.roles import Role
from queue_server.paper.tables import Paper
from queue_server.web.kit.access.hashing import hashed

ILL = {
    "NUL": "\0",
    "half a letter": "\ud800",
    "escape": "\x1b[2J",
    "a new line": "\n",
    "turned around": "\u202e",
    "unseen": "\u200b",
    "without end": "x" * 201,
}
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
# Who knocks, where, and with what: {} is where the text goes, {key} the citizen's.
JSON = [
    ("kiosk", "/api/v1/tickets", {"service_id": "{}"}),
    ("kiosk", "/api/v1/tickets", {"service_id": "LLTP", "priority_group": "{}"}),
    ("kiosk", "/api/v1/tickets", {"service_id": "LLTP", "procedure_code": "{}"}),
    ("manager", "/api/v1/tickets/1/holds", {"reason": "{}"}),
    ("manager", "/api/v1/tickets/1/transfers", {"service_id": "{}"}),
    ("manager", "/api/v1/tickets/1/resumes", {"counter_id": "{}"}),
    ("manager", "/api/v1/tickets/1/reprints", {"device": "{}"}),
    ("kiosk", "/api/v1/printer/reports", {"spool": "spool-of-mine{}"}),
    ("helper", "/t/{key}/rating", {"value": 5, "reason": "{}"}),
]
FORMS = [
    ("/sign-in", "name={}&password=x"),
    ("/sign-in", "name=x&password={}"),
    ("/sign-in", "name=x&password=x&next=/{}"),
    ("/t/{key}/rating", "value=5&reason={}"),
    ("/kiosk/tickets", "service_id=LLTP&press={}"),
    ("/kiosk/tickets", "service_id={}&press=1"),
    ("/kiosk/tickets/{key}/paper", "have=no&press={}"),
    ("/counter/seat", "counter_id={}"),
    ("/supervisor/printers/kiosk1/slips", "ticket_id={}"),
]


@pytest.fixture
def key(manager):
    """Of somebody at a counter, ticket 1."""
    ticket = manager.press("/tickets", {"service_id": "LLTP"}, status=201)
    manager.press("/counters/Q02/openings")
    manager.press("/counters/Q02/calls", status=201)
    assert ticket["id"] == 1
    return ticket["key"]


@pytest.fixture
def version(served):
    return lambda: served.built.hall.ask(lambda view: view.version)


def encoded(text):
    """A text in an address or a form; half a letter as the three bytes it would have."""
    return quote(text.encode("utf-8", "surrogatepass"))


def test_no_body_takes_an_ill_text(served, key, version):
    callers = {role: served.caller(role) for role in ("kiosk", "manager", "helper")}
    before = version()

    for name, ill in ILL.items():
        for who, path, body in JSON:
            sent = {k: v.replace("{}", ill) if type(v) is str else v for k, v in body.items()}
            raw = json.dumps(sent).encode()
            headers = callers[who].headers
            answer = callers[who].client.post(path.format(key=key), data=raw, headers=headers)
            assert (answer.status_code, answer.json["code"]) == (400, "bad_request"), (name, path)
    assert version() == before


def test_no_form_takes_an_ill_text(served, key, version):
    browser = served.browser("manager")
    before = version()

    for name, ill in ILL.items():
        if name == "half a letter":
            continue  # a form is decoded: there it is a letter that nobody knows
        for path, form in FORMS:
            sent = form.replace("{}", encoded(ill))
            answer = browser.post(path.format(key=key), data=sent, headers=FORM)
            assert answer.status_code == 400, (name, path, form)
            assert answer.mimetype == "text/html"
    assert version() == before


def test_no_address_takes_an_ill_text(served):
    """Every address of the program with a text in it, and a query at each."""
    rules = [r for r in served.built.flask.url_map.iter_rules() if "static" not in r.endpoint]
    browser = served.browser("manager")
    paths = {part for rule in rules for part in paths_with("{}", rule)} | {"/display/?theme={}"}
    assert len(paths) > 20

    for name, ill in ILL.items():
        if name == "half a letter":
            continue
        for path in paths:
            answer = browser.open(path.replace("{}", encoded(f"a{ill}")), method="POST")
            assert answer.status_code in (400, 404, 405), (name, path, answer.status_code)


def paths_with(text, rule):
    """The addresses of a rule: a text for one of its words, and for what is asked after it."""
    words = [name for name in rule.arguments if "int:" + name not in rule.rule]
    plain = {name: 1 if name not in words else "x" for name in rule.arguments}
    for name in words:
        yield rule.rule.replace(f"<{name}>", text).replace("<int:", "<")
    path = rule.rule.replace("<int:", "<")
    for name, value in plain.items():
        path = path.replace(f"<{name}>", str(value))
    yield f"{path}?back={text}"


@pytest.mark.parametrize("ill", ["\0", "\x1b", "é" * 101, "x" * 201, "", " "])
def test_a_header_takes_no_ill_text(manager, ill):
    raw = ill.encode().decode("latin-1")
    answer = manager.post(
        "/api/v1/tickets", {"service_id": "LLTP"}, headers={"Idempotency-Key": raw}
    )

    assert answer.json["code"] == "bad_request"


def test_what_is_typed_letter_by_letter_is_kept_composed(served, manager, key):
    decomposed = unicodedata.normalize("NFD", "Thiếu bản sao căn cước")

    manager.press("/tickets/1/holds", {"reason": f"  {decomposed} "})

    desk = served.caller("clerk", "Q02").get("/api/v1/counters/Q02").json
    assert [held["reason"] for held in desk["held"]] == ["Thiếu bản sao căn cước"]


def test_a_smile_may_be_in_a_reason(served, manager, key):
    manager.press("/tickets/1/starts")
    manager.press("/tickets/1/finishes")

    answer = served.caller().post(f"/t/{key}/rating", {"value": 5, "reason": "Tốt 👍🏽👨‍👩‍👧"})

    assert answer.status_code == 200


def test_the_same_key_with_another_form_is_refused(served, manager, key):
    manager.press("/tickets/1/starts")
    manager.press("/tickets/1/finishes")
    citizen = served.built.flask.test_client()

    def rate(value):
        form, headers = {"value": value}, {"Idempotency-Key": "k1"}
        return citizen.post(f"/t/{key}/rating", data=form, headers=headers).status_code

    assert [rate("5"), rate("5"), rate("1")] == [303, 303, 422]


@pytest.mark.parametrize(("kept", "typed"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_a_name_is_the_same_however_it_was_typed(served, kept, typed):
    """Also one that an older version of the program kept as it came."""
    name, password = "Nguyễn Thị Hạnh", hashed("a password")
    as_kept, as_typed = (unicodedata.normalize(form, name) for form in (kept, typed))
    hall = served.built.hall
    hall.do(lambda tx: Staff(tx).save(as_kept, "clerk", password, counter=None))
    form = {"name": as_typed, "password": "a password"}

    assert served.built.flask.test_client().post("/sign-in", data=form).status_code == 302
    new_password(hall, as_typed, Role.CLERK)
    assert served.built.flask.test_client().post("/sign-in", data=form).status_code == 401
    assert [row["name"] for row in hall.ask(lambda view: Staff(view).all())] == [as_kept]


def test_a_device_has_its_name_alone_however_it_is_typed(served):
    new_token(served.built.hall, unicodedata.normalize("NFD", "Máy 1"), Role.KIOSK)

    with pytest.raises(NameTaken):
        new_token(served.built.hall, "Máy 1", Role.KIOSK)
    assert served.built.hall.do(
        devices.revoke_device, unicodedata.normalize("NFD", "Máy 1"), by="it"
    )


def test_a_printer_is_found_however_its_device_was_typed(served, manager):
    """Also one whose name an older version of the program kept as it came."""
    as_kept = unicodedata.normalize("NFD", "Máy 1")
    served.built.hall.do(lambda tx: Paper(tx).add_printer(as_kept, "memory:"))
    manager.press("/tickets", {"service_id": "LLTP"}, status=201)

    manager.press("/printers/Máy 1/rolls")
    manager.press("/tickets/1/reprints", {"device": "Máy 1"})

    [slip] = served.built.hall.ask(lambda view: Paper(view).newest_slips(as_kept, 5))
    assert (slip.ticket_id, slip.device) == (1, as_kept)


@pytest.mark.parametrize("ill", ["\x1b[2J", "\udcff", "\u202e", " ", "x" * 65])
@pytest.mark.parametrize("errand", ["staff add --role clerk", "token add --role kiosk"])
def test_the_command_line_takes_no_ill_name(errand, ill):
    done = CliRunner().invoke(cli, [*errand.split(), "--name", f"{ill}"], obj=None)

    assert done.exit_code == 2
    assert "--name" in done.output
