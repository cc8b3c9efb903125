"""What programs may read: the buttons, the board and the journal."""

from flask import request
from flask.typing import ResponseReturnValue

from queue_server.hall.rules import roles
from queue_server.screens import board, kiosk
from queue_server.web.api.surface import surface
from queue_server.web.kit.access import shown
from queue_server.web.kit.access.callers import PUBLIC, allow, caller
from queue_server.web.kit.app_context import hall, running
from queue_server.web.kit.cache import Text
from queue_server.web.kit.http.answers import answer, answer_text, as_text
from queue_server.web.kit.refusals import BadRequest
from queue_server.web.kit.words import said

LONGEST_VERSION = 15  # digits


@surface.get("/v1/services")
@allow(roles.ANYONE_KNOWN)
def services() -> ResponseReturnValue:
    """The kiosk's buttons: names, whether open, who waits and for how long."""
    return answer({"services": hall().ask(kiosk.services)})


@surface.get("/v1/board")
@allow(PUBLIC)
def board_now() -> ResponseReturnValue:
    """The whole board with its version, and an ETag of it. It holds nothing personal."""
    kept = running().answers.get("board", _board)
    response = answer_text(kept.text)
    response.set_etag(kept.tag)
    response.headers["Cache-Control"] = "no-cache"  # keep it, but ask whether it still holds
    return response.make_conditional(request) if request.if_none_match else response


def _board() -> Text:
    clock = running().clock
    now = hall().ask(board.board) | {"clock": {"real": clock.is_real, "speed": clock.speed}}
    tag = f"{now['epoch']}-{now['version']}-{now['open_note']['en']}"
    return Text(as_text(now), tag)


@surface.get("/v1/journal")
@allow(roles.READS_THE_JOURNAL)
def events() -> ResponseReturnValue:
    """The events after a version (`?after=0`), in order, up to a thousand at a time."""
    after = request.args.get("after", "0")
    if not after.isdecimal() or len(after) > LONGEST_VERSION:
        raise BadRequest(field="after", problem=said("it takes a whole number."))
    return answer(hall().ask(shown.events, int(after), caller()))
