"""A hall's folder is read whole, or every bad row is named and nothing is imported."""

import csv
import shutil

import pytest
from conftest import DEMO

from queue_server.folder import BadFolder, read


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DEMO, tmp_path / "demo")


def edit(folder, name, old, new):
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(folder):
    with pytest.raises(BadFolder) as caught:
        read(folder)
    return caught.value.problems


def test_the_demo_hall_has_everything(floor):
    counts = [len(x) for x in (floor.agencies, floor.services, floor.counters, floor.procedures)]

    assert counts == [19, 17, 20, 73]


def test_two_counters_are_merged_from_several_agencies(floor):
    merged = [c for c in floor.counters if len(c.agency_ids) in (4, 5)]

    assert len(merged) == 2


@pytest.mark.parametrize(
    ("name", "old", "new", "column", "wrong"),
    [
        ("services.csv", "LLTP,A,", "LLTP,,", "prefix", "empty"),
        ("services.csv", "nop_ho_so,STP,8", "nop_ho_so,STP,eight", "mean_service_min", "eight"),
        ("counters.csv", "LLTP;TUPHAP", "LLTP;NOPE", "service_ids", "NOPE"),
        ("counters.csv", "Q02,2,", "Q02,two,", "number", "two"),
        ("procedures.csv", "3.000333,", "2.000635,", "code", "2.000635"),
        ("holidays.csv", "2019-09-02", "2019-09-32", "date", "2019-09-32"),
        ("priority_groups.csv", ",60,1,", ",-5,1,", "bonus_min", "-5"),
        ("reasons.csv", "HOP,tam_dung", "HOP,nghi", "kind", "nghi"),
        ("reasons.csv", "HOP,tam", "GIAI_LAO,tam", "code", "GIAI_LAO"),
        ("services.csv", "Đất đai", "Đất đai 土地", "name.vi", "土地"),
        ("services.csv", "Đất đai", "§Êt ®ai", "name.vi", "old font"),
        ("counters.csv", "LLTP;TUPHAP", "LLTP;TUPHAP;LLTP", "service_ids", "2 times"),
        ("counters.csv", "LLTP;TUPHAP", ";".join(["LLTP"] * 101), "service_ids", "101"),
        ("procedures.csv", "Tờ khai Mẫu số 03;", "Tờ khai;Tờ khai;", "papers.vi", "2 times"),
        ("procedures.csv", "3.000333,", "\u0663.000333,", "code", "form"),
        ("priority_groups.csv", ",60,1,", ",1000000000000,1,", "bonus_min", "1000000000000"),
        ("holidays.csv", "2019-09-02", "9999-12-31", "date", "9999-12-31"),
        ("holidays.csv", "2019-09-02", "2019-W36-1", "date", "2019-W36-1"),
    ],
)
def test_a_bad_cell_is_named_with_file_line_and_column(folder, name, old, new, column, wrong):
    edit(folder, name, old, new)

    found = [p for p in problems(folder) if (p.file, p.column) == (name, column)]

    assert found
    assert found[0].line > 1
    assert wrong in str(found[0])
    assert found[0].do


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("services.csv", ",STP,8,", ",STP;,8,"),
        ("services.csv", ",STP,8,", ',STP,"8,0",'),
        ("counters.csv", "LLTP;TUPHAP", "; LLTP ; TUPHAP;;"),
    ],
)
def test_what_can_only_mean_one_thing_is_taken(folder, floor, name, old, new):
    edit(folder, name, old, new)

    assert read(folder) == floor


def test_a_procedure_without_a_published_fee_is_not_offered(folder, floor):
    edit(folder, "procedures.csv", "200000,200000", ",200000")

    [gone] = set(floor.procedures_of("LLTP")) - set(read(folder).procedures_of("LLTP"))

    assert gone.fee_counter_vnd == 200_000
    assert read(folder).procedure(gone.code) is not None


def test_all_problems_are_listed_at_once(folder):
    edit(folder, "services.csv", "LLTP,A,", "LLTP,,")
    edit(folder, "counters.csv", "Q02,2,", "Q02,two,")
    (folder / "holidays.csv").unlink()

    assert {p.file for p in problems(folder)} >= {"services.csv", "counters.csv", "holidays.csv"}


@pytest.mark.parametrize("zone", ["Asia/Hanoi", "Asia", "../../etc/passwd", "Asia/\\0", ""])
def test_a_time_zone_nobody_knows_is_a_problem(folder, zone):
    edit(folder, "hall.yaml", "timezone: Asia/Ho_Chi_Minh", f'timezone: "{zone}"')

    assert [p.column for p in problems(folder)] == ["timezone"]


def test_a_service_nobody_serves_is_a_problem(folder):
    edit(folder, "counters.csv", "LLTP;TUPHAP", "LLTP")
    edit(folder, "counters.csv", "TUPHAP;LLTP", "LLTP")

    assert any("TUPHAP" in p.wrong["en"] for p in problems(folder))


def test_files_saved_by_a_spreadsheet_are_read(folder, floor):
    """With a byte-order mark, CRLF and semicolons nowhere it matters."""
    for file in folder.glob("*.csv"):
        rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out, lineterminator="\r\n").writerows(rows)

    assert read(folder) == floor
