"""The citizen's phone: follow one's own turn, then rate the visit; no sign-in, no app."""

from queue_server.web.phone.routes import surface

__all__ = ["surface"]
