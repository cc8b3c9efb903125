"""Paper follows the journal: a failing printer never delays or undoes a number."""

import pytest
import requests
import zxingcpp
from came_out import wait_for_paper
from conftest import ROOT
from fake_printer import OUT, READY, FakePrinter
from paper import printed
from running import Running
from waiting import until

from printer.wires.memory import Memory
from queue_server.cli.opened import opened
from queue_server.devices import commands as devices
from queue_server.paper.commands import begin, give_up
from queue_server.paper.printing import Printing, next_job
from queue_server.paper.tables import Paper
from queue_server.turns.commands.issuing import issue
from queue_server.turns.rules.keys import Keys
from queue_server.turns.tables import Tickets

PICTURES = ROOT / "var" / "pictures"
WISH = {"service_id": "LLTP", "procedure_code": "3.000333", "priority_group": "NGUOI_CAO_TUOI"}


@pytest.fixture
def printing(hall):
    """How a process of the server begins to print for kiosk1 and kiosk2."""
    Memory.sent.clear()
    keys = Keys(b"s" * 32, hall.id)

    def begin(url="memory:"):
        hall.do(lambda tx: [Paper(tx).add_printer(device, url) for device in ("kiosk1", "kiosk2")])
        it = Printing(hall, keys, "http://hall.example", url)
        it.worker.look()
        return it

    return begin


def print_all(hall, printing):
    """Try everything that is to be printed once: how often something came of it."""
    jobs = hall.ask(lambda view: Paper(view).slips_to_do(["kiosk1", "kiosk2"]))
    return sum(printing.worker.print(job) for job in jobs)


def test_what_nobody_waits_for_any_more_is_not_looked_at(day, hall, printing):
    printing()
    day.arrives()
    assert hall.ask(next_job, "memory:") is not None
    assert hall.ask(next_job, "memory:elsewhere") is None

    day.passes(minutes=2, seconds=1)

    assert hall.ask(next_job, "memory:") is None


def state_of(hall, ticket):
    [job] = hall.ask(lambda view: Paper(view).slips_of(ticket.id))
    return job.state, job.problem


def test_the_slip_of_a_number_is_printed_with_its_link(day, hall, printing):
    it = printing()
    ticket = day.arrives()

    print_all(hall, it)

    [slip] = Memory.sent["memory:"]
    [code] = zxingcpp.read_barcodes(printed(slip).picture)
    key = Keys(b"s" * 32, hall.id).key(ticket.id)
    assert code.text == f"http://hall.example/t/{key}"
    assert state_of(hall, ticket) == ("unknown", "mute")


def test_two_kiosks_at_one_printer_get_their_slips_in_order(day, hall, printing):
    it = printing()
    numbers = [hall.do(issue, "LLTP", by=f"kiosk{1 + n % 2}").number for n in range(4)]

    jobs = hall.ask(lambda view: Paper(view).slips_to_do(["kiosk1", "kiosk2"]))
    print_all(hall, it)

    tickets = [hall.ask(lambda view, job=job: Tickets(view).ticket(job.ticket_id)) for job in jobs]
    assert [ticket.number for ticket in tickets] == numbers
    assert len(Memory.sent["memory:"]) == 4


def test_an_old_slip_does_not_pour_out_after_a_paper_change(day, hall, printing):
    it = printing()
    ticket = day.arrives()

    day.passes(minutes=2, seconds=1)
    print_all(hall, it)
    hall.do(give_up)

    assert Memory.sent == {}
    assert state_of(hall, ticket) == ("failed", "too_old")


def test_a_printer_that_is_off_is_tried_again(day, hall, printing):
    it = printing("tcp://127.0.0.1:9")
    ticket = day.arrives()

    assert print_all(hall, it) == 0

    assert state_of(hall, ticket) == ("queued", "unreachable")
    assert hall.ask(lambda view: Paper(view).printer("kiosk2")).stand.hindrance == "unreachable"


def test_a_printer_that_answers_confirms_and_one_without_paper_is_not_sent_anything(
    day, hall, printing
):
    fake = FakePrinter(says=OUT)
    it = printing(fake.address)
    ticket = day.arrives()
    assert print_all(hall, it) == 0
    assert state_of(hall, ticket) == ("queued", "paper_out")
    assert fake.slips == []

    fake.says = READY
    assert print_all(hall, it) == 1
    fake.close()

    assert state_of(hall, ticket) == ("confirmed", "")
    assert len(fake.slips) == 1
    assert hall.ask(lambda view: Paper(view).printer("kiosk1")).printed_mm > 90


def test_what_an_earlier_process_began_is_unknown_and_not_printed_again(day, hall, printing):
    it = printing()
    ticket = day.arrives()
    hall.do(begin, ticket.id, 0, device="kiosk1", spool="of a process that was killed")

    print_all(hall, printing())

    assert state_of(hall, ticket) == ("unknown", "interrupted")
    assert Memory.sent == {}
    assert it is not None


@pytest.mark.slow
def test_from_the_press_to_the_paper_to_the_phone(tmp_path):
    """The whole way, over a real socket: the code on the paper opens the page of that number."""
    fake = FakePrinter(says=READY)
    running = Running(tmp_path).prepare()
    address = fake.address
    kiosk = running.caller(running.token("kiosk", "kiosk1", printer=address))
    dead = running.caller(running.token("kiosk", "kiosk2", printer="tcp://127.0.0.1:9"))
    running.start()

    issue = f"{running.url}/api/v1/tickets"
    other = dead.post(issue, json={"service_id": "DATDAI"})
    ticket = kiosk.post(issue, json=WISH).json()
    paper = printed(wait_for_paper(fake)[0]).picture
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
def test_a_printer_that_is_added_while_the_hall_runs_is_printed_at(tmp_path):
    fake, running = FakePrinter(says=READY), Running(tmp_path).prepare()
    running.start()

    kiosk = running.caller(running.token("kiosk", "late", printer=fake.address))
    kiosk.post(f"{running.url}/api/v1/tickets", json={"service_id": "LLTP"}, timeout=10)
    came = wait_for_paper(fake)
    other = FakePrinter(says=READY)
    with opened(running.settings) as it:
        assert it.do(devices.change_printer, "late", other.address, by="it")
        assert not it.do(devices.change_printer, "nobody", other.address, by="it")
    kiosk.post(f"{running.url}/api/v1/tickets", json={"service_id": "LLTP"}, timeout=10)
    went_there = wait_for_paper(other)
    running.stop()
    fake.close()
    other.close()

    assert (len(came), len(went_there)) == (1, 1)


def slip(running, ticket):
    with opened(running.settings) as it:
        return it.ask(lambda view: Paper(view).slip(ticket["id"], 0))


@pytest.mark.slow
def test_a_slip_that_was_not_printed_before_a_power_cut_is_printed_after_it(tmp_path):
    fake = FakePrinter()
    port = fake.address.rpartition(":")[2]
    fake.close()  # off for now
    running = Running(tmp_path).prepare()
    kiosk = running.caller(
        running.token("kiosk", "kiosk1", printer=f"tcp://127.0.0.1:{port}?profile=tm-t20")
    )
    running.start(LUOT_CLOCK="2026-11-25T08:00+07:00")
    ticket = kiosk.post(f"{running.url}/api/v1/tickets", json={"service_id": "LLTP"}).json()
    until(lambda: slip(running, ticket).problem == "unreachable")  # tried, and nothing came out
    running.kill()

    fake = FakePrinter(port=int(port), says=READY)
    running.start(LUOT_CLOCK="2026-11-25T08:00:30+07:00")
    came = wait_for_paper(fake)
    running.stop()
    fake.close()

    assert len(came) == 1
