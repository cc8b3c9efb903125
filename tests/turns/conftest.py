"""A hall that is open at night, for what clocks do."""

from dataclasses import replace
from datetime import time

import pytest
from staying_true import stays_true

from queue_server.folder import commands as importing
from queue_server.hall.rules.hours import Shift


@pytest.fixture
def open_day(day, floor):
    """The demo hall, open at night too."""
    shift = Shift(opens=time.min, closes=time.max)
    hours = replace(floor.hours, week=dict.fromkeys(range(7), (shift,)), special_days=())
    day.hall.do(importing.import_floor, replace(floor, hours=hours), by="test")
    yield day
    stays_true(day.hall)
