"""What more is said after each indicator's own sentences, in full all of it, in brief by weight.

About 900 words of a report are read (ONS style guide), so a brief narrative is filled up to so many
with what weighs most, and a longer one has room for little more. What the author gave to be said
(a forecast, a floor, a rank, a baseline) is always said. Weights are of shown figures alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from briefing.facts import Fact, Quantity
from briefing.findings import Finding
from briefing.narrative.among_areas import at_an_end
from briefing.narrative.book import Book
from briefing.narrative.compared import COMPARED, compared, groups
from briefing.narrative.further_entries import GIVEN
from briefing.narrative.further_moves import further_sentences
from briefing.narrative.notes import Told
from briefing.narrative.sentence import Sentence
from briefing.narrative.weighing import Weight, is_small

# Sentences over several indicators, after which "it" would be nobody's.
OF_SEVERAL = ("steady", "siblings", "flows", "composition", "absent_together", "not_compared")
LEFT_OUT = "the brief narrative is as long as it is to be"
ALIKE = "as many of the sort are said of its service area (alike={alike})"
ALWAYS = 1_000      # the weight of what the author gave to be said


def with_further(told: Mapping[str, Sequence[Told]], findings: Mapping[str, Finding],
                 weights: Mapping[str, Weight], book: Book, brief: bool
                 ) -> dict[str, tuple[Told, ...]]:
    """What each service area says, with what more is said of its indicators.

    In brief what is not said is kept among what was left out, with the reason.
    """
    proposed: dict[str, list[tuple[str, Sentence]]] = {}
    for area in told.values():
        # what is printed of an indicator anywhere in its area is not printed again
        printed: dict[str, set[Quantity]] = {}
        for fact in _printed(area):
            printed.setdefault(fact.indicator, set()).add(fact.quantity)
        for one in area:
            finding = findings[one.indicator]
            if one.indicator in proposed or not _own(one) or finding.reason is not None:
                continue
            usual = weights[one.indicator].total
            proposed[one.indicator] = [
                (sort, _weighed(sort, sentence, finding, usual, book))
                for sort, sentence in further_sentences(
                    finding, book, printed.setdefault(one.indicator, set()))]
    beside, meant = _compared(told, findings, book)
    if brief:
        keys = {_beside(section): rows for section, rows in beside.items()}
        kept = _within_budget({**proposed, **keys}, told, book)
        proposed, beside = ({name: kept[name] for name in proposed},
                            {section: kept[_beside(section)] for section in beside})
    return {section: _followed(_added(area, proposed), beside.get(section, ()),
                               meant.get(section, ()))
            for section, area in told.items()}


def _beside(section: str) -> str:
    """What a section's comparisons are known by among the sentences of indicators."""
    return f"{section} compared"        # no id has a space in it


def _compared(told: Mapping[str, Sequence[Told]], findings: Mapping[str, Finding], book: Book
              ) -> tuple[dict[str, list[tuple[str, Sentence]]], dict[str, list[set[str]]]]:
    """Areas and types set beside each other, by the section in which that is said, that of the
    first that is ranked; and the indicators that each sentence is of."""
    made: dict[str, list[tuple[str, Sentence]]] = {}
    meant: dict[str, list[set[str]]] = {}
    for group in groups(findings.values(), book):
        sentence = compared(group, book)
        if sentence is None:
            continue
        section = findings[sentence.indicator].indicator.section
        if any(one.indicator == sentence.indicator or sentence.indicator in one.also
               for one in told.get(section, ())):
            points = Decimal(book.file.further.points.get(COMPARED, 0))
            made.setdefault(section, []).append((COMPARED, replace(sentence, weight=int(
                points * max(finding.indicator.weight for _, finding in group.members)))))
            meant.setdefault(section, []).append(
                {finding.indicator.id for _, finding in group.members})
    return made, meant


def _followed(area: Iterable[Told], beside: Sequence[tuple[str, Sentence]],
              meant: Sequence[set[str]]) -> tuple[Told, ...]:
    """The area's words, each comparison after the last of those that it sets beside each other."""
    telling = list(area)
    for (_, sentence), names in zip(beside, meant, strict=True):
        at = max(n for n, one in enumerate(telling)
                 if one.sentences and names & {one.indicator, *one.also})
        one = telling[at]
        telling[at] = replace(one, left_out=(*one.left_out, sentence)) if sentence.left_out else (
            replace(one, sentences=(*one.sentences, sentence)))
    return tuple(telling)


def _printed(area: Iterable[Told]) -> Iterator[Fact]:
    return (fact for one in area for sentence in one.sentences for fact in sentence.facts)


def _own(one: Told) -> bool:
    """Whether sentences of the indicator's own stand there."""
    return any(not set(sentence.moves) & set(OF_SEVERAL) for sentence in one.sentences)


def _weighed(sort: str, sentence: Sentence, finding: Finding, usual: int, book: Book
             ) -> Sentence:
    """The sentence with its weight: points of its sort, more for a large change, by the author's
    own weight; little where the numbers are small. `usual` is the finding's weight."""
    rules = book.file.further
    if sort in GIVEN:
        return replace(sentence, weight=ALWAYS)
    points = Decimal(rules.points.get(sort, 0))
    shares = [fact.value for fact in sentence.facts if fact.role.startswith("per_cent.")]
    if shares and max(shares) >= Decimal(str(rules.large_from)):
        points += rules.large
    if sort == "standing" and finding.among is not None and at_an_end(finding.among):
        points += rules.large
    if sort == "rating":
        moved = finding.rating_before not in (None, finding.rating)
        points *= 1 if moved else Decimal(str(book.file.weights.small))
    if is_small(finding, book.file.weights):
        points *= Decimal(str(book.file.weights.small))
    points += Decimal(min(usual, 2 * rules.large)) / 10
    return replace(sentence, weight=int(points * finding.indicator.weight))


def _within_budget(proposed: Mapping[str, Sequence[tuple[str, Sentence]]],
                   told: Mapping[str, Sequence[Told]], book: Book
                   ) -> dict[str, list[tuple[str, Sentence]]]:
    """The same, but that those are left out for which there is no room."""
    rules = book.file.further
    words = sum(len(sentence.text.split()) for area in told.values() for one in area
                for sentence in one.sentences)
    indicators = sum(1 + len(one.also) for area in told.values() for one in area)
    room = max(Decimal(rules.words - words), Decimal(str(rules.each)) * indicators)
    # the weightiest first; of as much weight the first told
    ranked = sorted(((-sentence.weight, place, n, sentence) for place, rows in
                     enumerate(proposed.values()) for n, (_, sentence) in enumerate(rows)),
                    key=lambda row: row[:3])
    section = {one.indicator: name for name, area in told.items() for one in area}
    section |= {_beside(name): name for name in told}
    places = list(proposed.items())
    alike: Counter[tuple[str, str]] = Counter()
    why_not: dict[tuple[int, int], str] = {}
    for weight, place, n, sentence in ranked:
        length = len(sentence.text.split())
        name, rows = places[place]
        sort = section[name], rows[n][0]
        if -weight >= ALWAYS:
            room -= length
        elif alike[sort] >= rules.alike:
            why_not[place, n] = ALIKE.format(alike=rules.alike)
        elif length > room:
            why_not[place, n] = LEFT_OUT
        else:
            alike[sort] += 1
            room -= length
    return {name: [(sort, _left_out(sentence, why_not.get((place, n), "")))
                   for n, (sort, sentence) in enumerate(rows)]
            for place, (name, rows) in enumerate(places)}


def _left_out(sentence: Sentence, why: str) -> Sentence:
    """The sentence, left out for that reason; as it is, where it has that already."""
    return sentence if sentence.left_out == why else replace(sentence, left_out=why)


def _added(area: Iterable[Told], proposed: Mapping[str, Sequence[tuple[str, Sentence]]]
           ) -> Iterator[Told]:
    done: set[str] = set()
    for one in area:
        if one.indicator in done or not _own(one):
            yield one
            continue
        done.add(one.indicator)
        more = [sentence for _, sentence in proposed.get(one.indicator, ())]
        # before what is said of several: "it" is still this one
        at = next((n for n, sentence in enumerate(one.sentences)
                   if set(sentence.moves) & set(OF_SEVERAL)), len(one.sentences))
        said = tuple(sentence for sentence in more if not sentence.left_out)
        yield replace(one, sentences=(*one.sentences[:at], *said, *one.sentences[at:]),
                      left_out=(*one.left_out, *(s for s in more if s.left_out)))
