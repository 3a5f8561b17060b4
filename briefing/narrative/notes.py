"""What is withheld, told once for all of a service area, in words and an order that tell no more.

Indicators of which nothing is said but that they are not shown are told in one sentence, and so are
those that are shown and have nothing before to be compared with. They stand at the end, in the
dictionary's order: which they are is what the mask tells anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.findings import Finding
from briefing.narrative import moves
from briefing.narrative.book import Book
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.sentence import Sentence, listed_pieces
from briefing.periods import Month

NOT_SHOWN = "absent.confidential"
NO_FIGURE = "absent.none"
UNJUDGED = ("unjudged.nor_range", "unjudged.nor")      # what may follow that it is not shown
NOT_COMPARED = ("level.withheld", "zero.withheld")


@dataclass(frozen=True, slots=True)
class Told:
    """What is said from one indicator on; `also` are the others that its sentences tell.

    `continues` tells that its words lean on those before: no new paragraph begins with them.
    `left_out` are the sentences that were proposed and are not said.
    """

    indicator: str
    sentences: tuple[Sentence, ...]
    also: tuple[str, ...] = ()
    continues: bool = False
    left_out: tuple[Sentence, ...] = ()


def once(tell: Callable[[Collection[str]], Sequence[Told]], findings: Sequence[Finding], book: Book
         ) -> tuple[Told, ...]:
    """What is told of the findings, each note on what is withheld once for several.

    `tell` tells them; of the indicators given to it, it does not say that the figure before is
    withheld.
    """
    by_id = {finding.indicator.id: finding for finding in findings}
    told = tuple(tell(frozenset()))
    noted = _together([one.indicator for one in told if _says(one.sentences[:1], NOT_COMPARED)],
                      lambda name: by_id[name].measure.before(by_id[name].period), by_id)
    if noted:
        told = tuple(tell(frozenset(name for names in noted for name in names)))
    absent = _together(_leaving(told, NOT_SHOWN), lambda name: by_id[name].period, by_id)
    missing = _together(_leaving(told, NO_FIGURE), lambda name: by_id[name].period, by_id)
    gone = {name for names in (*absent, *missing) for name in names}
    kept = [replace(one, sentences=(), continues=False) if one.indicator in gone else one
            for one in told]
    notes: list[tuple[str, dict[str, str], list[str]]] = [
        ("not_compared", {}, names) for names in noted]
    notes += [("absent_together", {"why": "withheld"}, names) for names in absent]
    notes += [("absent_together", {"why": "missing"}, names) for names in missing]
    unjudged = {one.indicator for one in told if _says(one.sentences, UNJUDGED)}
    return (*kept, *(note for move, state, names in notes
                     for note in _notes(move, state, [by_id[name] for name in names], book,
                                        unjudged if names in absent else ())))


def _leaving(told: Sequence[Told], rule: str) -> list[str]:
    """The indicators of which nothing is said but that, by the rule, they are not shown, nor their
    year to date.

    One whose name the next one's words lean on stays where it is, unless that leaves too.
    """
    names: list[str] = []
    stays = False
    for one in reversed([one for one in told if one.sentences]):
        alone = not one.also and _says(one.sentences[:1], (rule,)) and all(
            _says((further,), UNJUDGED) for further in one.sentences[1:])
        if alone and not stays:
            names.append(one.indicator)     # and with it what leans on one further back
        else:
            stays = one.continues
    return names[::-1]


def _says(sentences: Sequence[Sentence], rules: Collection[str]) -> bool:
    return any(rule in rules for sentence in sentences for rule in sentence.rules)


def _together(names: Sequence[str], period: Callable[[str], Month], by_id: Mapping[str, Finding]
              ) -> list[list[str]]:
    """Those of one period that are more than one, in the dictionary's order."""
    apart: dict[Month, list[str]] = {}
    for name in sorted(names, key=list(by_id).index):
        apart.setdefault(period(name), []).append(name)
    return [some for some in apart.values() if len(some) > 1]


def _notes(move: str, state: Mapping[str, str], findings: Sequence[Finding], book: Book,
           unjudged: Collection[str]) -> Iterator[Told]:
    """What is said of all of them, and then of each whose target is not judged for it."""
    first = Phrasing(findings[0], book)
    words = first.say(move, state, {"subjects": listed_pieces(
        [(Phrasing(finding, book).subject(),) for finding in findings])})
    yield Told(findings[0].indicator.id, (first.sentence(words, (move,)),),
               tuple(finding.indicator.id for finding in findings[1:]))
    for finding in findings:
        if finding.indicator.id in unjudged:
            yield Told(finding.indicator.id, (moves.unjudged_year(
                Phrasing(finding, book), "absent_together"),), continues=True)
