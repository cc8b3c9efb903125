"""hall.yaml is read as people write it; what would be read otherwise than meant is named."""

import shutil
import unicodedata

import pytest
from conftest import DEMO

from queue_server.folder import BadFolder, read


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DEMO, tmp_path / "demo")


@pytest.fixture
def hall_with(folder):
    """Reads the demo hall with one thing in hall.yaml written otherwise."""

    def make(old, new):
        file = folder / "hall.yaml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return read(folder)

    return make


def test_times_and_dates_need_no_quotes(hall_with, floor):
    day = '[{opens: "07:00", closes: "11:30"}, {opens: "13:30", closes: "17:00"}]'
    bare = day.replace('"', "").replace("07:00", "7:00")

    assert hall_with(day, bare) == floor


def test_a_bare_date_is_a_day(hall_with, floor):
    changed = hall_with(
        "  - weekday: fri", "  - date: 2026-11-26\n    shifts: []\n  - weekday: fri"
    )

    [_, special, _] = changed.hours.special_days
    assert (special.on.isoformat(), special.shifts) == ("2026-11-26", ())


def test_a_number_may_stand_where_a_text_is_meant(hall_with):
    assert hall_with('hotline: "1900 0000"', "hotline: 0190").hall.hotline == "0190"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_an_editor_may_save_it_in_another_unicode(folder, floor, encoding):
    file = folder / "hall.yaml"
    file.write_text(file.read_text(encoding="utf-8"), encoding=encoding)

    assert read(folder) == floor


def test_what_is_typed_letter_by_letter_is_the_same_hall(folder, floor):
    for file in [*folder.glob("*.csv"), folder / "hall.yaml"]:
        text = file.read_text(encoding="utf-8")
        file.write_text(unicodedata.normalize("NFD", text), encoding="utf-8")

    assert read(folder) == floor


def test_what_has_no_value_is_left_out(hall_with, floor):
    assert hall_with("# slip:", "slip:\n# slip:") == floor


@pytest.mark.parametrize(
    ("old", "new", "where", "wrong"),
    [
        ("  tue: *day", "  tue: *day\n  mon: []", "", "mon stands there twice"),
        ("  - weekday: fri", "  - weekday: wed", "special_days[1]", "above"),
        ("  - weekday: fri", "  - weekday: fri\n    date: 2026-11-27", "special_days[1]", "one of"),
        ("  preset", "\tpreset", "", "tab"),
        ("[vi, en]", "[en]", "languages", "vi must stand there"),
        ("[vi, en]", "[vi, en, fr]", "languages", "no page speaks 'fr'"),
        ("id: TTPVHCC-DEMO", "id: Trung tâm", "id", "form"),
        ('name:\n  vi: "Trung', 'name:\n  vi: ""\n#', "name.vi", "empty"),
        ("tỉnh Mẫu", "\\x1b[2J", "name.vi", "invisible"),
        ("đường Mẫu", "<script>alert(1)</script>", "address.vi", "HTML"),
        ("Ngày thứ Tư", "\\u202e", "special_days[0].name.vi", "invisible"),
        ("Hôm nay quầy 1", "\\x1b", "special_days[0].message.vi", "invisible"),
        ("Today", "<b>Today</b>", "special_days[0].message.en", "HTML"),
        ("Mọi phản ánh", "Mọi phản ánh " * 500, "notices[0].vi", "characters"),
        ("Elderly people", "#N/A", "notices[1].en", "spreadsheet"),
        ("1900 0000", "1900 " * 20, "hotline", "characters"),
        ("Asia/Ho_Chi_Minh", "x" * 5000, "timezone", "no time zone"),
        ("quầy 1 hướng", "quầy số 99 hướng", "special_days[0].message.vi", "counter 99"),
        ("counter 1 helps", "counter 77 helps", "special_days[0].message.en", "counter 77"),
        ("preset: virtual_arrival", "bonus_min: 1000000000000", "policy.bonus_min", "bounds"),
        ("preset: virtual_arrival", "ratio: 0", "policy.ratio", "bounds"),
        ("preset: virtual_arrival", "ratio: " + "9" * 30, "policy.ratio", "bounds"),
        ("preset: virtual_arrival", "return_bonus_min: -1", "policy.return_bonus_min", "bounds"),
        ("preset: virtual_arrival", "in_order: yes", "policy.in_order", "bool"),
        ('opens: "07:00"', "opens: 24:00", "hours.mon", "not a time"),
        ('opens: "07:00"', "opens: 12:00", "hours.mon", "overlap"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(hall_with, old, new, where, wrong):
    with pytest.raises(BadFolder) as caught:
        hall_with(old, new)

    [problem, *_] = [p for p in caught.value.problems if p.column == where]
    assert (problem.file, wrong in problem.wrong["en"]) == ("hall.yaml", True), problem
    assert problem.wrong.get("vi"), problem
    assert problem.do


@pytest.mark.parametrize("hours", ["{}", "{mon: []}", "{mon: [], tue: []}"])
def test_a_hall_that_is_never_open_is_a_problem(folder, hours):
    file = folder / "hall.yaml"
    before = file.read_text(encoding="utf-8").split("hours:")[0]
    file.write_text(f"{before}hours: {hours}\n", encoding="utf-8")

    with pytest.raises(BadFolder, match="never open"):
        read(folder)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("notices", [f"{{vi: {n}}}" for n in range(21)]),
        ("special_days", [f"{{weekday: mon, name: {{vi: a{n}}}}}" for n in range(201)]),
    ],
)
def test_lists_have_an_end(folder, name, rows):
    file = folder / "hall.yaml"
    text = file.read_text(encoding="utf-8").replace(f"\n{name}:", "\nunused:")
    head = text.split("# A date or a weekday")[0]
    file.write_text(f"{head}{name}: [{', '.join(rows)}]\n", encoding="utf-8")

    with pytest.raises(BadFolder, match="at most"):
        read(folder)


def test_a_sentence_may_name_the_counter_that_helps(floor):
    """Who is sent there needs no number; the counter itself calls nobody."""
    [helps] = [counter for counter in floor.counters if not counter.service_ids]

    assert f"quầy {helps.number}" in floor.hours.special_days[0].message["vi"]
    assert "không cần lấy số" in floor.hours.special_days[0].message["vi"]


def test_a_sentence_may_not_name_a_counter_that_receives_nobody(folder):
    file = folder / "counters.csv"
    text = file.read_text(encoding="utf-8").replace("huong_dan,*", "nop_ho_so,*")
    file.write_text(text, encoding="utf-8")

    with pytest.raises(BadFolder, match="nobody receives people at counter 1"):
        read(folder)
