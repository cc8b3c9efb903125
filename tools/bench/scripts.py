"""What people press in a round, one script per connection: the same for the hall and the limit."""

import json
from collections.abc import Callable
from itertools import count

from tools.bench.clients import Script, request
from tools.bench.halls import COUNTERS, services

Scripts = Callable[[int], list[Script]]  # for so many clients
_keys = count(1)


class Hall:
    """So many presses a round in a hall that runs, by somebody with a manager's token."""

    def __init__(self, token: str, phone_key: str, presses: int) -> None:
        self._presses = presses
        self._token = token
        self._phone_key = phone_key
        self._services = services()

    def issue(self, clients: int) -> list[Script]:
        """Numbers for every service in turn."""
        return [self._issues(self._presses // clients, client) for client in range(clients)]

    def call(self, clients: int) -> list[Script]:
        """Call the next and mark a no-show, each counter in its turn and never two at one."""
        return [self._calls(range(n, self._presses // 2, clients)) for n in range(clients)]

    def board(self, clients: int) -> list[Script]:
        """The board's snapshot."""
        said = request("GET", "/api/v1/board", self._token)
        return [_same(said, self._presses // clients) for _ in range(clients)]

    def phone(self, clients: int) -> list[Script]:
        """One phone's status."""
        path = f"/t/{self._phone_key}.json"
        return [
            _same(request("GET", path, self._token), self._presses // clients)
            for _ in range(clients)
        ]

    def _issues(self, presses: int, client: int) -> Script:
        each = (self._services[(client + n) % COUNTERS] for n in range(presses))
        return [self._post("/tickets", json.dumps({"service_id": it})) for it in each]

    def _calls(self, visits: range) -> Script:
        counters = (f"Q{visit % COUNTERS + 1:02}" for visit in visits)
        return [
            self._post(path)
            for counter in counters
            for path in (f"/counters/{counter}/calls", "/tickets/@/no-shows")
        ]

    def _post(self, path: str, body: str = "{}") -> bytes:
        return request("POST", f"/api/v1{path}", self._token, body, key=f"bench-{next(_keys)}")


class Bare:
    """The same requests to the limit: each is answered by a text it has ready."""

    def __init__(self, token: str, presses: int) -> None:
        self._token = token
        self._presses = presses

    def scripts(self, name: str, method: str) -> Scripts:
        """Every client asks for the same text, as often as the hall's would press."""
        body = '{"service_id": "LLTP"}'
        said = request(method, f"/{name}", self._token, body, key="bench-1")
        return lambda clients: [_same(said, self._presses // clients) for _ in range(clients)]


def _same(what: bytes, times: int) -> Script:
    return [what] * times
