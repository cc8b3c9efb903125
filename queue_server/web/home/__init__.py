"""The first page: what there is to open, and whether the hall is open."""

from queue_server.web.home.routes import surface

__all__ = ["surface"]
