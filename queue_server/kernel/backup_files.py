"""Backups as files: how they are called, sealed with a checksum, found again and thinned out."""

import hashlib
import os
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from queue_server.kernel.interface import BadBackup, Copies
from queue_server.kernel.words import said

ASKED, NIGHTLY, UPGRADE = "asked", "nightly", "upgrade"  # why one was made
STAMP = "%Y%m%dT%H%M%SZ"
SEAL = ".sha256"  # beside each backup, as sha256sum writes and checks it
UNFINISHED = ".part"
CLOCKS_DIFFER = timedelta(minutes=10)  # of computers that share a folder
# Who writes a backup writes all the time. A lock would tell sooner that nobody does, but a folder
# of another computer may keep none, or keep pg_dump out.
LEFT_S = 24 * 3600.0
OLDER = said("Try an older one: run.py restore FILE")
MOMENT = "[0-9]" * 8 + "T" + "[0-9]" * 6 + "Z"  # a STAMP, as a pattern for file names


def keep(copies: Copies, folder: Path, why: str) -> Path:
    """Write a backup into `folder`; it has its name only when it is whole and on disk.

    Raises BadBackup.
    """
    stamp = datetime.now(UTC).strftime(STAMP)
    target = folder / f"{copies.name}-{stamp}-{why}{copies.ending}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear_away(copies, folder)
        _write(copies, target)
    except OSError as error:
        raise BadBackup(
            said("{file} cannot be written: {error}. Is there room, and may this user?"),
            file=target,
            error=error.strerror,
        ) from error
    return target


def _write(copies: Copies, target: Path) -> None:
    unfinished = target.with_name(target.name + UNFINISHED)
    try:
        # Nobody else may read it: it holds what people asked for.
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL, 0o600))
        copies.save(unfinished)
        on_disk(unfinished)
        seal = target.with_name(target.name + SEAL)
        seal.write_text(f"{_digest(unfinished)}  {target.name}\n", encoding="utf-8")
        on_disk(seal)
        unfinished.replace(target)
        on_disk(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _clear_away(copies: Copies, folder: Path) -> None:
    """Delete what backups that were killed left of themselves; what cannot be deleted stays."""
    name = f"{copies.name}-{MOMENT}-*{copies.ending}"
    for left in folder.glob(f"{name}{UNFINISHED}*"):  # the engine's own files beside it, too
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_S:
                target = left.with_name(left.name.rpartition(UNFINISHED)[0])
                if not target.exists():
                    target.with_name(target.name + SEAL).unlink(missing_ok=True)
                left.unlink()


def before_upgrade(copies: Copies, folder: Path | None) -> Callable[[], object]:
    """What to do before a schema is changed: a backup, unless there is no folder for it."""
    if folder is None:
        return lambda: None
    return lambda: keep(copies, folder, UPGRADE)


def whole(backup: Path, *, unsealed: bool = False) -> None:
    """Compare a backup with its checksum. Raises BadBackup.

    A file without one was copied by hand: without its log the newest events may be missing. It is
    taken only when that is said (`unsealed`).
    """
    if not backup.is_file():
        raise BadBackup(said("There is no backup {backup}."), backup=backup)
    seal = backup.with_name(backup.name + SEAL)
    if not seal.exists() and not unsealed:
        raise BadBackup(
            said(
                "{backup} has no {seal} beside it, so the backup command did not make it, or not "
                "all of it is here. A file that was copied while the hall ran may miss its newest "
                "events; make one with: run.py backup. To take it all the same say --unsealed."
            ),
            backup=backup,
            seal=seal.name,
        )
    if seal.exists() and seal.read_text(encoding="utf-8").split()[:1] != [_digest(backup)]:
        raise BadBackup(
            said("{backup} is damaged: its checksum is not that of {seal}. {older}"),
            backup=backup,
            seal=seal.name,
            older=OLDER,
        )


def newest(copies: Copies, folder: Path, why: str = "*") -> Path | None:
    """The newest backup of a database in `folder`; None when there is none."""
    return max(_all(copies, folder, why), key=_age, default=None)


def made_at(backup: Path) -> datetime:
    """When a backup was made, by its name, in UTC."""
    return datetime.strptime(backup.name.split("-")[-2], STAMP).replace(tzinfo=UTC)


def thin_out(copies: Copies, folder: Path, kept: int) -> list[Path]:
    """Delete the oldest nightly backups above so many; those people asked for stay."""
    nightly = sorted(_all(copies, folder, NIGHTLY), key=_age)
    old = nightly[: max(0, len(nightly) - kept)]
    for backup in old:
        backup.with_name(backup.name + SEAL).unlink(missing_ok=True)
        backup.unlink()
    return old


def is_of_the_future(backup: Path) -> bool:
    """Was the computer's clock wrong when it was made, or is it now?"""
    return made_at(backup) > datetime.now(UTC) + CLOCKS_DIFFER


def _age(backup: Path) -> tuple[bool, datetime, int]:
    """Larger is newer. One of the future would be the newest for years: it counts as the oldest."""
    return not is_of_the_future(backup), made_at(backup), backup.stat().st_mtime_ns


def on_disk(place: Path) -> None:
    """Wait until a file, or what a folder names, is on the disk."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _all(copies: Copies, folder: Path, why: str) -> list[Path]:
    return list(folder.glob(f"{copies.name}-{MOMENT}-{why}{copies.ending}"))


def _digest(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
