"""The machine without the other tests: `python -m proof.alone HALLS`.

It stops at the first hall in which something is not as it must be, says what, and ends with FOUND.
Any other error, of the machine or of Python, ends it as errors do.
"""

import sys
import tempfile
import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from proof.any_door import AnyDoor

FOUND = 3
STEPS = 40
OURS = Path(__file__).parent.parent


def press_in(halls: int, folder: str) -> None:
    """Press in so many halls, the same ones each time."""
    run_state_machine_as_test(
        lambda: AnyDoor(f"sqlite:///{folder}/hall.db", Path(folder)),
        settings=settings(
            max_examples=halls,
            stateful_step_count=STEPS,
            derandomize=True,
            deadline=None,
            phases=[Phase.generate],
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def is_ours(error: AssertionError) -> bool:
    """Did the machine assert it, and not the program within?"""
    *_, (frame, _line) = traceback.walk_tb(error.__traceback__)
    return Path(frame.f_code.co_filename).is_relative_to(OURS)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            press_in(int(sys.argv[1]), folder)
        except AssertionError as error:
            if not is_ours(error):
                raise
            traceback.print_exception(error)
            sys.exit(FOUND)


if __name__ == "__main__":
    main()
