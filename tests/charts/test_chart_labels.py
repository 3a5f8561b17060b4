"""No label of a chart lies on another or over its edge, whatever the figures; all can be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.charts import draw_chart
from briefing.charts.faces import text_width
from briefing.document import ChartSeries, ChartSpec, Look
from briefing.writers.pdf.fonts import family
from tests.chart_specs import KINDS, specs
from tests.documents import of_kind, points

LOOK = Look()
FACES = family(LOOK.font)
# From the baseline, in parts of the size: what figures and most letters take above and below it.
ASCENT, DESCENT = 0.74, 0.06
SIZES = ((471.0, 159.0), (471.0, 130.0))     # points: as laid out, and as low as a page makes it


class Box(NamedTuple):
    """A text and the room it takes."""

    words: str
    left: float
    foot: float
    right: float
    top: float
    colour: str

    def meets(self, other: Box) -> bool:
        return (self.left < other.right - 0.1 and other.left < self.right - 0.1
                and self.foot < other.top - 0.1 and other.foot < self.top - 0.1)


class Sheet:
    """A canvas that only keeps what was drawn, and where which words were written."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self._code: list[str] = []


def lettered_on(sheet: Sheet, lines: Iterable[tuple[float, float, str]], face: str, size: float,
                ink: str) -> None:
    """Keeps the words in place of `lettering.letter`, which wants the fonts of a PDF."""
    sheet.boxes += [Box(words, x, y - DESCENT * size, x + text_width(words, face, size),
                        y + ASCENT * size, ink.upper()) for x, y, words in lines]


def drawn_on_sheet(chart: ChartSpec, width: float, height: float) -> Sheet:
    """The sheet with the chart; its operators are those of all but words."""
    sheet = Sheet()
    with patch("briefing.charts.renderer.letter", lettered_on):
        draw_chart(chart, sheet, width, height, LOOK, FACES)
    return sheet


def written(chart: ChartSpec, width: float, height: float) -> list[Box]:
    return drawn_on_sheet(chart, width, height).boxes


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_label_meets_another_or_the_edge(kind: str, data: st.DataObject) -> None:
    chart = data.draw(specs(kind))
    width, height = data.draw(st.sampled_from(SIZES))
    boxes = written(chart, width, height)
    for one, other in combinations(boxes, 2):
        assert not one.meets(other), (one, other)
    for box in boxes:
        assert box.left >= -0.1, box
        assert box.right <= width + 0.1, box
        assert box.foot >= -0.1, box
        assert box.top <= height + 1, box


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_chart_says_the_figures_of_its_labels(kind: str, data: st.DataObject) -> None:
    """Every label is there whole, on however many lines."""
    chart = data.draw(specs(kind))
    said = " ".join(box.words for box in written(chart, *SIZES[0])).split()
    for series in chart.series:
        last = series.points[-1]
        if last.value is not None and series.role not in ("main",):
            assert set(series.label.split()) <= set(said)


@pytest.mark.parametrize(("values", "target", "places"), [
    ("16.1 22.3 22.1", "18",   "inside beyond beyond"),
    ("16.1p 17 18",    "18",   "inside inside beyond"),
    ("0.3 22.3 0",     "0.5",  "beyond beyond beyond"),      # no room inside: beyond the line
    ("18 16 25",       "18",   "beyond inside beyond"),
    ("12 17 17.9",     "17.5", "beyond inside beyond"),
])  # fmt: skip
def test_no_targets_line_runs_through_a_value(values: str, target: str, places: str) -> None:
    chart = of_kind("comparison")
    bars, line = points(values), points(target) * 3
    texts = tuple(f"{p.text}%" for p in bars)
    main = replace(chart.main, points=tuple(
        replace(p, text=text) for p, text in zip(bars, texts, strict=True)))
    chart = replace(chart, series=(main, ChartSeries("Target", "target", line, "Target")),
                    ticks=tuple((Decimal(n), f"{n} per cent") for n in (0, 10, 20, 30)))
    boxes = written(chart, *SIZES[0])
    (label,) = (box for box in boxes if box.words == "Target")
    ticks = {box.words: (box.left + box.right) / 2 for box in boxes}
    unit = (ticks["30 per cent"] - ticks["0 per cent"]) / 30
    at = ticks["0 per cent"] + unit * float(target)
    if float(target) > 5:       # else its label is moved to the right, from over the edge
        assert at == pytest.approx((label.left + label.right) / 2, abs=0.5)
    for bar, text, place in zip(bars, texts, places.split(), strict=True):
        (box,) = (box for box in boxes if box.words.removesuffix(" [p]") == text)
        assert not box.left - 2 < at < box.right + 2, box
        end = ticks["0 per cent"] + unit * float(bar.value or 0)
        assert ("inside" if box.right < end else "beyond") == place
        # white is read on the council's own bar, but not where that is hollow
        assert (box.colour == "FFFFFF") == (place == "inside" and bar is bars[0] and not bar.mark)
