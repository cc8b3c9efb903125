"""What programs may read: the buttons, the board and the journal."""

from flask import request
from flask.typing import ResponseReturnValue

from queue_server.domain import roles
from queue_server.queries import board, journal, kiosk
from queue_server.web.api.surface import surface
from queue_server.web.shared.answers import answer
from queue_server.web.shared.callers import PUBLIC, allow
from queue_server.web.shared.running import hall, running


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
    response.set_etag(f"{snapshot['epoch']}-{snapshot['version']}")
    return response.make_conditional(request)


@surface.get("/v1/journal")
@allow(roles.READS_THE_JOURNAL)
def events() -> ResponseReturnValue:
    """The events after a version (`?after=0`), in order, up to a thousand at a time."""
    after = request.args.get("after", default=0, type=int)
    return answer(hall().ask(journal.events, after))
