"""`python -m printer` speaks the language of whoever types it, as the hall's errands do."""

import os
import subprocess
import sys

import pytest
from conftest import ROOT


@pytest.mark.parametrize(
    ("shell", "words", "sentence"),
    [
        ("vi_VN.UTF-8", ["--help"], "Giấy in: thử máy in"),
        ("vi_VN.UTF-8", ["agent", "--help"], "Mã truy cập của máy lấy số"),
        ("vi_VN.UTF-8", ["test"], "Lỗi: Thiếu tùy chọn '--printer'"),
        ("vi_VN.UTF-8", ["test", "--printer", "tcp:/x"], "thiếu tên máy"),
        ("C.UTF-8", ["test", "--printer", "tcp:/x"], "a host is missing"),
        ("C.UTF-8", ["--help"], "Paper: test a printer"),
        ("C.UTF-8", ["test"], "Error: Missing option '--printer'"),
    ],
)
def test_help_and_mistakes_are_said_in_it(shell, words, sentence):
    done = subprocess.run(
        [sys.executable, "-m", "printer", *words],
        cwd=ROOT,
        env=os.environ | {"LANG": shell},
        text=True,
        capture_output=True,
        check=False,
    )

    assert sentence in done.stdout + done.stderr
