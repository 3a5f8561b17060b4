"""What a target is of, when it counts and what is said of it: a small table, an answer each."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.build import build
from briefing.findings import Finding, find
from briefing.indicators import Dictionary, Indicator, InYear, Target, TargetOf, Tolerance
from briefing.measures import measure
from briefing.narrative import indicator_sentences
from briefing.narrative.book import Book
from briefing.narrative.questions import questions
from briefing.periods import Month, Year, parse_month
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.targets import aim_of, by_size, grows_through_years, of_what
from tests.messages.test_checks import write
from tests.series import PERCENT, PLAIN, observed
from tests.truth import book_and_hedges

JOBS = dataclasses.replace(PLAIN, title="Jobs", subject="number of jobs created",
                           polarity="higher")
HOMES = dataclasses.replace(JOBS, kind="cumulative", year_to_date="", title="Homes",
                            subject="number of new homes")
SHARE = dataclasses.replace(PERCENT, polarity="higher")
TEN_PER_CENT = Tolerance(Decimal(10), relative=True)


@pytest.fixture(scope="module")
def book() -> Book:
    return book_and_hedges()[0]


def aimed(figures: str, targets: list[Target], last: str = "2022-07", one: Indicator = JOBS
          ) -> Finding:
    """The finding on the indicator beside these targets."""
    dictionary = Dictionary((one,), tuple(targets))
    return find(measure(observed(figures, last, step=one.step), dictionary,
                        parse_month(last)))["a.b"]


def year(value: str, of: TargetOf = "", within: InYear = "", lower: str = "",
         span: str = "2022/23") -> Target:
    return Target("a.b", Year.parse(span), Decimal(value), Decimal(lower) if lower else None, of,
                  within)


def months(values: str, first: str = "2022-04", of: TargetOf = "") -> list[Target]:
    start = parse_month(first)
    return [Target("a.b", start.back(-n), Decimal(value), None, of)
            for n, value in enumerate(values.split())]


def figures(text: str, last: str, step: int = 1) -> dict[Month, Decimal]:
    return {o.month: o.value for o in observed(text, last, step=step) if o.value is not None}


def said(finding: Finding, book: Book) -> str:
    return " ".join(sentence.text for sentence in indicator_sentences.sentences(finding, book))


QUARTERLY = dataclasses.replace(JOBS, frequency="quarterly")

# ── what a target is of ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("one", "target", "shown", "of"), [
    (JOBS, year("100"), "100 101 99", "month"),
    (JOBS, year("1200"), "100 110 95", "year"),
    (JOBS, year("300"), "100 110 95", ""),              # neither a month's nor a year's
    (JOBS, year("1200", "month"), "100 110 95", "month"),
    (JOBS, year("100", "year"), "100 110 95", "year"),
    (JOBS, year("12"), "0 1 0 2 0 1", "year"),
    (JOBS, year("0"), "3 4 5", "month"),
    (JOBS, year("1200", "", "pro rata"), "", "year"),
    (QUARTERLY, year("450"), "446 446 447 647", "month"),
    (QUARTERLY, year("1500"), "446 446 447 647", "year"),
    (HOMES, year("500"), "130 270", "year"),
    (SHARE, year("95"), "80 81", "year_to_date"),       # its year to date is pooled
    (dataclasses.replace(SHARE, judged_on="month"), year("95"), "80 81", "month"),
    (dataclasses.replace(JOBS, judged_on="year_to_date"), year("100"), "100 101", "year"),
    (dataclasses.replace(JOBS, judged_on="month"), year("1200"), "100 101", "month"),
    (dataclasses.replace(JOBS, kind="stock", year_to_date=""), year("1200"), "100 101", "month"),
    (dataclasses.replace(JOBS, kind="rolling_12", year_to_date=""), year("99"), "9 9", "month"),
    (dataclasses.replace(JOBS, frequency="annual"), year("1200"), "100 101", "month"),
    # council tax collected grows through the year; rent collected does not
    (dataclasses.replace(SHARE, kind="cumulative", year_to_date=""), year("97"),
     "10.1 19.8 29.5 38.9", "year"),
    (dataclasses.replace(SHARE, kind="cumulative", year_to_date=""), year("97"),
     "99.1 98.2 99.0 98.7", "year_to_date"),
])
def test_a_target_says_what_it_is_of_or_its_figures_do(one: Indicator, target: Target, shown: str,
                                                        of: str) -> None:
    assert of_what(one, target, [target], figures(shown, "2022-07", one.step)) == of


@pytest.mark.parametrize(("targets", "of"), [
    ("42 84 126 168", "year_to_date"),
    ("42 42 45 45", "month"),
    ("42 44 46 48", "month"),
    ("40 55 70 80", ""),            # a steep way up, or a sum that slows
    ("42", "month"),                # of the year's first month the two are one
    ("80 60 40 20", "month"),
])
def test_a_trajectory_is_of_the_year_to_date_where_it_climbs_as_a_sum_does(targets: str, of: str
                                                                           ) -> None:
    every = months(targets)
    assert of_what(JOBS, every[-1], every, figures("42 41 43 42", "2022-07")) == of


@given(st.integers(1, 5000), st.sampled_from([1, 3]))
def test_a_target_like_a_figure_is_never_taken_for_a_years(size: int, step: int) -> None:
    one = dataclasses.replace(JOBS, frequency="monthly" if step == 1 else "quarterly")
    shown = figures(f"{size} {size} {size}", "2022-09", step)
    assert by_size(one, Decimal(size), shown) == "month"
    assert by_size(one, Decimal(size * 12 // step), shown) == "year"


def test_what_grows_through_its_years_is_told_from_what_stays() -> None:
    one = dataclasses.replace(SHARE, kind="cumulative")
    assert grows_through_years(one, figures("60 78 97 10 19 29 38", "2022-07"))
    assert not grows_through_years(one, figures("97 96 97 98 97 96 97", "2022-07"))
    assert not grows_through_years(one, figures("97", "2022-07"))


# ── when it counts ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("one", "targets", "shown", "last", "rating", "standing"), [
    # a month's own target, as ever
    (JOBS, [year("100")], "99 105", "2022-07", "green", "period"),
    # the year's, within it and at its end
    (JOBS, [year("1200")], "100 " * 6, "2022-09", "none", "waits"),
    (JOBS, [year("1200")], "100 " * 12, "2023-03", "green", "year"),
    (JOBS, [year("1300")], "100 " * 12, "2023-03", "amber", "year"),
    (JOBS, [year("1500")], "100 " * 12, "2023-03", "red", "year"),
    (QUARTERLY, [year("1500")], "446 446 447 647", "2022-09", "none", "waits"),
    (QUARTERLY, [year("1500")], "447 647 300 200", "2023-03", "green", "year"),
    (HOMES, [year("500")], "130 270", "2022-07", "none", "waits"),
    (HOMES, [year("500")], "480 500", "2023-03", "green", "year"),
    # a ceiling that is not reached yet is no success yet
    (dataclasses.replace(HOMES, polarity="lower"), [year("100")], "30 59", "2022-07", "none",
     "waits"),
    # a trajectory counts month by month
    (JOBS, months("100 200 300 400"), "100 " * 4, "2022-07", "green", "to_date"),
    (JOBS, months("100 200 300 440"), "100 " * 4, "2022-07", "amber", "to_date"),
    (HOMES, months("50 100 150 400"), "100 200 300 390", "2022-07", "amber", "to_date"),
    # and the year's target beside it waits for the year's end
    (JOBS, [*months("100 200"), year("1200")], "100 " * 4, "2022-07", "none", "waits"),
    # pro rata, where it is asked for
    (JOBS, [year("1200", "year", "pro rata")], "100 " * 4, "2022-07", "green", "pro_rata"),
    (JOBS, [year("1300", "year", "pro rata")], "100 " * 4, "2022-07", "amber", "pro_rata"),
    (HOMES, [year("1000", "", "pro rata")], "90 190 290 330", "2022-07", "amber", "pro_rata"),
    (dataclasses.replace(JOBS, in_year="pro rata"), [year("1200")], "100 " * 4, "2022-07", "green",
     "pro_rata"),
    # neither a month's nor a year's
    (JOBS, [year("300")], "100 " * 4, "2022-07", "none", "unclear"),
    # a level that is to be reached by the year's end
    (dataclasses.replace(JOBS, kind="stock", year_to_date=""), [year("90", "year")], "80 85",
     "2022-07", "none", "waits"),
    (dataclasses.replace(JOBS, kind="stock", year_to_date=""), [year("90", "year")], "80 95",
     "2023-03", "green", "year"),
    # a range of the year
    (dataclasses.replace(JOBS, polarity="range"), [year("1300", "year", "", "1100")], "100 " * 12,
     "2023-03", "green", "year"),
])
def test_a_target_counts_when_what_it_is_of_is_there(
    one: Indicator, targets: list[Target], shown: str, last: str, rating: str, standing: str
) -> None:
    one = dataclasses.replace(one, tolerance=None) if rating == "red" else dataclasses.replace(
        one, tolerance=TEN_PER_CENT)
    finding = aimed(shown, targets, last, one)
    assert finding.aim is not None
    assert (finding.rating, finding.aim.standing) == (rating, standing)
    assert (finding.comparison("target") is None) == finding.waits


@pytest.mark.parametrize(("kind", "last", "before"), [
    ("financial", "2023-03", "2023-02"), ("academic", "2023-08", "2023-07"),
    ("calendar", "2022-12", "2022-11")])
def test_every_kind_of_year_ends_with_its_own_last_month(kind: str, last: str, before: str) -> None:
    one = dataclasses.replace(JOBS, year=kind)
    target = Target("a.b", Year(2022, one.year), Decimal(1200))
    shown = figures("100 " * 12, last)
    ends = [aim_of(one, [target], parse_month(month), shown) for month in (before, last)]
    assert [aim.standing for aim in ends if aim] == ["waits", "year"]


@given(st.integers(0, 5000), st.lists(st.integers(0, 500), min_size=1, max_size=11))
def test_part_of_a_year_is_never_judged_by_the_whole_years_target(target: int, shown: list[int]
                                                                   ) -> None:
    last = str(parse_month("2022-04").back(1 - len(shown)))
    finding = aimed(" ".join(map(str, shown)), [year(str(target), "year")], last)
    assert finding.rating == "none"
    assert finding.rating_before is None


def test_last_months_rating_is_by_last_months_target() -> None:
    finding = aimed("100 100 100 100", months("100 200 330 400"), one=dataclasses.replace(
        JOBS, tolerance=TEN_PER_CENT))
    assert (finding.rating_before, finding.rating) == ("amber", "green")
    finding = aimed("100 100 60 140", [year("1200", "year", "pro rata")], one=dataclasses.replace(
        JOBS, tolerance=None))
    assert (finding.rating_before, finding.rating) == ("red", "green")


# ── what is said ────────────────────────────────────────────────────────────────────────────────


def test_a_years_target_is_said_to_be_one_and_the_month_is_not_set_beside_it(book: Book) -> None:
    text = said(aimed("100 110 95", [year("1200")], "2022-06", dataclasses.replace(
        JOBS, polarity="lower")), book)
    assert text == ("The number of jobs created reduced from 110 in May to 95 in June. The target "
                    "of 1,200 is for the year, and is not judged on part of it.")


def test_at_the_years_end_it_is_the_years_target(book: Book) -> None:
    text = said(aimed("100 " * 11 + "110", [year("1200")], "2023-03"), book)
    assert "The year to date figure of 1,210 is above the year’s target of 1,200." in text


def test_a_trajectory_is_the_target_to_date(book: Book) -> None:
    text = said(aimed("100 " * 4, months("120 240 360 480")), book)
    assert "The year to date figure of 400 remains well below the target to date of 480." in text


def test_a_part_pro_rata_is_said_with_the_years_target(book: Book) -> None:
    text = said(aimed("100 " * 4, [year("1500", "year", "pro rata")]), book)
    assert ("The year to date figure of 400 remains well below 500, the part to date of the year’s "
            "target of 1,500.") in text


def test_it_is_said_that_it_is_not_said_what_a_target_is_of(book: Book) -> None:
    text = said(aimed("100 101", [year("300")]), book)
    assert text.endswith("The target of 300 is not judged, as it is not said whether it is for the "
                         "month or for the year.")


def test_the_analysis_and_the_questions_have_the_target_by_its_name(book: Book) -> None:
    worse = aimed("100 80 60 40", months("120 240 360 480"))
    (bullet,) = indicator_sentences.improve([worse], book)
    assert bullet.text == "Jobs: 280 for the year to date, 200 short of the target to date of 480."
    # 240 by June was further from the same 480
    assert questions([worse], book) == ()
    waiting = aimed("100 80 60 40", [year("1200")])
    assert indicator_sentences.improve([waiting], book) == ()
    assert "target" not in " ".join(q.text for q in questions([waiting], book))


# ── in the report ───────────────────────────────────────────────────────────────────────────────

HEAD = "id,section,title,subject,unit,decimals,kind,polarity,year_to_date,frequency,chart,judged_on"
REPORT = """[report]
title = "Monthly report"
meeting = "Scrutiny"
date = {date}
author = "Performance officer"
name = "r"
narrative = "corporate"
{more}
"""


def folder(at: Path, row: str, values: str, targets: str, dated: str = "2024-07-20",
           of: bool = False, more: str = "", head: str = HEAD) -> Path:
    """A report folder on one indicator, "a"."""
    write(at, {
        "report.toml": REPORT.format(date=dated, more=more),
        "indicators.csv": f"{head}\n{row}",
        "values.csv": f"indicator,period,value\n{values}",
        "targets.csv": f"indicator,year,target{',of,in_year' if of else ''}\n{targets}"})
    return at


def rows(first: str, values: str, step: int = 1) -> str:
    start = parse_month(first)
    return "\n".join(f"a,{start.back(-n * step)},{value}"
                     for n, value in enumerate(values.split()))


def text_of(at: Path, pattern: str = "*.txt") -> str:
    build(at, out=at / "out")
    (path,) = (at / "out").rglob(pattern)
    return path.read_text("utf-8")


FLOW = "a,Contacts,Contacts,number of contacts,count,0,flow,lower,sum,,,"


def test_a_years_target_on_a_monthly_count_is_not_rated_by_the_month(tmp_path: Path) -> None:
    at = folder(tmp_path, FLOW, rows("2024-04", "100 110 95"), "a,2024/25,1200")
    (warning,) = prepare(at).warnings
    assert str(warning) == (
        "targets.csv, row 2, column target: the target 1,200 of 'a' is taken to be of the whole "
        "year: beside it a month's figures are small. It is judged when the year is over. Say in "
        "a column 'of' what it is of.")
    text = text_of(at)
    assert "| 305 | 1,200 for the year | ○ Year target" in text
    assert "well below" not in text
    assert "Target" not in next(line for line in text.splitlines() if "Column chart" in line)


def test_the_column_of_settles_it_without_a_word(tmp_path: Path) -> None:
    at = folder(tmp_path, FLOW, rows("2024-04", "100 110 95"), "a,2024/25,1200,year,", of=True)
    assert prepare(at).warnings == ()


def test_a_years_target_is_the_end_of_a_chart_of_the_year_so_far(tmp_path: Path) -> None:
    row = "a,Homes,Homes,number of homes,count,0,cumulative,higher,,quarterly,,"
    at = folder(tmp_path, row, rows("2023-12", "300 480 130 270", 3), "a,2024/25,500",
                "2024-10-20")
    assert prepare(at).warnings == ()
    text = text_of(at)
    assert "Also shown: 2023/24 480 in Q4 23/24; Target for the year 500." in text
    assert "500 for the year | ○ Year target" in text


def test_a_part_pro_rata_climbs_on_the_chart(tmp_path: Path) -> None:
    row = "a,Homes,Homes,number of homes,count,0,flow,higher,sum,,cumulative,"
    at = folder(tmp_path, row, rows("2024-04", "40 50 45"), "a,2024/25,600,year,pro rata", of=True)
    text = text_of(at)
    assert "| 135 | 150 to date, of 600 for the year | ● Amber" in text
    assert "Target to date 50 in April 2024, in steps to 600 in March 2025." in text


@pytest.mark.parametrize(("row", "targets", "problem"), [
    (FLOW, "a,2024-06,95,year,", "column of: 2024-06 is a month, so its target is not of the year. "
     "Give year_to_date for what is due by its end, or the year in 'year'."),
    (FLOW, "a,2024/25,1200,yaer,", "column of: 'yaer' is not one of 'month', 'year_to_date' and "
     "'year'. Did you mean 'year'?"),
    (FLOW, "a,2024/25,1200,year_to_date,", "column of: what adds up over the year has another year "
     "to date each month. Give year for the whole year's, or a row for each month."),
    (FLOW, "a,2024/25,100,month,pro rata", "column in_year: only a whole year's target has a part "
     "pro rata. Leave it blank."),
    (FLOW, "a,2024/25,1200,year,by half", "column in_year: 'by half' is not 'pro rata'. Write pro "
     "rata where a year's target is due in equal parts month by month, or leave it blank."),
    (FLOW.replace("sum", ""), "a,2024/25,1200,year,", "column of: 'a' has no year to date to set "
     "beside it. Say in the indicators how its year_to_date is made."),
    (FLOW.replace("flow", "cumulative").replace("sum", ""), "a,2024/25,1200,month,",
     "column of: a cumulative figure is of the year so far, not of a month. Give year for the "
     "whole year's, or a row for each month with year_to_date."),
    (FLOW.replace("flow", "stock").replace("sum", ""), "a,2024/25,90,year,pro rata",
     "column in_year: 'a' does not grow through the year, so no part of its year's target is due "
     "by a month. Pro rata is for a cumulative, and for a flow whose year to date is its sum."),
])
def test_what_a_target_cannot_be_of_is_a_problem(row: str, targets: str, problem: str,
                                                  tmp_path: Path) -> None:
    at = folder(tmp_path, row, rows("2024-04", "100 110 195"), targets, of=True)
    with pytest.raises(ProblemsFound) as raised:
        prepare(at)
    assert [str(p) for p in raised.value.problems] == [f"targets.csv, row 2, {problem}"]


def test_a_target_that_ends_with_its_year_is_missed(tmp_path: Path) -> None:
    at = folder(tmp_path, FLOW, rows("2023-04", "100 101 102 103 104 105 106 100 101 102 103 104 "
                                     "105"), "a,2023/24,100", "2024-05-20")
    (warning,) = prepare(at).warnings
    assert str(warning) == (
        "targets.csv, row 2, column target: 'a' has a target for 2023/24, but none for 2024/25: it "
        "is not rated any more. Add the row for 2024/25, or accept this if it has none now.")


def test_a_trajectory_that_ends_is_missed(tmp_path: Path) -> None:
    at = folder(tmp_path, FLOW, rows("2024-04", "100 110 95"), "a,2024-04,100\na,2024-05,100")
    (warning,) = prepare(at).warnings
    assert "'a' has a target for May 2024, but none for June 2024: it is not rated" in str(warning)


def test_a_public_edition_tells_what_a_target_is_of_from_what_it_shows(tmp_path: Path) -> None:
    """Of figures that are all withheld nothing is told: not even that they are small."""
    at = folder(tmp_path, FLOW, rows("2024-04", "3 4 2"), "a,2024/25,40",
                more='edition = "public"')
    assert prepare(at).findings["a"].aim is not None
    assert prepare(at).findings["a"].aim.standing == "unclear"      # type: ignore[union-attr]
    assert prepare(at, edition="private").findings["a"].aim.standing == "waits"  # type: ignore[union-attr]


def test_no_message_advises_what_makes_a_rating_false() -> None:
    """A year's target given again for each month would be rated Green by every month."""
    for path in (Path(__file__).parents[2] / "briefing").rglob("*.py"):
        assert "give the target for a month" not in path.read_text("utf-8"), path
