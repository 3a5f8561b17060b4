"""A dot for each area along the values: one area's is large and dark, the others' small and pale.

Dots that would lie on each other stand one over the other. The area's own value, and those of the
lines, stand over the dots, each label over its place as far as there is room.
"""

from __future__ import annotations

from collections.abc import Callable

from briefing.charts.geometry import strokes
from briefing.charts.labels import spread, tiers
from briefing.charts.pens import Pens
from briefing.document import ChartSpec

Across = Callable[[float], float]   # where a value lies, from the left

DOT = 5.4           # points from the middle of one dot to that of the next, where there is room
OWN_DOT = 8.4
FOOT = 5.0          # from the axis to the middle of the first dot
LEAST_SIZE = 0.75   # of the usual letters: a name so long that it would be smaller is left out


def draw_strip(pens: Pens, spec: ChartSpec, width: float, height: float) -> None:
    """The dots over their axis, the lines across them, and the labels in two rows."""
    size, colours = pens.look.small_pt, pens.look.palette
    outer = max((pens.width(text) for _, text in spec.ticks), default=0.0) / 2
    left, right, foot = max(outer, OWN_DOT), width - max(outer, OWN_DOT), size + 6
    own_row, lines_row = height - 2.5 * size, height - 3.8 * size
    top = lines_row - 4
    values = [float(value) for value, _ in spec.ticks]
    values += [float(spec.top)] if spec.top is not None else []
    values += [float(p.value) for s in spec.series for p in s.points if p.value is not None]
    low, high = min(values), max(values)

    def across(value: float) -> float:
        return left + (value - low) / ((high - low) or 1.0) * (right - left)

    pens.write(spec.axis_title, 0, height - size, colours.quiet)
    pens.stroke("grid", strokes(((across(float(v)), foot), (across(float(v)), top))
                                for v, _ in spec.ticks))
    pens.stroke("baseline", ([left, right], [foot, foot]))
    end = -1e9
    for value, text in spec.ticks:
        x, half = across(float(value)), pens.width(text) / 2
        if x - half >= end + 2:
            pens.write(text, x, foot - size - 3, colours.quiet, align="center")
            end = x + half
    _dots(pens, spec, across, foot, top, own_row)
    beside = [(series, across(float(point.value))) for series in spec.series
              for point in series.points[:1]
              if series.role in ("average", "comparator") and point.value is not None]
    for series, x in beside:
        pens.stroke("average" if series.role == "average" else "comparator 0",
                    strokes([[(x, foot), (x, top + 2)]]))
    labels = [(series.label, x, False, colours.ink) for series, x in beside]
    _labels(pens, labels, lines_row, width)
    for point in spec.main.points:
        if point.value is not None:
            _labels(pens, [(spec.main.label, across(float(point.value)), True, colours.main)],
                    own_row, width, point.text)


def _dots(pens: Pens, spec: ChartSpec, across: Across, foot: float, top: float, own_row: float
          ) -> None:
    """Each dot in the lowest tier in which it meets no other, the area's own over its equals."""
    placed: list[tuple[float, bool, bool]] = []
    for n in range(len(spec.months)):
        for series in spec.series:
            point = series.points[n] if series.role in ("main", "area") else None
            if point is not None and point.value is not None:
                placed.append((across(float(point.value)), series.role == "main",
                               point.mark == "provisional"))
    placed.sort(key=lambda dot: (round(dot[0], 3), dot[1]))
    rows = tiers([(x - (OWN_DOT if own else DOT) / 2, x + (OWN_DOT if own else DOT) / 2)
                  for x, own, _ in placed], gap=-0.01)
    room = top - foot - FOOT - OWN_DOT / 2
    apart = min(DOT + 0.4, room / max(1, *rows, 1))
    pale: list[list[tuple[float, float]]] = []
    for (x, own, provisional), tier in zip(placed, rows, strict=True):
        y = foot + FOOT + tier * apart
        if own:
            pens.stroke("leaders", strokes([[(x, y), (x, own_row - 3)]]))
            pens.stroke("hollow own area" if provisional else "own area", ([x], [y]))
        else:
            pale.append([(x, y), (x, y)])
    for ink in ("area edge", "area"):
        if pale:
            pens.stroke(ink, strokes(pale))


def _labels(pens: Pens, labels: list[tuple[str, float, bool, str]], y: float, width: float,
            short: str = "") -> None:
    """The labels in one row, moved apart; smaller, or in `short`, where they have no room."""
    if not labels:
        return
    size = pens.look.small_pt
    wide = sum(pens.width(words, bold=bold) + 8 for words, _, bold, _ in labels)
    fitted = min(1.0, width / wide)
    if fitted < LEAST_SIZE and short:
        labels = [(short, x, bold, colour) for _, x, bold, colour in labels]
        fitted = 1.0
    widths = [(pens.width(words, bold=bold) + 8) * fitted for words, _, bold, _ in labels]
    centres = spread([x for _, x, _, _ in labels], widths, 0.0, width)
    for (words, _, bold, colour), centre, each in zip(labels, centres, widths, strict=True):
        pens.grounds.append((centre - each / 2 + 2, y - 2, centre + each / 2 - 2, y + 0.8 * size))
        pens.write(words, centre, y, colour, align="center", bold=bold, size=size * fitted)
