"""Addresses: what is one, which mean this computer alone, and by which ones others reach it."""

import fcntl
import re
import socket
import struct
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?")  # a name or address, a port
SIOCGIFADDR = 0x8915  # "get interface address" (netdevice(7))


def is_kind(host: str, kind: str) -> bool:
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


def is_web_address(url: str) -> bool:
    """Is it `http://` or `https://`, a host that there can be, and nothing more?"""
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
