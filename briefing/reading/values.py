"""Tables of values, in any shape, to observations.

The cells of one indicator's period may stand in several rows or files; they are gathered before
anything is worked out of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from briefing.amounts import UNITS
from briefing.indicators import Indicator
from briefing.periods import (
    FREQUENCIES,
    PERIOD_WORDS,
    Month,
    YearKind,
    as_at_day,
    parse_period,
)
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading.alike import Alike, of_one_cause
from briefing.reading.cells import (
    FAULTY,
    MISSING,
    NotANumber,
    Reading,
    Symbols,
    read_number,
    without_unit,
)
from briefing.reading.grids import Cell, Grid, is_blank, text_of
from briefing.reading.headings import serial
from briefing.reading.limits import unit_problem
from briefing.reading.observations import Observation
from briefing.reading.observing import Gathered, observation
from briefing.reading.settings import FILE
from briefing.reading.value_shapes import Entry, Walk
from briefing.reading.value_sources import Table

_HINTS = {
    1: "Give it as 2022-07 or July 2022.",
    3: "Give it as Q1 2022/23, or by its last month: 2022-06.",
    4: "Give it as autumn term 2022, or by its last month: 2022-12.",
    6: "Give it as H1 2022/23, or by its last month: 2022-09.",
    12: "Give it as 2022/23, or by its last month: 2023-03.",
}


@dataclass(frozen=True, slots=True)
class Known:
    """The indicators by id, the ids that only serve as their series, and ids with faults.

    What is said of an id with a fault is said where the fault is; its rows are passed over.
    """

    indicators: Mapping[str, Indicator]
    series: frozenset[str] = frozenset()
    faulty: frozenset[str] = frozenset()
    symbols: Symbols = field(default_factory=dict)

    @property
    def ids(self) -> set[str]:
        """Every id that a row of values may name, faulty indicators among them."""
        return set(self.indicators) | self.series | self.faulty

    def steps(self) -> dict[str, tuple[int, YearKind]]:
        """The months from one period to the next, and the kind of year, of every id."""
        found: dict[str, tuple[int, YearKind]] = {}
        for one in self.indicators.values():
            for name in (one.numerator, one.denominator, one.inflow, one.outflow):
                if name and (name not in found or one.step < found[name][0]):
                    found[name] = (one.step, one.year)
        return found | {one.id: (one.step, one.year) for one in self.indicators.values()}


def read_values(
    tables: Iterable[Table], known: Known, problems: list[Problem]
) -> list[Observation]:
    """The tables' observations, by indicator and month in the order in which they first stand."""
    cells = _Cells(known, problems)
    for table in tables:
        cells.read(table)
    cells.say_unmet()
    problems += cells.alike.problems()
    made: list[Observation] = []
    faults: list[tuple[str, Problem]] = []
    for key, found in cells.found.items():
        its: list[Problem] = []
        figure = observation(key, found, known.indicators, its)
        faults += [(key[0], fault) for fault in its]
        if figure is not None:
            made.append(figure)
    problems += of_one_cause(faults)
    return made


class _Cells:
    """The walk over the tables; `found` holds what it gathered by indicator and month."""

    def __init__(self, known: Known, problems: list[Problem]) -> None:
        self.known, self.ids, self.steps = known, known.ids, known.steps()
        self.problems = problems
        self.alike = Alike()
        self.found: dict[tuple[str, Month], Gathered] = {}
        self.months: dict[tuple[object, ...], Month | str] = {}
        self.days: dict[tuple[object, ...], date | None] = {}
        self.met: dict[Place, tuple[Table, set[str]]] = {}
        self.astray: dict[tuple[int, str], list[tuple[str, str]]] = {}

    def read(self, table: Table) -> None:
        """Gather the table's cells."""
        names = self._names(table)
        if names is None:
            return
        said: set[object] = set()
        met: set[str] = set()
        for entry in Walk(table, self.ids, self.problems).entries():
            met.add(entry.name.casefold())
            name = names.get(entry.name.casefold(), entry.name) if names else entry.name
            if name not in self.ids:
                key = entry.row if not entry.name else (entry.row, name)
                if key not in said and not names:
                    said.add(key)
                    self._unknown(table, entry)
            elif name not in self.known.faulty:
                self._keep(table, name, entry)
        self._say_astray(table)
        self.met.setdefault(table.setting, (table, set()))[1].update(met)

    def say_unmet(self) -> None:
        """Add a problem for each name in `indicators` that none of a [[values]]'s tables has."""
        for table, met in self.met.values():
            for theirs in table.how.indicators:
                if met and theirs.strip().casefold() not in met:
                    self.problems.append(Problem(
                        Place(FILE, column=f"{table.setting.column}.indicators.{theirs}"),
                        f"{table.how.file or table.grid.file} has no indicator '{theirs}'.",
                        did_you_mean(theirs, met) or "Write it as the table does, or take it out."))

    def _names(self, table: Table) -> dict[str, str] | None:
        """The table's own names with our ids; None, with problems, when an id is none."""
        how, before = table.how, len(self.problems)
        wanted = {f"indicators.{theirs}": ours for theirs, ours in how.indicators.items()}
        if how.indicator:
            wanted["indicator"] = how.indicator
        for key, ours in wanted.items():
            if ours not in self.ids:
                self.problems.append(Problem(
                    Place(FILE, column=f"{table.setting.column}.{key}"),
                    f"there is no indicator '{ours}'.", did_you_mean(ours, self.ids)
                    or "Add it to the indicators, or mend its id."))
        if len(self.problems) > before:
            return None
        return {theirs.strip().casefold(): ours for theirs, ours in how.indicators.items()}

    def _unknown(self, table: Table, entry: Entry) -> None:
        place = table.grid.place(entry.row, table.how.columns.get("indicator", "indicator"))
        if not entry.name:
            self.problems.append(Problem(place, "it is empty.", "Give the indicator's id."))
            return
        self.problems.append(Problem(
            place, f"there is no indicator '{entry.name}'.", did_you_mean(entry.name, self.ids)
            or "Add it to the indicators, or mend its id."))

    def _keep(self, table: Table, name: str, entry: Entry) -> None:
        grid, row = table.grid, entry.row
        month = self._month(name, entry.period)
        if isinstance(month, str):
            if not entry.by_column:
                self._say(table, name, row, entry.column, month)
            elif not all(is_blank(cell) for cell, _ in entry.parts.values()):
                self.astray.setdefault((row, name), []).append((entry.column, month))
            return
        gathered = self.found.get((name, month))
        if gathered is None:
            column = next((heading for _, heading in entry.parts.values()), entry.column)
            gathered = self.found[name, month] = Gathered(grid, row, column, entry.by_column)
        elif gathered.grid is not grid and all(
                is_blank(cell) for cell, _ in entry.parts.values()):
            return      # a blank of one table is no figure beside that of another
        elif gathered.grid is not grid and all(
                reading == MISSING for reading in gathered.parts.values()):
            gathered = self.found[name, month] = Gathered(grid, row, entry.column, entry.by_column)
        elif any(part in gathered.parts for part in entry.parts):
            part = next(part for part in entry.parts if part in gathered.parts)
            self._twice(f"{month.full} of '{name}'" + (f" ({part})" if part != "value" else ""),
                        gathered, grid, entry)
            return
        one = self.known.indicators.get(name)
        if one is not None and one.kind == "stock":
            gathered.day = self._day(entry.period)
        for part, (cell, heading) in entry.parts.items():
            gathered.parts[part] = self._reading(cell, grid, row, heading, name, part)
        value = gathered.parts.get("value")
        if value is not None and value.of is not None:
            shown = text_of(next(iter(entry.parts.values()))[0])
            self._take_apart(gathered, value, value.of, shown, grid, row)

    def _take_apart(self, gathered: Gathered, value: Reading, of: tuple[Decimal, Decimal],
                    shown: str, grid: Grid, row: int) -> None:
        """Put the numerator and denominator of "13 of 39" into their own places."""
        for part, number in zip(("numerator", "denominator"), of, strict=True):
            there = gathered.parts.get(part, MISSING)
            if there.number not in (None, number):
                self.problems.append(Problem(
                    grid.place(row, gathered.column), f"'{shown}' gives another {part} than "
                    f"{there.number}.", "Mend one of them."))
            gathered.parts[part] = Reading(number, None, value.marked)

    def _say(self, table: Table, name: str, row: int, column: str, what: str) -> None:
        step, kind = self.steps.get(name, (1, "financial"))
        hint = _HINTS[step]
        if step == 12 and kind == "calendar":
            hint = "Give it as 2022, or by its last month: 2022-12."
        for word, frequency in (("quarter", "quarterly"), ("term", "termly"),
                                ("half year", "half_yearly"), ("year", "annual")):
            if f"is a {word}, " in what and (step == 1 or word != "year"):
                example = "2022-07" if step == 1 else hint.removeprefix("Give it as ").partition(
                    ", or")[0]
                hint = f"Give it as {example}, or give the indicator the frequency {frequency}."
                break
        self.alike.add(table.grid.place(row, column), what, hint)

    def _say_astray(self, table: Table) -> None:
        """One problem for the columns of a row that are no periods of its indicator."""
        for (row, name), found in self.astray.items():
            (column, what), *others = found
            if others:
                what += f" Nor {'does' if len(others) == 1 else 'do'} " + listed(
                    [c for c, _ in others], "and") + "."
            self._say(table, name, row, column, what)
        self.astray.clear()

    def _twice(self, what: str, before: Gathered, grid: Grid, entry: Entry) -> None:
        where = f"in row {before.row}"
        if before.grid is not grid:
            where = f"in {before.grid.place(before.row)}"
        column = f", column {before.column}" if before.by_column else ""
        self.problems.append(Problem(grid.place(entry.row, entry.column),
                                     f"{what} is there already, {where}{column}.",
                                     "Keep one of the two."))

    def _day(self, cell: Cell) -> date | None:
        """The day that a period's cell says a figure is as at."""
        key = type(cell), cell
        if key not in self.days:
            self.days[key] = as_at_day(serial(cell))
        return self.days[key]

    def _month(self, name: str, cell: Cell) -> Month | str:
        """The period's last month, or what is wrong with it."""
        step, kind = self.steps.get(name, (1, "financial"))
        key = (type(cell), cell, step, kind)
        if key not in self.months:
            try:
                self.months[key] = parse_period(serial(cell), step, kind)
            except ValueError as fault:
                wanted = f"a {kind} year" if step == 12 else f"a {PERIOD_WORDS[FREQUENCIES[step]]}"
                self.months[key] = str(fault).replace("not a month", f"not {wanted}") + "." if (
                    text_of(cell)) else f"{wanted.replace('a ', 'the ', 1)} is empty."
        return self.months[key]

    def _reading(self, cell: Cell, grid: Grid, row: int, column: str, name: str,
                 part: str) -> Reading:
        if cell == "" and not self.known.symbols:
            return MISSING      # as most numerators and denominators are
        one = self.known.indicators.get(name)
        if one is not None and part == "value":
            cell = without_unit(cell, UNITS[one.unit])
        try:
            reading = read_number(cell, self.known.symbols)
        except NotANumber as fault:
            self.alike.add(grid.place(row, column), fault.what, fault.hint)
            return FAULTY
        unit = one.unit_class if one is not None and part == "value" else "count"
        if reading.fewer and unit != "count":
            self.alike.add(grid.place(row, column), f"'{reading.fewer}' gives no figure, and not "
                           "why there is none.",
                           "Write [c] confidential or [low] rounds to nought.")
            return FAULTY
        if reading.of is not None and one is not None and part == "value" and (
                one.unit_class == "count"):
            return replace(reading, number=reading.of[0])       # "12 of 15" counts the twelve
        if reading.of is not None and not (
                one is not None and one.is_ratio and part == "value"):
            self.alike.add(grid.place(row, column), f"'{text_of(cell)}' gives two numbers, but "
                           "one is wanted.", "Give the number itself.")
            return FAULTY
        if reading.note:
            self.alike.add(grid.place(row, column),
                           f"{reading.note} after the number was not read.",
                           "Write what it says as the indicator's 'note', or in the commentary.",
                           warning=True)
        if reading.mark and one is not None:
            return self._marked(reading, one, text_of(cell), grid.place(row, column), part)
        return reading

    def _marked(self, reading: Reading, one: Indicator, shown: str, place: Place,
                part: str) -> Reading:
        """The reading, unless the unit that the cell names is not the indicator's."""
        fault = unit_problem(one, reading.mark, shown, part, place)
        if fault is None:
            return reading
        self.problems.append(fault)
        return FAULTY
