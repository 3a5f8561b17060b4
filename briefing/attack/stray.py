"""Points of a drawing where nothing is printed: coordinates that tell a figure of their own.

Each point and each length of a chart must be a figure that is printed of its indicators; where the
names of months stand under the points, one of that very month.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from briefing.amounts import in_cell
from briefing.attack.charts import months_of
from briefing.attack.intervals import number_in
from briefing.attack.shown import Shown
from briefing.attack.svg import MULTIPLES, Drawing, Place
from briefing.attack.words import without_periods
from briefing.indicators import Indicator

# Charts that are no months of one indicator say more than it along their foot.
FROM_TO = re.compile(r"\d+:\d\d(?!\d)|\d+y \d+m\b"
                     r"|(?<![\d.,:])−?£?\d[\d,]*(?:\.\d+)?(?:%|[km]\b)?(?![\d/])")

ROUNDED = 0.055         # units that a coordinate of a small line can be off

Figures = Mapping[str, Sequence[Shown]]


def by_name(figures: Iterable[Shown]) -> dict[str, list[Shown]]:
    """The printed figures by their indicator, and the points of charts by theirs, "points.x"."""
    found: dict[str, list[Shown]] = {}
    for shown in figures:
        found.setdefault(shown.indicator, []).append(shown)
        if shown.place.startswith("points."):
            found.setdefault(shown.place, []).append(shown)
    return found


def stray(drawing: Drawing, about: Sequence[Indicator], figures: Figures,
          numbers: Mapping[str, Sequence[Fraction]]) -> Iterator[tuple[str, str]]:
    """(where, value) of each point of the drawing that is no printed figure of its indicators.

    `figures` are those of `by_name`, `numbers` all that is printed of each indicator, by its id.
    """
    if drawing.small:
        yield from _of_sparkline(drawing, numbers)
        return
    places = list(drawing.places())
    if not places:
        return
    printed = sorted(float(abs(n)) * _multiple(one) for one in about
                     for n in numbers.get(one.id, ()))
    monthly = _monthly(drawing, about, figures)
    for place in places:
        if not _near(place, printed):
            yield "a coordinate", f"{place.value:.3g}"
            continue
        label, values = monthly.get(round(place.along), ("", None))
        if place.own and values is not None and not _near(place, values):
            yield f"{label}, a coordinate", f"{place.value:.3g}"


def _multiple(one: Indicator) -> int:
    """What the numbers of its texts count: "£931m" is of millions, as an axis' marks are read."""
    return MULTIPLES.get(in_cell(Decimal(1), one.unit, 0)[-1:], 1)


def _near(place: Place, printed: Sequence[float]) -> bool:
    return any(abs(abs(place.value) - number) <= place.slack + 1e-9 * abs(number)
               for number in printed)


def _monthly(drawing: Drawing, about: Sequence[Indicator], figures: Figures
             ) -> dict[int, tuple[str, list[float]]]:
    """The name of each month under the chart, by where it stands, and what is printed of it."""
    if not about:
        return {}
    one, labels = about[0], drawing.labels()
    months = months_of([label.words for label in labels], one)
    if len([month for month in months if month]) < 2 or any(month is None for month in months):
        return {}
    own = figures.get(f"points.{one.id}", ())
    if not own:
        return {}       # its months are not those of the table of figures
    drawn = [*own, *(shown for each in about for shown in figures.get(each.id, ()))]
    made = {}
    for label, month in zip(labels, months, strict=True):
        found = (number_in(s.text) for s in drawn if s.period == str(month))
        made[round(label.x)] = (label.words, [abs(float(n.value)) * _multiple(one)
                                              for n in found if n is not None])
    return made


def _of_sparkline(drawing: Drawing, numbers: Mapping[str, Sequence[Fraction]]
                  ) -> Iterator[tuple[str, str]]:
    """The points of a small line, which runs from its lowest value to its highest."""
    runs = [run for name, some in drawing.lines for run in some
            if name.startswith(("spark", "hollow"))]
    heights = [y for run in runs for _, y in run]
    if not heights:
        return
    # its ends are told of the points since a break, which is between two runs
    since = [[y for run in runs if run[0][0] >= start for _, y in run]
             for start in sorted({run[0][0] for run in runs})]
    for printed in numbers.values():
        said = {n.value for word in FROM_TO.findall(without_periods(drawing.said))
                if (n := number_in(word)) is not None}
        ends = sorted(float(n) for n in said if abs(n) in set(map(abs, printed)))
        if len(ends) < 2:
            continue
        strays = [_strays(heights, ends, min(some), max(some), printed)
                  for some in since if min(some) < max(some)]
        yield from min(strays, key=len, default=())


def _strays(heights: Sequence[float], ends: Sequence[float], top: float, foot: float,
            printed: Sequence[Fraction]) -> list[tuple[str, str]]:
    """The heights that are no printed figure, where `foot` is the first end and `top` the last."""
    step = (ends[-1] - ends[0]) / (foot - top)
    # a coordinate has one decimal: the further off a point lies, the more the ends' tell on it
    off = [(foot - height) / (foot - top) for height in heights]
    values = [(ends[0] + step * (foot - height), ROUNDED * step * (1 + abs(1 - far) + abs(far)))
              for height, far in zip(heights, off, strict=True)]
    return [("a small line", f"{value:.3g}") for value, slack in values
            if not any(abs(abs(value) - abs(float(n))) <= slack for n in printed)]
