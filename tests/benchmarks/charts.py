"""How long a chart takes, by kind: python -m tests.benchmarks.charts

Milliseconds of one core, the median of many: on the page, as a picture, and native in Word.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import date
from statistics import median

from reportlab.pdfgen.canvas import Canvas

from briefing.charts import draw_chart, draw_spark
from briefing.charts.picture import chart_picture
from briefing.document import ChartSpec, Look, Spark
from briefing.writers.pdf.fonts import family
from briefing.writers.word.chart_layout import plot_of
from briefing.writers.word.charts import chart_part
from briefing.writers.word.lines import axis_words, plotted
from briefing.writers.word.workbook import workbook_file
from tests.chart_specs import KINDS
from tests.documents import of_kind

LOOK = Look()
FACES = family(LOOK.font)
WIDTH, HEIGHT = 471.0, 159.0


def milliseconds(work: Callable[[], object], times: int) -> float:
    """The median time of the work, once done before it is measured."""
    work()
    found = []
    for _ in range(times):
        started = time.process_time()
        work()
        found.append((time.process_time() - started) * 1000)
    return median(found)


def native(chart: ChartSpec) -> None:
    """The chart's part in a Word file, and its workbook."""
    series = plotted(chart, LOOK.palette)
    plot = plot_of(chart, series, LOOK, 166, 56)
    chart_part(chart, series, plot, LOOK, "en-GB")
    workbook_file(axis_words(chart), series, date(2022, 9, 13), "Author")


def main() -> None:
    """A row for each kind."""
    canvas = Canvas(io.BytesIO(), initialFontName=FACES.regular)
    print(f"{'kind':12} {'page':>6} {'Word':>6} {'picture':>8}")  # noqa: T201
    for kind in KINDS:
        chart = of_kind(kind)
        page = milliseconds(lambda c=chart: draw_chart(  # type: ignore[misc]
            c, canvas, WIDTH, HEIGHT, LOOK, FACES), 200)
        word = milliseconds(lambda c=chart: native(c), 50)  # type: ignore[misc]
        picture = milliseconds(lambda c=chart: chart_picture(  # type: ignore[misc]
            c, WIDTH, HEIGHT, LOOK, FACES), 20)
        print(f"{kind:12} {page:6.2f} {word:6.2f} {picture:8.1f}")  # noqa: T201
    spark = Spark(of_kind("line").main.points, "")
    small = milliseconds(lambda: draw_spark(spark, canvas, 30, 12, LOOK, FACES), 200)
    print(f"{'sparkline':12} {small:6.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
