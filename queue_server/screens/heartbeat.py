"""The heartbeat: by it a screen knows that it is true, and that the hall opened or shut."""

from queue_server.hall.queries import opening
from queue_server.hall.tables import floor_of
from queue_server.hall.wording import local
from queue_server.kernel.view import View
from queue_server.kernel.view_models import Moment, ViewModel
from words import Text


class Heartbeat(ViewModel, kw_only=True):
    """The version there is, that which the live messages have reached (`told`), and the door."""

    version: int
    told: int
    epoch: int
    now: Moment
    is_open: bool
    open_note: Text


def heartbeat(view: View, told: int) -> Heartbeat:
    """How it stands now."""
    door = opening(view)
    return Heartbeat(
        version=view.version,
        told=told,
        epoch=view.epoch,
        now=local(floor_of(view), view.now),
        is_open=door.is_open,
        open_note=door.note,
    )
