"""The gate for text: whatever a request carries is tidied, or refused, before anything reads it.

The parts of its path, its query and its form pass here; a JSON body passes in `bodies`, a header
where it is read. Nothing behind the gate meets NUL, half a letter or a text without end.
"""

from flask import Flask, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from queue_server.domain import text
from queue_server.web.shared.refusals import BadRequest


def install(app: Flask) -> None:
    """Before everything else that looks at a request."""
    app.before_request(_tidy)


def entered(value: str, field: str, most: int = text.LONGEST) -> str:
    """A text that came in at a field, as it is kept. Raises BadRequest."""
    try:
        return text.tidy(value, most)
    except text.BadText as error:
        raise BadRequest(field=field, problem=error.problem) from error


def _tidy() -> None:
    request.get_data()  # kept, so that a form can still be compared as it was sent
    parts = request.view_args or {}
    request.view_args = {k: _part(v, k) for k, v in parts.items()}
    request.args, request.form = _all(request.args), _all(request.form)


def _part(value: object, field: str) -> object:
    return entered(value, field) if isinstance(value, str) else value


def _all(values: MultiDict[str, str]) -> ImmutableMultiDict[str, str]:
    return ImmutableMultiDict((k, entered(v, k)) for k, v in values.items(multi=True))
