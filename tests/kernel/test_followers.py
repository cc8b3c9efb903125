"""Whoever follows the journal hears everything in order, also after they or the hall stopped."""

import pytest
from story import Day

from queue_server.kernel import backups, followers
from queue_server.kernel.door import Hall
from queue_server.kernel.engines.opening import open_store
from queue_server.kernel.followers import Follower
from queue_server.turns.commands.restoring import begin_epoch
from queue_server.turns.commands.serving import cancel


class Told:
    """Somebody who writes down what happened, and may be away."""

    def __init__(self):
        self.heard, self.is_away = [], False

    def __call__(self, events):
        if self.is_away:
            raise ConnectionError
        self.heard += [(it.epoch, it.seq, type(it.event).__name__) for it in events]

    @property
    def kinds(self):
        return [kind for _, _, kind in self.heard]


@pytest.fixture
def told():
    return Told()


def test_everything_is_told_once_and_in_order_from_the_first_look_on(day, hall, told):
    day.arrives()
    follower = Follower(hall, "messages", told)

    follower.look()
    assert told.heard == []

    who = day.arrives()
    follower.look()
    hall.do(cancel, who.id, by="lan")
    follower.look()
    follower.look()
    assert told.heard == [(1, 3, "TicketIssued"), (1, 4, "TicketCancelled")]


def test_who_is_away_hears_later_what_happened_and_others_do_not_wait(day, hall, told):
    other = Told()
    both = [Follower(hall, "webhook", told), Follower(hall, "messages", other)]
    for follower in both:
        follower.look()
    told.is_away = True
    day.arrives()

    with pytest.raises(ConnectionError):
        both[0].look()
    both[1].look()
    assert other.kinds == ["TicketIssued"]

    told.is_away = False
    both[0].look()
    assert told.heard == other.heard


def test_more_than_one_look_can_hold_is_told_in_parts(day, hall, told, monkeypatch):
    monkeypatch.setattr(followers, "MOST_AT_ONCE", 2)
    follower = Follower(hall, "messages", told)
    follower.look()
    for _ in range(5):
        day.arrives()

    follower.look()
    assert [seq for _, seq, _ in told.heard] == [2, 3, 4, 5, 6]


def test_the_place_outlives_the_program(day, hall, told, database, clock):
    Follower(hall, "messages", told).look()
    day.arrives()
    hall._store.close()  # and with it everything in memory

    store = open_store(database, clock)
    Follower(Hall(store, hall.id), "messages", told).look()
    store.close()
    assert told.kinds == ["TicketIssued"]


def test_one_process_of_a_hall_tells(day, hall, told, database, clock):
    store = open_store(database, clock)
    there = Follower(Hall(store, hall.id), "messages", told)
    Follower(hall, "messages", told).look()
    day.arrives()

    there.look()
    store.close()
    assert told.heard == []


def test_after_a_restore_the_new_epoch_follows(
    day, hall, told, tmp_path, database, empty_database, clock
):
    follower = Follower(hall, "messages", told)
    follower.look()
    day.arrives()
    follower.look()
    made = backups.make(database, tmp_path / "backups")
    day.arrives()
    follower.look()
    restored = empty_database()

    backups.restore(restored, made, clock, begin_epoch)
    store = open_store(restored, clock)
    again = Hall(store, hall.id)
    Day(again, clock).arrives()
    Follower(again, "messages", told).look()
    store.close()
    assert [(epoch, kind) for epoch, _, kind in told.heard[-2:]] == [
        (2, "HallRestored"),
        (2, "TicketIssued"),
    ]
