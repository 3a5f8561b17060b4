"""The sentence book: words and thresholds from a TOML file, checked before they are used."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from pathlib import Path

from briefing.narrative.says import ASKED
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.shapes import load, structure


@dataclass(frozen=True, slots=True)
class Band:
    """A word for every size under a threshold."""

    under: float
    word: str


@dataclass(frozen=True, slots=True)
class ChangeHedges:
    """Words for a change: points for percentages, per cent of the previous for durations."""

    percent: tuple[Band, ...] = ()
    duration: tuple[Band, ...] = ()
    at_most: float = 100


@dataclass(frozen=True, slots=True)
class GapHedges:
    """Words for a gap: points for percentages, otherwise per cent of the comparator."""

    percent: tuple[Band, ...] = ()
    other: tuple[Band, ...] = ()
    percent_target: tuple[Band, ...] = ()
    other_target: tuple[Band, ...] = ()
    plain_under: float = 0
    at_most: float = 100


@dataclass(frozen=True, slots=True)
class Hedges:
    change: ChangeHedges = field(default_factory=ChangeHedges)
    gap: GapHedges = field(default_factory=GapHedges)


@dataclass(frozen=True, slots=True)
class Entry:
    """Words, and the state in which they are said."""

    text: str
    when: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BookFile:
    """A book's file as it stands."""

    about: str
    say: dict[str, tuple[Entry, ...]]
    hedges: Hedges = field(default_factory=Hedges)
    bare_subjects: tuple[str, ...] = ()
    run_at_least: int = 3
    record_at_least: int = 6


@dataclass(frozen=True, slots=True)
class Rule:
    """An entry ready to be said: text and slot names in turn; `id` is its name in the book."""

    id: str
    when: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A whole sentence book: for each name its rules, the first that suits being said."""

    file: BookFile
    rules: Mapping[str, tuple[Rule, ...]]

    def choose(self, name: str, state: Mapping[str, str]) -> Rule:
        """The first rule of that name whose every condition holds in the state."""
        for rule in self.rules[name]:
            if all(state[key] == value for key, value in rule.when):
                return rule
        raise LookupError(f"the book has nothing to say for {name} in {state}")


def read_book(path: Path, problems: list[Problem]) -> Book | None:
    """The book in the file; None, with every problem in it added, when it is not whole."""
    name = f"narratives/{path.name}"
    table = load(path, problems, name)
    file = structure(BookFile, table, name, "", problems) if table is not None else None
    if file is None:
        return None
    before = len(problems)
    rules = {said: tuple(_rule(name, said, n, entry, problems) for n, entry in enumerate(found, 1))
             for said, found in file.say.items()}
    _check_hedges(name, file.hedges, problems)
    if len(problems) == before:
        problems += walk(name, rules)
    return Book(file, rules) if len(problems) == before else None


def _rule(file: str, name: str, n: int, entry: Entry, problems: list[Problem]) -> Rule:
    place = Place(file, column=f"say.{name}, entry {n}")
    parts: list[tuple[str, str]] = []
    asked = ASKED.get(name)
    if asked is None:
        problems.append(Problem(place, f"nothing is said by the name '{name}'.",
                                did_you_mean(name, ASKED) or f"Known are {listed(list(ASKED))}."))
    try:
        parsed = list(string.Formatter().parse(entry.text))
    except ValueError as fault:
        problems.append(Problem(place, f"its braces are not paired: {fault}.",
                                "A slot is written {month}."))
        parsed = []
    for text, slot, form, conversion in parsed:
        bare = slot[:1].lower() + slot[1:] if slot else ""
        if form or conversion:
            problems.append(Problem(place, f"a slot is a name alone: {{{slot}}}.",
                                    "Take out what follows the name."))
        elif slot is not None and asked is not None and bare not in asked.slots:
            problems.append(Problem(place, f"there is no slot {{{slot}}} here.",
                                    did_you_mean(bare, asked.slots)
                                    or f"There is {listed(sorted(asked.slots), 'and') or 'none'}."))
        parts.append((text, slot or ""))
    for key, value in entry.when.items():
        states = asked.states if asked is not None else {}
        if asked is not None and key not in states:
            problems.append(Problem(place, f"nothing is known as '{key}' here.",
                                    did_you_mean(key, states)
                                    or f"There is {listed(list(states), 'and') or 'nothing'}."))
        elif key in states and value not in states[key]:
            problems.append(Problem(place, f"{key} is never '{value}'.",
                                    f"It is {listed([f'{s!r}' for s in states[key]])}."))
    return Rule(f"{name}.{n}", tuple(entry.when.items()), tuple(parts))


def _check_hedges(file: str, hedges: Hedges, problems: list[Problem]) -> None:
    known = {"change": ("marginal", "slight"), "gap": ("in_line", "slight", "plain")}
    for part, group in (("change", hedges.change), ("gap", hedges.gap)):
        for name in group.__dataclass_fields__:
            bands = getattr(group, name)
            if not isinstance(bands, tuple):
                continue
            place = Place(file, column=f"hedges.{part}.{name}")
            limits = [band.under for band in bands]
            if limits != sorted(set(limits)):
                problems.append(Problem(place, "its thresholds do not rise from entry to entry.",
                                        "Put the entries in order of `under`."))
            for band in bands:
                if band.word not in known[part] or (
                        band.word == "in_line" and name.endswith("_target")):
                    problems.append(Problem(place, f"'{band.word}' is no word for this.",
                                            f"It is {listed(list(known[part]))}."))


def walk(file: str, rules: Mapping[str, tuple[Rule, ...]]) -> list[Problem]:
    """What stops the book from being whole: a state without words, a rule that is never reached."""
    problems: list[Problem] = []
    for name, asked in ASKED.items():
        found = rules.get(name, ())
        place = Place(file, column=f"say.{name}")
        reached: set[str] = set()
        for values in product(*asked.states.values()):
            state = dict(zip(asked.states, values, strict=True))
            rule = next((r for r in found if all(state[k] == v for k, v in r.when)), None)
            if rule is not None:
                reached.add(rule.id)
                continue
            shown = ", ".join(f"{k} is {v}" for k, v in state.items())
            problems.append(Problem(place, "there are no words" + (
                f" for the state in which {shown}." if shown else "."),
                "Add an entry; one without `when` serves every other state."))
            break
        problems += [Problem(Place(file, column=f"say.{name}, entry {r.id.rpartition('.')[2]}"),
                             "it can never be said: entries above it take every such state.",
                             "Take it out, or move it up.")
                     for r in found if r.id not in reached]
    return problems


def band(bands: tuple[Band, ...], size: Decimal, beyond: str) -> str:
    """The word of the first band that the size is under, `beyond` when it is under none."""
    return next((b.word for b in bands if size < Decimal(str(b.under))), beyond)
