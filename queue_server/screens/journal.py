"""What happened, for those who check it: the journal as a program reads it."""

from collections.abc import Sequence
from typing import Any

import msgspec

from queue_server.kernel.view import View
from queue_server.kernel.view_models import ViewModel


class JournalPage(ViewModel, kw_only=True):
    """Events in order, each with its `seq`, its `kind` and its own facts; the newest version."""

    version: int
    epoch: int
    events: Sequence[dict[str, Any]]


def events(view: View, after: int) -> JournalPage:
    """The events after a version."""
    return JournalPage(
        version=view.version,
        epoch=view.epoch,
        events=[
            {"seq": r.seq, "kind": type(r.event).__name__, **msgspec.to_builtins(r.event)}
            for r in view.events_since(after)
        ],
    )
