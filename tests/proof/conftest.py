"""Proofs: the same tests short in `make test` and long in `make soak`, which prints the figures."""

from collections.abc import Callable

import pytest

FIGURES = pytest.StashKey[list[str]]()


@pytest.fixture
def many(request) -> Callable[[int, int], int]:
    """How often: `many(few, in_soak)`."""
    return lambda few, in_soak: in_soak if request.config.getoption("--soak") else few


@pytest.fixture
def figure(request) -> Callable[[str], None]:
    """Say what was proved in one line; all lines are shown at the end of the run."""
    lines = request.config.stash.setdefault(FIGURES, [])
    return lines.append


def pytest_terminal_summary(terminalreporter, config) -> None:
    if lines := config.stash.get(FIGURES, []):
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.write_line(line)
