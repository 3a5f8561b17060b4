"""A control chart (XmR) of an indicator, as NHS England's Making Data Count has it.

The mean is that of every figure; the process limits are the mean ± 2.66 times the mean moving
range, from which ranges of 3.267 times their mean or more are left out (L. S. Nelson, "Control
Charts for Individual Measurements", Journal of Quality Technology 14, 1982). A figure is special
cause where it is outside the limits, one of seven or more that rise or fall, one of two in three
that are close to a limit, or one of seven or more on one side of the mean; the first of these that
holds is what is said of it. These are the rules, and their order, of the R package NHSRplotthedots
0.2 (`ptd_spc` with its defaults). What is ours: a missing period is a gap, and what has to follow
each other does not across one; fewer than twelve figures have no limits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from briefing.amounts import as_printed, mean_decimals
from briefing.facts import Fact
from briefing.measures import Measure
from briefing.periods import Month
from briefing.targets import Aim

Rule = Literal["outside", "trend", "two_of_three", "one_side"]
Side = Literal["high", "low"]
# What the latest figure is: ordinary, or special cause and for better, worse or neither.
Cause = Literal["common", "improving", "worsening", "higher", "lower"]
# Whether the target will be met while things stay as they are; "" where it is none of the figure's.
Assurance = Literal["", "will", "may", "will_not"]
# Why there is no control chart where one was asked for.
NoControl = Literal["", "few", "flat", "withheld", "no_figure", "not_final"]

AT_LEAST, AT_MOST = 12, 60      # figures, and periods looked back
DRAWN = 84                      # periods of a chart with the series before a break
LIMIT = Fraction("2.66")
CLOSE = LIMIT * 2 / 3
SCREENED_FROM = Fraction("3.267")
IN_A_ROW = 7
MORE_PLACES = 4     # decimals that limits get at most, so that each figure stands to them as it is


@dataclass(frozen=True, slots=True)
class Limits:
    """The mean and the process limits."""

    mean: Fraction
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Signal:
    """Why a figure is special cause, and on which side: high is above, or rising.

    `length` is how many figures in a row make it, up to this one.
    """

    rule: Rule
    side: Side
    length: int = 1


@dataclass(frozen=True, slots=True)
class Segment:
    """The series before a break: its periods, the mean and the limits of its own figures, and which
    of them are special cause by those."""

    months: tuple[Month, ...]
    mean: Fact
    low: Fact
    high: Fact
    signals: Mapping[Month, Signal]


@dataclass(frozen=True, slots=True)
class Control:
    """An indicator's control chart.

    `months` are the periods whose figures the limits are worked out from, oldest first; `signals`
    are those of them that are special cause, `signal` the latest one's, None where it is ordinary.
    `earlier` are the series before the breaks, the latest first, that have limits and room.
    """

    months: tuple[Month, ...]
    mean: Fact
    low: Fact
    high: Fact
    signals: Mapping[Month, Signal]
    signal: Signal | None
    cause: Cause
    assurance: Assurance
    earlier: tuple[Segment, ...] = ()

    @property
    def first(self) -> Month:
        """The first period of all that have limits."""
        return self.earlier[-1].months[0] if self.earlier else self.months[0]

    def signal_of(self, month: Month) -> Signal | None:
        """Why the figure of the month is special cause by the limits of its own series."""
        return next((signal for signals in (self.signals, *(one.signals for one in self.earlier))
                     if (signal := signals.get(month)) is not None), None)

    @property
    def special(self) -> bool:
        """Whether the latest figure is special cause."""
        return self.signal is not None


# ── the rules, on figures alone ─────────────────────────────────────────────────────────────────


def limits_of(figures: Sequence[Decimal | None]) -> Limits | None:
    """The limits of figures of consecutive periods, None in place of a gap.

    None where there are fewer than twelve figures, or where no two in a row differ.
    """
    known = [Fraction(figure) for figure in figures if figure is not None]
    if len(known) < AT_LEAST:
        return None
    ranges = [abs(Fraction(b) - Fraction(a)) for a, b in pairwise(figures)
              if a is not None and b is not None]
    if not any(ranges):
        return None
    usual = sum(ranges, Fraction(0)) / len(ranges)
    # ranges that are all about alike leave some below their mean times so much
    kept = [each for each in ranges if each < SCREENED_FROM * usual]
    reach = LIMIT * sum(kept, Fraction(0)) / len(kept)
    if not reach:
        return None         # but for a jump that is left out, nothing moves
    mean = sum(known, Fraction(0)) / len(known)
    return Limits(mean, mean - reach, mean + reach)


def signals_of(figures: Sequence[Decimal | None], limits: Limits) -> list[Signal | None]:
    """For each of the figures why it is special cause; None of what is not, and of a gap."""
    exact = [None if figure is None else Fraction(figure) for figure in figures]
    sides = [0 if figure is None else _sign(figure - limits.mean) for figure in exact]
    outside = [figure is not None and not limits.low <= figure <= limits.high for figure in exact]
    near = (limits.high - limits.mean) * CLOSE / LIMIT
    close = [figure is not None and not out and abs(figure - limits.mean) > near
             for figure, out in zip(exact, outside, strict=True)]
    steps = [0 if a is None or b is None else _sign(b - a) for a, b in pairwise(exact)]
    trend = _trend(steps, len(exact))
    three = _two_of_three(sides, close)
    row = _in_a_row(sides)
    found: list[Signal | None] = []
    for place, side in enumerate(sides):
        of = _side(side)
        if outside[place]:
            found.append(Signal("outside", of))
        elif trend[place]:
            onward = place and steps[place - 1] == trend[place]
            found.append(Signal("trend", _side(trend[place]),
                                _length(steps, place) + 1 if onward else 1))
        elif three[place]:
            found.append(Signal("two_of_three", of))
        elif row[place]:
            found.append(Signal("one_side", of, _length(sides, place + 1)))
        else:
            found.append(None)
    return found


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _side(sign: int) -> Side:
    return "high" if sign > 0 else "low"


def _runs(signs: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches of the same sign that is not nought: where each starts and where it ends."""
    found, start = [], 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[start]:
            if signs[start]:
                found.append((start, place))
            start = place
    return found


def _in_a_row(sides: Sequence[int]) -> list[bool]:
    """Whether each is one of seven or more on one side of the mean."""
    found = [False] * len(sides)
    for start, stop in _runs(sides):
        if stop - start >= IN_A_ROW:
            found[start:stop] = [True] * (stop - start)
    return found


def _trend(steps: Sequence[int], count: int) -> list[int]:
    """Which way each figure goes that is one of seven or more rising or falling, nought of others.

    One with which a rise begins as a fall ends goes the way of what begins.
    """
    found = [0] * count
    for start, stop in _runs(steps):
        if stop - start + 1 >= IN_A_ROW:
            found[start:stop + 1] = [steps[start]] * (stop - start + 1)
    return found


def _two_of_three(sides: Sequence[int], close: Sequence[bool]) -> list[bool]:
    """Whether each is close to a limit and one of three in a row on the same side of the mean, of
    which two or more are."""
    found = [False] * len(sides)
    for start in range(len(sides) - 2):
        three = range(start, start + 3)
        if abs(sum(sides[n] for n in three)) == 3 and sum(close[n] for n in three) >= 2:
            for n in three:
                found[n] = found[n] or close[n]
    return found


def _length(signs: Sequence[int], stop: int) -> int:
    """How many signs before `stop` are the same as the last of them."""
    start = stop
    while start and signs[start - 1] == signs[stop - 1]:
        start -= 1
    return stop - start


def assurance_of(limits: Limits, polarity: str, target: Decimal, lower: Decimal | None = None
                 ) -> Assurance:
    """Whether a target will, may or will not be met by a figure that stays within its limits.

    A target range is met by what is within it. A target on a limit may be missed.
    """
    if lower is not None:
        if lower < limits.low and limits.high < target:
            return "will"
        return "will_not" if target < limits.low or limits.high < lower else "may"
    if polarity not in ("higher", "lower"):
        return ""
    if limits.low <= target <= limits.high:
        return "may"
    return "will" if (target < limits.low) == (polarity == "higher") else "will_not"


# ── an indicator's ──────────────────────────────────────────────────────────────────────────────


def control_of(measure: Measure, aim: Aim | None) -> tuple[Control | None, NoControl]:
    """The indicator's control chart, or why there is none.

    It is of the figures as they are printed, since the last break in the series; one that is not
    final is a gap. Where a figure among them is withheld there is no chart: its mean would tell.
    `aim` is the target of the figure itself, None where there is none.
    """
    latest = measure.at(measure.period)
    if latest.amount is None:
        return None, "withheld" if latest.reason is not None and latest.reason.withheld else (
            "no_figure")
    if latest.marking:
        return None, "not_final"
    window = _window(measure, measure.period)
    if _withholds(measure, window):
        return None, "withheld"
    one = measure.indicator
    figures = _figures(measure, window)
    limits = limits_of(figures)
    if limits is None:
        few = sum(figure is not None for figure in figures) < AT_LEAST
        return None, "few" if few else "flat"
    found = signals_of(figures, limits)
    signals = {month: signal for month, signal in zip(window, found, strict=True)
               if signal is not None}
    known = [(month, figure) for month, figure in zip(window, figures, strict=True)
             if figure is not None]
    ends = () if aim is None else (aim.value,) if aim.lower is None else (aim.value, aim.lower)
    beside = [*(figure for _, figure in known), *ends]
    mean, low, high = _printed(measure, limits, beside, measure.period)
    signal = signals.get(measure.period)
    assurance: Assurance = "" if aim is None else assurance_of(
        limits, one.polarity, aim.value, aim.lower)
    return Control(tuple(month for month, _ in known), mean, low, high, signals, signal,
                   cause_of(signal, one.polarity), assurance, tuple(_earlier(measure, window))), ""


def cause_of(signal: Signal | None, polarity: str) -> Cause:
    """What a figure is that is special cause for that reason, by which way is better."""
    if signal is None:
        return "common"
    if polarity not in ("higher", "lower"):
        return "higher" if signal.side == "high" else "lower"
    return "improving" if (signal.side == "high") == (polarity == "higher") else "worsening"


def _earlier(measure: Measure, window: Sequence[Month]) -> Iterator[Segment]:
    """The series before the breaks, the latest first, as NHSRplotthedots has them: each with the
    limits of its own figures. One of which a figure is withheld, or with too few, has none; one for
    which the chart has no room ends them."""
    first, start, count = measure.first, window[0], len(window)
    while measure.breaks_in(start) and measure.before(start) >= first:
        end = measure.before(start)
        months = _window(measure, end)
        start, count = months[0], count + len(months)
        if count > DRAWN:
            return
        figures = _figures(measure, months)
        limits = limits_of(figures)
        if limits is None or _withholds(measure, months):
            continue
        known = [figure for figure in figures if figure is not None]
        signals = {month: signal for month, signal in zip(
            months, signals_of(figures, limits), strict=True) if signal is not None}
        yield Segment(tuple(months), *_printed(measure, limits, known, end), signals)


def _withholds(measure: Measure, window: Sequence[Month]) -> bool:
    """Whether a figure of the periods is withheld."""
    return any(reason is not None and reason.withheld
               for month in window if (reason := measure.at(month).reason) is not None)


def _figures(measure: Measure, window: Sequence[Month]) -> list[Decimal | None]:
    """The figures as they are printed; None of a gap and of what is not final."""
    one = measure.indicator
    return [None if (value := measure.at(month)).amount is None or value.marking
            else as_printed(value.amount, one.unit, one.decimals) for month in window]


def _window(measure: Measure, end: Month) -> list[Month]:
    """The periods up to this one since the break before it and the first figure, oldest first:
    sixty at the most."""
    months = [end]
    first = measure.first
    while not measure.breaks_in(months[-1]) and len(months) < AT_MOST and (
            measure.before(months[-1]) >= first):
        months.append(measure.before(months[-1]))
    return months[::-1]


def _printed(measure: Measure, limits: Limits, beside: Sequence[Decimal], end: Month
             ) -> tuple[Fact, Fact, Fact]:
    """Mean and limits of the figures up to that period, with as many decimals as it takes that what
    stands beside them, figures and target, stands to each as printed as it does to the exact one.

    A limit that no figure can reach ends where figures do.
    """
    one = measure.indicator
    bounds = one.limits
    money = one.unit_class == "money" and min(beside) >= 0      # seldom below nought
    least = Fraction(0) if money else None if bounds.low is None else Fraction(bounds.low)
    low = limits.low if least is None else max(limits.low, least)
    high = limits.high if bounds.high is None else min(limits.high, Fraction(bounds.high))
    roles = {"spc_mean": limits.mean, "spc_low": low, "spc_high": high}
    values = {role: Decimal(exact.numerator) / Decimal(exact.denominator)
              for role, exact in roles.items()}
    usual = mean_decimals(values["spc_mean"], one.unit, one.decimals)
    needed = {role: next((n for n in range(usual, one.decimals + MORE_PLACES)
                          if _stands_as(values[role], exact, beside, one.unit, n)), usual)
              for role, exact in roles.items()}
    # alike, unless one of them alone takes as many as nobody would print: 7.9026%
    most = max(needed.values())
    places = dict.fromkeys(roles, most) if most <= usual + 1 else needed
    # a limit of nought is nought, whatever the others are printed with
    mean_fact, low_fact, high_fact = (
        Fact(one.id, role, str(end), value, places[role] if value else one.decimals, one.unit)
        for role, value in values.items())
    return mean_fact, low_fact, high_fact


def _stands_as(value: Decimal, exact: Fraction, beside: Sequence[Decimal], unit: str, places: int
               ) -> bool:
    """Whether all stand to the value as printed as they do to the exact one."""
    shown = Fraction(as_printed(value, unit, places))
    return all(_sign(Fraction(figure) - shown) == _sign(Fraction(figure) - exact)
               for figure in beside)
