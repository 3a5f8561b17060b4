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
from briefing.attack.relations import Unknown
from briefing.highs import quiet_highs

NODES = 2000        # of one search, after which its proven bound is taken
EDGE = 1e-6
FAR = 2 ** 31      # whole numbers up to here can be multiplied in 64 bits
BETWEEN = 0.25      # past an end, yet short of the next whole number
STATUS = highspy.HighsModelStatus
NOTHING = (STATUS.kInfeasible, STATUS.kUnbounded, STATUS.kUnboundedOrInfeasible)


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
        self.met = 0                        # solutions that were found, and how far they went
        self.furthest = ([0] * len(self.unknowns), [0] * len(self.unknowns))
        self.endless: set[int] = set()      # unknowns that nothing ends above
        self._flat: Any = None
        self.linear: Any = None
        self.whole: Any = None

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
        """Whether the whole numbers keep every end and every row, in exact arithmetic."""
        for value, (low, high) in zip(values, self.ends, strict=True):
            if (low is not None and value < low) or (high is not None and value > high):
                return False
        if self._flat is None:
            self._flat = self._flattened()
        if self._flat and max(map(abs, values), default=0) < FAR:
            at, parts, starts, lows, highs = self._flat
            totals = np.add.reduceat(np.array(values, dtype=np.int64)[at] * parts, starts)
            return bool(np.all(totals >= lows) and np.all(totals <= highs))
        for terms, low, high in self.rows:
            total = sum(part * values[at] for at, part in terms)
            if (low is not None and total < low) or (high is not None and total > high):
                return False
        return True

    def _flattened(self) -> tuple[Any, ...]:
        """The rows one after the other as 64 bit numbers; () where they do not fit in these."""
        parts = [part for terms, _, _ in self.rows for _, part in terms]
        ends = [end for _, low, high in self.rows for end in (low, high) if end is not None]
        longest = max((len(terms) for terms, _, _ in self.rows), default=0)
        if not parts or max(map(abs, [*parts, *ends])) * longest >= FAR:
            return ()
        starts = np.cumsum([0, *(len(terms) for terms, _, _ in self.rows)])[:-1]
        none = np.iinfo(np.int64)
        return (np.array([at for terms, _, _ in self.rows for at, _ in terms], dtype=np.int64),
                np.array(parts, dtype=np.int64), starts,
                np.array([none.min if low is None else low for _, low, _ in self.rows], np.int64),
                np.array([none.max if high is None else high for *_, high in self.rows], np.int64))

    def _posed(self, whole: bool) -> Any:
        """HiGHS with the system put to it, over whole numbers or over all."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.unknowns), len(self.rows)
        lp.col_cost_ = np.zeros(len(self.unknowns))
        lp.col_lower_ = np.array([-np.inf if e[LOW] is None else e[LOW] for e in self.ends], float)
        lp.col_upper_ = np.array([np.inf if e[HIGH] is None else e[HIGH] for e in self.ends], float)
        starts, columns, parts, lows, highs = [0], [], [], [], []
        # between whole numbers, so that rounding does not shut out a solution on the end
        past = BETWEEN if whole else 0
        for terms, low, high in self.rows:
            size = max(1, max(abs(part) for _, part in terms))
            columns += [at for at, _ in terms]
            parts += [part / size for _, part in terms]
            starts.append(len(columns))
            lows.append(-np.inf if low is None else (low - past) / size)
            highs.append(np.inf if high is None else (high + past) / size)
        lp.row_lower_, lp.row_upper_ = np.array(lows, float), np.array(highs, float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(columns, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(parts, dtype=float)
        if whole:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * len(self.unknowns)
        # with presolve "no end" and "no solution" are one answer, and before a search it has been
        # seen to shut out whole numbers that fit
        solver = quiet_highs({"threads": 1, "parallel": "off", "presolve": "off",
                              "mip_rel_gap": 0.0, "mip_max_nodes": NODES,
                              # it takes 6 ms, of these little problems many times all the rest
                              "mip_heuristic_run_feasibility_jump": False})
        solver.passModel(lp)
        return solver

    def _run(self, solver: Any, at: int | Sequence[int] | None, side: int) -> Any:
        """The status after seeking the end of that unknown or the sum of those, or anything."""
        size = len(self.unknowns)
        aim = np.zeros(size)
        if at is not None:
            aim[at] = 1 if side == LOW else -1
        solver.changeColsCost(size, np.arange(size, dtype=np.int32), aim)
        solver.run()
        return solver.getModelStatus()

    def _met(self, solver: Any) -> list[int] | None:
        """The whole numbers nearest to those found, where they fit."""
        values = [round(value) for value in solver.getSolution().col_value]
        if len(values) != len(self.unknowns) or not self._fits(values):
            return None
        least, most = self.furthest
        if self.met:
            least, most = list(map(min, least, values)), list(map(max, most, values))
        else:
            least, most = values, values
        self.furthest = least, most
        self.met += 1
        return values

    def look_around(self, wanted: Iterable[Unknown]) -> None:
        """Meet the ends of many of the unknowns at once, so that few are left to be sought singly.

        All are sought low together, then high together: numbers that are found often stand on
        their ends. A direction in which nothing ends is one for every unknown that grows along it.
        """
        at = sorted(self.at[unknown] for unknown in wanted)
        if self.linear is None:
            self.linear = self._posed(False)
        if self._run(self.linear, at, LOW) == STATUS.kOptimal:
            self._met(self.linear)
        rising = [n for n in at if self.ends[n][HIGH] is None]
        while rising:
            status = self._run(self.linear, rising, HIGH)
            if status == STATUS.kOptimal:
                self._met(self.linear)
            if status != STATUS.kUnbounded:
                break
            _, there, ray = self.linear.getPrimalRay()
            if not there or not self._goes_on(ray):
                break
            grown = {n for n in rising if ray[n] > EDGE}
            self.endless |= grown
            rising = [n for n in rising if n not in grown]
        bounded = [n for n in at if n not in self.endless]
        if bounded and self._run(self.linear, bounded, HIGH) == STATUS.kOptimal:
            self._met(self.linear)

    def _goes_on(self, ray: Any) -> bool:
        """Whether no row or end stops the direction; checked, as HiGHS counts in fractions."""
        for n, (low, high) in enumerate(self.ends):
            if (low is not None and ray[n] < -EDGE) or (high is not None and ray[n] > EDGE):
                return False
        for terms, low, high in self.rows:
            along = sum(part * ray[at] for at, part in terms)
            size = max(abs(part) for _, part in terms)
            if (low is not None and along < -EDGE * size) or (
                    high is not None and along > EDGE * size):
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
        if self.linear is None:
            self.linear = self._posed(False)
        status = self._run(self.linear, at, side)
        if status == STATUS.kUnbounded and limit is None:
            # with an end to no fraction there is none to whole numbers, if any fit
            if not self.met:
                self._seek()
            return None
        if status == STATUS.kInfeasible and not self.met:
            raise Infeasible
        if status == STATUS.kOptimal:
            reach = self._inside(self.linear.getInfo().objective_function_value, side)
            values = self._met(self.linear)
            if values is not None and values[at] == reach:
                return self._furthest(at, side)
            limit = reach if limit is None else (max if side == LOW else min)(reach, limit)
        return self._searched(at, side, limit)

    def _furthest(self, at: int, side: int) -> int:
        """The furthest that a solution found has gone: whatever is proven, it fits."""
        return self.furthest[side][at]

    def _inside(self, proven: float, side: int) -> int:
        """The last whole number within what is proven of the aim."""
        return ceil(proven - EDGE) if side == LOW else floor(-proven + EDGE)

    def _searched(self, at: int, side: int, limit: int | None) -> int | None:
        """The end as a search of the whole numbers finds it, or the bound it has proven by then.

        `limit` is what is proven already.
        """
        status = self._search(at, side)
        if status == STATUS.kOptimal and self._met(self.whole) is not None:
            return self._furthest(at, side)
        proven = self.whole.getInfo().mip_dual_bound
        if status in NOTHING or not isfinite(proven):
            return limit        # what was met fits, whatever the search says
        end = self._inside(proven, side)
        if limit is None:
            return end
        return max(end, limit) if side == LOW else min(end, limit)

    def _search(self, at: int | None, side: int) -> Any:
        """The status of the search; raises Infeasible where it finds that nothing fits."""
        if self.whole is None:
            self.whole = self._posed(True)
        status = self._run(self.whole, at, side)
        if status in NOTHING and not self.met:
            if at is None:
                raise Infeasible
            self._seek()
        return status

    def _seek(self) -> None:
        """Look for any whole numbers that fit; raises Infeasible where there are none."""
        if self._search(None, LOW) == STATUS.kOptimal:
            self._met(self.whole)
