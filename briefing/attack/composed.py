"""Figures that are made of many: a control chart's mean and limits, averages and ranks among areas.

The mean is of every figure since the last break, sixty periods at the most. Where one count among
them is not printed, the limits tell it too: each number that it might be is tried. An average among
areas is all numerators over all denominators, of those areas that do not withhold theirs; a rank
lies between two figures of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from briefing.attack.equations import Equations
from briefing.attack.expressions import Expression, expression, is_count
from briefing.attack.intervals import Interval, Number, number_in, rounded_interval
from briefing.attack.relations import Relation, Unknown, ratio_relations, relation
from briefing.attack.shown import Print, Shown
from briefing.findings.control import limits_of
from briefing.indicators import AREAS_AVERAGE, AREAS_RANK, Dictionary, Indicator
from briefing.periods import Month

CONTROL = ("spc_mean", "spc_low", "spc_high")
INSIDE = ("areas_rank.of", "areas_count")
AREA_MARK = "@"
LOOKED_BACK = 60        # periods
TRIED = 2_000           # numbers that one count might be

Months = Mapping[str, Iterable[Month]]


def read_composed(printed: Print, equations: Equations, mentioned: Months) -> None:
    """Add what the print's means, limits and averages tell; its figures are read already.

    `mentioned` are the months of which a reader has heard, by series.
    """
    rows = [shown for shown in printed.figures
            if shown.role in CONTROL or shown.role in (AREAS_AVERAGE, AREAS_RANK)]
    by_chart: dict[tuple[str, str], list[Shown]] = {}
    for shown in rows:
        if shown.role in CONTROL:
            by_chart.setdefault((shown.indicator, shown.period), []).append(shown)
    for told in by_chart.values():
        placed = equations.placed(told[0])
        if placed is not None:
            for each in _of_control(told, *placed, equations, mentioned):
                equations.add(each)
    for shown in rows:
        placed = equations.placed(shown) if shown.role in (AREAS_AVERAGE, AREAS_RANK) else None
        if placed is not None:
            told_of = _of_areas if shown.role == AREAS_AVERAGE else _of_rank
            for each in told_of(shown, *placed, printed, equations):
                equations.add(each)


# ── a control chart ──────────────────────────────────────────────────────────────────────────────


def _of_control(told: list[Shown], indicator: Indicator, month: Month, equations: Equations,
                mentioned: Months) -> Iterator[Relation]:
    """What the mean and the limits say of those of the chart's months that are not printed."""
    made = expression(indicator, "month", month)
    if made is None:
        return
    heard = set(mentioned.get(made.above[0][0], ()))
    window: list[Month] = []
    for n in range(LOOKED_BACK):
        at = month.back(n * indicator.step)
        if at not in heard:
            break
        window.append(at)
        if any(at.back(indicator.step) < b <= at for b in indicator.breaks):
            break
    figures = {at: known[0].value for at in window
               if (known := equations.numbers.get((indicator.id, at))) is not None}
    hidden = [at for at in window if at not in figures]
    numbers = {shown.role: number for shown in told
               if (number := number_in(shown.text)) is not None and not number.under}
    mean = _mean(numbers)
    shown = tuple(told)
    if not hidden or len(window) < 2:
        return
    if mean is not None and mean.low is not None and mean.high is not None:
        printed = sum(figures.values())
        ends = Interval(mean.low * len(window) - printed, mean.high * len(window) - printed)
        if is_count(indicator):
            room = Fraction(len(hidden) * (equations.round_to(indicator) // 2))
            terms = {(indicator.id, at): Fraction(1) for at in hidden}
            assert ends.low is not None
            assert ends.high is not None
            yield relation(terms, Interval(ends.low - room, ends.high + room), shown)
        elif len(hidden) == 1 and equations.round_to(indicator) == 1:
            yield from _share(expression(indicator, "month", hidden[0]), ends, indicator, shown)
    if len(hidden) == 1 and is_count(indicator) and equations.round_to(indicator) == 1:
        yield from _tried((indicator.id, hidden[0]), [figures.get(at) for at in reversed(window)],
                          numbers, shown)


def _mean(numbers: Mapping[str, Number]) -> Interval | None:
    """What the mean is by its own print, or by the limits that it lies between."""
    if "spc_mean" in numbers:
        return rounded_interval(numbers["spc_mean"], False)
    low, high = numbers.get("spc_low"), numbers.get("spc_high")
    if low is None or high is None or not low.value:    # a limit ends where figures do
        return None
    below, above = rounded_interval(low, False), rounded_interval(high, False)
    if below.low is None or below.high is None or above.low is None or above.high is None:
        return None
    return Interval((below.low + above.low) / 2, (below.high + above.high) / 2)


def _share(made: Expression | None, ends: Interval, indicator: Indicator, shown: tuple[Shown, ...]
           ) -> Iterator[Relation]:
    """The one ratio whose printed figure lies between the ends."""
    half = Fraction(1, 2 * 10 ** indicator.decimals)
    if made is None or not made.below or ends.low is None or ends.high is None:
        return
    yield from ratio_relations(made.above, made.below, made.factor,
                               Interval(max(Fraction(0), ends.low - half), ends.high + half), shown)


def _tried(count: Unknown, line: list[Fraction | None], numbers: Mapping[str, Number],
           shown: tuple[Shown, ...]) -> Iterator[Relation]:
    """The numbers of the one count with which the mean and the limits are what is printed."""
    most = int(max((figure for figure in line if figure is not None), default=Fraction(0)))
    fitting = [n for n in range(min(4 * most + 50, TRIED)) if _fits(n, line, numbers)]
    if fitting:
        ends = Interval(Fraction(fitting[0]), Fraction(fitting[-1]))
        yield relation({count: Fraction(1)}, ends, shown)


def _fits(n: int, line: list[Fraction | None], numbers: Mapping[str, Number]) -> bool:
    limits = limits_of([Decimal(n) if figure is None else Decimal(int(figure)) for figure in line])
    if limits is None:
        return False
    exact = {"spc_mean": limits.mean, "spc_low": max(limits.low, Fraction(0)),
             "spc_high": limits.high}
    return all(exact[role] in _around(number) for role, number in numbers.items())


def _around(number: Number) -> Interval:
    half = Fraction(1, 2 * 10 ** number.decimals)
    return Interval(number.value - half, number.value + half)


# ── areas ────────────────────────────────────────────────────────────────────────────────────────


def _of_areas(shown: Shown, indicator: Indicator, month: Month, printed: Print, equations: Equations
              ) -> Iterator[Relation]:
    """What the average over all areas says of those whose figure is not printed."""
    inside = _inside(shown, month, printed, equations.dictionary)
    number = number_in(shown.text)
    parts = [expression(area, "month", month) for area in inside]
    made = [part for part in parts if part is not None and part.below]
    if number is None or not indicator.is_ratio or len(made) < max(2, len(parts)) or (
            equations.round_to(indicator) > 1):
        return
    if all((area.id, month) in equations.numbers for area in inside):
        return
    yield from ratio_relations([above for part in made for above in part.above],
                               [below for part in made for below in part.below],
                               made[0].factor, rounded_interval(number, indicator.is_share),
                               (shown,))


def _of_rank(shown: Shown, area: Indicator, month: Month, printed: Print, equations: Equations
             ) -> Iterator[Relation]:
    """What an area's rank says of its own figure, where that is not printed: so many of the others'
    are better (lower where lower is better, else higher), and no more."""
    rank, own = number_in(shown.text), expression(area, "month", month)
    if rank is None or own is None or (area.id, month) in equations.numbers or (
            equations.round_to(area) > 1 or not (is_count(area) or own.below)):
        return
    plain = area.id.partition(AREA_MARK)[0]
    said = _among(shown, printed)
    others = [number[0].value for (name, when), number in equations.numbers.items()
              if when == month and name != area.id and name.partition(AREA_MARK)[0] == plain
              and AREA_MARK in name]
    lower = area.polarity == "lower"
    others.sort(reverse=not lower)      # the best first
    unseen = int(said) - 1 - len(others) if said is not None else 0
    better, at_most = int(rank.value) - 1 - unseen, int(rank.value) - 1
    if unseen < 0:
        return
    worse_than = others[better - 1] if 0 < better <= len(others) else None
    not_worse_than = others[at_most] if at_most < len(others) else None
    ends = Interval(worse_than, not_worse_than) if lower else Interval(not_worse_than, worse_than)
    unit = Fraction(1, 10 ** area.decimals) if own.below else Fraction(1)
    # worse by what is printed: by one of its last digits at the least
    low = ends.low + unit if lower and ends.low is not None else ends.low
    high = ends.high - unit if not lower and ends.high is not None else ends.high
    if own.below:
        yield from ratio_relations(own.above, own.below, own.factor, Interval(
            None if low is None else max(Fraction(0), low - unit / 2),
            None if high is None else high + unit / 2), (shown,))
    else:
        yield relation(dict.fromkeys(own.above, Fraction(1)), Interval(low, high), (shown,))


def _among(shown: Shown, printed: Print) -> Fraction | None:
    """How many areas the figure is among, where that is said."""
    return next((number.value for each in printed.figures if each.indicator == shown.indicator
                 and each.role in INSIDE and each.period == shown.period
                 and (number := number_in(each.text)) is not None), None)


def _inside(shown: Shown, month: Month, printed: Print, dictionary: Dictionary) -> list[Indicator]:
    """The areas that the average is of: without those that withhold theirs, or as many as is said;
    none where it is of others."""
    plain = shown.indicator.partition(AREA_MARK)[0]
    totals = {entry.partition("/")[0] for indicator in dictionary.indicators
              for entry in indicator.part_of}
    without = {each.indicator for each in (*printed.withheld, *printed.marks)
               if each.period == str(month)}
    areas = [indicator for indicator in dictionary.indicators if AREA_MARK in indicator.id
             and indicator.id.partition(AREA_MARK)[0] == plain and indicator.id not in totals]
    showing = [one for one in areas if one.id not in without]
    said = _among(shown, printed)
    return next((some for some in (showing, areas) if said is None or said == len(some)), [])
