"""Who may come in is in the journal: who let them in, who shut them out, and nothing secret."""

import pytest

from queue_server.devices import commands as devices
from queue_server.devices.events import DeviceLetIn, DeviceShutOut, StaffLetIn, StaffShutOut
from queue_server.hall.rules.roles import Role
from queue_server.kernel import codec
from queue_server.kernel.proof import verify
from queue_server.paper.events import PrinterRemoved, PrinterSet

DIGEST = "d" * 64
ARGON2 = "$argon2id$v=19$m=1,t=1,p=1$c2FsdHNhbHQ$aGFzaA"


def happened(hall, kind):
    return [r.event for r in hall.events_since(0) if isinstance(r.event, kind)]


@pytest.fixture
def kiosk(hall):
    more = {"by": "it", "printer": "memory:"}
    hall.do(lambda tx: devices.add_device(tx, "kiosk1", Role.KIOSK, DIGEST, **more))


@pytest.fixture
def lan(hall):
    more = {"by": "it", "counter_id": "Q02"}
    hall.do(lambda tx: devices.save_staff(tx, "lan", Role.CLERK, ARGON2, **more))


def test_a_device_let_in_and_shut_out_is_told_with_its_printer(hall, kiosk):
    assert hall.do(devices.revoke_device, "kiosk1", by="manager1")
    assert not hall.do(devices.revoke_device, "kiosk1", by="manager1")

    [let_in], [shut_out] = happened(hall, DeviceLetIn), happened(hall, DeviceShutOut)
    assert (let_in.name, let_in.role, let_in.by) == ("kiosk1", "kiosk", "it")
    assert (shut_out.name, shut_out.by) == ("kiosk1", "manager1")
    [printer], [removed] = happened(hall, PrinterSet), happened(hall, PrinterRemoved)
    assert (printer.device, printer.address, removed.device) == ("kiosk1", "memory:", "kiosk1")


def test_staff_let_in_and_shut_out_are_told(hall, lan):
    assert hall.do(devices.disable_staff, "lan", by="manager1")
    assert not hall.do(devices.disable_staff, "lan", by="manager1")

    [let_in], [shut_out] = happened(hall, StaffLetIn), happened(hall, StaffShutOut)
    assert (let_in.name, let_in.counter_id, shut_out.by) == ("lan", "Q02", "manager1")


def test_no_event_holds_what_opens_a_door(hall, kiosk, lan):
    told = "".join(codec.encode(r.event) for r in hall.events_since(0))

    assert DIGEST not in told
    assert "argon2" not in told


def test_a_printer_that_is_moved_is_told_from_where_to_where(hall, kiosk):
    assert hall.do(devices.change_printer, "kiosk1", "tcp://10.0.0.5:9100", by="it")
    assert hall.do(devices.change_printer, "kiosk1", None, by="it")

    addresses = [event.address for event in happened(hall, PrinterSet)]
    assert addresses == ["memory:", "tcp://10.0.0.5:9100"]
    assert len(happened(hall, PrinterRemoved)) == 2


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE tokens SET role = 'manager'", "the device kiosk1 is not"),
        ("DELETE FROM tokens", "the device kiosk1 is not"),
        ("UPDATE tokens SET revoked_at = 1", "the device kiosk1 is not"),
        ("UPDATE staff SET role = 'admin'", "the member of staff lan is not"),
        ("UPDATE staff SET counter_id = 'Q03'", "the member of staff lan is not"),
    ],
)
def test_who_made_themselves_more_than_they_are_is_found_out(hall, kiosk, lan, statement, said):
    assert hall.ask(verify).problems == []

    hall.do(lambda tx: tx.query(statement))

    assert any(said in problem for problem in hall.ask(verify).problems)


def test_who_was_shut_out_and_comes_in_by_the_back_door_is_found_out(hall, kiosk, lan):
    hall.do(devices.disable_staff, "lan", by="it")
    hall.do(lambda tx: tx.query("UPDATE staff SET disabled_at = NULL"))

    assert "the member of staff lan is not as its events say" in hall.ask(verify).problems
