"""The disk that loses power does to files what disks do, and no more."""

import random

import pytest
from proof.disk import SECTOR, Cache, Done, PowerCut

OLD, NEW = b"o" * 4096, b"n" * 4096
CUTS = [PowerCut(random.Random(seed)) for seed in range(400)]


def found_of(certain: bytes | None, *asked: Done) -> set[bytes | None]:
    """Everything that is found of a file after many cuts."""
    kept = Cache(certain=None if certain is None else bytearray(certain))
    for done in asked:
        kept.take(done)
    return {kept.after(cut) for cut in CUTS}


def test_what_was_synced_is_found_after_every_cut():
    asked = [Done("write", "f", 0, NEW), Done("sync", "f")]

    assert found_of(OLD, *asked) == {NEW}


def test_what_was_not_synced_is_found_as_it_was_as_it_is_or_torn():
    found = found_of(OLD, Done("write", "f", 0, NEW))

    assert {OLD, NEW} < found
    assert len(found) > 20


def test_a_sector_is_found_old_or_new_wherever_a_write_begins():
    begins, text = 100, NEW[:2000]
    new = OLD[:begins] + text + OLD[begins + len(text) :]

    for found in found_of(OLD, Done("write", "f", begins, text)):
        for at in range(0, len(OLD), SECTOR):
            assert found[at : at + SECTOR] in (OLD[at : at + SECTOR], new[at : at + SECTOR])


@pytest.mark.parametrize(
    ("asked", "sizes"),
    [(Done("write", "f", 4096, NEW), {4096, 8192}), (Done("truncate", "f", 512), {512, 4096})],
)
def test_a_size_that_was_not_synced_is_kept_or_lost(asked, sizes):
    assert {len(found) for found in found_of(OLD, asked)} == sizes


def test_where_a_file_grew_and_its_sectors_were_lost_there_may_be_anything():
    grown = {found[4096:] for found in found_of(OLD, Done("write", "f", 4096, NEW))}
    unlike = [text for text in grown if set(text) - set(b"n\0")]

    assert {b"", NEW, bytes(4096)} < grown
    assert unlike


def test_a_name_that_was_not_synced_is_kept_or_lost():
    created = found_of(None, Done("create", "f"), Done("write", "f", 0, NEW))
    deleted = found_of(OLD, Done("delete", "f"))

    assert {None, NEW} < created
    assert deleted == {None, OLD}


def test_a_file_made_anew_holds_nothing_of_the_one_of_its_name_before():
    anew = [Done("delete", "f"), Done("create", "f"), Done("write", "f", 0, NEW)]

    found = found_of(OLD, *anew)

    assert {None, OLD, NEW} < found
    for content in found - {None, OLD}:
        assert OLD[:SECTOR] not in content
