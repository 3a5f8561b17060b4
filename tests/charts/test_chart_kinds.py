"""Which chart an indicator gets, what is in it, and how it is told to those who cannot see it."""

from __future__ import annotations

import dataclasses
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from reportlab.pdfgen.canvas import Canvas

from briefing.amounts import Reason
from briefing.charts import draw_chart
from briefing.document import Chart, ChartSeries, ChartSpec, Heading, Look, Paragraph, plain
from briefing.findings import find
from briefing.indicators import CHART_NAMES, Benchmark, Dictionary, Indicator, Target
from briefing.layout.areas import panel
from briefing.layout.chart_points import chart_months
from briefing.layout.chart_spec import charted
from briefing.layout.charted import Charted
from briefing.layout.compose import narrated
from briefing.layout.material import Material
from briefing.layout.scorecard import trend_cell
from briefing.measures import measure
from briefing.periods import Month, Year, parse_month
from briefing.prepared import Prepared
from briefing.writers.pdf.fonts import family
from briefing.writers.word.chart_layout import plot_of
from briefing.writers.word.charts import chart_part
from briefing.writers.word.lines import plotted
from tests.series import PERCENT, PLAIN, observed

YEAR = "10 20 30 40 50 60 70 80 90 100 110 120"      # April to March
STOCK = dataclasses.replace(PLAIN, kind="stock", year_to_date="", subject="number of cases")
SHARE = dataclasses.replace(PERCENT, kind="stock", year_to_date="", composition="schools")


def work(example: Prepared, *given: tuple[Indicator, str], period: str = "2022-07",
         target: str = "", benchmarks: str = "") -> Material:
    """Material of indicators with their figures; target and benchmarks are of the first."""
    first = given[0][0].id
    targets = (Target(first, Year(2022), Decimal(target)),) if target else ()
    beside = tuple(Benchmark(first, name, "2020/21", Decimal(value)) for name, value in (
        pair.split(": ") for pair in benchmarks.split("; ") if pair))
    dictionary = Dictionary(tuple(one for one, _ in given), targets, beside)
    seen = [o for one, figures in given for o in observed(figures, period, one.id, one.step)]
    findings = find(measure(seen, dictionary, parse_month(period)))
    report = dataclasses.replace(example.report, dictionary=dictionary, commentary=())
    made = Material(report, findings, example.layout)
    return dataclasses.replace(made, narration=narrated(made, example.book))


def chart(material: Material, name: str = "a.b") -> Charted:
    return charted(material.findings[name], material)


def texts(series: ChartSeries) -> str:
    """ "5 [c] - 9": the points as printed, - for those that say nothing."""
    return " ".join(point.text or "-" for point in series.points)


def told(material: Material, name: str = "a.b") -> tuple[str, str]:
    """The caption and the words of the indicator's chart."""
    (made,) = (b for b in panel(material.findings[name], material).blocks if isinstance(b, Chart))
    return plain(made.caption), made.alt


def shown(material: Material, name: str = "a.b") -> bool:
    """Whether the panel has a chart: not where each month is withheld, or none and one is."""
    months = chart_months(material.findings[name])
    values = [material.findings[name].measure.at(month) for month in months]
    return any(v.amount is not None for v in values) or all(
        v.reason is not Reason.CONFIDENTIAL for v in values)


def test_a_panel_without_a_figure_says_so_in_place_of_a_chart(example: Prepared) -> None:
    material = work(example, (PLAIN, "[c] - [c]"))
    blocks = panel(material.findings["a.b"], material).blocks
    assert [type(b) for b in blocks] == [Heading, Paragraph]
    assert plain(blocks[-1].inlines) == (
        "Its figures are not shown in this edition ([c]), to protect individuals.")


# ── which ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("one", "kind"), [
    (PLAIN,                                                           "column"),
    (PERCENT,                                                         "line"),
    (STOCK,                                                           "line"),
    (dataclasses.replace(PERCENT, kind="cumulative", year_to_date=""), "cumulative"),
    (dataclasses.replace(PLAIN, kind="rolling_12", year_to_date=""),  "line"),
    (dataclasses.replace(PLAIN, chart="line"),                        "line"),
    (dataclasses.replace(PLAIN, chart="cumulative"),                  "cumulative"),
    (dataclasses.replace(PLAIN, chart="last_year"),                   "column"),
    (dataclasses.replace(PERCENT, chart="comparison"),                "line"),   # with no other
    (dataclasses.replace(PERCENT, chart="xmr"),                       "line"),   # of 4 months
])  # fmt: skip
def test_the_chart_follows_from_the_kind_unless_the_row_names_one(
    example: Prepared, one: Indicator, kind: str,
) -> None:
    assert chart(work(example, (one, "5 6 7 8"))).spec.kind == kind


def test_the_layout_says_which_chart_a_kind_gets(example: Prepared) -> None:
    material = work(example, (PLAIN, "5 6 7 8"))
    charts = dataclasses.replace(material.layout.charts, count="cumulative")
    layout = dataclasses.replace(material.layout, charts=charts)
    material = Material(material.report, material.findings, layout)
    assert chart(material).spec.kind == "cumulative"


# ── a year beside the last ──────────────────────────────────────────────────────────────────────

TO_DATE = dataclasses.replace(PLAIN, chart="cumulative")


def test_a_flow_is_added_up_over_the_year_and_the_year_before(example: Prepared) -> None:
    spec = chart(work(example, (TO_DATE, f"{YEAR} 11 21 31 41"))).spec
    this, last = spec.series
    assert spec.months[:2] + spec.months[-1:] == ("Apr", "May", "Mar")
    assert texts(this) == "11 32 63 104 - - - - - - - -"
    assert texts(last) == "10 30 60 100 150 210 280 360 450 550 660 780"
    assert (this.label, last.label) == ("2022/23 104", "2021/22 780")


def test_a_cumulative_indicator_is_shown_as_it_is(example: Prepared) -> None:
    one = dataclasses.replace(PLAIN, kind="cumulative", year_to_date="")
    this, last = chart(work(example, (one, f"{YEAR} 11 - [c] 41"))).spec.series
    assert texts(this) == "11 [x] [c] 41 - - - - - - - -"
    assert texts(last) == YEAR


def test_nothing_is_added_up_over_a_month_that_is_withheld(example: Prepared) -> None:
    """The months after it would give it away."""
    figures = "10 20 [c] 40 50 60 70 80 90 100 110 120 11 21 31 41"
    this, last = chart(work(example, (TO_DATE, figures))).spec.series
    assert texts(this).startswith("11 32 63 104 -")
    assert texts(last) == "10 30" + " [c]" * 10


def test_a_year_that_cannot_be_added_up_gives_way_to_its_months(example: Prepared) -> None:
    assert chart(work(example, (TO_DATE, f"{YEAR} 11 [c] 31 41"))).spec.kind == "column"


def test_no_year_is_set_beside_one_before_a_break(example: Prepared) -> None:
    one = dataclasses.replace(TO_DATE, breaks=(Month.of(2022, 4),))
    material = work(example, (one, f"{YEAR} 11 21 31 41"))
    assert len(chart(material).spec.series) == 1
    assert told(material) == ("104 for the year to date", (
        "Line chart of the number of referrals from the start of the year, April 2022 to July "
        "2022."))


def test_the_year_to_date_is_told_beside_the_same_point_last_year(example: Prepared) -> None:
    caption, alt = told(work(example, (TO_DATE, f"{YEAR} 11 21 31 41")))
    assert caption == "104 for the year to date, above the 100 at the same point last year"
    assert alt == (
        "Line chart of the number of referrals from the start of the year, April 2022 to July "
        "2022, beside the year before. Also shown: 2021/22 780 in March 2022.")


def test_last_years_months_stand_beside_this_years(example: Prepared) -> None:
    one = dataclasses.replace(PLAIN, chart="last_year", year_to_date="")
    spec = chart(work(example, (one, f"{YEAR} 11 21 31 41"))).spec
    (last,) = [s for s in spec.series if s.role == "last_year"]
    assert texts(last) == "- " * 9 + "10 20 30 40"
    assert last.label == "A year earlier 40"


# ── a stock, a whole, others, a usual range ─────────────────────────────────────────────────────

CASES = dataclasses.replace(STOCK, inflow="a.in", outflow="a.out")
FLOWS = ((dataclasses.replace(PLAIN, id="a.in", title="Cases opened"), "4 5 [c] 6"),
         (dataclasses.replace(PLAIN, id="a.out", title="Cases closed"), "3 4 5 6"))


def test_a_stock_stands_over_what_came_in_and_went_out(example: Prepared) -> None:
    spec = chart(work(example, (CASES, "90 91 92 93"), *FLOWS)).spec
    assert spec.kind == "stock"
    assert [(s.role, s.label, texts(s)) for s in spec.series] == [
        ("main", "93", "90 91 92 93"), ("inflow", "Opened 6", "4 5 [c] 6"),
        ("outflow", "Closed 6", "3 4 5 6")]
    assert [text for _, text in spec.flow_ticks] == ["0", "8"]
    assert spec.ticks[0][0] > 0


WHOLE = tuple((dataclasses.replace(SHARE, id=f"a.{n}", title=f"LAC in {name} schools"), figures)
              for n, name, figures in (("b", "good", "70 71 72 73 74 75 80"),
                                       ("c", "poor", "20 19 18 17 16 15 15"),
                                       ("d", "new", "10 10 10 10 10 10 5")))


def test_the_first_share_of_a_whole_shows_them_all(example: Prepared) -> None:
    material = work(example, *WHOLE)
    spec = chart(material).spec
    assert spec.kind == "composition"
    assert spec.months == ("Jan 22", "Apr 22", "Jul 22")
    assert [(s.name, texts(s)) for s in spec.series] == [
        ("Good", "70.0% 73.0% 80.0%"), ("Poor", "20.0% 17.0% 15.0%"), ("New", "10.0% 10.0% 5.0%")]
    assert chart(material, "a.c").spec.kind == "line"
    assert told(material)[1].endswith("Also shown: Good 80.0%; Poor 15.0%; New 5.0%.")


def test_a_month_with_a_share_withheld_shows_none_of_them(example: Prepared) -> None:
    """What is left of 100 would be the one that is withheld."""
    (one, figures), *rest = WHOLE
    material = work(example, (one, figures), (rest[0][0], "20 19 18 17 16 15 [c]"), rest[1])
    spec = chart(material).spec
    assert [texts(s).split()[-1] for s in spec.series] == ["[c]"] * 3
    assert [s.label for s in spec.series] == ["Good", "Poor", "New"]


def test_a_comparison_has_a_bar_for_each_and_the_target_across(example: Prepared) -> None:
    one = dataclasses.replace(PERCENT, year_to_date="", chart="comparison")
    material = work(example, (one, "20/100 16/100"), target="15",
                    benchmarks="statistical_neighbours: 24.4; national: 22.7")
    spec = chart(material).spec
    assert spec.months == ("Barnsley July 2022", "Statistical neighbours 2020/21",
                           "England 2020/21")
    assert [(s.role, texts(s)) for s in spec.series] == [
        ("main", "16.0% 24.4% 22.7%"), ("target", "15% 15% 15%")]
    assert spec.ticks[0][0] == 0
    caption, alt = told(material)
    assert caption.startswith("16.0% in July, ")
    assert "24.4%" in caption
    assert alt.startswith("Bar chart of the percentage of visits on time beside others, July 2022.")
    assert alt.endswith("Target 15%.")


def test_a_chart_of_the_usual_range_has_its_mean_and_ends(example: Prepared) -> None:
    one = dataclasses.replace(PLAIN, chart="xmr", year_to_date="")
    material = work(example, (one, "50 52 50 52 50 52 50 52 50 52 50 52 50 70"))
    spec = chart(material).spec
    assert [(s.role, s.label) for s in spec.series] == [
        ("main", "70"), ("limit", "Usual range to 56"), ("average", "Mean 51"),
        ("limit", "Usual range from 46")]
    caption, alt = told(material)
    assert caption == "Rose to 70 in July, from 50 in June, above its usual range of 46 to 56"
    assert "Usual range to 56" in alt


def test_a_control_chart_has_its_limits_and_its_special_points(example: Prepared) -> None:
    one = dataclasses.replace(PLAIN, spc=True, polarity="higher", year_to_date="")
    material = work(example, (one, "50 54 50 54 50 54 50 54 50 54 50 54 50 70"), target="80")
    spec = chart(material).spec
    assert [(s.role, s.label) for s in spec.series] == [
        ("main", "70"), ("limit", "Upper process limit 64"), ("average", "Mean 53"),
        ("limit", "Lower process limit 43"), ("improving", ""), ("target", "Target 80")]
    special = spec.series[4]
    assert [n for n, p in enumerate(special.points) if p.value is not None] == [13]
    caption, alt = told(material)
    assert caption == "Rose to 70 in July, from 50 in June: special cause variation for the better"
    assert "Special cause for the better: July 2022." in alt
    assert "Upper process limit 64; Mean 53; Lower process limit 43; Target 80" in alt
    assert "improving" not in alt


@pytest.mark.parametrize("name", ["last_year", "cumulative", "xmr", "spc", "column", "line"])
def test_no_word_of_a_chart_holds_what_is_withheld(example: Prepared, name: str) -> None:
    """The figures around the months withheld say 7; only they could say anything else."""
    one = dataclasses.replace(PLAIN, chart=name)
    material = work(example, (one, "7 7 7 7 [c] 7 7 7 7 7 [c] 7 7 7 7 [c]"))
    spec = chart(material).spec
    shown = {p.value for s in spec.series for p in s.points if p.value is not None}
    assert {value % 7 for value in shown} <= {0}
    assert told(material)[0] in ("No figure is shown for July",
                                 "The number of referrals is not shown for July")
    assert all(digit not in told(material)[1].replace("2021", "").replace("2022", "").replace(
        "12 month", "").replace("21/22", "").replace("22/23", "") for digit in "012345689")


def test_ticks_do_not_depend_on_a_figure_that_is_withheld(example: Prepared) -> None:
    """Nor could they: the reader keeps none."""
    spec = chart(work(example, (PLAIN, "5 6 [c] 7"))).spec
    assert chart(work(example, (PLAIN, "5 6 - 7"))).spec.ticks == spec.ticks


CELLS = st.sampled_from(("5", "12", "0", "98", "7p", "[c]", "[low]", "-", "3/4", "0/7"))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_the_figures_there_is_a_chart_of_any_kind(example: Prepared,
                                                           data: st.DataObject) -> None:
    """And it is drawn on a page and in Word, and told in words."""
    one = dataclasses.replace(
        data.draw(st.sampled_from((PLAIN, PERCENT, STOCK))), inflow="a.in", outflow="a.out",
        chart=data.draw(st.sampled_from(CHART_NAMES)), composition="whole",
        breaks=data.draw(st.sampled_from(((), (Month.of(2022, 3),)))),
        frequency=data.draw(st.sampled_from(("monthly", "monthly", "quarterly"))))
    given_ = [(dataclasses.replace(one, id=name, title=f"Title {name}"), " ".join(
        data.draw(st.lists(CELLS, min_size=1, max_size=26)))) for name in ("a.b", "a.in", "a.out")]
    material = work(example, *((o, f.replace("-", "12", 1)) for o, f in given_),
                    period="2022-06", target=data.draw(st.sampled_from(("", "8"))),
                    benchmarks=data.draw(st.sampled_from(("", "national: 9"))))
    if shown(material):
        caption, alt = told(material)
        assert caption
        assert alt.endswith(".")
    spec = chart(material).spec
    draw_chart(spec, Canvas(io.BytesIO()), 471, 159, Look(), family("liberation-sans"))
    series = plotted(spec, Look().palette)
    plot = plot_of(spec, series, Look(), 166, 56)
    etree.fromstring(chart_part(spec, series, plot, Look(), "en-GB").encode())
    trend_cell(material.findings["a.b"], material)


def test_an_author_s_chart_is_given_what_a_plain_one_shows(example: Prepared) -> None:
    one = dataclasses.replace(PLAIN, chart="dots")
    report = dataclasses.replace(example.report, own_charts={"dots": Path("charts.py")})
    material = work(dataclasses.replace(example, report=report), (one, "5 6 [c] 7"))
    spec: ChartSpec = chart(material).spec
    assert spec.kind == "own"
    assert spec.own is not None
    assert spec.own.name == "dots"
    assert texts(spec.main) == "5 6 [c] 7"
