"""The author's own charts: matplotlib functions, run only where report.toml names their file.

    from briefing.charts import chart

    @chart("dots")
    def draw(axes, series):
        axes.plot(series.values, "o")
        axes.set_xticks(range(len(series.months)), series.months)

The axes are made, and set to the document's font and colours, before the function is called; their
place is chosen after it, so that nothing is clipped. What the page cannot hold (pictures, letters
that the font lacks), a function that raises, and one that draws nothing are problems that name the
file, the function and the indicator.
"""

from __future__ import annotations

import importlib.util
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

import matplotlib
from matplotlib.figure import Figure
from matplotlib.rcsetup import cycler

from briefing.charts.faces import Faces
from briefing.charts.freehand import FreehandRenderer, Undrawable
from briefing.charts.offer import CHART_NAME, Draw
from briefing.charts.strokes import DRAWING
from briefing.document import Chart, ChartSeries, ChartSpec, Document, Look, OwnDrawing, blocks
from briefing.problems import Place, Problem

MARGIN = 2.0    # points kept free at the chart's edges
USUAL = (453.0, 159.0)      # points: the width and height at which a chart must have room
LARGER, LARGEST = 1.25, 6.0  # by how much a drawing grows until its words have room
LARGEST_USUAL = 1.6         # of its usual size: else its words would be too small on a page
OUTSIDE = 1.0               # points that words may stand out


class NoRoom(Undrawable):
    """The words around a chart leave no room for it at the size that is asked for."""


@dataclass(frozen=True, slots=True)
class OwnSeries:
    """What an author's function draws: the indicator's months as the report shows them.

    A month without a figure is not a number in `values`; its text says why: "[c]", "[x]". `marks`
    are "", "withheld", "missing" or "provisional". `lines` are the average, target and benchmarks,
    by their labels; `colours` those of the look, by name, "#12436D".
    """

    title: str
    unit: str
    months: tuple[str, ...]
    values: tuple[float, ...]
    texts: tuple[str, ...]
    marks: tuple[str, ...]
    lines: dict[str, tuple[float, ...]]
    colours: dict[str, str]


def series_of(spec: ChartSpec, look: Look) -> OwnSeries:
    """The spec as the author's function is given it."""
    def values(series: ChartSeries) -> tuple[float, ...]:
        return tuple(float("nan") if p.value is None else float(p.value) for p in series.points)

    main, palette = spec.main, look.palette
    return OwnSeries(
        main.name, spec.axis_title, spec.months, values(main),
        tuple(p.text for p in main.points), tuple(p.mark for p in main.points),
        {s.label: values(s) for s in spec.series if s is not main},
        {name: f"#{getattr(palette, name)}" for name in (
            "main", "target", "comparator", "average", "last_year", "ink", "quiet", "rule")})


def draw_own(spec: ChartSpec, canvas: Any, width: float, height: float, look: Look,
             faces: Faces) -> None:
    """Draw the author's chart on the canvas; raises whatever the function raises, or Undrawable."""
    with DRAWING, _look(look, "sans-serif"):
        figure, times = _fitted(spec, width, height, look, faces)
        renderer = FreehandRenderer(faces, width * times, height * times)
        renderer.canvas = canvas
        if times != 1.0:
            canvas.saveState()
            canvas.scale(1 / times, 1 / times)
        figure.draw(renderer)
        if times != 1.0:
            canvas.restoreState()


def drawn_with(renderer_of: Callable[[float, float], Any], spec: ChartSpec, width: float,
               height: float, look: Look, faces: Faces) -> tuple[Any, float]:
    """The renderer that drew the author's chart, placed as on a page, and how many times as large.

    `renderer_of` makes one that measures by itself, so wide and high.
    """
    with DRAWING, _look(look, "sans-serif"):
        figure, times = _fitted(spec, width, height, look, faces)
        renderer = renderer_of(width * times, height * times)
        figure.draw(renderer)
    return renderer, times


def drawn_by_author(spec: ChartSpec, width: float, height: float, look: Look, faces: Faces,
                    family: str, picture: Any) -> None:
    """Draw the author's chart on a picture's renderer, placed as it is on a page."""
    with DRAWING, _look(look, family):
        figure, times = _fitted(spec, width, height, look, faces)
        picture.dpi /= times
        figure.dpi = picture.dpi
        figure.draw(picture)


def _fitted(spec: ChartSpec, width: float, height: float, look: Look, faces: Faces,
            largest: float = LARGEST) -> tuple[Figure, float]:
    """The figure, and how many times as large as asked for it is drawn, to be made smaller.

    It is as large as asked for where the words around it leave room for the chart, and have room
    themselves. At its usual size they nearly do, which was looked at before; a page that is nearly
    full, or a telephone, asks for less. Raises NoRoom where it would be larger than `largest`.
    """
    times = 1.0
    while True:
        try:
            return _figure(spec, width * times, height * times, look,
                           FreehandRenderer(faces, width * times, height * times)), times
        except NoRoom:
            times *= LARGER
            if times > largest:
                raise


def _figure(spec: ChartSpec, width: float, height: float, look: Look, renderer: Any) -> Figure:
    """The figure that the author's function drew, its axes placed so that all of it is seen."""
    assert spec.own is not None
    figure = Figure(figsize=(width / 72, height / 72), dpi=72)
    figure.patch.set_visible(False)
    axes = figure.add_axes((0.1, 0.15, 0.8, 0.75))
    axes.patch.set_visible(False)
    function(spec.own)(axes, series_of(spec, look))
    if not any(one.has_data() or one.texts or one.artists or one.patches for one in figure.axes):
        raise Undrawable("it draws nothing")
    # Only when all is drawn is it known how much room the words around the axes need.
    for _ in range(2):
        for one in figure.axes:
            if one is axes:
                _place(one, width, height, renderer)
            else:
                one.set_position(axes.get_position())     # a second axis over the first
    box = axes.get_tightbbox(renderer)
    if box is not None and (min(box.x0, box.y0) < -OUTSIDE or box.x1 > width + OUTSIDE
                            or box.y1 > height + OUTSIDE):
        raise NoRoom("the words around it are longer than the chart is wide or high")
    return figure


def _place(axes: Any, width: float, height: float, renderer: Any) -> None:
    box, inner = axes.get_tightbbox(renderer), axes.get_window_extent(renderer)
    left = MARGIN + max(0.0, inner.x0 - box.x0)
    foot = MARGIN + max(0.0, inner.y0 - box.y0)
    right = width - MARGIN - max(0.0, box.x1 - inner.x1)
    top = height - MARGIN - max(0.0, box.y1 - inner.y1)
    if right - left < width / 5 or top - foot < height / 5:
        raise NoRoom("the words around it leave no room for the chart")
    axes.set_position((left / width, foot / height, (right - left) / width,
                       (top - foot) / height))


@contextmanager
def _look(look: Look, family: str) -> Iterator[None]:
    """matplotlib's settings for the time of one chart: the document's type and colours."""
    palette = look.palette
    colours = [f"#{c}" for c in (palette.main, palette.target, palette.last_year, palette.ink)]
    with matplotlib.rc_context({
            "font.family": family, "font.size": look.small_pt,
            "axes.titlesize": look.small_pt + 1, "axes.labelsize": look.small_pt,
            "xtick.labelsize": look.small_pt, "ytick.labelsize": look.small_pt,
            "legend.fontsize": look.small_pt, "legend.frameon": False,
            "text.parse_math": False, "text.usetex": False, "text.color": f"#{palette.ink}",
            "axes.edgecolor": f"#{palette.ink}", "axes.labelcolor": f"#{palette.quiet}",
            "xtick.color": f"#{palette.quiet}", "ytick.color": f"#{palette.quiet}",
            "axes.spines.top": False, "axes.spines.right": False, "axes.linewidth": 0.8,
            "grid.color": f"#{palette.rule}", "grid.linewidth": 0.5,
            "axes.prop_cycle": cycler(color=colours), "lines.linewidth": 2.0}):
        yield


# ── the author's file ───────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=8)
def _offered(file: Path) -> dict[str, Draw]:
    """The functions that the file offers, by the names of their charts: the file is run here."""
    spec = importlib.util.spec_from_file_location(f"own_charts_{crc32(str(file).encode()):08x}",
                                                  file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: found for found in vars(module).values()
            if isinstance(name := getattr(found, CHART_NAME, None), str)}


def function(own: OwnDrawing) -> Draw:
    """The author's function; raises whatever its file raises, or Undrawable where it has none."""
    offered = _offered(own.file.resolve())
    if own.name not in offered:
        raise Undrawable(f"it no longer offers a chart '{own.name}' when it is run")
    return offered[own.name]


def own_problems(document: Document, faces: Faces) -> list[Problem]:
    """A problem for each of the author's charts that cannot be drawn; each is drawn once for it."""
    found = []
    for block in blocks(document):
        if isinstance(block, Chart) and block.spec.own is not None:
            fault = _fault(block.spec, document.look, faces)
            if fault is not None:
                row, name, said, hint = fault
                indicator = block.id.removeprefix("chart.")
                found.append(Problem(
                    Place(block.spec.own.file.name, row=row, column=name),
                    f"the chart '{block.spec.own.name}' of '{indicator}' cannot be drawn: {said}.",
                    hint))
    return found


def _fault(spec: ChartSpec, look: Look, faces: Faces) -> tuple[int, str, str, str] | None:
    """The row, function, fault and remedy of a chart that cannot be drawn; None when it can."""
    assert spec.own is not None
    try:
        with DRAWING, _look(look, "sans-serif"):
            figure, times = _fitted(spec, *USUAL, look, faces, LARGEST_USUAL)
            # without a canvas it only looks
            figure.draw(FreehandRenderer(faces, USUAL[0] * times, USUAL[1] * times))
    except Undrawable as fault:
        return *_place_of(spec.own), str(fault), fault.hint
    except (Exception, SystemExit) as fault:  # noqa: BLE001  (the author's code may raise anything)
        said = f"{type(fault).__name__}: {fault}".rstrip(": .")
        return *_where(spec.own, fault), said, "Mend the function, or give it another chart."
    return None


def _place_of(own: OwnDrawing) -> tuple[int, str]:
    """The line on which the function begins, and its name."""
    found = _offered(own.file.resolve()).get(own.name)
    code = getattr(found, "__code__", None)
    return (code.co_firstlineno, code.co_name) if code is not None else (0, own.name)


def _where(own: OwnDrawing, fault: BaseException) -> tuple[int, str]:
    """The last line of the author's file on the way to the fault, and the function it is in."""
    file = own.file.resolve()
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__)
              if Path(frame.filename).resolve() == file]
    return (frames[-1].lineno or 0, frames[-1].name) if frames else (0, own.name)
