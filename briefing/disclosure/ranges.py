"""The least and greatest whole number that a sum of unknown counts can be.

Linear programming by HiGHS comes first: most of these systems are sums over runs of months, whose
corners are whole numbers. Only where a corner is not, integer programming follows.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import highspy
import numpy as np

K = TypeVar("K", bound=Hashable)
INFINITY = highspy.kHighsInf
NEAR = 1e-6         # HiGHS' own tolerance
SLACK = 1e-7        # around rows that are not of whole numbers


class Contradiction(Exception):
    """No whole numbers satisfy the rows."""


@dataclass(frozen=True, slots=True)
class Row(Generic[K]):
    """low ≤ Σ factor × unknown ≤ high; an end that is infinite is none."""

    terms: tuple[tuple[K, float], ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Range(Generic[K]):
    """What a sum can be at least and at most (None: no end), and rows that suffice to prove it.

    Where it is not `exact`, whole numbers may not reach its ends: it can only be narrower.
    """

    low: int
    high: int | None
    rows: tuple[Row[K], ...]
    exact: bool = True


class Solver:
    """HiGHS, kept warm; a problem is passed whole each time."""

    def __init__(self) -> None:
        self.highs = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("presolve", "off"),
                              ("parallel", "off"),
                              # it takes 6 ms where the whole of these little problems takes 0.3
                              ("mip_heuristic_run_feasibility_jump", False)):
            self.highs.setOptionValue(option, value)

    def least(self, costs: Sequence[float], bounds: Sequence[tuple[float, float]],
              rows: Sequence[tuple[Sequence[int], Sequence[float], float, float]],
              whole: bool = True) -> tuple[float, list[float], list[int], bool]:
        """The least Σ cost × unknown, where, and the numbers of rows that suffice to prove it.

        It is −infinity when there is none. The unknowns are whole numbers within the bounds; a row
        is the numbers of its unknowns, their factors and its two ends. Not `whole`, it may be less
        than whole numbers reach, and the last of what comes back says whether they do. Raises
        Contradiction.
        """
        value, found, needed = self._run(costs, bounds, rows, False)
        exact = all(abs(x - round(x)) <= NEAR for x in found)
        if whole and not exact:
            value, found, _ = self._run(costs, bounds, rows, True)
            needed, exact = list(range(len(rows))), True
        return value, found, needed, exact

    def _run(self, costs: Sequence[float], bounds: Sequence[tuple[float, float]],
             rows: Sequence[tuple[Sequence[int], Sequence[float], float, float]], whole: bool
             ) -> tuple[float, list[float], list[int]]:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(costs), len(rows)
        lp.col_cost_ = np.array(costs, dtype=float)
        lp.col_lower_ = np.array([low for low, _ in bounds], dtype=float)
        lp.col_upper_ = np.array([high for _, high in bounds], dtype=float)
        lp.row_lower_ = np.array([row[2] for row in rows], dtype=float)
        lp.row_upper_ = np.array([row[3] for row in rows], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        starts = np.cumsum([0, *(len(row[0]) for row in rows)])
        lp.a_matrix_.start_ = starts.astype(np.int32)
        lp.a_matrix_.index_ = np.array([n for row in rows for n in row[0]], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([f for row in rows for f in row[1]], dtype=float)
        if whole:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
        self.highs.passModel(lp)
        self.highs.run()
        status = self.highs.getModelStatus()
        kinds = highspy.HighsModelStatus
        if status == kinds.kOptimal:
            solution = self.highs.getSolution()
            # rows without a dual price could be left out: the others bound the least as well
            needed = [n for n, dual in enumerate(solution.row_dual) if abs(dual) > SLACK]
            return (self.highs.getInfo().objective_function_value, list(solution.col_value),
                    needed)
        if status == kinds.kUnbounded:
            return -INFINITY, [], []
        if status == kinds.kUnboundedOrInfeasible and any(costs):
            self._run([0.0] * len(costs), bounds, rows, whole)      # raises when it is the rows
            return -INFINITY, [], []
        if status == kinds.kInfeasible:
            raise Contradiction
        raise RuntimeError(f"HiGHS ended with {status}")


class System(Generic[K]):
    """Rows over unknown whole numbers, taken apart into those that hang together."""

    def __init__(self, bounds: Mapping[K, tuple[float, float]], rows: Iterable[Row[K]],
                 solver: Solver, known: dict[Any, Range[K]]) -> None:
        """`bounds` has every unknown's own two ends; each row is of unknowns alone.

        `known` keeps what was worked out, for the systems that follow.
        """
        self.bounds = bounds
        self.solver = solver
        self.known = known
        parent: dict[K, K] = {key: key for key in bounds}

        def root(key: K) -> K:
            while parent[key] != key:
                parent[key] = parent[parent[key]]
                key = parent[key]
            return key

        kept = list(rows)
        for row in kept:
            first = root(row.terms[0][0])
            for key, _ in row.terms[1:]:
                parent[root(key)] = first
        self._root = root
        self._rows: dict[K, list[Row[K]]] = {}
        for row in kept:
            self._rows.setdefault(root(row.terms[0][0]), []).append(row)

    def rows_about(self, keys: Iterable[K]) -> list[Row[K]]:
        """Every row that hangs together with one of the unknowns."""
        roots = dict.fromkeys(self._root(key) for key in keys)
        return [row for root in roots for row in self._rows.get(root, ())]

    def range_of(self, terms: Sequence[tuple[K, float]], only: Sequence[Row[K]] | None = None,
                 exact: bool = True) -> Range[K]:
        """The least and greatest that Σ factor × unknown can be by the rows, or by `only` these.

        Not `exact`, it is cheap and never too narrow. Raises Contradiction.
        """
        rows = self.rows_about(key for key, _ in terms) if only is None else only
        members = list(dict.fromkeys((*(key for key, _ in terms),
                                      *(key for row in rows for key, _ in row.terms))))
        # the same little system comes back in round after round of a choice
        asked = (tuple(terms), tuple(rows), tuple(self.bounds[key] for key in members))
        known = self.known.get(asked)
        if known is None or (exact and not known.exact):
            known = self.known[asked] = self._solved(terms, members, rows, exact)
        return known

    def _solved(self, terms: Sequence[tuple[K, float]], members: Sequence[K],
                rows: Sequence[Row[K]], exact: bool) -> Range[K]:
        at = {key: n for n, key in enumerate(members)}
        bounds = [self.bounds[key] for key in members]
        wanted = dict(terms)
        costs = [wanted.get(key, 0.0) for key in members]
        if not rows:
            low = sum(f * bounds[at[k]][f < 0] for k, f in terms)
            high = sum(f * bounds[at[k]][f > 0] for k, f in terms)
            return Range(math.ceil(low), None if high >= INFINITY else math.floor(high), ())
        flat = [([at[key] for key, _ in row.terms], [f for _, f in row.terms], row.low, row.high)
                for row in rows]
        low, _, first, low_exact = self.solver.least(costs, bounds, flat, exact)
        high, _, second, high_exact = self.solver.least([-c for c in costs], bounds, flat, exact)
        return Range(math.ceil(low - NEAR), None if -high >= INFINITY else math.floor(-high + NEAR),
                     tuple(rows[n] for n in sorted({*first, *second})), low_exact and high_exact)
