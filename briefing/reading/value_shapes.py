"""The shapes that a table of values comes in, each walked to entries: a name, a period, its cells.

long            a row a figure: indicator, period, value, numerator, denominator
wide            a row an indicator, a column a month, quarter or year
april_to_march  a row a year, with a column for it and one for each month
dfe             the Department for Education's: time_period, time_identifier, a column a measure
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefing.periods import MONTH_NAMES, Month, Year
from briefing.problems import Place, Problem, did_you_mean, listed, nearest
from briefing.reading.cells import is_mark
from briefing.reading.grids import (
    Cell,
    columns_are,
    is_blank,
    known_rows,
    sound_rows,
    text_of,
    tidy,
    warn_of_headless,
)
from briefing.reading.headings import MONTH_HEADS, identified, is_period, spanned
from briefing.reading.settings import FILE
from briefing.reading.value_columns import Columns, recognise

MEASURES = ("value", "numerator", "denominator")
_IDENTIFIERS = ("Reporting year", "Financial year", "Academic year", "Calendar year",
                "a month such as April", "a quarter such as Q1")  # fmt: skip


class Entry(NamedTuple):
    """Cells of one indicator's period: each by its part, with the heading that it stands under.

    `column` is where the period stands, or the one figure when a column is a period.
    """

    name: str
    row: int
    period: Cell
    column: str
    parts: dict[str, tuple[Cell, str]]
    by_column: bool = False


class Walk(Columns):
    """The walk over a table's rows that can be read."""

    def entries(self) -> Iterator[Entry]:
        """Every entry of the table, problems added for what cannot be one."""
        shape = recognise(self) if self.sound else ""
        if shape == "wide":
            yield from self._wide()
        elif shape == "april_to_march":
            yield from self._years()
        elif shape == "dfe":
            measures = self._measure_columns()
            if self.sound:
                yield from self._long(measures)
        elif shape == "long":
            yield from self._long({})

    def _rows(self, needed: tuple[str, ...], used: set[int]) -> list[tuple[int, tuple[Cell, ...]]]:
        """The sound rows; none, with problems, when a column that is needed is not there."""
        if self.how.indicator:
            needed = tuple(name for name in needed if name != "indicator")
        for name in needed:
            if name not in self.at:
                near = nearest(name, [h for h in self.grid.head if h and tidy(h) not in self.known])
                remedy = (f'Name it in {FILE}: [values] columns = {{ {name} = "..." }}.'
                          if self.table.foreign else "Add it, or mend its heading.")
                self.fault(self.grid.place(), f"the column '{name}' is missing.",
                           f"Rename its column '{near}'." if near and not self.table.foreign
                           else f"{columns_are(self.grid)} {remedy}")
        if not self.sound:
            return []
        used |= {self.at[name] for name in (*needed, "indicator", "measure") if name in self.at}
        if not self.table.foreign:
            warn_of_headless(self.grid, self.problems)
        return sound_rows(self.grid, used, self.problems)

    def _long(self, measures: dict[int, str]) -> Iterator[Entry]:
        needed = ["indicator", "period", "value"]
        parts = [part for part in MEASURES if part in self.at]
        if self.table.month:
            needed.remove("period")
        if {"numerator", "denominator"} <= set(parts):
            needed.remove("value")      # it is worked out from the two
        if not self.table.foreign:
            lines = known_rows(self.grid, tuple(needed), tuple(
                name for name in ("value", "numerator", "denominator", "source", "note")
                if name not in needed), self.problems)
            self._warn_of_marks()
        else:
            if measures:
                needed.remove("indicator")
            if (measures or parts) and "value" in needed:
                needed.remove("value")
            lines = self._rows(tuple(needed), {self.at[part] for part in parts} | set(measures))
        where = self.heading("period")
        columns = [(part, self.at[part], self.heading(part)) for part in parts]
        for row, cells in lines:
            period = self.table.month or self._period(row, cells)
            if period is None:
                continue
            if measures:
                for n, name in measures.items():
                    cell = cells[n] if n < len(cells) else ""
                    yield Entry(name, row, period, where,
                                {"value": (cell, self.grid.head[n])}, True)
                continue
            name = self.how.indicator or text_of(self.cell(cells, "indicator"))
            yield Entry(name, row, period, where, {
                part: (cells[n] if n < len(cells) else "", heading)
                for part, n, heading in columns})

    def _warn_of_marks(self) -> None:
        """A warning where a column that is not read holds nothing but marks of figures."""
        for n, head in enumerate(self.grid.head):
            if tidy(head) not in ("note", "source"):
                continue
            cells = [(row, text_of(cells[n])) for row, cells in self.grid.rows
                     if n < len(cells) and not is_blank(cells[n])]
            if cells and all(is_mark(text) for _, text in cells):
                marks = listed(list(dict.fromkeys(text for _, text in cells))[:4], "and")
                self.problems.append(Problem(
                    self.grid.place(cells[0][0], head), f"the column '{head}' holds marks of "
                    f"figures ({marks}); they were not read.",
                    f"Write each after its figure: 12.4 {cells[0][1]}.", warning=True))

    def _period(self, row: int, cells: tuple[Cell, ...]) -> Cell | None:
        """The row's period, of the Department's two columns one text; None, with a problem."""
        period = self.cell(cells, "period")
        if "time_identifier" not in self.at or is_blank(period):
            return period
        identifier = text_of(self.cell(cells, "time_identifier"))
        try:
            return identified(text_of(period), identifier)
        except ValueError:
            self.problems.append(Problem(
                self.grid.place(row, self.heading("time_identifier")),
                f"'{text_of(period)}' and '{identifier}' name no period.",
                f"The identifier is one of {listed(_IDENTIFIERS)}; the year is written 2023/24, "
                "202324 or, where it ends, 2024."))
            return None

    def _measure_columns(self) -> dict[int, str]:
        """The columns that are measures, each by its name; none when `value` names the one."""
        if "value" in self.at or "numerator" in self.at:
            return {}
        heads = {tidy(h): n for n, h in enumerate(self.grid.head)}
        found = {n: name for name, n in heads.items() if name in self.known}
        for theirs in self.how.indicators:
            if tidy(theirs) in heads:
                found[heads[tidy(theirs)]] = theirs
            elif "indicator" not in self.how.columns:
                self.fault(Place(FILE, column=f"{self.table.setting.column}.indicators.{theirs}"),
                            f"{self.grid.file} has no column '{theirs}'.",
                            did_you_mean(theirs, [h for h in self.grid.head if h])
                            or columns_are(self.grid))
        if not found and self.sound:
            self.fault(self.table.setting, "it does not say which columns are measures.",
                        'Write: indicators = { "referral_count" = "referrals.volume" }.')
        return found

    def _wide(self) -> Iterator[Entry]:
        periods: list[tuple[int, str]] = []
        plain = ("indicator", "measure", "note", "title", "")
        mapped = {self.at[name] for name in self.how.columns if name in self.at}
        filters = {tidy(name) for name in self.how.where}
        lost = "indicator" not in self.at and not self.how.indicator
        for n, head in enumerate(self.grid.head):
            if n in mapped or tidy(head) in filters or tidy(head) in plain:
                continue
            if is_period(head):
                periods.append((n, head))
            elif not lost and (not self.table.foreign or any(c.isdigit() for c in head)):
                self.problems.append(Problem(self.grid.place(self.grid.head_row, head),
                                             f"'{head}' is not a month.",
                                             "Give it as 2022-07 or July 2022."))
        for row, cells in self._rows(("indicator",), {n for n, _ in periods}):
            measure = self._measure(row, cells)
            if not measure:
                continue
            name = self.how.indicator or text_of(self.cell(cells, "indicator"))
            for n, head in periods:
                cell = cells[n] if n < len(cells) else ""
                yield Entry(name, row, head, head, {measure: (cell, head)}, True)

    def _measure(self, row: int, cells: tuple[Cell, ...]) -> str:
        measure = tidy(text_of(self.cell(cells, "measure"))) or "value"
        if measure in MEASURES:
            return measure
        self.problems.append(Problem(
            self.grid.place(row, self.heading("measure")), f"'{measure}' is not one of 'value', "
            "'numerator' or 'denominator'.", did_you_mean(measure, MEASURES)
            or "Leave it blank where the row holds the value."))
        return ""

    def _years(self) -> Iterator[Entry]:
        column = self.year_column
        months = self.months
        have = [MONTH_HEADS[tidy(h)] for _, h in months]
        twice = next((n for n in have if have.count(n) > 1), 0)
        if twice:
            self.fault(self.grid.place(), f"the column '{MONTH_NAMES[twice - 1]}' is there twice.",
                       "Keep one of them.")
        elif len(months) < 12:
            lost = [name for n, name in enumerate(MONTH_NAMES, 1) if n not in have]
            self.fault(self.grid.place(), f"there is no column for {listed(lost, 'and')}.",
                        "Head a column with each month's name, April to March.")
        if not column:
            self.fault(self.grid.place(), "the column 'year' is missing.",
                        f'Name it in {FILE}: [values] columns = {{ year = "..." }}.')
        if not self.sound:
            return
        starts = MONTH_HEADS[tidy(months[0][1])]
        used = {n for n, _ in months} | {self.at[column]}
        for row, cells in self._rows(("indicator",), used):
            measure = self._measure(row, cells)
            first = self._first_month(row, cells, column, starts) if measure else None
            if first is None:
                continue
            name = self.how.indicator or text_of(self.cell(cells, "indicator"))
            for n, head in months:
                month = first.back(-((MONTH_HEADS[tidy(head)] - starts) % 12))
                cell = cells[n] if n < len(cells) else ""
                yield Entry(name, row, month.full, head, {measure: (cell, head)}, True)

    def _first_month(
        self, row: int, cells: tuple[Cell, ...], column: str, starts: int
    ) -> Month | None:
        """The month of the row's first column."""
        found = text_of(self.cell(cells, column))
        identifier = text_of(self.cell(cells, "time_identifier"))
        ending = re.fullmatch(r"\d{4}", found) and starts != 1
        if ending and not identifier:
            what, hint = (
                f"'{found}' could be the year that starts or ends then.",
                f"Write {spanned(int(found) - 1)} or {spanned(int(found))}.")
        else:
            try:
                year = identified(found, identifier or (
                    "Calendar year" if starts == 1 else "Financial year"))
                start = Year.parse(year, "calendar" if starts == 1 else "financial").start
                return Month.of(start, starts)
            except ValueError:
                what = f"'{found}' is not a year." if found else "the year is empty."
                hint = "Give it as 2022/23." if starts != 1 else "Give it as 2022."
        self.problems.append(Problem(self.grid.place(row, self.heading(column)), what, hint))
        return None
