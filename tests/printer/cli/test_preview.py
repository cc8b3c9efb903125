"""A slip can be seen without a printer: `python -m printer preview`."""

import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image
from slips import SLIP

import printer
from printer.__main__ import cli
from printer.document.samples import SAMPLES


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_any_kind_can_be_previewed(tmp_path, kind, language):
    file = tmp_path / "slip.png"
    options = ["--kind", kind, "--language", language, "--profile", "58mm"]

    done = CliRunner().invoke(cli, ["preview", str(file), *options])

    assert done.exit_code == 0, done.output
    with Image.open(file) as picture:
        assert picture.width == 384


def test_a_slip_that_came_as_json_can_be_previewed(tmp_path):
    came, file = tmp_path / "came.json", tmp_path / "slip.png"
    came.write_bytes(printer.slip_json(SLIP))

    done = CliRunner().invoke(cli, ["preview", str(file), "--json", str(came)])

    assert done.exit_code == 0, done.output
    with Image.open(file) as picture:
        assert [c.text for c in zxingcpp.read_barcodes(picture.convert("L"))] == [SLIP.url]


@pytest.mark.parametrize("options", [["no.jpg"], ["no/such/slip.png"], ["s.png", "--json", "bad"]])
def test_a_preview_that_cannot_be_made_says_why(tmp_path, options, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad").write_text("{}")

    done = CliRunner().invoke(cli, ["preview", *options])

    assert (done.exit_code != 0, "Error: " in done.output) == (True, True)
    assert "Traceback" not in done.output
