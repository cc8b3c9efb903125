"""Figures for a monitoring program, as it scrapes them."""

import pytest
from prometheus_client.parser import text_string_to_metric_families
from running import Running
from screens import Screen
from waiting import until

from queue_server.paper.tables import Paper


def figures(text: str) -> dict:
    """Every sample: its name and labels (by their names) to its value."""
    families = text_string_to_metric_families(text)
    return {
        (s.name, *dict(sorted(s.labels.items())).values()): s.value
        for family in families
        for s in family.samples
    }


@pytest.fixture
def hall(database, tmp_path):
    it = Running(tmp_path, database=database).prepare().start()
    yield it
    it.stop()


def scrape(hall) -> dict:
    return figures(hall.caller().get(f"{hall.url}/metrics", timeout=10).text)


@pytest.mark.slow
def test_a_scrape_tells_what_was_pressed_who_waits_and_who_listens(hall):
    manager = hall.caller(hall.token("manager", "manager"))
    for _ in range(3):
        given = manager.post(f"{hall.url}/api/v1/tickets", json={"service_id": "LLTP"})
    manager.post(f"{hall.url}/api/v1/counters/Q02/calls", json={})
    board = Screen(hall)
    phone = manager.get(f"{hall.url}/t/{given.json()['key']}/events", stream=True)
    hears = phone.iter_lines()
    next(hears)
    until(lambda: scrape(hall)["luot_live_lag_events",] == 0)

    now = scrape(hall)

    assert now["luot_presses_total", "done", "api", "issue"] == 3
    assert now["luot_presses_total", "counter_closed", "api", "call_next"] == 1
    assert now["luot_waiting_people", "LLTP"] == 3
    assert now["luot_waiting_people", "TUPHAP"] == 0
    assert (now["luot_screens_connected",], now["luot_phones_connected",]) == (1, 1)
    assert now["luot_journal_version",] > 3
    assert now["luot_commit_units_sum",] >= 3
    assert now["luot_commit_units_bucket", "+Inf"] == now["luot_commit_units_count",] > 0
    on_disk = hall.settings.database.startswith("sqlite")
    assert (("luot_database_disk_free_bytes",) in now) is on_disk
    board.client.disconnect()
    phone.close()


def test_printers_are_counted_by_how_they_stand(served):
    served.built.hall.do(lambda tx: Paper(tx).add_printer("kiosk1", ""))

    now = figures(served.caller().get("/metrics").text)

    assert sum(count for name, count in now.items() if name[0] == "luot_printers") == 1


@pytest.mark.parametrize(
    ("role", "status"), [(None, 401), ("clerk", 403), ("integration", 200), ("admin", 200)]
)
def test_figures_are_for_this_computer_and_for_programs_that_have_a_token(served, role, status):
    elsewhere = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}

    assert served.caller(role).get("/metrics", **elsewhere).status_code == status
    assert served.caller().get("/metrics").status_code == 200


def test_no_figure_names_a_person_a_number_or_a_key(served, manager):
    given = manager.press("/tickets", {"service_id": "LLTP"}, status=201)
    served.caller().post("/t/" + given["key"] + "/rating", {"value": 5})
    served.caller().post("/no/such/page")

    text = served.caller().get("/metrics").text

    for secret in (given["key"], given["number"], "manager", "no/such"):
        assert secret not in text
