"""Bytes reach a printer by each way there is, or an error says whether trying again can help."""

import pytest
from fake_printer import READY, FakePrinter
from paper import printed
from slips import SLIP

import printer
from printer.escpos import attempting
from printer.wires import DRIVERS
from printer.wires.memory import Memory
from printer.wires.network import Network, Wire

SLIP_BYTES = printer.slip_bytes(SLIP, printer.PROFILES["tm-t20"])


@pytest.fixture
def fake():
    made = FakePrinter(says=READY)
    yield made
    made.close()


def test_a_slip_reaches_a_printer_on_the_network_and_is_confirmed(fake):
    done = printer.print_slip(SLIP, fake.address)

    assert done.result is printer.Result.CONFIRMED
    assert printed(fake.slips[0]).cuts == 1


def test_a_printer_found_by_its_name(fake):
    done = printer.print_slip(SLIP, f"tcp://localhost:{fake.port}?profile=tm-t20")

    assert done.result is printer.Result.CONFIRMED


def test_a_name_that_is_none_prints_nothing():
    done = printer.print_slip(SLIP, "tcp://no-such-printer.invalid")

    assert (done.result, type(done.problem)) == (printer.Result.NOT_PRINTED, printer.Unreachable)


def test_a_folder_gets_a_file_for_each_slip(tmp_path):
    for _ in range(3):
        printer.print_slip(SLIP, f"file:{tmp_path}/slips/")

    files = sorted(p.name for p in (tmp_path / "slips").iterdir())
    assert files == ["00001.escpos", "00002.escpos", "00003.escpos"]


def test_a_file_is_written_to_and_nobody_knows_more(tmp_path):
    device = tmp_path / "lp0"
    device.touch()

    done = printer.print_slip(SLIP, f"file:{device}")

    assert (done.result, done.problem) == (printer.Result.UNKNOWN, None)
    assert printed(device.read_bytes()).cuts == 1


def test_a_device_that_is_not_there_prints_nothing(tmp_path):
    done = printer.print_slip(SLIP, f"file:{tmp_path}/missing/lp0")

    assert done.result is printer.Result.NOT_PRINTED
    assert "missing/lp0" in str(done.problem)


def test_a_folder_is_asked_nothing(tmp_path):
    assert not printer.status(f"file:{tmp_path}/slips/").is_known
    printer.print_slip(SLIP, f"file:{tmp_path}/slips/")

    assert [p.name for p in (tmp_path / "slips").iterdir()] == ["00001.escpos"]


def test_whatever_a_driver_meets_on_the_way_nothing_was_printed(monkeypatch):
    def pulled_out(*_):
        raise StopIteration

    monkeypatch.setattr(Network, "open", pulled_out)

    assert printer.print_slip(SLIP, "tcp://10.0.0.5").result is printer.Result.NOT_PRINTED
    with pytest.raises(printer.Unreachable):
        printer.status("tcp://10.0.0.5")


def test_whatever_a_driver_meets_afterwards_nobody_is_sure(fake, monkeypatch):
    close = Wire.close

    def pulled_out(wire):
        close(wire)
        raise ValueError("the device is gone")

    monkeypatch.setattr(Wire, "close", pulled_out)

    assert printer.print_slip(SLIP, fake.address).result is printer.Result.UNKNOWN


def test_a_printer_that_was_silent_is_not_asked_all_the_time(monkeypatch):
    mute = FakePrinter()
    monkeypatch.setattr(attempting, "ANSWERS_WITHIN_S", 0.5)
    address = f"tcp://127.0.0.1:{mute.port}"
    printer.print_slip(SLIP, address)
    mute.says = READY  # it would answer now

    assert not printer.status(address).is_known
    assert printer.status(address, anyway=True).is_known
    mute.close()


def test_a_port_that_is_not_there_prints_nothing():
    done = printer.print_slip(SLIP, "serial:/dev/ttyUSB77?baud=9600")

    assert done.result is printer.Result.NOT_PRINTED
    assert "ttyUSB77" in str(done.problem)


def test_a_usb_printer_that_is_not_there_prints_nothing_and_says_what_is_missing():
    done = printer.print_slip(SLIP, "usb://04b8:0e15")

    assert done.result is printer.Result.NOT_PRINTED
    assert "no such device" in str(done.problem) or "libusb" in str(done.problem)


def test_without_lp_a_queue_of_cups_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")

    done = printer.print_slip(SLIP, "cups:slips")

    assert done.result is printer.Result.NOT_PRINTED
    assert "cups-client" in str(done.problem)


def test_windows_is_needed_for_a_printer_of_windows():
    done = printer.print_slip(SLIP, "windows:POS-80")

    assert done.result is printer.Result.NOT_PRINTED
    assert "needs Windows" in str(done.problem)


def test_memory_keeps_what_was_sent():
    printer.print_slip(SLIP, "memory:test")

    assert printed(Memory.sent["memory:test"][-1]).cuts == 1


def test_each_way_says_what_it_cannot_know():
    assert all(driver.cannot_know for driver in DRIVERS.values())


@pytest.mark.parametrize(
    "address",
    [
        "", "10.0.0.5", "lpt:1", "tcp://", "tcp://h:x", "tcp://:9100", "file:",
        "memory:?profile=a4", "usb:x", "usb://4b8:e15", "serial:", "serial:COM1?baud=7", "cups:",
        "cups:-o", "windows:", "memory:?more=1",
    ],
)  # fmt: skip
def test_an_address_that_is_none_says_what_to_write(address):
    with pytest.raises(printer.BadAddress) as caught:
        printer.check(address)

    assert caught.value.sentence("vi") != caught.value.sentence("en")
