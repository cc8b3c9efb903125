"""Every press as REST under /api/v1: what pages, devices and other programs use alike."""

from queue_server.web.api import counters, documents, printers, printing, reading, tickets
from queue_server.web.api.surface import surface

__all__ = ["counters", "documents", "printers", "printing", "reading", "surface", "tickets"]
