"""A chart in words: what is seen on it and said nowhere else, each figure one of its own.

The extremes are worked out again here from the texts of the table under the chart.
"""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.document import Cell, Chart, ChartSpec, Document, Panel, Table, blocks, plain
from briefing.findings import find
from briefing.indicators import Dictionary, Indicator, Target
from briefing.layout.areas import panel
from briefing.layout.compose import narrated
from briefing.layout.material import Material
from briefing.layout.scorecard import rating_cell, target_cell, travel, trend_cell
from briefing.measures import measure
from briefing.periods import Month, Year, parse_month
from briefing.prepared import Prepared
from tests.charts.test_chart_kinds import STOCK, work
from tests.conftest import laid_out
from tests.series import PERCENT, PLAIN, observed

MONTHS = dataclasses.replace(PERCENT, chart="line", year_to_date="", judged_on="month")


def said(material: Material, name: str = "a.b") -> tuple[str, str, list[Table]]:
    """The caption and the words of the indicator's chart, and the tables of its panel."""
    made = panel(material.findings[name], material).blocks
    (chart,) = (b for b in made if isinstance(b, Chart))
    return plain(chart.caption), chart.alt, [b for b in made if isinstance(b, Table)]


def with_targets(example: Prepared, figures: str, *targets: Target, one: Indicator = MONTHS
                 ) -> Material:
    dictionary = Dictionary((one,), targets, ())
    findings = find(measure(observed(figures, "2022-07", one.id), dictionary,
                            parse_month("2022-07")))
    report = dataclasses.replace(example.report, dictionary=dictionary, commentary=())
    made = Material(report, findings, example.layout)
    return dataclasses.replace(made, narration=narrated(made, example.book))


def year(of: int, value: str, lower: str = "") -> Target:
    return Target("a.b", Year(of), Decimal(value), Decimal(lower) if lower else None)


# ── what is said ────────────────────────────────────────────────────────────────────────────────


def test_the_caption_is_heard_once(example: Prepared) -> None:
    caption, alt, _ = said(work(example, (PLAIN, "5 9 6 7")))
    assert caption == "Rose to 7 in July, from 6 in June"
    assert alt == ("Column chart of the number of referrals, April 2022 to July 2022. The highest "
                   "figure shown is 9, in May 2022; the lowest is 5, in April 2022.")


@pytest.mark.parametrize(("figures", "words"), [
    ("5 9 6 9",     "The highest figure shown is 9, last in July 2022; the lowest is 5, in April"),
    ("7 7 7 7",     "Every figure shown is 7."),
    ("5 [c] 6 7",   "Withheld: May 2022."),
    ("5 [u] 6 7",   "Unreliable: May 2022."),
    ("5 [x] - 7",   "No figure: May 2022 and June 2022."),
    ("[c] 9 [c] [c] [c] 5 [c]", "Withheld: January 2022, March 2022 to May 2022 and July 2022."),
    ("5 9 6 12p",   "The highest figure shown is 12 (provisional), in July 2022"),
    ("5 9 6 12[e]", "The highest figure shown is 12 (estimated), in July 2022"),
    ("5 9 6 12[u]", "Unreliable: July 2022."),
    ("5[e] 9p 6[e] 12", "Provisional: May 2022. Estimated: April 2022 and June 2022."),
    ("5 9 6 12p",   "Provisional: July 2022."),
])  # fmt: skip
def test_extremes_gaps_and_marks_are_said(example: Prepared, figures: str, words: str) -> None:
    assert words in said(work(example, (PLAIN, figures)))[1]


def test_after_a_break_the_extremes_are_those_that_compare(example: Prepared) -> None:
    one = dataclasses.replace(PLAIN, breaks=(Month.of(2022, 5),))
    alt = said(work(example, (one, "50 9 6 7")))[1]
    assert "From May 2022 on, the highest figure shown is 9, in May 2022; the lowest is 6" in alt
    assert "A new series begins in May 2022." in alt


def test_a_figure_is_rounded_once(example: Prepared) -> None:
    """0.48% without decimals reads "0.5%" in the table, in the words and on the axis."""
    one = dataclasses.replace(MONTHS, decimals=0)
    material = work(example, (one, "0.48 3 2 3"))
    _, alt, (table,) = said(material)
    assert plain(table.rows[0].cells[1].inlines) == "0.5%"
    assert "the lowest is 0.5%, in April 2022" in alt
    chart = next(b for b in panel(material.findings["a.b"], material).blocks
                 if isinstance(b, Chart))
    assert chart.spec.main.points[0].value == Decimal("0.5")


# ── the lines beside it ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("targets", "lines"), [
    # one text is in the other
    ((year(2021, "8.5"), year(2022, "18.5")),
     "Target 8.5% to March 2022; Target 18.5% from April 2022."),
    ((year(2021, "18.5"), year(2022, "8.5")),
     "Target 18.5% to March 2022; Target 8.5% from April 2022."),
    ((year(2021, "5"), year(2022, "5")), "Also shown: Target 5%."),
    ((year(2022, "5"),), "Also shown: Target 5% from April 2022."),
    ((year(2021, "80", "70"), year(2022, "90", "80")),
     "Target range to 80% to March 2022; Target range to 90% from April 2022; "
     "Target range from 70% to March 2022; Target range from 80% from April 2022."),
    (tuple(Target("a.b", Month.of(2021, 8).back(-n), Decimal(60 + n)) for n in range(12)),
     "Target 60% in August 2021, in steps to 71% in July 2022."),
    ((year(2022, "5"), Target("a.b", Month.of(2022, 2), Decimal(4))),
     "Target 4% in February 2022; Target 5% from April 2022."),
])  # fmt: skip
def test_each_target_has_its_own_value_and_months(example: Prepared, targets: tuple[Target, ...],
                                                  lines: str) -> None:
    alt = said(with_targets(example, "20 " * 13, *targets))[1]
    assert alt.endswith(lines)


def test_a_target_that_changes_has_a_row_in_the_table(example: Prepared) -> None:
    material = with_targets(example, "20 " * 13, year(2021, "8.5"), year(2022, "18.5"))
    *_, months = said(material)[2]
    assert [plain(c.inlines) for c in months.rows[1].cells] == ["Target", *["8.5%"] * 9,
                                                               *["18.5%"] * 4]


def test_a_withheld_flow_is_said(example: Prepared) -> None:
    stock = dataclasses.replace(STOCK, inflow="a.in", outflow="a.out", chart="stock")
    flows = [(dataclasses.replace(PLAIN, id=f"a.{name}", title=title), figures)
             for name, title, figures in (("in", "Opened", "4 [c] 0 6"),
                                          ("out", "Closed", "3 4 5 [c]"))]
    _, alt, tables = said(work(example, (stock, "90 91 92 93"), *flows))
    assert "Opened withheld: May 2022. Closed withheld: July 2022." in alt
    assert "Opened 6 in July 2022; Closed 5 in June 2022." in alt
    rows = [[plain(cell.inlines) for cell in row.cells] for row in tables[-1].rows]
    assert rows == [["Figure", "90", "91", "92", "93"], ["Opened", "4", "[c]", "0", "6"],
                    ["Closed", "3", "4", "5", "[c]"]]


# ── what must hold of any chart ─────────────────────────────────────────────────────────────────

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?")


def numbers(text: str) -> set[str]:
    """The figures of a text: no years, dates or names of periods."""
    rest = re.sub(r"\b\d{4}/\d\d\b|\b(?:19|20)\d\d\b|\bQ\d \d\d/\d\d\b|\b12 month", " ", text)
    return set(NUMBER.findall(rest))


def drawn(spec: ChartSpec) -> set[str]:
    """The figures of a chart's points and labels."""
    return set().union(*(numbers(p.text) for s in spec.series for p in s.points),
                       *(numbers(s.label) for s in spec.series))


def value(text: str) -> Decimal:
    """A cell's figure as a number; 100.0% is short of 100%, and 0.0% more than 0%."""
    number = Decimal(re.sub(r"[£%,km]| \\[p\\]", "", text).replace("−", "-"))
    if "%" in text and "." in text and number in (0, 100):
        return number + (Decimal("0.01") if number == 0 else -Decimal("0.01"))
    return number


def extremes_of(table: Table) -> tuple[set[str], set[str]]:
    """The texts of the highest and of the lowest of the table's first row."""
    texts = [plain(cell.inlines).removesuffix(" [p]") for cell in table.rows[0].cells[1:]]
    shown = [text for text in texts if NUMBER.search(text)]
    values = [value(text) for text in shown]
    return ({t for t, v in zip(shown, values, strict=True) if v == max(values)},
            {t for t, v in zip(shown, values, strict=True) if v == min(values)})


SAID = re.compile(r"highest figure shown is (.*?), (?:last )?in .*?lowest is (.*?), (?:last )?in ")


def contradictions(chart: Chart, tables: list[Table]) -> list[str]:
    """What the words of a chart say that its points do not."""
    made = [f"{n} is no figure of {chart.id}" for n in numbers(chart.alt.split(". ", 1)[1])
            - drawn(chart.spec)] if ". " in chart.alt else []
    found = SAID.search(chart.alt)
    if found is not None and "From " not in chart.alt:
        months = next(t for t in tables if t.id.startswith("months."))
        for words, texts in zip(found.groups(), extremes_of(months), strict=True):
            if not numbers(words) & set().union(*map(numbers, texts)):
                made.append(f"{words} is not {texts} in {chart.id}")
    return made


def panels(document: Document) -> list[tuple[Chart, list[Table]]]:
    """Every chart of the document with the tables of its panel."""
    return [(next(b for b in block.blocks if isinstance(b, Chart)),
             [b for b in block.blocks if isinstance(b, Table)])
            for block in blocks(document)
            if isinstance(block, Panel) and any(isinstance(b, Chart) for b in block.blocks)]


def test_the_examples_charts_are_told_truly(example: Prepared) -> None:
    made = panels(laid_out(example, "barnsley-scrutiny"))
    assert len(made) > 60
    assert [fault for chart, tables in made for fault in contradictions(chart, tables)] == []
    assert sum(SAID.search(chart.alt) is not None for chart, _ in made) > 40


def test_no_words_of_a_chart_repeat_its_caption(example: Prepared) -> None:
    for chart, _ in panels(laid_out(example, "barnsley-scrutiny")):
        words = plain(chart.caption).split()
        for n in range(len(words) - 4):
            assert " ".join(words[n : n + 5]) not in chart.alt, chart.alt


def in_tables(tables: list[Table]) -> set[str]:
    return set().union(*(numbers(plain(cell.inlines)) for table in tables for row in table.rows
                         for cell in row.cells))


def test_every_point_of_the_examples_charts_stands_in_a_table(example: Prepared) -> None:
    for chart, tables in panels(laid_out(example, "barnsley-scrutiny")):
        points = set().union(*(numbers(p.text) for s in chart.spec.series for p in s.points))
        assert points <= in_tables(tables), chart.id


CELLS = st.sampled_from(("5", "12", "0", "98", "7p", "1234", "[c]", "[low]", "-", "3/4", "0/7",
                         "2999/3000"))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_the_figures_the_words_are_of_the_points(example: Prepared, data: st.DataObject
                                                          ) -> None:
    chart = data.draw(st.sampled_from(
        ("line", "column", "last_year", "cumulative", "stock", "composition", "comparison", "xmr",
         "spc")))
    one = dataclasses.replace(
        data.draw(st.sampled_from((PLAIN, PERCENT, STOCK))), inflow="a.in", outflow="a.out",
        chart=chart, composition="whole")
    members = [(dataclasses.replace(one, id=name, title=title), " ".join(
        data.draw(st.lists(CELLS, min_size=1, max_size=26))).replace("-", "12", 1))
        for name, title in (("a.b", "Held"), ("a.in", "Opened"), ("a.out", "Closed"))]
    material = work(example, *members, target=data.draw(st.sampled_from(("", "8"))),
                    benchmarks=data.draw(st.sampled_from(("", "national: 9"))))
    made = panel(material.findings["a.b"], material).blocks
    for block in made:
        if isinstance(block, Chart):
            tables = [b for b in made if isinstance(b, Table)]
            assert contradictions(block, tables) == []
            points = set().union(*(numbers(p.text) for s in block.spec.series for p in s.points))
            assert points <= in_tables(tables)


# ── the scorecard in words ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("figures", "words"), [
    ("5 9 6 7",         "From April 2022: lowest 5 in April 2022, highest 9 in May 2022."),
    ("5 5 [c] 5",       "From April 2022, of those shown: 5 throughout."),
    ("5 7p",            "From June 2022: lowest 5 in June 2022, highest 7 in July 2022."),
    ("5 [c] [c] [c] 6",
     "From March 2022, of those shown: lowest 5 in March 2022, highest 6 in July "
                        "2022."),
])  # fmt: skip
def test_every_sparkline_says_between_what_it_runs(example: Prepared, figures: str, words: str
                                                   ) -> None:
    material = work(example, (PLAIN, figures))
    cell = trend_cell(material.findings["a.b"], material)
    assert cell.spark is not None
    assert cell.spark.alt == words
    assert numbers(words) == {figure.text for figure in cell.spark.said}


COUNTS = st.lists(st.sampled_from(("5", "12", "0", "98", "7p", "6e", "1234", "[c]", "[low]", "-")
                                  ), min_size=1, max_size=26)
TREND = re.compile(r"From \w+ \d{4}(?:, of those shown)?: (?:(?P<all>[\d,]+) throughout"
                   r"|lowest (?P<low>[\d,]+) in (?P<low_in>\w+ \d{4}), highest (?P<high>[\d,]+) in "
                   r"(?P<high_in>\w+ \d{4}))\.")


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(COUNTS)
def test_whatever_the_figures_a_sparkline_is_told_truly(example: Prepared, cells: list[str]
                                                        ) -> None:
    """Worked out again from the cells: the last 13 months, from the first that has a row."""
    cells = [*cells[:-1], cells[-1].replace("-", "12")]
    months = [Month.of(2022, 7).back(len(cells) - 1 - n) for n in range(len(cells))]
    known = {month: int(cell.rstrip("pe")) for month, cell in zip(months, cells, strict=True)
             if cell[0].isdigit()}
    year = {month: value for month, value in known.items() if month >= Month.of(2021, 7)}
    trend = trend_cell((material := work(example, (PLAIN, " ".join(cells)))).findings["a.b"],
                       material)
    if len(year) < 2:
        assert trend.spark is None
        return
    assert trend.spark is not None
    said = TREND.fullmatch(trend.spark.alt)
    assert said is not None, trend.spark.alt
    if said["all"]:
        assert {f"{value:,}" for value in year.values()} == {said["all"]}
        return
    assert (said["low"], said["high"]) == (f"{min(year.values()):,}", f"{max(year.values()):,}")
    at = {month.full: f"{value:,}" for month, value in year.items()}
    assert (at[said["low_in"]], at[said["high_in"]]) == (said["low"], said["high"])


def test_a_sparkline_of_a_broken_series_says_since_when(example: Prepared) -> None:
    one = dataclasses.replace(PLAIN, breaks=(Month.of(2022, 5),))
    material = work(example, (one, "50 9 6 7"))
    cell = trend_cell(material.findings["a.b"], material)
    assert cell.spark is not None
    assert cell.spark.alt.startswith("From May 2022: lowest 6 in June 2022, highest 9")


def words_of(cell: Cell) -> str:
    return plain(cell.inlines)


@pytest.mark.parametrize(("figures", "target", "rating", "against", "way"), [
    ("20 [c]", "15", "○ Withheld",  "15%",  "withheld"),
    ("20 [x]", "15", "○ No figure", "15%",  "no figure"),
    ("20 16",  "",   "○ No target", "none", "↓ down"),
    ("20 16",  "15", "○ Not rated", "15%",  "↓ down"),     # neither higher nor lower is better
    ("20 16p", "15", "○ Not rated", "15%",  "provisional"),
    ("20 16[e]", "15", "○ Not rated", "15%",  "estimated"),
    ("20 16[u]", "15", "○ Not rated", "15%",  "unreliable"),
])  # fmt: skip
def test_what_is_not_rated_or_compared_says_why(example: Prepared, figures: str, target: str,
                                                rating: str, against: str, way: str) -> None:
    one = dataclasses.replace(MONTHS, polarity="neutral")
    material = work(example, (one, figures), target=target)
    finding = material.findings["a.b"]
    assert words_of(rating_cell(finding, material)) == rating
    assert words_of(target_cell(finding, material)) == against
    assert travel(finding, material) == way


def test_no_cell_of_the_scorecard_is_a_dash(example: Prepared) -> None:
    table = next(b for b in blocks(laid_out(example, "barnsley-scrutiny"))
                 if isinstance(b, Table) and b.id == "scorecard.table")
    cells = [cell for row in table.rows for cell in row.cells]
    assert all(cell.spark or any(c.isalnum() for c in words_of(cell)) for cell in cells)
