"""A whole and its shares: columns of shares one on the other, dark to light, each with its value.

Shades next to each other differ by three to one; from the fourth share on they come again with a
pattern. The order of the labels is that of the shares.
"""

from __future__ import annotations

from briefing.amounts import MARKS
from briefing.charts.beside import GAP, Label, Labels
from briefing.charts.geometry import Box, Sides, hatched, last_value, strokes
from briefing.charts.months import axis, names
from briefing.charts.pens import GROUND, Pens
from briefing.document import ChartSpec

COLUMN_SHARE = 0.7
PADDING = 3.0


def draw_composition(pens: Pens, spec: ChartSpec, width: float, height: float) -> None:
    """The columns, their values, and each share's name beside the last."""
    size, colours = pens.look.small_pt, pens.look.palette
    labels = Labels(pens, [(s.label, False) for s in spec.series], width)
    ticks = max((pens.width(text) for _, text in spec.ticks), default=0.0)
    totals = [sum(float(p.value) for p in column if p.value is not None)
              for column in zip(*(s.points for s in spec.series), strict=True)]
    high = max([float(value) for value, _ in spec.ticks] + totals)
    box = Box(left=ticks + GAP, right=width - labels.width - GAP, foot=size + 6,
              top=height - 2.3 * size, months=len(spec.months), low=0.0, high=high)
    axis(pens, spec.ticks, box)
    names(pens, spec, box)
    pens.write(spec.axis_title, 0, height - size, colours.quiet)
    tops = [0.0] * len(spec.months)
    ends: list[Label] = []
    for n, series in enumerate(spec.series):
        sides: list[Sides] = []
        face, ink = _shade(pens, n)
        for month, point in enumerate(series.points):
            if point.value is None:
                if n == 0 and point.text:
                    pens.write(point.text, box.x(month), box.foot + 3, colours.ink,
                               align="center")
                continue
            half = box.pitch * COLUMN_SHARE / 2
            foot, top = box.y(tops[month]), box.y(tops[month] + float(point.value))
            sides.append((box.x(month) - half, foot, box.x(month) + half, top))
            tops[month] += float(point.value)
            marked = f" {MARKS[point.marking]}" if point.mark == "provisional" else ""
            _value(pens, point.text + marked, sides[-1], ink, patterned=n >= 3)
        # an edge in the darkest shade tells the pale ones from the page, in white the others
        pens.fill(sides, face, colours.main, 0.9)
        if n >= 3:
            for rectangle in sides:
                pens.stroke("hatch_light" if face == colours.main else "hatch",
                            strokes(hatched(rectangle)))
        found = last_value(series)
        if found is None or found[0] != len(series.points) - 1:
            ends.append(Label(series.label, box.right, box.top, colours.ink, leads=False))
        else:
            middle = box.y(tops[-1] - found[1] / 2)
            edge = box.x(len(series.points) - 1) + box.pitch * COLUMN_SHARE / 2 - 2
            ends.append(Label(series.label, edge, middle, colours.ink))
    labels.draw(ends, box.right + GAP, box.foot - 4, height)


def _shade(pens: Pens, number: int) -> tuple[str, str]:
    """The colour of a share, and of the value on it."""
    colours = pens.look.palette
    return ((colours.main, GROUND), (colours.share_middle, colours.ink),
            (colours.share_pale, colours.ink))[number % 3]


def _value(pens: Pens, text: str, sides: Sides, ink: str, patterned: bool) -> None:
    """The value amid its share, where there is room for it, on a ground that covers a pattern."""
    size = pens.look.small_pt
    left, foot, right, top = sides
    wide = pens.width(text)
    if top - foot < size + 2 or right - left < wide + 2 * PADDING:
        return
    x, y = (left + right) / 2, (foot + top) / 2 - 0.36 * size
    if patterned:
        pens.grounds.append((x - wide / 2 - 1, y - 1.5, x + wide / 2 + 1, y + 0.8 * size))
    pens.write(text, x, y, pens.look.palette.ink if patterned else ink, align="center")
