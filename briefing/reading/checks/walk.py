"""All the checks in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from briefing.problems import Problem
from briefing.reading.checks.comparators import not_yet, outdated, unreadable
from briefing.reading.checks.cumulatives import falls, look_cumulative, not_anew
from briefing.reading.checks.files import unchanged
from briefing.reading.checks.limits import worked_out
from briefing.reading.checks.months import gaps, months_to_come
from briefing.reading.checks.outliers import outliers
from briefing.reading.checks.percentages import fractions
from briefing.reading.checks.series import Checked
from briefing.reading.checks.sums import breakdowns, compositions, stocks, years
from briefing.reading.checks.targets import ended, targets, unclear
from briefing.reading.checks.twins import twins
from briefing.reading.grids import Grid

Check = Callable[[Checked], Iterator[Problem]]
OF_FIGURES: tuple[Check, ...] = (
    months_to_come, worked_out, stocks, compositions, breakdowns, falls, not_anew, look_cumulative,
    years, fractions, gaps, outliers, twins)
OF_TARGETS: tuple[Check, ...] = (targets, unclear, ended)
OF_BENCHMARKS: tuple[Check, ...] = (unreadable, not_yet, outdated)
OF_FILES: tuple[Check, ...] = (unchanged,)


def check_figures(checked: Checked, problems: Iterable[Problem]) -> list[Problem]:
    """What the checks find; `problems` are those found before, in reading the cells."""
    faulty = {(p.place.file, p.place.sheet) for p in problems if not p.warning}
    grids = {(cell.grid.file, cell.grid.sheet)
             for cells in checked.cells.values() for cell in cells.values()}
    figures = not faulty & grids
    sound = {
        OF_FIGURES: figures,
        OF_TARGETS: figures and _sound(checked.targets, faulty),
        OF_BENCHMARKS: _sound(checked.benchmarks, faulty),
        OF_FILES: figures,
    }
    return [problem for checks, whole in sound.items() for check in checks
            for problem in check(checked) if whole or not problem.warning]


def _sound(grid: Grid | None, faulty: set[tuple[str, str]]) -> bool:
    return grid is None or (grid.file, grid.sheet) not in faulty
