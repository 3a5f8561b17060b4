"""A chart as Word plots it: the columns of its workbook, and how each is drawn.

Word joins the points of one series, so the main line is cut at each break into series of their
own. Blank cells are gaps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from briefing.amounts import MARKS
from briefing.document import ChartPoint, ChartSeries, ChartSpec, Palette

# Each comparator has a dash of its own, so that none is told apart by colour.
COMPARATOR_DASHES = ("lgDashDot", "sysDashDot", "lgDashDotDot", "sysDashDotDot", "lgDash")
GROUND = "FFFFFF"
MISSING = "–"
LABEL_SHARE = Decimal("0.15")   # of the plot's height, that a label over a column takes
Labelled = Literal["none", "last", "all"]


@dataclass(frozen=True, slots=True)
class Plotted:
    """One column of the chart's workbook: its heading, its points and how it is drawn.

    `heading` is what the legend says, where it explains the series; `continued` is a later part of
    a broken line. `under` is drawn on the axes of flows, under a stock. Columns are filled with
    `colour`, or with its `pattern`, within an edge; `labelled` tells which points have their value
    as a label, `ink` in which colour, and `inside` which of them stand in their column; `others` is
    the fill of all columns but the first; `hollow` says that a provisional one is. Points whose
    `symbol` is no circle are marks round other points, without a line.
    """

    heading: str
    points: tuple[ChartPoint, ...]
    colour: str
    width_pt: float
    dash: str
    columns: bool = False
    marked: bool = False
    main: bool = False
    continued: bool = False
    in_legend: bool = True
    under: bool = False
    pattern: str = ""
    edge: str = ""
    labelled: Labelled = "none"
    ink: str = ""
    others: str = ""
    inside: frozenset[int] = frozenset()
    hollow: bool = True
    symbol: str = "circle"

    @property
    def last(self) -> int:
        """The place of the last point that has a value, -1 where none has."""
        return max((n for n, p in enumerate(self.points) if p.value is not None), default=-1)


def plotted(spec: ChartSpec, palette: Palette) -> tuple[Plotted, ...]:
    """The columns of the workbook: every series in order, then what follows each break."""
    first: list[Plotted] = []
    later: list[Plotted] = []
    dashes = iter(COMPARATOR_DASHES)
    for number, series in enumerate(spec.series):
        match series.role:
            case "main" | "area" | "average" | "comparator" if spec.kind == "strip":
                first.append(of_strip(series, palette))
            case "main" if spec.kind == "comparison":
                first.append(bars(spec, series, palette))
            case "main":
                part, *rest = main_parts(spec, series, palette)
                first.append(part)
                later += rest
            case "share":
                first.append(share(series, number, palette))
            case "inflow" | "outflow":
                first.append(flow(series, palette))
            case "improving" | "worsening" | "unusual":
                first.append(special_points(series, palette))
            case _:
                first.append(reference_line(series, palette, dashes))
    return (*first, *later)


def main_parts(spec: ChartSpec, series: ChartSeries, palette: Palette) -> list[Plotted]:
    """The main series: columns, or a line with markers in as many parts as breaks make."""
    count = len(series.points)
    columns = spec.kind == "column"
    cuts = [0, *sorted({n for n in spec.breaks if 0 < n < count}), count]
    if columns:
        cuts = [0, count]
    whole = Plotted(
        heading=series.label if spec.kind == "cumulative" else series.name,
        points=series.points,
        colour=palette.main,
        width_pt=2.25,
        dash="solid",
        columns=columns,
        marked=not columns,
        main=True,
        # the heading over the chart names the main series, but not its year
        in_legend=spec.kind == "cumulative",
        edge=palette.main,
        labelled="last" if count and (
            series.points[-1].value is not None or spec.kind == "cumulative") else "none",
        ink=palette.main,
    )
    parts = [
        replace(whole, points=only(series.points, start, end), continued=start > 0,
                in_legend=whole.in_legend and start == 0)
        for start, end in pairwise(cuts)
    ]
    ends = max((n for n, part in enumerate(parts) if part.last >= 0), default=-1)
    return [replace(part, labelled=whole.labelled if n == ends else "none")
            for n, part in enumerate(parts)]


def only(points: tuple[ChartPoint, ...], start: int, end: int) -> tuple[ChartPoint, ...]:
    """As many points, those outside the stretch empty."""
    empty = ChartPoint(None, "")
    return tuple(p if start <= n < end else empty for n, p in enumerate(points))


def bars(spec: ChartSpec, series: ChartSeries, palette: Palette) -> Plotted:
    """The columns of a comparison, the council's own the first.

    A value over which the line of a target would run stands inside its column.
    """
    reach = spec.ticks[-1][0] - min(spec.ticks[0][0], Decimal(0))
    targets = [s.points[0].value for s in spec.series if s.role == "target" and s.points]
    inside = frozenset(
        n for n, p in enumerate(series.points)
        if p.value is not None and p.value > LABEL_SHARE * reach
        and any(t is not None and 0 <= t - p.value <= LABEL_SHARE * reach for t in targets))
    return Plotted(series.name, series.points, palette.main, 0.75, "solid", columns=True, main=True,
                   in_legend=False, edge=palette.quiet, labelled="all", ink=palette.ink,
                   others=palette.others, inside=inside)


def of_strip(series: ChartSeries, palette: Palette) -> Plotted:
    """The dots of a strip: the area's own, the others', or the one of a line across them."""
    match series.role:
        case "main":
            return Plotted(series.label, series.points, palette.main, 0.75, "solid", marked=True,
                           main=True)
        case "area":
            return Plotted(series.label, series.points, palette.others, 0.75, "solid", marked=True,
                           edge=palette.quiet)
        case "average":
            return Plotted(series.label, series.points, palette.average, 1.5, "sysDot",
                           marked=True, symbol="diamond")
        case _:
            return Plotted(series.label, series.points, palette.comparator, 1.25,
                           COMPARATOR_DASHES[0], marked=True, symbol="triangle")


def share(series: ChartSeries, number: int, palette: Palette) -> Plotted:
    """One share of a whole: dark, middle or pale, and again with a pattern."""
    colour = (palette.main, palette.share_middle, palette.share_pale)[number % 3]
    return Plotted(series.label, series.points, colour, 0.75, "solid", columns=True,
                   edge=palette.main, pattern="" if number < 3 else "wdUpDiag", labelled="all",
                   ink=GROUND if number == 0 else palette.ink, hollow=False)


def flow(series: ChartSeries, palette: Palette) -> Plotted:
    """Columns of what a stock grew by, filled, or shrank by, hatched."""
    inflow = series.role == "inflow"
    return Plotted(series.label, series.points, palette.last_year if inflow else palette.main, 0.75,
                   "solid", columns=True, under=True, pattern="" if inflow else "wdUpDiag",
                   edge=palette.last_year if inflow else palette.main)


def special_points(series: ChartSeries, palette: Palette) -> Plotted:
    """Marks round points of the main line: no line joins them."""
    symbol, colour = {"improving": ("square", palette.main), "worsening": ("x", palette.target)
                      }.get(series.role, ("diamond", palette.average))
    return Plotted(series.name, series.points, colour, 1.5, "solid", marked=True, symbol=symbol)


def reference_line(series: ChartSeries, palette: Palette, dashes: Iterator[str]) -> Plotted:
    """A line that the main series is read against, told apart by its dash."""
    match series.role:
        case "last_year":
            colour, width_pt, dash = palette.last_year, 1.75, "solid"
        case "earlier":
            colour, width_pt, dash = palette.last_year, 1.25, "sysDash"
        case "average":
            colour, width_pt, dash = palette.average, 1.5, "sysDot"
        case "limit":
            colour, width_pt, dash = palette.quiet, 1.25, "lgDashDot"
        case "target":
            colour, width_pt, dash = palette.target, 1.75, "dash"
        case _:
            colour, width_pt = palette.comparator, 1.25
            dash = next(dashes, COMPARATOR_DASHES[-1])
    return Plotted(
        heading=series.label or series.name,
        points=series.points,
        colour=colour,
        width_pt=width_pt,
        dash=dash,
        marked=has_lone_point(series.points),
        # a limit of an earlier series is as the ones that are labelled
        in_legend=series.role not in ("limit", "average") or bool(series.label),
    )


def has_lone_point(points: tuple[ChartPoint, ...]) -> bool:
    """Whether a value stands between two gaps, where a line without markers shows nothing."""
    held = [False, *(point.value is not None for point in points), False]
    return any(
        here and not before and not after
        for before, here, after in zip(held, held[1:], held[2:], strict=False)
    )


def axis_words(spec: ChartSpec) -> tuple[str, ...]:
    """The month of each point, and under it what stands for a figure that is not shown.

    Where a stock has columns of flows under it, a gap among them is marked as one in its own line:
    a column that is not there would look like nought. Shares that are provisional are marked too:
    they have a value where others are hollow.
    """
    marked = [spec.main, *(s for s in spec.series if s.role in ("inflow", "outflow"))]
    marks = [" ".join(dict.fromkeys(mark for series in marked
                                    if (mark := _mark(series.points[n], spec))))
             for n in range(len(spec.months))]
    return tuple(
        f"{month}\n{mark}" if mark else month
        for month, mark in zip(spec.months, marks, strict=True)
    )


def _mark(point: ChartPoint, spec: ChartSpec) -> str:
    if point.mark == "withheld":
        return point.text
    if point.mark == "missing":
        return point.text or MISSING
    shared = point.mark == "provisional" and spec.kind == "composition"
    return MARKS[point.marking] if shared else ""


def values_of(one: Plotted) -> tuple[str, ...]:
    """A column's values as the workbook has them, "" where there is none."""
    return tuple(number_of(point.value) if point.value is not None else "" for point in one.points)


def number_of(value: Decimal) -> str:
    """A value as XML and workbooks write it, which is never what a reader is shown."""
    return format(value, "f")
