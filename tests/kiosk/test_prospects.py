"""Whoever takes a number is told before that nobody calls yet, or that today may be too short."""

import pytest


@pytest.fixture
def database(tmp_path):
    """One engine: the pages do not know which."""
    return f"sqlite:///{tmp_path}/hall.db"


@pytest.fixture
def page(served):
    token = served.caller("kiosk").headers["Authorization"].split()[1]
    client = served.built.flask.test_client()
    client.get(f"/kiosk/?device={token}")
    return lambda path="/kiosk/services/YTE": client.get(path).text


def test_where_no_counter_calls_it_is_said_before_the_number_is_taken(page, manager):
    assert "Hiện chưa có quầy nào gọi số cho việc này" in page()
    assert "chưa có quầy mở" in page("/kiosk/")

    manager.press("/counters/Q08/openings")

    assert "Hiện chưa có quầy nào gọi số cho việc này" not in page()


def test_at_the_end_of_the_day_it_is_said_before_the_number_is_taken(page, manager, served):
    manager.press("/counters/Q08/openings")
    assert "Trung tâm sắp hết giờ" not in page()

    served.passes(hours=8, minutes=58)  # 16:58

    assert "Trung tâm sắp hết giờ" in page()
