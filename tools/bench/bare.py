"""The limit: a Flask that does nothing but give an answer, on the same server as the hall's.

python -m tools.bench.bare PORT FILE, where FILE holds the answers as JSON texts by name.
"""

if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()

import json
import sys
from pathlib import Path

from flask import Flask, Response, request

from queue_server.kernel.settings import Settings
from queue_server.realtime.places import Places
from queue_server.realtime.server import Server, listener


def app(answers: dict[str, str]) -> Flask:
    """An application that answers `/NAME` with the text of that name."""
    bare = Flask(__name__)

    @bare.route("/<name>", methods=["GET", "POST"])
    def give(name: str) -> Response:
        request.get_data()
        return Response(answers[name], content_type="application/json")

    return bare


if __name__ == "__main__":
    texts = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    socket = listener(Settings(port=int(sys.argv[1])))
    Server(socket, app(texts), places=Places(1000, 1000)).serve_forever()
