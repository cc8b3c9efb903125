"""`python -m printer test` prints a self-test page and explains what it learned."""

import unicodedata

import pytest
import zxingcpp
from click.testing import CliRunner
from fake_printer import OUT, READY
from paper import printed

from printer.__main__ import cli
from printer.document.self_test import LETTERS


def tried(address, *more):
    return CliRunner().invoke(cli, ["test", "--printer", address, *more])


@pytest.mark.parametrize(
    ("language", "came_out", "stands"),
    [
        ("vi", "máy xác nhận sau", "giấy: đủ; sẵn sàng"),
        ("en", "the printer said so", "paper fine; ready"),
    ],
)
def test_a_printer_that_answers_is_explained_and_its_page_is_whole(
    language, came_out, stands, printer_that
):
    fake = printer_that(says=READY)

    said = tried(fake.address, "--language", language)

    assert said.exit_code == 0
    assert came_out in said.output
    assert stands in said.output
    assert "576" in said.output
    assert "72 mm" in said.output
    [code] = zxingcpp.read_barcodes(printed(fake.slips[0]).picture)
    assert code.text == fake.address


def test_without_paper_it_says_what_to_do_and_fails(printer_that):
    address = printer_that(says=OUT).address
    said, english = tried(address), tried(address, "--language", "en")

    assert (said.exit_code, english.exit_code) == (1, 1)
    assert "Chưa in gì cả" in said.output
    assert "mời thay cuộn" in said.output
    assert "Nothing was printed" in english.output
    assert "put in a new roll" in english.output


def test_a_printer_that_is_off_is_a_sentence_and_fails():
    said = tried("tcp://127.0.0.1:9", "--language", "en")

    assert said.exit_code == 1
    assert "it cannot be reached" in said.output
    assert "(connection refused)" in said.output


def test_a_mute_one_under_a_profile_that_asks_is_told_a_better_one(printer_that):
    fake = printer_that()

    said = tried(f"{fake.address}?profile=tm-t20", "--language", "en")

    assert said.exit_code == 0
    assert "?profile=80mm" in said.output


def test_one_that_answers_under_a_profile_that_does_not_ask_is_told_a_better_one(printer_that):
    fake = printer_that(says=READY)

    said = tried(f"tcp://127.0.0.1:{fake.port}?profile=zj-58", "--language", "en")

    assert "only you can see" in said.output
    assert "use a profile that asks" in said.output


def test_all_134_accented_letters_are_on_it():
    letters = LETTERS.replace(" ", "")

    assert len(set(letters)) == len(letters) == 134
    assert unicodedata.is_normalized("NFC", letters)
    assert all(unicodedata.decomposition(c) or c in "Đđ" for c in letters)


def test_an_address_that_is_none_is_a_sentence():
    said = tried("lpt1:")

    assert said.exit_code != 0
    assert "is no printer's address" in str(said.exception)
