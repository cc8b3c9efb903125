"""The server as an agent sees it: which slips are wanted, and where to say what came of them."""

from http import HTTPStatus

import msgspec
import requests

from printer.document.as_json import slip_from_json
from printer.document.kinds import AnySlip
from printer.errors import PrinterError
from printer.spool.entry import SpoolEntry
from printer.words import said

WAITS_S = 20.0  # that the server holds a question until a slip is wanted
ANSWERS_WITHIN_S = 5.0
GOES_WRONG = 500  # HTTP statuses from here on, and 429, mean: later again
TOO_MANY = 429


class ServerAway(PrinterError):
    """The server did not answer, or cannot now. Trying again helps."""

    says = said("The server {server} does not answer ({why}). Trying again.")


class ServerRefused(PrinterError):
    """The server says no, in a sentence of its own; `code` is stable."""

    says = said("The server {server} refused: {why}")


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A slip that is to come out; somebody waits for it `seconds` more."""

    ticket_id: int
    copy: int
    seconds: float
    paper: msgspec.Raw

    @property
    def name(self) -> tuple[int, int]:
        """Ticket and copy: no two slips have both."""
        return self.ticket_id, self.copy

    @property
    def slip(self) -> AnySlip:
        """What it says. Raises BadSlip."""
        return slip_from_json(bytes(self.paper))


class _Slips(msgspec.Struct, frozen=True):
    slips: list[Wanted]


_SLIPS = msgspec.json.Decoder(_Slips)  # made while there is one thread


class HallClient:
    """One connection to the server, for one thread. Every call may raise ServerAway or
    ServerRefused; each may be made again, the server does it once.
    """

    def __init__(self, address: str, token: str, *, waits_s: float = WAITS_S) -> None:
        self._address = address.rstrip("/")
        self._waits_s = waits_s
        self._session = requests.Session()
        self._session.trust_env = False  # neither a proxy nor another's password
        self._session.headers.update({"Authorization": f"Bearer {token}", "Accept-Language": "en"})

    def slips(self) -> list[Wanted]:
        """What is to be printed: waits until there is something, `waits_s` at most."""
        path = f"/printer/slips?wait={self._waits_s:g}"
        content = self._ask("GET", path, within_s=self._waits_s + ANSWERS_WITHIN_S)
        try:
            return _SLIPS.decode(content).slips
        except msgspec.DecodeError as error:
            raise ServerAway(server=self._address, why=error) from error

    def start(self, entry: SpoolEntry, spool: str) -> None:
        """Take a slip over."""
        answer = self._ask("POST", f"{_place(entry)}/starts", {"spool": spool})
        if b'"sending"' not in answer:  # somebody else answers in the server's place
            raise ServerAway(server=self._address, why="no answer of the hall's")

    def end(self, entry: SpoolEntry, spool: str) -> None:
        """Say what came of a slip."""
        said = {"state": entry.stage, "problem": entry.problem, "used_mm": entry.used_mm}
        self._ask("POST", f"{_place(entry)}/ends", {"spool": spool, **said})

    def report(self, stand: dict[str, object], spool: str) -> None:
        """Say how the printer stands: `is_known`, `paper`, `hindrance`."""
        self._ask("POST", "/printer/reports", {"spool": spool, **stand})

    def _ask(
        self, method: str, path: str, body: object = None, within_s: float = ANSWERS_WITHIN_S
    ) -> bytes:
        try:
            answer = self._session.request(
                method,
                f"{self._address}/api/v1{path}",
                json=body,
                timeout=within_s,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise ServerAway(server=self._address, why=type(error).__name__) from error
        if answer.status_code >= GOES_WRONG or answer.status_code == TOO_MANY:
            raise ServerAway(server=self._address, why=answer.status_code)
        if answer.status_code != HTTPStatus.OK:
            raise ServerRefused(server=self._address, why=_detail(answer))
        return answer.content


def _place(entry: SpoolEntry) -> str:
    return f"/printer/slips/{entry.ticket_id}/{entry.copy}"


def _detail(answer: requests.Response) -> str:
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return f"HTTP {answer.status_code}"
