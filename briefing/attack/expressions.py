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


def numerator(one: Indicator, month: Month) -> Unknown:
    """The count above in a percentage or rate: of the series that is named, or its own."""
    return (one.numerator or f"{one.id}/numerator", month)


def denominator(one: Indicator, month: Month) -> Unknown:
    """The count below in a percentage or rate: of the series that is named, or its own."""
    return (one.denominator or f"{one.id}/denominator", month)


def is_count(one: Indicator) -> bool:
    """Whether its figures are whole numbers."""
    return one.unit_class == "count" and one.decimals == 0


def expression(one: Indicator, role: str, month: Month) -> Expression | None:
    """What a figure of that role is made of; None where it is no sum or ratio of counts."""
    if role in MONTH_ROLES:
        return _over(one, (month,))
    if role in ("year_to_date", "year_to_date_last_year", "outturn"):
        if one.year_to_date == "latest":
            return _over(one, (month,))
        first = Year.holding(month, one.year).first.ordinal + one.step - 1
        months = tuple(Month(n) for n in range(first, month.ordinal + 1, one.step))
        wanted = ("sum",) if is_count(one) else ("pooled", "annualised")
        return _over(one, months) if one.year_to_date in wanted else None
    if role.startswith("sum.") and is_count(one):
        months = tuple(month.back(n * one.step) for n in range(int(role.removeprefix("sum."))))
        return Expression(tuple((one.id, m) for m in months))
    if role == "sum_12m" and is_count(one):
        return _over(one, twelve(one, month))
    if role == "mean_12m" and is_count(one):
        months = twelve(one, month)
        return Expression(tuple((one.id, m) for m in months), (), Fraction(1, len(months)))
    return None

def _over(one: Indicator, months: tuple[Month, ...]) -> Expression | None:
    if not months:
        return None
    if is_count(one):
        return Expression(tuple((one.id, month) for month in months))
    if not one.is_ratio:
        return None
    above = tuple(numerator(one, month) for month in months)
    if one.unit_class == "percent":
        factor = Fraction(100)
    else:
        factor = Fraction(RATE_BASES[one.unit])
        if one.annualised:
            factor *= Fraction(12, len(months) * one.step)
    # a rate over several months is over the latest population, not over populations added
    over = months[-1:] if one.annualised else months
    return Expression(above, tuple(denominator(one, month) for month in over), factor)


def twelve(one: Indicator, month: Month) -> tuple[Month, ...]:
    """The periods of the 12 months to this one, the oldest first."""
    return tuple(month.back(n) for n in reversed(range(0, 12, one.step)))


def beside_marked(dictionary: Dictionary) -> set[str]:
    """The series that are marked, their numerators, and all that hang together with them: of
    these a nought is withheld too, where it would tell the marked figure."""
    sets: DisjointSets[str] = DisjointSets()
    for one in dictionary.indicators:
        totals = (total.partition("/")[0] for total in one.part_of)
        whole = f"whole {one.composition}" if one.composition else ""
        sets.join(filter(None, (one.id, one.numerator, one.denominator, one.inflow, one.outflow,
                                whole, *totals)))
    marked = [one for one in dictionary.indicators if one.disclosure]
    roots = {sets.root(one.id) for one in marked if one.disclosure == "withhold"}
    return {one.id for one in dictionary.indicators if sets.root(one.id) in roots} | {
        name for one in marked for name in (one.id, one.numerator)}
