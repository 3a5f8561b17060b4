"""What the checks look at: the figures by indicator and month, each with its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from briefing.amounts import RATE_BASES, Reason, in_cell
from briefing.history import Record
from briefing.indicators import Dictionary, Indicator
from briefing.periods import Month, period_short
from briefing.problems import listed
from briefing.reading.checks.thresholds import NAMED
from briefing.reading.commentary import Commentary
from briefing.reading.grids import Grid, Source
from briefing.reading.observations import Observation

Cells = dict[Month, Observation]


@dataclass(frozen=True, slots=True)
class Checked:
    """A report folder's figures as the checks need them.

    `cells` has the months of each series in order, series of numerators and denominators among
    them. `dated` is the report's own date, `history` what was published before, newest first.
    """

    dictionary: Dictionary
    cells: Mapping[str, Cells]
    period: Month
    dated: date
    targets: Grid | None = None
    benchmarks: Grid | None = None
    history: tuple[Record, ...] = ()
    sources: tuple[Source, ...] = ()
    commentary: tuple[Commentary, ...] = ()
    _figures: dict[str, dict[Month, Decimal]] = field(default_factory=dict)

    def indicators(self) -> Iterator[tuple[Indicator, Cells]]:
        """Each indicator that has cells of its own, with them."""
        return ((one, self.cells[one.id]) for one in self.dictionary.indicators
                if one.id in self.cells)

    def figures(self, one: Indicator) -> dict[Month, Decimal]:
        """The indicator's own figures by month, or those that its parts give."""
        if one.id in self.cells or not (one.is_ratio and one.numerator and one.denominator):
            return self._own(one.id)
        above, below = self._own(one.numerator), self._own(one.denominator)
        return {month: value * base(one) / below[month] for month, value in above.items()
                if below.get(month)}

    def _own(self, series: str) -> dict[Month, Decimal]:
        """The figures of a series' own cells, gathered once for all checks."""
        if series not in self._figures:
            self._figures[series] = figures(self.cells.get(series, {}))
        return self._figures[series]


def in_order(observations: Iterable[Observation]) -> dict[str, Cells]:
    """The observations by series and month, months in order."""
    found: dict[str, Cells] = {}
    for o in sorted(observations, key=lambda o: o.month.ordinal):
        found.setdefault(o.indicator, {})[o.month] = o
    return found


def figures(cells: Cells) -> dict[Month, Decimal]:
    """The months that have a figure, in order, with it."""
    return {month: o.value for month, o in cells.items() if o.value is not None}


def base(one: Indicator) -> Decimal:
    """What a numerator over its denominator is multiplied by, in a percentage or a rate."""
    if one.unit_class == "percent":
        return Decimal(100)
    return Decimal(RATE_BASES[one.unit] * (12 // one.step if one.annualised else 1))


def accounted_for(cell: Observation) -> bool:
    """Whether the month has a figure or a reason; a blank cell has neither."""
    return cell.value is not None or cell.reason is not Reason.MISSING


def since_break(one: Indicator, months: Iterable[Month], until: Month) -> list[Month]:
    """The months before `until` that it may be compared with: none before the latest break."""
    start = max((b for b in one.breaks if b <= until), default=None)
    return [m for m in months if m < until and (start is None or m >= start)]


def said(one: Indicator, value: Decimal) -> str:
    """The figure as the report's tables show it."""
    return in_cell(value, one.unit, one.decimals)


def named(one: Indicator, month: Month) -> str:
    """ "July 2022", "Q1 22/23" or "2021/22"."""
    return month.full if one.step == 1 else period_short(month, one.step, one.year)


def spans(one: Indicator, months: Iterable[Month]) -> str:
    """ "May 2021, July to September 2021 and 4 more": the periods as runs, the first few named."""
    runs: list[list[Month]] = []
    for month in months:
        if runs and month.back(one.step) == runs[-1][-1]:
            runs[-1].append(month)
        else:
            runs.append([month])
    words = [named(one, run[0]) if len(run) == 1 else
             f"{named(one, run[0])} to {named(one, run[-1])}" for run in runs[:NAMED]]
    more = sum(len(run) for run in runs[NAMED:])
    return listed([*words, f"{more} more"] if more else words, "and")


def expected(one: Indicator, first: Month, last: Month) -> list[Month]:
    """The ends of every period from the first to the last, both included."""
    due = [Month(n) for n in range(first.ordinal, last.ordinal + 1, one.step)]
    return [month for month in due if one.has(month)] if one.months else due
