"""Whatever is imported while people press, what they hold goes on."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from proof.any_floor import AnyFloor


@pytest.mark.slow
def test_whatever_is_imported_what_people_hold_goes_on(empty_database, request, many, figure):
    examples, steps = many(15, 500), many(25, 40)

    run_state_machine_as_test(
        lambda: AnyFloor(empty_database),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    engine = request.node.callspec.params["empty_database"]
    figure(f"{engine}: {examples} halls of up to {steps} steps, imports among them, went on")
