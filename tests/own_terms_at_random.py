"""Reports at random in a council's own terms: units, comparators, marks, bands, baselines, terms.

The indicators are those of `oddities`, with what a council calls its own put in place of ours.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from random import Random

from briefing.amounts import Big, Reason, Unit, UnitName
from briefing.disclosure import Policy, protect
from briefing.findings import find
from briefing.indicators import (
    Benchmark,
    Comparator,
    Dictionary,
    Indicator,
    Target,
    TargetKind,
    Tolerance,
)
from briefing.measures import Measures, measure
from briefing.narrative.display import ALWAYS, Display
from briefing.narrative.narrate import narrate
from briefing.periods import Month, Year
from briefing.reading.observations import Observation
from briefing.review.reckoning import Reckoning
from tests.oddities import Oddity, alike, cell_of, service_area
from tests.series import GRID
from tests.truth import AREAS, Public, Tally, book_and_hedges, told_in

UNITS_OF_OWN = {
    "amount": (Unit("job", "amount", "", " jobs", " job", " jobs", " job"),
               Unit("tonne", "amount", "", " tonnes", " tonne", " tonnes", " tonne", decimals=1)),
    "money": (Unit("household", "money", "£", " per household", " per household",
                   " per household", " per household"),
              Unit("spend", "money", "£", big=(Big(1_000_000, "m"), Big(1_000, "k", 0)))),
    "duration": (Unit("call", "duration", form="minutes_seconds"),
                 Unit("wait", "duration", form="years_months")),
}
COMPARATORS = (
    Comparator("cipfa", "CIPFA neighbours", "CIPFA neighbours", "average"),
    Comparator("best", "Best quartile", "best quartile", "best_quartile"),
    Comparator("group", "Most similar group", "most similar group", "peers"),
    Comparator("leeds", "Leeds", "Leeds", "neighbour"),
    Comparator("wales", "Wales", "Wales", "whole"),
    Comparator("rank", "Rank in England", "rank in England", "rank"),
    Comparator("quarter", "Quartile", "quartile", "quartile"),
    Comparator("trend", "Change in England", "change in England", "change"),
    Comparator("elsewhere", "Change elsewhere", "the North", "change"),
)
BANDS = ((), (("green", "on track"), ("amber", "at risk"), ("red", "off track")))
AIMS: tuple[TargetKind, ...] = ("target", "threshold", "milestone", "trajectory", "budget")
BESIDE: tuple[TargetKind, ...] = ("floor", "stretch", "forecast", "outturn_forecast")


@dataclasses.dataclass(frozen=True)
class Own:
    """An oddity in a council's own terms."""

    oddity: Oddity
    marks: tuple[Target, ...]

    def truth(self, report: Month) -> Reckoning:
        """What the reader holds it to."""
        one = self.oddity
        return Reckoning(one.indicator, {o.month: cell_of(o) for o in one.observations}, report,
                         one.targets, one.benchmarks, self.marks, COMPARATORS)


def in_own_terms(choose: Random, one: Oddity, report: Month) -> Own:
    """The oddity with some of what a council calls its own."""
    indicator = one.indicator
    changes: dict[str, object] = {"bands": choose.choice(BANDS)}
    units = UNITS_OF_OWN.get(indicator.unit_class, ())
    if units and choose.random() < 0.8:
        unit = choose.choice(units)
        changes |= {"unit": UnitName(unit.name, unit),
                    "decimals": 0 if unit.form else indicator.decimals}
    if choose.random() < 0.5:
        changes |= {"tolerance": Tolerance(Decimal(choose.choice((2, 5, 10))),
                                           choose.random() < 0.5)}
    if choose.random() < 0.3:
        changes |= {"exceeds": Tolerance(Decimal(5), True)}
    if choose.random() < 0.2:
        changes |= {"by_improvement": True}
    if indicator.kind == "flow":
        changes |= {"sum_of": choose.choice((0, 2, 3))}
    if indicator.kind == "stock" and choose.random() < 0.2 and indicator.step == 1:
        end = one.observations[-1]
        one = dataclasses.replace(one, observations=(*one.observations[:-1], dataclasses.replace(
            end, day=date(end.month.year, end.month.number, choose.randint(1, 28)))))
    months = sorted(o.month for o in one.observations)
    if len(months) > 3:
        changes |= {"baseline": choose.choice(months[:-1])}
    indicator = dataclasses.replace(indicator, **changes)      # type: ignore[arg-type]
    kind = choose.choice(AIMS)
    whole = bool(indicator.unit in ("call", "wait"))
    targets = tuple(dataclasses.replace(
        target, kind=kind, strict=choose.random() < 0.1,
        value=round(target.value) * Decimal(1) if whole else target.value,
        lower=round(target.lower) * Decimal(1) if whole and target.lower is not None
        else target.lower) for target in one.targets)
    near = next((o.value for o in reversed(one.observations) if o.value is not None), None)
    return Own(dataclasses.replace(
        one, indicator=indicator, targets=targets,
        benchmarks=_benchmarks(choose, indicator, near)),
        _marks(choose, indicator, near, report))


def _benchmarks(choose: Random, one: Indicator, near: Decimal | None) -> tuple[Benchmark, ...]:
    made = []
    for own in COMPARATORS:
        if choose.random() > 0.3 or near is None:
            continue
        value = {"rank": Decimal(choose.randint(1, 152)), "quartile": Decimal(choose.randint(1, 4)),
                 "change": Decimal(choose.randint(-20, 20))}.get(
                     own.kind, _near(choose, one, near))
        made.append(Benchmark(one.id, own.name, choose.choice(("2020/21", "2021/22")), value,
                              Decimal(152) if own.kind == "rank" and choose.random() < 0.7
                              else None))
    return tuple(made)


def _near(choose: Random, one: Indicator, near: Decimal) -> Decimal:
    value = max(Decimal(0), near * choose.choice((90, 95, 100, 105, 110)) / 100)
    return min(round(value, one.decimals), Decimal(100)) if one.unit == "percent" else round(
        value, one.decimals)


def _marks(choose: Random, one: Indicator, near: Decimal | None, report: Month
           ) -> tuple[Target, ...]:
    if near is None:
        return ()
    year = Year.holding(report, one.year)
    return tuple(Target(one.id, year, _near(choose, one, near), kind=kind)
                 for kind in BESIDE if choose.random() < 0.3)


def measured(owns: Sequence[Own], report: Month) -> Measures:
    """All that is worked out for a report on them."""
    dictionary = Dictionary(
        tuple(own.oddity.indicator for own in owns),
        tuple(target for own in owns for target in own.oddity.targets),
        tuple(benchmark for own in owns for benchmark in own.oddity.benchmarks),
        COMPARATORS, tuple(mark for own in owns for mark in own.marks))
    return measure([o for own in owns for o in own.oddity.observations], dictionary, report)


PLACES = ("Northgate", "Southgate", "Eastgate", "Westgate", "Docks and Riverside", "Hill End")


def places(choose: Random, report: Month, n: int, whole: bool) -> list[Own]:
    """One thing in three to six places, which are set beside each other; parts of a `whole`
    where that may be."""
    section = f"Places {chr(65 + n)}"
    made = alike(choose, report, f"places{n}", ("percent", "count", "days", "rate_per_10000"),
                 ("flow", "stock"), choose.choice((3, 4, 6)))
    made[-1] = _last(choose, made[-1], made[0])
    first, parts = made[0].indicator, whole and choose.random() < 0.5
    owns = []
    for one, place in zip(made, PLACES, strict=False):
        title = f"Visits: {place}" if n % 2 else f"Visits on time ({place})"
        owns.append(Own(dataclasses.replace(one, indicator=dataclasses.replace(
            one.indicator, section=section, title=title,
            subject=f"measure of visits made in {place}", polarity=first.polarity,
            decimals=first.decimals, year=first.year, year_to_date=first.year_to_date,
            judged_on=first.judged_on,
            part_of=("whole",) if parts and first.unit == "count" else ())), ()))
    return owns


def _last(choose: Random, one: Oddity, other: Oddity) -> Oddity:
    """The last place without its figure, with a withheld one, or level with another, by turns."""
    end = one.observations[-1]
    way = choose.choice(("plain", "missing", "withheld", "level"))
    if way == "missing":
        return dataclasses.replace(one, observations=one.observations[:-1])
    if way == "withheld":
        end = dataclasses.replace(end, value=None, numerator=None, denominator=None,
                                  reason=Reason.CONFIDENTIAL, provisional=False, marked="")
    elif way == "level" and other.observations[-1].value is not None:
        same = other.observations[-1]
        end = dataclasses.replace(end, value=same.value, numerator=same.numerator, reason=None,
                                  denominator=same.denominator, provisional=same.provisional,
                                  marked=same.marked)
    return dataclasses.replace(one, observations=(*one.observations[:-1], end))


def charted(choose: Random, report: Month, n: int) -> Own:
    """A figure that has a control chart: of two years, and at times far from the others."""
    one, = alike(choose, report, f"chart{n}", ("count", "days"), ("flow",), 1)
    figures = [Decimal(choose.randint(40, 60)) for _ in range(24)]
    way = choose.choice(("common", "outside", "trend", "close", "side"))
    if way == "outside":
        figures[-1] = choose.choice((Decimal(90), Decimal(5)))
    elif way == "trend":
        figures[-8:] = [Decimal(45 + n) for n in range(8)]
    elif way == "close":
        figures[-3:] = [Decimal(63), Decimal(55), Decimal(64)]
    elif way == "side":
        figures[-9:] = [Decimal(54 + n % 3) for n in range(9)]
    seen = tuple(Observation(one.indicator.id, report.back(23 - place), value, None, None, None,
                             False, GRID, place + 1) for place, value in enumerate(figures))
    return Own(dataclasses.replace(one, observations=seen, indicator=dataclasses.replace(
        one.indicator, section=f"Charts {chr(65 + n)}", spc=True, title="Calls", breaks=(),
        subject="number of calls made")), ())


def in_some_months(choose: Random, report: Month, n: int) -> Own:
    """A figure of some months of every year."""
    one, = alike(choose, report, f"months{n}", ("count", "percent", "days"), ("flow", "stock"), 1)
    months = choose.choice(((3, 7, 11), (6, 12), (4, 10, 12), (5,)))
    to_date = one.indicator.year_to_date
    to_date = "" if to_date in ("sum", "pooled", "annualised") else to_date
    return Own(dataclasses.replace(one, observations=tuple(
        o for o in one.observations if o.month.number in months),
        indicator=dataclasses.replace(
            one.indicator, section=f"Months {chr(65 + n)}", title="Checks", months=months,
            judged_on="", year_to_date=to_date,
            subject="number of checks made")), ())


def narrated_in_own_terms(seed: int, statements: int, length: str, policy: Policy | None = None
                          ) -> Tally:
    """As many statements of reports at random, the same for the same seed."""
    book, hedges = book_and_hedges()
    choose = random.Random(seed)
    tally = Tally()
    while tally.read < statements:
        report = Month.of(2022, choose.randint(1, 12))
        owns = [in_own_terms(choose, one, report) for n in range(AREAS)
                for one in service_area(choose, report, f"a{n}")]
        owns += [own for n in range(AREAS // 6) for own in (
            *places(choose, report, n, policy is None), charted(choose, report, n),
            in_some_months(choose, report, n))]
        measures = measured(owns, report)
        real = {own.oddity.indicator.id: own.truth(report) for own in owns}
        if policy is not None:
            measures = protect(measures, policy).measures
            real = {name: Public(truth, measures[name]) for name, truth in real.items()}
        findings = find(measures)
        narration = narrate(findings, book, display=Display(ALWAYS | {"status"}), length=length)
        tally.count(told_in(narration, real, hedges, length))
    return tally
