"""Every figure that might be printed, and what it tells of the counts behind it.

All months that are there are taken for printed, as earlier reports printed the older ones, and all
denominators for known. A figure tells the whole number that it shows, or by its rounding an
interval that a sum of counts lies in:

    month             the count; of a percentage or rate its numerator
    year to date      Σ months; pooled Σ numerators, as the printed share of Σ denominators
    12 month sum      Σ months
    12 month mean     Σ months / 12; of percentages Σ (100 × numerator / denominator) / 12, which is
                      withheld with any of its months that it would tell of (`means`)
    outturn           as the year to date, of a whole year
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from briefing.amounts import (
    MEAN_EXACT_UNDER,
    RATE_BASES,
    decimals_of,
    mean_decimals,
    rounded,
)
from briefing.disclosure.counts import AREA_MARK, TYPED, Count, Counts, is_of_people
from briefing.disclosure.policy import Losses, Policy, losses
from briefing.disclosure.ranges import INFINITY, SLACK, Row
from briefing.indicators import Indicator
from briefing.measures import Measure, Measures
from briefing.periods import Month, Year

# A mean of counts that is printed as 10, without a decimal, is no less than this.
LEAST_WITHOUT_DECIMAL = MEAN_EXACT_UNDER - Fraction(1, 20)
Role = Literal["month", "year_to_date", "mean_12m", "sum_12m", "outturn", "increment", "implied"]
Cause = Literal["", "primary", "secondary", "marked", "given", "telling"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that might be printed.

    `shows` are the counts that it tells exactly, `rows` the intervals it tells of sums of counts,
    `total` the sum that it is of, to be kept as a count itself is when the figure is withheld.
    `loss` is what withholding it costs. `cause` "" leaves that to be chosen; any other withholds
    it; where it is `untold`, no other figure may tell its counts either. One that `goes_with`
    counts (of a mean its numerators, then such denominators as are series) is withheld as soon as
    one of them is, unless it tells nothing of them.
    """

    indicator: str
    role: Role
    period: str
    shows: tuple[Count, ...]
    rows: tuple[Row[Count], ...]
    total: tuple[Count, ...]
    loss: float
    cause: Cause = ""
    untold: bool = False
    goes_with: tuple[Count, ...] = ()

    @property
    def id(self) -> str:
        """ "x:month:2022-06", the identity of the fact that it prints."""
        return f"{self.indicator}:{self.role}:{self.period}"


def span(shown: Decimal, one: Indicator, exact: bool, places: int) -> tuple[Fraction, Fraction]:
    """From what to below what the exact figure lies, by its printed rounding to so many decimals.

    A share printed as 0.0% or 100.0% is neither 0 nor 100. `exact` figures have no width.
    """
    if exact:
        return Fraction(shown), Fraction(shown)
    half = Fraction(1, 2 * 10 ** max(places, decimals_of(shown)))
    low, high = Fraction(shown) - half, Fraction(shown) + half
    if one.unit_class == "percent" and shown == 0 and not one.can_be_negative:
        low = Fraction(1, 10 ** 9)
    if one.is_share and shown == 100:
        high = Fraction(100)
    return low, high


def whole(low: Fraction, high: Fraction, factor: Fraction) -> tuple[int, int]:
    """The whole numbers whose product with the factor lies from low to below high."""
    if low == high:
        return math.ceil(low / factor), math.floor(high / factor)
    return math.ceil(low / factor), math.ceil(high / factor) - 1


def spread(count: int, base: int) -> tuple[int, int]:
    """The whole numbers that round, half up, to the multiple of the base that the count does."""
    if base == 1:
        return count, count
    multiple = (2 * count + base) // (2 * base) * base
    return math.ceil(Fraction(2 * multiple - base, 2)), math.ceil(
        Fraction(2 * multiple + base, 2)) - 1


class Candidates:
    """Every figure of one report's measures that might be printed."""

    def __init__(self, measures: Measures, counts: Counts, policy: Policy) -> None:
        self.measures = measures
        self.counts = counts
        self.policy = policy
        self.losses: Losses = losses()
        self.totals = {total.split("/")[0] for one in measures.dictionary.indicators
                       for total in one.part_of}
        self.targets = {target.indicator for target in measures.dictionary.targets}

    def of(self, measure: Measure) -> Iterator[Candidate]:
        """The indicator's own, months first; none for one that is exempt or not of people.

        What is no count, such as a length of time, tells nothing of one, but can be marked.
        """
        one = measure.indicator
        if one.id not in self.counts.parts and not (
                one.unit_class == "count" and is_of_people(one)):
            yield from self._marked(measure)
            return
        for month in measure.values:
            made = self._month(measure, month)
            if made is not None:
                yield made
            added = (f"{one.id}/increments", month)
            if added in self.counts.values:
                # nobody prints it, but who has both months has it
                yield self._unprinted(one, "increment", added)
        for key in self.counts.implied:
            if key[0] == one.id:
                yield self._unprinted(one, "implied", key)
                yield from self._implied_year(measure, key[1])
        for month, window in measure.windows.items():
            amounts: dict[Role, Decimal | None] = {
                "year_to_date": window.year_to_date, "mean_12m": window.mean_12m,
                "sum_12m": window.sum_12m}
            for role, amount in amounts.items():
                if amount is not None:
                    yield from self._over(measure, role, month, amount)
        for year, amount in measure.outturns.items():
            yield from self._over(measure, "outturn", year.last, amount, str(year))

    def _unprinted(self, one: Indicator, role: Role, key: Count) -> Candidate:
        """A count that no figure prints and that others tell: to be kept where it is small."""
        kept = self.policy.withholds(self.counts.values[key] or 0) or (
            role == "implied" and one.disclosure in ("withhold", "aggregates"))
        return Candidate(one.id, role, str(key[1]), (key,), (), (key,) if kept else (), 0.0,
                         "given", kept)

    def _implied_year(self, measure: Measure, month: Month) -> Iterator[Candidate]:
        """The year to date that a month which is implied ends: it will be a figure next time."""
        one = measure.indicator
        first = Year.holding(month, one.year).first.back(1 - one.step)
        keys = tuple((one.id, Month(n)) for n in range(first.ordinal, month.ordinal + 1, one.step))
        if one.year_to_date != "sum" or any(self.counts.values.get(key) is None for key in keys):
            return
        total = sum(self.counts.values[key] or 0 for key in keys)
        if one.disclosure == "withhold" or self.policy.withholds(total):
            yield Candidate(one.id, "implied", f"{month} year to date", (), (), keys, 0.0, "given",
                            True)

    def _marked(self, measure: Measure) -> Iterator[Candidate]:
        """The figures of what is no count that the indicators say are not to be shown."""
        one = measure.indicator
        if one.disclosure not in ("withhold", "aggregates"):
            return
        found: list[tuple[Role, str]] = [("month", str(month)) for month, value in (
            measure.values.items()) if value.amount is not None]
        if one.disclosure == "withhold":
            roles: tuple[Role, ...] = ("year_to_date", "mean_12m", "sum_12m")
            found += [(role, str(month)) for month, window in measure.windows.items()
                      for role in roles if getattr(window, role) is not None]
            found += [("outturn", str(year)) for year in measure.outturns]
        for role, period in found:
            yield Candidate(one.id, role, period, (), (), (), 0.0, "marked")

    def _month(self, measure: Measure, month: Month) -> Candidate | None:
        one, value = measure.indicator, measure.at(month)
        given = value.amount is None and value.reason is not None and value.reason.withheld
        if value.amount is None and not given:
            return None
        parts = self.counts.parts.get(one.id)
        keys: tuple[Count, ...] = ((one.id, month),)
        if parts is not None:
            keys = tuple((series, month) for series in (parts.numerator, parts.denominator)
                         if series)
        keys = tuple(key for key in keys if key in self.counts.values)
        cause = self.cause(measure, month)
        rows = []
        if self.policy.round_to > 1:
            for key in keys:
                count = self.counts.values[key]
                if count is not None:
                    low, high = spread(count, self.policy.round_to)
                    rows.append(Row(((key, 1.0),), low, high))
            if len(keys) == 2 and one.is_share:
                rows += self._all_or_not([(keys[0], 1.0)], [(keys[1], 1.0)])
            elif keys and one.is_share and parts is not None and not given:
                rows += self._all_or_not_of([(keys[0], 1.0)], int(value.denominator or 0))
        return Candidate(one.id, "month", str(month), () if rows else keys, tuple(rows), keys[:1],
                         self._loss(measure, month), cause, self._untold(measure, month, cause))

    def _all_or_not(self, above: Sequence[tuple[Count, float]],
                    below: Sequence[tuple[Count, float]]) -> Iterator[Row[Count]]:
        """Of a share of rounded counts that are alike, "100%" says all and "100.0%" not all."""
        part, whole_of = (sum(self.counts.values[key] or 0 for key, _ in some)
                          for some in (above, below))
        base = self.policy.round_to
        if spread(part, base) == spread(whole_of, base) and whole_of >= part:
            terms = (*below, *((key, -factor) for key, factor in above))
            yield Row(terms, 0, 0) if part == whole_of else Row(terms, 1, INFINITY)

    def _all_or_not_of(self, above: Sequence[tuple[Count, float]], whole_of: int
                       ) -> Iterator[Row[Count]]:
        """The same of a whole that is no count of its own, and as good as printed."""
        part, base = sum(self.counts.values[key] or 0 for key, _ in above), self.policy.round_to
        if spread(part, base) == spread(whole_of, base) and whole_of >= part:
            ends = (whole_of, whole_of) if part == whole_of else (-INFINITY, whole_of - 1)
            yield Row(tuple(above), *ends)

    def _untold(self, measure: Measure, month: Month, cause: Cause) -> bool:
        """Whether the month's count must not be told by another figure: not so of a share that is
        withheld for its small denominator alone."""
        one, value = measure.indicator, measure.at(month)
        if cause != "primary" or value.numerator is None or not one.is_ratio:
            return bool(cause)
        others = value.denominator - value.numerator if value.denominator is not None else None
        return self.policy.withholds(value.numerator) or bool(
            self.policy.complements and one.is_share and others is not None
            and self.policy.withholds(others))

    def cause(self, measure: Measure, month: Month) -> Cause:
        """Why the month's figure is withheld for itself, "" when it is not."""
        one, value = measure.indicator, measure.at(month)
        if one.disclosure in ("withhold", "aggregates"):
            return "marked"     # though it may have come withheld: its nought is withheld as well
        if value.amount is None:
            return "given"
        if one.unit_class == "count":
            return "primary" if self.policy.withholds(value.amount) else ""
        if value.numerator is None or value.denominator is None:
            return "primary"        # a share of unknown counts is never printed
        return "primary" if self._share_withheld(one, value.numerator, value.denominator) else ""

    def _share_withheld(self, one: Indicator, above: Decimal, below: Decimal) -> bool:
        policy = self.policy
        if 2 * below < policy.round_to and one.disclosure != "exempt":
            return True     # a share of what is rounded to nought could only be printed exactly
        if not policy.suppresses:
            return False
        others = policy.complements and one.is_share and policy.withholds(below - above)
        return policy.withholds(above) or below <= policy.denominators_to or others

    def _loss(self, measure: Measure, month: Month) -> float:
        one, weigh = measure.indicator, self.losses
        ago = (measure.period.ordinal - month.ordinal) // one.step
        loss = (weigh.latest if ago == 0 else weigh.previous if ago == 1
                else weigh.last_13 if ago <= 12 else weigh.older)
        return loss * self._weight(one)

    def _weight(self, one: Indicator) -> float:
        if f"{AREA_MARK}{TYPED}" in one.id:
            return self.losses.typed
        weight = self.losses.with_target if one.id in self.targets else 1.0
        return weight * self.losses.with_parts if one.id in self.totals else weight

    # ── figures over several months ─────────────────────────────────────────────────────────────

    def _over(self, measure: Measure, role: Role, last: Month, amount: Decimal, period: str = ""
              ) -> Iterator[Candidate]:
        """The figure over the months that end with `last`, when its counts are all known."""
        one = measure.indicator
        months = months_of(measure, role, last)
        parts = self.counts.parts.get(one.id)
        series = parts.numerator if parts is not None else one.id
        keys = tuple((series, month) for month in months)
        if not keys or any(key not in self.counts.values for key in keys):
            return
        loss = self._window_loss(measure, role, last)
        cause = self._window_cause(measure, role, months)
        if role == "mean_12m" and parts is not None:
            wholes = tuple((parts.denominator, month) for month in months if (
                parts.denominator, month) in self.counts.values)
            yield Candidate(one.id, role, period or str(last), (), self.rows(
                measure, role, last, amount), (), loss, cause, goes_with=(*keys, *wholes))
            return
        rows = self.rows(measure, role, last, amount)
        yield Candidate(one.id, role, period or str(last), (), rows, keys, loss, cause)

    def _window_loss(self, measure: Measure, role: Role, last: Month) -> float:
        weigh = self.losses
        if role == "outturn":
            recent = last >= measure.period.back(24)
            return weigh.outturn if recent else weigh.not_current
        if last != measure.period:
            return weigh.not_current
        loss = weigh.year_to_date if role == "year_to_date" else weigh.twelve_months
        pooled = measure.indicator.year_to_date in ("pooled", "annualised")
        judged = role == "year_to_date" and (pooled or measure.indicator.judged_on == role)
        return loss * (weigh.with_target if judged and measure.indicator.id in self.targets else 1)

    def _window_cause(self, measure: Measure, role: Role, months: list[Month]) -> Cause:
        one = measure.indicator
        if one.disclosure == "withhold":
            return "marked"
        if role == "mean_12m":
            return ""       # a typical month is nobody's count
        values = [measure.at(month) for month in months]
        if one.unit_class == "count":
            total = sum((v.amount for v in values if v.amount is not None), Decimal(0))
            return "primary" if self.policy.withholds(total) else ""
        above = sum((v.numerator for v in values if v.numerator is not None), Decimal(0))
        below = sum((v.denominator for v in values if v.denominator is not None), Decimal(0))
        return "primary" if self._share_withheld(one, above, below) else ""

    def rows(self, measure: Measure, role: Role, last: Month, amount: Decimal,
             places: int | None = None) -> tuple[Row[Count], ...]:
        """What the amount tells of the counts it is made of, printed with so many decimals.

        None is as many as it is printed with today.
        """
        one = measure.indicator
        months = months_of(measure, role, last)
        parts = self.counts.parts.get(one.id)
        today = places is None
        if places is None:
            # the mean of small counts tells more than a whole number
            places = mean_decimals(amount, one.unit, one.decimals) if role == "mean_12m" else (
                one.decimals)
        shown = rounded(amount, places)
        if one.unit_class == "percent" and shown in (0, 100) and amount != shown:
            shown = rounded(amount, max(places, 1))
        exact = one.unit_class == "percent" and amount in (0, 100)
        low, high = span(shown, one, exact, places)
        counted = one.unit_class == "count" and one.decimals == 0
        if role == "mean_12m" and today and counted and shown == MEAN_EXACT_UNDER:
            low = LEAST_WITHOUT_DECIMAL     # what is less would be printed with a decimal
        if parts is None:
            terms = tuple(((one.id, month), 1.0) for month in months)
            if role == "mean_12m":
                ends = whole(low, high, Fraction(1, len(months)))
            else:
                ends = spread(int(amount), self.policy.round_to)
            return (Row(terms, *ends),)
        if role == "mean_12m":
            base = self.policy.round_to
            shares = [(month, share_of_one(measure, month, base)) for month in months]
            if any(share is None for _, share in shares):
                return ()
            terms = tuple(((parts.numerator, month), float(share / len(months)))
                          for month, share in shares if share is not None)
            # each rounded numerator is off by up to half of what it is rounded to
            off = SLACK + (sum(share for _, share in terms) * base / 2 if base > 1 else 0)
            return (Row(terms, float(low) - off, float(high) + off),)
        return self._pooled(measure, role, months, low, high)

    def _pooled(self, measure: Measure, role: Role, months: list[Month], low: Fraction,
                high: Fraction) -> tuple[Row[Count], ...]:
        one = measure.indicator
        parts = self.counts.parts[one.id]
        terms = tuple(((parts.numerator, month), 1.0) for month in months)
        below = [measure.at(month).denominator for month in months]
        scale = Fraction(100) if one.unit_class == "percent" else Fraction(RATE_BASES[one.unit])
        if one.annualised:
            scale = scale * 12 / (len(months) * one.step)
            below = below[-1:]
        if any(amount is None for amount in below):
            return ()
        whole_below = sum((Fraction(amount) for amount in below if amount is not None), Fraction(0))
        under = tuple((parts.denominator, month) for month in months) if (
            parts.denominator and not one.annualised) else ()
        if self.policy.round_to > 1:
            sums = [terms, tuple((key, 1.0) for key in under)]
            rows = [Row(summed, *spread(sum(self.counts.values[key] or 0 for key, _ in summed),
                                        self.policy.round_to))
                    for summed in sums
                    if summed and all(key in self.counts.values for key, _ in summed)]
            if len(rows) == 1 and one.is_share and not under:
                return (*rows, *self._all_or_not_of(terms, int(whole_below)))
            return (*rows, *(self._all_or_not(*sums) if len(rows) == 2 and one.is_share else ()))
        if not whole_below:
            return ()
        if under and all(key in self.counts.values for key in under):
            # low ≤ scale × Σ above / Σ below < high, of two unknowns
            return tuple(
                Row(tuple((key, factor * float(scale)) for key, factor in terms)
                    + tuple((key, -float(end)) for key in under), *ends)
                for end, ends in ((low, (-SLACK, INFINITY)), (high, (-INFINITY, SLACK))))
        return (Row(terms, *whole(low, high, scale / whole_below)),)


def months_of(measure: Measure, role: Role, last: Month) -> list[Month]:
    """The periods that a figure of the role which ends with `last` is made of; [] if not all there.
    """
    months = months_over(measure.indicator, role, last)
    return months if len(months) == 1 or all(month in measure.values for month in months) else []


def months_over(one: Indicator, role: Role, last: Month) -> list[Month]:
    """The periods that a figure of the role which ends with `last` is made of, there or not.

    A year to date that is the latest month's figure is made of that one.
    """
    if role == "month" or (one.year_to_date == "latest" and role != "mean_12m"):
        return [last]
    if role in ("mean_12m", "sum_12m"):
        first = last.back(12 - one.step)
    else:
        first = Year.holding(last, one.year).first.back(1 - one.step)
    return [Month(n) for n in range(first.ordinal, last.ordinal + 1, one.step)]


def share_of_one(measure: Measure, month: Month, base: int = 1) -> Fraction | None:
    """What one more in the month's numerator adds to its figure; counts are rounded to the base."""
    one, below = measure.indicator, measure.at(month).denominator
    if below and base > 1:
        below = Decimal((2 * int(below) + base) // (2 * base) * base)
    if not below:
        return None
    scale = Fraction(100) if one.unit_class == "percent" else Fraction(RATE_BASES[one.unit])
    if one.annualised:
        scale = scale * 12 / one.step
    return scale / Fraction(below)

