"""A line that runs over columns: it hides no column's end, and is seen on a dark column too.

It is left out where it would lie on the end of a column, which is that column's value: whoever
looks sees the end whole, and the line go on beside it. Inside a dark column it is white.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from briefing.charts.geometry import Places, Sides, strokes

CLEAR = 2.2     # points between the middle of a line and a column's end
SHORTEST = 0.8  # points: what is shorter is a speck

Ground = Literal["page", "column", "end"]


class Bar(NamedTuple):
    """A column from its foot (at nought) to its end, and whether a line on it must be light."""

    sides: Sides    # left, foot, right, end: the end may lie below the foot
    dark: bool

    def is_clear_of(self, y: float, other: float) -> bool:
        """Whether a line between the two heights lies over or under the column, and off its end."""
        _, foot, _, end = self.sides
        return (min(y, other) >= max(foot, end) + CLEAR
                or max(y, other) <= min(foot, end) - CLEAR)

    def ground(self, x: float, y: float) -> Ground:
        """What a line at that place lies on, as far as this column goes."""
        left, foot, right, end = self.sides
        if not left <= x <= right:
            return "page"
        if abs(y - end) < CLEAR:
            return "end"
        return "column" if min(foot, end) < y < max(foot, end) else "page"


def over_columns(line: Places, bars: Sequence[Bar]) -> tuple[Places, Places]:
    """The line's pieces that are drawn in its own colour, and those that are drawn light."""
    own: list[list[tuple[float, float]]] = []
    light: list[list[tuple[float, float]]] = []
    bars = sorted(bars, key=lambda bar: bar.sides[0])      # none lies over another
    lefts, rights = [bar.sides[0] for bar in bars], [bar.sides[2] for bar in bars]
    for start, end in pairwise(zip(*line, strict=True)):
        if start != start or end != end or start[0] != start[0] or end[0] != end[0]:
            continue    # the pen is lifted
        first, last = min(start[0], end[0]), max(start[0], end[0])
        near = [bar for bar in bars[bisect_left(rights, first) : bisect_right(lefts, last)]
                if not bar.is_clear_of(start[1], end[1])]
        for piece, ground in _pieces(start, end, near):
            if ground == "end":
                continue
            rows = light if ground == "column" else own
            if rows and rows[-1][-1] == piece[0]:
                rows[-1].append(piece[1])
            else:
                rows.append([*piece])
    return strokes(_seen(own)), strokes(_seen(light))


def _seen(rows: Sequence[list[tuple[float, float]]]) -> Iterator[list[tuple[float, float]]]:
    for row in rows:
        (x, y), (x2, y2) = row[0], row[-1]
        if len(row) > 2 or abs(x2 - x) + abs(y2 - y) >= SHORTEST:
            yield row


def _pieces(start: tuple[float, float], end: tuple[float, float], near: Sequence[Bar]
            ) -> Iterator[tuple[tuple[tuple[float, float], tuple[float, float]], Ground]]:
    """The stroke in pieces that each lie on one ground; a dark column's alone is "column".

    `near` are the columns over which it may run.
    """
    (x, y), (x2, y2) = start, end
    cuts = {0.0, 1.0}
    if not near:
        yield (start, end), "page"
        return
    for bar in near:
        left, foot, right, top = bar.sides
        if x != x2:
            cuts |= {(edge - x) / (x2 - x) for edge in (left, right)}
        if y != y2:
            cuts |= {(edge - y) / (y2 - y) for edge in (foot, top - CLEAR, top + CLEAR)}
    places = sorted(cut for cut in cuts if 0 <= cut <= 1)
    for a, b in pairwise(places):
        middle = (a + b) / 2
        at = (x + (x2 - x) * middle, y + (y2 - y) * middle)
        grounds = {bar.ground(*at): bar for bar in near}
        ground: Ground = "page"
        if "end" in grounds:
            ground = "end"
        elif "column" in grounds and grounds["column"].dark:
            ground = "column"
        yield (((x + (x2 - x) * a, y + (y2 - y) * a), (x + (x2 - x) * b, y + (y2 - y) * b)),
               ground)
