"""The hall's public door as a program uses it: a press is sent until answered, and done once."""

import secrets
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import gevent
import requests

from queue_server.kernel.fault import Fault
from queue_server.replay.words import said

GIVE_UP_S = 60.0  # a hall that does not answer for so long is gone
FIRST_WAIT_S = 0.1
LONGEST_WAIT_S = 2.0


class HallGone(Fault):
    """The server did not answer for GIVE_UP_S."""


class NotLetIn(Fault):
    """The server answered a question with a refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: an HTTP status and what the JSON says."""

    status: int
    body: dict[str, Any]

    @property
    def ok(self) -> bool:
        """Was it done?"""
        return self.status < 400

    @property
    def code(self) -> str:
        """Why not, as a stable code; empty when it was done."""
        return "" if self.ok else str(self.body.get("code", ""))


class HallClient:
    """One server, reached with a token. Its methods may be called from any greenlet."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url.rstrip("/")
        self.statuses: Counter[int] = Counter()
        self.losses = 0
        self._session = requests.Session()
        self._session.trust_env = False  # a proxy of this computer has no business in the hall
        self._session.headers["Authorization"] = f"Bearer {token}"
        self._session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=64))

    def get(self, path: str) -> Answer:
        """Ask. Raises HallGone, or NotLetIn when the token is not good for the question."""
        answer = self._send("GET", path, {}, None)
        if not answer.ok:
            raise NotLetIn(
                said("{url} answered {status}: {detail}"),
                url=self.url,
                status=answer.status,
                detail=answer.body.get("detail"),
            )
        return answer

    def press(self, path: str, body: dict[str, Any] | None = None, *, key: str = "") -> Answer:
        """Press, once, however often it must be sent. Raises HallGone."""
        headers = {"Idempotency-Key": key or secrets.token_hex(16)}
        return self._send("POST", path, headers, body or {})

    def now(self) -> tuple[datetime, float]:
        """The hall's time, aware, and how many of its seconds pass per real one."""
        board = self.get("/api/v1/board").body
        return datetime.fromisoformat(board["now"]), float(board["clock"]["speed"])

    def _send(self, method: str, path: str, headers: dict[str, str], body: Any) -> Answer:
        gives_up, wait = time.monotonic() + GIVE_UP_S, FIRST_WAIT_S
        while True:
            answer = self._try(method, path, headers, body)
            if answer is not None:
                self.statuses[answer.status] += 1
                return answer
            self.losses += 1
            if time.monotonic() > gives_up:
                raise HallGone(
                    said("{url} has not answered for {seconds:.0f} s."),
                    url=self.url,
                    seconds=GIVE_UP_S,
                )
            gevent.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT_S)

    def _try(self, method: str, path: str, headers: dict[str, str], body: Any) -> Answer | None:
        """One attempt; None when there was no answer, or one that says: try again."""
        try:
            got = self._session.request(
                method, self.url + path, headers=headers, json=body, timeout=GIVE_UP_S
            )
            return (
                None if got.status_code == 503 else Answer(status=got.status_code, body=got.json())
            )
        except (requests.RequestException, ValueError):
            return None
