"""The public edition's sentences, read back: true of the real figures, and of what is withheld."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

import pytest

from briefing import shelves
from briefing.amounts import Reason
from briefing.disclosure import presets, protect
from briefing.findings import find
from briefing.indicators import Dictionary
from briefing.measures import Measure, measure
from briefing.narrative import area_sentences
from briefing.periods import Month, Year
from briefing.prepared import Prepared, prepare
from briefing.review.reckoning import Cell, Reckoning
from tests.oddities import oddity
from tests.test_truth import truths
from tests.truth import Tally, book_and_hedges, told, told_together


class Public(Reckoning):
    """What a public edition may say: months as they are shown, and of the real ones what is made of
    several."""

    def __init__(self, real: Reckoning, shown: Measure) -> None:
        def kept_back(month: Month) -> bool:
            # a mark that would tell a small count is withheld like the count
            return shown.at(month).reason is Reason.CONFIDENTIAL

        cells = {month: cell if shown.at(month).amount is not None or (
                     cell.value is None and not kept_back(month))
                 else Cell(None, reason=Reason.CONFIDENTIAL, marking=cell.marking)
                 for month, cell in real.cells.items()}
        super().__init__(real.one, cells, real.report, real.targets, real.benchmarks.values())
        self.real = real

    def to_date(self, month: Month) -> Fraction | None:
        return self.real.to_date(month)

    def mean(self, month: Month) -> Fraction | None:
        return self.real.mean(month)

    def total(self, month: Month) -> Fraction | None:
        return self.real.total(month)

    def outturn(self, year: Year) -> Fraction | None:
        return self.real.outturn(year)


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
