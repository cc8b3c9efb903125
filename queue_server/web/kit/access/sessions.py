"""Sessions for people who sign in; a device or a phone has none, and pays nothing for them."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from queue_server.web.kit.https import is_https


class Sessions(SecureCookieSessionInterface):
    """Flask's own sessions, sealed for one hall, without making a seal that nobody asked for."""

    def __init__(self, hall_id: str) -> None:
        self.salt = f"session:{hall_id}"

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of the request's cookie, or a new one."""
        is_there = "HTTP_COOKIE" in request.environ
        if not is_there or self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 (Flask's own)
        """A session that began over https never travels without it."""
        return is_https()
