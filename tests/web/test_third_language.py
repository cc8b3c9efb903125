"""A third language is files: catalogs beside the code, and columns and keys in the hall's data."""

import csv
import os
import shutil
import subprocess
import sys

import pytest
import requests
from running import CLOCK, DEMO, ROOT, free_port
from waiting import until

PROGRAM = ("queue_server", "kiosk", "display", "printer", "words")
HEAD = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=1; plural=0;\\n"
"""
# Khmer, by the catalog that each stands in.
SENTENCES = {
    "queue_server/kernel": {"That is not possible now.": "ឥឡូវនេះមិនអាចធ្វើបានទេ។"},
    "queue_server/hall": {
        "Open until {when}": "បើករហូតដល់ {when}",
        "There is no service {service}. Choose one from the list.": "គ្មានសេវា {service} ទេ។",
    },
    "queue_server/web/kit": {
        "There is no such page. Please go back to the first page.": "គ្មានទំព័រនេះទេ។",
    },
    "kiosk": {"Take a number": "យកលេខ", "Waiting": "កំពុងរង់ចាំ"},
    "queue_server/web/home": {"Touchscreen": "អេក្រង់ប៉ះ"},
}
NAME = "បញ្ជីថ្កោលទោស"


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The program and a hall with Khmer in files, and nothing else changed."""
    folder = tmp_path_factory.mktemp("khmer")
    for package in PROGRAM:
        shutil.copytree(ROOT / package, folder / package)
    shutil.copy(ROOT / "run.py", folder)
    for package, sentences in SENTENCES.items():
        lines = [f'\nmsgid "{it}"\nmsgstr "{khmer}"\n' for it, khmer in sentences.items()]
        (folder / package / "words.km.po").write_text(HEAD + "".join(lines), encoding="utf-8")
    _hall(folder / "hall")
    return folder


def _hall(folder):
    shutil.copytree(DEMO, folder)
    hall = (folder / "hall.yaml").read_text(encoding="utf-8")
    (folder / "hall.yaml").write_text(hall.replace("[vi, en]", "[vi, en, km]"), encoding="utf-8")
    with (folder / "services.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["name.km"] = NAME
    with (folder / "services.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def url(program):
    port = free_port()
    settings = {
        "LUOT_PORT": str(port),
        "LUOT_DATABASE": f"sqlite:///{program}/hall.db",
        "LUOT_SECRET_FILE": str(program / "secret.key"),
        "LUOT_CLOCK": CLOCK,
        "LUOT_OPEN_DEVICES": "1",
    }
    run = [sys.executable, str(program / "run.py")]
    env = os.environ | settings
    subprocess.run([*run, "import", str(program / "hall")], env=env, cwd=program, check=True)
    server = subprocess.Popen([*run, "serve"], env=env, cwd=program)
    address = f"http://127.0.0.1:{port}"
    until(lambda: _answers(address), 60)
    yield address
    server.terminate()
    server.wait(30)


def _answers(address):
    try:
        return requests.get(f"{address}/healthz", timeout=5).ok
    except requests.ConnectionError:
        return False


def page(url, path):
    html = {"Accept": "text/html", "Accept-Language": "km"}
    response = requests.get(url + path, params={"lang": "km"}, headers=html, timeout=10)
    response.encoding = "utf-8"
    return response.text


def test_pages_speak_it_where_it_is_translated_and_the_first_language_elsewhere(url):
    start = page(url, "/kiosk/")

    assert '<html lang="km"' in start
    assert NAME in start
    assert "Đất đai" in start


def test_the_rules_speak_it(url):
    board = requests.get(f"{url}/api/v1/board", timeout=10).json()

    assert board["open_note"]["km"] == "បើករហូតដល់ 11:30"


def test_a_refusal_speaks_it(url):
    wrong = requests.get(f"{url}/nowhere.json", headers={"Accept-Language": "km"}, timeout=10)

    assert wrong.json()["detail"] == "គ្មានទំព័រនេះទេ។"


def test_one_may_choose_it_by_its_own_name(url):
    assert 'lang="km">' in (first := requests.get(url, headers={"Accept": "text/html"}).text)
    assert "ខ្មែរ" in first
