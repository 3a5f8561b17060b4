"""Indicators of every sort with every oddity in their series, made by a source of choices.

The source is a `random.Random`: a seeded one makes thousands, Hypothesis's own makes them one by
one and finds the smallest that fails.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from briefing.amounts import RATE_BASES, UNITS, Marking, Reason
from briefing.findings import Finding, find
from briefing.indicators import (
    STEPS,
    Benchmark,
    Dictionary,
    Indicator,
    InYear,
    Target,
    TargetOf,
)
from briefing.measures import Measures, measure
from briefing.periods import Month, Year
from briefing.reading.observations import Observation
from briefing.review.cells import Cell
from briefing.review.reckoning import Reckoning
from tests.series import GRID

SUBJECTS = {
    "count": ("number of referrals", "number of CP plans lasting two years or more that ceased",
              "number of S47 investigations commencing", "number of children aged 4 to 16 years",
              "number of contacts in the last 12 months"),
    "percent": ("percentage of visits on time", "proportion of LAC in ‘less than good’ schools",
                "percentage of assessments completed within 45 working days",
                "percentage of re-referrals (in 12 months)", "timeliness of reviews",
                "attendance of primary aged LAC"),
    "rate": ("rate of children with a plan per BASE", "rate of assessments per BASE under 18s"),
    "duration": ("average wait for a placement", "average duration of concluded cases"),
    "ratio": ("average caseload in the Adoption/Fostering teams", "average score"),
    "money": ("spend on placements", "average cost of a placement"),
}
PLURALS = {"count": "open cases", "percent": "visits on time", "rate": "assessments per BASE"}
REASONS = (Reason.CONFIDENTIAL, Reason.CONFIDENTIAL, Reason.LOW, Reason.UNRELIABLE,
           Reason.NOT_AVAILABLE, Reason.NOT_APPLICABLE, None, None)
MARKED: tuple[Marking, ...] = ("", "provisional", "provisional", "estimated", "unreliable")
SCALES = (3, 12, 60, 400, 5_000, 60_000)


@dataclass(frozen=True)
class Oddity:
    """One indicator with its raw series, targets and benchmarks."""

    indicator: Indicator
    observations: tuple[Observation, ...]
    targets: tuple[Target, ...]
    benchmarks: tuple[Benchmark, ...]

    def truth(self, report: Month) -> Reckoning:
        """What the reader holds it to."""
        return Reckoning(self.indicator, {o.month: cell_of(o) for o in self.observations}, report,
                         self.targets, self.benchmarks)


def cell_of(o: Observation) -> Cell:
    return Cell(o.value, o.numerator, o.denominator, o.reason,
                o.marked or ("provisional" if o.provisional else ""), o.day)


def measured(oddities: Sequence[Oddity], report: Month) -> Measures:
    """All that is worked out for a report on them."""
    dictionary = Dictionary(
        tuple(one.indicator for one in oddities),
        tuple(target for one in oddities for target in one.targets),
        tuple(benchmark for one in oddities for benchmark in one.benchmarks))
    return measure([o for one in oddities for o in one.observations], dictionary, report)


def found_of(oddities: Sequence[Oddity], report: Month) -> list[Finding]:
    """The program's findings on them, in their order."""
    findings = find(measured(oddities, report))
    return [findings[one.indicator.id] for one in oddities]


def oddity(choose: Random, report: Month, name: str = "a.b", frequency: str = "") -> Oddity:
    """An indicator, and its figures up to the report's month or a little before or after it."""
    one = _indicator(choose, report, name)
    if frequency:
        one = dataclasses.replace(one, frequency=frequency)
    return _figured(choose, report, one)


def _figured(choose: Random, report: Month, one: Indicator) -> Oddity:
    """The indicator with figures, targets and benchmarks."""
    last = report.back(one.lag)
    into = last.ordinal - Year.holding(last, one.year).first.ordinal + 1
    last = last.back(into % one.step)
    if choose.random() < 0.1:
        last = last.back(one.step * choose.choice((1, -1)))
    length = choose.choice((1, 2, 3, 4, 6, 9, 13, 14, 16, 20, 27, 30))
    months = [last.back(one.step * n) for n in range(length - 1, -1, -1)]
    observations = _observations(choose, one, months)
    shown = [o.value for o in observations if o.value is not None]
    near = shown[-1] if shown else Decimal(20)
    return Oddity(one, tuple(observations), _targets(choose, one, near, report),
                  _benchmarks(choose, one, near))


# ── the dictionary's row ────────────────────────────────────────────────────────────────────────


def _indicator(choose: Random, report: Month, name: str) -> Indicator:
    unit = choose.choice(("count", "count", "percent", "percent", "percent", *UNITS))
    unit_class = UNITS[unit].unit_class
    kind = choose.choice(("flow", "flow", "flow", "stock", "stock", "cumulative", "rolling_12"))
    plural = unit_class in PLURALS and choose.random() < 0.1
    subject = PLURALS[unit_class] if plural else choose.choice(SUBJECTS[unit_class])
    subject = subject.replace("BASE", f"{RATE_BASES.get(unit, 0):,}")
    frequency = choose.choice(("monthly",) * 7 + ("quarterly",) * 2 + ("annual",))
    to_date = choose.choice(_years_to_date(unit, kind))
    judged = choose.choice(("", "", "month") + (
        ("year_to_date",) if to_date else ()))
    breaks = ()
    if choose.random() < 0.12:
        breaks = (report.back(choose.choice((0, 0, 1, 2, 5, 11, 13))),)
    zero = "no child waited" if choose.random() < 0.1 else ""
    return Indicator(
        name, "Area", subject[0].upper() + subject[1:], subject, unit,
        0 if unit == "count" else choose.choice((0, 1, 1, 1, 2)), kind,
        choose.choice(("higher", "lower", "neutral", "range")), to_date, judged_on=judged,
        zero=zero, plural=plural, breaks=breaks, frequency=frequency,
        year=choose.choice(("financial",) * 8 + ("academic", "calendar")),
        lag=choose.choice((0, 0, 0, 0, 0, 0, 1, 2)), small_cohort=choose.choice((0, 0, 30)))


def _years_to_date(unit: str, kind: str) -> tuple[str, ...]:
    """What the dictionary allows."""
    unit_class = UNITS[unit].unit_class
    if kind != "flow":
        return ("", "latest")
    if unit_class in ("count", "money") or unit == "number":
        return ("", "sum", "sum")
    return {"percent": ("", "pooled", "pooled"), "rate": ("", "pooled", "annualised", "annualised"),
            }.get(unit_class, ("",))


# ── the series ──────────────────────────────────────────────────────────────────────────────────


def _observations(choose: Random, one: Indicator, months: Sequence[Month]) -> list[Observation]:
    gaps = choose.choice((0, 0, 0, 0.05, 0.2))
    unsure = choose.choice((0, 0, 0, 0, 1, 1, 3))
    marked = choose.choice(MARKED)
    pairs = one.year_to_date in ("pooled", "annualised") or (
        one.is_ratio and choose.random() < 0.5)
    walk = _pairs(choose, one, len(months)) if pairs else _walk(choose, one, len(months))
    made = []
    for n, (month, (value, above, below)) in enumerate(zip(months, walk, strict=True)):
        provisional = n >= len(months) - unsure and choose.random() < 0.8
        reason = None
        if choose.random() < gaps:
            reason = choose.choice(REASONS)
            if reason is None:
                continue
            value = above = below = None
            provisional = False
        elif value is None:
            reason = Reason.NOT_APPLICABLE
        made.append(Observation(one.id, month, value, above, below, reason, provisional, GRID, 1,
                                marked=marked if provisional else ""))
    return made


Triple = tuple[Decimal | None, Decimal | None, Decimal | None]


def _walk(choose: Random, one: Indicator, length: int) -> list[Triple]:
    """Figures that hold, creep, run or jump; some reach exactly 0 or 100, or nearly."""
    whole = one.unit == "count"
    top = 100 if one.unit == "percent" else choose.choice(SCALES)
    grain = Decimal(1) if whole else Decimal(1).scaleb(-choose.choice((0, 1, 2, 3)))
    low = Decimal(-top) if one.unit in ("pounds", "number") and choose.random() < 0.15 else (
        Decimal(0))
    strides = choose.choice(((0,), (0, 0, 1), (1,), (-1,), (0, 1, -1, 2, -2), (5, -5, 1, 0),
                             (top // 2, -top // 3, 0, 1)))
    value = choose.choice((Decimal(0), Decimal(top), Decimal(choose.randint(0, top))))
    corners = [Decimal(corner) for corner in (
        ("0", "100", "99.96", "99.95", "99.94", "0.04", "0.05", "50") if one.unit == "percent"
        else ("0", "0", "1"))]
    made: list[Triple] = []
    for _ in range(length):
        made.append((value, None, None))
        if choose.random() < 0.06:
            value = choose.choice(corners)
        else:
            value += choose.choice(strides) * grain * choose.choice((1, 1, 1, 3))
        value = max(low, min(value, Decimal(100) if one.unit == "percent" else value))
        if whole:
            value = value.to_integral_value()
    return made


def _pairs(choose: Random, one: Indicator, length: int) -> list[Triple]:
    """Figures with what they are out of."""
    below = choose.choice((0, 1, 3, 12, 40, 250, 5_000))
    if one.unit_class == "rate":
        below = choose.choice((400, 51_600, 52_000))
    share = choose.choice((0.0, 0.02, 0.3, 0.5, 0.9, 1.0))
    made: list[Triple] = []
    for _ in range(length):
        if one.unit_class == "rate":
            above = max(0, round(below * share / 20) + choose.choice((0, 0, 1, -1, 3)))
        else:
            below = max(0, below + choose.choice((0, 0, 0, 1, -1)))
            above = min(below, max(0, round(below * share) + choose.choice((0, 0, 0, 1, -1, 2))))
        base = 100 if one.unit == "percent" else RATE_BASES[one.unit]
        if one.annualised:
            base *= 12 // STEPS[one.frequency]
        value = Decimal(above) * base / Decimal(below) if below else None
        made.append((value, Decimal(above), Decimal(below)))
    return made


# ── what it is set beside ───────────────────────────────────────────────────────────────────────


def _near(choose: Random, one: Indicator, near: Decimal) -> Decimal:
    """A figure at, by, or far from the latest."""
    way = choose.choice((Decimal(0), Decimal(0), Decimal("0.04"), Decimal("-0.05"), Decimal(1),
                         Decimal(-1), Decimal("2.5"), near / 20, -near / 3, near, Decimal(30)))
    decimals = choose.choice((0, one.decimals, one.decimals, one.decimals + 1))
    found = (near + way).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if one.unit == "percent":
        found = max(Decimal(0), min(Decimal(100), found))
    return abs(found)


def _targets(choose: Random, one: Indicator, near: Decimal, report: Month) -> tuple[Target, ...]:
    if choose.random() < 0.45:
        return ()
    year = Year.holding(report, one.year)
    spans: list[Year | Month] = [year]
    if choose.random() < 0.7:
        spans.append(year.previous)
    if choose.random() < 0.15:
        spans += [report.back(n) for n in range(choose.choice((1, 2, 4)))]
    made = []
    for span in spans:
        value = _near(choose, one, near)
        lower = None
        if choose.random() < 0.2:
            if one.polarity == "lower":
                lower = Decimal(0)
            elif one.polarity == "higher" and one.unit == "percent":
                lower, value = value, Decimal(100)
            elif one.polarity in ("neutral", "range"):
                lower = max(Decimal(0), value - choose.choice((0, 1, 5)))
        of, within = _of(choose, one, span)
        made.append(Target(one.id, span, value, lower, of, within))
    return tuple(made)


def _of(choose: Random, one: Indicator, span: Year | Month) -> tuple[TargetOf, InYear]:
    """What the target is said to be of, as far as a row may say it; mostly nothing."""
    if one.frequency == "annual" or choose.random() < 0.4:
        return "", ""
    grows = one.kind == "cumulative" or one.year_to_date == "sum"
    if isinstance(span, Month):
        if one.kind == "cumulative" or (one.kind == "flow" and one.year_to_date):
            return choose.choice(("year_to_date", "year_to_date", "")), ""
        return choose.choice(("month", "")), ""
    if grows and choose.random() < 0.5:
        return choose.choice(("year", "")), "pro rata"
    allowed: list[TargetOf] = [""]
    if one.kind != "cumulative":
        allowed.append("month")
    if one.kind != "flow" or one.year_to_date:
        allowed.append("year")
    return choose.choice(allowed), ""


def _benchmarks(choose: Random, one: Indicator, near: Decimal) -> tuple[Benchmark, ...]:
    names = [name for name in ("statistical_neighbours", "region", "national")
             if choose.random() < 0.35]
    periods = choose.choice((("2020/21",), ("2020/21",), ("2019/20", "2020/21")))
    return tuple(Benchmark(one.id, name, choose.choice(periods), _near(choose, one, near))
                 for name in names)


def renamed(one: Oddity, name: str) -> Oddity:
    """The same under another id."""
    return dataclasses.replace(
        one, indicator=dataclasses.replace(one.indicator, id=name),
        observations=tuple(dataclasses.replace(o, indicator=name) for o in one.observations),
        targets=tuple(dataclasses.replace(t, indicator=name) for t in one.targets),
        benchmarks=tuple(dataclasses.replace(b, indicator=name) for b in one.benchmarks))


# ── service areas ───────────────────────────────────────────────────────────────────────────────

GROUPS = ("North", "South", "East", "West", "Harbour", "Hillside", "Valley", "Coast", "Moor")


def service_area(choose: Random, report: Month, section: str) -> list[Oddity]:
    """Indicators of one service area: some alone, some that belong together."""
    made = [_named(oddity(choose, report, f"{section}.{n}"), section, f"of the {GROUPS[n]}")
            for n in range(choose.choice((1, 2, 3, 4, 5)))]
    for name, gather in (("pair", _pair), ("flows", _flows), ("whole", _whole),
                         ("places", _places)):
        if choose.random() < 0.3:
            together = gather(choose, report, f"{section}.{name}")
            made[(at := choose.randint(0, len(made))):at] = [
                _named(one, section, "") for one in together]
    return made


def quarterly_area(choose: Random, report: Month, section: str) -> list[Oddity]:
    """Indicators of one service area of a quarterly report: by the quarter, or by the year."""
    return [_named(oddity(choose, report, f"{section}.{n}", choose.choice((
        "quarterly", "quarterly", "quarterly", "annual"))), section, f"of the {GROUPS[n]}")
        for n in range(choose.choice((1, 2, 3, 4, 5)))]


def _named(one: Oddity, section: str, whose: str) -> Oddity:
    """The same in a section, under a subject of its own."""
    indicator = one.indicator
    subject = f"{indicator.subject} {whose}".strip()
    if whose and " per " in indicator.subject:      # "rate of plans of the North per 10,000"
        head, _, base = indicator.subject.partition(" per ")
        subject = f"{head} {whose} per {base}"
    return dataclasses.replace(one, indicator=dataclasses.replace(
        indicator, section=section, subject=subject, title=subject[0].upper() + subject[1:]))


def alike(choose: Random, report: Month, name: str, units: Sequence[str], kinds: Sequence[str],
           length: int) -> list[Oddity]:
    """So many of one unit and kind, monthly and of the report's month."""
    made: list[Oddity] = []
    unit, kind = choose.choice(units), choose.choice(kinds)
    while len(made) < length:
        own = _indicator(choose, report, f"{name}.{len(made)}")
        if (own.unit, own.kind, own.frequency, own.lag, own.plural, own.zero) == (
                unit, kind, "monthly", 0, False, ""):
            made.append(_figured(choose, report, own))
    return made


def _called(one: Oddity, subject: str, **changed: str) -> Oddity:
    return dataclasses.replace(one, indicator=dataclasses.replace(
        one.indicator, subject=subject, **changed))


def _pair(choose: Random, report: Month, name: str) -> list[Oddity]:
    """A count and the share that it is of, or the rate."""
    count, = alike(choose, report, f"{name}.n", ("count",), ("flow", "stock"), 1)
    if choose.random() < 0.5:
        share, = alike(choose, report, f"{name}.p", ("percent",), ("flow", "stock"), 1)
        subject = f"{choose.choice(('percentage', 'proportion'))} of plans that ended"
    else:
        share, = alike(choose, report, f"{name}.p", ("rate_per_10000",), ("flow", "stock"), 1)
        subject = "rate of plans that ended per 10,000"
    # a share of a count that is withheld could not be shown either
    count = dataclasses.replace(count, observations=tuple(
        o for o in count.observations if o.reason is None))
    return [_called(count, "number of plans that ended"),
            _called(share, subject, numerator=count.indicator.id)]


def _flows(choose: Random, report: Month, name: str) -> list[Oddity]:
    """A stock, and what it grows and shrinks by."""
    stock, = alike(choose, report, f"{name}.s", ("count",), ("stock",), 1)
    flows = alike(choose, report, name, ("count",), ("flow",), 2)
    return [_called(stock, "number of open files", inflow=flows[0].indicator.id,
                    outflow=flows[1].indicator.id),
            _called(flows[0], "number of files opened"),
            _called(flows[1], "number of files closed")]


def _whole(choose: Random, report: Month, name: str) -> list[Oddity]:
    """The shares of a whole."""
    shares = alike(choose, report, name, ("percent",), ("flow", "stock"), 3)
    return [_called(share, f"proportion of homes judged {how}", composition=name)
            for share, how in zip(shares, ("in good order", "in fair order", "in poor order"),
                                  strict=True)]


def _places(choose: Random, report: Month, name: str) -> list[Oddity]:
    """One thing in several places."""
    places = ("in the Northern team", "in the Southern and Eastern teams", "at the Harbour office",
              "in the team for the coast")
    units = ("count", "percent", "cases_per_worker", "days", "pounds")
    some = alike(choose, report, name, units, ("flow", "stock"), choose.choice((2, 3, 4)))
    what = choose.choice(("average caseload", "number of visits", "use of beds"))
    return [_called(one, f"{what} {place}") for one, place in zip(some, places, strict=False)]
