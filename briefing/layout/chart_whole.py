"""Charts of more than one indicator's months: the shares of a whole, and how others stand."""

from __future__ import annotations

from dataclasses import replace

from briefing.document import ChartPoint, ChartSeries
from briefing.findings import Fact, Finding
from briefing.layout.chart_points import (
    fact_point,
    full_period,
    point_of,
)
from briefing.layout.material import Material
from briefing.periods import Month, Year

# A composition's columns: how many, and how many months lie between two of a monthly one.
COLUMNS, MONTHS_BETWEEN = 5, 3


def shares(finding: Finding, material: Material) -> list[Finding]:
    """The findings on the shares of the indicator's whole, those of its own rhythm."""
    one = finding.indicator
    return [f for f in material.composition(one.composition) if f.indicator.step == one.step]


def whole_months(members: list[Finding], finding: Finding) -> list[tuple[Month, bool]]:
    """The months that have a column, each with whether every share of it is shown."""
    step = finding.indicator.step
    apart = MONTHS_BETWEEN if step == 1 else step
    first = finding.measure.first
    months = [finding.period.back(n * apart) for n in reversed(range(COLUMNS))]
    return [(month, len(members) > 1 and all(f.measure.at(month).amount is not None
                                             for f in members))
            for month in months if month >= first]


def composition(finding: Finding, material: Material
                ) -> tuple[list[Month], list[ChartSeries]]:
    """A series for each share; a month of which one is not shown has none at all.

    Shares of a whole give the one away that is left out.
    """
    members = shares(finding, material)
    months = whole_months(members, finding)
    series = []
    for member, name in zip(members, short_names([f.indicator.title for f in members]),
                            strict=True):
        points = []
        for month, whole in months:
            if whole:
                points.append(point_of(member, month, material))
            else:
                # the symbol of the one that is not shown, and no figure of the others
                points.append(next(replace(p, fact="") for f in members if (
                    p := point_of(f, month, material)).value is None))
        latest = points[-1].text if points[-1].value is not None else ""
        series.append(ChartSeries(name, "share", tuple(points), f"{name} {latest}".strip()))
    return [month for month, _ in months], series


def short_names(titles: list[str]) -> list[str]:
    """The titles without the words that all of them begin and end with."""
    rows = [title.split() for title in titles]
    while all(len(row) > 1 for row in rows) and len({row[0] for row in rows}) == 1:
        rows = [row[1:] for row in rows]
    while all(len(row) > 1 for row in rows) and len({row[-1] for row in rows}) == 1:
        rows = [row[:-1] for row in rows]
    names = [" ".join(row) for row in rows]
    return [name[:1].upper() + name[1:] for name in names]


def compared(finding: Finding) -> list[Fact]:
    """The figure that is judged, then the benchmarks that it is set beside."""
    judged = finding.judged_fact
    if judged is None:
        return []
    return [judged, *finding.benchmarks]


def comparison(finding: Finding, material: Material
               ) -> tuple[tuple[str, ...], list[ChartSeries]]:
    """The names of the bars, and the series: the bars themselves, and the target across them."""
    words, one = material.layout.words, finding.indicator
    own, *others = compared(finding)
    council = material.report.settings.report.council or words.chart_council
    year = finding.judged == "year_to_date" and one.frequency != "annual"
    names = [material.fill(words.chart_year_to, council=council,
                           year=str(Year.holding(finding.period, one.year))) if year
             else material.fill(words.chart_month_of, council=council,
                                last_month=full_period(one, finding.period))]
    names += [f"{material.comparators[fact.role]} {fact.period}" for fact in others]
    bars = tuple(fact_point(finding, fact) for fact in (own, *others))
    series = [ChartSeries(one.title, "main", bars, "")]
    for role in ("target", "target_lower"):
        fact = finding.facts.get(role) if not finding.waits else None
        if fact is not None and (role == "target" or fact.value):
            point = fact_point(finding, fact)
            series.append(ChartSeries(words.target, "target", (point,) * len(bars),
                                      f"{words.target} {point.text}"))
    return tuple(names), series


def same_months(one: Finding, months: list[Month], material: Material
                ) -> tuple[ChartPoint, ...]:
    """The points of another indicator's months; those that it does not have yet are missing."""
    return tuple(ChartPoint(None, "", "missing", f"{one.indicator.id}:month:{month}")
                 if month > one.period else point_of(one, month, material) for month in months)
