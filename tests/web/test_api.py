"""A morning told over HTTP: every press there is, and what each answers."""

import pytest

from queue_server.turns.rules.tickets import State


@pytest.fixture
def counter(manager):
    return manager.press("/counters/Q02/openings")["id"]


@pytest.fixture
def called(manager, counter):
    issued = manager.press("/tickets", {"service_id": "LLTP"}, status=201)
    return manager.press(f"/counters/{counter}/calls", status=201) | {"issued": issued}


def test_a_number_comes_with_everything_a_slip_needs(manager):
    ticket = manager.press("/tickets", {"service_id": "LLTP"}, status=201)

    assert ticket["number"] == "A001"
    assert ticket["state"] == "waiting"
    assert ticket["ahead"] == 0
    assert ticket["status_url"].endswith(f"/t/{ticket['key']}")
    assert ticket["issued_at"].startswith("2026-11-25T08:00:0")
    assert set(ticket) >= {"id", "service_id", "estimate"}


@pytest.mark.parametrize(
    ("presses", "state"),
    [
        (["recalls"], State.CALLED),
        (["starts"], State.SERVING),
        (["starts", "finishes"], State.SERVED),
        (["finishes"], State.SERVED),
        (["no-shows"], State.NO_SHOW),
        (["no-shows", "returns"], State.WAITING),
        (["starts", "holds"], State.HELD),
        (["holds", "resumes"], State.SERVING),
        (["holds", "returns"], State.WAITING),
        (["holds", "cancellations"], State.CANCELLED),
        (["starts", "finishes", "undos"], State.SERVING),
        (["undos"], State.WAITING),
    ],
)
def test_every_verb_on_a_called_ticket(manager, called, presses, state):
    for verb in presses:
        answer = manager.press(f"/tickets/{called['id']}/{verb}")

    assert answer["state"] == state
    assert manager.get(f"/api/v1/tickets/{called['id']}").json == answer


def test_a_transfer_names_the_service(manager, called):
    path = f"/tickets/{called['id']}/transfers"

    assert manager.press(path, {"service_id": "DATDAI"})["service_id"] == "DATDAI"


def test_a_hold_keeps_its_reason_on_the_desk(manager, called):
    manager.press(f"/tickets/{called['id']}/holds", {"reason": "copy of the card"})

    held = manager.get("/api/v1/counters/Q02").json["held"]
    assert [(h["number"], h["reason"]) for h in held] == [("A001", "copy of the card")]


def test_a_counter_is_opened_paused_and_closed(manager):
    states = [
        manager.press(f"/counters/Q02/{verb}")["state"]
        for verb in ("openings", "pauses", "openings", "closings")
    ]

    assert states == ["open", "paused", "open", "closed"]


def test_the_desk_says_who_is_next_and_why(manager, counter):
    manager.press("/tickets", {"service_id": "LLTP"}, status=201)
    wish = {"service_id": "LLTP", "priority_group": "NGUOI_CAO_TUOI"}
    elder = manager.press("/tickets", wish, status=201)

    desk = manager.get("/api/v1/counters/Q02").json

    assert desk["next"]["number"] == elder["number"]
    assert desk["next"]["why"]["vi"] == "Thuộc nhóm ưu tiên"
    assert [row["number"] for row in desk["waiting"]] == ["A002", "A001"]


def test_the_board_is_public_and_changes_its_tag_with_its_version(served, manager, called):
    anybody = served.caller()
    board = anybody.get("/api/v1/board")

    assert [call["number"] for call in board.json["calls"]] == ["A001"]
    tag = {"If-None-Match": board.headers["ETag"]}
    assert anybody.get("/api/v1/board", headers=tag).status_code == 304
    manager.press(f"/tickets/{called['id']}/recalls")
    assert anybody.get("/api/v1/board", headers=tag).status_code == 200


def test_the_citizen_follows_and_rates_with_the_key_alone(served, manager, called):
    citizen, key = served.caller(), called["issued"]["key"]
    assert citizen.get(f"/t/{key}.json").json["counter"] == 2
    manager.press(f"/tickets/{called['id']}/finishes")

    rated = citizen.post(f"/t/{key}/rating", {"value": 5})
    again = citizen.post(f"/t/{key}/rating", {"value": 1})

    assert rated.json["rating"] == 5
    assert (again.status_code, again.json["code"]) == (409, "already_rated")


def test_the_journal_is_read_from_a_version_on(manager, called):
    journal = manager.get("/api/v1/journal?after=1").json

    kinds = [event["kind"] for event in journal["events"]]
    assert kinds[-3:] == ["CounterOpened", "TicketIssued", "TicketCalled"]
    assert set(kinds[:-3]) == {"DeviceLetIn"}  # who presses here
    assert journal["version"] == journal["events"][-1]["seq"]


def test_services_say_when_they_open(served):
    kiosk = served.caller("kiosk")
    served.passes(hours=4)

    button = kiosk.get("/api/v1/services").json["services"][0]

    assert button["open_now"] is False
    assert button["opens_at"] == "2026-11-25T13:30:00+07:00"
