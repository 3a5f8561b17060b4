"""Charts: what a ChartSpec looks like on the page, and how labels make room for each other."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat
from reportlab.pdfgen.canvas import Canvas

from briefing.charts import draw_chart, draw_spark
from briefing.charts.labels import broken, spread, thinned, tiers
from briefing.charts.picture import chart_picture
from briefing.document import ChartSeries, ChartSpec, Look, Spark
from briefing.writers.pdf.fonts import family
from tests.documents import of_kind, points, spec

LOOK = Look()
FACES = family(LOOK.font)
WIDTH, HEIGHT = 453.0, 176.0


def operators(chart: ChartSpec) -> str:
    """The PDF operators that draw the chart."""
    canvas = Canvas(io.BytesIO(), initialFontName=FACES.regular, invariant=1)
    draw_chart(chart, canvas, WIDTH, HEIGHT, LOOK, FACES)
    return "\n".join(canvas._code)


def words(chart: ChartSpec) -> list[str]:
    """The texts of the chart, as a reader of the file finds them."""
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=(WIDTH, HEIGHT), initialFontName=FACES.regular)
    draw_chart(chart, canvas, WIDTH, HEIGHT, LOOK, FACES)
    canvas.save()
    with pypdfium2.PdfDocument(paper.getvalue()) as opened:
        return opened[0].get_textpage().get_text_range().split()


def line(values: str, label: str = "9", **more: object) -> ChartSpec:
    """A chart of one series: "5 c - 9p"."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun")[: len(values.split())]
    chart = ChartSpec("line", months, (ChartSeries("Children", "main", points(values), label),),
                      ((Decimal(0), "0"), (Decimal(10), "10")), "Children")
    return replace(chart, **more)  # type: ignore[arg-type]


def markers(chart: ChartSpec) -> int:
    """How many markers are drawn: each is stamped at a place of its own."""
    return operators(chart).count(" cm ")


# ── what is drawn ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["line", "column"])
def test_the_words_are_those_of_the_spec(kind: str) -> None:
    chart = spec(kind)
    expected = " ".join([
        chart.axis_title, *chart.months, *(text for _, text in chart.ticks), "[c]",
        *(series.label for series in chart.series)])
    assert sorted(words(chart)) == sorted(expected.split())


def test_a_month_without_a_value_has_no_marker() -> None:
    assert markers(line("5 7 6 8 9")) == 5
    assert markers(line("5 c 6 - 9")) == 3


def test_a_withheld_month_bears_its_mark_and_a_missing_one_a_dash() -> None:
    assert "[c]" in words(line("5 c 9"))
    assert "[c]" not in words(line("5 - 9"))
    dash = "0.349 0.349 0.349 RG 0.90 w"
    assert dash in operators(line("5 - 9"))
    assert dash not in operators(line("5 c 9"))


def test_a_series_that_ends_withheld_does_not_say_so_twice() -> None:
    assert words(line("5 7 c", label="[c]")).count("[c]") == 1


def test_a_provisional_point_is_hollow() -> None:
    white = "1.000 1.000 1.000 rg"
    assert white in operators(line("5 9p"))
    assert white not in operators(line("5 9"))


def strokes(chart: ChartSpec) -> list[int]:
    """How many points each unbroken piece of the main line has."""
    ink = "0.071 0.263 0.427 RG 2.00 w"
    path = next(row for row in operators(chart).splitlines() if ink in row).split(" j ")[1]
    return [piece.count(" l") + 1 for piece in path.split(" m")[1:]]


def test_no_line_crosses_an_absent_month_or_a_break() -> None:
    assert strokes(line("5 6 7 8")) == [4]
    assert strokes(line("5 6 c 7 8")) == [2, 2]
    assert strokes(line("5 6 7 8 9", breaks=(2,))) == [2, 3]


def test_columns_stand_on_zero_even_when_no_tick_does() -> None:
    low = line("4 8", kind="column", ticks=((Decimal(4), "4"), (Decimal(8), "8")))
    (columns,) = re.findall(r" rg (.*) B", operators(low))
    four, eight = ([float(y) for y in re.findall(r" (\S+) [ml]", part)]
                   for part in columns.split(" h ")[:2])
    assert max(eight) - min(eight) == pytest.approx(2 * (max(four) - min(four)), abs=0.05)


def test_a_chart_leaves_nothing_behind_for_the_next() -> None:
    first = operators(spec("line"))
    operators(line("5 c - 9p", kind="column"))
    operators(spec("column"))
    assert operators(spec("line")) == first


def test_a_chart_does_not_load_pyplot() -> None:
    code = "import sys, briefing.charts; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# ── labels ──────────────────────────────────────────────────────────────────────────────────────

heights = st.floats(1, 30)
labels = st.lists(st.tuples(st.floats(0, 200), heights), max_size=8)


@given(labels)
def test_spread_labels_never_meet(rows: list[tuple[float, float]]) -> None:
    wanted, tall = [y for y, _ in rows], [height for _, height in rows]
    centres = spread(wanted, tall, 0, 200)
    spans = sorted((y - h / 2, y + h / 2) for y, h in zip(centres, tall, strict=True))
    for (_, top), (foot, _) in pairwise(spans):
        assert foot >= top - 1e-6


@given(labels)
def test_spread_labels_keep_their_order_and_the_frame(rows: list[tuple[float, float]]) -> None:
    wanted, tall = [y for y, _ in rows], [height for _, height in rows]
    centres = spread(wanted, tall, 0, 200)
    for a in range(len(rows)):
        for b in range(len(rows)):
            if wanted[a] < wanted[b]:
                assert centres[a] < centres[b]
    if sum(tall) <= 200:
        assert all(h / 2 - 1e-6 <= y <= 200 - h / 2 + 1e-6
                   for y, h in zip(centres, tall, strict=True))


def test_labels_that_do_not_meet_stay_where_they_are() -> None:
    assert spread([20, 80, 50], [10, 10, 10], 0, 100) == pytest.approx([20, 80, 50])


def test_two_labels_at_one_height_share_the_way() -> None:
    assert spread([50, 50], [10, 10], 0, 100) == pytest.approx([45, 55])


def test_a_long_label_is_broken_into_two_even_lines() -> None:
    assert broken("Target 95%", 20, len) == ["Target 95%"]
    assert broken("Statistical neighbours 87.9% (2020/21)", 30, len) == [
        "Statistical neighbours", "87.9% (2020/21)"]
    assert broken("Neighbours", 3, len) == ["Neighbours"]


def test_a_longer_one_is_broken_into_as_many_as_it_takes() -> None:
    assert broken("Children on a child protection plan for two years", 20, len) == [
        "Children on a child", "protection plan for", "two years"]


def test_marks_that_would_meet_stand_on_tiers() -> None:
    assert tiers([(0, 8), (10, 18), (20, 28)]) == [0, 0, 0]
    assert tiers([(0, 14), (10, 24), (20, 34)]) == [0, 1, 0]


def test_months_are_left_out_evenly_and_the_last_one_stays() -> None:
    months = [f"M{n}" for n in range(12)]
    assert thinned(months, [10.0] * 12, 20) == list(range(12))
    assert thinned(months, [30.0] * 12, 20) == [1, 3, 5, 7, 9, 11]


def test_a_month_with_its_year_is_left_out_last() -> None:
    months = ["Nov", "Dec", "Jan 22", "Feb", "Mar", "Apr"]
    assert "Jan 22" in [months[n] for n in thinned(months, [25.0] * 6, 14)]


def test_both_ends_of_a_target_range_are_drawn() -> None:
    """Two series of one role are two lines, not the last of them."""
    upper = ChartSeries("Target", "target", points("8 8 8"), "Target 8")
    lower = ChartSeries("Target", "target", points("2 2 2"), "Target 2")
    main = line("5 6 7").series[0]
    heights = {float(y) for y in re.findall(r"[\d.]+ ([\d.]+) [ml]\b", operators(
        line("5 6 7", series=(main, lower, upper))))}
    alone = {float(y) for y in re.findall(r"[\d.]+ ([\d.]+) [ml]\b", operators(
        line("5 6 7", series=(main, upper))))}
    assert alone < heights


# ── every kind ──────────────────────────────────────────────────────────────────────────────────

KINDS = ("line", "column", "cumulative", "stock", "composition", "comparison", "xmr", "spc")


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_leaves_nothing_behind_for_the_next(kind: str) -> None:
    first = operators(of_kind(kind))
    for other in KINDS:
        operators(of_kind(other))
    assert operators(of_kind(kind)) == first


@pytest.mark.parametrize(("kind", "expected"), [
    ("cumulative",  "2022/23 622 2021/22 2340 [c] Target 218"),
    ("stock",       "247 Started 8 Ended 11 [c] 0 15"),
    ("composition", "Good 81 Less than good 14 Not inspected 5 80 79 15 16 [c]"),
    ("comparison",  "Council July 2022 247 [p] Statistical neighbours 2020/21 240 England 280 218"),
    ("xmr",         "247 Average 220 Usual range to 310 Usual range from 150 [c]"),
    ("spc",         "247 Upper process limit 310 □ × worsening; ◊ special cause [c]"),
])
def test_the_figures_of_each_kind_are_written(kind: str, expected: str) -> None:
    assert set(expected.split()) <= set(words(of_kind(kind)))


def test_months_to_come_have_no_mark() -> None:
    chart = of_kind("cumulative")
    dash = "0.349 0.349 0.349 RG 0.90 w"
    assert dash not in operators(chart)
    assert words(chart).count("[c]") == 1


def test_flows_stand_on_their_own_nought_under_the_level() -> None:
    drawn = operators(of_kind("stock"))
    assert drawn.count("0.102 0.102 0.102 RG 0.80 w") == 1     # one artist draws both baselines
    path = next(row for row in drawn.splitlines() if "0.102 0.102 0.102 RG 0.80 w" in row)
    assert len(set(re.findall(r"[\d.]+ ([\d.]+) m", path))) == 2


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG has it: from 1, no contrast, to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground", "least"), [
    (LOOK.palette.main, "FFFFFF", 4.5), (LOOK.palette.target, "FFFFFF", 4.5),
    (LOOK.palette.quiet, "FFFFFF", 4.5), (LOOK.palette.ink, "FFFFFF", 4.5),
    ("FFFFFF", LOOK.palette.main, 4.5), (LOOK.palette.ink, LOOK.palette.share_middle, 4.5),
    (LOOK.palette.ink, LOOK.palette.share_pale, 4.5), (LOOK.palette.ink, LOOK.palette.others, 4.5),
    (LOOK.palette.main, LOOK.palette.share_middle, 3),
    (LOOK.palette.share_middle, LOOK.palette.share_pale, 3),
    (LOOK.palette.last_year, "FFFFFF", 3), (LOOK.palette.comparator, "FFFFFF", 3),
    (LOOK.palette.average, "FFFFFF", 3),
])
def test_text_and_shapes_stand_out_from_what_is_next_to_them(
    ink: str, ground: str, least: float,
) -> None:
    assert contrast(ink, ground) >= least


def test_the_latest_point_of_a_sparkline_is_marked() -> None:
    def small(values: str) -> str:
        canvas = Canvas(io.BytesIO(), initialFontName=FACES.regular, invariant=1)
        draw_spark(Spark(points(values), ""), canvas, 30, 12, LOOK, FACES)
        return "\n".join(canvas._code)

    assert small("5 7 6").count(" cm ") == 1
    assert small("5 7 c").count(" cm ") == 0
    assert "1.000 1.000 1.000 rg" in small("5 7 6p")
    assert small("5 c 6 7").count(" m") == 3        # two pieces and a point
    assert small("c c") == small("")


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_the_page_s_drawing(kind: str) -> None:
    """Where the page is dark the picture is, but for the edges of letters."""
    made = Image.open(io.BytesIO(chart_picture(of_kind(kind), WIDTH, HEIGHT, LOOK, FACES)))
    assert made.size == (round(WIDTH * 200 / 72), round(HEIGHT * 200 / 72))
    assert made.convert("RGB").getpixel((made.width - 1, 0)) == (255, 255, 255)
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=(WIDTH, HEIGHT), initialFontName=FACES.regular)
    draw_chart(of_kind(kind), canvas, WIDTH, HEIGHT, LOOK, FACES)
    canvas.save()
    with pypdfium2.PdfDocument(paper.getvalue()) as opened:
        page = opened[0].render(scale=200 / 72).to_pil()
    small = (157, 61)
    apart = ImageChops.difference(made.convert("L").resize(small), page.convert("L").resize(small))
    assert ImageStat.Stat(apart).mean[0] < 4
