"""Every press as REST under /api/v1: what pages, devices and other programs use alike."""

from queue_server.web.api import agents, counters, documents, printers, questions, tickets
from queue_server.web.api.surface import surface

__all__ = ["agents", "counters", "documents", "printers", "questions", "surface", "tickets"]
