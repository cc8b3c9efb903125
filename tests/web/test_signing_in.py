"""Passwords are slow to guess, and guessing keeps nobody out who works here."""

import subprocess
import sys

import pytest
from conftest import ROOT
from gevent.pool import Pool

from queue_server.cli.access import new_password
from queue_server.devices.events import SignInDelayed
from queue_server.devices.rules import FREE_AT_ADDRESS, FREE_TRIES
from queue_server.hall.rules.roles import Role
from queue_server.web.kit.access.addresses import address
from run import build

STRANGER = {"environ_overrides": {"REMOTE_ADDR": "10.0.0.66"}}
WRONG, WAIT, IN = 401, 429, 302


@pytest.fixture
def password(served):
    return new_password(served.built.hall, "lan", Role.CLERK, counter="Q02")


@pytest.fixture
def desk(served, password):
    """The browser where lan signs in every day."""
    it = served.built.flask.test_client()
    assert tries(it, "lan", password) == IN
    return it


def tries(browser, name, password, **more):
    data = {"name": name, "password": password}
    return browser.post("/sign-in", data=data, **more).status_code


def stranger(served):
    return served.built.flask.test_client()


def guesses(served, name="lan", times=FREE_TRIES + 1, **more):
    return [tries(stranger(served), name, f"guess{n}", **STRANGER | more) for n in range(times)]


def delayed(served):
    events = [r.event for r in served.built.hall.events_since(0)]
    return [event for event in events if isinstance(event, SignInDelayed)]


@pytest.mark.parametrize("name", ["lan", "nobody-here", "é" * 64])
def test_wrong_passwords_make_the_next_try_wait_whoever_it_is(served, password, name):
    assert guesses(served, name) == [WRONG] * 5 + [WAIT]


def test_however_many_guess_at_once_no_more_than_five_are_looked_at(served, password):
    codes = Pool(24).map(lambda _: guesses(served, times=1)[0], range(24))

    assert sorted(codes) == [WRONG] * FREE_TRIES + [WAIT] * (24 - FREE_TRIES)
    assert [event.tries for event in delayed(served)] == [FREE_TRIES]


def test_a_wait_is_the_same_at_every_process_of_the_hall(served, settings, password):
    beside = build(settings)
    guesses(served, times=FREE_TRIES)

    there = tries(beside.flask.test_client(), "lan", password, **STRANGER)
    beside.store.close()

    assert there == WAIT


def test_strangers_who_guess_do_not_keep_out_who_signed_in_here_before(served, desk, password):
    guesses(served)
    assert tries(stranger(served), "lan", password, **STRANGER) == WAIT

    assert tries(desk, "lan", password) == IN


def test_a_known_device_is_no_way_to_guess(served, desk, password):
    codes = [tries(desk, "lan", f"guess{n}") for n in range(FREE_TRIES + 1)]

    assert codes == [WRONG] * FREE_TRIES + [WAIT]


def test_a_device_knows_only_who_signed_in_there(served, desk):
    minh = new_password(served.built.hall, "minh", Role.CLERK)
    guesses(served, "minh")

    assert tries(desk, "minh", minh) == WAIT


def test_what_a_device_says_of_itself_is_sealed_by_the_hall(served, desk, password):
    guesses(served)
    seal = desk.get_cookie("known", path="/sign-in").value
    forged = stranger(served)
    forged.set_cookie("known", seal[:-4] + "AAAA", path="/sign-in")

    assert tries(forged, "lan", password) == WAIT


def test_one_place_that_tries_many_names_waits_too(served):
    codes = [guesses(served, f"name{n}", times=1)[0] for n in range(FREE_AT_ADDRESS + 1)]
    elsewhere = tries(stranger(served), "name0", "guess")

    assert codes == [WRONG] * FREE_AT_ADDRESS + [WAIT]
    assert elsewhere == WRONG


@pytest.mark.parametrize(
    ("nearest", "told", "counted_for"),
    [
        ("127.0.0.1", "10.0.0.7", "10.0.0.7"),  # a proxy on this computer is believed
        ("::1", "1.2.3.4, 10.0.0.7", "10.0.0.7"),  # what the proxy itself has seen, no more
        ("127.0.0.1", "", "127.0.0.1"),
        ("10.0.0.66", "10.0.0.7", "10.0.0.66"),  # nobody else is
        ("127.0.0.1", "a\nforged line", "?"),
        ("2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.7", "", "10.0.0.7"),
        ("::ffff:127.0.0.1", "10.0.0.7", "10.0.0.7"),
    ],
)
def test_guesses_are_counted_for_where_they_come_from(served, nearest, told, counted_for):
    from_there = {"REMOTE_ADDR": nearest, "HTTP_X_FORWARDED_FOR": told}

    with served.built.flask.test_request_context(environ_overrides=from_there):
        assert address() == counted_for


def test_a_wait_passes(served, password):
    guesses(served)
    served.passes(seconds=11)

    assert tries(stranger(served), "lan", password, **STRANGER) == IN


def test_a_new_password_waits_for_nobody(served, password):
    guesses(served)
    fresh = new_password(served.built.hall, "lan", Role.CLERK, counter="Q02")

    assert tries(stranger(served), "lan", fresh, **STRANGER) == IN


def test_the_journal_tells_it_once_and_never_what_was_typed(served, password):
    guesses(served)
    guesses(served, "a-password-in-the-wrong-field")

    told = [(event.account, event.address, event.tries) for event in delayed(served)]
    assert told == [("lan", "10.0.0.66", 5), ("", "10.0.0.66", 5)]
    assert "wrong-field" not in str(served.built.hall.events_since(0))


def test_the_manager_is_told_and_nobody_else(served, password):
    guesses(served)

    page = served.browser("manager").get("/supervisor/").text
    assert "Sai mật khẩu 5 lần liên tiếp với tên lan, từ máy 10.0.0.66, lần cuối lúc 08:00." in page
    assert "Sai mật khẩu" not in served.browser("clerk").get("/supervisor/").text


def test_who_must_wait_is_told_how_long(served, password):
    guesses(served)

    answer = stranger(served).post("/sign-in", data={"name": "lan", "password": "x"}, **STRANGER)
    assert answer.headers["Retry-After"] in ("9", "10")
    assert f"Chờ {answer.headers['Retry-After']} giây" in answer.text


def test_a_password_is_kept_so_that_a_guess_costs_64_mb():
    """RFC 9106, 4: its second option. In a program of its own: those of tests are quick."""
    keep = "from queue_server.web.kit.access.hashing import hashed; print(hashed('right'))"
    command = [sys.executable, "-c", keep]

    kept = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True).stdout

    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
