"""The frequency of the dictionary's rows that say none: the report's, where their figures are so.

A report of a quarter may have rows of quarters and rows of months, which are rolled up to it, and
none of them need say which: how the periods of its figures are written tells. A report whose period
cannot be read takes each row's from them as well, so that one fault in the settings is not said of
every figure again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from briefing.periods import FREQUENCIES, Frequency, Month, Period, YearKind, parse_period
from briefing.problems import Problem
from briefing.reading.grids import Cell, Grid, is_blank, text_of, tidy
from briefing.reading.value_shapes import Walk
from briefing.reading.value_sources import Table

STEPS_TRIED = (1, 3, 4, 6, 12)


def unsaid_frequencies(indicators: Grid, figures: Iterable[Table], asked: Period | None,
                       kind: YearKind) -> dict[str, Frequency]:
    """The frequency of each id whose row says none, where that is not monthly.

    `asked` is the report's period, None where it is not known; of a month every such row is one of
    months.
    """
    if asked is not None and asked.step == 1:
        return {}
    names = _rows_without(indicators)
    tried = STEPS_TRIED if asked is None else (asked.step, *(
        step for step in STEPS_TRIED if step != asked.step))
    found: dict[str, Frequency] = {}
    for name, periods in _periods(figures, names).items():
        step = next((step for step in tried if _is_every(step, periods, kind)), 1)
        if step > 1:
            found[name] = FREQUENCIES[step]
    return found


def _rows_without(grid: Grid) -> set[str]:
    """The ids of the rows whose frequency is blank."""
    heads = [tidy(heading) for heading in grid.head]
    if "id" not in heads:
        return set()
    at = heads.index("id")
    frequency = heads.index("frequency") if "frequency" in heads else len(heads)
    return {text_of(row[at]) for _, row in grid.rows if at < len(row)
            and (frequency >= len(row) or is_blank(row[frequency]))} - {""}


def _periods(figures: Iterable[Table], names: Collection[str]) -> Mapping[str, list[Cell]]:
    """How the periods of each of the names' figures are written; blank cells have none."""
    found: dict[str, list[Cell]] = {}
    unsaid: list[Problem] = []      # they are said where the values are read
    for table in figures:
        ours = {theirs.strip().casefold(): name for theirs, name in table.how.indicators.items()}
        for entry in Walk(table, set(names), unsaid).entries():
            name = ours.get(entry.name.casefold(), entry.name)
            if name in names and not all(is_blank(cell) for cell, _ in entry.parts.values()):
                found.setdefault(name, []).append(entry.period)
    return found


def _is_every(step: int, periods: Iterable[Cell], kind: YearKind) -> bool:
    """Whether each is a period of so many months, and no two cells of different words are one."""
    words: dict[Month, str] = {}
    for cell in periods:
        try:
            month = parse_period(cell, step, "academic" if step == 4 else kind)
        except ValueError:
            return False
        if words.setdefault(month, text_of(cell)) != text_of(cell):
            return False
    return True
