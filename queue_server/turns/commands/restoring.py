"""Going on after a restore: what was given since the backup is given to nobody again."""

from pathlib import Path

from queue_server.hall.tables import believed_at, day_of, floor_of, is_in_doubt
from queue_server.kernel.interface import BadBackup
from queue_server.kernel.unit_of_work import Transaction
from queue_server.turns.events import HallRestored
from queue_server.turns.series import leave_out
from queue_server.turns.words import said

SKIP = 50  # numbers of each service: more than a service gives between two backups on a busy day
IDS = 100_000  # tickets: the QR codes of slips that are lost must not open another person's page


def begin_epoch(
    tx: Transaction, backup: Path, *, skip: int = SKIP, time_is_right: bool = False
) -> None:
    """Go on from a backup: versions begin again, the day's numbers leave `skip` out.

    Neither those numbers nor the ticket ids of lost slips may be given again. Raises BadBackup when
    the time is in doubt, and nobody says that it is right: numbers are left out today, and on a
    wrong day that would be for nothing.
    """
    if is_in_doubt(tx) and not time_is_right:
        raise _in_doubt(tx, backup)
    tx.trust_time()
    version, day = tx.version, day_of(tx)
    letters = leave_out(tx, skip)
    tx.begin_epoch(ids=IDS)
    tx.record(
        HallRestored(
            at=tx.now,
            by="restore",
            day=day,
            skipped=skip,
            version=version,
            backup=backup.name,
            letters=letters,
        )
    )


def _in_doubt(tx: Transaction, backup: Path) -> BadBackup:
    hours = floor_of(tx).hours
    now, known = hours.written(tx.now), hours.written(believed_at(tx))
    return BadBackup(
        said(
            "This computer's clock says {now}, and the newest event in {backup} is of {known}. Put "
            "the clock right; or, if it is right, say so: run.py restore --time-is-right"
        ),
        now=now,
        backup=backup,
        known=known,
    )
