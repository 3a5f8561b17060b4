"""The sentence book: words and thresholds from a TOML file, checked before they are used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing import shelves
from briefing.narrative.book_file import BookFile, Pattern
from briefing.narrative.book_rules import (
    Rule,
    budget_problems,
    check_hedges,
    check_patterns,
    first_of,
    rule_of,
    walk,
)
from briefing.narrative.entry_places import EntryPlaces
from briefing.narrative.narration import Source
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.shapes import structure
from briefing.shelved import Kept, ShelfFiles
from briefing.typefaces import unprintable_in

# Tables of numbers, of which a book over another gives only those that are its own.
NUMBERS = ("weights", "brief", "glance", "compared")


@dataclass(frozen=True, slots=True)
class Book:
    """A whole sentence book: for each name its rules, the first that suits being said.

    `name` is its file's, `sources` where each rule stands, by the rule's id.
    """

    file: BookFile
    rules: Mapping[str, tuple[Rule, ...]]
    name: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)

    def choose(self, name: str, state: Mapping[str, str]) -> Rule:
        """The first rule of that name whose every condition holds in the state."""
        rule = first_of(self.rules[name], state)
        if rule is not None:
            return rule
        raise LookupError(f"the book has nothing to say for {name} in {state}")

    def pattern(self, state: Mapping[str, str]) -> Pattern:
        """The first pattern whose every condition holds in the state."""
        return next(p for p in self.file.pattern
                    if all(state[key] == value for key, value in p.when.items()))


def read_book(path: Path, problems: list[Problem], folder: Path | None = None) -> Book | None:
    """The book in the file; None, with every problem in it added, when it is not whole.

    A book with a `base` says what that book says, but for what it gives itself: thresholds, all the
    entries of a name under [[say.NAME]], or single entries by their id under [override].
    """
    return _BOOKS.read(path, folder, problems)


def _read_book(path: Path, files: ShelfFiles, problems: list[Problem]) -> Book | None:
    name = f"narratives/{path.name}"
    before = len(problems)
    places = EntryPlaces.of(path, name)
    table = files.load(path, problems)
    problems += unprintable_in(table or {}, name)
    if table is not None and "base" in table:
        table = _over_base(table, name, files, places, problems)
    shape = len(problems)
    file = structure(BookFile, table, name, "", problems) if table is not None else None
    problems[shape:] = [places.with_line(problem) for problem in problems[shape:]]
    if file is None:
        return None
    problems += [places.with_line(problem) for problem in budget_problems(name, file)]
    rules = {said: tuple(rule_of(places.entry(said, n), said, n, entry, problems)
                         for n, entry in enumerate(entries, 1))
             for said, entries in file.say.items()}
    for said, of_name in rules.items():
        ids = [rule.id for rule in of_name]
        problems += [Problem(places.entry(said, n), f"the id '{rule}' is there already.",
                             "Give each entry of a name an id of its own.")
                     for n, rule in enumerate(ids, 1) if ids.index(rule) < n - 1]
    check_hedges(name, file.hedges, problems)
    check_patterns(name, file.pattern, problems)
    if len(problems) == before:
        problems += walk(places, rules)
    if len(problems) > before:
        return None
    sources = {rule.id: places.source(said, n) for said, of_name in rules.items()
               for n, rule in enumerate(of_name, 1)}
    return Book(file, rules, name, sources)


_BOOKS = Kept("narratives", _read_book)


def _over_base(own: dict[str, Any], name: str, files: ShelfFiles, places: EntryPlaces,
               problems: list[Problem]) -> dict[str, Any] | None:
    """The tables of the base book with the own book's over them; None when there is no base."""
    base = str(own["base"])
    path = files.find(base)
    if path is None or path.stem == Path(name).stem:
        known = [n for n in shelves.names("narratives", files.folder) if n != Path(name).stem]
        problems.append(Problem(Place(name, column="base"), f"there is no other book '{base}'.",
                                did_you_mean(base, known) or f"There is {listed(known, 'and')}."))
        return None
    table = files.load(path, problems)
    if table is None:
        return None
    places.base = EntryPlaces.of(path, f"narratives/{path.name}")
    if "base" in table:
        problems.append(Problem(Place(name, column="base"), f"'{base}' has a base itself.",
                                f"Take '{table['base']}' as the base."))
        return None
    own_say, overrides = own.get("say", {}), own.get("override", {})
    merged = _merged(table, own)
    if not _is_say(own_say):
        return merged | {"say": own_say}        # what is wrong with it is told by its shape
    if not isinstance(overrides, dict) or not all(isinstance(t, str) for t in overrides.values()):
        problems.append(Problem(Place(name, column="override"), "it does not give texts by entry.",
                                'Write: [override] and under it "hold.2" = "the new words".'))
        return merged
    merged["say"] = table.get("say", {}) | own_say
    ids = {f"{said}.{entry.get('id') or n}": (said, n) for said, entries in merged["say"].items()
           for n, entry in enumerate(entries, 1)}
    for key, text in overrides.items():
        if key not in ids:
            problems.append(Problem(places.override(key), f"there is no entry '{key}'.",
                                    did_you_mean(key, ids) or "`briefing sentences` lists them."))
            continue
        said, n = ids[key]
        merged["say"][said][n - 1]["text"] = text
        places.overridden[said, n] = key
    return merged


def _merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The base's tables with the own ones over them; those of numbers number by number."""
    return base | {k: _over(base.get(k), v) if k in NUMBERS else v
                   for k, v in own.items() if k not in ("base", "override", "say")}


def _over(base: object, own: object) -> object:
    """The base's table with the numbers of the own one over it."""
    return base | own if isinstance(base, dict) and isinstance(own, dict) else own


def _is_say(table: object) -> bool:
    """Whether it is a table of lists of entries."""
    return isinstance(table, dict) and all(
        isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
        for entries in table.values())
