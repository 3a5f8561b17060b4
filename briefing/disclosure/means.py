"""12 month means of percentages and rates that print the same whatever the small counts are.

A mean over a withheld month tells of its numerator as much as its decimals let it. It is printed
where it would be the same figure for every number that each withheld numerator can be to a reader
who knows the rule: any of the band, and of a whole of so few that its share is never shown, any
part of it. So neither that it is printed nor what it is tells anything; and it is withheld
otherwise, and where a companion is among its months, which can be any number.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from fractions import Fraction

from briefing.amounts import as_printed, mean_decimals
from briefing.disclosure.candidates import Candidate, months_of, share_of_one
from briefing.disclosure.counts import Count
from briefing.disclosure.policy import Policy
from briefing.measures import Measure
from briefing.periods import parse_period

NEAR = Fraction(1, 10 ** 9)     # by which a mean may be off, as 28 digits hold it


def tells_nothing(mean: Candidate, measure: Measure, hidden: Collection[Count],
                  values: Mapping[Count, int | None], by_size: Callable[[Count], bool],
                  policy: Policy) -> bool:
    """Whether the mean is the same figure whatever the hidden counts among its own are.

    `by_size` says of a hidden count that it is withheld for its size, or for its share's, alone.
    """
    indicator = measure.indicator
    last = parse_period(mean.period, indicator.step, indicator.year)
    exact = measure.window(last).mean_12m
    numerators = mean.goes_with[: 12 // indicator.step]
    if exact is None or policy.round_to > 1 or any(
            key in hidden for key in mean.goes_with[len(numerators):]):
        return False
    least = most = Fraction(exact)
    for key, month in zip(numerators, months_of(measure, "mean_12m", last), strict=True):
        if key not in hidden:
            continue
        count, each, below = values[key], share_of_one(measure, month), measure.at(
            month).denominator
        if count is None or each is None or below is None or not by_size(key):
            return False
        low, high = policy.least, policy.suppress_to
        if below <= policy.denominators_to:
            low, high = (0, int(below)) if indicator.is_share else (1, 0)
        elif policy.complements and indicator.is_share:
            high = int(below)       # or the others are the few
        if not low <= count <= high:
            return False
        least -= each * (count - low) / len(numerators)
        most += each * (high - count) / len(numerators)
    return _printed(measure, least - NEAR) == _printed(measure, most + NEAR)


def _printed(measure: Measure, mean: Fraction) -> tuple[Decimal, int]:
    one, amount = measure.indicator, Decimal(mean.numerator) / Decimal(mean.denominator)
    places = mean_decimals(amount, one.unit, one.decimals)
    return as_printed(amount, one.unit, places), places
