"""Paper through an agent while agent and server are killed: once, or the touchscreen says so."""

import random
import time
from collections import Counter
from datetime import datetime, timedelta

import pytest
import requests
import zxingcpp
from agents import RunningAgent
from fake_printer import READY, FakePrinter
from paper import printed
from running import CLOCK, Running
from waiting import until

from queue_server.cli.opened import opened
from queue_server.hall.tables import day_of
from queue_server.paper.tables import Paper
from queue_server.turns.tables import Tickets

LONGEST_S = 0.15  # from a press to a kill: a slip is under way for less
SAID = {"ask", "again"}  # what the touchscreen says of a slip that did not surely come out


class Day:
    """A hall with one kiosk, its agent and its printer. Its clock goes on when it is killed."""

    def __init__(self, folder):
        self.began = time.monotonic()
        self.fake = FakePrinter(says=READY)
        self.hall = Running(folder).prepare()
        self.token = self.hall.token("kiosk", "kiosk1")
        address = self.fake.address
        self.agent = RunningAgent(folder, self.hall.url, self.token, address)
        self.kiosk = self.hall.caller(self.token)
        self.links = {}

    def starts_server(self):
        now = datetime.fromisoformat(CLOCK) + timedelta(seconds=time.monotonic() - self.began)
        self.hall.start(LUOT_CLOCK=now.isoformat())

    def takes_number(self):
        self.hall.rested("kiosk1")
        ticket = self._press(f"press-{len(self.links)}")
        self.links[ticket["status_url"]] = ticket["id"]

    def slips(self):
        with opened(self.hall.settings) as it:
            return it.ask(
                lambda view: {
                    t.id: Paper(view).slips_of(t.id) for t in Tickets(view).of_day(day_of(view))
                }
            )

    def is_ready(self):
        """Has the agent said how its printer stands?"""
        with opened(self.hall.settings) as it:
            return it.ask(lambda view: Paper(view).printer("kiosk1"))

    def is_quiet(self):
        """Is nothing waiting to come out?"""
        return not any(s.state in ("queued", "sending") for [s] in self.slips().values())

    def came_out(self):
        """How often each ticket's slip came out whole."""
        whole = (printed(data) for data in self.fake.slips)
        codes = (zxingcpp.read_barcodes(paper.picture) for paper in whole if paper.cuts)
        return Counter(self.links[code.text] for [code] in codes)

    def says_at_the_kiosk(self, link):
        key = link.rpartition("/")[2]
        answer = self.kiosk.get(f"{self.hall.url}/kiosk/tickets/{key}/paper.json", timeout=10)
        return answer.json()["paper"]

    def ends(self):
        self.agent.kill()
        self.hall.stop()
        self.fake.close()

    def _press(self, key):
        while True:
            try:
                answer = self.kiosk.post(
                    f"{self.hall.url}/api/v1/tickets",
                    json={"service_id": "LLTP"},
                    headers={"Idempotency-Key": key},
                    timeout=10,
                )
                if answer.ok:
                    return answer.json()
            except requests.ConnectionError:
                time.sleep(0.05)


@pytest.fixture
def day(tmp_path):
    it = Day(tmp_path)
    yield it
    it.ends()


@pytest.mark.slow
def test_each_ticket_comes_out_once_or_the_kiosk_says_that_nobody_knows(day, many, figure):
    tickets, chance, kills = many(25, 1000), random.Random(4), Counter()
    day.starts_server()
    day.agent.start()
    until(day.is_ready)
    for n in range(tickets):
        day.takes_number()
        time.sleep(chance.uniform(0, LONGEST_S))
        if n % 5 == 2:
            kills["agent"] += 1
            day.agent.kill()
            day.agent.start()
        if n % 5 == 4:
            kills["server"] += 1
            day.hall.kill()
            day.starts_server()
        if n % 20 == 19:  # an agent that is killed all the time cannot keep up with a crowd
            until(day.is_quiet, 240)
    until(day.is_quiet, 240)

    states, came_out = {t: s.state.value for t, [s] in day.slips().items()}, day.came_out()
    table = Counter((states[t], came_out[t]) for t in states)
    figure(f"paper: {tickets} tickets, {dict(kills)} killed; (state, came out): {dict(table)}")
    assert len(states) == tickets == len(day.links)
    assert set(table) <= {("confirmed", 1), ("unknown", 0), ("unknown", 1), ("failed", 0)}
    unsure = [link for link, t in day.links.items() if states[t] != "confirmed"]
    assert {day.says_at_the_kiosk(link) for link in unsure} <= SAID
    assert table["confirmed", 1] > tickets / 2
