"""The table Values, long or wide, to observations.

Long: indicator, period, value, numerator, denominator. Wide: a row an indicator, a column a month,
and a column `measure` (value, numerator, denominator) where an indicator has more than one row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from briefing.amounts import RATE_BASES, Reason, number, rounded
from briefing.indicators import Indicator
from briefing.periods import Month, parse_month
from briefing.problems import Place, Problem, did_you_mean
from briefing.reading.cells import NotANumber, Reading, read_number
from briefing.reading.dictionary import unknown_indicator
from briefing.reading.grids import Cell, Grid, Record, records, text_of, tidy
from briefing.reading.observations import Observation

MEASURES = ("value", "numerator", "denominator")
_NONE = Reading(None, Reason.MISSING)


@dataclass(slots=True)
class _Gathered:
    """The cells of one indicator's month, until value, numerator and denominator are together."""

    grid: Grid
    row: int
    column: str
    parts: dict[str, Reading] = field(default_factory=dict)


def read_values(
    grid: Grid, indicators: dict[str, Indicator], series: set[str], problems: list[Problem]
) -> list[Observation]:
    """The grid's observations; `series` are ids that only serve as numerators or denominators."""
    cells = _Cells(grid, indicators, series, problems)
    if "period" in {tidy(h) for h in grid.head}:
        cells.read_long()
    else:
        cells.read_wide()
    return [observation for key, found in cells.found.items()
            if (observation := _observation(key, found, indicators, problems)) is not None]


class _Cells:
    """The walk over one grid; `found` holds what it gathered by indicator and month."""

    def __init__(self, grid: Grid, indicators: dict[str, Indicator], series: set[str],
                 problems: list[Problem]) -> None:
        self.grid = grid
        self.known = set(indicators) | series
        self.problems = problems
        self.found: dict[tuple[str, Month], _Gathered] = {}
        self.months: dict[Cell, Month | None] = {}

    def _month(self, cell: Cell, row: int, column: str) -> Month | None:
        try:
            return parse_month(cell)
        except ValueError as fault:
            what = f"{fault}." if text_of(cell) else "the month is empty."
            self.problems.append(Problem(self.grid.place(row, column), what,
                                         "Give it as 2022-07 or July 2022."))
            return None

    def _reading(self, cell: Cell, row: int, column: str) -> Reading:
        try:
            return read_number(cell)
        except NotANumber as fault:
            self.problems.append(Problem(
                self.grid.place(row, column), f"'{fault}' is not a number.",
                "Give a number, leave the cell blank, or say why there is none: "
                "[c] confidential, [x] not available, [z] not applicable."))
            return _NONE

    def _keep(self, key: tuple[str, Month], part: str, reading: Reading, row: int,
              column: str) -> None:
        gathered = self.found.get(key)
        if gathered is None:
            gathered = self.found[key] = _Gathered(self.grid, row, column)
        elif part in gathered.parts:
            again = f"{key[1].full} of '{key[0]}'" + (f" ({part})" if part != "value" else "")
            self.problems.append(Problem(
                self.grid.place(row, column),
                f"{again} is there already, in row {gathered.row}"
                + (f", column {gathered.column}." if column != "period" else "."),
                "Keep one of the two."))
            return
        gathered.parts[part] = reading

    def read_long(self) -> None:
        for record in records(self.grid, ("indicator", "period", "value"),
                              ("numerator", "denominator", "source", "note"), self.problems):
            if not self._known(record):
                continue
            cell = record.cells.get("period", "")
            if cell not in self.months:
                self.months[cell] = self._month(cell, record.row, "period")
            month = self.months[cell]
            if month is None:
                if text_of(cell) and self.months[cell] is None:
                    del self.months[cell]       # each row with the fault is named
                continue
            key = (record.text("indicator"), month)
            if key in self.found:
                self._keep(key, "value", _NONE, record.row, "period")
                continue
            for part in MEASURES:
                if part in record.cells:
                    reading = self._reading(record.cells[part], record.row, part)
                    self._keep(key, part, reading, record.row, "value")

    def read_wide(self) -> None:
        grid = self.grid
        columns: list[tuple[int, Month, str]] = []
        names: list[str] = []
        for n, heading in enumerate(grid.head):
            if tidy(heading) in ("indicator", "measure", "note", "title", ""):
                names.append(tidy(heading))
                continue
            month = self._month(heading, grid.rows[0][0] - 1 if grid.rows else 1, heading)
            names.append("")
            if month is not None:
                columns.append((n, month, heading))
        if "indicator" not in names:
            self.problems.append(Problem(grid.place(), "the column 'indicator' is missing.",
                                         "Its first column holds the indicators' ids."))
            return
        for row, cells in grid.rows:
            record = Record(grid, row, dict(zip(names, cells, strict=False)))
            if not self._known(record):
                continue
            measure = tidy(record.text("measure")) or "value"
            if measure not in MEASURES:
                self.problems.append(Problem(
                    record.place("measure"), f"'{measure}' is not one of 'value', 'numerator' "
                    "or 'denominator'.", did_you_mean(measure, MEASURES)))
                continue
            for n, month, heading in columns:
                cell = cells[n] if n < len(cells) else ""
                reading = self._reading(cell, row, heading)
                self._keep((record.text("indicator"), month), measure, reading, row, heading)

    def _known(self, record: Record) -> bool:
        if record.text("indicator") in self.known:
            return True
        self.problems.append(unknown_indicator(record, self.known))
        return False


def _observation(
    key: tuple[str, Month], found: _Gathered, indicators: dict[str, Indicator],
    problems: list[Problem],
) -> Observation | None:
    name, month = key
    value, numerator, denominator = (found.parts.get(part, _NONE) for part in MEASURES)
    one = indicators.get(name)
    place = found.grid.place(found.row, found.column)
    amount, reason = value.number, value.reason
    paired = numerator.number is not None and denominator.number is not None
    # a month is withheld as a whole: its other cells would give the withheld one away
    for part in (value, numerator, denominator):
        if part.reason not in (None, Reason.MISSING):
            reason, amount, paired = part.reason, None, False
            break
    if one is not None and paired and one.is_ratio:
        assert numerator.number is not None
        assert denominator.number is not None
        if denominator.number == 0 and numerator.number == 0:
            amount, reason = None, Reason.NOT_APPLICABLE    # no cases: they still add up
        elif denominator.number == 0:
            problems.append(Problem(place, f"the denominator is 0, the numerator "
                                    f"{numerator.number}.", "Mend one of them."))
            return None
        else:
            stated = amount
            amount = numerator.number * _base(one) / denominator.number
            reason = None
            _check_pair(one, stated, amount, numerator.number, denominator.number, place, problems)
    if one is not None and amount is not None:
        _check_value(one, amount, place, problems)
    return Observation(
        name, month, amount,
        numerator.number if paired else None, denominator.number if paired else None,
        None if amount is not None else reason or Reason.MISSING,
        value.provisional or numerator.provisional or denominator.provisional,
        found.grid, found.row, found.column,
    )  # fmt: skip


def _base(one: Indicator) -> int:
    if one.unit_class == "percent":
        return 100
    return RATE_BASES[one.unit] * (12 // one.step if one.annualised else 1)


def _check_pair(one: Indicator, stated: Decimal | None, worked_out: Decimal, numerator: Decimal,
                denominator: Decimal, place: Place, problems: list[Problem]) -> None:
    if one.unit_class == "percent" and numerator > denominator:
        problems.append(Problem(place, f"the numerator {numerator} is more than the denominator "
                                f"{denominator}.", "Mend one of them."))
    elif stated is not None and rounded(stated, one.decimals) != rounded(worked_out, one.decimals):
        problems.append(Problem(
            place, f"the value is {number(stated, one.decimals)}, but {numerator} over "
            f"{denominator} is {number(worked_out, one.decimals)}.",
            "Mend one of the three, or leave the value blank to have it worked out."))


def _check_value(one: Indicator, value: Decimal, place: Place, problems: list[Problem]) -> None:
    if one.unit_class == "percent" and not 0 <= value <= 100:
        problems.append(Problem(place, f"{value} is outside 0 to 100 per cent.",
                                "Percentages are given as 12.5, not as 0.125 or 1,250."))
    elif one.unit == "count" and (value < 0 or value != value.to_integral_value()):
        problems.append(Problem(place, f"{value} is not a whole count.",
                                "Mend it, or give the indicator another unit."))
