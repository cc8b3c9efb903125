"""A hall changes its slips in hall.yaml: what is wrong there is named, and nothing is imported."""

import shutil
from io import BytesIO

import msgspec
import pytest
from conftest import DEMO
from PIL import Image
from slips import logo

import printer
from queue_server.folder import BadFolder, read
from queue_server.hall.rules.floor_data import SlipDesign
from queue_server.hall.tables import decode_floor, encode_floor


@pytest.fixture
def hall_with(tmp_path):
    """The demo's folder with something in addition in hall.yaml, and a logo of some bytes."""

    def make(slip, png=b""):
        folder = shutil.copytree(DEMO, tmp_path / "hall")
        with (folder / "hall.yaml").open("a", encoding="utf-8") as file:
            file.write(f"\nslip: {slip}\n")
        if png:
            (folder / "logo.png").write_bytes(png)
        return folder

    return make


def test_a_hall_that_says_nothing_has_slips_as_usual(floor):
    assert floor.slip == SlipDesign()


def test_blocks_words_and_logo_are_read(hall_with):
    folder = hall_with(
        "{blocks: [logo, number, line, thanks, line, code], logo: logo.png,"
        ' words: {vi: {thanks: "Hẹn gặp lại!"}, en: {yours: "No."}}}',
        logo(),
    )

    design = read(folder).slip

    assert design.blocks == ("logo", "number", "line", "thanks", "line", "code")
    assert design.words == {"vi": {"thanks": "Hẹn gặp lại!"}, "en": {"yours": "No."}}
    with Image.open(BytesIO(design.logo)) as picture:
        assert (picture.mode, picture.size) == ("1", (300, 100))


@pytest.mark.parametrize(
    ("slip", "column", "wrong"),
    [
        ("{blocks: [number, horoscope]}", "slip.blocks[1]", "horoscope"),
        ("{blocks: [hall, code]}", "slip.blocks", "number"),
        ("{blocks: [number, code, code]}", "slip.blocks", "2 times"),
        ("{words: {fr: {}}}", "slip.words.fr", "language"),
        ('{words: {vi: {people: "x"}}}', "slip.words.vi", "people"),
        (f"{{words: {{vi: {{thanks: {'x' * 201}}}}}}}", "slip.words.vi.thanks", "201"),
        ('{words: {vi: {thanks: "\\u202e"}}}', "slip.words.vi.thanks", "invisible"),
        ("{logo: missing.png}", "slip.logo", "is missing"),
        ("{logo: ../demo/logo.png}", "slip.logo", "not a file's name"),
        ("{logo: services.csv}", "slip.logo", "no PNG"),
        ("{colour: red}", "slip", "no field `colour`"),
        ("{blocks: number}", "slip.blocks", "array"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(hall_with, slip, column, wrong):
    with pytest.raises(BadFolder) as caught:
        read(hall_with(slip))

    [problem] = caught.value.problems
    assert (problem.file, problem.column) == ("hall.yaml", column)
    assert wrong in problem.wrong["en"]
    assert problem.do


@pytest.mark.parametrize("png", [logo(colour=255), logo(5000, 10), b"x" * 70_000])
def test_a_picture_that_no_slip_can_show_is_a_problem(hall_with, png):
    with pytest.raises(BadFolder) as caught:
        read(hall_with("{logo: logo.png}", png))

    assert [p.column for p in caught.value.problems] == ["slip.logo"]


def test_everything_wrong_is_listed_at_once(hall_with):
    with pytest.raises(BadFolder) as caught:
        read(hall_with("{blocks: [x, y], logo: z.png, words: {vi: {w: v}}}"))

    assert {p.column for p in caught.value.problems} == {
        "slip.blocks[0]",
        "slip.blocks[1]",
        "slip.blocks",
        "slip.words.vi",
        "slip.logo",
    }


def test_the_comment_in_the_demo_hall_is_right():
    """What it shows as the usual is the usual, and nothing that it names is unknown."""
    text = (DEMO / "hall.yaml").read_text(encoding="utf-8")
    [_, comment] = text.split("# slip:\n")

    named = comment.replace("#", " ").split("[")[1].split("]")[0].split(",")

    assert tuple(name.strip() for name in named) == printer.BLOCKS


def test_a_hall_of_an_older_version_has_slips_as_usual(floor):
    older = msgspec.json.decode(encode_floor(floor))
    del older["slip"]

    assert decode_floor(msgspec.json.encode(older).decode()) == floor


def test_a_design_is_remembered_whole(hall_with):
    floor = read(hall_with("{logo: logo.png, words: {en: {thanks: Bye}}}", logo()))

    assert decode_floor(encode_floor(floor)) == floor
