"""Reading what was sent: the right fields of the right types, or a sentence that says which not."""

import json
import re
from typing import TypeVar

import msgspec
from flask import request

from queue_server.web.shared.gate import entered
from queue_server.web.shared.refusals import BadRequest

T = TypeVar("T", bound=msgspec.Struct)

# msgspec says what is wrong in English; these are its sentences in Vietnamese.
_VIETNAMESE = (
    (re.compile(r"Object missing required field `(.+?)`"), r"thiếu trường `\1`."),
    (re.compile(r"Object contains unknown field `(.+?)`"), r"trường `\1` không dùng ở đây."),
    (re.compile(r"Expected `(.+?)`, got `(.+?)`"), r"cần kiểu `\1`, nhận được `\2`."),
    (re.compile(r"Expected `(.+?)` (<=|>=) (\S+)"), r"cần giá trị \2 \3."),
    (re.compile(r"Expected `str` of length <= (\d+)"), r"dài tối đa \1 ký tự."),
    (re.compile(r"Expected `str` of length >= (\d+)"), r"không được để trống."),
)


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
            problem_vi="không phải JSON đúng.",
            problem_en="it is not valid JSON.",
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
            raise BadRequest(
                field=field, problem_vi="được ghi hai lần.", problem_en="it is there twice."
            )
        seen.add(name)


def _bad(message: str) -> BadRequest:
    english, _, field = message.partition(" - at `$")
    vietnamese = "giá trị không đúng."
    for pattern, sentence in _VIETNAMESE:
        if found := pattern.search(english):
            vietnamese = found.expand(sentence)
            break
    name = field.strip("`.") or "body"
    return BadRequest(field=name[:64], problem_vi=vietnamese, problem_en=f"{english}.")
