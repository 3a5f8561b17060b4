"""What is drawn hides nothing: read back from the operators that draw a chart.

No line lies on a column's end, no label by another line's point, and no figure that is withheld
looks like nought.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.charts.over_columns import Bar, over_columns
from briefing.document import Chart, ChartPoint, ChartSeries, ChartSpec, Look, blocks
from briefing.prepared import Prepared
from briefing.writers.pdf.fonts import family
from tests.chart_specs import specs
from tests.charts.test_chart_labels import Box, drawn_on_sheet
from tests.conftest import laid_out
from tests.documents import points

LOOK = Look()
FACES = family(LOOK.font)
SIZES = ((471.0, 159.0), (471.0, 130.0), (300.0, 120.0))
ROW = re.compile(r"^q (?P<red>\S+) (?P<green>\S+) (?P<blue>\S+) RG (?P<width>\S+) w .*? j"
                 r"(?: \[[^]]*\] \S+ d)?(?: \S+ \S+ \S+ rg)? (?P<path>.*) (?P<paint>[SBf]) Q$")
Point = tuple[float, float]


@dataclass
class Drawing:
    """What a chart is drawn of: rectangles, lines with their width and colour, markers, texts."""

    rectangles: list[tuple[Point, Point]] = field(default_factory=list)
    lines: list[tuple[float, str, list[list[Point]]]] = field(default_factory=list)
    markers: list[tuple[str, list[Point]]] = field(default_factory=list)
    texts: list[Box] = field(default_factory=list)


def drawn(chart: ChartSpec, width: float, height: float) -> Drawing:
    sheet = drawn_on_sheet(chart, width, height)
    made = Drawing(texts=sheet.boxes)
    for row in sheet._code:
        if " cm " in row:
            places = [(float(x), float(y)) for x, y in re.findall(
                r"q 1 0 0 1 (\S+) (\S+) cm", row)]
            made.markers.append((" ".join(row.split()[1:4]), places))
            continue
        found = ROW.match(row)
        assert found is not None, row
        runs: list[list[Point]] = []
        for x, y, what in re.findall(r"(\S+) (\S+) ([ml])\b", found["path"]):
            if what == "m":
                runs.append([])
            runs[-1].append((float(x), float(y)))
        if found["paint"] == "B":
            made.rectangles += [((min(x for x, _ in run), run[0][1]),
                                 (max(x for x, _ in run), run[2][1])) for run in runs]
        elif found["paint"] == "S":
            colour = " ".join((found["red"], found["green"], found["blue"]))
            made.lines.append((float(found["width"]), colour, runs))
    return made


def column_charts(example: Prepared, kind: str = "column") -> Iterator[tuple[str, ChartSpec]]:
    for block in blocks(laid_out(example, "barnsley-scrutiny")):
        if isinstance(block, Chart) and block.spec.kind == kind:
            yield block.id, block.spec


# ── columns ─────────────────────────────────────────────────────────────────────────────────────


def hidden_ends(chart: ChartSpec, size: tuple[float, float]) -> list[str]:
    """The columns on whose end a line lies, wholly or in part.

    A rectangle is drawn from its foot: the end is where its third corner is.
    """
    sheet = drawn(chart, *size)
    made = []
    for (left, foot), (right, end) in sheet.rectangles:
        for width, colour, runs in sheet.lines:
            if width < 0.9:     # the grid lies beneath the columns
                continue
            for run in runs:
                for (x, y), (x2, y2) in pairwise(run):
                    start, stop = max(left, min(x, x2)), min(right, max(x, x2))
                    if start >= stop or x == x2:
                        continue
                    ys = [y + (at - x) / (x2 - x) * (y2 - y) for at in (start, stop)]
                    if min(ys) - width / 2 < end + 0.6 and max(ys) + width / 2 > end - 0.6:
                        made.append(f"a line in {colour} lies on the column from {foot} to {end}")
    return made


def test_no_line_hides_a_columns_end_in_the_example(example: Prepared) -> None:
    charts = list(column_charts(example))
    assert len(charts) > 10
    assert [(name, hidden_ends(spec, SIZES[0])) for name, spec in charts
            if hidden_ends(spec, SIZES[0])] == []


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(specs("column"), st.sampled_from(SIZES))
def test_no_line_hides_a_columns_end(chart: ChartSpec, size: tuple[float, float]) -> None:
    assert hidden_ends(chart, size) == []


def over(line: float, *ends: float) -> tuple[float, float]:
    """How long a level line's own part is and its light one, over columns 10 wide and 10 apart."""
    bars = [Bar((20.0 * n, 0.0, 20.0 * n + 10, end), dark=True) for n, end in enumerate(ends)]
    parts = over_columns(([0.0, 20.0 * len(ends) - 10], [line, line]), bars)
    lengths = [sum(b - a for a, b in pairwise(xs) if a == a and b == b) for xs, _ in parts]
    return lengths[0], lengths[1]


@pytest.mark.parametrize(("line", "ends", "own", "light"), [
    (50, (10, 90), 20, 10),     # over the first, between them, and light in the second
    (50, (51, 49), 10, 0),      # between them alone: on both it would hide the end
    (50, (52.3, 47.7), 20, 10),
    (50, (0, 0), 30, 0),
    (-5, (-20, 10), 20, 10),    # in a column that goes down
])  # fmt: skip
def test_a_line_is_light_in_a_column_and_left_out_at_its_end(
    line: float, ends: tuple[float, ...], own: float, light: float,
) -> None:
    assert over(line, *ends) == pytest.approx((own, light))


def test_columns_of_nearly_the_same_height_can_be_told_apart() -> None:
    """224, 221 and 215 beside an average of 220."""
    chart = ChartSpec(
        "column", ("Jan", "Feb", "Mar"),
        (ChartSeries("Referrals", "main", points("224 221 215"), "215"),
         ChartSeries("Average", "average", points("220 220 220"), "Average 220")),
        tuple((Decimal(n), str(n)) for n in (0, 100, 200, 300)), "Number")
    assert hidden_ends(chart, SIZES[0]) == []
    ends = [end for _, (_, end) in drawn(chart, *SIZES[0]).rectangles]
    assert ends[0] > ends[1] > ends[2]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(specs("comparison"), st.sampled_from(SIZES))
def test_no_targets_line_hides_a_bars_end(chart: ChartSpec, size: tuple[float, float]) -> None:
    sheet = drawn(chart, *size)
    for (left, foot), (right, top) in sheet.rectangles:
        for width, _, runs in sheet.lines:
            for run in runs if width > 1.2 else []:
                for (x, y), (x2, y2) in pairwise(run):
                    inside = min(max(y, y2), top) - max(min(y, y2), foot)
                    if x == x2 and inside > 0.01:
                        assert abs(x - right) - width / 2 >= 0.6, (left, right, x)


# ── labels ──────────────────────────────────────────────────────────────────────────────────────


def away(point: Point, box: Box) -> float:
    across = max(box.left - point[0], 0.0, point[0] - box.right)
    up = max(box.foot - point[1], 0.0, point[1] - box.top)
    return float((across**2 + up**2) ** 0.5)


def strangers(chart: ChartSpec, size: tuple[float, float]) -> list[str]:
    """Labels inside the plot that lie nearer to another line's point than to their own line's."""
    sheet = drawn(chart, *size)
    plot_right = max(x for width, _, runs in sheet.lines if width == 0.8 for run in runs
                     for x, _ in run)
    main = "0.071 0.263 0.427"
    own = [place for colour, places in sheet.markers if colour == main for place in places]
    others = [point for width, colour, runs in sheet.lines
              if 1.0 <= width < 2.0 and colour not in (main, "1.000 1.000 1.000")
              for run in runs for point in run]
    made = []
    for box in sheet.texts:
        inside = box.right < plot_right and box.words == chart.main.label
        if inside and box.colour == LOOK.palette.main and others:
            mine, theirs = (min(away(point, box) for point in every) for every in (own, others))
            if mine + 2 > theirs:
                made.append(f"{box.words}: {mine:.1f} from its own, {theirs:.1f} from another")
    return made


def test_no_label_sits_by_another_lines_point_in_the_example(example: Prepared) -> None:
    charts = list(column_charts(example, "cumulative"))
    assert len(charts) > 5
    assert [strangers(spec, size) for _, spec in charts for size in SIZES
            if strangers(spec, size)] == []


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(specs("cumulative"), st.sampled_from(SIZES))
def test_no_label_sits_by_another_lines_point(chart: ChartSpec, size: tuple[float, float]) -> None:
    assert strangers(chart, size) == []


def test_a_label_without_room_stands_beside_the_plot_with_a_key() -> None:
    """A year that goes up and down around the end of the present one."""
    this = points("5 6 5")
    last = points("5 9 5 6 4 9 3 8 4 9 3 8")
    tens = tuple((Decimal(n), str(n)) for n in range(0, 11, 2))
    chart = ChartSpec("cumulative", tuple("ABCDEFGHIJKL"), (
        ChartSeries("2022/23", "main", (*this, *[ChartPoint(None, "")] * 9), "2022/23 5"),
        ChartSeries("2021/22", "last_year", last, "2021/22 8")), tens, "Number")
    low = drawn(chart, 300.0, 60.0)
    (label,) = (box for box in low.texts if box.words == "2022/23 5")
    marks = [place for _, places in low.markers for place in places]
    assert strangers(chart, (300.0, 60.0)) == []
    beside = bool(label.left > 220)
    assert beside is (len(marks) == 4)      # three points, and the key's


# ── flows ───────────────────────────────────────────────────────────────────────────────────────


def stock(inflow: str, outflow: str) -> ChartSpec:
    return ChartSpec(
        "stock", ("Jan", "Feb", "Mar"),
        (ChartSeries("Cases", "main", points("50 55 52"), "52"),
         ChartSeries("Opened", "inflow", points(inflow), "Opened"),
         ChartSeries("Closed", "outflow", points(outflow), "Closed")),
        tuple((Decimal(n), str(n)) for n in (40, 50, 60)), "Number",
        flow_ticks=((Decimal(0), "0"), (Decimal(10), "10")))


@pytest.mark.parametrize(("inflow", "outflow", "marks"), [
    ("4 5 6", "3 4 5", 0), ("4 c 6", "3 4 5", 1), ("4 c 6", "3 c 5", 2), ("c c c", "c c c", 6),
    ("4 0 6", "3 0 5", 0),
])  # fmt: skip
def test_a_withheld_flow_bears_its_mark(inflow: str, outflow: str, marks: int) -> None:
    sheet = drawn(stock(inflow, outflow), *SIZES[0])
    found = [box for box in sheet.texts if box.words == "[c]"]
    assert len(found) == marks
    for box in found:       # in its own month's place, over no column
        assert not any(left < box.right - 0.1 and box.left + 0.1 < right
                       and min(foot, end) < box.top and box.foot < max(foot, end)
                       for (left, foot), (right, end) in sheet.rectangles)


def test_a_flow_that_is_missing_has_a_dash_and_one_of_nought_has_none() -> None:
    dash = "0.349 0.349 0.349"
    with_dash = [colour for width, colour, _ in drawn(stock("4 - 6", "3 4 5"), *SIZES[0]).lines
                 if width == 0.9]
    assert with_dash == [dash]
    assert not [w for w, _, _ in drawn(stock("4 0 6", "3 4 5"), *SIZES[0]).lines if w == 0.9]


# ── the edges ───────────────────────────────────────────────────────────────────────────────────


def test_no_last_point_or_target_lies_on_the_frame_of_the_examples_charts(example: Prepared
                                                                          ) -> None:
    """The frame: the line along the foot, and the topmost line of the grid."""
    for kind in ("line", "stock", "cumulative", "xmr", "spc"):
        for name, spec in column_charts(example, kind):
            sheet = drawn(spec, *SIZES[0])
            foot = max(run[0][1] for width, _, runs in sheet.lines if width == 0.8 for run in runs)
            top = max([run[0][1] for width, _, runs in sheet.lines if width == 0.5 for run in runs
                       if len(run) == 2 and run[0][1] == run[1][1]])
            last = [places[-1][1] for _, places in sheet.markers]
            targets = [run[0][1] for width, _, runs in sheet.lines if width == 1.4 for run in runs]
            for y in (*last, *targets):
                assert abs(y - foot) > 2, name
                assert spec.top is not None or abs(y - top) > 2, name


def test_a_label_keeps_away_from_the_stroke_that_a_point_alone_is_drawn_as() -> None:
    """The stroke of July's target reaches nearer to the label of May's end than the point does."""
    def points(*values: str) -> tuple[ChartPoint, ...]:
        return tuple(ChartPoint(Decimal(value) if value else None, value and f"{value}%")
                     for value in values)

    chart = ChartSpec(
        "cumulative", ("Apr 21", "May", "Jun", "Jul"),
        (ChartSeries("2022/23", "main", points("", "142.3", "217.5", ""), "2022/23 217.5%"),
         ChartSeries("Target", "target", points("", "", "", "193.6"), "Target 193.6%")),
        tuple((Decimal(n), f"{n}%") for n in range(0, 226, 45)), "Per cent")
    assert strangers(chart, (300.0, 120.0)) == []
