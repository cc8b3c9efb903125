"""The API describes itself: OpenAPI 3.1, drawn from the routes, so it cannot lie."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from flask import current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.routing import Rule

from queue_server import __version__
from queue_server.web.api.surface import surface
from queue_server.web.kit.access.callers import PUBLIC, allow
from queue_server.web.kit.app_context import running
from queue_server.web.kit.http.answers import answer_text, as_text
from queue_server.web.kit.http.wishes import Body

TYPES = {"IntegerConverter": "integer"}
PROBLEM = {
    "description": "A refusal: `code` is stable, `detail` is a sentence to show",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
    },
}


@surface.get("/openapi.json")
@allow(PUBLIC)
def openapi() -> ResponseReturnValue:
    """This document."""
    kept = running().documents.get("openapi", lambda: as_text(document()))
    said = answer_text(kept)
    said.headers["Cache-Control"] = "no-cache"  # keep it, but ask whether it still holds
    said.add_etag()
    return said.make_conditional(request)


def document() -> dict[str, Any]:
    """The OpenAPI document of the application that runs."""
    _, schemas = msgspec.json.schema_components(
        Body.__subclasses__(), ref_template="#/components/schemas/{name}"
    )
    paths: dict[str, dict[str, Any]] = {}
    for path, method, rule in _routes():
        view = current_app.view_functions[rule.endpoint]
        paths.setdefault(path, {})[method] = _operation(rule, view, method)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Lượt", "version": __version__, "description": __doc__},
        "paths": paths,
        "components": {
            "schemas": {**schemas, "Problem": PROBLEM_SCHEMA},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


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
    return path.startswith("/api/") or (path.startswith("/t/<key>") and path != "/t/<key>")


def _operation(rule: Rule, view: Callable[..., Any], method: str) -> dict[str, Any]:
    words = (inspect.getdoc(view) or "").split("\n\n")
    allowed = getattr(view, "allowed", PUBLIC)
    operation: dict[str, Any] = {
        "operationId": rule.endpoint,
        "summary": words[0],
        "parameters": [_in_path(name, kind) for name, kind in rule._converters.items()],
        "responses": {_success(rule, method): {"description": "Done"}, "default": PROBLEM},
    }
    if allowed:
        operation["security"] = [{"token": []}]
        operation["x-roles"] = sorted(allowed)
    if method == "post":
        operation["parameters"].append(
            {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}
        )
    if kind := getattr(view, "takes", None):
        schema = {"$ref": f"#/components/schemas/{kind.__name__}"}
        operation["requestBody"] = {"content": {"application/json": {"schema": schema}}}
    return operation


def _in_path(name: str, converter: object) -> dict[str, Any]:
    kind = TYPES.get(type(converter).__name__, "string")
    return {"name": name, "in": "path", "required": True, "schema": {"type": kind}}


def _success(rule: Rule, method: str) -> str:
    created = method == "post" and rule.endpoint in ("api.issue", "api.call_next")
    return "201" if created else "200"
