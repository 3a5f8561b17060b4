"""A page's charts are drawn as matplotlib's Figure would draw them, without loading it."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from reportlab.pdfgen.canvas import Canvas

from briefing.charts.artists import ArtistPens
from briefing.charts.kinds import KINDS
from briefing.charts.on_page import PagePens
from briefing.charts.pens import Pens
from briefing.charts.renderer import CanvasRenderer
from briefing.document import ChartSpec, Drawn, Look
from briefing.writers.pdf.fonts import family
from tests.documents import spec

LOOK = Look()
FACES = family(LOOK.font)
WIDTH, HEIGHT = 453.0, 176.0
ROOT = Path(__file__).parents[2]


class FullRenderer(CanvasRenderer, RendererBase):
    """The page's renderer with all that matplotlib asks of one."""

    def new_gc(self) -> Any:
        return GraphicsContextBase()


def drawn(chart: ChartSpec, pens: PagePens | ArtistPens, renderer: CanvasRenderer) -> list[str]:
    """The PDF operators that draw the chart."""
    canvas = Canvas(io.BytesIO(), initialFontName=FACES.regular, invariant=1)
    renderer.canvas = canvas
    pens.start()
    KINDS[chart.kind](pens, chart, WIDTH, HEIGHT)
    pens.draw(renderer)
    return list(canvas._code)


@pytest.mark.parametrize("kind", ["line", "column", "cumulative", "xmr", "spc"])
def test_a_chart_is_drawn_as_by_a_figure(kind: Drawn) -> None:
    mine = drawn(spec(kind), PagePens(LOOK, FACES), CanvasRenderer(FACES))
    assert len(mine) > 20
    assert mine == drawn(spec(kind), ArtistPens(LOOK, FACES), FullRenderer(FACES))


def strokes_fills_and_words(pens: Pens) -> None:
    """Every kind of what a chart is drawn with, words on all three sides of their place."""
    for n, name in enumerate(("grid", "breaks", "target", "average", "main", "points",
                              "hollow points", "spark end")):
        pens.stroke(name, ([10.0, 20.0 + n, float("nan"), 30.0, 41.5], [5.0, 6.0, 7.0, 8.25, 9.0]))
    pens.fill([(1.0, 2.0, 3.0, 4.0), (5.0, 2.0, 7.5, 4.0)], "12436D", "FFFFFF", 0.5)
    pens.grounds.append((1.0, 1.0, 2.0, 2.0))
    pens.write("left", 10.1, 20.2, "12436D")
    pens.write("right", 10.1, 20.2, "12436D", "right", bold=True)
    pens.write("", 1, 1, "12436D")
    pens.write("middle – £5", 100 / 3, 20 / 3, "12436D", "center", size=9.5)


def test_lines_shapes_and_words_are_drawn_as_by_a_figure() -> None:
    made = []
    pairs: list[tuple[PagePens | ArtistPens, CanvasRenderer]] = [
        (PagePens(LOOK, FACES), CanvasRenderer(FACES)),
        (ArtistPens(LOOK, FACES), FullRenderer(FACES))]
    for pens, renderer in pairs:
        canvas = Canvas(io.BytesIO(), initialFontName=FACES.regular, invariant=1)
        renderer.canvas = canvas
        pens.start()
        strokes_fills_and_words(pens)
        pens.draw(renderer)
        made.append(list(canvas._code))
    assert made[0] == made[1]
    assert sum("Tj" in operator for operator in made[0]) == 3


def test_a_private_report_loads_neither_a_figure_nor_a_solver(tmp_path: Path) -> None:
    code = ("import sys\nfrom pathlib import Path\nfrom briefing.build import build\n"
            "from briefing.starter import copy_example\n"
            "folder = Path(sys.argv[1])\ncopy_example('barnsley', folder)\n"
            "build(folder, edition='private')\n"
            "print([name for name in ('matplotlib.figure', 'matplotlib.text', 'highspy',\n"
            "       'matplotlib.backend_bases', 'briefing.disclosure.ranges')\n"
            "       if name in sys.modules])\n")
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "report")], cwd=ROOT,
                          capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
