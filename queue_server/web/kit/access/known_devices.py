"""Devices at which somebody has signed in before: strangers who guess do not lock those out."""

import secrets
from dataclasses import dataclass

from flask import request
from werkzeug.wrappers import Response

from queue_server.web.kit.access.seals import seal, unsealed
from queue_server.web.kit.https import for_cookie

COOKIE = "known"
SIGN_IN = "/sign-in"  # where it is shown, and nowhere else
A_YEAR_S = 365 * 86400
MOST_NAMES = 12  # who sign in at one computer
ID_BYTES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDevice:
    """A browser, and who has signed in at it. It carries this itself, sealed by the hall."""

    id: str
    names: tuple[str, ...] = ()


def known_device() -> KnownDevice:
    """The device of this request; one that nobody knows has a new id and no names."""
    told = unsealed(COOKIE, request.cookies.get(COOKIE))
    if told is None:
        return KnownDevice(id=secrets.token_urlsafe(ID_BYTES))
    return KnownDevice(id=told["id"], names=tuple(told["names"]))


def remember(response: Response, device: KnownDevice, name: str) -> None:
    """Somebody has signed in at this device."""
    names = [name, *(other for other in device.names if other != name)][:MOST_NAMES]
    told = seal(COOKIE, {"id": device.id, "names": names})
    response.set_cookie(COOKIE, told, max_age=A_YEAR_S, path=SIGN_IN, **for_cookie())
