"""A printer on USB without a driver of the system's: what is said of a slip is so there too."""

import pytest
import usb.backend.libusb1
from fake_printer import OUT
from slips import SLIP
from usb_bus import KEYBOARD, MAKERS_OWN, SERIAL, Bus

import printer

ADDRESS = "usb://04b8:0e15?profile=tm-t20"
SLIP_BYTES = printer.slip_bytes(SLIP, printer.PROFILES["tm-t20"])
CONFIRMED, NOT_PRINTED, UNKNOWN = printer.Result


@pytest.fixture
def bus_of(monkeypatch):
    """Puts a bus where pyusb looks for one."""

    def put(**facts) -> Bus:
        bus = Bus(**facts)
        monkeypatch.setattr(usb.backend.libusb1, "get_backend", lambda *_: bus)
        return bus

    return put


def test_it_is_asked_and_confirms_and_the_system_has_it_back(bus_of):
    """Its last answer comes in one packet with an automatic status before it."""
    bus = bus_of(is_held=True)

    done = printer.attempt(SLIP_BYTES, ADDRESS)

    assert (done.result, done.status.paper) == (CONFIRMED, "fine")
    assert bus.data == SLIP_BYTES
    assert (bus.is_claimed, bus.is_held) == (False, True)


def test_without_paper_it_is_sent_nothing(bus_of):
    bus = bus_of(says=OUT)

    assert printer.attempt(SLIP_BYTES, ADDRESS).result is NOT_PRINTED
    assert bus.data == b""


@pytest.mark.parametrize("after", [0, 1, len(SLIP_BYTES)])
def test_one_that_is_pulled_out_is_unknown_once_it_took_a_byte(after, bus_of):
    bus_of(leaves_after=after)

    assert printer.attempt(SLIP_BYTES, ADDRESS).result is (UNKNOWN if after else NOT_PRINTED)


def test_a_mute_one_gets_its_slip_and_confirms_nothing(bus_of):
    bus = bus_of(says=b"")

    done = printer.attempt(SLIP_BYTES, "usb://04b8:0e15?profile=zj-58")

    assert (done.result, done.problem) == (UNKNOWN, None)
    assert bus.data == SLIP_BYTES


def test_a_cheap_one_that_does_not_say_it_is_a_printer_prints(bus_of):
    bus_of(kind=MAKERS_OWN)

    assert printer.attempt(SLIP_BYTES, ADDRESS).result is CONFIRMED


@pytest.mark.parametrize(("serial", "result"), [(SERIAL, CONFIRMED), ("another", NOT_PRINTED)])
def test_two_of_a_kind_are_told_apart_by_their_serial_numbers(serial, result, bus_of):
    bus_of()

    assert printer.attempt(SLIP_BYTES, f"{ADDRESS}&serial={serial}").result is result


def test_what_is_no_printer_is_sent_nothing(bus_of):
    bus = bus_of(kind=KEYBOARD)

    done = printer.attempt(SLIP_BYTES, ADDRESS)

    assert (done.result, bus.data) == (NOT_PRINTED, b"")
    assert "no printer" in str(done.problem)
    assert "không phải máy in" in done.problem.sentence("vi")


@pytest.mark.parametrize("more", ["", "&serial=J5"])
def test_without_the_right_to_it_the_rule_to_write_is_said(more, bus_of):
    bus_of(is_open_to_us=False)

    problem = printer.attempt(SLIP_BYTES, ADDRESS + more).problem

    rule = 'ATTR{idVendor}=="04b8", ATTR{idProduct}=="0e15"'
    assert rule in problem.sentence("vi")
    assert rule in problem.sentence("en")


def test_without_libusb_it_says_what_to_install(monkeypatch):
    for name in ("libusb0", "libusb1", "openusb"):
        module = pytest.importorskip(f"usb.backend.{name}")
        monkeypatch.setattr(module, "get_backend", lambda *_: None)

    problem = printer.attempt(SLIP_BYTES, ADDRESS).problem

    assert "libusb-1.0-0" in str(problem)
