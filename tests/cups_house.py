"""A CUPS of the tests' own, with one raw queue: its real scheduler and its real `lp`."""

import os
import signal
import subprocess
from pathlib import Path

from waiting import until

SCHEDULER = Path("/usr/sbin/cupsd")
DAEMONS = Path("/usr/lib/cups/daemon")
QUEUE = "slips"
WHO_MAY = """
Listen {home}/socket
WebInterface No
Browsing No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
PLACES = """
SystemGroup root
ServerRoot {home}/etc
ServerBin {home}/bin
RequestRoot {home}/spool
CacheDir {home}/cache
StateDir {home}/state
TempDir {home}/tmp
AccessLog {home}/access.log
ErrorLog {home}/error.log
PageLog {home}/page.log
"""
# Called with no words it is asked what it can reach; else it is to print a file.
BACKEND = """#!/bin/sh
[ $# -eq 0 ] && exit 0
cat "${6:--}" > "${DEVICE_URI#keep:}.new" && mv "${DEVICE_URI#keep:}.new" "${DEVICE_URI#keep:}"
"""


class Cups:
    """Runs until it is stopped. `paper` is the file with what was last printed."""

    def __init__(self, home: Path) -> None:
        self._home, self.paper = home, home / "paper"
        for folder in ("etc", "bin/backend", "spool", "cache", "state", "tmp"):
            (home / folder).mkdir(parents=True)
        (home / "bin/daemon").symlink_to(DAEMONS)
        (home / "bin/backend/keep").write_text(BACKEND)
        (home / "bin/backend/keep").chmod(0o700)  # for whoever runs it: then it runs as that one
        for name, text in (("cupsd.conf", WHO_MAY), ("cups-files.conf", PLACES)):
            (home / "etc" / name).write_text(text.format(home=home))
        self.server = f"{home}/socket"
        etc = home / "etc"
        command = [SCHEDULER, "-f", "-c", etc / "cupsd.conf", "-s", etc / "cups-files.conf"]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def add_queue(self) -> None:
        """As soon as the scheduler can."""
        queue = ("-p", QUEUE, "-E", "-v", f"keep:{self.paper}", "-m", "raw")
        until(lambda: self._runs("lpadmin", *queue))

    def rejects(self) -> None:
        """The queue takes no more jobs."""
        assert self._runs("cupsreject", QUEUE)

    def hangs(self) -> None:
        """The scheduler answers nobody any more."""
        self._process.send_signal(signal.SIGSTOP)

    def stop(self) -> None:
        self._process.send_signal(signal.SIGCONT)
        self._process.terminate()
        self._process.wait(10)

    def _runs(self, *command: str) -> bool:
        path = f"{os.environ['PATH']}:/usr/sbin"
        environment = os.environ | {"CUPS_SERVER": self.server, "PATH": path}
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        return done.returncode == 0
