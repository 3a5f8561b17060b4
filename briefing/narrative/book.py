"""The sentence book: words and thresholds from a TOML file, checked before they are used."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

from briefing import shelves
from briefing.narrative.book_entries import ASKED, PATTERN, SENTENCES, Asked
from briefing.narrative.entry_places import EntryPlaces
from briefing.narrative.further_entries import FurtherRules
from briefing.narrative.narration import Source
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.shapes import structure
from briefing.shelved import Kept, ShelfFiles
from briefing.typefaces import unprintable_in

# Tables of numbers, of which a book over another gives only those that are its own.
NUMBERS = ("weights", "brief", "glance", "compared")


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
    """From which comparator on a gap has a word for its size; `[brief] gap` are the words."""

    plain_under: float = 0


@dataclass(frozen=True, slots=True)
class Hedges:
    """The book's thresholds for the size of a change and of a gap, by class of unit."""
    change: ChangeHedges = field(default_factory=ChangeHedges)
    gap: GapHedges = field(default_factory=GapHedges)


@dataclass(frozen=True, slots=True)
class Entry:
    """Words, and the state in which they are said."""

    text: str
    when: dict[str, str] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which sentences are told of an indicator in this state, and in which order."""

    name: str
    sentences: tuple[str, ...]
    when: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fraction:
    """Words for a percentage."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Weights:
    """The points that a finding gets, for its rating and for its news; see `weighing`."""

    red: int = 40
    amber: int = 15
    moved_worse: int = 30
    moved_better: int = 15
    missed: int = 5
    missed_at_most: int = 20
    change: int = 10
    change_at_most: int = 40
    beyond: int = 15
    run: int = 5
    run_at_most: int = 20
    record: int = 5
    crossed: int = 8
    year_near: int = 10
    year_far: int = 20
    neutral: float = 0.8
    better: float = 0.6
    small: float = 0.5
    small_under: int = 20
    movements_from: int = 10
    concern_from: int = 20
    alarm_from: int = 40
    concern_within: float = 0.5
    far_from: float = 2


@dataclass(frozen=True, slots=True)
class Brief:
    """How short the brief narrative is, and from which size on a gap is slight, plain or well."""

    gap: tuple[Band, ...] = ()
    comparators: int = 2
    quiet_under: float = 5
    on_record_from: int = 12
    words: int = 25


@dataclass(frozen=True, slots=True)
class ComparedRules:
    """How many areas or types are set beside each other at `least`, and of how many people a share
    is to be (`least_of`) to be ranked; a name that opens with one of the `whole_words` is of all
    of them together."""

    least: int = 3
    least_of: int = 10
    whole_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GlanceBudget:
    """How many rows the page of exceptions has for attention and for what went well."""

    attention: int = 10
    well: int = 4


@dataclass(frozen=True, slots=True)
class BookFile:
    """A book's file as it stands; what each threshold is for stands beside it in the file."""

    about: str
    say: dict[str, tuple[Entry, ...]]
    pattern: tuple[Pattern, ...]
    hedges: Hedges = field(default_factory=Hedges)
    fractions: tuple[Fraction, ...] = ()
    bare_subjects: tuple[str, ...] = ()
    measured_by: tuple[str, ...] = ()
    share_words: tuple[str, ...] = ()
    change_words: tuple[str, ...] = ()
    opposites: tuple[tuple[str, str], ...] = ()
    weights: Weights = field(default_factory=Weights)
    brief: Brief = field(default_factory=Brief)
    glance: GlanceBudget = field(default_factory=GlanceBudget)
    further: FurtherRules = field(default_factory=FurtherRules)
    compared: ComparedRules = field(default_factory=ComparedRules)
    run_at_least: int = 3
    record_at_least: int = 6
    amount_from: int = 1000
    of_n_below: int = 100
    caution_below: int = 30
    steady_within: float = 1
    steady_from: int = 4
    say_variation: bool = True
    variation_from: float = 20
    ask_from: float = 50
    lead_from: float = 10
    questions_at_most: int = 10
    questions_at_most_each: int = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """An entry ready to be said: text and slot names in turn; `id` is its name in the book.

    It is the name and the entry's own id, else its place among the entries of the name: "hold.3".
    """

    id: str
    when: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]


def first_of(rules: Iterable[Rule], state: Mapping[str, str]) -> Rule | None:
    """The first of the rules whose every condition holds in the state; None where none has.

    Raises KeyError for a condition of which the state tells nothing.
    """
    for rule in rules:      # no expression: a report asks tens of thousands of times
        for key, value in rule.when:
            if state[key] != value:
                break
        else:
            return rule
    return None


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
    problems += [places.with_line(problem) for problem in _budget_problems(name, file)]
    rules = {said: tuple(_rule(places.entry(said, n), said, n, entry, problems)
                         for n, entry in enumerate(found, 1))
             for said, found in file.say.items()}
    for said, made in rules.items():
        ids = [rule.id for rule in made]
        problems += [Problem(places.entry(said, n), f"the id '{one}' is there already.",
                             "Give each entry of a name an id of its own.")
                     for n, one in enumerate(ids, 1) if ids.index(one) < n - 1]
    _check_hedges(name, file.hedges, problems)
    _check_patterns(name, file.pattern, problems)
    if len(problems) == before:
        problems += walk(places, rules)
    if len(problems) > before:
        return None
    sources = {rule.id: places.source(said, n) for said, found in rules.items()
               for n, rule in enumerate(found, 1)}
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
    ids = {f"{said}.{entry.get('id') or n}": (said, n) for said, found in merged["say"].items()
           for n, entry in enumerate(found, 1)}
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


def _is_say(found: object) -> bool:
    """Whether it is a table of lists of entries."""
    return isinstance(found, dict) and all(
        isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
        for entries in found.values())


def _rule(place: Place, name: str, n: int, entry: Entry, problems: list[Problem]) -> Rule:
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
    if asked is not None:
        _check_when(place, entry.when, asked, problems)
    return Rule(f"{name}.{entry.id or n}", tuple(entry.when.items()), tuple(parts))


def _check_when(place: Place, when: Mapping[str, str], asked: Asked,
                problems: list[Problem]) -> None:
    states = asked.states
    for key, value in when.items():
        if key not in states:
            problems.append(Problem(place, f"nothing is known as '{key}' here.",
                                    did_you_mean(key, states)
                                    or f"There is {listed(list(states), 'and') or 'nothing'}."))
        elif value not in states[key]:
            problems.append(Problem(place, f"{key} is never '{value}'.",
                                    f"It is {listed([f'{s!r}' for s in states[key]])}."))


def _check_patterns(file: str, patterns: tuple[Pattern, ...], problems: list[Problem]) -> None:
    """Problems for unknown states and sentences, and for a last pattern that does not suit all."""
    before = len(problems)
    for n, pattern in enumerate(patterns, 1):
        place = Place(file, column=f"pattern[{n}]")
        _check_when(place, pattern.when, PATTERN, problems)
        for name in pattern.sentences:
            if name not in SENTENCES:
                problems.append(Problem(place, f"there is no sentence '{name}'.",
                                        did_you_mean(name, SENTENCES)
                                        or f"There is {listed(SENTENCES, 'and')}."))
        if not pattern.sentences:
            problems.append(Problem(place, "it tells nothing.",
                                    f"Its sentences are of {listed(SENTENCES, 'and')}."))
    reached = {next((n for n, p in enumerate(patterns) if _suits(p, state)), -1)
               for values in product(*PATTERN.states.values())
               for state in [dict(zip(PATTERN.states, values, strict=True))]}
    problems += [Problem(Place(file, column=f"pattern[{n + 1}]"),
                         "it can never be told: patterns above it take every such indicator.",
                         "Take it out, or move it up.")
                 for n in range(len(patterns)) if n not in reached and len(problems) == before]
    if not patterns or patterns[-1].when:
        problems.append(Problem(Place(file, column="pattern"),
                                "the last pattern does not suit every other indicator.",
                                "End with one that has no `when`."))


def _budget_problems(file: str, book: BookFile) -> list[Problem]:
    """A problem for each weight and budget that is below nought, which would turn the order round.
    """
    tables: dict[str, object] = {"weights": book.weights, "glance": book.glance,
                                 "brief": book.brief, "further": book.further,
                                 "compared": book.compared, "": book}
    wrong = []
    for table, holder in tables.items():
        for key in type(holder).__dataclass_fields__:       # type: ignore[attr-defined]
            value = getattr(holder, key)
            if isinstance(value, int | float) and value < 0:
                wrong.append(Problem(Place(file, column=f"{table}.{key}".strip(".")),
                                     f"{value} is below nought.", "Give nought or more."))
    return wrong


def _suits(pattern: Pattern, state: Mapping[str, str]) -> bool:
    return all(state.get(key) == value for key, value in pattern.when.items())


def _check_hedges(file: str, hedges: Hedges, problems: list[Problem]) -> None:
    known = ["marginal", "slight"]
    for name, bands in (("percent", hedges.change.percent), ("duration", hedges.change.duration)):
        place = Place(file, column=f"hedges.change.{name}")
        limits = [band.under for band in bands]
        if limits != sorted(set(limits)):
            problems.append(Problem(place, "its thresholds do not rise from entry to entry.",
                                    "Put the entries in order of `under`."))
        for band in bands:
            if band.word not in known:
                problems.append(Problem(place, f"'{band.word}' is no word for this.",
                                        f"It is {listed(known)}."))


def walk(places: EntryPlaces, rules: Mapping[str, tuple[Rule, ...]]) -> list[Problem]:
    """What stops the book from being whole: a state without words, a rule that is never reached."""
    problems: list[Problem] = []
    for name, asked in ASKED.items():
        found = rules.get(name, ())
        place = Place(places.file, column=f"say.{name}")
        reached: set[str] = set()
        for values in product(*asked.states.values()):
            state = dict(zip(asked.states, values, strict=True))
            rule = first_of(found, state)
            if rule is not None:
                reached.add(rule.id)
                continue
            shown = ", ".join(f"{k} is {v}" for k, v in state.items())
            problems.append(Problem(place, "there are no words" + (
                f" for the state in which {shown}." if shown else "."),
                "Add an entry; one without `when` serves every other state."))
            reached = {r.id for r in found}     # what can be said is known when that is right
            break
        problems += [Problem(places.entry(name, n),
                             "it can never be said: entries above it take every such state.",
                             "Take it out, or move it up.")
                     for n, r in enumerate(found, 1) if r.id not in reached]
    return problems


def band(bands: tuple[Band, ...], size: Decimal, beyond: str) -> str:
    """The word of the first band that the size is under, `beyond` when it is under none."""
    return next((b.word for b in bands if size < Decimal(str(b.under))), beyond)
