"""Multiples that counts are rounded to: percentages and rates are then made of those.

A multiple is an unknown like any count, told in bases: of a rule that rounds to 5, a count of 12 is
printed as 10 and its multiple is 2. A pooled figure is made of the rounded sums.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from briefing.attack.intervals import Interval, Number, rounded_interval
from briefing.attack.relations import Relation, Unknown, relation

ROUNDED = "counts are rounded to the nearest {base}"
JUST = Fraction(1, 10**6)       # more than a mean of twelve is off for those that are just short


class Multiples:
    """The multiples of sums of counts, each tied to its sum as soon as it is asked for."""

    def __init__(self, base: int, add: Callable[[Relation], None]) -> None:
        self.base = base
        self.add = add
        self.known: dict[Unknown, Fraction] = {}    # of single counts, where print tells them

    def of(self, counts: tuple[Unknown, ...]) -> Unknown:
        """The multiple that the sum of the counts, in their order, is rounded to."""
        series, last = counts[-1]
        since = f" since {counts[0][1]}" if len(counts) > 1 else ""
        multiple = (f"{series}/rounded{since}", last)
        terms = dict.fromkeys(counts, Fraction(1)) | {multiple: Fraction(-self.base)}
        # half up: of 10, from 5 less to 4 more
        ends = Interval(Fraction(-(self.base // 2)), Fraction((self.base - 1) // 2))
        self.add(relation(terms, ends, definition=ROUNDED.format(base=self.base)))
        return multiple

    def of_known(self, count: Unknown, value: Fraction | None) -> Fraction | None:
        """The multiple of a count whose value or whose printed multiple is known."""
        if value is not None:
            return Fraction((2 * value + self.base) // (2 * self.base))
        return self.known.get(count)


def interval_of_rounded(number: Number, share: bool = True) -> Interval:
    """The ratios of multiples that print as the number: "100.0%" may be of 40 and 40."""
    interval = rounded_interval(number, share)
    high_open = interval.high_open and interval.high != 100
    return Interval(interval.low, interval.high, high_open=high_open)
