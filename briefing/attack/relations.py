"""Whole numbers that nobody printed, and what print says of them as sums between two ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from briefing.attack.intervals import Interval
from briefing.attack.shown import Shown
from briefing.periods import Month

# in the name of a count as an earlier report had it, which was restated since, with its number
OF_REPORT = " as of report "
Unknown = tuple[str, Month]     # a series and the month that its count is of
GUESSED = 3                     # how a guess is trusted: the least of all


@dataclass(frozen=True, slots=True)
class Relation:
    """low ≤ the sum of the terms ≤ high, in whole numbers; None is no end.

    `shown` are the printed figures that say so; `definition` says it in words where it is not print
    but what the indicators are. `trust` is 0 for this report's print, 1 for definitions, 2 for
    earlier reports and 3 for guesses: where they contradict each other the least trusted goes.
    """

    terms: tuple[tuple[Unknown, int], ...]
    low: int | None
    high: int | None
    shown: tuple[Shown, ...] = ()
    definition: str = ""
    trust: int = 0

    @property
    def outright(self) -> bool:
        """Whether it is one count that this report prints."""
        return len(self.terms) == 1 and self.low == self.high and not self.trust


def relation(
    terms: Mapping[Unknown, Fraction], interval: Interval, shown: tuple[Shown, ...] = (),
    definition: str = "",
) -> Relation:
    """The relation with whole coefficients: an open end moves to the next whole number inside."""
    kept = {unknown: part for unknown, part in terms.items() if part}
    scale = 1
    for part in kept.values():
        scale = scale * part.denominator // gcd(scale, part.denominator)
    whole = {unknown: part.numerator * (scale // part.denominator)
             for unknown, part in kept.items()}
    common = gcd(*whole.values()) or 1
    factor = Fraction(scale, common)
    low = high = None
    plain = factor == 1
    if interval.low is not None:
        end = interval.low if plain else interval.low * factor
        low = -((-end.numerator) // end.denominator)
        low += interval.low_open and end.denominator == 1
    if interval.high is not None:
        end = interval.high if plain else interval.high * factor
        high = end.numerator // end.denominator
        high -= interval.high_open and end.denominator == 1
    trust = 1 if definition and not shown else 2 if any(s.report for s in shown) else 0
    return Relation(tuple((unknown, part // common) for unknown, part in whole.items()),
                    low, high, shown, definition, trust)


def ratio_relations(
    above: Iterable[Unknown], below: Iterable[Unknown], factor: Fraction, interval: Interval,
    shown: tuple[Shown, ...],
) -> list[Relation]:
    """What a printed ratio, factor × the sum above / the sum below, says of both: two relations.

    Each is linear because the printed ends are constants.
    """
    above, below = tuple(above), tuple(below)
    trust = 2 if any(s.report for s in shown) else 0
    made = []
    for end, is_open, lower in ((interval.low, interval.low_open, True),
                                (interval.high, interval.high_open, False)):
        if end is None:
            continue
        # factor × above − end × below, in whole numbers without a common divisor
        over = factor.numerator * end.denominator
        under = -end.numerator * factor.denominator
        common = gcd(over, under)
        terms: dict[Unknown, int] = {}
        for unknowns, part in ((above, over // common), (below, under // common)):
            for unknown in unknowns:
                terms[unknown] = terms.get(unknown, 0) + part
        kept = tuple((unknown, part) for unknown, part in terms.items() if part)
        if kept:
            low, high = (int(is_open), None) if lower else (None, -int(is_open))
            made.append(Relation(kept, low, high, shown, trust=trust))
    return made
