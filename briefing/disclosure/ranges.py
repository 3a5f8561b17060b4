"""The least and greatest whole number that a sum of unknown counts can be.

Linear programming by HiGHS comes first: most of these systems are sums over runs of months, whose
corners are whole numbers. Only where a corner is not, integer programming follows. Whatever
numbers were found to fit are kept: where two of them already show that a count can be far apart,
nothing need be solved.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import highspy
import numpy as np

from briefing.disclosure.disjoint_sets import DisjointSets
from briefing.highs import quiet_highs

K = TypeVar("K", bound=Hashable)
INFINITY = highspy.kHighsInf
NEAR = 1e-6         # HiGHS' own tolerance
SLACK = 1e-7        # around rows that are not of whole numbers
NODES = 200         # of a search for whole numbers; what it found by then has to do
NODES_AT_MOST = 1_000      # where it had found none by then
STEP_ROWS = 200     # of a program, that take a step
FITS = 2            # HiGHS' word for numbers that fit
FEW = 3             # unknowns, which are asked about one by one
HIGHER = 20         # than what fits, to see how far numbers can go
POINTS = 100        # of the numbers found to fit, how many are kept


class Contradiction(Exception):
    """No whole numbers satisfy the rows."""


@dataclass(frozen=True, slots=True)
class Row(Generic[K]):
    """low ≤ Σ factor × unknown ≤ high; an end that is infinite is none."""

    terms: tuple[tuple[K, float], ...]
    low: float
    high: float
    # rows are looked up again and again, and a tuple works its hash out each time
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the hash."""
        object.__setattr__(self, "_hash", hash((self.terms, self.low, self.high)))

    def __hash__(self) -> int:
        return self._hash

    def holds(self, values: Mapping[K, int | None]) -> bool:
        """Whether the numbers keep it; they may where one of them is None, not known."""
        total = 0.0
        for key, factor in self.terms:
            value = values[key]
            if value is None:
                return True
            total += factor * value
        return self.low <= total <= self.high


@dataclass(frozen=True, slots=True)
class Range(Generic[K]):
    """What a sum can be at least and at most (None: no end), and rows that suffice to prove it.

    Where it is not `exact`, whole numbers may not reach its ends: it can only be narrower.
    """

    low: int
    high: int | None
    rows: tuple[Row[K], ...]
    exact: bool = True


class Program:
    """Unknown whole numbers within their ends, and rows over them by their numbers."""

    def __init__(self, bounds: Sequence[tuple[float, float]],
                 rows: Sequence[tuple[Sequence[int], Sequence[float], float, float]]) -> None:
        self.count = len(bounds)
        lp = self.lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(bounds), len(rows)
        lp.col_cost_ = np.zeros(len(bounds))
        lp.col_lower_ = np.array([low for low, _ in bounds], dtype=float)
        lp.col_upper_ = np.array([high for _, high in bounds], dtype=float)
        lp.row_lower_ = np.array([row[2] for row in rows], dtype=float)
        lp.row_upper_ = np.array([row[3] for row in rows], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        starts = [0]
        for row in rows:
            starts.append(starts[-1] + len(row[0]))
        lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array([n for row in rows for n in row[0]], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([f for row in rows for f in row[1]], dtype=float)


@dataclass(frozen=True, slots=True)
class Least:
    """The least of a sum, −infinity where there is none; where, and the rows that prove it.

    Where it is not `exact` it may be less than whole numbers reach.
    """

    value: float
    at: tuple[float, ...]
    rows: tuple[int, ...]
    exact: bool


# with presolve "no end" and "no solution" are one answer (tests/test_solver_options.py), and before
# a search it has been seen to shut out whole numbers that fit
OPTIONS: Mapping[str, bool | int | str] = {
    "output_flag": False, "threads": 1, "presolve": "off", "parallel": "off",
    # it takes 6 ms where the whole of these little problems takes 0.3
    "mip_heuristic_run_feasibility_jump": False}
STEPS_A_SECOND = 300    # of a solver that has a core of 2020 to itself; a step is a small program

_SETTLED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kUnbounded,
            highspy.HighsModelStatus.kInfeasible)


class Solver:
    """HiGHS, kept warm: of one program after another, the costs change most often."""

    def __init__(self, seconds: int = 20) -> None:
        """It is `spent` after about so many seconds, counted in steps: the larger the program, the
        more of them."""
        self.steps, self._steps_at_most = 0, seconds * STEPS_A_SECOND
        self._linear, self._whole = self._highs(), self._highs()
        self._loaded: Program | None = None

    @staticmethod
    def _highs() -> Any:
        return quiet_highs(OPTIONS)

    @property
    def spent(self) -> bool:
        """Whether what is left must be settled without looking for the least."""
        return self.steps > self._steps_at_most

    def least(self, program: Program, costs: Sequence[float], whole: bool = True) -> Least:
        """The least Σ cost × unknown, if asked of whole numbers; raises Contradiction."""
        self.steps += 1 + program.lp.num_row_ // STEP_ROWS
        if self._loaded is not program:
            program.lp.integrality_ = []
            self._linear.passModel(program.lp)
            self._loaded = program
        numbers = np.arange(program.count, dtype=np.int32)
        self._linear.changeColsCost(program.count, numbers, np.array(costs, dtype=float))
        self._linear.run()
        if self._linear.getModelStatus() not in _SETTLED:
            self._linear.clearSolver()      # a warm start can lose its way: once more from nothing
            self._linear.run()
        found = self._read(self._linear)
        if found.exact or not whole:
            return found
        program.lp.col_cost_ = np.array(costs, dtype=float)
        program.lp.integrality_ = [highspy.HighsVarType.kInteger] * program.count
        self._whole.passModel(program.lp)
        rows = tuple(range(program.lp.num_row_))
        for nodes in (NODES, NODES_AT_MOST):
            self._whole.setOptionValue("mip_max_nodes", nodes)
            self._whole.run()
            self.steps += max(0, self._whole.getInfo().mip_node_count)
            if self._whole.getModelStatus() != highspy.HighsModelStatus.kSolutionLimit or (
                    self._whole.getInfo().primal_solution_status == FITS):
                found = self._read(self._whole)
                return Least(found.value, tuple(map(round, found.at)), rows, True)
        return found        # no numbers came to light: the fractions' bound is never too narrow

    def _read(self, highs: Any) -> Least:
        status, kinds = highs.getModelStatus(), highspy.HighsModelStatus
        # a search that was stopped has found numbers that fit, if not the least
        stopped = status == kinds.kSolutionLimit and highs.getInfo().primal_solution_status == FITS
        if status == kinds.kOptimal or stopped:
            solution = highs.getSolution()
            at = tuple(solution.col_value)
            # rows without a dual price could be left out: the others bound the least as well
            rows = tuple(n for n, dual in enumerate(solution.row_dual) if abs(dual) > SLACK)
            exact = all(abs(x - round(x)) <= NEAR for x in at)
            return Least(highs.getInfo().objective_function_value, at, rows, exact)
        if status == kinds.kUnbounded:
            return Least(-INFINITY, (), (), True)
        if status == kinds.kInfeasible:
            raise Contradiction
        if status == kinds.kUnboundedOrInfeasible:      # found before it is known which
            highs.changeColsCost(highs.getNumCol(), np.arange(highs.getNumCol(), dtype=np.int32),
                                 np.zeros(highs.getNumCol()))
            highs.run()
            if highs.getModelStatus() == kinds.kOptimal:
                return Least(-INFINITY, (), (), True)
            raise Contradiction
        raise RuntimeError(f"HiGHS ended with {status}")


class Memory(Generic[K]):
    """What the systems of one choice have found: ranges, and numbers that fitted."""

    def __init__(self) -> None:
        self.ranges: dict[Any, Range[K]] = {}
        # numbers that fitted: a line, and where in it those of each unknown stand
        self.points: list[tuple[Mapping[K, int], Any]] = []
        self.looked: set[Any] = set()


def _once_each(rows: Iterable[Row[K]]) -> Iterator[Row[K]]:
    """The rows with each unknown once: HiGHS takes none that names one twice.

    What is set beside itself says nothing; raises Contradiction where not even that holds.
    """
    for row in rows:
        factors: dict[K, float] = {}
        for key, factor in row.terms:
            factors[key] = factors.get(key, 0.0) + factor
        terms = tuple((key, factor) for key, factor in factors.items() if factor)
        if terms:
            yield row if len(terms) == len(row.terms) else Row(terms, row.low, row.high)
        elif row.low > NEAR or row.high < -NEAR:
            raise Contradiction


@dataclass(frozen=True, slots=True)
class _Part(Generic[K]):
    """Rows, the unknowns in them, where these stand among all, and the program of both."""

    rows: tuple[Row[K], ...]
    once_each: frozenset[Row[K]]
    members: list[K]
    at: Any
    program: Program


class System(Generic[K]):
    """Rows over unknown whole numbers, taken apart into those that hang together."""

    def __init__(self, bounds: Mapping[K, tuple[float, float]], rows: Iterable[Row[K]],
                 values: Mapping[K, int | None], solver: Solver, memory: Memory[K]) -> None:
        """`bounds` has every unknown's own two ends; each row is of unknowns alone.

        `values` are what fitted an unknown when it was none yet.
        """
        self.bounds = bounds
        self.solver = solver
        self.memory = memory
        joined: DisjointSets[K] = DisjointSets()
        kept = list(dict.fromkeys(_once_each(rows)))
        for row in kept:
            joined.join(key for key, _ in row.terms)
        self._root = root = joined.root
        self._rows: dict[K, list[Row[K]]] = {}
        for row in kept:
            self._rows.setdefault(root(row.terms[0][0]), []).append(row)
        # of the rows that hang together with some unknowns, and of others
        self._about: dict[tuple[K, ...], _Part[K]] = {}
        self._only: dict[tuple[Row[K], ...], _Part[K]] = {}
        self._at = {key: n for n, key in enumerate(bounds)}
        self._fitting = self._still_fitting(kept, values)   # more lines than there are points
        self._met = len(self._fitting)

    def _still_fitting(self, rows: Sequence[Row[K]], values: Mapping[K, int | None]) -> Any:
        """The remembered numbers that fit these rows too: a line each, a column an unknown."""
        none = np.zeros((0, len(self._at)))
        if not self.memory.points:
            return none
        first = [values[key] for key in self._at]
        known = np.array([np.nan if value is None else value for value in first], dtype=float)
        lines = []
        for at, point in self.memory.points[-POINTS:]:
            line = known.copy()
            both = [(n, at[key]) for key, n in self._at.items() if key in at]
            if both:
                here, there = np.array(both).T
                line[here] = point[there]
            if not np.isnan(line).any():
                lines.append(line)
        if not lines:
            return none
        points = np.array(lines)
        fitting = np.ones(len(points), dtype=bool)
        for key, (low, high) in self.bounds.items():
            column = points[:, self._at[key]]
            fitting &= (column >= low) & (column <= high)
        for row in rows:
            total = points[:, [self._at[key] for key, _ in row.terms]] @ np.array(
                [factor for _, factor in row.terms])
            fitting &= (total >= row.low - NEAR) & (total <= row.high + NEAR)
        return points[fitting]

    def fits(self) -> bool:
        """Whether any numbers fit the rows, fractions too."""
        for root in self._rows:
            part = self._part((root,))
            try:
                self.solver.least(part.program, [0.0] * len(part.members), whole=False)
            except Contradiction:
                return False
        return True

    def look_around(self) -> None:
        """Remember the lowest and some high numbers that fit, each part of the system at once.

        They show most counts to be kept, so that few are left to be asked about singly.
        """
        if not self._met:
            return
        for root, rows in self._rows.items():
            part = self._part((root,))
            if len(part.members) <= FEW or part.rows in self.memory.looked:
                continue
            self.memory.looked.add(part.rows)
            here = self._fitting[0][part.at]
            for sign, ends in ((1.0, None), (-1.0, here + HIGHER)):
                asked = part.program if ends is None else self._lowered(part.members, rows, ends)
                try:
                    reached = self.solver.least(asked, [sign] * len(part.members), whole=False)
                except Contradiction:
                    continue
                if reached.exact and reached.at:
                    self._remember(part, reached.at)

    def _lowered(self, members: Sequence[K], rows: Sequence[Row[K]], ends: Any) -> Program:
        """The part's program with no number above these ends, so that there are highest ones."""
        at = {key: n for n, key in enumerate(members)}
        return Program([(self.bounds[key][0], min(self.bounds[key][1], float(end)))
                        for key, end in zip(members, ends, strict=True)],
                       [([at[key] for key, _ in row.terms], [f for _, f in row.terms], row.low,
                         row.high) for row in rows])

    def seen(self, terms: Sequence[tuple[K, float]]) -> tuple[int, int] | None:
        """The least and greatest that the sum was among numbers found to fit; None without any."""
        if not self._met:
            return None
        total = self._fitting[:self._met, [self._at[key] for key, _ in terms]].sum(axis=1)
        return int(total.min()), int(total.max())

    def range_of(self, terms: Sequence[tuple[K, float]], only: Sequence[Row[K]] | None = None,
                 exact: bool = True) -> Range[K]:
        """The least and greatest that Σ factor × unknown can be by the rows, or by `only` these.

        Not `exact`, it is cheap and never too narrow. Raises Contradiction.
        """
        if only is None:
            part = self._part(dict.fromkeys(self._root(key) for key, _ in terms))
        else:
            part = self._part_of(tuple(only))
        # the same little system comes back in round after round of a choice
        ends = tuple(self.bounds[key] for key, _ in terms)
        asked = (tuple(terms), ends, part.once_each)
        known = self.memory.ranges.get(asked)
        if known is None or (exact and not known.exact):
            known = self.memory.ranges[asked] = self._solved(terms, part, only is None, exact)
        return known

    def _solved(self, terms: Sequence[tuple[K, float]], part: _Part[K], all_rows: bool,
                exact: bool) -> Range[K]:
        if not part.rows:
            low = sum(f * self.bounds[key][f < 0] for key, f in terms)
            high = sum(f * self.bounds[key][f > 0] for key, f in terms)
            return Range(math.ceil(low), None if high >= INFINITY else math.floor(high), ())
        wanted = dict(terms)
        costs = [wanted.pop(key, 0.0) for key in part.members]
        down = self.solver.least(part.program, costs, exact)
        up = self.solver.least(part.program, [-cost for cost in costs], exact)
        for reached in (down, up):
            if all_rows and reached.exact and reached.at:
                self._remember(part, reached.at)
        # those that are left stand in no row
        low = down.value + sum(self.bounds[key][0] for key in wanted)
        high = -up.value + sum(self.bounds[key][1] for key in wanted)
        return Range(math.ceil(low - NEAR), None if high >= INFINITY else math.floor(high + NEAR),
                     tuple(part.rows[n] for n in sorted({*down.rows, *up.rows})),
                     down.exact and up.exact)

    def _part(self, roots: Iterable[K]) -> _Part[K]:
        """Every row that hangs together with one of these."""
        roots = tuple(roots)
        if roots not in self._about:
            self._about[roots] = self._part_of(
                tuple(row for root in roots for row in self._rows.get(root, ())))
        return self._about[roots]

    def _part_of(self, rows: tuple[Row[K], ...]) -> _Part[K]:
        if rows not in self._only:
            members = list(dict.fromkeys(key for row in rows for key, _ in row.terms))
            at = {key: n for n, key in enumerate(members)}
            program = Program(
                [self.bounds[key] for key in members],
                [([at[key] for key, _ in row.terms], [f for _, f in row.terms], row.low, row.high)
                 for row in rows])
            self._only[rows] = _Part(rows, frozenset(rows), members, np.array(
                [self._at[key] for key in members], dtype=int), program)
        return self._only[rows]

    def _remember(self, part: _Part[K], reached: Sequence[float]) -> None:
        """Keep the numbers; of the unknowns outside their rows, those of any that fitted."""
        if not self._met:
            return      # nothing is known to fit the others
        point = self._fitting[0].copy()
        point[part.at] = np.rint(reached)
        if self._met == len(self._fitting):
            self._fitting = np.concatenate((self._fitting, np.zeros_like(self._fitting)))
        self._fitting[self._met] = point
        self._met += 1
        self.memory.points.append((self._at, point))
