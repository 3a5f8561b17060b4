"""A TOML table as a frozen dataclass, every problem in it collected on the way.

The dataclass is the schema: its field names are the keys, its types what they may hold, its
defaults what may be left out.
"""

from __future__ import annotations

import dataclasses
import math
import re
import types
import typing
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from briefing.files import LARGEST_TEXT, read_bytes, toml_of
from briefing.problems import Place, Problem, did_you_mean, listed

T = TypeVar("T")

_WORDS = {int: "a whole number", float: "a number", str: "text in quotes", bool: "true or false",
          date: "a date such as 2022-09-13"}  # fmt: skip
_AS = {int: "Write a number such as 4.", float: "Write a number such as 9.5.", str: "Write {}.",
       bool: "Write true or false.", date: "Write it without quotes: 2022-09-13."}  # fmt: skip
_EXAMPLES: dict[Any, str] = {int: "4", float: "9.5", str: '"text"', bool: "true",
                             date: "2022-09-13"}  # fmt: skip


def load(path: Path, problems: list[Problem], name: str = "") -> dict[str, Any] | None:
    """The tables of a TOML file, or None and a problem when it cannot be read."""
    place = Place(name or path.name)
    folder = path.parent.resolve()
    if folder.is_dir() and not path.exists():
        problems.append(_no_file(place, f"there is no such file in {folder}."))
        return None
    if not folder.is_dir():
        problems.append(_no_file(place, f"there is no folder {folder}."))
        return None
    raw = read_bytes(path, place.file, "Put it back.", problems, LARGEST_TEXT)
    return toml_of(raw, place, problems) if raw is not None else None


def _no_file(place: Place, what: str) -> Problem:
    return Problem(place, what,
                   "Name the report's folder, or make one to start from: briefing new FOLDER.")


_SECRET = re.compile(r"://[^\s'\"]*@")


@cache
def _hints(shape: Any) -> dict[str, Any]:
    return typing.get_type_hints(shape)


@cache
def _fields(shape: Any) -> dict[str, dataclasses.Field[Any]]:
    return {f.name: f for f in dataclasses.fields(shape) if f.init}


def structure(shape: type[T], table: dict[str, Any], file: str, key: str,
              problems: list[Problem]) -> T | None:
    """The table as `shape`; None, with problems added, when anything in it is wrong.

    `key` is where the table stands in the file, "" for the file itself.
    """
    hints, fields = _hints(typing.cast(Any, shape)), _fields(typing.cast(Any, shape))
    before = len(problems)
    for found in table:
        if found not in fields:
            hint = did_you_mean(found, fields) or known(list(fields))
            problems.append(Problem(Place(file, column=_under(key, found)),
                                    f"there is no setting '{found}'.", hint))
    values: dict[str, Any] = {}
    for name, one in fields.items():
        place = _under(key, name)
        if name in table:
            values[name] = _value(hints[name], table[name], file, place, problems)
        elif one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING:
            problems.append(Problem(Place(file, column=place), "this setting is missing.",
                                    f"Add it: {_written(place, hints[name])}."))
    return shape(**values) if len(problems) == before else None


def known(names: list[str]) -> str:
    """ "Known are a and b.", or "The only one is a."."""
    if len(names) == 1:
        return f"The only one is {names[0]}."
    return f"Known are {listed(names, 'and')}."


def _written(key: str, hint: Any) -> str:
    """The setting as it is written: an example of its type."""
    table = re.sub(r"\[\d+\]", "", key)
    name = table.rpartition(".")[2]
    if dataclasses.is_dataclass(hint) or get_origin(hint) is dict:
        return f"[{table}]"
    if get_origin(hint) is tuple:
        one = get_args(hint)[0]
        return f"[[{table}]]" if dataclasses.is_dataclass(one) else (
            f"{name} = [{_EXAMPLES.get(one, '...')}]")
    if get_origin(hint) is typing.Literal:
        return f'{name} = "{get_args(hint)[0]}"'
    return f"{name} = {_EXAMPLES.get(hint, '...')}"


def _no_table(place: Place, found: object) -> Problem:
    return Problem(place, f"expected a table, found {_plain(found)}.",
                   f"Give its settings under [{place.column.partition('[')[0]}].")


def _literal(found: object) -> str:
    return _quoted(found) if isinstance(found, str) else _plain(found)


def _quoted(found: object) -> str:
    return _SECRET.sub("://…@", f'"{found if isinstance(found, str) else _plain(found)}"')


def _under(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _value(hint: Any, found: Any, file: str, key: str, problems: list[Problem]) -> Any:
    if hint is str and type(found) is str and found.isprintable():
        return found        # as nearly all of a sentence book is
    origin = get_origin(hint)
    if origin is typing.Literal:
        allowed = [str(a) for a in get_args(hint)]
        if found not in get_args(hint):
            shown = listed([f"'{a}'" for a in allowed])
            problems.append(Problem(Place(file, column=key),
                                    f"{_plain(found)} is not one of {shown}.",
                                    did_you_mean(str(found), allowed) or "Take one of them."))
        return found
    if origin in (typing.Union, types.UnionType):
        inner = [a for a in get_args(hint) if a is not type(None)]
        lists = [a for a in inner if get_origin(a) is tuple and isinstance(found, list)]
        return _value((lists or inner)[0], found, file, key, problems)
    if origin is tuple:
        if isinstance(found, dict) and dataclasses.is_dataclass(get_args(hint)[0]):
            found = [found]     # [values] once is [[values]] once
        if not isinstance(found, list):
            problems.append(Problem(Place(file, column=key),
                                    f"expected a list in [ ], found {_plain(found)}.",
                                    f"Write [{_literal(found)}]."))
            return ()
        one = get_args(hint)[0]
        return tuple(_value(one, f, file, f"{key}[{i}]", problems) for i, f in enumerate(found, 1))
    if origin is dict:
        if not isinstance(found, dict):
            problems.append(_no_table(Place(file, column=key), found))
            return {}
        one = get_args(hint)[1]
        return {k: _value(one, v, file, _under(key, k), problems) for k, v in found.items()}
    if dataclasses.is_dataclass(hint):
        if not isinstance(found, dict):
            problems.append(_no_table(Place(file, column=key), found))
            return None
        return structure(typing.cast(type, hint), found, file, key, problems)
    if hint is float and type(found) is int:
        return float(found)
    if isinstance(found, float) and not math.isfinite(found):
        problems.append(Problem(Place(file, column=key),
                                f"{found} is no number that can be reckoned with.",
                                "Write a number such as 9.5."))
        return found
    if hint is str and isinstance(found, str) and not found.isprintable() and any(
            ord(c) < 32 and c != "\n" for c in found):
        problems.append(Problem(Place(file, column=key), "it holds a control character.",
                                "Type the text again."))
    if type(found) is not hint or (hint is date and isinstance(found, datetime)):
        problems.append(Problem(Place(file, column=key),
                                f"expected {_WORDS[hint]}, found {_plain(found)}.",
                                _AS[hint].format(_quoted(found))))
    return found


def _plain(found: object) -> str:
    if isinstance(found, bool):
        return str(found).lower()
    # a database's address may hold a password
    return _SECRET.sub("://…@", f"'{found}'" if isinstance(found, str) else f"{found}")
