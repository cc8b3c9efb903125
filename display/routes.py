"""The board's page. Everybody in the lobby sees it, so it needs no sign-in."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from queue_server.screens import board
from queue_server.web.kit.access import boards
from queue_server.web.kit.access.callers import PUBLIC, allow
from queue_server.web.kit.app_context import hall
from queue_server.web.kit.http.answers import kept_page

surface = Blueprint(
    "display", __name__, url_prefix="/display", template_folder="templates", static_folder="static"
)


@surface.get("/")
@allow(PUBLIC)
def board_page() -> ResponseReturnValue:
    """The board as it is now; its script keeps it true. `?theme=dark` is for dim lobbies.

    With `?device=TOKEN` once the board is known from then on.
    """
    if token := request.args.get("device"):
        return boards.let_in(token, url_for("display.board_page"))
    theme = "dark" if request.args.get("theme") == "dark" else "light"

    def draw() -> str:
        return render_template("display/board.html", board=hall().ask(board.board), theme=theme)

    return kept_page(f"display {theme}", draw)
