"""Bytes reach a printer, or an error says whether trying again can help."""

import socket

import pytest
from paper import FakePrinter, printed
from slips import SLIP

import printer
from printer.drivers import network
from printer.drivers.memory import Memory


@pytest.fixture
def fake(request):
    made = FakePrinter(getattr(request, "param", "good"))
    yield made
    made.close()


def test_a_slip_reaches_a_printer_on_the_network(fake):
    printer.print_slip(SLIP, fake.address)

    assert fake.came.acquire(timeout=5)
    assert printed(fake.slips[0]).cuts == 1


def test_a_printer_takes_one_connection_per_slip(fake):
    for _ in range(2):
        printer.print_slip(SLIP, fake.address)

    assert fake.came.acquire(timeout=5)
    assert fake.came.acquire(timeout=5)
    assert fake.slips[0] == fake.slips[1]


def test_a_printer_that_is_off_is_unreachable():
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]

    with pytest.raises(printer.Unreachable, match=str(port)):
        printer.print_slip(SLIP, f"tcp://127.0.0.1:{port}")


@pytest.mark.parametrize("fake", ["dies"], indirect=True)
def test_a_printer_that_dies_in_the_middle_leaves_nobody_sure(fake):
    with pytest.raises(printer.Interrupted):
        network.Network(printer.Address.of(fake.address)).send(b"\x1b@" * 5_000_000)


@pytest.mark.parametrize("fake", ["full"], indirect=True)
def test_a_printer_that_never_reads_is_given_up_at_the_deadline(fake, monkeypatch):
    monkeypatch.setattr(network, "DEADLINE_S", 0.3)

    with pytest.raises(printer.Interrupted):
        network.Network(printer.Address.of(fake.address)).send(b"\x1b@" * 10_000_000)


def test_a_folder_gets_a_file_for_each_slip(tmp_path):
    for _ in range(3):
        printer.print_slip(SLIP, f"file:{tmp_path}/slips/")

    files = sorted(p.name for p in (tmp_path / "slips").iterdir())
    assert files == ["00001.escpos", "00002.escpos", "00003.escpos"]


def test_a_device_file_is_written_to(tmp_path):
    device = tmp_path / "lp0"
    device.touch()

    printer.print_slip(SLIP, f"file:{device}")

    assert printed(device.read_bytes()).cuts == 1


def test_a_device_that_is_not_there_is_unreachable(tmp_path):
    with pytest.raises(printer.Unreachable):
        printer.print_slip(SLIP, f"file:{tmp_path}/missing/lp0")


def test_memory_keeps_what_was_sent():
    printer.print_slip(SLIP, "memory:test")

    assert printed(Memory.sent["memory:test"][-1]).cuts == 1


@pytest.mark.parametrize(
    "address", ["", "10.0.0.5", "usb:x", "tcp://", "tcp://h:x", "file:", "memory:?profile=a4"]
)
def test_an_address_that_is_none_says_what_to_write(address):
    with pytest.raises(printer.BadAddress) as caught:
        printer.check(address)

    assert caught.value.sentence("vi") != caught.value.sentence("en")
