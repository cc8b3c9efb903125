"""What programs may read: the buttons, the board and the journal."""

from flask import request
from flask.typing import ResponseReturnValue

from queue_server.domain import roles
from queue_server.queries import board, journal, kiosk
from queue_server.web.api.surface import surface
from queue_server.web.shared.answers import answer
from queue_server.web.shared.callers import PUBLIC, allow
from queue_server.web.shared.refusals import BadRequest
from queue_server.web.shared.running import hall, running

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
    snapshot, clock = hall().ask(board.board), running().clock
    snapshot["clock"] = {"real": clock.is_real, "speed": clock.speed}
    response = answer(snapshot)
    response.set_etag(f"{snapshot['epoch']}-{snapshot['version']}-{snapshot['open_note_en']}")
    response.headers["Cache-Control"] = "no-cache"  # keep it, but ask whether it still holds
    return response.make_conditional(request)


@surface.get("/v1/journal")
@allow(roles.READS_THE_JOURNAL)
def events() -> ResponseReturnValue:
    """The events after a version (`?after=0`), in order, up to a thousand at a time."""
    after = request.args.get("after", "0")
    if not after.isdecimal() or len(after) > LONGEST_VERSION:
        raise BadRequest(
            field="after", problem_vi="cần một số nguyên.", problem_en="it takes a whole number."
        )
    return answer(hall().ask(journal.events, int(after)))
