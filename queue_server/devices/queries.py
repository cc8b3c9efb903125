"""What the manager is shown of the doors: where passwords are being guessed."""

from datetime import timedelta
from typing import Any

from queue_server.devices.tries import Counted
from queue_server.hall.tables import floor_of
from queue_server.hall.wording import local
from queue_server.kernel.view import View

SHOWN_FOR = timedelta(days=1)
MOST_EVENTS = 100
MOST_ROWS = 5


def wrong_passwords(view: View) -> list[dict[str, Any]]:
    """Each account and address with wrong passwords in a row of the last day, the newest first.

    `account` is empty when nobody has the name that was tried.
    """
    newest: dict[tuple[str, str], dict[str, Any]] = {}
    for event in Counted(view).delayed_sign_ins(view.now - SHOWN_FOR, MOST_EVENTS):
        where = {"account": event.account, "address": event.address}
        row = where | {"tries": event.tries, "at": local(floor_of(view), event.at)}
        newest.setdefault((event.account, event.address), row)
    return list(newest.values())[:MOST_ROWS]
