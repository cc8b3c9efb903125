"""A day's file is read whole, or every bad row is named; and it can be made larger or smaller."""

import pytest
from conftest import DEMO

from queue_server.folder import BadFolder
from queue_server.replay import read, scaled

DAY = DEMO / "day-2026-11-25.csv"


@pytest.fixture(scope="module")
def people():
    return read(DAY)


def test_the_demo_day_has_180_visitors_in_order_of_arrival(people):
    assert len(people) == 180
    assert people == sorted(people, key=lambda v: v.arrives)
    assert sum(v.priority_group is not None for v in people) > 0
    assert sum(v.leaves_after_min is not None for v in people) == 14


@pytest.mark.parametrize("count", [1, 90, 180, 400])
def test_a_day_of_another_size_is_the_same_each_time(people, count):
    once, again = scaled(people, count), scaled(people, count)

    assert len(once) == count
    assert once == again
    assert len({v.n for v in once}) == count
    assert people[0].arrives <= once[0].arrives <= once[-1].arrives <= people[-1].arrives


def test_every_bad_row_of_a_day_is_named(tmp_path):
    file = tmp_path / "day.csv"
    lines = DAY.read_text(encoding="utf-8").splitlines()[:4]
    lines[1] = lines[1].replace("07:00:19", "7 o'clock")
    lines[3] = lines[3].replace("GPLX", "=1+1").replace(lines[3].split(",")[7], "soon")
    file.write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(BadFolder) as caught:
        read(file)

    assert {(p.line, p.column) for p in caught.value.problems} >= {
        (2, "arrived_at"),
        (4, "service_min"),
    }
