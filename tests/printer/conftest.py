"""Printers for these tests, each with a way to fail."""

import pytest
from fake_printer import FakePrinter


@pytest.fixture
def printer_that():
    """Makes printers; they are switched off in the end."""
    made = []

    def make(**facts) -> FakePrinter:
        made.append(FakePrinter(**facts))
        return made[-1]

    yield make
    for it in made:
        it.close()
