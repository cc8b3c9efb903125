"""Reading what was sent: the right fields of the right types, or a sentence that says which not."""

import json
from typing import TypeVar

import msgspec
from flask import request

from queue_server.kernel.wrong_shapes import where_and_what
from queue_server.web.kit.http.gate import entered
from queue_server.web.kit.refusals import BadRequest
from queue_server.web.kit.words import said
from words import Text

T = TypeVar("T", bound=msgspec.Struct)


def body(kind: type[T]) -> T:
    """The JSON body of this request as `kind`. An empty body is `{}`. Raises BadRequest."""
    data = request.get_data() or b"{}"
    try:
        json.loads(data, object_pairs_hook=_each_once)
        return _tidied(msgspec.json.decode(data, type=kind))
    except msgspec.ValidationError as error:
        raise _bad(error) from error
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise BadRequest(
            field="body",
            problem=said("it is not valid JSON."),
        ) from error


def _tidied(wish: T) -> T:
    for field in wish.__struct_fields__:
        if isinstance(value := getattr(wish, field), str):
            setattr(wish, field, entered(value, field))
    return wish


def _each_once(fields: list[tuple[str, object]]) -> None:
    """Refuse an object that says a field twice: two readers would take two of them."""
    seen: set[str] = set()
    for name, _ in fields:
        if name in seen:
            field = name[:64] if name.isprintable() else "body"
            raise BadRequest(field=field, problem=said("it is there twice."))
        seen.add(name)


def _bad(error: msgspec.ValidationError) -> BadRequest:
    where, wrong = where_and_what(error)
    problem = Text({language: f"{words}." for language, words in wrong.items()})
    return BadRequest(field=where[:64] or "body", problem=problem)
