"""The public edition's sentences, read back: true of the real figures, and of what is withheld."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping

import pytest

from briefing import shelves
from briefing.disclosure import presets, protect
from briefing.findings import find
from briefing.indicators import Dictionary
from briefing.measures import measure
from briefing.narrative import area_sentences
from briefing.narrative.narrate import narrate
from briefing.periods import Month
from briefing.prepared import Prepared, prepare
from briefing.review.reckoning import Reckoning
from tests.oddities import oddity
from tests.sentences.test_truth import truths
from tests.truth import Public, Tally, book_and_hedges, told, told_in, told_together


@pytest.fixture(scope="module")
def public() -> Prepared:
    return prepare(shelves.example("barnsley"), edition="public")


@pytest.fixture(scope="module")
def known(example: Prepared, public: Prepared) -> Mapping[str, Reckoning]:
    return {name: Public(real, public.findings[name].measure)
            for name, real in truths(example).items()}


def test_no_sentence_of_the_public_example_is_contradicted(
    public: Prepared, known: Mapping[str, Reckoning],
) -> None:
    _, hedges = book_and_hedges()
    tally = Tally()
    areas = defaultdict(list)
    for finding in public.findings.by_indicator.values():
        areas[finding.indicator.section].append(finding)
        tally.count(told(finding, known[finding.indicator.id], public.book, hedges))
    for findings in areas.values():
        for entry in area_sentences.area(findings, public.book):
            tally.count(told_together(entry.sentences, known, hedges))
    assert tally.read > 200
    assert not tally.wrong, str(tally)


@pytest.mark.parametrize("length", ["brief", "full"])
def test_no_statement_of_the_public_example_is_contradicted(
    public: Prepared, known: Mapping[str, Reckoning], length: str,
) -> None:
    _, hedges = book_and_hedges()
    tally = Tally()
    tally.count(told_in(narrate(public.findings, public.book, edition="public", length=length),
                        known, hedges, length))
    assert tally.read > 60
    assert not tally.wrong, str(tally)


def told_of_protected(sentences: int) -> Tally:
    """As many sentences on indicators with every oddity, protected."""
    book, hedges = book_and_hedges()
    choose = random.Random(11)
    tally = Tally()
    while tally.read < sentences:
        report = Month.of(2022, choose.randint(1, 12))
        made = [oddity(choose, report, f"a.b{n}") for n in range(100)]
        dictionary = Dictionary(tuple(one.indicator for one in made),
                                tuple(target for one in made for target in one.targets),
                                tuple(other for one in made for other in one.benchmarks))
        measures = measure([o for one in made for o in one.observations], dictionary, report)
        findings = find(protect(measures, presets()["dfe"]).measures)
        for one in made:
            finding = findings[one.indicator.id]
            truth = Public(one.truth(report), finding.measure)
            tally.count(told(finding, truth, book, hedges))
    return tally


def test_no_sentence_on_protected_figures_with_every_oddity_is_contradicted() -> None:
    tally = told_of_protected(1_500)
    assert not tally.wrong, str(tally)
