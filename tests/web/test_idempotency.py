"""The same key with the same press gets the same answer, whatever happened meanwhile."""

import pytest
from served import Caller


def issue(caller: Caller, key: str, service: str = "LLTP"):
    path, body = "/api/v1/tickets", {"service_id": service}
    return caller.post(path, body, headers={"Idempotency-Key": key})


def test_a_press_sent_again_gets_its_first_answer(served, manager):
    first = issue(manager, "k1")
    served.passes(minutes=5)
    again = issue(manager, "k1")

    assert (again.status_code, again.text) == (201, first.text)


def test_the_key_belongs_to_its_device(served):
    one, other = served.caller("kiosk"), served.caller("kiosk")

    assert [issue(c, "k1").json["number"] for c in (one, other)] == ["A001", "A002"]


def test_another_body_under_the_same_key_is_refused(manager):
    issue(manager, "k1")

    response = issue(manager, "k1", "DATDAI")

    assert (response.status_code, response.json["code"]) == (422, "idempotency_key_reused")


def test_a_body_spaced_otherwise_is_the_same_press(manager):
    first = issue(manager, "k1")
    again = manager.client.post(
        "/api/v1/tickets",
        data=b'{ "service_id" :  "LLTP" }',
        headers=manager.headers | {"Idempotency-Key": "k1"},
    )

    assert again.text == first.text


@pytest.mark.parametrize("key", ["", "x" * 201, "a\tb"])
def test_a_key_nobody_can_use_is_refused(manager, key):
    assert issue(manager, key).json["code"] == "bad_request"
