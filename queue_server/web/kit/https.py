"""Is this browser at our https address? Then its cookies never travel without it again."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response

from queue_server.web.kit.app_context import asked, running

A_YEAR_S = 365 * 86400
DEFAULT_PORT = ":443"


def is_https() -> bool:
    """Did it come to our https address? What stands in front of us ends the encryption.

    That `LUOT_PUBLIC_URL` is https says so for requests to its host, and no header is trusted.
    """
    request, public = asked(), running().settings.public_url
    if request.scheme == "https":
        return True
    return public.startswith("https:") and _host(urlsplit(public).netloc) == _host(request.host)


def is_ours(origin: str) -> bool:
    """Is an Origin this server's, as the browser or as everybody calls it?"""
    there, public = urlsplit(origin), urlsplit(running().settings.public_url)
    if is_https() and there.scheme != "https":
        return False
    return _host(there.netloc) in {_host(asked().host), _host(public.netloc)} - {""}


def for_cookie() -> dict[str, Any]:
    """What every cookie is set with that no script reads."""
    return {"httponly": True, "samesite": "Lax", "secure": is_https()}


def install(app: Flask) -> None:
    """Tell browsers at the https address to come to no other."""
    app.after_request(_strict)


def _strict(response: Response) -> Response:
    if is_https():
        response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR_S}"
    return response


def _host(netloc: str) -> str:
    return netloc.lower().removesuffix(DEFAULT_PORT)
