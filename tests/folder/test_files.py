"""What a spreadsheet saves is read, whatever its separator; what is none is called what it is."""

import csv
import io
import os
import shutil

import pytest
from conftest import DEMO

from queue_server.folder import BadFolder, read
from queue_server.folder.columns import FILES

NAME = "services.csv"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DEMO, tmp_path / "demo")


def problems(folder):
    with pytest.raises(BadFolder) as caught:
        read(folder)
    return caught.value.problems


def saved(file, delimiter, encoding, before=""):
    """Save a table as a spreadsheet would."""
    rows = csv.reader(io.StringIO(file.read_text(encoding="utf-8")))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    file.write_bytes((before + out.getvalue()).encode(encoding))


@pytest.mark.parametrize(
    ("delimiter", "encoding", "before"),
    [
        (",", "utf-8-sig", ""),
        (";", "utf-8", ""),  # Excel in Vietnam
        (";", "utf-8-sig", ""),
        ("\t", "utf-16", ""),  # Excel's "Unicode text"
        ("\t", "utf-8", ""),
        (",", "utf-8", "sep=,\r\n"),
        (";", "utf-8-sig", "sep=;\r\n"),
    ],
)
def test_whatever_a_spreadsheet_saves_is_read(folder, floor, delimiter, encoding, before):
    for name in FILES:
        saved(folder / name, delimiter, encoding, before)

    assert read(folder) == floor


def test_lines_and_cells_that_a_spreadsheet_adds_or_leaves_out(folder, floor):
    for name in FILES:
        file = folder / name
        lines = file.read_text(encoding="utf-8").splitlines()
        more = [f"{line},," if n % 2 else line.rstrip(",") for n, line in enumerate(lines)]
        file.write_text("\r".join([f"{lines[0].upper()},,", *more[1:]]), encoding="utf-8")

    assert read(folder) == floor


def test_lines_are_counted_as_the_spreadsheet_counts_them(folder):
    saved(folder / NAME, ";", "utf-8", "sep=;\r\n")
    text = (folder / NAME).read_text(encoding="utf-8")
    (folder / NAME).write_text(text.replace(";8;", ";eight;", 1), encoding="utf-8")

    assert [(p.line, p.column) for p in problems(folder)] == [(3, "mean_service_min")]


FIRST = (DEMO / NAME).read_bytes().splitlines()[0]
ROWS = (DEMO / NAME).read_bytes()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n \r\n", "empty"),
        (FIRST + b"\r\n", "no row"),
        ("Danh mục,,\r\n\r\n".encode() + ROWS, "line 3 only"),
        (ROWS.replace(FIRST + b"\n", b""), "no column of this table"),
        (b"<html><body><table><tr><td>id</td>", "HTML"),
        (b"PK\x03\x04\x14\x00\x06\x00", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
        (b"%PDF-1.7", "PDF"),
        (ROWS.decode().encode("utf-16-le"), "not UTF-8"),
        (b"id\x00,prefix", "zero bytes"),
        ("Ð\xe2".encode("cp1252"), "not UTF-8"),
        (b"x" * (4 * 1024 * 1024 + 1), "larger than 4096 kB"),
        (b"x" * 3_000_000, "no column of this table"),
        (b"id;" + b'"' * 200_001, "not CSV"),
        (FIRST + b"\n" + b"a,b,c\n" * 30_000, "too much is wrong"),
    ],
)
def test_a_file_that_is_something_else_is_called_what_it_is_in_one_line(folder, data, says):
    (folder / NAME).write_bytes(data)

    mine = [p for p in problems(folder) if p.file == NAME]

    assert any(says in p.wrong["en"] for p in mine), mine
    assert all(p.do for p in mine)
    assert len(mine) == 1 or says == "too much is wrong"


def test_a_whole_row_of_missing_columns_is_one_problem(folder):
    shutil.copy(folder / "holidays.csv", folder / NAME)

    named = [p for p in problems(folder) if "no column is named" in p.wrong["en"]]

    assert len(named) == 1


@pytest.mark.parametrize("name", [NAME, "hall.yaml", "logo.png"])
@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_what_has_no_end_is_not_read(folder, name, kind):
    with (folder / "hall.yaml").open("a", encoding="utf-8") as hall:
        hall.write("\nslip: {logo: logo.png}\n")
    (folder / name).unlink(missing_ok=True)
    makes = {
        "pipe": os.mkfifo,
        "device": lambda it: it.symlink_to("/dev/zero"),
        "folder": lambda it: it.mkdir(),
    }
    makes[kind](folder / name)

    assert any("not a file" in p.wrong["en"] or "opened" in p.wrong["en"] for p in problems(folder))


@pytest.mark.parametrize("name", ["agencies.csv", "services.csv", "counters.csv", "procedures.csv"])
def test_a_table_with_its_first_line_alone_is_a_problem(folder, name):
    first = (folder / name).read_text(encoding="utf-8").splitlines()[0]
    (folder / name).write_text(first, encoding="utf-8")

    assert any(p.file == name and "no row" in p.wrong["en"] for p in problems(folder))


def test_a_hall_may_have_no_groups_and_no_holidays(folder):
    for name in ("priority_groups.csv", "holidays.csv"):
        first = (folder / name).read_text(encoding="utf-8").splitlines()[0]
        (folder / name).write_text(first, encoding="utf-8")

    assert read(folder).priority_groups == ()
