"""What the IT person may set: `LUOT_*` environment variables over `luot.toml`."""

import fcntl
import os
import re
import socket
import struct
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime, time
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NewType, get_args
from urllib.parse import urlsplit

from queue_server.kernel.logs import KINDS, TEXT

PREFIX = "LUOT_"
HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?")  # a name or address, a port
SIOCGIFADDR = 0x8915  # "get interface address" (netdevice(7))
HOW_MOMENT = "write it like 2026-11-25T07:00+07:00"

Count = NewType("Count", int)


class BadSetting(Exception):
    """A setting that cannot be read. The text says which, what it is and what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this program runs. Every field is `LUOT_` and its name in capitals.

    `hall` may stay empty when the database holds one hall. `public_url` is what QR codes point
    to; empty means `http://host:port`. `secret_file` holds the key that seals links and sessions
    and is made on first start. Backups go to `backups`, every day at `backup_at` of the hall's
    time (None: never), and so many nightly ones are kept. `clock` and `clock_speed` start a
    rehearsal. `open_devices` lets any browser on this computer act as a kiosk: for the demo only.
    `redis` joins the processes of one hall, which then may `share_port`. `names` are names of this
    server beside those it knows itself, `proxy` the addresses of what stands in front of it: only
    they are believed when they say for whom they ask. So many `connections` of strangers are
    taken at once, and of one address `connections_each`; devices and staff come beside them. `log`
    is `text` or `json`.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    database: str = "sqlite:///var/luot.db"
    redis: str = ""
    hall: str = ""
    public_url: str = ""
    secret_file: Path = Path("var/secret.key")
    backups: Path = Path("var/backups")
    backup_at: time | None = time(19, 0)
    backups_kept: Count = Count(14)
    clock: datetime | None = None
    clock_speed: float = 1.0
    open_devices: bool = False
    share_port: bool = False
    names: str = ""
    proxy: str = ""
    connections: Count = Count(6000)
    connections_each: Count = Count(1000)
    log: str = "text"

    @property
    def proxies(self) -> frozenset[str]:
        """The addresses of what stands in front of this server."""
        return frozenset(self.proxy.replace(",", " ").split())

    @property
    def address(self) -> str:
        """Where phones reach this server, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")

    def changed(self, **values: Any) -> "Settings":
        """The same settings with some values replaced."""
        return replace(self, **values)


def load(environ: Mapping[str, str] = os.environ, file: Path = Path("luot.toml")) -> Settings:
    """Read the settings. Raises BadSetting for a name or value that means nothing."""
    values = _from_file(file) | _from_environment(environ)
    known = {f.name: f.type for f in fields(Settings)}
    for name in values:
        if name not in known:
            names = ", ".join(PREFIX + known_name.upper() for known_name in sorted(known))
            raise BadSetting(
                f"There is no setting {PREFIX}{name.upper()} ({name} in luot.toml). Known: {names}."
            )
    settings = {name: _read(name, value, known[name]) for name, value in values.items()}
    _check_address(str(settings.get("public_url", "")))
    _check_proxy(str(settings.get("proxy", "")))
    _check_log(str(settings.get("log", TEXT)))
    return Settings(**settings)


def check_reachable(settings: Settings) -> None:
    """Raise BadSetting when the QR codes of a server for others would lead nowhere."""
    if _is(settings.host, "is_loopback"):  # it serves this computer only, so do its QR codes
        return
    where = urlsplit(settings.address).hostname or ""
    if _is(where, "is_loopback") or _is(where, "is_unspecified"):
        choice = " or ".join(f"http://{it}:{settings.port}" for it in own_addresses())
        raise BadSetting(
            f"QR codes would lead to {settings.address}, where no phone finds this computer. Set "
            f"{PREFIX}PUBLIC_URL to {choice or 'its address, as http://192.168.1.10:8080'}."
        )


def _is(host: str, kind: str) -> bool:
    """Is a host `is_loopback` or `is_unspecified`, however it is written (127.1, 0, localhost)?"""
    if not host or host == "*":
        return kind == "is_unspecified"
    if host == "localhost" or host.endswith(".localhost"):
        return kind == "is_loopback"
    with suppress(ValueError):
        return bool(getattr(ip_address(host), kind))
    with suppress(OSError):  # a name is what it is
        return bool(getattr(ip_address(socket.inet_aton(host)), kind))
    return False


def own_addresses() -> list[str]:
    """The IPv4 addresses of this computer that others may reach it by."""
    found = []
    for _, name in socket.if_nameindex():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking, suppress(OSError):
            asked = fcntl.ioctl(asking, SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
            found.append(socket.inet_ntoa(asked[20:24]))
    return [it for it in found if not ip_address(it).is_loopback]


def _check_log(kind: str) -> None:
    if kind not in KINDS:
        raise BadSetting(f"{PREFIX}LOG is {kind!r}: write one of {', '.join(KINDS)}.")


def _check_address(url: str) -> None:
    if url and not _is_address(url):
        raise BadSetting(
            f"{PREFIX}PUBLIC_URL is {url!r}: write the address phones can reach and nothing more, "
            "as http://192.168.1.10:8080."
        )


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 (it raises for what is no port)
    except ValueError:
        return False
    is_web = parts.scheme in ("http", "https") and HOST.fullmatch(parts.netloc)
    # Nothing more, nothing that a parser leaves out: a lone ? or #, a line break.
    nothing_more = url.rstrip("/").lower() == f"{parts.scheme}://{parts.netloc}".lower()
    return bool(is_web) and nothing_more and _is_host(parts.hostname or "")


def _is_host(host: str) -> bool:
    """A name, or an address that there can be: 192.168.1.300 and 192.168.1 are neither."""
    if ":" not in host and not host.replace(".", "").isdecimal():
        return bool(host.strip("."))
    with suppress(ValueError):
        return bool(ip_address(host))
    return False


def _check_proxy(proxy: str) -> None:
    for address in proxy.replace(",", " ").split():
        try:
            ip_address(address)
        except ValueError:
            raise BadSetting(
                f"{PREFIX}PROXY is {proxy!r}: write the proxy's address as this computer sees it, "
                "as 127.0.0.1."
            ) from None


def _from_file(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"{file} cannot be read: {error}. Correct that line.") from error


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    return {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environ.items()
        if name.startswith(PREFIX)
    }


def _read(name: str, value: Any, kind: Any) -> Any:
    kinds = get_args(kind) or (kind,)
    try:
        return _READERS[kinds[0]](value)
    except (ValueError, TypeError) as error:
        raise BadSetting(f"{PREFIX}{name.upper()} is {value!r}: {error}.") from error


def _moment(value: Any) -> datetime | None:
    if value == "":
        return None
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    except (ValueError, TypeError):
        raise ValueError(HOW_MOMENT) from None
    if moment.tzinfo is None:
        raise ValueError(f"the time zone is missing; {HOW_MOMENT}")
    return moment


def _time(value: Any) -> time | None:
    if value == "":
        return None
    try:
        return value if isinstance(value, time) else time.fromisoformat(value)
    except (ValueError, TypeError):
        raise ValueError("write a time of the day, as 19:00, or nothing for never") from None


def _count(value: Any) -> Count:
    if not str(value).isdecimal() or not 1 <= int(value) <= 10_000:
        raise ValueError("write a number from 1 to 10000, as 14")
    return Count(int(value))


def _port(value: Any) -> int:
    if not str(value).isdecimal() or not 0 <= int(value) <= 65535:
        raise ValueError("write a number from 0 to 65535, as 8080")
    return int(value)


def _speed(value: Any) -> float:
    try:
        number = float(value)
    except (ValueError, TypeError):
        number = 0.0
    if not 0 < number <= 100_000:
        raise ValueError("write a number above 0, as 300")
    return number


def _flag(value: Any) -> bool:
    if str(value).lower() not in ("0", "1", "true", "false", ""):
        raise ValueError("write 1 or 0")
    return str(value).lower() in ("1", "true")


def _text(value: Any) -> str:
    return str(value).strip()


_READERS: Mapping[Any, Any] = {
    str: _text,
    int: _port,
    float: _speed,
    bool: _flag,
    Path: Path,
    datetime: _moment,
    time: _time,
    Count: _count,
}
