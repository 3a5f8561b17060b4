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
from briefing.findings.series import relation_of
from briefing.findings.workings import Workings
from briefing.indicators import Benchmark, Target
from briefing.measures import Measures

__all__ = [
    "NO_BANDS",
    "Comparison",
    "Direction",
    "Fact",
    "Finding",
    "Findings",
    "MadeFrom",
    "Progress",
    "RatingWord",
    "Relation",
    "Run",
    "find",
    "relation_of",
]

NO_BANDS: Mapping[str, int] = MappingProxyType({})
# All that an indicator's finding is made from, and the finding.
MadeFrom = tuple[tuple[object, ...], Finding]


def find(measures: Measures, bands: Mapping[str, int] = NO_BANDS,
         before: dict[str, MadeFrom] | None = None) -> Findings:
    """The findings that the measures hold.

    `bands` say of indicators whose latest figure is withheld below what it is: the fact `band`.
    `before` are those of an earlier time: what is made from the same is taken from there, and they
    are brought up to date.
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
    made: dict[str, MadeFrom] = {}
    for name, one in measures.by_indicator.items():
        of = (targets.get(name, []), benchmarks.get(name, []), marks.get(name, []))
        made_from = (one, *of, measures.period, measures.step, own, bands.get(name))
        known = before.get(name) if before is not None else None
        if known is None or known[0] != made_from:
            workings = Workings(one, of[0], of[1], measures.period, measures.step, own, of[2])
            known = made_from, _with_band(workings.finding(), bands.get(name))
        made[name] = known
    if before is not None:
        before.clear()
        before.update(made)
    return Findings(measures.period, {name: finding for name, (_, finding) in made.items()})


def _with_band(finding: Finding, below: int | None) -> Finding:
    if below is None:
        return finding
    fact = Fact(finding.indicator.id, "band", str(finding.period), Decimal(below))
    return replace(finding, facts={**finding.facts, fact.role: fact})
