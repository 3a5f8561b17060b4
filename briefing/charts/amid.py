"""A label inside the plot, at the end of a line that ends there: it sits by no other line.

Where there is no such place the label stands beside the plot, with a key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.charts.geometry import Box, Places, Sides

NEAREST, FURTHEST = 4.0, 26.0   # points from a line's end to its label
APART = 4.0                     # from a label to another line
FROM_POINT = 9.0                # from a label to another line's point
STEP = 4.0


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around a label: its own line, the others, and their points; marks on the axis."""

    own: Places
    others: tuple[Places, ...]
    points: tuple[tuple[float, float], ...]
    marks: tuple[Sides, ...]


def place_amid(end: tuple[float, float], wide: float, tall: float, box: Box, around: Around
               ) -> Sides | None:
    """The room for a label so wide and tall by the line's end; None where there is none."""
    free = [(distance(end, sides), n, sides)
            for n, sides in enumerate(_candidates(end, wide, tall, box))
            if _is_free(end, sides, around)]
    return min(free)[2] if free else None


def _candidates(end: tuple[float, float], wide: float, tall: float, box: Box) -> Iterator[Sides]:
    """Right of the end, over or under it, and left of it, from near to far."""
    x, y = end
    steps = int((FURTHEST - NEAREST) / STEP) + 1
    for left in (x + 6, x - wide / 2, x - 6 - wide):
        for n in range(steps):
            off = NEAREST + n * STEP
            for foot in (y + off, y - off - tall, y - tall / 2 + (n * STEP if n else 0.0)):
                sides = (left, foot, left + wide, foot + tall)
                if sides[0] >= box.left + 2 and sides[2] <= box.right - 2 and (
                        foot >= box.foot + 3 and sides[3] <= box.top):
                    yield sides


def _is_free(end: tuple[float, float], sides: Sides, around: Around) -> bool:
    away = distance(end, sides)
    return (away <= FURTHEST
            and not any(meets(sides, mark) for mark in around.marks)
            and not crossed(around.own, sides, 1.5)
            and not any(crossed(line, sides, APART) for line in around.others)
            and all(distance(point, sides) >= max(FROM_POINT, away + APART)
                    for point in around.points))


def distance(point: tuple[float, float], sides: Sides) -> float:
    """How far the point is from the rectangle."""
    (x, y), (left, foot, right, top) = point, sides
    across, up = max(left - x, 0.0, x - right), max(foot - y, 0.0, y - top)
    return float((across**2 + up**2) ** 0.5)


def meets(one: Sides, other: Sides) -> bool:
    """Whether two rectangles overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def crossed(line: Places, sides: Sides, room: float) -> bool:
    """Whether the line runs through the rectangle, or so near to it."""
    left, foot, right, top = (sides[0] - room, sides[1] - room, sides[2] + room, sides[3] + room)
    points: Sequence[tuple[float, float]] = list(zip(*line, strict=True))
    for (x, y), (x2, y2) in pairwise(points):
        start, end = max(left, x), min(right, x2)
        if start <= end and x < x2:     # false of a lifted pen, which is nowhere
            heights = [y + (at - x) / (x2 - x) * (y2 - y) for at in (start, end)]
            if min(heights) < top and max(heights) > foot:
                return True
    return False
