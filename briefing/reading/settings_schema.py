"""A JSON Schema of report.toml, for editors that complete and check it as it is written.

Made from the dataclasses of the settings, which are what the program reads by: their field names
are its keys, their types what they may hold, their docstrings its descriptions.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import types
import typing
from datetime import date
from typing import Any, get_args, get_origin

from briefing.reading.settings import Settings

FILE = "report.schema.json"
_TYPES: dict[Any, dict[str, Any]] = {
    str: {"type": "string"}, int: {"type": "integer"}, float: {"type": "number"},
    bool: {"type": "boolean"}, date: {"type": "string", "format": "date"}}


def schema_file() -> bytes:
    """The schema as a file, the same bytes for the same settings."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "report.toml",
              **_table(Settings)}
    return (json.dumps(schema, indent=1, ensure_ascii=False) + "\n").encode()


def _table(shape: Any) -> dict[str, Any]:
    """A dataclass as a table: its keys and no others."""
    hints = typing.get_type_hints(shape)
    fields = dataclasses.fields(shape)
    needed = [one.name for one in fields if one.default is dataclasses.MISSING
              and one.default_factory is dataclasses.MISSING]
    return {"type": "object", "description": " ".join((inspect.getdoc(shape) or "").split()),
            "properties": {one.name: _value(hints[one.name]) for one in fields},
            "required": needed, "additionalProperties": False}


def _value(hint: Any) -> dict[str, Any]:
    """What a key of that type may hold, as `shapes.structure` reads it."""
    origin = get_origin(hint)
    if dataclasses.is_dataclass(hint):
        return _table(hint)
    if origin is typing.Literal:
        return {"enum": list(get_args(hint))}
    if origin in (typing.Union, types.UnionType):
        inner = [_value(one) for one in get_args(hint) if one is not type(None)]
        return inner[0] if len(inner) == 1 else {"anyOf": inner}
    if origin is tuple:
        one = _value(get_args(hint)[0])
        several = {"type": "array", "items": one}
        # a table that is there once may be written [values]
        return {"anyOf": [several, one]} if "properties" in one else several
    if origin is dict:
        return {"type": "object", "additionalProperties": _value(get_args(hint)[1])}
    return dict(_TYPES[hint])
