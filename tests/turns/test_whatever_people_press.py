"""Whatever people press, in whatever order, these things stay true."""

import pytest
from any_day import AnyDay
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test


@pytest.mark.slow
def test_whatever_people_press(empty_database):
    run_state_machine_as_test(
        lambda: AnyDay(empty_database),
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
