"""A chart as a figure: its caption, its words for who cannot see it, and its drawing in two widths.

The narrow drawing is for a telephone, or for a page enlarged four times: its words stay as large as
those around it, where a wide one would shrink them. One of the two is shown.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from html import escape

from briefing.charts.faces import Faces
from briefing.charts.svg import chart_svg
from briefing.document import Chart, Look, plain
from briefing.writers.pdf.fonts import family

WIDE, NARROW = 640.0, 320.0     # pixels
HIGH_OF_WIDE = 0.36             # of the width, where a page's chart is as high as it usually is
USUAL_MM = 56.0
HIGH_OF_NARROW = 0.78
WIDE_WORDS, NARROW_WORDS = 13.0, 12.0
# Figures of charts that were drawn, by the charts' ids: what they were drawn from, and their HTML.
Drawings = dict[str, tuple[tuple[object, ...], str]]


@cache
def faces_of(look: Look) -> Faces:
    """The faces by which words are measured: those of the page may be a little wider or less."""
    return family(look.font)


@cache
def _sized(look: Look, size: float) -> Look:
    return replace(look, small_pt=size)


def chart_figure(chart: Chart, caption: str, look: Look, drawings: Drawings | None = None) -> str:
    """The chart's figure; `caption` is HTML. One that is among the drawings is taken from there.

    An author's own chart is drawn by their program, which may be another one than it was.
    """
    if drawings is None or chart.spec.kind == "own":
        return _figure(chart, caption, look)
    known = drawings.get(chart.id)
    if known is None or known[0] != (chart, caption, look):
        known = drawings[chart.id] = (chart, caption, look), _figure(chart, caption, look)
    return known[1]


def _figure(chart: Chart, caption: str, look: Look) -> str:
    tall = min(max(chart.height_mm / USUAL_MM, 0.5), 2.0)
    drawn = "".join(
        chart_svg(chart.spec, width, width * share * tall, _sized(look, size), faces_of(look), kind,
                  prefix=f"{chart.id}.{kind}")
        for kind, width, share, size in (("wide", WIDE, HIGH_OF_WIDE, WIDE_WORDS),
                                         ("narrow", NARROW, HIGH_OF_NARROW, NARROW_WORDS)))
    said = chart.alt or plain(chart.caption)
    return (f'<figure id="{escape(chart.id)}"><figcaption>{caption}</figcaption>'
            f'<div role="img" aria-label="{escape(said)}">{drawn}</div></figure>\n')
