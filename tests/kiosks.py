"""People at a touchscreen who press again, under the same key, until they are answered."""

import threading
import time
from uuid import uuid4

import requests
from running import Running

LONGEST_S = 60


class Kiosk(threading.Thread):
    """Takes numbers until it is told to end; each press again until somebody answers it."""

    def __init__(self, hall: Running, token: str) -> None:
        super().__init__(daemon=True)  # a test that fails does not wait for them
        self.numbers: list[str] = []
        self.statuses: list[int] = []
        self.again = 0
        self._hall, self._token = hall, token
        self._ended = threading.Event()
        self.start()

    def run(self) -> None:
        session = self._hall.caller(self._token)
        while not self._ended.is_set():
            ticket = self._press(session, "/tickets", {"service_id": "LLTP"})
            self.numbers.append(ticket["number"])

    def end(self) -> None:
        self._ended.set()
        self.join()

    def _press(self, session: requests.Session, path: str, body: dict) -> dict:
        headers, until = {"Idempotency-Key": uuid4().hex}, time.monotonic() + LONGEST_S
        while time.monotonic() < until:
            if said := self._try(session, path, body, headers):
                return said
            self.again += 1
            time.sleep(0.1)
        raise AssertionError(f"{path} was never answered")

    def _try(self, session, path, body, headers) -> dict | None:
        """Press once. None when there is no whole answer, or the answer is to come again."""
        url = f"{self._hall.url}/api/v1{path}"
        try:
            answer = session.post(url, json=body, headers=headers, timeout=LONGEST_S)
            said = answer.json()  # a server that dies may have sent half of it
        except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError, ValueError):
            return None
        self.statuses.append(answer.status_code)
        if answer.ok:
            return said
        assert int(answer.headers["Retry-After"]) > 0, said
        return None
