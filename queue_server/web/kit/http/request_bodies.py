"""Reading what was sent: the right fields of the right types, or a sentence that says which not."""

import json
import re
from typing import TypeVar

import msgspec
from flask import request

from queue_server.web.kit.http.gate import entered
from queue_server.web.kit.refusals import BadRequest
from queue_server.web.kit.words import said
from words import Text

T = TypeVar("T", bound=msgspec.Struct)

# msgspec says what is wrong in English; these are the sentences of this program for it.
PROBLEMS = (
    (
        re.compile(r"missing required field `(?P<field>.+?)`"),
        said("the field `{field}` is missing."),
    ),
    (re.compile(r"unknown field `(?P<field>.+?)`"), said("there is no field `{field}` here.")),
    (
        re.compile(r"Expected `(?P<wanted>.+?)`, got `(?P<given>.+?)`"),
        said("it takes `{wanted}`, not `{given}`."),
    ),
    (
        re.compile(r"Expected `.+?` (?P<sign><=|>=) (?P<bound>\S+)"),
        said("it takes a value {sign} {bound}."),
    ),
    (
        re.compile(r"Expected `str` of length <= (?P<most>\d+)"),
        said("it takes at most {most} characters."),
    ),
    (re.compile(r"Expected `str` of length >= \d+"), said("it must not be empty.")),
)
WRONG_VALUE = said("it is not a value that fits here.")


def body(kind: type[T]) -> T:
    """The JSON body of this request as `kind`. An empty body is `{}`. Raises BadRequest."""
    data = request.get_data() or b"{}"
    try:
        json.loads(data, object_pairs_hook=_each_once)
        return _tidied(msgspec.json.decode(data, type=kind))
    except msgspec.ValidationError as error:
        raise _bad(str(error)) from error
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


def _bad(message: str) -> BadRequest:
    english, _, field = message.partition(" - at `$")
    name = field.strip("`.") or "body"
    return BadRequest(field=name[:64], problem=_problem(english))


def _problem(english: str) -> Text:
    for pattern, sentence in PROBLEMS:
        if found := pattern.search(english):
            return sentence.filled(**found.groupdict())
    return WRONG_VALUE
