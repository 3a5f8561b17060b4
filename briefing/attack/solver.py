"""The least and greatest that unknowns can be, by integer programming, system by system.

HiGHS works in floating point, so every solution is rounded and checked again in whole numbers; one
that fails leaves the solver's own proven bound, which is never too narrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor
from typing import Any

import numpy as np
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array

from briefing.attack.bounds import HIGH, LOW, Bounds
from briefing.attack.relations import Unknown

SECONDS = 5.0       # for one solution, after which its proven bound is taken
EDGE = 1e-6
OPTIMAL, STOPPED, INFEASIBLE = 0, 1, 2


class Infeasible(Exception):
    """No whole numbers fit the system."""


class Solver:
    """One connected system: its unknowns with more than one value left, and what ties them."""

    def __init__(self, bounds: Bounds, unknowns: Sequence[Unknown], numbers: Iterable[int]) -> None:
        self.bounds = bounds
        self.unknowns = list(unknowns)
        self.at = {unknown: n for n, unknown in enumerate(self.unknowns)}
        self.rows: list[tuple[list[tuple[int, int]], int | None, int | None]] = []
        for n in numbers:
            self._add(n)
        self.ends = [list(bounds.ends[unknown]) for unknown in self.unknowns]
        self.met: list[list[int]] = []      # solutions that were found
        self.problem: tuple[Any, Any] | None = None

    def _add(self, n: int) -> None:
        """The relation with what is known taken out of it."""
        relation = self.bounds.relations[n]
        taken = 0
        terms: list[tuple[int, int]] = []
        for unknown, part in relation.terms:
            if unknown in self.at:
                terms.append((self.at[unknown], part))
            else:
                value = self.bounds.ends[unknown][LOW]
                assert value is not None
                taken += part * value
        self.rows.append((terms, None if relation.low is None else relation.low - taken,
                          None if relation.high is None else relation.high - taken))

    def _fits(self, values: list[int]) -> bool:
        for value, (low, high) in zip(values, self.ends, strict=True):
            if (low is not None and value < low) or (high is not None and value > high):
                return False
        for terms, low, high in self.rows:
            total = sum(part * values[at] for at, part in terms)
            if (low is not None and total < low) or (high is not None and total > high):
                return False
        return True

    def _posed(self) -> tuple[Any, Any]:
        if self.problem is None:
            rows, columns, parts, lows, highs = [], [], [], [], []
            for n, (terms, low, high) in enumerate(self.rows):
                size = max(1, max(abs(part) for _, part in terms))
                for at, part in terms:
                    rows.append(n)
                    columns.append(at)
                    parts.append(part / size)
                # between whole numbers, so that rounding does not shut out a solution on the end
                lows.append(-np.inf if low is None else (low - 0.25) / size)
                highs.append(np.inf if high is None else (high + 0.25) / size)
            matrix = csr_array((parts, (rows, columns)),
                               shape=(len(self.rows), len(self.unknowns)))
            box = Box(np.array([-np.inf if e[LOW] is None else e[LOW] for e in self.ends], float),
                      np.array([np.inf if e[HIGH] is None else e[HIGH] for e in self.ends], float))
            self.problem = (LinearConstraint(matrix, np.array(lows), np.array(highs)), box)
        return self.problem

    def end(self, unknown: Unknown, side: int) -> int | None:
        """The least (LOW) or greatest (HIGH) that the unknown can be; None where nothing ends it.

        Raises Infeasible when nothing fits.
        """
        at = self.at[unknown]
        limit: int | None = self.ends[at][side]
        if limit is not None and any(values[at] == limit for values in self.met):
            return limit
        constraints, box = self._posed()
        aim = np.zeros(len(self.unknowns))
        aim[at] = 1 if side == LOW else -1
        found = milp(aim, constraints=[constraints] if self.rows else (), bounds=box,
                     integrality=np.ones(len(self.unknowns)),
                     options={"time_limit": SECONDS, "mip_rel_gap": 0})
        if found.status == INFEASIBLE:
            raise Infeasible
        if found.status not in (OPTIMAL, STOPPED):
            if limit is not None:       # it has an end, so the system is not without one
                raise Infeasible
            return None
        if found.x is not None:
            values = [round(value) for value in found.x]
            if self._fits(values):
                self.met.append(values)
                if found.status == OPTIMAL:
                    return int(values[at])
        proven = found.mip_dual_bound
        if proven is None or not np.isfinite(proven):
            return limit
        end: int = ceil(proven - EDGE) if side == LOW else floor(-proven + EDGE)
        if limit is None:
            return end
        return max(end, limit) if side == LOW else min(end, limit)
