"""The gate for text: whatever a request carries is tidied, or refused, before anything reads it.

The parts of its path, its query and its form pass here; a JSON body passes in `request_bodies`,
a header where it is read. Nothing behind the gate meets NUL, half a letter or a text without end.
"""

from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from queue_server.kernel import typed_text
from queue_server.web.kit.app_context import asked
from queue_server.web.kit.refusals import BadRequest

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def install(app: Flask) -> None:
    """Before everything else that looks at a request."""
    app.before_request(_tidy)


def entered(value: str, field: str, most: int = typed_text.LONGEST) -> str:
    """A text that came in at a field, as it is kept. Raises BadRequest."""
    try:
        return typed_text.tidy(value, most)
    except typed_text.BadText as error:
        raise BadRequest(field=field, problem=error.problem) from error


def is_form(request: Request) -> bool:
    """Does it come from a form, and not from a script or a program?"""
    return request.mimetype in FORMS


def _tidy() -> None:
    request = asked()
    request.get_data()  # kept, so that a form can still be compared as it was sent
    parts = request.view_args or {}
    request.view_args = {k: _part(v, k) for k, v in parts.items()}
    if request.query_string:
        request.args = _all(request.args)
    if is_form(request):
        request.form = _all(request.form)


def _part(value: object, field: str) -> object:
    return entered(value, field) if isinstance(value, str) else value


def _all(values: MultiDict[str, str]) -> ImmutableMultiDict[str, str]:
    return ImmutableMultiDict((k, entered(v, k)) for k, v in values.items(multi=True))
