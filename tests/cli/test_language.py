"""Errands speak the language of whoever types them: Vietnamese in a Vietnamese shell."""

import shutil

import pytest
from conftest import DEMO

from words.shell import language_of


@pytest.mark.parametrize(
    ("shell", "language"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi"}, "vi"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": ""}, "vi"),
        ({"LANG": "C", "LANGUAGE": "fr:vi:en"}, "vi"),
    ],
)
def test_the_language_is_that_of_the_shell(shell, language):
    assert language_of(shell, ("vi", "en")) == language


@pytest.fixture
def vietnamese(run):
    return lambda *words, **settings: run(*words, LANG="vi_VN.UTF-8", **settings)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--help"], "Cách dùng: run.py"),
        (["backup", "--help"], "Sao lưu cơ sở dữ liệu; hệ thống vẫn chạy."),
        (["staff", "add", "--role", "clerk"], "Lỗi: Thiếu tùy chọn '--name'"),
        (["staff", "sack"], "Lỗi: Không có lệnh 'sack'."),
        (["verify"], "Cơ sở dữ liệu chưa có đơn vị nào."),
        (["import", "nowhere"], "Lỗi: Không có thư mục nowhere."),
    ],
)
def test_help_and_mistakes_are_said_in_it(vietnamese, words, sentence):
    done = vietnamese(*words)

    assert sentence in done.stdout + done.stderr


def test_settings_the_database_and_a_hall_s_files_too(vietnamese, tmp_path):
    folder = tmp_path / "hall"
    shutil.copytree(DEMO, folder)
    counters = folder / "counters.csv"
    counters.write_text(counters.read_text("utf-8").replace("LLTP", "{mine}"), "utf-8")

    assert "ghi một số từ 0 đến 65535" in vietnamese("serve", LUOT_PORT="abc").stderr
    assert "bốn dấu gạch" in vietnamese("verify", LUOT_DATABASE="nonsense").stderr
    listed = vietnamese("import", str(folder)).stderr
    assert "Sai ở đâu" in listed
    assert "{mine}" in listed  # what somebody typed is not filled in


def test_what_an_errand_did_is_said_in_it(vietnamese):
    assert "Đã nhập" in vietnamese("import", str(DEMO)).stdout
    made = vietnamese("staff", "add", "--role", "clerk", "--name", "lan")
    assert "Mật khẩu chỉ hiện lần này" in made.stderr
    assert "còn hiệu lực" in vietnamese("staff", "list").stdout
    assert "Nhật ký nguyên vẹn" in vietnamese("verify").stdout
