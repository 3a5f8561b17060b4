"""Months that should have a figure, and months that cannot have one yet."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.periods import Month, day_in_words
from briefing.problems import Problem, listed
from briefing.reading.checks.series import Checked, accounted_for, expected, spans
from briefing.reading.checks.thresholds import NAMED
from briefing.reading.observations import Observation


def gaps(checked: Checked) -> Iterator[Problem]:
    """A warning for each series with months missing inside it, the place being at the first."""
    for one in checked.dictionary.indicators:
        if one.id in checked.cells:
            names = [one.id]
        else:
            names = [part for part in (one.numerator, one.denominator)
                     if part in checked.cells and part not in checked.dictionary]
        for name in names:
            cells = checked.cells[name]
            known = [month for month, cell in cells.items() if accounted_for(cell)]
            if not known:
                continue
            missing = [m for m in expected(one, known[0], known[-1])
                       if m not in cells or not accounted_for(cells[m])]
            if missing:
                after = next(m for m in cells if m >= missing[0])
                yield Problem(
                    cells[after].place,
                    f"'{name}' has no figure for {spans(one, missing)}.",
                    "Add it, or say why there is none: [x] not available, [z] not applicable.",
                    warning=True)


def months_to_come(checked: Checked) -> Iterator[Problem]:
    """An error for each table with figures of months that have not begun, at the first of them.

    A month's figures may be given before the month has ended, never before it has begun. One
    error a table, for a wrong date of the report puts every figure in the future.
    """
    last = Month.of(checked.dated.year, checked.dated.month)
    found: dict[tuple[str, str], list[Observation]] = {}
    for cells in checked.cells.values():
        for month in reversed(list(cells)):
            if month <= last:
                break
            if (cell := cells[month]).value is not None:
                found.setdefault((cell.grid.file, cell.grid.sheet), []).append(cell)
    for later in found.values():
        names = list(dict.fromkeys(cell.indicator for cell in later))
        first, end = min(cell.month for cell in later), max(cell.month for cell in later)
        shown = [f"'{name}'" for name in names[:NAMED]]
        if len(names) > NAMED:
            shown.append(f"{len(names) - NAMED} more")
        yield Problem(
            min(later, key=lambda cell: (cell.row, cell.month)).place,
            f"{listed(shown, 'and')} {'have' if len(names) > 1 else 'has'} figures for "
            f"{first.full}{f' to {end.full}' if end != first else ''}, but the report is of "
            f"{day_in_words(checked.dated)}.", "Mend the month, or the date in report.toml.")
