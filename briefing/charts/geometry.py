"""Where months and values fall in a plot: points, pieces of lines and columns, in points.

A coordinate that is not a number lifts the pen between two pieces of a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.document import ChartSeries

NOWHERE = float("nan")
SPECIAL = 9.0       # points, the width of a mark round a point

Places = tuple[list[float], list[float]]  # the x of each point, and the y
Sides = tuple[float, float, float, float]  # left, foot, right, top of a rectangle


@dataclass(frozen=True)
class Box:
    """The plot inside the chart, and how months and values fall in it."""

    left: float
    right: float
    foot: float
    top: float
    months: int
    low: float
    high: float

    @cached_property
    def pitch(self) -> float:
        """The width of a month."""
        return (self.right - self.left) / max(self.months, 1)

    @property
    def floor(self) -> float:
        """Where lengths begin: at nought, where the axis has it."""
        return self.y(min(max(0.0, self.low), self.high))

    def x(self, month: int) -> float:
        """Where the middle of the month's place is, in points from the left."""
        return self.left + (month + 0.5) * self.pitch

    @cached_property
    def middles(self) -> list[float]:
        """Where the middle of each month's place is."""
        left, pitch = self.left, self.pitch
        return [left + (month + 0.5) * pitch for month in range(self.months)]

    def y(self, value: float) -> float:
        """Where the value is, in points from the foot."""
        return self.foot + (value - self.low) / (self.high - self.low) * (self.top - self.foot)

    def places(self, series: ChartSeries) -> Iterator[tuple[float, float]]:
        """Where each point of the series is; one without a value is at no height."""
        low, span, foot, tall = self.low, self.high - self.low, self.foot, self.top - self.foot
        return zip(self.middles, [foot + (value - low) / span * tall for value in series.amounts],
                   strict=False)    # a chart of no months has one place


def pieces(
    series: ChartSeries, box: Box, breaks: Sequence[int], lone_points: bool = True,
    every_point: bool = True,
) -> Places:
    """The line's points, the pen lifted at absent months and before a break.

    Those along a level stretch may be left out: a target needs but two of its twenty-four.
    A point without a neighbour would not be seen: it becomes a short stroke, unless the series
    has markers.
    """
    runs: list[list[tuple[float, float]]] = [[]]
    for month, place in enumerate(box.places(series)):
        absent = place[1] != place[1]
        if absent or month in breaks:
            runs.append([])
        if absent:
            continue
        run = runs[-1]
        if not every_point and len(run) > 1 and run[-1][1] == run[-2][1] == place[1]:
            run[-1] = place
        else:
            run.append(place)
    half = min(4.0, 0.45 * box.pitch)
    return strokes(
        [(run[0][0] - half, run[0][1]), (run[0][0] + half, run[0][1])]
        if len(run) == 1 and lone_points else run for run in runs)


def last_value(series: ChartSeries) -> tuple[int, float] | None:
    """The last month that has a value, and the value; None for a series of none.

    A label that is only the mark of the last month ("[c]") is on the axis already.
    """
    last = series.points[-1] if series.points else None
    if last is not None and last.value is None and last.text == series.label:
        return None
    amounts = series.amounts
    return next(((month, amounts[month]) for month in reversed(range(len(amounts)))
                 if amounts[month] == amounts[month]), None)


def hatched(sides: Sides, apart: float = 4.0) -> list[list[tuple[float, float]]]:
    """Slanting lines that fill the rectangle, each from edge to edge."""
    left, foot, right, top = sides
    wide, tall = right - left, top - foot
    made = []
    at = apart
    while at < wide + tall:
        # the line along which the way from the left and the way from the foot add up to `at`
        made.append([(left + max(0.0, at - tall), foot + min(at, tall)),
                     (left + min(at, wide), foot + max(0.0, at - wide))])
        at += apart
    return made


def points(series: ChartSeries, box: Box, provisional: bool) -> Places:
    """The points of the series that are, or are not, provisional."""
    kept = [place for place, point in zip(box.places(series), series.points, strict=True)
            if point.value is not None and (point.mark == "provisional") is provisional]
    return [x for x, _ in kept], [y for _, y in kept]


def special_points(series: ChartSeries, box: Box) -> Places:
    """A mark round each point of the series: a square round what improves, a cross over what
    worsens, a lozenge round what does neither."""
    half = SPECIAL / 2
    corners = {"improving": [[(-half, -half), (half, -half), (half, half), (-half, half),
                              (-half, -half)]],
               "worsening": [[(-half, -half), (half, half)], [(-half, half), (half, -half)]]}
    lozenge = [[(0.0, -1.3 * half), (1.3 * half, 0.0), (0.0, 1.3 * half), (-1.3 * half, 0.0),
                (0.0, -1.3 * half)]]
    xs, ys = points(series, box, provisional=False)
    return strokes([(x + right, y + up) for right, up in run] for x, y in zip(xs, ys, strict=True)
                   for run in corners.get(series.role, lozenge))


def strokes(runs: Iterable[Iterable[tuple[float, float]]]) -> Places:
    """One line's points out of many runs of them, the pen lifted in between."""
    xs: list[float] = []
    ys: list[float] = []
    for run in runs:
        for x, y in run:
            xs.append(x)
            ys.append(y)
        xs.append(NOWHERE)
        ys.append(NOWHERE)
    return xs, ys
