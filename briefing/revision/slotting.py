"""Figures in an author's words that are facts, made slots, so that they stay true.

A figure of the sentence that was edited is known by where it stands in the words that stayed, else
by its text. Another one is a fact where one quantity alone, of the indicators that the words are
about, is printed so; a small whole number counts too many things, and stays as it was typed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from briefing.facts import Fact
from briefing.findings import Finding
from briefing.narrative.marks import Marked, written_marks
from briefing.narrative.narration import Statement
from briefing.narrative.sentence import Figure, text_of
from briefing.narrative.slots import shown, slot_of
from briefing.periods import MONTH_NAMES
from briefing.revision.standing import Standing

SMALL = 12
_TOKEN = re.compile(r"\w+(?:[.,’'-]\w+)*%?|\s+|[^\w\s]")
_NUMBER = re.compile(r"(?<![\w.,/])[£−]?\d+(?:,\d{3})*(?:\.\d+)?%?(?![\w/]|[.,]\d|:\d)")
_AFTER = re.compile(r" (?:percentage points?|[a-z]+(?: [a-z]+){0,2})")


@dataclass(frozen=True, slots=True)
class _Slot:
    """A stretch of the words that is a figure, from `start` to `end`, and its fact."""

    start: int
    end: int
    fact: Fact


def slotted(stretches: Sequence[Marked], statements: Sequence[Statement], standing: Standing,
            *, identities: bool = True) -> str:
    """The marked text of an author's words, their figures that are facts as slots.

    `statements` are those that the words stand in place of. Without `identities` no slot is of a
    figure that plays no role this month: a paragraph of the author's own has none.
    """
    text = "".join(one.text for one in stretches)
    own = {piece.fact.id: piece for one in statements for piece in one.pieces
           if isinstance(piece, Figure)} if identities else {}
    slots: list[_Slot] = []
    for slot in (*_kept(text, statements), *_typed(text, statements, standing)):
        if not any(slot.start < other.end and other.start < slot.end for other in slots):
            slots.append(slot)
    made: list[Marked] = []
    at = 0
    for one in stretches:
        end = at + len(one.text)
        made += _cut(one, at, [slot for slot in slots if at <= slot.start and slot.end <= end
                               and not one.target], standing, own)
        at = end
    return written_marks(made)


def _cut(one: Marked, at: int, slots: Iterable[_Slot], standing: Standing,
         own: dict[str, Figure]) -> Iterator[Marked]:
    """A stretch of one look with its slots cut out of it."""
    done = 0
    for slot in sorted(slots, key=lambda slot: slot.start):
        start, end = slot.start - at, slot.end - at
        name = slot_of(slot.fact, one.text[start:end], standing.findings, own)
        if name:
            yield replace(one, text=one.text[done:start])
            yield Marked(name, one.emphasis, slot=True)
            done = end
    yield replace(one, text=one.text[done:])


def _kept(text: str, statements: Sequence[Statement]) -> Iterator[_Slot]:
    """The figures of the statements that are still in the words."""
    written = " ".join(text_of(one.pieces) for one in statements)
    figures: list[tuple[int, int, Fact]] = []
    at = 0
    for statement in statements:
        for piece in statement.pieces:
            words = piece if isinstance(piece, str) else piece.text
            if isinstance(piece, Figure):
                figures.append((at, at + len(words), piece.fact))
            at += len(words)
        at += 1
    before, after = _tokens(written), _tokens(text)
    matcher = difflib.SequenceMatcher(None, [word for _, word in before],
                                      [word for _, word in after], autojunk=False)
    moved: dict[int, int] = {}      # where the characters of words that stayed stand now
    for a, b, size in matcher.get_matching_blocks():
        for n in range(size):
            start, word = before[a + n]
            moved |= {start + k: after[b + n][0] + k for k in range(len(word))}
    lost: list[tuple[str, Fact]] = []
    for start, end, fact in figures:
        places = [moved.get(k) for k in range(start, end)]
        first = places[0] if places else None
        if first is not None and places == list(range(first, first + end - start)):
            yield _Slot(first, first + end - start, fact)
        elif any(c.isdigit() for c in written[start:end]):
            lost.append((written[start:end], fact))
    for figure, fact in sorted(lost, key=lambda one: -len(one[0])):
        for match in re.finditer(rf"(?<![\w.,£−]){re.escape(figure)}(?![\w%]|[.,]\d)", text):
            yield _Slot(match.start(), match.end(), fact)


def _typed(text: str, statements: Sequence[Statement], standing: Standing) -> Iterator[_Slot]:
    """The other figures of the words that one quantity alone is printed as."""
    if not any(character.isdigit() for character in text):
        return
    findings = _findings(text, statements, standing)
    months = {name for name in MONTH_NAMES if re.search(rf"\b{name}\b", text)}
    for match in _NUMBER.finditer(text):
        bare = match[0].strip("£−%").replace(",", "")
        try:
            small = "." not in bare and "%" not in match[0] and Decimal(bare) <= SMALL
        except InvalidOperation:
            continue
        if small or re.fullmatch(r"(?:19|20)\d\d", match[0]):
            continue
        unit = _AFTER.match(text, match.end())
        for ending in ([unit[0]] if unit else []) + [""]:
            figure = match[0] + ending
            facts = [fact for finding in findings for fact in finding.facts.values()
                     if figure in _forms(fact, finding, bool(ending))]
            quantities = {fact.quantity for fact in facts}
            if len(quantities) > 1:
                named = [fact for fact in facts
                         if _month_of(fact.period) in months]
                facts = named if len({fact.quantity for fact in named}) == 1 else []
            if facts:
                yield _Slot(match.start(), match.end() + len(ending), facts[0])
                break


def _forms(fact: Fact, finding: Finding, with_unit: bool) -> tuple[str, ...]:
    prose = shown(fact, finding)
    return (prose, shown(fact, finding, "change")) if with_unit else (
        prose, shown(fact, finding, "number"))


def _month_of(period: str) -> str:
    """The name of the month that a fact is of, "" for a year."""
    month = period[5:7]
    return MONTH_NAMES[int(month) - 1] if re.fullmatch(r"\d{4}-\d\d", period) else ""


def _findings(text: str, statements: Sequence[Statement], standing: Standing) -> list[Finding]:
    """The findings that the words are about: of their statements, else of what they name."""
    names = dict.fromkeys(name for one in statements for name in (one.about, *one.also))
    by_indicator = standing.findings.by_indicator
    about = [by_indicator[name] for name in names if name in by_indicator]
    if about:
        return about
    low = text.casefold()
    named = {name: max(len(words) for words in _names(finding) if words.casefold() in low)
             for name, finding in by_indicator.items()
             if any(words.casefold() in low for words in _names(finding))}
    longest = max(named.values(), default=0)
    found = [name for name, length in named.items() if length == longest]
    return [by_indicator[found[0]]] if len(found) == 1 else []


def _names(finding: Finding) -> tuple[str, ...]:
    return tuple(words for words in (finding.indicator.title, finding.indicator.subject) if words)


def _tokens(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match[0]) for match in _TOKEN.finditer(text)]
