"""The document as JSON, and JSON read back as the document.

The form follows the dataclasses: an object a dataclass, its fields by their names, those that have
their default left out; a block or inline tells its class in "type". Decimals are strings, dates are
ISO, a picture's content is base64. `document.schema.json` says the same as a JSON Schema.

It holds what is printed and no more: a figure's exact value is not in it (`printed_only`).
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import json
import re
import types
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args, get_origin

from briefing import document as d
from briefing import drawings, looks
from briefing.amounts import rounded
from briefing.facts import Fact
from briefing.narrative import sentence

SCHEMA = "document.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Classes of which a field holds one of several: they tell which in "type".
TAGGED: dict[str, type] = {cls.__name__: cls for union in (d.Block, d.Inline)
                           for cls in get_args(union)}
_DECIMALS = re.compile(r"\d\.(\d+)")


def to_json(document: d.Document) -> bytes:
    """The document as JSON, the same bytes for the same document: `printed_only` of it."""
    content = _plain(printed_only(document))
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def from_json(content: bytes) -> d.Document:
    """The document that was written; raises ValueError, saying where, when it is none."""
    made = _made(json.loads(content), d.Document, "document")
    assert isinstance(made, d.Document)
    return made


def schema() -> dict[str, Any]:
    """The JSON Schema of the form, worked out from the dataclasses."""
    classes: dict[str, Any] = {}
    _describe(d.Document, classes)
    return {"$schema": DIALECT, "title": "A briefing document", "$ref": "#/$defs/Document",
            "$defs": dict(sorted(classes.items()))}


def schema_file() -> bytes:
    """The schema as it stands beside this module."""
    return files(__package__).joinpath(SCHEMA).read_bytes()


def printed_only(document: d.Document) -> d.Document:
    """The document with each value as it is printed, and no path of the machine it was made on."""
    made = _printed(document)
    assert isinstance(made, d.Document)
    return made


def _printed(found: object) -> object:
    match found:
        case Fact():
            return dataclasses.replace(found, value=rounded(found.value, found.decimals))
        case d.ChartPoint() if found.value is not None:
            shown = _DECIMALS.search(found.text)
            return dataclasses.replace(
                found, value=rounded(found.value, len(shown[1]) if shown else 0)
                if re.search(r"\d", found.text) else None)
        case d.OwnDrawing():
            return dataclasses.replace(found, file=Path(found.file.name))
        case tuple():
            return tuple(_printed(inner) for inner in found)
        case _ if dataclasses.is_dataclass(found) and not isinstance(found, type):
            changed = {field.name: _printed(getattr(found, field.name))
                       for field in dataclasses.fields(found)}
            return dataclasses.replace(found, **changed)
    return found


# ── fields and their types ──────────────────────────────────────────────────────────────────────


@cache
def _hints(cls: type) -> Mapping[str, Any]:
    """The types of a class's fields."""
    names = {**vars(drawings), **vars(looks), **vars(d), **vars(sentence), "Fact": Fact}
    return typing.get_type_hints(cls, names)


def _default(field: dataclasses.Field[Any]) -> object:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def _choices(hint: Any) -> tuple[Any, ...]:
    """The types that a hint allows."""
    return get_args(hint) if get_origin(hint) in (typing.Union, types.UnionType) else (hint,)


# ── writing ─────────────────────────────────────────────────────────────────────────────────────


def _plain(found: Any) -> Any:
    match found:
        case Decimal():
            return f"{found:f}"
        case date():
            return found.isoformat()
        case bytes():
            return base64.b64encode(found).decode()
        case Path():
            return found.name
        case tuple():
            return [_plain(inner) for inner in found]
        case _ if dataclasses.is_dataclass(found):
            tag = type(found).__name__
            content: dict[str, Any] = {"type": tag} if tag in TAGGED else {}
            for field in dataclasses.fields(found):
                value = getattr(found, field.name)
                if value != _default(field):
                    content[field.name] = _plain(value)
            return content
    return found


# ── reading ─────────────────────────────────────────────────────────────────────────────────────


def _made(found: Any, hint: Any, where: str) -> Any:
    """What the plain value stands for, by the type that is wanted."""
    choices = _choices(hint)
    if found is None and type(None) in choices:
        return None
    choices = tuple(choice for choice in choices if choice is not type(None))
    if len(choices) > 1:
        tag = found.get("type") if isinstance(found, dict) else None
        cls = TAGGED.get(str(tag))
        if cls is None or cls not in choices:
            raise ValueError(f"{where}: '{tag}' is none of "
                             f"{', '.join(choice.__name__ for choice in choices)}")
        return _object(found, cls, where)
    (wanted,) = choices
    origin = get_origin(wanted)
    if origin is typing.Literal:
        if found not in get_args(wanted):
            raise ValueError(f"{where}: {found!r} is none of {get_args(wanted)}")
        return found
    if origin is tuple:
        return _row(found, get_args(wanted), where)
    if dataclasses.is_dataclass(wanted):
        return _object(found, typing.cast(type, wanted), where)
    return _single(found, wanted, where)


def _row(found: Any, kinds: tuple[Any, ...], where: str) -> tuple[Any, ...]:
    if not isinstance(found, list):
        raise ValueError(f"{where}: {found!r} is no list")
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(found)
    if len(kinds) != len(found):
        raise ValueError(f"{where}: {len(found)} values where {len(kinds)} belong")
    return tuple(_made(inner, kind, f"{where}[{n}]")
                 for n, (inner, kind) in enumerate(zip(found, kinds, strict=True)))


def _object(found: Any, cls: type, where: str) -> Any:
    if not isinstance(found, dict):
        raise ValueError(f"{where}: {found!r} is no {cls.__name__}")
    hints = _hints(cls)
    content = {name: value for name, value in found.items()
               if not (name == "type" and cls.__name__ in TAGGED)}
    for name in content.keys() - hints.keys():
        raise ValueError(f"{where}: a {cls.__name__} has no '{name}'")
    made = {name: _made(value, hints[name], f"{where}.{name}") for name, value in content.items()}
    for field in dataclasses.fields(cls):
        if field.name not in made and _default(field) is dataclasses.MISSING:
            raise ValueError(f"{where}: its '{field.name}' is missing")
    return cls(**made)


def _single(found: Any, wanted: Any, where: str) -> Any:
    try:
        if wanted is float and type(found) in (int, float):
            return found
        if wanted in (str, int, bool) and type(found) is wanted:
            return found
        if isinstance(found, str):
            if wanted is Decimal:
                return Decimal(found)
            if wanted is date:
                return date.fromisoformat(found)
            if wanted is bytes:
                return base64.b64decode(found, validate=True)
            if wanted is Path:
                return Path(found)
    except (ValueError, InvalidOperation, binascii.Error):
        pass
    raise ValueError(f"{where}: {found!r} is no {getattr(wanted, '__name__', wanted)}")


# ── the schema ──────────────────────────────────────────────────────────────────────────────────

_SINGLES: dict[Any, dict[str, str]] = {
    str: {"type": "string"}, int: {"type": "integer"}, float: {"type": "number"},
    bool: {"type": "boolean"}, Path: {"type": "string"},
    Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    date: {"type": "string", "format": "date"},
    bytes: {"type": "string", "contentEncoding": "base64"},
}


def _describe(cls: type, classes: dict[str, Any]) -> None:
    """Add the class, and every class that it holds, to those described."""
    name = cls.__name__
    if name in classes:
        return
    classes[name] = {}
    properties: dict[str, Any] = {"type": {"const": name}} if name in TAGGED else {}
    required = ["type"] if name in TAGGED else []
    hints = _hints(cls)
    for field in dataclasses.fields(cls):
        properties[field.name] = _type(hints[field.name], classes)
        if _default(field) is dataclasses.MISSING:
            required.append(field.name)
    says = (cls.__doc__ or "").partition("\n")[0]
    classes[name] = {"description": says, "type": "object", "properties": properties,
                     "required": required, "additionalProperties": False}


def _type(hint: Any, classes: dict[str, Any]) -> dict[str, Any]:
    choices = _choices(hint)
    if len(choices) > 1:
        return {"anyOf": [_type(choice, classes) for choice in choices]}
    origin, kinds = get_origin(hint), get_args(hint)
    if hint is type(None):
        return {"type": "null"}
    if origin is typing.Literal:
        return {"enum": list(kinds)}
    if origin is tuple and kinds[-1] is Ellipsis:
        return {"type": "array", "items": _type(kinds[0], classes)}
    if origin is tuple:
        return {"type": "array", "prefixItems": [_type(kind, classes) for kind in kinds],
                "minItems": len(kinds), "maxItems": len(kinds)}
    if dataclasses.is_dataclass(hint):
        _describe(typing.cast(type, hint), classes)
        return {"$ref": f"#/$defs/{typing.cast(type, hint).__name__}"}
    return dict(_SINGLES[hint])
