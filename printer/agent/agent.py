"""The agent beside a kiosk: each duty has a thread of its own, so that none waits for another.

The server may be gone while slips are printed, and the printer may be slow while the server asks.
"""

import logging
import threading
from collections.abc import Callable

from printer.agent.duties import Duties
from printer.agent.hall_client import HallClient
from printer.errors import PrinterError

REPORT_S = 10.0  # between two reports when nothing changes: the server sees that we are there
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 8.0
LAST_SLIP_S = 10.0
log = logging.getLogger("luot.agent")


class Agent:
    """Does its duties until it is stopped. `connect` makes a connection for each thread."""

    def __init__(self, duties: Duties, connect: Callable[[], HallClient]) -> None:
        self._duties = duties
        self._connect = connect
        self._wanted, self._news = threading.Event(), threading.Event()
        self._stopped = threading.Event()
        self._fetching = self._thread(self._fetch)
        self._printing = self._thread(self._print)
        self._reporting = self._thread(self._report)

    def start(self) -> None:
        """Begin."""
        for thread in (self._fetching, self._printing, self._reporting):
            thread.start()

    def stop(self) -> None:
        """End, after the slip that is being sent, if any."""
        self._stopped.set()
        self._wanted.set()
        self._news.set()
        self._printing.join(LAST_SLIP_S)

    def _fetch(self, server: HallClient) -> None:
        try:
            is_new = self._duties.fetch(server)
        finally:
            if self._duties.has_work:
                self._wanted.set()
        if not is_new:
            self._stopped.wait(FIRST_WAIT_S)

    def _print(self, _server: HallClient) -> None:
        self._wanted.clear()
        before = self._duties.stand
        try:
            rest = self._duties.worker.turn()
        finally:
            if self._duties.has_news or self._duties.stand != before:
                self._news.set()  # the server is told at once
        self._wanted.wait(rest)

    def _report(self, server: HallClient) -> None:
        self._news.wait(REPORT_S)
        self._news.clear()
        if not self._duties.stand:  # whoever prints asks the printer first: it bears one at a time
            return
        try:
            self._duties.report(server)
        except PrinterError:
            self._news.set()  # still to be told
            raise

    def _thread(self, duty: Callable[[HallClient], None]) -> threading.Thread:
        return threading.Thread(target=self._again, args=(duty,), daemon=True)

    def _again(self, duty: Callable[[HallClient], None]) -> None:
        """Do a duty again and again; what goes wrong is said, and tried again later."""
        server, wait = None, FIRST_WAIT_S
        while not self._stopped.is_set():
            try:
                server = server or self._connect()
                duty(server)
                wait = FIRST_WAIT_S
            except PrinterError as error:
                log.warning("%s", error)
                self._stopped.wait(wait)
                wait = min(2 * wait, LONGEST_WAIT_S)
            except Exception:
                log.exception("%s failed and is tried again", duty.__name__)
                self._stopped.wait(LONGEST_WAIT_S)
