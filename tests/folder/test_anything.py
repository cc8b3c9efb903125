"""Whatever stands in a hall's folder, it is a hall or a list of problems, and never an error."""

import csv
import io
import shutil
from datetime import datetime

import msgspec
import pytest
import yaml
from conftest import DEMO
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slips import logo

import printer
from queue_server.folder import BadFolder, read
from queue_server.folder.columns import FILES
from queue_server.folder.house import HallRow
from queue_server.hall.rules.policy import PRESETS
from queue_server.hall.tables import decode_floor, encode_floor
from queue_server.replay import visitors

STEADY = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NAMES = sorted([*FILES, "hall.yaml"])
ODD = [
    "",
    ";",
    ";;",
    "*",
    "#REF!",
    "-1",
    "1e9",
    "9" * 40,
    "1,5",
    "0x1",
    "²",
    "=1",
    "\u202e",
    "Ñaát",
    "\U0001f3e0",
    "2026-02-30",
    "24:00",
    "[vi]",
    "null",
    "\x1b",
    "<b>",
    "x" * 5000,
    "LLTP;LLTP",
]
CELLS = st.one_of(st.sampled_from(ODD), st.text(max_size=30))
KEYS = st.one_of(
    st.sampled_from([f.name for f in msgspec.structs.fields(HallRow)]),
    st.sampled_from(
        ["mon", "sun", "opens", "closes", "preset", "ratio", "words", "blocks", "logo"]
    ),
    st.text(max_size=8),
)
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), CELLS,
        st.sampled_from([*PRESETS, "7:00", "17:00", "2026-11-25", "wed", "logo.png"]),
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "any"


def read_again(folder, name, data):
    """The demo hall with one other file. What is taken can also be kept."""
    shutil.copytree(DEMO, folder, dirs_exist_ok=True)
    (folder / name).write_bytes(data)
    try:
        floor = read(folder)
    except BadFolder as error:
        assert error.problems
        assert all(problem.wrong and problem.do and str(problem) for problem in error.problems)
    else:
        assert decode_floor(encode_floor(floor)) == floor
        floor.hours.opens_next(datetime.fromisoformat("2026-11-25T00:00+07:00"))
        floor.policy.bonus(60)


@given(name=st.sampled_from(NAMES), junk=st.binary(max_size=200), place=st.integers(0, 400))
@STEADY
def test_any_bytes_in_any_file(folder, name, junk, place):
    data = (DEMO / name).read_bytes()

    read_again(folder, name, data[:place] + junk + data[place:])


@given(name=st.sampled_from(NAMES), junk=st.binary(max_size=400))
@STEADY
def test_a_file_of_any_bytes(folder, name, junk):
    read_again(folder, name, junk)


@given(name=st.sampled_from(sorted(FILES)), cell=CELLS, row=st.integers(0, 5), data=st.data())
@STEADY
def test_any_text_in_any_cell(folder, name, cell, row, data):
    rows = list(csv.reader((DEMO / name).read_text(encoding="utf-8").splitlines()))
    rows[row % len(rows)][data.draw(st.integers(0, len(rows[0]) - 1))] = cell
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=data.draw(st.sampled_from(",;\t"))).writerows(rows)

    read_again(folder, name, out.getvalue().encode("utf-8", "replace"))


@given(name=KEYS, value=VALUES)
@STEADY
def test_any_value_under_any_name(folder, name, value):
    hall = yaml.safe_load((DEMO / "hall.yaml").read_text(encoding="utf-8"))

    text = yaml.safe_dump(hall | {name: value}, allow_unicode=True)

    read_again(folder, "hall.yaml", text.encode("utf-8", "replace"))


@given(text=st.text("[]{}:,-&*!|>'\"%@`#?~ \n\tabm0", max_size=60))
@STEADY
def test_any_yaml_at_all(folder, text):
    read_again(folder, "hall.yaml", text.encode())


@given(cell=CELLS, column=st.integers(0, 9))
@STEADY
def test_any_text_in_the_file_of_a_day(folder, cell, column):
    rows = list(csv.reader((DEMO / "day-2026-11-25.csv").read_text(encoding="utf-8").splitlines()))
    rows[1][column] = cell
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows[:3])
    folder.mkdir(exist_ok=True)
    (folder / "day.csv").write_bytes(out.getvalue().encode("utf-8", "replace"))

    try:
        assert visitors.read(folder / "day.csv")
    except BadFolder as error:
        assert error.problems


@given(place=st.integers(0, 400), junk=st.binary(min_size=1, max_size=30), less=st.integers(0, 30))
@STEADY
def test_any_bytes_in_a_picture(place, junk, less):
    png = logo()

    try:
        assert printer.logo(png[:place] + junk + png[place + less :])
    except printer.BadLogo as error:
        assert error.problem
