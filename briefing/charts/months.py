"""Charts along months: lines and columns, a year beside the last, a stock, a usual range.

Numbers come as text from the spec; the drawing turns values into heights and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count
from math import isnan

from briefing.charts.amid import Around, meets, place_amid
from briefing.charts.beside import GAP, Label, Labels
from briefing.charts.geometry import (
    Box,
    Sides,
    hatched,
    last_value,
    pieces,
    points,
    special_points,
    strokes,
)
from briefing.charts.labels import thinned, tiers
from briefing.charts.over_columns import Bar, over_columns
from briefing.charts.pens import COMPARATOR_DASHES, GROUND, Pens
from briefing.document import ChartSeries, ChartSpec

Ticks = Sequence[tuple[Decimal, str]]

COLUMN_SHARE = 0.62  # of a month's width
FLOWS = ("inflow", "outflow")
SPECIAL = ("improving", "worsening", "unusual")     # marks round points of the main line
FOOT_SHARE = 0.05    # of the axis, left free under a line that would lie on the plot's foot
FLOWS_SHARE = 0.28   # of the plot's height, for the flows under a stock


def draw_months(pens: Pens, spec: ChartSpec, width: float, height: float) -> None:
    """The whole chart, from frame to labels."""
    labels = Labels(pens, [(s.label, s.role == "main") for s in spec.series], width,
                    keyed=[_ends_amid(s) for s in spec.series])
    box = _box(pens, spec, labels.width, width, height)
    names(pens, spec, box)
    flows = box
    if spec.kind == "stock":
        tall = box.top - box.foot
        flows = replace(box, top=box.foot + FLOWS_SHARE * tall, low=0.0,
                        high=max(float(value) for value, _ in spec.flow_ticks))
        box = replace(box, foot=box.foot + (FLOWS_SHARE + 0.12) * tall)
        axis(pens, spec.flow_ticks, flows)
    axis(pens, spec.ticks, box, from_nought=spec.from_nought)
    for n, line in enumerate(_title(pens, spec, width), 1):
        pens.write(line, 0, height - (1.25 * n - 0.25) * pens.look.small_pt,
                   pens.look.palette.quiet)
    _breaks(pens, spec, box)
    _series(pens, spec, box, flows)
    absences = _absences(pens, spec, box)
    if spec.kind == "stock":
        _flow_absences(pens, spec, flows)
    _labels(pens, spec, labels, box, flows, height, absences)


# ── the frame of the plot ───────────────────────────────────────────────────────────────────────


def _title(pens: Pens, spec: ChartSpec, width: float) -> list[str]:
    """What stands over the value axis, and what the marks of special points are, in as many lines.

    The name of a mark shows it: "□ improving".
    """
    marks = "; ".join(series.name for series in spec.series if series.role in SPECIAL)
    parts = [part for part in (spec.axis_title, marks) if part]
    whole = "; ".join(parts)
    return [whole] if whole and pens.width(whole) <= width else parts


def _box(pens: Pens, spec: ChartSpec, beside: float, width: float, height: float) -> Box:
    """The plot's place: what the words around it leave."""
    size, lines = pens.look.small_pt, _title(pens, spec, width)
    ticks = max((pens.width(text) for _, text in (*spec.ticks, *spec.flow_ticks)), default=0.0)
    values = [float(value) for value, _ in spec.ticks]
    values += [float(spec.top)] if spec.top is not None else []
    values += [amount for series in spec.series if series.role not in FLOWS
               for amount in series.amounts if amount == amount]
    if spec.from_nought:
        values.append(0.0)  # a column's length is its value
    low, high = min(values, default=0.0), max(values, default=1.0)
    if not spec.from_nought and _meets_the_foot(spec):
        low -= FOOT_SHARE * (high - low)
    left, months = ticks + GAP, max(len(spec.months), 1)
    # half of the last month's name may stand out where no label is beside it
    outer = max((pens.width(month) for month in spec.months), default=0.0) / 2
    right = width - max(beside + GAP if beside else 0.0,
                        outer - (width - left - beside) / months / 2, 0.0)
    return Box(left=left, right=right, foot=size + 6,
               top=height - (1.05 + 1.25 * len(lines) if lines else 0.6) * size,
               months=months, low=low, high=high if high > low else low + 1)


def _meets_the_foot(spec: ChartSpec) -> bool:
    """Whether the last point, or a line, would lie on the axis along the foot."""
    least = min((value for value, _ in spec.ticks), default=Decimal(0))
    ends = (series.points if series.role == "target" else series.points[-1:]
            for series in spec.series if series.role not in FLOWS)
    return any(point.value is not None and point.value <= least for row in ends for point in row)


def axis(pens: Pens, ticks: Ticks, box: Box, from_nought: bool = True) -> None:
    """Grid, baseline and tick texts of the values."""
    size = pens.look.small_pt
    floor = box.y(0.0) if from_nought else box.foot
    heights = [box.y(float(value)) for value, _ in ticks]
    pens.stroke("grid", strokes(((box.left, y), (box.right, y)) for y in heights
                                if abs(y - floor) > 0.01))
    pens.stroke("baseline", strokes([[(box.left, floor), (box.right, floor)]]))
    for y, (_, text) in zip(heights, ticks, strict=True):
        pens.write(text, box.left - GAP, y - 0.35 * size, pens.look.palette.quiet, align="right")


def names(pens: Pens, spec: ChartSpec, box: Box) -> None:
    """The names of the months under the plot, as many as there is room for."""
    widths = [pens.width(month) for month in spec.months]
    for month in thinned(spec.months, widths, box.pitch):
        pens.write(spec.months[month], box.x(month), box.foot - pens.look.small_pt - 3,
                   pens.look.palette.quiet, align="center")


def _breaks(pens: Pens, spec: ChartSpec, box: Box) -> None:
    """A dotted line before each month with which a series begins."""
    places = [box.x(at) - box.pitch / 2 for at in spec.breaks if 0 < at < box.months]
    if places:
        pens.stroke("breaks", strokes([(x, box.foot), (x, box.top)] for x in places))


# ── the series ──────────────────────────────────────────────────────────────────────────────────


def _series(pens: Pens, spec: ChartSpec, box: Box, flows: Box) -> None:
    """Lines, columns and points; a line stops at an absent month and at a break."""
    turn = count()
    bars = columns(spec.main, box) if spec.kind == "column" else []
    for series in spec.series:
        match series.role:
            case "main" if spec.kind == "column":
                _columns(pens, bars)
            case "main":
                pens.stroke("main", pieces(series, box, spec.breaks, lone_points=False,
                                           every_point=False))
                pens.stroke("points", points(series, box, provisional=False))
                pens.stroke("hollow points", points(series, box, provisional=True))
            case "inflow" | "outflow":
                _flow(pens, series, flows)
            case "improving" | "worsening" | "unusual":
                pens.stroke(series.role, special_points(series, box))
            case role:
                name = role if role != "comparator" else (
                    f"comparator {next(turn) % len(COMPARATOR_DASHES)}")
                # a benchmark knows no break; over columns it is cut at each
                drawn = pieces(series, box, (), every_point=spec.kind == "column")
                if spec.kind == "column":
                    drawn, light = over_columns(drawn, bars)
                    pens.stroke(f"light {name}", light)
                pens.stroke(name, drawn)
                if role == "last_year":
                    pens.stroke("last_year points", points(series, box, provisional=True))


def columns(series: ChartSeries, box: Box) -> list[Bar]:
    """The columns of the series, from nought; a provisional one is only an edge."""
    half = box.pitch * COLUMN_SHARE / 2
    foot = box.y(0.0)
    return [Bar((x - half, foot, x + half, y), point.mark != "provisional")
            for (x, y), point in zip(box.places(series), series.points, strict=True)
            if point.value is not None]


def _columns(pens: Pens, bars: Sequence[Bar]) -> None:
    main = pens.look.palette.main
    pens.fill([bar.sides for bar in bars if bar.dark], main, main)
    pens.fill([bar.sides for bar in bars if not bar.dark], GROUND, main)


def _flow(pens: Pens, series: ChartSeries, box: Box) -> None:
    """Columns of half a month's width: inflow filled, outflow hatched; a provisional one empty."""
    inflow = series.role == "inflow"
    wide, colours = box.pitch * COLUMN_SHARE / 2, pens.look.palette
    edge = colours.last_year if inflow else colours.main
    sides: dict[bool, list[Sides]] = {True: [], False: []}
    for month, point in enumerate(series.points):
        if point.value is not None:
            left = box.x(month) - (wide if inflow else 0.0)
            sides[point.mark == "provisional"].append(
                (left, box.y(0.0), left + wide, box.y(float(point.value))))
    pens.fill(sides[False], edge if inflow else GROUND, edge, 0.8)
    pens.fill(sides[True], GROUND, edge, 0.8)
    if not inflow:
        for rectangle in sides[False]:
            pens.stroke("hatch", strokes(hatched(rectangle, 3.0)))


def _absences(pens: Pens, spec: ChartSpec, box: Box) -> list[Sides]:
    """Just above the axis, where the main series has no value: the text that says why.

    The room that the texts take comes back.
    """
    size, dashes, taken = pens.look.small_pt, [], []
    shown = []
    for month, point in enumerate(spec.main.points):
        if point.value is None and point.mark and point.text:
            half = pens.width(point.text) / 2
            shown.append((box.x(month), half, point.text))
        elif point.value is None and point.mark:
            x, y = box.x(month), box.foot + 5
            dashes.append(((x - 2.5, y), (x + 2.5, y)))
    if dashes:
        pens.stroke("absent", strokes(dashes))
    levels = tiers([(x - half, x + half) for x, half, _ in shown])
    for (x, half, text), level in zip(shown, levels, strict=True):
        x = min(max(x, box.left + half), box.right - half)
        foot = box.foot + 3 + level * (size + 1.5)
        taken.append((x - half, foot - 1.5, x + half, foot + 0.8 * size))
        pens.write(text, x, foot, pens.look.palette.ink, align="center")
    pens.grounds += taken
    return taken


def _flow_absences(pens: Pens, spec: ChartSpec, box: Box) -> None:
    """In the place of a flow's column that is not there: the text that says why, or a dash.

    Without it a withheld column looks like nought.
    """
    size, dashes = pens.look.small_pt, []
    wide = box.pitch * COLUMN_SHARE / 2
    middles = {"inflow": -wide / 2, "outflow": wide / 2}
    flows = [series for series in spec.series if series.role in FLOWS]
    taken = [(box.x(month) + middles[series.role] - wide / 2, box.foot,
              box.x(month) + middles[series.role] + wide / 2, box.y(float(point.value)))
             for series in flows for month, point in enumerate(series.points)
             if point.value is not None]
    for month in range(box.months):
        for series in flows:
            point = series.points[month]
            if point.value is not None or not point.mark:
                continue
            x = box.x(month) + middles[series.role]
            if not point.text:
                dashes.append(((x - wide / 4, box.foot + 4), (x + wide / 4, box.foot + 4)))
                continue
            half = pens.width(point.text) / 2
            x = min(max(x, box.left + half), box.right - half)
            sides = (x - half, box.foot + 1.5, x + half, box.foot + 3 + 0.8 * size)
            while (under := next((other for other in taken if meets(sides, other)), None)):
                sides = (sides[0], under[3] + 1.0, sides[2], under[3] + 2.5 + 0.8 * size)
            taken.append(sides)
            pens.write(point.text, x, sides[1] + 1.5, pens.look.palette.ink, align="center")
    if dashes:
        pens.stroke("absent", strokes(dashes))


# ── the labels ──────────────────────────────────────────────────────────────────────────────────


def _labels(pens: Pens, spec: ChartSpec, labels: Labels, box: Box, flows: Box,
            height: float, marks: list[Sides]) -> None:
    """Each series' label beside its end; where the main one ends amid the plot, its label there."""
    colours = pens.look.palette
    tints = {"main": colours.main, "target": colours.target, "last_year": colours.quiet,
             "earlier": colours.quiet, "limit": colours.quiet}
    made = []
    for series in spec.series:
        found, main = last_value(series), series.role == "main"
        if found is None or not series.label:
            made.append(Label("", 0, 0, ""))
            continue
        end, value = found
        x, y = box.x(end), (flows if series.role in FLOWS else box).y(value)
        if main and end < len(series.points) - 1 and _amid(
                pens, spec, series, box, x, y, marks):
            made.append(Label("", 0, 0, ""))
            continue
        ended = end < len(series.points) - 1
        made.append(Label(series.label, x, y, tints.get(series.role, colours.ink), main,
                          leads=not ended, keyed=main and ended))
    labels.draw(made, box.right + GAP, flows.foot - 4, height)


def _ends_amid(series: ChartSeries) -> bool:
    """Whether the main line ends inside the plot, as a year does that is not over."""
    end = last_value(series)
    return series.role == "main" and end is not None and end[0] < len(series.points) - 1


def _amid(pens: Pens, spec: ChartSpec, series: ChartSeries, box: Box, x: float, y: float,
          marks: list[Sides]) -> bool:
    """Write the label by its line's end, where there is room for it that is by no other line."""
    size = pens.look.small_pt + 1
    lines = [other for other in spec.series if other.role not in ("main", *FLOWS)]
    drawn = tuple(pieces(other, box, ()) for other in lines)    # a point alone is a short stroke
    around = Around(
        pieces(series, box, spec.breaks), drawn,
        tuple((x, y) for line in drawn for x, y in zip(*line, strict=True) if not isnan(y)),
        tuple(marks))
    wide = pens.width(series.label, bold=True, size=size)
    place = place_amid((x, y), wide, size, box, around)
    if place is None:
        return False
    left, foot, right, _ = place
    pens.grounds.append((left - 1, foot - 1, right + 1, foot + 0.85 * size))
    pens.write(series.label, left, foot + 0.08 * size, pens.look.palette.main, bold=True, size=size)
    return True
