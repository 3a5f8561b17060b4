"""Figures in an author's words that are facts, made slots, so that they stay true.

A figure of the sentence that was edited is known by where it stands in the words that stayed, else
by its text. Another one is a fact where one quantity alone, of the indicators that its sentence
names or is about, is printed so; a small whole number counts too many things, and stays as it was
typed. What may be a fact of an indicator that is not named, or of one of several, is asked about.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from briefing.facts import Fact
from briefing.findings import Finding
from briefing.indicators import Indicator
from briefing.narrative.marks import Marked, written_marks
from briefing.narrative.narration import Statement
from briefing.narrative.sentence import Figure, text_of
from briefing.narrative.slots import shown, slot_of
from briefing.periods import MONTH_NAMES
from briefing.revision.standing import Standing

SMALL = 12
TELLING = 100       # from here on a whole number that is an indicator's is hardly so by chance
ASKED = ("current", "previous", "year_to_date")     # roles of what an author may mean unnamed
_TOKEN = re.compile(r"\w+(?:[.,’'-]\w+)*%?|\s+|[^\w\s]")
_NUMBER = re.compile(r"(?<![\w.,/])[£−]?\d+(?:,\d{3})*(?:\.\d+)?%?(?![\w/]|[.,]\d|:\d)")
_SENTENCE = re.compile(r"(?<=[.!?;] )(?=[A-Z0-9])|(?<=\n)")
_CLAUSE = re.compile(r"[,;(] |\b(?:but|while|whilst|whereas|although|though)\b")
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


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that was typed, and the facts that it may be, as slots."""

    figure: str
    slots: tuple[str, ...]


def doubts(stretches: Sequence[Marked], statements: Sequence[Statement], standing: Standing
           ) -> tuple[Doubt, ...]:
    """The figures of the words that stay as they were typed, and may be facts all the same."""
    text = "".join(one.text for one in stretches)
    kept = list(_kept(text, statements))
    made: list[Doubt] = []
    for typed in _figures(text, statements, standing):
        if len({fact.quantity for fact in typed.facts}) == 1 or any(
                slot.start < typed.end and typed.start < slot.end for slot in kept):
            continue
        may_be = typed.facts or tuple(
            fact for finding in standing.findings.by_indicator.values() if typed.telling
            for role in ASKED if (fact := finding.facts.get(role)) is not None
            and typed.text in _forms(fact, finding, typed.with_unit))
        slots = tuple(dict.fromkeys(slot_of(fact, typed.text, standing.findings)
                                    for fact in may_be))
        if slots := tuple(filter(None, slots)):
            made.append(Doubt(typed.text, slots))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Typed:
    """A figure as it was typed, and the facts of what its sentence is about that print so."""

    start: int
    end: int
    text: str
    with_unit: bool
    facts: tuple[Fact, ...]

    @property
    def telling(self) -> bool:
        """Whether it is hardly a fact's figure by chance."""
        bare = re.sub(r"[^\d.]", "", self.text)
        return "." in bare or "%" in self.text or (bare != "" and Decimal(bare) >= TELLING)


def _typed(text: str, statements: Sequence[Statement], standing: Standing) -> Iterator[_Slot]:
    """The other figures of the words that one quantity alone is printed as."""
    for typed in _figures(text, statements, standing):
        if len({fact.quantity for fact in typed.facts}) == 1:
            yield _Slot(typed.start, typed.end, typed.facts[0])


def _figures(text: str, statements: Sequence[Statement], standing: Standing) -> Iterator[_Typed]:
    """The numbers of the words that stand for a figure, each with the facts that it can be."""
    if not any(character.isdigit() for character in text):
        return
    at = 0
    for sentence in _SENTENCE.split(text):
        findings = _findings(sentence, text, statements, standing)
        months = {name for name in MONTH_NAMES if re.search(rf"\b{name}\b", sentence)}
        for match in _NUMBER.finditer(sentence):
            bare = match[0].strip("£−%").replace(",", "")
            try:
                small = "." not in bare and "%" not in match[0] and Decimal(bare) <= SMALL
            except InvalidOperation:
                continue
            if not small and not re.fullmatch(r"(?:19|20)\d\d", match[0]):
                yield _facts_of(sentence, match, findings, months, at)
        at += len(sentence)


def _facts_of(sentence: str, match: re.Match[str], findings: Sequence[Finding],
              months: set[str], at: int) -> _Typed:
    """The number, with its unit where a fact is printed with it, and the facts that it can be."""
    unit = _AFTER.match(sentence, match.end())
    endings = ["", *([unit[0]] if unit else [])]
    for ending in reversed(endings):
        figure = match[0] + ending
        facts = tuple(fact for finding in findings for fact in finding.facts.values()
                      if figure in _forms(fact, finding, bool(ending)))
        if len({fact.quantity for fact in facts}) > 1:
            facts = _nearest(facts, sentence, match.start(), findings, months)
        if facts:
            return _Typed(at + match.start(), at + match.end() + len(ending), figure,
                          bool(ending), facts)
    return _Typed(at + match.start(), at + match.end(), match[0], False, ())


def _nearest(facts: tuple[Fact, ...], sentence: str, place: int, findings: Sequence[Finding],
             months: set[str]) -> tuple[Fact, ...]:
    """Those of the facts that are of a month that is named, and of what is named in the clause."""
    dated = tuple(fact for fact in facts if _month_of(fact.period) in months) or facts
    if len({fact.quantity for fact in dated}) == 1:
        return dated
    start = max((match.end() for match in _CLAUSE.finditer(sentence, 0, place)), default=0)
    end = next((match.start() for match in _CLAUSE.finditer(sentence, place)), len(sentence))
    named = _named([finding.indicator for finding in findings], sentence[start:end])
    close = tuple(fact for fact in dated if fact.indicator in named)
    return close or dated


def _forms(fact: Fact, finding: Finding, with_unit: bool) -> tuple[str, ...]:
    prose = shown(fact, finding)
    return (prose, shown(fact, finding, "change")) if with_unit else (
        prose, shown(fact, finding, "number"))


def _month_of(period: str) -> str:
    """The name of the month that a fact is of, "" for a year."""
    month = period[5:7]
    return MONTH_NAMES[int(month) - 1] if re.fullmatch(r"\d{4}-\d\d", period) else ""


def _findings(sentence: str, text: str, statements: Sequence[Statement], standing: Standing
              ) -> list[Finding]:
    """The findings that a sentence is about: those that it names, and its statements' own.

    One that names none goes on about what all the words name alone.
    """
    own = dict.fromkeys(name for one in statements for name in (one.about, *one.also))
    by_indicator = standing.findings.by_indicator
    indicators = [finding.indicator for finding in by_indicator.values()]
    names = {*own, *_named(indicators, sentence)}
    if not names:
        of_all = _named(indicators, text)
        names = of_all if len(of_all) == 1 else set()
    return [finding for name, finding in by_indicator.items() if name in names]


def _named(indicators: Iterable[Indicator], words: str) -> set[str]:
    """The ids of the indicators whose title, subject, or subject's own noun ("referrals" of the
    number of referrals) stands in the words, and not only as a part of a longer one's."""
    low = words.casefold()
    spans: list[tuple[int, int, str]] = []
    for one in indicators:
        for name in {one.title.casefold(), one.subject.casefold(), _bare(one.subject.casefold())}:
            if name and name in low:
                spans += [(*match.span(), one.id) for match in re.finditer(
                    rf"(?<!\w){re.escape(name)}(?!\w)", low)]
    return {name for start, end, name in spans
            if not any(a <= start and end <= b and b - a > end - start for a, b, _ in spans)}


def _bare(subject: str) -> str:
    """What a number, a share or a rate is of."""
    return re.sub(r"^(?:the )?(?:(?:total )?number|percentage|proportion|rate|share|total)"
                  r" (?:of )?", "", subject)


def _tokens(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match[0]) for match in _TOKEN.finditer(text)]
