"""A chart as Word plots it: the columns of its workbook, and how each is drawn.

Word joins the points of one series, so the main line is cut at each break into series of their
own. Blank cells are gaps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from briefing.document import ChartPoint, ChartSeries, ChartSpec, Palette

# Each comparator has a dash of its own, so that none is told apart by colour.
COMPARATOR_DASHES = ("lgDashDot", "sysDashDot", "lgDashDotDot", "sysDashDotDot", "lgDash")


@dataclass(frozen=True, slots=True)
class Plotted:
    """One column of the chart's workbook: its heading, its points and how it is drawn.

    `heading` is what the legend says; `continued` is a later part of a broken line.
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

    @property
    def in_legend(self) -> bool:
        """Whether the legend explains it; the heading over the chart names the main series."""
        return not (self.main or self.continued)


def plotted(spec: ChartSpec, palette: Palette) -> tuple[Plotted, ...]:
    """The columns of the workbook: every series in order, then what follows each break."""
    first: list[Plotted] = []
    later: list[Plotted] = []
    dashes = iter(COMPARATOR_DASHES)
    for series in spec.series:
        if series.role == "main":
            part, *rest = main_parts(spec, series, palette)
            first.append(part)
            later += rest
        else:
            first.append(reference_line(series, palette, dashes))
    return (*first, *later)


def main_parts(spec: ChartSpec, series: ChartSeries, palette: Palette) -> list[Plotted]:
    """The main series: columns, or a line with markers in as many parts as breaks make."""
    count = len(series.points)
    cuts = [0, *sorted({n for n in spec.breaks if 0 < n < count}), count]
    if spec.kind == "column":
        cuts = [0, count]
    return [
        Plotted(
            heading=series.name,
            points=only(series.points, start, end),
            colour=palette.main,
            width_pt=2.25,
            dash="solid",
            columns=spec.kind == "column",
            marked=spec.kind == "line",
            main=True,
            continued=start > 0,
        )
        for start, end in pairwise(cuts)
    ]


def only(points: tuple[ChartPoint, ...], start: int, end: int) -> tuple[ChartPoint, ...]:
    """As many points, those outside the stretch empty."""
    empty = ChartPoint(None, "")
    return tuple(p if start <= n < end else empty for n, p in enumerate(points))


def reference_line(series: ChartSeries, palette: Palette, dashes: Iterator[str]) -> Plotted:
    """A line that the main series is read against, told apart by its dash."""
    match series.role:
        case "last_year":
            colour, width_pt, dash = palette.last_year, 1.5, "solid"
        case "average":
            colour, width_pt, dash = palette.average, 1.5, "sysDot"
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
    )


def has_lone_point(points: tuple[ChartPoint, ...]) -> bool:
    """Whether a value stands between two gaps, where a line without markers shows nothing."""
    held = [False, *(point.value is not None for point in points), False]
    return any(
        here and not before and not after
        for before, here, after in zip(held, held[1:], held[2:], strict=False)
    )


def axis_words(spec: ChartSpec) -> tuple[str, ...]:
    """The month of each point, and under it the mark of a figure that is withheld."""
    marks = [""] * len(spec.months)
    for series in spec.series:
        if series.role == "main":
            marks = [p.text if p.mark == "withheld" else "" for p in series.points]
    return tuple(
        f"{month}\n{mark}" if mark else month
        for month, mark in zip(spec.months, marks, strict=True)
    )


def number_of(value: Decimal) -> str:
    """A value as XML and workbooks write it, which is never what a reader is shown."""
    return format(value, "f")
