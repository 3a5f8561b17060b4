"""A table's columns by our names, and the shape that they show it to have."""

from __future__ import annotations

from briefing.problems import Place, Problem, did_you_mean, listed, nearest
from briefing.reading.grids import Cell, Grid, columns_are, tidy
from briefing.reading.headings import MONTH_HEADS, is_period
from briefing.reading.settings import FILE, Shape
from briefing.reading.value_sources import Table

_PERIOD_LIKE = ("month", "date", "months", "period_end", "quarter", "year", "reporting_month",
                "time_period")  # fmt: skip
_YEAR_COLUMNS = ("year", "financial_year", "time_period", "fiscal_year", "academic_year")


class Columns:
    """A table's columns by our names; `sound` until a fault makes the table unreadable."""

    def __init__(self, table: Table, known: set[str], problems: list[Problem]) -> None:
        self.table, self.known, self.problems = table, known, problems
        self.grid, self.how = table.grid, table.how
        self.at: dict[str, int] = {}
        self.sound = True
        names = [tidy(h) for h in self.grid.head]
        mapped = {ours: tidy(theirs) for ours, theirs in self.how.columns.items()}
        for ours, theirs in mapped.items():
            if theirs in names:
                self.at[ours] = names.index(theirs)
            else:
                key = f"{table.setting.column}.columns.{ours}"
                self.fault(Place(FILE, column=key),
                           *no_column(self.grid, self.how.columns[ours], f"{ours} = "))
        for n, name in enumerate(names):
            if name and name not in self.at and n not in self.at.values():
                self.at[name] = n
        if self.table.foreign and "period" not in self.at and "time_period" in self.at:
            self.at["period"] = self.at["time_period"]

    def fault(self, place: Place, what: str, hint: str) -> None:
        """Add the problem: the table cannot be read."""
        self.problems.append(Problem(place, what, hint))
        self.sound = False

    def heading(self, ours: str) -> str:
        """The column's heading, as a message names it."""
        n = self.at.get(ours)
        return self.grid.head[n] if n is not None and self.table.foreign else ours

    def cell(self, cells: tuple[Cell, ...], ours: str) -> Cell:
        """The row's cell in our column of that name; blank where there is none."""
        n = self.at.get(ours)
        return cells[n] if n is not None and n < len(cells) else ""

    @property
    def months(self) -> list[tuple[int, str]]:
        """The columns headed by a month's name alone, in their order."""
        return [(n, h) for n, h in enumerate(self.grid.head) if tidy(h) in MONTH_HEADS]

    @property
    def year_column(self) -> str:
        """The name of the column that tells the year; "" where there is none."""
        return next((name for name in _YEAR_COLUMNS if name in self.at), "")


def no_column(grid: Grid, name: str, setting: str = "") -> tuple[str, str]:
    """What is said of a column that the table does not have, or has as a group of several."""
    heads = [h for h in grid.head if h]
    under = [h for h in heads if tidy(h).startswith(f"{tidy(name)}_/_")]
    if under:
        return (f"'{name}' stands over {len(under)} columns of {grid.file}.",
                f'Name one with its heading: {setting}"{under[0]}".')
    below = [h for h in heads if tidy(h).endswith(f"_/_{tidy(name)}")]
    return f"{grid.file} has no column '{name}'.", (
        f'Name it with the heading over it: {setting}"{below[0]}".' if below
        else did_you_mean(name, heads) or columns_are(grid))


def recognise(columns: Columns) -> Shape:
    """The shape asked for, else the only one it can be; "" and a problem when none is sure."""
    if columns.how.shape:
        return columns.how.shape
    found: dict[Shape, str] = {}
    periods = [h for h in columns.grid.head if is_period(h)]
    dated = "period" in columns.at or bool(columns.table.month)
    if len(columns.months) == 12 and columns.year_column:
        found["april_to_march"] = "a column for each month's name"
    elif {"time_period", "time_identifier", "geographic_level"} <= set(columns.at):
        found["dfe"] = "the columns time_period and time_identifier"
    elif dated and ("value" in columns.at or "numerator" in columns.at or not periods):
        found["long"] = "the column 'period'" if "period" in columns.at else "the column 'value'"
    if periods and "april_to_march" not in found and (
            "value" not in columns.at or columns.how.columns.get("value") is None):
        found["wide"] = f"the heading '{periods[0]}'"
    if len(found) == 1:
        return next(iter(found))
    place = columns.grid.place()
    if found:
        could = listed([f"{name} ({why})" for name, why in found.items()])
        columns.fault(place, f"its shape could be {could}.",
                    f'Say which in {FILE}: [values] shape = "{next(iter(found))}".')
    else:
        _no_shape(columns, place)
    return ""


def _no_shape(columns: Columns, place: Place) -> None:
    heads = [h for h in columns.grid.head if h]
    like = next((h for h in heads if tidy(h) in _PERIOD_LIKE), "") or nearest("period", heads)
    if len(columns.months) > 9:
        columns.fault(place, "the column 'year' is missing.",
                      "Add a column with the year of each row: 2022/23.")
        return
    if like:
        columns.fault(place, "the column 'period' is missing.",
                    f"Rename its column '{like}' to period, or write in {FILE}: [values] "
                    f'columns = {{ period = "{like}" }}.')
    elif "value" in columns.at:
        columns.fault(place, "the column 'period' is missing.",
                      f"{columns_are(columns.grid)} Add it, or mend its heading.")
    else:
        columns.fault(place, "it has neither a column 'period' nor a month over a column.",
                    f"{columns_are(columns.grid)} Give indicator, period and value, or a column "
                    "for each month headed 2022-07 or July 2022.")
