"""Figures that are told from others: changes, gaps, and means of ratios."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from briefing.attack.equations import NOUGHT, Equations
from briefing.attack.expressions import Expression, expression, is_count, twelve
from briefing.attack.intervals import Interval, Number, number_in, rounded_interval
from briefing.attack.relations import Unknown, relation
from briefing.attack.rounding import JUST
from briefing.attack.shown import Print, Shown
from briefing.indicators import Indicator
from briefing.periods import Month

ON_YEAR = ("outturn", "year_to_date_last_year")
ON_MONTH = ("mean_12m", "same_month_last_year")
MEAN_SCALE = 10**6      # a mean of ratios is held in whole millionths
MORE_THAN_ALL = 1_000   # how many times its denominator a numerator that is no part of it may be


def read_derived(printed: Print, equations: Equations) -> None:
    """Add the relations of the print's changes, gaps and means; its figures are read already."""
    _Derived(equations).read_all(printed)


class _Derived:
    def __init__(self, equations: Equations) -> None:
        self.equations = equations

    def read_all(self, printed: Print) -> None:
        for shown in printed.figures:
            differs = shown.role in ("change", "change_in_per_cent") or (
                shown.role.startswith("gap."))
            if not differs and shown.role != "mean_12m":
                continue
            placed = self.equations.placed(shown)
            if placed is None:
                continue
            one, month = placed
            if differs:
                self._read_difference(shown, one, month, printed.figures)
            elif one.is_ratio:
                self._read_mean(shown, one, month)

    def _read_difference(self, shown: Shown, indicator: Indicator, month: Month,
                         figures: Iterable[Shown]) -> None:
        number = number_in(shown.text)
        if number is None or number.under:
            return
        before = month.back(indicator.step)
        if shown.role == "change":
            now, then = (self.equations.numbers.get((indicator.id, at)) for at in (month, before))
            if (now is None) == (then is None):
                self._both(shown, indicator, (month, before), number) if now is None else None
                return
            sign = _sign(shown)
            known, wanted = (then, month) if now is None else (now, before)
            assert known is not None
            ways = (1, -1) if sign is None else (sign,)
            self._beside(shown, indicator, expression(indicator, "current", wanted), number, known,
                         [way if now is None else -way for way in ways])
        elif shown.role == "change_in_per_cent":
            if is_count(indicator):
                self._per_cent(shown, indicator, (month, before), number)
        else:
            role = shown.role.removeprefix("gap.")
            if role == "target" and self._may_be_of_either(indicator):
                return      # of the month or of the year to date: the figure stands beside it
            on = "year_to_date" if role in ON_YEAR or (
                role not in ON_MONTH and _judged_on_year(indicator)) else "current"
            beside = next((s for s in figures if s.indicator == indicator.id and s.role == role),
                          None)
            other = number_in(beside.text) if beside is not None else None
            if beside is not None and other is not None:
                self._beside(shown, indicator, expression(indicator, on, month), number, (other,
                        beside),
                             [1, -1])

    def _may_be_of_either(self, indicator: Indicator) -> bool:
        """Whether its targets need not be of the figure that is judged where nothing is said."""
        return indicator.year_to_date == "sum" or any(
            target.indicator == indicator.id and (target.of or target.in_year)
            for target in self.equations.dictionary.targets)

    def _beside(self, shown: Shown, indicator: Indicator, made: Expression | None, by: Number,
                known: tuple[Number, Shown], ways: list[int]) -> None:
        """An expression that is printed as the known figure plus or minus another."""
        if made is None:
            return
        number, beside = known
        candidates = [number.value + way * by.value for way in ways]
        ceiling = 100 if indicator.is_share else None
        candidates = [c for c in candidates if c >= 0 and (ceiling is None or c <= ceiling)]
        if not candidates:
            return
        decimals = max(number.decimals, by.decimals)
        # of two sides that are both possible, everything from one to the other; a sum of two that
        # are rounded may be none or all, however it is written
        low, high = (self.equations.interval(made, indicator, Number(c, decimals, False))
                     for c in (min(candidates), max(candidates)))
        self.equations.within(made, indicator, Interval(low.low, high.high, low.low_open,
                                                        high.high_open),
                     (shown, beside))

    def _both(self, shown: Shown, indicator: Indicator, months: tuple[Month, Month],
              number: Number) -> None:
        """A change between two counts neither of which is printed."""
        sign = _sign(shown)
        if is_count(indicator) and sign is not None:
            now, before = ((indicator.id, month) for month in months)
            end, room = number.value * sign, self.equations.round_to(indicator) - 1
            self.equations.add(relation({now: Fraction(1), before: Fraction(-1)},
                              Interval(end - room, end + room), (shown,)))

    def _per_cent(self, shown: Shown, indicator: Indicator, months: tuple[Month, Month],
                  number: Number) -> None:
        """ "by 34.5%": up or down, of the count before."""
        if self.equations.round_to(indicator) > 1:
            return      # it is of the rounded counts
        now, before = ((indicator.id, month) for month in months)
        high = rounded_interval(number).high or NOUGHT
        for end, side in ((1 - high / 100, Interval(NOUGHT, None)),
                          (1 + high / 100, Interval(None, NOUGHT))):
            self.equations.add(relation({now: Fraction(1), before: -end}, side, (shown,)))

    def _read_mean(self, shown: Shown, indicator: Indicator, month: Month) -> None:
        """The mean of twelve ratios: linear where denominators are known, else one is told."""
        number = number_in(shown.text)
        if number is None:
            return
        months = twelve(indicator, month)
        wanted = rounded_interval(number, indicator.is_share)
        assert wanted.low is not None
        assert wanted.high is not None
        low, high = wanted.low * len(months), wanted.high * len(months)
        if self.equations.round_to(indicator) > 1:
            low, high = low - JUST, high + JUST
        terms: dict[Unknown, Fraction] = {}
        witnesses = [shown]
        loose: list[Expression] = []
        for each in months:
            made = expression(indicator, "month", each)
            assert made is not None
            above, below = self._known_below(made, indicator)
            printed = self.equations.numbers.get((indicator.id, each))
            if below and printed is None:
                part = made.factor / below
                scaled = Fraction(round(part * MEAN_SCALE), MEAN_SCALE)
                # the numerator of a share is no larger
                room = abs(part - scaled) * below * (1 if indicator.is_share else MORE_THAN_ALL)
                terms[above] = scaled
                low, high = low - room, high + room
            elif printed is not None:
                exactly = self.equations.round_to(indicator) == 1
                over = self.equations.exact.get(above) if exactly else None
                taken = rounded_interval(printed[0],
                                         indicator.is_share) if not below or over is None \
                    else Interval(over * made.factor / below, over * made.factor / below)
                assert taken.low is not None
                assert taken.high is not None
                low, high = low - taken.high, high - taken.low
                witnesses.append(printed[1])
            else:
                loose.append(made)
        if len(loose) == 1 and not terms:
            self.equations.within(loose[0], indicator, Interval(max(low, NOUGHT), high),
                                  tuple(witnesses))
        elif terms and not loose:
            self.equations.add(relation(terms, Interval(low, high), tuple(witnesses)))

    def _known_below(self, made: Expression, indicator: Indicator) -> tuple[Unknown,
            Fraction | None]:
        """What a month's ratio has above it, and the number beneath where that is known."""
        above, below = made.above[0], made.below[0]
        value = self.equations.exact.get(below)
        if self.equations.round_to(indicator) == 1:
            return above, value
        beneath = self.equations.multiples.of_known(below, value)
        return (self.equations.multiples.of((above,)) if beneath else above), beneath


def _sign(shown: Shown) -> int | None:
    """Which way a change went: its sentence says it, and its row holds it as a sign."""
    number = number_in(shown.text)
    if not shown.value or number is None:
        return None
    return -1 if shown.value.startswith(("-", "−")) else 1


def _judged_on_year(indicator: Indicator) -> bool:
    usual = "year_to_date" if indicator.year_to_date in ("pooled", "annualised") else "month"
    return (indicator.judged_on or usual) == "year_to_date" and indicator.frequency != "annual"
