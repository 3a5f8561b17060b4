"""Named facts about each indicator: compared and rated, not yet in words.

Everything is compared as printed: two figures that print alike are equal. Direction (up, down) is
not progress (improving, worsening); polarity turns one into the other. Nothing is compared across
a break or a month that is missing; runs, records and the highest and lowest need every month to be
shown. A cumulative indicator starts anew each year, so its first month has no previous one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from briefing.findings.facts import (
    Comparison,
    Direction,
    Fact,
    Finding,
    Findings,
    Progress,
    RatingWord,
    Relation,
    Run,
)
from briefing.findings.workings import Workings, relation_of
from briefing.indicators import Benchmark, Target
from briefing.measures import Measures

__all__ = ["NO_BANDS", "Comparison", "Direction", "Fact", "Finding", "Findings", "Progress",
           "RatingWord", "Relation", "Run", "find", "relation_of"]

NO_BANDS: Mapping[str, int] = MappingProxyType({})


def find(measures: Measures, bands: Mapping[str, int] = NO_BANDS) -> Findings:
    """The findings that the measures hold.

    `bands` say of indicators whose latest figure is withheld below what it is: the fact `band`.
    """
    targets: dict[str, list[Target]] = {}
    for target in measures.dictionary.targets:
        targets.setdefault(target.indicator, []).append(target)
    benchmarks: dict[str, list[Benchmark]] = {}
    for benchmark in measures.dictionary.benchmarks:
        benchmarks.setdefault(benchmark.indicator, []).append(benchmark)
    order = {name: n for n, name in enumerate(measures.dictionary.comparator_order)}
    for given in benchmarks.values():
        given.sort(key=lambda one: order.get(one.comparator, len(order)))
    marks: dict[str, list[Target]] = {}
    for mark in measures.dictionary.marks:
        marks.setdefault(mark.indicator, []).append(mark)
    own = {one.name: one for one in measures.dictionary.comparators}
    return Findings(measures.period, {
        name: _with_band(Workings(one, targets.get(name, []), benchmarks.get(name, []),
                                  measures.period, measures.step, own,
                                  marks.get(name, [])).finding(), bands.get(name))
        for name, one in measures.by_indicator.items()})


def _with_band(finding: Finding, below: int | None) -> Finding:
    if below is None:
        return finding
    fact = Fact(finding.indicator.id, "band", str(finding.period), Decimal(below))
    return replace(finding, facts={**finding.facts, fact.role: fact})
