"""The nightly backup: the same command a person types, run by the process that leads."""

import logging
import sys
import time
from datetime import datetime, timedelta, tzinfo
from datetime import time as Time

from gevent import subprocess

from queue_server.hall.tables import floor_of, is_in_doubt
from queue_server.kernel import backups
from queue_server.kernel.door import Hall
from queue_server.kernel.settings import Settings

LONGEST_S = 2 * 3600.0  # a disk that hangs: it is stopped, said, and tried again
AGAIN_S = 900.0  # after one that failed: a full disk is not filled again at once
log = logging.getLogger("luot.rounds")


class Nightly:
    """Sees that a backup is made every day after `settings.backup_at`."""

    def __init__(self, hall: Hall, settings: Settings) -> None:
        self._hall = hall
        self._settings = settings
        self._not_before = 0.0

    def look(self) -> None:
        """Make a backup if one is due and this process leads."""
        settings = self._settings
        if settings.backup_at is None or time.monotonic() < self._not_before:
            return
        if not self._hall.is_leader():
            return
        now, zone = self._hall.ask(lambda view: (view.now, floor_of(view).hours.zone))
        if self._hall.ask(lambda view: view.leap or is_in_doubt(view)):
            return  # it would be called after a wrong date
        newest = backups.newest_at(settings.database, settings.backups)
        if newest is None or newest < last_due(now, settings.backup_at, zone):
            self._make()

    def _make(self) -> None:
        """In a process of its own: a disk that hangs must not stop the hall."""
        command = [sys.executable, sys.argv[0], "backup", "--nightly"]
        self._not_before = time.monotonic() + AGAIN_S  # also when it hangs or cannot be started
        done = subprocess.run(command, capture_output=True, timeout=LONGEST_S)
        said = (done.stdout + done.stderr).decode(errors="replace").strip()
        if done.returncode:
            log.error("the nightly backup failed: %s", said)
        else:
            log.info("%s", said)


def last_due(now: datetime, at: Time, zone: tzinfo) -> datetime:
    """The newest moment not after `now` at which a backup was due: `at` of some day in `zone`."""
    today = datetime.combine(now.astimezone(zone).date(), at, zone)
    return today if today <= now else today - timedelta(days=1)
