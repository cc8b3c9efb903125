"""What the IT person may set: `LUOT_*` environment variables over `luot.toml`."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, time
from ipaddress import ip_address
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

from queue_server.kernel.fault import Fault
from queue_server.kernel.logs import KINDS, TEXT
from queue_server.kernel.reachable import is_kind, is_web_address, own_addresses
from queue_server.kernel.setting_values import READERS, BadValue, Count
from queue_server.kernel.words import said

PREFIX = "LUOT_"


class BadSetting(Fault):
    """A setting that cannot be read: which, what it is and what to write."""


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
                said("There is no setting {setting} ({name} in luot.toml). Known: {names}."),
                setting=PREFIX + name.upper(),
                name=name,
                names=names,
            )
    settings = {name: _read(name, value, known[name]) for name, value in values.items()}
    _check_address(str(settings.get("public_url", "")))
    _check_proxy(str(settings.get("proxy", "")))
    _check_log(str(settings.get("log", TEXT)))
    return Settings(**settings)


def check_reachable(settings: Settings) -> None:
    """Raise BadSetting when the QR codes of a server for others would lead nowhere."""
    if is_kind(settings.host, "is_loopback"):  # it serves this computer only, so do its QR codes
        return
    where = urlsplit(settings.address).hostname or ""
    if is_kind(where, "is_loopback") or is_kind(where, "is_unspecified"):
        choice = ", ".join(f"http://{it}:{settings.port}" for it in own_addresses())
        raise BadSetting(
            said(
                "QR codes would lead to {address}, where no phone finds this computer. Set "
                "LUOT_PUBLIC_URL to one of its addresses: {choice}."
            ),
            address=settings.address,
            choice=choice or "http://192.168.1.10:8080",
        )


def _check_log(kind: str) -> None:
    if kind not in KINDS:
        raise BadSetting(
            said("LUOT_LOG is {kind!r}: write one of {kinds}."), kind=kind, kinds=", ".join(KINDS)
        )


def _check_address(url: str) -> None:
    if url and not is_web_address(url):
        raise BadSetting(
            said(
                "LUOT_PUBLIC_URL is {url!r}: write the address phones can reach and nothing more, "
                "as http://192.168.1.10:8080."
            ),
            url=url,
        )


def _check_proxy(proxy: str) -> None:
    for address in proxy.replace(",", " ").split():
        try:
            ip_address(address)
        except ValueError:
            raise BadSetting(
                said(
                    "LUOT_PROXY is {proxy!r}: write the proxy's address as this computer sees it, "
                    "as 127.0.0.1."
                ),
                proxy=proxy,
            ) from None


def _from_file(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(
            said("{file} cannot be read: {error}. Correct that line."), file=file, error=error
        ) from error


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    return {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environ.items()
        if name.startswith(PREFIX)
    }


def _read(name: str, value: Any, kind: Any) -> Any:
    kinds = get_args(kind) or (kind,)
    try:
        return READERS[kinds[0]](value)
    except BadValue as error:
        raise BadSetting(
            said("{setting} is {value!r}: {how}."),
            setting=PREFIX + name.upper(),
            value=value,
            how=error.how,
        ) from error
