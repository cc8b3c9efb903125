"""Where a request comes from, so that guesses are counted for one place."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from flask import request

NOWHERE = "?"


def address() -> str:
    """The caller's address; of IPv6 the network, which is one subscriber's.

    A proxy on this computer says for whom it asks; nobody else is believed.
    """
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        nearest = _read(request.remote_addr or "")
        found = _read(told) if nearest.is_loopback and told else nearest
    except ValueError:
        return NOWHERE
    if isinstance(found, IPv6Address):
        return str(ip_network((found, 64), strict=False))
    return str(found)


def _read(text: str) -> IPv4Address | IPv6Address:
    """An address; one of IPv4 as such, however it is written. Raises ValueError."""
    found = ip_address(text)
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
