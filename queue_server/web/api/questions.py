"""What programs may read: the buttons, the board and the journal."""

from collections.abc import Sequence

from flask import request
from flask.typing import ResponseReturnValue

from queue_server.hall.rules import roles
from queue_server.kernel.view import View
from queue_server.kernel.view_models import ViewModel, encoded
from queue_server.screens import board, kiosk
from queue_server.screens.board import BoardSnapshot
from queue_server.screens.journal import JournalPage
from queue_server.screens.kiosk import ServiceButton
from queue_server.web.api.surface import surface
from queue_server.web.kit.access import shown
from queue_server.web.kit.access.callers import PUBLIC, allow, caller
from queue_server.web.kit.app_context import hall, running
from queue_server.web.kit.cache import Text
from queue_server.web.kit.http.answers import answer, answer_text
from queue_server.web.kit.http.descriptions import describe
from queue_server.web.kit.refusals import BadRequest
from queue_server.web.kit.words import said

LONGEST_VERSION = 15  # digits


class Services(ViewModel, kw_only=True):
    """The kiosk's buttons."""

    services: Sequence[ServiceButton]


class HallClock(ViewModel, kw_only=True):
    """Is it the real time, and how fast does it run?"""

    real: bool
    speed: float


class TimedBoard(BoardSnapshot, kw_only=True):
    """The whole board, and the clock it goes by."""

    clock: HallClock


@surface.get("/v1/services")
@allow(roles.ANYONE_KNOWN)
@describe(answers=Services)
def services() -> ResponseReturnValue:
    """The kiosk's buttons: names, whether open, who waits and for how long."""
    return answer(Services(services=hall().ask(kiosk.services)))


@surface.get("/v1/board")
@allow(PUBLIC)
@describe(answers=TimedBoard)
def board_now() -> ResponseReturnValue:
    """The whole board with its version, and an ETag of it. It holds nothing personal."""
    kept = running().answers.get("board", _board)
    response = answer_text(kept.text)
    response.set_etag(kept.tag)
    response.headers["Cache-Control"] = "no-cache"  # keep it, but ask whether it still holds
    return response.make_conditional(request) if request.if_none_match else response


def _board() -> Text:
    now = hall().ask(_timed_board)
    return Text(encoded(now), f"{now.epoch}-{now.version}-{now.open_note['en']}")


def _timed_board(view: View) -> TimedBoard:
    clock = running().clock
    told = HallClock(real=clock.is_real, speed=clock.speed)
    return TimedBoard(clock=told, **board.board_fields(view))


@surface.get("/v1/journal")
@allow(roles.READS_THE_JOURNAL)
@describe(answers=JournalPage, asks={"after": "integer"})
def events() -> ResponseReturnValue:
    """The events after a version (`?after=0`), in order, up to a thousand at a time."""
    after = request.args.get("after", "0")
    if not after.isdecimal() or len(after) > LONGEST_VERSION:
        raise BadRequest(field="after", problem=said("it takes a whole number."))
    return answer(hall().ask(shown.events, int(after), caller()))
