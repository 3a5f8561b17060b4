"""Layouts: ticks, chart series, scorecard cells, and what a faulty layout file is told."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import shelves
from briefing.document import Chart, Palette, Table, blocks, plain
from briefing.findings import Findings, find
from briefing.indicators import Dictionary, Indicator
from briefing.layout import compose_report, read_layout
from briefing.layout.areas import panel
from briefing.layout.chart_spec import charted
from briefing.layout.compose import narrated
from briefing.layout.contrast import contrast, pairs
from briefing.layout.exempt import schedule
from briefing.layout.material import Material
from briefing.layout.scorecard import scorecard, travel
from briefing.layout.ticks import axis_of
from briefing.measures import measure
from briefing.periods import Month
from briefing.prepared import Prepared
from briefing.problems import Problem
from tests.series import PERCENT, PLAIN, everything, found, observed


def material(example: Prepared, figures: str, one: Indicator = PLAIN, targets: str = "",
             benchmarks: str = "") -> Material:
    """The one indicator, to be laid out with the example's layout and sentence book."""
    measures = everything(figures, one=one, targets=targets, benchmarks=benchmarks)
    report = dataclasses.replace(example.report, dictionary=measures.dictionary, commentary=())
    made = Material(report, find(measures), example.layout)
    return dataclasses.replace(made, narration=narrated(made, example.book))


@pytest.mark.parametrize(("values", "from_nought", "one", "least", "texts"), [
    ("198 322 230",  True,  PLAIN,   "0",   "0 100 200 300 400"),
    ("1 4 7",        True,  PLAIN,   "0",   "0 2 4 6 8"),
    ("3278 3478",    False, PLAIN,   "0",   "3,250 3,300 3,350 3,400 3,450 3,500"),
    ("3278 3478",    False, PLAIN,   "696", "3,000 3,200 3,400 3,600 3,800"),
    ("16.8 24.4",    False, PERCENT, "5",   "16% 18% 20% 22% 24% 26%"),
    ("2.5 2.6",      False, PERCENT, "5",   "0% 1% 2% 3% 4% 5% 6%"),
    ("96.6 96.7",    False, PERCENT, "5",   "94% 95% 96% 97% 98% 99% 100%"),
    ("0 0",          False, PERCENT, "5",   "0% 1% 2% 3% 4% 5%"),
    ("0.3 0.3",      True,  PERCENT, "5",   "0% 0.1% 0.2% 0.3% 0.4%"),
    ("98.9 100",     False, PERCENT, "5",   "95% 96% 97% 98% 99% 100%"),
    ("104 104.5",    False, PERCENT, "5",   "101% 102% 103% 104% 105% 106% 107%"),
    ("4 8",          False, PLAIN,   "0",   "3 4 5 6 7 8 9"),      # 4 and 8 would lie on the edge
    ("-30 20",       True,  PLAIN,   "0",   "−40 −20 0 20 40"),
])  # fmt: skip
def test_ticks_are_round_and_hold_every_value(values: str, from_nought: bool, one: Indicator,
                                              least: str, texts: str) -> None:
    axis = axis_of(found("1 2", one=one), [Decimal(v) for v in values.split()], from_nought,
                   Decimal(least))
    assert " ".join(text for _, text in axis.ticks) == texts


@given(st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=9), st.booleans(),
       st.sampled_from([0, 5, 20]))
def test_ticks_of_percentages(values: list[Decimal], from_nought: bool, least: int) -> None:
    axis = axis_of(found("1/2 1/2", one=PERCENT), values, from_nought, Decimal(least))
    made = [value for value, _ in axis.ticks]
    assert made[0] <= min(values)
    assert max(values) <= made[-1] <= 100
    assert 2 <= len(made) <= 8
    assert len({b - a for a, b in pairwise(made)}) == 1
    assert from_nought or made[-1] - made[0] >= least


@given(st.lists(st.integers(-10**9, 10**9), min_size=1, max_size=9), st.booleans(),
       st.integers(0, 10**6))
def test_ticks_of_counts_are_whole(values: list[int], from_nought: bool, least: int) -> None:
    axis = axis_of(found("1 2"), [Decimal(v) for v in values], from_nought, Decimal(least))
    made = [value for value, _ in axis.ticks]
    assert made[0] <= min(values)
    assert made[-1] >= max(values)
    assert all(v == int(v) for v in made)
    assert 2 <= len(made) <= 8
    assert from_nought or made[-1] - made[0] >= least


@given(st.lists(st.decimals(-1000, 1000, places=1), min_size=1, max_size=9), st.booleans(),
       st.sampled_from([PLAIN, PERCENT]))
def test_no_point_or_line_lies_on_the_edge_of_the_axis(values: list[Decimal], from_nought: bool,
                                                       one: Indicator) -> None:
    """Nought apart: nothing is below it."""
    axis = axis_of(found("1 2", one=one), values, from_nought)
    low, high = axis.ticks[0][0], axis.top or axis.ticks[-1][0]
    room = (high - low) / 30
    assert max(values) <= high - room
    assert low == 0 <= min(values) or min(values) >= low + room


@pytest.mark.parametrize(("figures", "chart", "says"), [
    ("96.5/100 96.6/100 96.7/100", "line",   True),
    ("2.5/100 2.6/100 2.7/100",    "line",   False),     # the least span takes it to nought
    ("96.5/100 96.6/100 96.7/100", "column", False),
])  # fmt: skip
def test_an_axis_says_that_it_does_not_begin_at_nought(example: Prepared, figures: str, chart: str,
                                                       says: bool) -> None:
    work = material(example, figures, dataclasses.replace(PERCENT, chart=chart))
    made = next(b for b in panel(work.findings["a.b"], work).blocks if isinstance(b, Chart))
    assert made.spec.cut is says
    assert ("does not begin at nought" in made.spec.axis_title) is says
    assert ("The value axis does not begin at nought." in made.alt) is says


def test_a_target_is_drawn_over_the_months_of_its_own_year(example: Prepared) -> None:
    work = material(example, "90 " * 13, dataclasses.replace(PERCENT, judged_on="month"),
                    targets="2022/23: 95")
    spec = charted(work.findings["a.b"], work).spec
    (target,) = [s for s in spec.series if s.role == "target"]
    assert [p.text for p in target.points] == [""] * 9 + ["95%"] * 4
    assert target.label == "Target 95%"


def test_a_chart_marks_what_it_cannot_show(example: Prepared) -> None:
    work = material(example, "5 [c] [x] 7p")
    spec = charted(work.findings["a.b"], work).spec
    assert [(p.text, p.mark) for p in spec.series[0].points] == [
        ("5", ""), ("[c]", "withheld"), ("[x]", "missing"), ("7", "provisional")]
    assert spec.months == ("Apr 22", "May", "Jun", "Jul")


def test_a_break_is_a_place_on_the_chart(example: Prepared) -> None:
    work = material(example, "5 6 7 8", dataclasses.replace(PLAIN, breaks=(Month.of(2022, 6),)))
    assert charted(work.findings["a.b"], work).spec.breaks == (2,)


def test_a_cumulative_year_begins_anew_on_the_chart(example: Prepared) -> None:
    """April's reset is no fall."""
    one = dataclasses.replace(PLAIN, kind="cumulative", year_to_date="latest", chart="line")
    work = material(example, "80 90 5 9 12 20", one)
    assert charted(work.findings["a.b"], work).spec.breaks == (2,)


@pytest.mark.parametrize(("polarity", "figures", "words"), [
    ("higher",  "50 60", "↑ better"),
    ("lower",   "50 60", "↑ worse"),
    ("neutral", "50 60", "↑ up"),
    ("lower",   "60 50", "↓ better"),
    ("lower",   "50 50", "→ no change"),
    ("lower",   "- 50",  "first figure"),
    ("lower",   "40 - 50", "none before"),
    ("lower",   "60 50p", "provisional"),
    ("lower",   "60 [c]", "withheld"),
    ("lower",   "60 [x]", "no figure"),
])  # fmt: skip
def test_direction_of_travel(example: Prepared, polarity: str, figures: str, words: str) -> None:
    one = dataclasses.replace(PLAIN, polarity=polarity)  # type: ignore[arg-type]
    assert travel(found(figures, one=one), material(example, figures, one)) == words


def test_a_scorecard_row(example: Prepared) -> None:
    work = material(example, "20/100 [c] 20/100 16/100", dataclasses.replace(
        PERCENT, polarity="lower", judged_on="month", year_to_date=""),
        targets="2022/23: 15", benchmarks="statistical_neighbours: 24.4; national: 22.7")
    part = next(p for s in work.layout.section for p in s.part if p.kind == "scorecard")
    made = scorecard(part, work)
    (table,) = [b for b in made if isinstance(b, Table)]
    group, row = table.rows
    assert plain(group.cells[0].inlines) == "Area"
    assert [plain(c.inlines) for c in row.cells] == [
        "On time", "lower", "[c]", "20.0%", "16.0%", "", "↓ better", "none", "15%", "▼ Red",
        "24.4%", "22.7%"]
    assert [c.heading for c in table.columns][-2:] == [
        "Statistical neighbours 2020/21", "England 2020/21"]
    assert "[c] confidential" in " ".join(plain(b.inlines) for b in made if hasattr(b, "inlines"))


def test_a_panel_of_an_indicator_without_a_figure_this_month(example: Prepared) -> None:
    work = material(example, "5 6 [c]")
    inside = {type(b).__name__ for b in panel(work.findings["a.b"], work).blocks}
    assert inside == {"Heading", "Chart", "Table", "Paragraph"}


@pytest.mark.parametrize(("before", "after", "message"), [
    ('kind = "title"', 'kind = "tite"',
     "layouts/mine.toml, section[1].part[3].kind: 'tite' is not one of 'marking', 'logo', "
     "'title', 'header', 'contents', 'author', 'highlights', 'glance', 'summary', 'scorecard' or "
     "'areas'. "
     "Did you mean 'title'?"),
    ('green = "▲ Green"\n', "",
     "layouts/mine.toml, words.ratings: the word for 'green' is missing. "
     'Add it: green = "...".'),
    ('"{year} outturn"', '"{yaer} outturn"',
     "layouts/mine.toml, words.outturn: there is no slot {yaer}. Did you mean 'year'?"),
    ('about = "', '[look]\nbody_pt = 3\n\nabout = "', None),
    ("sentences_per_paragraph = 4", 'sentences_per_paragraph = "four"',
     "layouts/mine.toml, sentences_per_paragraph: expected a whole number, found 'four'. "
     "Write a number such as 4."),
    ('id = "summary"\n', 'id = "background"\n',
     "layouts/mine.toml, section[1].part[7]: the id 'background' is there twice. "
     "Give each part an id of its own."),
])
def test_a_faulty_layout_is_refused(tmp_path: Path, before: str, after: str,
                                    message: str | None) -> None:
    path = shelves.find("layouts", "barnsley-scrutiny")
    assert path is not None
    text = path.read_text("utf-8")
    assert before in text
    faulty = tmp_path / "mine.toml"
    faulty.write_text(text.replace(before, after, 1), "utf-8")
    problems: list[Problem] = []
    assert read_layout(faulty, problems) is None
    if message is not None:
        assert message in [str(problem) for problem in problems]


@pytest.mark.parametrize(("look", "message"), [
    ("body_pt = 3", "layouts/mine.toml, look.body_pt: 3.0 is outside 4 to 60. "
                    "Give it in points, such as 10."),
    ('font = "comic"', "layouts/mine.toml, look.font: there is no font 'comic'. "
                       "There is liberation-sans."),
    ('[look.palette]\nmain = "blue"',
     "layouts/mine.toml, look.palette.main: 'blue' is not a colour. "
     "Give six hexadecimal digits: 12436D."),
])
def test_a_faulty_look_is_refused(tmp_path: Path, look: str, message: str) -> None:
    path = shelves.find("layouts", "barnsley-scrutiny")
    assert path is not None
    faulty = tmp_path / "mine.toml"
    faulty.write_text(f"{path.read_text('utf-8')}\n[look]\n{look}\n", "utf-8")
    problems: list[Problem] = []
    assert read_layout(faulty, problems) is None
    assert [str(problem) for problem in problems] == [message]


@pytest.mark.parametrize(("one", "other", "ratio"), [
    ("000000", "FFFFFF", "21.00"), ("FFFFFF", "FFFFFF", "1.00"), ("767676", "FFFFFF", "4.54"),
    ("777777", "FFFFFF", "4.48"), ("FFFFFF", "949494", "3.03"), ("FF0000", "FFFFFF", "4.00"),
    ("0000FF", "FFFFFF", "8.59"), ("00FF00", "000000", "15.30"),
])  # fmt: skip
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: str) -> None:
    """As the calculators of WCAG give it."""
    assert f"{contrast(one, other):.2f}" == ratio


def test_every_colour_of_a_palette_is_held_to_its_contrast() -> None:
    held = {name for name, *_ in pairs(Palette())} | {"head_ground", "share_pale"}
    # a hairline between rows carries nothing; the bars of others are told by their edge
    assert {one.name for one in dataclasses.fields(Palette)} - held == {"rule", "others"}


def test_the_schedule_has_seven_paragraphs() -> None:
    assert list(schedule()) == [str(n) for n in range(1, 8)]
    assert all(one["wording"].startswith("Information ") for one in schedule().values())


def test_600_indicators_are_laid_out_with_ids_of_their_own(example: Prepared) -> None:
    ones = tuple(dataclasses.replace(PLAIN, id=f"a.n{n}", section=f"Area {n // 12}")
                 for n in range(600))
    cells = [o for one in ones for o in observed("5 6 7 8", "2022-07", one.id)]
    measures = measure(cells, Dictionary(ones), Month.of(2022, 7))
    report = dataclasses.replace(example.report, dictionary=measures.dictionary, commentary=())
    findings: Findings = find(measures)
    composed = compose_report(report, findings, example.book, example.layout, "private")
    document, said = composed.document, composed.said
    ids = [b.id for b in blocks(document) if getattr(b, "id", "")]
    assert len(ids) == len(set(ids)) > 2_400
    assert len(said) == 600
