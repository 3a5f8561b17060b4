"""Why HiGHS' presolve is off: what it cannot tell apart, we must."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import highspy
import pytest

from briefing.disclosure.ranges import (
    INFINITY,
    OPTIONS,
    Contradiction,
    Memory,
    Program,
    Row,
    Solver,
    System,
)

# two sums of counts; the first count, which costs the most, stands in neither and has no end
ROWS: list[tuple[Sequence[int], Sequence[float], float, float]] = [
    ([4, 5], [-1.0, -1.0], -19.0, -15.0), ([1, 5, 6], [1.0, -1.0, 1.0], 4.0, 6.0)]
ENDS = [(0.0, INFINITY), (1.0, 10.0), (1.0, INFINITY), (1.0, INFINITY), (1.0, INFINITY),
        (1.0, 7.0), (0.0, INFINITY), (1.0, INFINITY)]
COSTS = [-1.0, 0.0, 0.0, 0.0, 0.0, -1.0, 0.0, 0.0]
STATUS = highspy.HighsModelStatus


def asked(presolve: str) -> Any:
    """HiGHS' word on the program over whole numbers."""
    program = Program(ENDS, ROWS)
    program.lp.col_cost_ = COSTS
    program.lp.integrality_ = [highspy.HighsVarType.kInteger] * len(ENDS)
    highs = highspy.Highs()
    for option, value in (OPTIONS | {"presolve": presolve}).items():
        highs.setOptionValue(option, value)
    highs.passModel(program.lp)
    highs.run()
    return highs.getModelStatus()


def test_with_presolve_no_end_and_no_solution_are_one_word() -> None:
    """A count that nothing ends is kept; one that no numbers fit is a contradiction in the figures.

    With presolve the two are one answer and no numbers come with it.
    """
    assert OPTIONS["presolve"] == "off"
    assert asked("off") == STATUS.kUnbounded
    assert asked("on") == STATUS.kUnboundedOrInfeasible


def test_our_solver_tells_them_apart() -> None:
    assert Solver().least(Program(ENDS, ROWS), COSTS).value == -INFINITY
    with pytest.raises(Contradiction):
        Solver().least(Program(ENDS, [*ROWS, ([5], [1.0], 8.0, 9.0)]), COSTS)


def test_the_manifest_has_the_version_that_was_used() -> None:
    assert highspy.Highs().version() == version("highspy").split(".post")[0]


def test_an_unknown_that_a_row_names_twice_is_counted_once() -> None:
    """HiGHS takes no such row; what is set beside itself says nothing of the others."""
    bounds = {"a": (1.0, INFINITY), "b": (0.0, 4.0)}
    beside_itself = Row((("a", 1.0), ("a", -1.0)), 0.0, INFINITY)
    twice = Row((("a", 1.0), ("b", 1.0), ("b", 1.0)), 10.0, 10.0)
    system = System(bounds, [beside_itself, twice], dict.fromkeys(bounds), Solver(), Memory())
    reach = system.range_of([("a", 1.0)])
    assert (reach.low, reach.high) == (2, 10)
    with pytest.raises(Contradiction):
        System(bounds, [Row(beside_itself.terms, 1.0, 1.0)], dict.fromkeys(bounds), Solver(),
               Memory())
