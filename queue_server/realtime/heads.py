"""The head of a request, read strictly: what no browser sends is refused and costs little."""

import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

MOST_BYTES = 16 * 1024
MOST_HEADERS = 64
LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[\t\x20-\x7e\x80-\xff]*\r?\n")  # RFC 9110, 5.5
LENGTH = re.compile(r"[0-9]{1,15}")
VERSIONS = ("HTTP/1.0", "HTTP/1.1")
ONCE = frozenset(
    {b"host", b"content-length", b"content-type", b"authorization", b"idempotency-key", b"origin"}
)


class Unreadable(ValueError):
    """A request that is not one. `status` is what HTTP calls it."""

    def __init__(self, why: str, status: str = "400 Bad Request") -> None:
        super().__init__(why)
        self.status = status


class Head:
    """The headers of a request, as gevent's handler asks for them."""

    status = ""  # gevent's word for a head that could not be read: this one was

    def __init__(self, lines: Sequence[bytes]) -> None:
        self.headers = [line.decode("latin-1") for line in lines]
        split = [line.partition(":") for line in self.headers]
        # Of a name that is there twice, the first: what must be there once was checked.
        self._values = {name.lower(): value.strip() for name, _, value in reversed(split)}

    @property
    def typeheader(self) -> str | None:
        """The type of the body."""
        return self._values.get("content-type")

    def get(self, name: str, default: str | None = None) -> str | None:
        """The value of a header."""
        return self._values.get(name.lower(), default)

    getheader = get

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._values


def read(lines: BinaryIO) -> Head:
    """All headers up to the empty line. Raises Unreadable."""
    head: list[bytes] = []
    left = MOST_BYTES
    while (line := lines.readline(left + 1)) not in (b"\r\n", b"\n"):
        left -= len(line)
        if left < 0 or len(head) >= MOST_HEADERS:
            raise Unreadable("its head is too large", "431 Request Header Fields Too Large")
        if LINE.fullmatch(line) is None:
            raise Unreadable("a line of its head is no header" if line else "it ends in its head")
        head.append(line)
    _must_be_once(line.partition(b":")[0].lower() for line in head)
    return Head(head)


def check(head: Head, version: str) -> None:
    """Refuse what servers and proxies might read in two ways. Raises Unreadable."""
    if version not in VERSIONS:
        raise Unreadable("it names no version of HTTP that is served here")
    if version == VERSIONS[1] and not head.get("host"):
        raise Unreadable("it does not say for whom it is (Host)")
    if "transfer-encoding" in head:
        raise Unreadable("it does not say how long it is", "411 Length Required")
    length = head.get("content-length")
    if length is not None and LENGTH.fullmatch(length) is None:
        raise Unreadable("its length is no number")


def _must_be_once(names: Iterable[bytes]) -> None:
    seen: set[bytes] = set()
    for name in names:
        if name in ONCE and name in seen:
            raise Unreadable(f"it says {name.decode()} twice")
        seen.add(name)
