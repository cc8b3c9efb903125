"""Whatever is pressed at every door at once, the hall stays as its rules say."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from proof.any_door import AnyDoor


@pytest.mark.slow
def test_whatever_is_pressed_the_hall_stays_as_its_rules_say(database, tmp_path, many, figure):
    examples, steps = many(15, 600), many(40, 60)

    run_state_machine_as_test(
        lambda: AnyDoor(database, tmp_path),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    engine = database.partition(":")[0]
    figure(f"{engine}: {examples} halls of up to {steps} presses each stayed as the rules say")
