"""No label of a chart lies on another or over its edge, whatever the figures; all can be read."""

from __future__ import annotations

from itertools import combinations
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.charts import draw_chart
from briefing.charts.renderer import text_width
from briefing.document import ChartSpec, Look
from briefing.writers.pdf.fonts import family
from tests.chart_specs import KINDS, specs

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
    """A canvas that only keeps where which words were written."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self._code: list[str] = []

    def beginText(self, x: float, y: float) -> Sheet:
        self.x, self.y = x, y
        return self

    def setFont(self, face: str, size: float) -> None:
        self.face, self.size = face, size

    def setFillColorRGB(self, *colour: float) -> None:
        self.colour = "".join(f"{round(part * 255):02X}" for part in colour)

    def textOut(self, words: str) -> None:
        self.boxes.append(Box(words, self.x, self.y - DESCENT * self.size,
                              self.x + text_width(words, self.face, self.size),
                              self.y + ASCENT * self.size, self.colour))

    def drawText(self, text: Any) -> None:
        pass


def written(chart: ChartSpec, width: float, height: float) -> list[Box]:
    sheet = Sheet()
    draw_chart(chart, sheet, width, height, LOOK, FACES)
    return sheet.boxes


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
