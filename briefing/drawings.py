"""What is drawn in a document: charts and sparklines, as plain frozen data."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import nan
from pathlib import Path
from typing import Literal

from briefing.amounts import Marking
from briefing.narrative.sentence import Figure

Mark = Literal["", "withheld", "missing", "provisional"]
SeriesRole = Literal["main", "last_year", "earlier", "average", "limit", "target", "comparator",
                     "inflow", "outflow", "share", "improving", "worsening", "unusual", "area"]
Drawn = Literal["line", "column", "cumulative", "stock", "composition", "comparison", "xmr",
                "spc", "strip", "own"]


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One month of a series: its value as printed, or None with the mark that says why.

    A point without value and mark is no month of the series: one that is still to come. `fact` is
    the identity of the figure that it shows, or would show, "x:month:2022-06"; "" for one that is
    given. `marking` is that of a figure with the mark "provisional", which is not final.
    """

    value: Decimal | None
    text: str
    mark: Mark = ""
    fact: str = ""
    marking: Marking = "provisional"


@dataclass(frozen=True)
class ChartSeries:
    """A line or a set of columns; `label` is its direct label and holds the latest figure."""

    name: str
    role: SeriesRole
    points: tuple[ChartPoint, ...]
    label: str

    @cached_property
    def amounts(self) -> array[float]:
        """The value of each point as it is drawn, several times; not a number where it has none."""
        return array("d", [nan if point.value is None else float(point.value)
                           for point in self.points])


@dataclass(frozen=True, slots=True)
class OwnDrawing:
    """A function of the author's own that draws a chart: its file, and the name it goes by."""

    file: Path
    name: str


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """What a chart shows: one point a place in each series, and the ticks of its value axis.

    `months` are the labels of the places along the axis, one a point; those of a `comparison` are
    whose figures they are, and of a `strip`; `axis_name` is what they are, "Month". `ticks` hold
    (value, text) from the foot of the axis to its last tick; `top` is where the axis ends when that
    is further up, so that nothing lies on its edge.
    `breaks` are the positions of months that begin a new series (no line crosses into them).

        line, xmr    the main series is a line
        spc          so it is, and the points that are special cause are marked as well
        column       the main series are columns from nought
        cumulative   a year along the axis, this one and those before as lines
        stock        a line, and under it columns of its inflow and outflow, with `flow_ticks`
        composition  columns of shares, one on the other
        comparison   the main series are bars, the target a line across them
        strip        a dot for each area along the values: the main series is one area's alone, what
                     is set beside it (a median, an average) has one point
        own          what `own` makes of the series
    """

    kind: Drawn
    months: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    ticks: tuple[tuple[Decimal, str], ...]
    axis_title: str
    breaks: tuple[int, ...] = ()
    own: OwnDrawing | None = None
    flow_ticks: tuple[tuple[Decimal, str], ...] = ()
    axis_name: str = ""
    top: Decimal | None = None

    @property
    def cut(self) -> bool:
        """Whether nought is not on its axis, so that heights tell differences alone."""
        return bool(self.ticks) and not self.ticks[0][0] <= 0 <= self.ticks[-1][0]

    @property
    def from_nought(self) -> bool:
        """Whether its values are lengths, so that its axis begins at nought."""
        return self.kind in ("column", "composition", "comparison")

    @property
    def main(self) -> ChartSeries:
        """The series that the chart is of, the first of its shares where it shows a whole."""
        return next((s for s in self.series if s.role == "main"), self.series[0])


@dataclass(frozen=True, slots=True)
class Spark:
    """A line as small as a word, and what it says in words; the last of its points is marked.

    `said` are the figures that the words hold.
    """

    points: tuple[ChartPoint, ...]
    alt: str
    breaks: tuple[int, ...] = ()
    said: tuple[Figure, ...] = ()
    statement: str = ""
