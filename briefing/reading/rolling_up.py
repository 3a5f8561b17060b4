"""Series with several figures in one of the report's periods, rolled up to it.

A quarter's report is of quarters: an indicator with a figure a month has one a quarter in it, where
its kind says how. What has one figure in each of the report's periods, or fewer, stays as it is.

    flow of counts or money     the sum; no figure where one of its months has none
    percentage, rate            pooled: 100 × sum of numerators / sum of denominators; of a rate the
                                population is the last month's, and it is annualised anew
    stock, cumulative, rolling  the last month's

A percentage without numerators and denominators, an average, and one whose own year's periods are
not the report's, stay as they are given, with a warning: a mean of percentages is nobody's figure.
Where a new series begins inside a period, its months are not added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from briefing.amounts import RATE_BASES, Reason, worst_marking
from briefing.indicators import Dictionary, Indicator, Target
from briefing.periods import FREQUENCIES, YEAR_STARTS, Frequency, Month, Period
from briefing.problems import Place, Problem
from briefing.reading.observations import Observation
from briefing.targets import of_what

Cells = Mapping[Month, Observation]


@dataclass(frozen=True, slots=True)
class _Way:
    """How a series' figures become one: added up, pooled in pairs, or the last of them."""

    add: bool = False
    pool: bool = False


LAST, ADDED = _Way(), _Way(add=True)


def rolled_up(dictionary: Dictionary, observations: Sequence[Observation], period: Period,
              place: Place) -> tuple[Dictionary, tuple[Observation, ...], list[Problem]]:
    """The dictionary and observations by the report's periods, and warnings of what stays finer.

    `place` is where the dictionary stands.
    """
    finer = [one for one in dictionary.indicators if one.step < period.step and not one.months]
    if not finer:
        targets = tuple(_targets(dictionary, {}, period))
        same = replace(dictionary, targets=targets)
        return same, tuple(observations), []
    cells: dict[str, dict[Month, Observation]] = {}
    for o in observations:
        cells.setdefault(o.indicator, {})[o.month] = o
    own = set(cells)
    problems: list[Problem] = []
    ways: dict[str, _Way] = {}
    rolled: dict[str, Indicator] = {}
    for one in finer:
        why = _why_not(one, period, own, cells)
        if why:
            problems.append(Problem(
                place, f"'{one.id}' stays {_adjective(one.frequency)} in a "
                f"{_adjective(period.frequency)} report: {why[0]}", why[1], warning=True))
            continue
        ways[one.id] = _way(one, own)
        rolled[one.id] = replace(_with_kind(one, period), frequency=period.frequency,
                                 given_step=one.step)
    for one in rolled.values():     # what it is made of goes with it, where it is no indicator
        for name, way in ((one.numerator, ADDED), (one.denominator, _below(one))):
            if name and name not in dictionary and name in cells:
                ways.setdefault(name, way if one.kind == "flow" else LAST)
    made: list[Observation] = []
    for name, series in cells.items():
        parent = rolled.get(name) or next(
            (r for r in rolled.values() if name in (r.numerator, r.denominator)), None)
        if name in ways and parent is not None:
            made += _rolled(series, ways[name], parent, period)
        else:
            made += series.values()
    indicators = tuple(rolled.get(one.id, one) for one in dictionary.indicators)
    targets = tuple(_targets(dictionary, rolled, period))
    return (replace(dictionary, indicators=indicators, targets=targets), tuple(made),
            problems)


def _adjective(frequency: Frequency) -> str:
    """ "monthly", "half-yearly"."""
    return frequency.replace("_", "-")


def _why_not(one: Indicator, period: Period, own: set[str],
             cells: Mapping[str, Cells]) -> tuple[str, str] | None:
    """Why its figures cannot be rolled up to the report's periods, and the remedy."""
    if (YEAR_STARTS[one.year] - YEAR_STARTS[period.kind]) % period.step or period.step % one.step:
        return (f"its {one.year} year is not divided as the report's is.",
                f"Give it the year {period.kind} if it is of that year, or accept this.")
    if one.kind != "flow" or one.amounts_to:
        return None
    paired = any(o.numerator is not None and o.denominator is not None
                 for o in cells.get(one.id, {}).values())
    derived = one.id not in own and one.numerator and one.denominator
    if one.is_ratio and (paired or derived):
        return None
    if one.is_ratio:
        return ("it has no numerators and denominators to pool.",
                "Give both, or give its figures by the report's periods.")
    return (f"figures in {one.unit} do not add up.",
            "Give its figures by the report's periods, or accept this.")


def _way(one: Indicator, own: set[str]) -> _Way:
    if one.kind != "flow":
        return LAST
    if one.is_ratio:
        return _Way(pool=True)
    return ADDED


def _below(one: Indicator) -> _Way:
    """How a denominator rolls up: a rate's is a population, which is not added up."""
    return LAST if one.unit_class == "rate" else ADDED


def _with_kind(one: Indicator, period: Period) -> Indicator:
    """The indicator; of whole years one that is gathered through the year is a flow."""
    if period.frequency != "annual":
        return one
    kind = "flow" if one.kind == "cumulative" else one.kind
    return replace(one, kind=kind, year_to_date="", judged_on="", in_year="", increments=False)


def _rolled(series: Cells, way: _Way, one: Indicator, period: Period) -> Iterator[Observation]:
    """One observation for each of the report's periods that the series has anything of."""
    given = one.given_step
    ends = sorted({_end(month, one, period.step) for month in series})
    first = min(series)
    for end in ends:
        months = [end.back(n) for n in reversed(range(0, period.step, given))]
        if not way.add and not way.pool:
            last = series.get(end)
            if last is not None:
                yield last
            continue
        if months[0] < first and all(o.value is None for m in months if (o := series.get(m))):
            continue
        found = [series.get(month) for month in months]
        whole = [o for o in found if o is not None]
        broken = any(months[0].back(given - 1) < b <= end for b in one.breaks)
        yield _together(whole, len(months) == len(whole) and not broken, way, one, end)


def _together(found: Sequence[Observation], whole: bool, way: _Way, one: Indicator, end: Month
              ) -> Observation:
    """The period's observation: its figures together, or the reason why there is none."""
    last = found[-1]
    reasons = [o.reason for o in found if o.reason is not None]
    if reasons or not whole or any(o.value is None and not way.pool for o in found):
        kept = next((r for r in reasons if r.withheld), next(iter(reasons), Reason.MISSING))
        return replace(last, month=end, value=None, numerator=None, denominator=None, reason=kept,
                       provisional=False, marked="")
    marked = worst_marking(o.marked for o in found)
    provisional = any(o.provisional for o in found)
    above = [o.numerator for o in found]
    below = [o.denominator for o in found]
    numerator = sum((a for a in above if a is not None), Decimal(0)) if None not in above else None
    denominator = None if None in below else below[-1] if one.unit_class == "rate" else sum(
        (b for b in below if b is not None), Decimal(0))
    value: Decimal | None
    if way.pool:
        value = _pooled(one, numerator, denominator, len(found) * one.given_step)
    else:
        value = sum((o.value for o in found if o.value is not None), Decimal(0))
    reason = None
    if value is None:
        reason = Reason.MISSING if numerator is None or denominator is None else (
            Reason.NOT_APPLICABLE)
    return replace(last, month=end, value=value, numerator=numerator, denominator=denominator,
                   reason=reason, provisional=provisional and value is not None,
                   marked=marked if value is not None else "")


def _pooled(one: Indicator, above: Decimal | None, below: Decimal | None, months: int
            ) -> Decimal | None:
    if above is None or not below:
        return None
    if one.unit_class == "percent":
        return above * 100 / below
    rate = above * RATE_BASES[one.unit] / below
    return rate * 12 / months if one.annualised else rate


def _end(month: Month, one: Indicator, step: int) -> Month:
    """The last month of the report's period that the month lies in."""
    start = YEAR_STARTS[one.year] - 1
    return month.back(-((step - 1 - (month.ordinal - start)) % step))


# ── targets ─────────────────────────────────────────────────────────────────────────────────────


def _targets(dictionary: Dictionary, rolled: Mapping[str, Indicator], period: Period
             ) -> Iterator[Target]:
    """The targets by the report's periods: a month's each, of what adds up, together a quarter's.

    What the target is of, each figure as it is given or the year, is told by the row, or by how
    its trajectory climbs; by the figures' sizes only when they may be shown (`targets.of_what`).
    """
    of_each: dict[str, list[Target]] = {}
    for target in dictionary.targets:
        of_each.setdefault(target.indicator, []).append(target)
    for name, targets in of_each.items():
        one = rolled.get(name)
        if one is None:     # a quarter's target is none of its months'
            yield from (target for target in targets if not target.months)
            continue
        targets = [replace(target, whole=bool(target.months)) for target in targets
                   if target.months in (0, period.step)]
        # of what was gathered through the year, each is of the year
        whole = dictionary[name].kind != one.kind
        yield from (replace(target, whole=whole or target.whole) for target in targets
                    if not isinstance(target.span, Month))
        monthly = {target.span: target for target in targets if isinstance(target.span, Month)}
        yield from _trajectory(replace(one, frequency=FREQUENCIES[one.given_step], given_step=0),
                               monthly, period)


def _trajectory(given: Indicator, monthly: Mapping[Month, Target], period: Period
                ) -> Iterator[Target]:
    """The trajectory's targets that end a period of the report's, those of months added up.

    `given` is the indicator as its figures are given.
    """
    added = given.kind == "flow" and given.amounts_to
    for month, target in monthly.items():
        if month != _end(month, given, period.step):
            continue
        if target.whole:
            yield target
            continue
        months = [month.back(n) for n in range(0, period.step, given.step)]
        each = [monthly[m] for m in months if m in monthly]
        if not added or of_what(given, target, list(monthly.values()), {}) != "month":
            yield target
        elif len(each) == len(months) and len({t.lower is None for t in each}) == 1:
            yield replace(target, value=_total(t.value for t in each), whole=True, of="month",
                          lower=None if target.lower is None else _total(
                              t.lower or Decimal(0) for t in each))


def _total(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))
