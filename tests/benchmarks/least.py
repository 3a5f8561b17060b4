"""How much more is withheld than the least that tells a reader nothing who knows the program.

    python -m tests.benchmarks.least [SHAPE ...]

Of a small report every assignment of counts up to so many is made, and every choice of figures to
withhold for each. A choice rule is safe where each withheld small count can be as many numbers as
the policy promises, going by the assignments for which the rule prints the same edition. The least
loss of all such rules is bounded from below by a linear program (a rule that tosses coins may do a
little better than any that does not). Most of them choose by the very counts that they keep. The
least of those that do not, `simulatable` ones, is found by integer programming. What the program
loses is set beside both, over all assignments.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from briefing.disclosure import presets, protect
from briefing.disclosure.candidates import Candidates
from briefing.disclosure.counts import Counts
from briefing.disclosure.ranges import INFINITY, Program, Solver
from briefing.highs import quiet_highs
from briefing.indicators import Dictionary, Indicator
from briefing.measures import measure
from tests.leaks import count, stock
from tests.series import observed

DFE = presets()["dfe"]
BAND = range(1, DFE.suppress_to + 1)
BEYOND = 8          # further numbers that a companion can be
Counted = tuple[int, ...]


@dataclass(frozen=True)
class Shape:
    """A small report: its indicators, how many free counts it has and up to which number, the line
    of figures that they give, and the identities of the figures with what each is of the counts."""

    indicators: tuple[Indicator, ...]
    free: int
    most: int
    lines: Callable[[Counted], Mapping[str, str]]
    figures: Mapping[str, Callable[[Counted], int]]


def _of(n: int) -> Callable[[Counted], int]:
    return lambda counted: counted[n]


SHAPES = {
    "two months and their sum": Shape(
        (count("x"),), 2, 14, lambda c: {"x": f"{c[0]} {c[1]}"},
        {"x:month:2022-04": _of(0), "x:month:2022-05": _of(1), "x:year_to_date:2022-05": sum}),
    "three months and their sum": Shape(
        (count("x"),), 3, 9, lambda c: {"x": f"{c[0]} {c[1]} {c[2]}"},
        {"x:month:2022-04": _of(0), "x:month:2022-05": _of(1), "x:month:2022-06": _of(2),
         "x:year_to_date:2022-06": sum}),
    "two parts and all": Shape(
        (stock("a", part_of=("all/by",)), stock("b", part_of=("all/by",)), stock("all")), 2, 14,
        lambda c: {"a": f"{c[0]}", "b": f"{c[1]}", "all": f"{sum(c)}"},
        {"a:month:2022-05": _of(0), "b:month:2022-05": _of(1), "all:month:2022-05": sum}),
    "three parts and all": Shape(
        (*(stock(name, part_of=("all/by",)) for name in "abc"), stock("all")), 3, 9,
        lambda c: {**{name: f"{n}" for name, n in zip("abc", c, strict=True)}, "all": f"{sum(c)}"},
        {**{f"{name}:month:2022-05": _of(n) for n, name in enumerate("abc")},
         "all:month:2022-05": sum}),
    "a stock, in and out": Shape(
        (stock("held", inflow="came", outflow="went"), count("came", year_to_date=""),
         count("went", year_to_date="")), 3, 9,
        lambda c: {"held": f"{c[0] + 20} {c[0] + 20 + c[1] - c[2]}", "came": f"9 {c[1]}",
                   "went": f"9 {c[2]}"},
        {"held:month:2022-04": lambda c: c[0] + 20,
         "held:month:2022-05": lambda c: c[0] + 20 + c[1] - c[2],
         "came:month:2022-05": _of(1), "went:month:2022-05": _of(2)}),
}


def losses(shape: Shape) -> tuple[float, float, float, int]:
    """What the program loses over all assignments, the bound of the least for who knows it, the
    number of figures that it withholds for others, and how many assignments there are."""
    everything = list(itertools.product(range(shape.most + 1), repeat=shape.free))
    names = list(shape.figures)
    values = {counted: tuple(make(counted) for make in shape.figures.values())
              for counted in everything}
    cost, ours, others = _costs(shape), 0.0, 0
    for counted in everything:
        observations = [o for name, line in shape.lines(counted).items()
                        for o in observed(line, names[-1].rpartition(":")[2], name)]
        made = measure(observations, Dictionary(shape.indicators), observations[-1].month)
        small = {name for name, n in zip(names, values[counted], strict=True) if n in BAND}
        away = {w.candidate.id for w in protect(made, DFE).withheld} & set(names)
        assert small <= away
        ours += sum(cost[name] for name in away - small)
        others += len(away - small)
    outside = _outside(shape)
    sums = {n for n, make in enumerate(shape.figures.values()) if make is sum}
    return ours, _bound(names, values, outside, cost, sums), others, len(everything)


def _bound(names: Sequence[str], values: Mapping[Counted, tuple[int, ...]],
           outside: Iterable[tuple[int, ...]], cost: Mapping[str, float], sums: Collection[int]
           ) -> float:
    """The least loss of any safe rule that may toss coins.

    Of `sums` nothing is asked: that of two counts that are not nought is never 1. What lies
    `outside` of what is tried is withheld at the least cost, which is not counted.
    """
    costs: list[float] = []
    rows: list[tuple[list[int], list[float], float, float]] = []
    editions: dict[tuple[object, ...], list[tuple[int, tuple[int, ...]]]] = {}
    for shown in values.values():
        small = [n for n, value in enumerate(shown) if value in BAND]
        noughts = [n for n, value in enumerate(shown) if value == 0]
        chosen: list[int] = []
        for away in _choices(len(names), small, noughts):
            chosen.append(len(costs))
            costs.append(sum(cost[names[n]] for n in away if n not in small))
            printed = tuple(None if n in away else value for n, value in enumerate(shown))
            editions.setdefault(printed, []).append((chosen[-1], shown))
        rows.append((chosen, [1.0] * len(chosen), 1.0, 1.0))
    beyond = _beyond(outside, names, cost)
    _keep_apart(editions, beyond, sums, max(map(max, values.values())), costs, rows)
    program = Program([(0.0, 1.0)] * len(costs), rows)
    return Solver().least(program, costs, whole=False).value


def _keep_apart(editions: Mapping[tuple[object, ...], list[tuple[int, tuple[int, ...]]]],
                beyond: Collection[tuple[object, ...]], sums: Collection[int], most: int,
                costs: list[float], rows: list[tuple[list[int], list[float], float, float]]
                ) -> None:
    """Add the rows by which each edition leaves each small count its numbers.

    `editions` have the numbers of the choices that print them, with the figures behind.
    """
    for printed, members in editions.items():
        for n in (n for n, value in enumerate(printed) if value is None and n not in sums):
            about = sorted({at for at, shown in members if shown[n] in BAND})
            if not about:
                continue
            need = len(costs)
            costs.append(0.0)
            rows += [([need, at], [1.0, -1.0], 0.0, INFINITY) for at in about]
            numbers = sorted({shown[n] for _, shown in members} | {
                number for number in range(1, most + 1)
                if (printed, n, number) in beyond})
            first = len(costs)
            costs += [0.0] * len(numbers)
            for k, number in enumerate(numbers, first):
                rows.append(([k, need], [1.0, -1.0], -INFINITY, 0.0))
                if (printed, n, number) not in beyond:
                    able = sorted({at for at, shown in members if shown[n] == number})
                    rows.append(([k, *able], [1.0] + [-1.0] * len(able), -INFINITY, 0.0))
            rows.append(([*range(first, len(costs)), need],
                         [1.0] * len(numbers) + [-float(DFE.numbers)], 0.0, INFINITY))


def simulatable(shape: Shape) -> float:
    """The least loss of any safe rule whose choice hangs on nothing but what a reader may know.

    Such a rule is *simulatable*: which figures go is the same for every number of the band that a
    small count can be, so that it hangs on which figures are small and on the counts that are not.
    All such rules are gone through (by integer programming): each chooses for each of these cases,
    and every edition that comes of it leaves each small count as many numbers as the policy says,
    among the assignments for which the rule prints that same edition. Larger counts than are tried
    are withheld at the least cost, which is not counted, nor is that of the program.
    """
    cost = _costs(shape)
    names = list(shape.figures)
    sums = {n for n, make in enumerate(shape.figures.values()) if make is sum}
    costs: list[float] = []
    rows: list[tuple[list[int], list[float], float, float]] = []
    chosen: dict[tuple[object, ...], list[int]] = {}
    editions: dict[tuple[object, ...], list[tuple[int, tuple[int, ...]]]] = {}
    for counted in itertools.product(range(shape.most + 1), repeat=shape.free):
        shown = tuple(make(counted) for make in shape.figures.values())
        small = [n for n, value in enumerate(shown) if value in BAND]
        choices = list(_choices(len(names), small, [n for n, v in enumerate(shown) if v == 0]))
        known = (tuple(small), tuple(None if n in BAND else n for n in counted))
        if known not in chosen:
            chosen[known] = list(range(len(costs), len(costs) + len(choices)))
            costs += [0.0] * len(choices)
            rows.append((chosen[known], [1.0] * len(choices), 1.0, 1.0))
        for at, away in zip(chosen[known], choices, strict=True):
            costs[at] += sum(cost[names[n]] for n in away if n not in small)
            printed = tuple(None if n in away else value for n, value in enumerate(shown))
            editions.setdefault(printed, []).append((at, shown))
    binary = len(costs)
    _keep_apart(editions, _beyond(_outside(shape), names, cost), sums, shape.most, costs, rows)
    program = Program([(0.0, 1.0)] * len(costs), rows)
    return _least_of(program, costs, binary)


def _least_of(program: Program, costs: Sequence[float], binary: int) -> float:
    """The least of the costs where the first so many unknowns are 0 or 1."""
    highs = quiet_highs({"threads": 1, "mip_rel_gap": 0.005, "time_limit": 250.0})
    program.lp.col_cost_ = np.array(costs, dtype=float)
    program.lp.integrality_ = [
        highspy.HighsVarType.kInteger if n < binary else highspy.HighsVarType.kContinuous
        for n in range(program.count)]
    highs.passModel(program.lp)
    highs.run()
    return float(highs.getInfo().mip_dual_bound)


def _outside(shape: Shape) -> list[tuple[int, ...]]:
    """The figures of larger counts than are tried."""
    return [tuple(make(counted) for make in shape.figures.values())
            for counted in itertools.product(range(shape.most + 1 + BEYOND), repeat=shape.free)
            if max(counted) > shape.most]


def _costs(shape: Shape) -> dict[str, float]:
    """What withholding each figure of the shape costs."""
    names = list(shape.figures)
    counted = (9,) * shape.free
    observations = [o for name, line in shape.lines(counted).items()
                    for o in observed(line, names[-1].rpartition(":")[2], name)]
    made = measure(observations, Dictionary(shape.indicators), observations[-1].month)
    candidates = Candidates(made, Counts(made), DFE)
    return {each.id: each.loss for one in made.by_indicator.values()
            for each in candidates.of(one) if each.id in names}


def _beyond(outside: Iterable[tuple[int, ...]], names: Sequence[str], cost: Mapping[str, float]
            ) -> set[tuple[object, ...]]:
    """What stands behind editions of larger counts than are tried, where the cheapest figure goes
    with a small one: the edition, the figure and its number."""
    beyond: set[tuple[object, ...]] = set()
    for shown in outside:
        small = [n for n, value in enumerate(shown) if value in BAND]
        choices = list(_choices(len(shown), small, [n for n, v in enumerate(shown) if v == 0]))
        losses_of = [sum(cost[names[n]] for n in away if n not in small) if len(away) != 1
                     else INFINITY for away in choices]      # one alone is told by the others
        for away, loss in zip(choices, losses_of, strict=True):
            if loss == min(losses_of):
                printed = tuple(None if n in away else value for n, value in enumerate(shown))
                beyond |= {(printed, n, shown[n]) for n in away}
    return beyond


def _choices(count_of: int, small: Sequence[int], noughts: Sequence[int]
             ) -> Iterator[frozenset[int]]:
    """Every set of figures that holds the small ones and no nought."""
    free = [n for n in range(count_of) if n not in small and n not in noughts]
    if not small:
        yield frozenset()
        return
    for size in range(len(free) + 1):
        for some in itertools.combinations(free, size):
            yield frozenset((*small, *some))


def main() -> None:
    """Print the ratio for each shape."""
    for name in sys.argv[1:] or SHAPES:
        ours, least, others, number = losses(SHAPES[name])
        known = simulatable(SHAPES[name])
        sys.stdout.write(
            f"{name}: {number} assignments, {others} figures for others, loss {ours:.0f}; the "
            f"least of simulatable rules at least {known:.0f}: {ours / known:.3f}; of all rules at "
            f"least {least:.0f}: {ours / least:.3f}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
