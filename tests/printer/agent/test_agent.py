"""An agent beside a kiosk prints what the hall wants, once, whatever is killed or switched off."""

import pytest
from agents import RunningAgent
from came_out import wait_for_paper
from fake_printer import OUT, READY, FakePrinter
from paper import printed
from running import Running
from waiting import until

from queue_server.cli.opened import opened
from queue_server.hall.tables import day_of
from queue_server.paper.tables import Paper
from queue_server.turns.tables import Tickets

pytestmark = pytest.mark.slow


@pytest.fixture
def fake():
    it = FakePrinter(says=READY)
    yield it
    it.close()


@pytest.fixture
def hall(tmp_path):
    it = Running(tmp_path).prepare()
    yield it
    it.stop()


@pytest.fixture
def agent(hall, tmp_path, fake):
    token = hall.token("kiosk", "kiosk1")
    it = RunningAgent(tmp_path, hall.url, token, fake.address)
    yield it
    it.kill()


def issue(hall, agent):
    answer = hall.caller(agent.token).post(
        f"{hall.url}/api/v1/tickets", json={"service_id": "LLTP"}, timeout=10
    )
    return answer.json()


def is_known(hall):
    """Does the hall know the kiosk's printer?"""
    with opened(hall.settings) as it:
        return bool(it.ask(lambda view: Paper(view).printer("kiosk1")))


def slips(hall):
    """What the hall knows of every slip: (ticket, copy) to its state."""
    with opened(hall.settings) as it:
        tickets = it.ask(lambda view: Tickets(view).of_day(day_of(view)))
        found = [s for t in tickets for s in it.ask(lambda view, t=t: Paper(view).slips_of(t.id))]
    return {(slip.ticket_id, slip.copy): slip.state.value for slip in found}


def test_a_number_comes_out_at_the_kiosk_and_is_confirmed(hall, agent, fake):
    hall.start()
    agent.start()
    until(lambda: is_known(hall))

    ticket = issue(hall, agent)
    [slip] = wait_for_paper(fake)
    until(lambda: slips(hall) == {(ticket["id"], 0): "confirmed"})

    assert printed(slip).cuts == 1


def test_without_paper_nothing_is_sent_and_it_comes_out_after_the_change(hall, agent, fake):
    fake.says = OUT
    hall.start()
    agent.start()
    until(lambda: is_known(hall))
    manager = hall.caller(hall.token("manager", "boss"))

    def printers():
        return manager.get(f"{hall.url}/api/v1/printers", timeout=10).json()["printers"]

    issue(hall, agent)
    until(lambda: printers()[0]["hindrance"] == "paper_out")
    assert fake.slips == []

    fake.says = READY
    wait_for_paper(fake)
    until(lambda: printers()[0]["hindrance"] == "" and printers()[0]["roll_at"])


def test_what_it_has_is_printed_while_the_server_is_gone(hall, agent, fake):
    fake.says = OUT
    hall.start()
    agent.start()
    until(lambda: is_known(hall))
    ticket = issue(hall, agent)
    until(lambda: slips(hall) == {(ticket["id"], 0): "sending"})

    hall.kill()
    fake.says = READY
    wait_for_paper(fake)
    hall.start()

    until(lambda: slips(hall) == {(ticket["id"], 0): "confirmed"})
    assert len(fake.slips) == 1


def test_an_agent_that_is_killed_prints_nothing_twice(hall, agent, fake):
    hall.start()
    agent.start()
    until(lambda: is_known(hall))
    issue(hall, agent)
    wait_for_paper(fake)

    agent.kill()
    second = issue(hall, agent)
    agent.start()
    wait_for_paper(fake, 2)
    until(lambda: slips(hall)[second["id"], 0] == "confirmed")

    assert len(fake.slips) == 2


def test_bad_settings_are_a_sentence(hall, agent, tmp_path):
    hall.start()
    agent.printer = "lpt1:"
    agent.start()

    assert agent.process.wait(30) == 2
    assert "lpt1:" in agent.log()
    assert "Traceback" not in agent.log()


def test_a_token_that_is_not_let_in_is_said_and_tried_again(hall, agent):
    hall.start()
    agent.token = "not-a-token"
    agent.start()

    until(lambda: "refused" in agent.log())
    assert agent.process.poll() is None
    assert "Traceback" not in agent.log()
