"""What the IT person types: each errand, and each mistake as a sentence."""

import shutil
import socket
import sqlite3
from contextlib import closing

import pytest
from conftest import DEMO

from queue_server.cli.importing import put
from queue_server.cli.opened import opened
from queue_server.folder import read
from queue_server.kernel.secret import secret_for
from queue_server.kernel.settings import Settings


@pytest.fixture
def installed(run, tmp_path):
    put(Settings(database=f"sqlite:///{tmp_path}/hall.db"), read(DEMO))
    return run


def said(done):
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("LUOT_PORT", "abc", "write a number from 0 to 65535"),
        ("LUOT_PORT", "70000", "write a number from 0 to 65535"),
        ("LUOT_CLOCK", "yesterday", "2026-11-25T07:00+07:00"),
        ("LUOT_CLOCK", "2026-11-25T07:00", "time zone"),
        ("LUOT_CLOCK_SPEED", "fast", "write a number above 0"),
        ("LUOT_OPEN_DEVICES", "maybe", "write 1 or 0"),
        ("LUOT_PUBLIC_URL", "abc", "the address phones can reach"),
        ("LUOT_PUBLIC_URL", "http://192.168.1.10:808O", "nothing more"),
        ("LUOT_PUBLIC_URL", "http://192.168.1.10/luot", "nothing more"),
        ("LUOT_PUBLIC_URL", "http://192.168.1.10?x=1", "nothing more"),
        ("LUOT_PUBLIC_URL", "http://192.168. 1.10", "nothing more"),
        ("LUOT_PUBLIC_URL", "http://192.168.1.10/?", "nothing more"),
        ("LUOT_PUBLIC_URL", "http://192.168.1.10#", "nothing more"),
        ("LUOT_PUBLIC_URL", "http://192.168.\n1.10", "nothing more"),
        ("LUOT_PUBLIC_URL", "http://192.168.1.300", "nothing more"),
        ("LUOT_HOST", "0", "no phone finds this computer"),
        ("LUOT_HOST", "0.0.0.0", "no phone finds this computer"),
        ("LUOT_DATABASE", "nonsense", "sqlite:///var/luot.db"),
        ("LUOT_FOO", "1", "LUOT_FOO"),
    ],
)
def test_a_wrong_setting_says_what_to_write(run, name, value, sentence):
    assert sentence in said(run("serve", **{name: value}))


def test_an_empty_database_says_what_to_do(run):
    assert "import halls/demo" in said(run("serve"))


def test_a_port_that_is_taken(installed):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert "set LUOT_PORT to another port" in said(installed("serve", LUOT_PORT=port))


def test_a_server_for_others_does_not_print_an_address_of_its_own(run):
    settings = {"LUOT_HOST": "::", "LUOT_PUBLIC_URL": "http://localhost:8080"}

    assert "Set LUOT_PUBLIC_URL to" in said(run("serve", **settings))


def test_a_secret_that_is_lost_or_another_halls_is_not_taken_without_a_word(installed, tmp_path):
    settings = Settings(database=f"sqlite:///{tmp_path}/hall.db", secret_file=tmp_path / "key")
    with opened(settings) as hall:
        first = secret_for(hall, settings.secret_file)

    settings.secret_file.unlink()
    lost = said(installed("serve", LUOT_SECRET_FILE=str(settings.secret_file)))
    settings.secret_file.write_bytes(b"x" * 32)
    other = said(installed("serve", LUOT_SECRET_FILE=str(settings.secret_file)))
    done = installed("secret", "--new", LUOT_SECRET_FILE=str(settings.secret_file))

    assert "is gone" in lost
    assert "is not what the QR codes" in other
    assert done.returncode == 0, done.stderr
    with opened(settings) as hall:
        assert secret_for(hall, settings.secret_file) not in (first, b"x" * 32)
    assert settings.secret_file.stat().st_mode & 0o777 == 0o600


def test_a_secret_that_was_cut_short_is_not_used(installed, tmp_path):
    (tmp_path / "secret.key").write_bytes(b"short")

    sentence = said(installed("serve", LUOT_SECRET_FILE=str(tmp_path / "secret.key")))

    assert "too short to seal anything" in sentence


def test_a_device_is_let_in_listed_and_shut_out(installed):
    token = installed("token", "add", "--role", "kiosk", "--name", "kiosk9").stdout.splitlines()[-1]
    assert len(token) > 40
    assert "kiosk9\tkiosk" in installed("token", "list").stdout
    assert token not in installed("token", "list").stdout
    assert installed("token", "revoke", "--name", "kiosk9").returncode == 0
    assert "revoked" in installed("token", "list").stdout
    assert "Choose another name" in said(
        installed("token", "add", "--role", "kiosk", "--name", "kiosk9")
    )


@pytest.mark.parametrize("name", ["", "   ", "x" * 65, "a\tb"])
def test_a_name_that_is_none(installed, name):
    assert "1 to 64" in said(installed("token", "add", "--role", "kiosk", "--name", name))


def test_staff_are_let_in_and_shut_out(installed):
    done = installed("staff", "add", "--role", "clerk", "--name", "hanh", "--counter", "Q05")
    assert len(done.stdout.strip()) == 12
    assert "Q99" in said(
        installed("staff", "add", "--role", "clerk", "--name", "x", "--counter", "Q99")
    )
    assert installed("staff", "remove", "--name", "hanh").returncode == 0
    assert "shut out" in installed("staff", "list").stdout


def test_the_hall_says_what_time_it_is_and_is_told_that_it_is_right(installed, tmp_path):
    with closing(sqlite3.connect(tmp_path / "hall.db", isolation_level=None)) as memory:
        memory.execute("UPDATE halls SET believed_ms = 2730000000000")  # 05/07/2056

    doubt = installed("clock").stdout
    confirmed = installed("clock", "--confirm").stdout

    assert "05/07/2056" in doubt
    assert "--confirm" in doubt
    assert "2056" not in confirmed + installed("clock").stdout


def test_a_folder_with_mistakes_is_listed_and_nothing_imported(run, tmp_path):
    folder = shutil.copytree(DEMO, tmp_path / "ours")
    file = folder / "agencies.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("STP,", "S T P,", 1), encoding="utf-8")

    done = run("import", str(folder), "--check")

    assert "agencies.csv" in said(done)
    assert "1 problem. Nothing was imported." in done.stderr


def test_a_second_hall_by_a_changed_id_is_asked_about(installed, tmp_path):
    folder = shutil.copytree(DEMO, tmp_path / "ours")
    file = folder / "hall.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("TTPVHCC-DEMO", "TTPVHCC-OURS"), encoding="utf-8")

    assert "keep its id" in said(installed("import", str(folder)))
    assert installed("import", str(folder), "--another").returncode == 0
    assert "LUOT_HALL" in said(installed("serve"))


def test_an_import_says_what_it_changes_and_what_is_surprising_needs_a_word(installed, tmp_path):
    folder = shutil.copytree(DEMO, tmp_path / "ours")
    for name, before, after in (
        ("hall.yaml", "Trung tâm Phục vụ", "Bộ phận Phục vụ"),
        ("counters.csv", "Q02,2,", "Q02,77,"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert before in text
        (folder / name).write_text(text.replace(before, after, 1), encoding="utf-8")

    looked = installed("import", str(folder), "--check")
    refused = installed("import", str(folder))
    done = installed("import", str(folder), "--replace")
    again = installed("import", str(folder))

    changes = looked.stdout.splitlines()[:-1]
    assert [line[0] for line in changes] == ["!", " "]
    assert "the new data is of" in changes[0]
    assert "Counter Q02 changes its number from 2 to 77." in changes[1]
    assert "Nothing was imported" in said(refused)
    assert done.returncode == again.returncode == 0
    assert again.stdout.splitlines()[:-1] == []


def test_looking_at_a_folder_makes_no_database(run, tmp_path):
    assert run("import", str(DEMO), "--check").returncode == 0
    assert not (tmp_path / "hall.db").exists()


def test_verify_says_that_the_memory_is_whole(installed):
    done = installed("verify")

    assert done.returncode == 0
    assert "1 events, 0 tickets" in done.stdout


def test_the_report_of_a_day_comes_out_on_paper(installed, tmp_path):
    done = installed("report", "--printer", f"file:{tmp_path}/paper/?profile=picture")
    wrong = installed("report", "--printer", "lpt1:")
    off = installed("report", "--printer", "tcp://127.0.0.1:9")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "paper" / "00001.png").exists()
    assert "must start with one of" in said(wrong)
    assert "cannot be reached" in said(off)
