"""For whoever looks after the hall: its printers."""

from queue_server.web.supervisor.routes import surface

__all__ = ["surface"]
