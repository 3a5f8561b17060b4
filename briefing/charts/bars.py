"""A comparison: a bar for the council and for each of the others, the target a line across them.

A bar's value stands beyond its end; inside it, or beyond the target's line, where that would cross
the value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.amounts import MARKS
from briefing.charts.beside import GAP
from briefing.charts.geometry import Sides, strokes
from briefing.charts.labels import broken, spread
from briefing.charts.over_columns import Bar, over_columns
from briefing.charts.pens import GROUND, Pens
from briefing.document import ChartPoint, ChartSpec

Across = Callable[[float], float]   # where a value lies, from the left

NAMES_SHARE = 0.27   # of the width, for whose figures they are
BAR_SHARE = 0.58     # of a row's height
TALLEST = 26.0
BESIDE = 4.0         # from the end of a bar, or from a target's line, to the value
CLEAR = 3.0          # points on either side of a value that no target's line runs through


def draw_comparison(pens: Pens, spec: ChartSpec, width: float, height: float) -> None:
    """The bars from the top down; each has its value at its end."""
    size, colours = pens.look.small_pt, pens.look.palette
    bars = spec.main.points
    names = [broken(name, width * NAMES_SHARE, lambda line: pens.width(line, size=size + 1))
             for name in spec.months]
    left = min(max((pens.width(line, size=size + 1) for lines in names for line in lines),
                   default=0.0), width * 0.4) + GAP
    beyond = max((pens.width(_said(p), bold=True, size=size + 1) for p in bars),
                 default=0.0) + GAP + BESIDE
    outer = max((pens.width(text) for _, text in spec.ticks), default=0.0) / 2
    right, foot = width - max(beyond, outer), size + 6
    targets = [s for s in spec.series if s.role == "target"]
    top = height - 2.3 * size - (size + 3 if targets else 0.0)
    values = [*(float(v) for v, _ in spec.ticks), float(spec.top or 0), 0.0]
    low, high = min(values), max(values)

    def across(value: float) -> float:
        return left + (value - low) / (high - low) * (right - left)

    pens.write(spec.axis_title, 0, height - size, colours.quiet)
    pens.stroke("grid", strokes(((across(float(v)), foot), (across(float(v)), top))
                                for v, _ in spec.ticks if v))
    pens.stroke("baseline", ([across(0), across(0)], [foot, top]))
    _ticks(pens, spec, across, foot)
    pitch = (top - foot) / max(len(bars), 1)
    thick = min(pitch * BAR_SHARE, TALLEST)
    marks = [(s.label, across(float(s.points[0].value))) for s in targets
             if s.points and s.points[0].value is not None]
    lines_at = [x for _, x in marks]
    own: list[Sides] = []
    others: list[Sides] = []
    hollow = bool(bars) and bars[0].mark == "provisional"
    for n, (lines, point) in enumerate(zip(names, bars, strict=True)):
        y = top - (n + 0.5) * pitch
        leading = min(size + 2, pitch / len(lines))
        for m, line in enumerate(lines):
            pens.write(line, left - GAP, y + ((len(lines) - 1) / 2 - m) * leading - 0.36 * size,
                       colours.ink, align="right",
                       size=_fitting(pens, line, min(size + 1, leading - 1), left - GAP))
        if point.value is None:
            pens.write(point.text, across(0) + BESIDE, y - 0.36 * size, colours.ink)
            continue
        end = across(float(point.value))
        (others if n else own).append((across(0), y - thick / 2, end, y + thick / 2))
        said = _said(point)
        wide = pens.width(said, bold=not n, size=size + 1)
        place = _beside_lines(across(0), end, wide, lines_at)
        colour = colours.ink if n else colours.main
        if place >= max(end, across(0)):
            pens.grounds.append((place - 1, y - 0.5 * size, place + wide + 1, y + 0.6 * size))
        elif not n and not hollow:
            colour = GROUND
        pens.write(said, place, y - 0.36 * size, colour, bold=not n, size=size + 1)
    pens.fill(own, GROUND if hollow else colours.main, colours.main)
    pens.fill(others, colours.others, colours.quiet, 0.8)
    upright = [Bar((low_edge, nought, high_edge, end), dark)
               for sides, dark in ((own, not hollow), (others, False))
               for nought, low_edge, end, high_edge in sides]
    _targets(pens, marks, upright, foot, top, width)


def _beside_lines(nought: float, end: float, wide: float, lines_at: Sequence[float]) -> float:
    """Where a value so wide begins: beyond the bar's end, inside it, or beyond the lines."""
    def crossed(place: float) -> bool:
        return any(place - CLEAR < x < place + wide + CLEAR for x in lines_at)

    beyond, inside = max(end, nought) + BESIDE, end - BESIDE - wide
    if crossed(beyond) and inside >= nought + BESIDE and not crossed(inside):
        return inside
    for x in sorted(lines_at):
        if beyond - CLEAR < x < beyond + wide + CLEAR:
            beyond = x + BESIDE
    return beyond


def _said(point: ChartPoint) -> str:
    return f"{point.text} {MARKS[point.marking]}" if point.mark == "provisional" else point.text


def _fitting(pens: Pens, line: str, size: float, room: float) -> float:
    """The size at which the line is no wider than the room."""
    wide = pens.width(line, size=size)
    return size if wide <= room else size * room / wide


def _ticks(pens: Pens, spec: ChartSpec, across: Across, foot: float) -> None:
    """The values along the foot."""
    end = -1e9
    for value, text in spec.ticks:
        x, half = across(float(value)), pens.width(text) / 2
        if x - half >= end + 2:
            pens.write(text, x, foot - pens.look.small_pt - 3, pens.look.palette.quiet,
                       align="center")
            end = x + half


def _targets(pens: Pens, marks: Sequence[tuple[str, float]], bars: Sequence[Bar], foot: float,
             top: float, width: float) -> None:
    """Each target, its label and where it lies, as a line from foot to top, its label over it.

    The bars are those of a chart whose columns stand upright: across is up there.
    """
    size, colours = pens.look.small_pt, pens.look.palette
    widths = [pens.width(label) + 6 for label, _ in marks]
    centres = spread([x for _, x in marks], widths, 0.0, width)
    for (label, x), centre in zip(marks, centres, strict=True):
        upright = strokes([[(foot, x), (top + 2, x)]])
        for name, (ups, across) in zip(("target", "light target"), over_columns(upright, bars),
                                       strict=True):
            pens.stroke(name, (across, ups))
        pens.write(label, centre, top + 4, colours.target, align="center", size=size)
