"""What the hall tells, as TypeScript: the pages' scripts are checked against it (`make lint`)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import run  # noqa: F401  # every surface, and with it what it tells
from queue_server.web.api.documents import schemas

HEAD = """\
// What the hall tells, drawn from its view models by tools/documents.py: the scripts of the pages
// are checked against it, see tsconfig.json. A field with `?` may be left away.
"""
WORDS = {"string": "string", "boolean": "boolean", "integer": "number", "number": "number"}
WORDS |= {"null": "null"}
Schema = Mapping[str, Any]


def shapes() -> str:
    """types/shapes.d.ts: an interface or a type per schema of the OpenAPI document."""
    return HEAD + "".join(_declared(name, schema) for name, schema in schemas().items())


def _declared(name: str, schema: Schema) -> str:
    head = "".join(_comment(schema.get("description", "")))
    if "properties" not in schema or not schema["properties"]:
        return f"\n{head}export type {name} = {_type(schema)};\n"
    needed = schema.get("required", ())
    fields = (
        f"  {field}{'' if field in needed else '?'}: {_type(it)};\n"
        for field, it in schema["properties"].items()
    )
    return f"\n{head}export interface {name} {{\n{''.join(fields)}}}\n"


def _comment(text: str) -> Iterator[str]:
    lines = [line.strip() for line in text.splitlines()]
    if len(lines) == 1:
        yield f"/** {lines[0]} */\n"
    elif lines:
        yield "/**\n"
        yield from (f" * {line}".rstrip() + "\n" for line in lines)
        yield " */\n"


def _type(schema: Schema) -> str:
    """A schema as it stands on the right of a colon."""
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[-1])
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(_type(one) for one in schema["anyOf"])
    if "prefixItems" in schema:
        return f"[{', '.join(_type(one) for one in schema['prefixItems'])}]"
    return _of_one_kind(schema)


def _of_one_kind(schema: Schema) -> str:
    kind = schema.get("type")
    if kind == "array":
        one = _type(schema["items"])
        return f"({one})[]" if " | " in one else f"{one}[]"
    if kind == "object":
        values = schema.get("additionalProperties")
        return f"Record<string, {_type(values) if values else 'unknown'}>"
    return WORDS[kind] if kind else "unknown"
