"""Linear and integer programs put to HiGHS, kept warm from one aim to the next.

Between two aims nothing changes but what is sought, so that the corner where the last one ended is
still a corner: the primal simplex goes on from there, in some five steps where the dual one takes
hundreds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import highspy
import numpy as np

from briefing.attack.bounds import HIGH, LOW
from briefing.highs import quiet_highs

NODES = 2000        # of one search, after which its proven bound is taken
BETWEEN = 0.25      # past an end, yet short of the next whole number
PRIMAL = 4          # HiGHS' number of the primal simplex
# above this the numbers that HiGHS counts in have no ones any more
FURTHEST = 2.0 ** 53

Ends = Sequence[int | None]         # the least and the greatest, None where there is no end
Terms = Sequence[tuple[int, int]]   # unknowns by their place, and how often each counts
Row = tuple[Terms, int | None, int | None]


class Program:
    """Unknowns between their ends, rows over them, and a sum of unknowns that is sought."""

    def __init__(self, ends: Sequence[Ends], rows: Sequence[Row], whole: bool = False) -> None:
        """Over whole numbers, or over all."""
        self._sought: list[int] = []
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(ends), len(rows)
        lp.col_cost_ = np.zeros(len(ends))
        lp.col_lower_ = np.array([-np.inf if low is None else low for low, _ in ends], float)
        lp.col_upper_ = np.array([np.inf if high is None else high for _, high in ends], float)
        starts, columns, parts, lows, highs = [0], [], [], [], []
        # between whole numbers, so that rounding does not shut out a solution on the end
        past = BETWEEN if whole else 0
        for terms, low, high in rows:
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
            lp.integrality_ = [highspy.HighsVarType.kInteger] * len(ends)
        # with presolve "no end" and "no solution" are one answer, and before a search it has been
        # seen to shut out whole numbers that fit
        self._highs = quiet_highs({"threads": 1, "parallel": "off", "presolve": "off",
                                   "mip_rel_gap": 0.0, "mip_max_nodes": NODES,
                                   # it takes 6 ms, of these little problems many times all the rest
                                   "mip_heuristic_run_feasibility_jump": False}
                                  | ({} if whole else {"simplex_strategy": PRIMAL}))
        self._highs.passModel(lp)

    def seek(self, sought: Sequence[int], side: int) -> Any:
        """HiGHS' status after seeking the least (LOW) or greatest of the sum of these unknowns, or
        any numbers that fit where there are none."""
        left = set(self._sought).difference(sought)
        changed = [*left, *sought]
        if changed:
            aim = 1.0 if side == LOW else -1.0
            self._highs.changeColsCost(len(changed), np.array(changed, dtype=np.int32),
                                       np.array([0.0] * len(left) + [aim] * len(sought)))
        self._sought = list(sought)
        self._highs.run()
        return self._highs.getModelStatus()

    @property
    def reached(self) -> float:
        """The least, or less than nought the greatest, that the sum reaches."""
        return float(self._highs.getInfo().objective_function_value)

    @property
    def proven(self) -> float:
        """What a search has proven that the sum does not go past."""
        return float(self._highs.getInfo().mip_dual_bound)

    @property
    def numbers(self) -> Any:
        """The numbers where it ended, in a line; an empty line where there are none."""
        return np.array(self._highs.getSolution().col_value, dtype=float)


def directions(ends: Sequence[Ends], rows: Sequence[Row]) -> Program:
    """The program of the directions in which nothing ends, each as far as 1.

    A direction is a line of numbers that can be added to whatever fits, again and again.
    """
    def on(end: int | None) -> int | None:
        return None if end is None else 0

    return Program([(-1 if low is None else 0, 1 if high is None else 0) for low, high in ends],
                   [(terms, on(low), on(high)) for terms, low, high in rows])


class Exactly:
    """Whether whole numbers keep every end and every row, in exact arithmetic."""

    def __init__(self, ends: Sequence[Ends], rows: Sequence[Row]) -> None:
        self._ends, self._rows = ends, rows
        self._flat = self._flattened()

    def holds(self, numbers: Any) -> bool:
        """Of a line of 64 bit whole numbers, one for each unknown."""
        if self._flat and np.abs(numbers).max(initial=0) < FAR:
            lowest, highest, at, parts, starts, lows, highs = self._flat
            totals = np.add.reduceat(numbers[at] * parts, starts)
            return bool(np.all(numbers >= lowest) and np.all(numbers <= highest)
                        and np.all(totals >= lows) and np.all(totals <= highs))
        exact = numbers.tolist()
        return all(_between(number, *ends) for number, ends in zip(
            exact, self._ends, strict=True)) and all(
            _between(sum(part * exact[at] for at, part in terms), low, high)
            for terms, low, high in self._rows)

    def _flattened(self) -> tuple[Any, ...]:
        """The ends, and the rows one after the other, in 64 bit numbers; () where they are too
        large for these."""
        parts = [part for terms, _, _ in self._rows for _, part in terms]
        ends = [*self._ends, *(ends for _, *ends in self._rows)]
        longest = max((len(terms) for terms, _, _ in self._rows), default=0)
        largest = max((abs(number) for number in (*parts, *(
            end for both in ends for end in both if end is not None))), default=0)
        if not parts or largest * longest >= FAR:
            return ()
        starts = np.cumsum([0, *(len(terms) for terms, _, _ in self._rows)])[:-1]
        return (*_lines(self._ends),
                np.array([at for terms, _, _ in self._rows for at, _ in terms], dtype=np.int64),
                np.array(parts, dtype=np.int64), starts,
                *_lines([ends for _, *ends in self._rows]))


FAR = 2 ** 31      # whole numbers up to here can be multiplied in 64 bits


def _lines(ends: Sequence[Ends]) -> tuple[Any, Any]:
    """All the lower ends and all the upper ones, as 64 bit numbers."""
    none = np.iinfo(np.int64)
    return (np.array([none.min if both[LOW] is None else both[LOW] for both in ends], np.int64),
            np.array([none.max if both[HIGH] is None else both[HIGH] for both in ends], np.int64))


def _between(number: int, low: int | None, high: int | None) -> bool:
    return (low is None or number >= low) and (high is None or number <= high)


def whole(numbers: Any) -> Any:
    """The whole numbers nearest to these, in 64 bits; None where one is too far off for that."""
    if np.abs(numbers).max(initial=0) >= FURTHEST:
        return None
    return np.rint(numbers).astype(np.int64)
