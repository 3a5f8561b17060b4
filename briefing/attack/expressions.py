"""What a printed figure is made of: sums and ratios of counts, by the role that it plays."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from briefing.amounts import RATE_BASES
from briefing.attack.relations import Unknown
from briefing.disclosure.disjoint_sets import DisjointSets
from briefing.indicators import Dictionary, Indicator
from briefing.periods import Month, Year

MONTH_ROLES = frozenset((
    "current", "previous", "month", "same_month_last_year", "two_months_ago", "maximum_12m",
    "minimum_12m", "last_at_or_above", "last_at_or_below", "year_low", "year_high", "years_ago",
    "baseline", "peak", "beyond"))
BAND = "band"       # what a withheld count is said to be below


@dataclass(frozen=True, slots=True)
class Expression:
    """factor × the sum above / the sum below (1 where there is nothing below)."""

    above: tuple[Unknown, ...]
    below: tuple[Unknown, ...] = ()
    factor: Fraction = Fraction(1)


def numerator(indicator: Indicator, month: Month) -> Unknown:
    """The count above in a percentage or rate: of the series that is named, or its own."""
    return (indicator.numerator or f"{indicator.id}/numerator", month)


def denominator(indicator: Indicator, month: Month) -> Unknown:
    """The count below in a percentage or rate: of the series that is named, or its own."""
    return (indicator.denominator or f"{indicator.id}/denominator", month)


def is_count(indicator: Indicator) -> bool:
    """Whether its figures are whole numbers."""
    return indicator.unit_class == "count" and indicator.decimals == 0


def expression(indicator: Indicator, role: str, month: Month) -> Expression | None:
    """What a figure of that role is made of; None where it is no sum or ratio of counts."""
    if role in MONTH_ROLES:
        return _over(indicator, (month,))
    if role in ("year_to_date", "year_to_date_last_year", "outturn"):
        if indicator.year_to_date == "latest":
            return _over(indicator, (month,))
        first = Year.holding(month, indicator.year).first.ordinal + indicator.step - 1
        months = tuple(Month(n) for n in range(first, month.ordinal + 1, indicator.step))
        wanted = ("sum",) if is_count(indicator) else ("pooled", "annualised")
        return _over(indicator, months) if indicator.year_to_date in wanted else None
    if role.startswith("sum.") and is_count(indicator):
        months = tuple(month.back(n * indicator.step)
                       for n in range(int(role.removeprefix("sum."))))
        return Expression(tuple((indicator.id, m) for m in months))
    if role == "sum_12m" and is_count(indicator):
        return _over(indicator, twelve(indicator, month))
    if role == "mean_12m" and is_count(indicator):
        months = twelve(indicator, month)
        return Expression(tuple((indicator.id, m) for m in months), (), Fraction(1, len(months)))
    return None

def _over(indicator: Indicator, months: tuple[Month, ...]) -> Expression | None:
    if not months:
        return None
    if is_count(indicator):
        return Expression(tuple((indicator.id, month) for month in months))
    if not indicator.is_ratio:
        return None
    above = tuple(numerator(indicator, month) for month in months)
    if indicator.unit_class == "percent":
        factor = Fraction(100)
    else:
        factor = Fraction(RATE_BASES[indicator.unit])
        if indicator.annualised:
            factor *= Fraction(12, len(months) * indicator.step)
    # a rate over several months is over the latest population, not over populations added
    over = months[-1:] if indicator.annualised else months
    return Expression(above, tuple(denominator(indicator, month) for month in over), factor)


def twelve(indicator: Indicator, month: Month) -> tuple[Month, ...]:
    """The periods of the 12 months to this one, the oldest first."""
    return tuple(month.back(n) for n in reversed(range(0, 12, indicator.step)))


def beside_marked(dictionary: Dictionary) -> set[str]:
    """The series that are marked, their numerators, and all that hang together with them: of
    these a nought is withheld too, where it would tell the marked figure."""
    sets: DisjointSets[str] = DisjointSets()
    for indicator in dictionary.indicators:
        totals = (total.partition("/")[0] for total in indicator.part_of)
        whole = f"whole {indicator.composition}" if indicator.composition else ""
        sets.join(filter(None, (indicator.id, indicator.numerator, indicator.denominator,
                                indicator.inflow, indicator.outflow,
                                whole, *totals)))
    marked = [indicator for indicator in dictionary.indicators if indicator.disclosure]
    roots = {sets.root(one.id) for one in marked if one.disclosure == "withhold"}
    return {indicator.id for indicator in dictionary.indicators
            if sets.root(indicator.id) in roots} | {
        name for one in marked for name in (one.id, one.numerator)}
