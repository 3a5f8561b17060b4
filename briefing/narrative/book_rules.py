"""A book's entries as rules, and what stops a book from being whole.

A rule has a name of `ASKED`, and the states and slots that are known there. In a whole book every
state of a name has words, and every rule can be said.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from briefing.narrative.book_entries import ASKED, PATTERN, SENTENCES, Asked
from briefing.narrative.book_file import BookFile, Entry, Hedges, Pattern
from briefing.narrative.entry_places import EntryPlaces
from briefing.problems import Place, Problem, did_you_mean, listed


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


def rule_of(place: Place, name: str, n: int, entry: Entry, problems: list[Problem]) -> Rule:
    """The entry as a rule; what is wrong with its name, slots or state is added to the problems."""
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


def walk(places: EntryPlaces, rules: Mapping[str, tuple[Rule, ...]]) -> list[Problem]:
    """What stops the book from being whole: a state without words, a rule that is never reached."""
    problems: list[Problem] = []
    for name, asked in ASKED.items():
        of_name = rules.get(name, ())
        place = Place(places.file, column=f"say.{name}")
        reached: set[str] = set()
        for values in product(*asked.states.values()):
            state = dict(zip(asked.states, values, strict=True))
            rule = first_of(of_name, state)
            if rule is not None:
                reached.add(rule.id)
                continue
            shown = ", ".join(f"{k} is {v}" for k, v in state.items())
            problems.append(Problem(place, "there are no words" + (
                f" for the state in which {shown}." if shown else "."),
                "Add an entry; one without `when` serves every other state."))
            reached = {r.id for r in of_name}     # what can be said is known when that is right
            break
        problems += [Problem(places.entry(name, n),
                             "it can never be said: entries above it take every such state.",
                             "Take it out, or move it up.")
                     for n, r in enumerate(of_name, 1) if r.id not in reached]
    return problems


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


def check_patterns(file: str, patterns: tuple[Pattern, ...], problems: list[Problem]) -> None:
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


def _suits(pattern: Pattern, state: Mapping[str, str]) -> bool:
    return all(state.get(key) == value for key, value in pattern.when.items())


def budget_problems(file: str, book: BookFile) -> list[Problem]:
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


def check_hedges(file: str, hedges: Hedges, problems: list[Problem]) -> None:
    """Problems for thresholds that do not rise, and for words that are none of a change."""
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
