"""The clerk's desk: who is here, who is next, and every verb as a button with a key."""

from queue_server.web.counter.routes import surface

__all__ = ["surface"]
