"""Where a printer is: `scheme:place?profile=NAME`."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import SplitResult, parse_qsl, urlsplit

from printer.errors import BadAddress
from printer.profiles import PROFILES, Profile
from printer.words import said

RAW_PORT = 9100
BAUDS = (9600, 19200, 38400, 57600, 115200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address taken apart. `host` and `port` are for networks, `baud` for serial lines.

    `serial` is the number a maker gives each printer on USB, to tell two of a kind apart.
    `place` is what stands between scheme and options as it was written: host, path, port or name.
    """

    text: str
    scheme: str
    place: str
    host: str
    port: int
    profile: Profile
    baud: int
    serial: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Read an address. Raises BadAddress; the profile is 80mm when none is named."""
        try:
            parts = urlsplit(text)
            host, port = _network(parts)
        except ValueError:
            raise BadAddress(address=text, problem=said("its port is no port.")) from None
        options = dict(parse_qsl(parts.query))
        profile, baud = options.pop("profile", "80mm"), options.pop("baud", "19200")
        serial = options.pop("serial", "")
        if options or profile not in PROFILES or baud not in map(str, BAUDS):
            raise _bad_options(text)
        return cls(
            text=text,
            scheme=parts.scheme,
            place=host if parts.scheme == "tcp" else parts.netloc + parts.path,
            host=host,
            port=port,
            profile=PROFILES[profile],
            baud=int(baud),
            serial=serial,
        )


def _network(parts: SplitResult) -> tuple[str, int]:
    if parts.scheme != "tcp":
        return "", 0
    return parts.hostname or "", parts.port or RAW_PORT


def _bad_options(text: str) -> BadAddress:
    profiles, bauds = ", ".join(PROFILES), ", ".join(map(str, BAUDS))
    return BadAddress(
        address=text,
        problem=said(
            "after ? only profile={profiles}, baud={bauds} and serial=NUMBER are known."
        ).filled(profiles=profiles, bauds=bauds),
    )
