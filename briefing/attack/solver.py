"""The least and greatest that unknowns can be, by integer programming, system by system.

Linear programming comes first, as its corners are whole numbers in most of these systems; where one
is not, the whole numbers are searched. HiGHS works in floating point, so every solution is rounded
and checked again in whole numbers; one that fails leaves the solver's own proven bound, which is
never too narrow. A search ends after so many nodes, not seconds: a slow machine finds the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor, isfinite
from typing import Any

import highspy
import numpy as np

from briefing.attack.bounds import HIGH, LOW, Bounds
from briefing.attack.programs import Exactly, Program, Row, directions, whole
from briefing.attack.relations import Unknown

EDGE = 1e-6
GROWING = 0.01      # of a direction as far as 1: less may be HiGHS' counting in fractions
STATUS = highspy.HighsModelStatus
NOTHING = (STATUS.kInfeasible, STATUS.kUnbounded, STATUS.kUnboundedOrInfeasible)


class Infeasible(Exception):
    """No whole numbers fit the system."""


class Solver:
    """One connected system: its unknowns with more than one value left, and what ties them."""

    def __init__(self, bounds: Bounds, unknowns: Sequence[Unknown], numbers: Iterable[int]) -> None:
        """The relations are those of the bounds with these numbers."""
        self.unknowns = list(unknowns)
        self.at = {unknown: n for n, unknown in enumerate(self.unknowns)}
        self.rows = [self._row(bounds, n) for n in numbers]
        self.ends = [list(bounds.ends[unknown]) for unknown in self.unknowns]
        self.exactly = Exactly(self.ends, self.rows)
        self.met = False                    # whether numbers that fit were met
        self.furthest: tuple[Any, Any] = (None, None)   # how low and how high each was then
        self.endless: set[int] = set()      # unknowns that nothing ends above
        self._linear: Program | None = None
        self._whole: Program | None = None

    def _row(self, bounds: Bounds, n: int) -> Row:
        """The relation with what is known taken out of it."""
        relation = bounds.relations[n]
        taken = 0
        terms: list[tuple[int, int]] = []
        for unknown, part in relation.terms:
            if unknown in self.at:
                terms.append((self.at[unknown], part))
            else:
                value = bounds.ends[unknown][LOW]
                assert value is not None
                taken += part * value
        return (terms, None if relation.low is None else relation.low - taken,
                None if relation.high is None else relation.high - taken)

    @property
    def linear(self) -> Program:
        """The system over all numbers."""
        if self._linear is None:
            self._linear = Program(self.ends, self.rows)
        return self._linear

    @property
    def whole(self) -> Program:
        """The system over whole numbers."""
        if self._whole is None:
            self._whole = Program(self.ends, self.rows, whole=True)
        return self._whole

    def _meet(self, program: Program) -> Any:
        """The whole numbers nearest to those found, where they fit; else None."""
        numbers = whole(program.numbers)
        if numbers is None or len(numbers) != len(self.unknowns) or not (
                self.exactly.holds(numbers)):
            return None
        if self.met:
            np.minimum(self.furthest[LOW], numbers, out=self.furthest[LOW])
            np.maximum(self.furthest[HIGH], numbers, out=self.furthest[HIGH])
        else:
            self.furthest = numbers.copy(), numbers.copy()
        self.met = True
        return numbers

    def look_around(self, wanted: Iterable[Unknown]) -> None:
        """Meet the ends of many of the unknowns at once, so that few are left to be sought singly.

        All are sought low together, then high together: numbers that are found often stand on
        their ends.
        """
        places = sorted(self.at[unknown] for unknown in wanted)
        if self.linear.seek(places, LOW) == STATUS.kOptimal:
            self._meet(self.linear)
        rising = [at for at in places if self.ends[at][HIGH] is None]
        if rising:
            self._rise(rising)
        bounded = [at for at in places if at not in self.endless]
        if bounded and self.linear.seek(bounded, HIGH) == STATUS.kOptimal:
            self._meet(self.linear)

    def _rise(self, rising: list[int]) -> None:
        """Note which of the unknowns nothing ends above.

        A direction in which nothing ends is one for every unknown that grows along it.
        """
        program = directions(self.ends, self.rows)
        while rising and program.seek(rising, HIGH) == STATUS.kOptimal:
            along = program.numbers
            if not self._goes_on(along):
                break
            grown = {at for at in rising if along[at] > GROWING}
            if not grown:
                break
            self.endless |= grown
            rising = [at for at in rising if at not in grown]

    def _goes_on(self, along: Any) -> bool:
        """Whether no row or end stops the direction; checked, as HiGHS counts in fractions."""
        steps = along.tolist()
        for step, (low, high) in zip(steps, self.ends, strict=True):
            if (low is not None and step < -EDGE) or (high is not None and step > EDGE):
                return False
        for terms, low, high in self.rows:
            total = sum(part * steps[at] for at, part in terms)
            size = max(abs(part) for _, part in terms)
            if (low is not None and total < -EDGE * size) or (
                    high is not None and total > EDGE * size):
                return False
        return True

    def end(self, unknown: Unknown, side: int) -> int | None:
        """The least (LOW) or greatest (HIGH) that the unknown can be; None where nothing ends it.

        Raises Infeasible when nothing fits.
        """
        at = self.at[unknown]
        limit: int | None = self.ends[at][side]
        if limit is not None and self.met and self.furthest[side][at] == limit:
            return limit
        if side == HIGH and at in self.endless and self.met:
            return None
        status = self.linear.seek([at], side)
        if status == STATUS.kUnbounded and limit is None:
            # with an end to no fraction there is none to whole numbers, if any fit
            if not self.met:
                self._seek()
            return None
        if status == STATUS.kInfeasible and not self.met:
            raise Infeasible
        if status == STATUS.kOptimal:
            reach = self._inside(self.linear.reached, side)
            numbers = self._meet(self.linear)
            if numbers is not None and numbers[at] == reach:
                return self._furthest(at, side)
            limit = reach if limit is None else (max if side == LOW else min)(reach, limit)
        return self._searched(at, side, limit)

    def _furthest(self, at: int, side: int) -> int:
        """The furthest that a solution found has gone: whatever is proven, it fits."""
        return int(self.furthest[side][at])

    def _inside(self, proven: float, side: int) -> int:
        """The last whole number within what is proven of the aim."""
        return ceil(proven - EDGE) if side == LOW else floor(-proven + EDGE)

    def _searched(self, at: int, side: int, limit: int | None) -> int | None:
        """The end as a search of the whole numbers finds it, or the bound it has proven by then.

        `limit` is what is proven already.
        """
        status = self._search([at], side)
        if status == STATUS.kOptimal and self._meet(self.whole) is not None:
            return self._furthest(at, side)
        proven = self.whole.proven
        if status in NOTHING or not isfinite(proven):
            return limit        # what was met fits, whatever the search says
        end = self._inside(proven, side)
        if limit is None:
            return end
        return max(end, limit) if side == LOW else min(end, limit)

    def _search(self, sought: Sequence[int], side: int) -> Any:
        """The status of the search; raises Infeasible where it finds that nothing fits."""
        status = self.whole.seek(sought, side)
        if status in NOTHING and not self.met:
            if not sought:
                raise Infeasible
            self._seek()
        return status

    def _seek(self) -> None:
        """Look for any whole numbers that fit; raises Infeasible where there are none."""
        if self._search([], LOW) == STATUS.kOptimal:
            self._meet(self.whole)
