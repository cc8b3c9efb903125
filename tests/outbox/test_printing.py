"""Paper follows the journal: a failing printer never delays or undoes a number."""

import pytest
import requests
import zxingcpp
from conftest import ROOT
from paper import FakePrinter, printed
from running import Running

from printer.drivers.memory import Memory
from queue_server.domain.keys import Keys
from queue_server.outbox.follower import TryAgain
from queue_server.outbox.printing import Printing

PICTURES = ROOT / "var" / "pictures"
WISH = {"service_id": "LLTP", "procedure_code": "3.000333", "priority_group": "NGUOI_CAO_TUOI"}


@pytest.fixture
def printing(hall):
    Memory.sent.clear()
    keys = Keys(b"s" * 32, hall.id)
    return lambda url="memory:": Printing(hall, keys, "http://hall.example", "kiosk1", url)


def newest(hall):
    return hall.events_since(0)[-1]


def test_the_slip_of_a_number_is_printed_with_its_link(day, hall, printing):
    ticket = day.arrives()

    printing().handle(newest(hall))

    [slip] = Memory.sent["memory:"]
    [code] = zxingcpp.read_barcodes(printed(slip).picture)
    key = Keys(b"s" * 32, hall.id).key(ticket.id)
    assert code.text == f"http://hall.example/t/{key}"


def test_only_numbers_of_this_kiosk_are_printed_here(day, hall, printing):
    from queue_server.commands.issuing import issue

    hall.do(issue, "LLTP", by="kiosk2")
    printing().handle(newest(hall))
    day.clerk(2)
    printing().handle(newest(hall))

    assert Memory.sent == {}


def test_an_old_slip_does_not_pour_out_after_a_paper_change(day, hall, printing):
    day.arrives()
    issued = newest(hall)

    day.passes(minutes=2, seconds=1)
    printing().handle(issued)

    assert Memory.sent == {}


def test_a_printer_that_is_off_is_tried_again(day, hall, printing):
    day.arrives()

    with pytest.raises(TryAgain, match="cannot be reached"):
        printing("tcp://127.0.0.1:9").handle(newest(hall))


@pytest.mark.slow
def test_from_the_press_to_the_paper_to_the_phone(tmp_path):
    """The whole way, over a real socket: the code on the paper opens the page of that number."""
    fake = FakePrinter()
    running = Running(tmp_path).prepare()
    kiosk = running.caller(running.token("kiosk", "kiosk1", printer=fake.address))
    dead = running.caller(running.token("kiosk", "kiosk2", printer="tcp://127.0.0.1:9"))
    running.start()

    issue = f"{running.url}/api/v1/tickets"
    other = dead.post(issue, json={"service_id": "DATDAI"})
    ticket = kiosk.post(issue, json=WISH).json()
    assert fake.came.acquire(timeout=20)
    paper = printed(fake.slips[0]).picture
    PICTURES.mkdir(parents=True, exist_ok=True)
    paper.save(PICTURES / "slip-vi.png")
    [code] = zxingcpp.read_barcodes(paper)
    page = requests.get(code.text, timeout=10)
    running.stop()
    fake.close()

    assert other.json()["number"] == "C001"
    assert code.text == ticket["status_url"]
    assert (page.status_code, ticket["number"] in page.text) == (200, True)


@pytest.mark.slow
def test_a_slip_that_was_not_printed_before_a_power_cut_is_printed_after_it(tmp_path):
    fake = FakePrinter()
    port = fake.address.rpartition(":")[2]
    fake.close()  # off for now
    running = Running(tmp_path).prepare()
    kiosk = running.caller(running.token("kiosk", "kiosk1", printer=f"tcp://127.0.0.1:{port}"))
    running.start(LUOT_CLOCK="2026-11-25T08:00+07:00")
    kiosk.post(f"{running.url}/api/v1/tickets", json={"service_id": "LLTP"})
    running.kill()

    fake = FakePrinter(port=int(port))
    running.start(LUOT_CLOCK="2026-11-25T08:00:30+07:00")
    came = fake.came.acquire(timeout=20)
    running.stop()
    fake.close()

    assert came
    assert len(fake.slips) == 1
