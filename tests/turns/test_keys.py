"""The word in a QR link opens one ticket of one hall and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from queue_server.turns.rules.keys import SEAL_BYTES, Keys

SECRET = bytes(range(32))


@given(st.integers(0, 2**62))
def test_a_key_opens_its_own_ticket(ticket_id):
    keys = Keys(SECRET, "hall")

    assert keys.ticket_id(keys.key(ticket_id)) == ticket_id


@given(st.integers(0, 10**9), st.data())
def test_a_key_with_any_letter_changed_opens_nothing(ticket_id, data):
    keys = Keys(SECRET, "hall")
    key = keys.key(ticket_id)
    place = data.draw(st.integers(0, len(key) - 1))
    other = data.draw(st.sampled_from("aZ0-_é").filter(lambda c: c != key[place]))

    assert keys.ticket_id(key[:place] + other + key[place + 1 :]) is None


@given(st.text(max_size=60))
def test_any_text_is_a_key_or_nothing_and_never_an_error(text):
    assert Keys(SECRET, "hall").ticket_id(text) is None


def test_another_hall_or_another_secret_makes_other_keys():
    key = Keys(SECRET, "hall").key(7)

    assert Keys(SECRET, "other").ticket_id(key) is None
    assert Keys(SECRET[::-1], "hall").ticket_id(key) is None


def test_a_seal_has_128_bits():
    assert SEAL_BYTES * 8 == 128
