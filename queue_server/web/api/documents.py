"""The API describes itself: OpenAPI 3.1, drawn from the routes, so it cannot lie."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from flask import current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.routing import Rule

from queue_server import __version__
from queue_server.kernel.view_models import UNSET, Unsaid, ViewModel, encoded
from queue_server.screens.changes import BoardMessage, CaughtUp
from queue_server.screens.heartbeat import Heartbeat
from queue_server.web.api.surface import surface
from queue_server.web.kit.access.callers import PUBLIC, allow
from queue_server.web.kit.app_context import running
from queue_server.web.kit.http.answers import answer_text
from queue_server.web.kit.http.descriptions import JSON, Description, described
from queue_server.web.kit.http.wishes import Body
from words import Text

TYPES = {"IntegerConverter": "integer"}
WHERE = "#/components/schemas/"
# What the namespace /board of Socket.IO tells, by event; `catch_up` is acknowledged with it.
LIVE: Mapping[str, type[ViewModel]] = {
    "board": BoardMessage,
    "beat": Heartbeat,
    "catch_up": CaughtUp,
}
TEXT = {
    "type": "object",
    "description": "Words by language, as in `{vi, en}`; in the hall's own language at least",
    "additionalProperties": {"type": "string"},
}


class Problem(ViewModel, kw_only=True):
    """A refusal, as RFC 9457 says it: `code` is stable, `detail` is a sentence to show.

    Facts of the refusal stand beside them; a failure's `request_id` names it in the log.
    """

    type: str
    title: str
    status: int
    code: str
    detail: str
    request_id: Unsaid[str] = UNSET


@surface.get("/openapi.json")
@allow(PUBLIC)
def openapi() -> ResponseReturnValue:
    """This document."""
    kept = running().documents.get("openapi", lambda: encoded(document()))
    said = answer_text(kept)
    said.headers["Cache-Control"] = "no-cache"  # keep it, but ask whether it still holds
    said.add_etag()
    return said.make_conditional(request)


def document() -> dict[str, Any]:
    """The OpenAPI document of the application that runs."""
    paths: dict[str, dict[str, Any]] = {}
    for path, method, rule in _routes():
        view = current_app.view_functions[rule.endpoint]
        paths.setdefault(path, {})[method] = _operation(rule, view, method)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Lượt", "version": __version__, "description": __doc__},
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "x-socket.io": {"/board": {name: _schema(kind) for name, kind in LIVE.items()}},
    }


def schemas() -> dict[str, Any]:
    """The schema of everything that is taken, answered or told, by its name."""
    kinds = sorted((*_kinds(Body), *_kinds(ViewModel)), key=lambda kind: kind.__name__)
    _, components = msgspec.json.schema_components(
        kinds, ref_template=f"{WHERE}{{name}}", schema_hook=_of_no_struct
    )
    return dict(sorted(components.items()))


def _kinds(family: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    for kind in family.__subclasses__():
        yield kind
        yield from _kinds(kind)


def _of_no_struct(kind: type) -> dict[str, Any]:
    if kind is Text:
        return TEXT
    raise NotImplementedError(kind)  # so msgspec is told of a type that nobody has described


def _routes() -> Iterator[tuple[str, str, Rule]]:
    for rule in current_app.url_map.iter_rules():
        if not _is_public_address(rule.rule):
            continue
        path = rule.rule
        for name, converter in rule._converters.items():
            kind = type(converter).__name__
            prefix = {"IntegerConverter": "int:"}.get(kind, "")
            path = path.replace(f"<{prefix}{name}>", f"{{{name}}}")
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield path, method.lower(), rule


def _is_public_address(path: str) -> bool:
    is_citizens = path.startswith("/t/<key>") and path != "/t/<key>"
    return path.startswith("/api/") or is_citizens or path == "/healthz"


def _operation(rule: Rule, view: Callable[..., Any], method: str) -> dict[str, Any]:
    words, said = (inspect.getdoc(view) or "").split("\n\n"), described(view)
    allowed = getattr(view, "allowed", PUBLIC)
    operation: dict[str, Any] = {
        "operationId": rule.endpoint,
        "summary": words[0],
        "parameters": [
            *(_parameter(name, "path", _type(kind)) for name, kind in rule._converters.items()),
            *(_parameter(name, "query", kind) for name, kind in said.asks.items()),
        ],
        "responses": {str(said.status): _answer(said), "default": _refusal()},
    }
    if allowed:
        operation["security"] = [{"token": []}]
        operation["x-roles"] = sorted(allowed)
    if method == "post":
        operation["parameters"].append(_parameter("Idempotency-Key", "header", "string"))
    if said.takes:
        operation["requestBody"] = {"content": {JSON: {"schema": _schema(said.takes)}}}
    if said.events:
        operation["x-events"] = {name: _schema(kind) for name, kind in said.events.items()}
    return operation


def _parameter(name: str, place: str, kind: str) -> dict[str, Any]:
    parameter = {"name": name, "in": place, "schema": {"type": kind}}
    return parameter | ({"required": True} if place == "path" else {})


def _type(converter: object) -> str:
    return TYPES.get(type(converter).__name__, "string")


def _answer(said: Description) -> dict[str, Any]:
    """Done: of what kind is the answer?"""
    schema = _schema(said.answers) if said.answers else {}
    doc = inspect.getdoc(said.answers) if said.answers else None
    return {"description": doc or "Done", "content": {said.media: {"schema": schema}}}


def _refusal() -> dict[str, Any]:
    content = {"application/problem+json": {"schema": _schema(Problem)}}
    return {"description": inspect.getdoc(Problem), "content": content}


def _schema(kind: type) -> dict[str, str]:
    return {"$ref": f"{WHERE}{kind.__name__}"}
