"""What happened, for those who check it: the journal as a program reads it."""

from typing import Any

import msgspec

from queue_server.kernel.view import View


def events(view: View, after: int) -> dict[str, Any]:
    """The events after a version, in order, and the newest version there is."""
    return {
        "version": view.version,
        "epoch": view.epoch,
        "events": [
            {"seq": r.seq, "kind": type(r.event).__name__, **msgspec.to_builtins(r.event)}
            for r in view.events_since(after)
        ],
    }
