"""Where a printer is: `scheme:place?profile=NAME`."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from printer.errors import BadAddress
from printer.profiles import PROFILES, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address taken apart. `host` and `port` are for networks, `path` for files."""

    text: str
    scheme: str
    host: str
    port: int
    path: str
    profile: Profile

    @classmethod
    def of(cls, text: str) -> Self:
        """Read an address. Raises BadAddress; the profile is 80mm when none is named."""
        try:
            parts = urlsplit(text)
            host, port = parts.hostname or "", parts.port or 9100
        except ValueError:
            raise BadAddress(
                address=text, problem_vi="cổng không phải là số.", problem_en="its port is no port."
            ) from None
        return cls(
            text=text,
            scheme=parts.scheme,
            host=host,
            port=port,
            path=parts.netloc + parts.path if parts.scheme == "file" else parts.path,
            profile=_profile(text, parts.query),
        )


def _profile(text: str, query: str) -> Profile:
    options = dict(parse_qsl(query))
    name = options.pop("profile", "80mm")
    if options or name not in PROFILES:
        known = ", ".join(PROFILES)
        raise BadAddress(
            address=text,
            problem_vi=f"sau dấu ? chỉ có profile={known}.",
            problem_en=f"after ? only profile={known} is known.",
        )
    return PROFILES[name]
