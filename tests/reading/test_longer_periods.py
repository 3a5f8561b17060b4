"""Quarterly and annual indicators, late ones, and targets that follow a trajectory."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from briefing.document import Table, plain
from briefing.findings import find
from briefing.indicators import Dictionary, Frequency
from briefing.layout.areas import panel
from briefing.layout.compose import narrated
from briefing.layout.material import Material
from briefing.layout.scorecard import scorecard
from briefing.measures import measure
from briefing.narrative import indicator_sentences
from briefing.narrative.book import Book
from briefing.periods import Month, parse_period, period_short
from briefing.prepared import Prepared
from tests.series import PERCENT, PLAIN, everything, found, observed

QUARTERLY = dataclasses.replace(PLAIN, frequency="quarterly")
ANNUAL = dataclasses.replace(PLAIN, frequency="annual", year_to_date="")
LATE = dataclasses.replace(PLAIN, lag=2)


@pytest.fixture(scope="module")
def book(example: Prepared) -> Book:
    return example.book


def said(book: Book, *args: str, **kwargs: object) -> str:
    sentences = indicator_sentences.sentences(found(*args, **kwargs), book)  # type: ignore[arg-type]
    return " ".join(sentence.text for sentence in sentences)


@pytest.mark.parametrize(("written", "step", "kind", "month"), [
    ("Q1 2022/23",             3, "financial", "2022-06"),
    ("2022/23 Q4",             3, "financial", "2023-03"),
    ("2022-23 q2",             3, "financial", "2022-09"),
    ("Quarter 3 2022/23",      3, "financial", "2022-12"),
    ("Q1 2022",                3, "calendar",  "2022-03"),
    ("Q1 2022/23",             3, "academic",  "2022-11"),
    ("June 2022",              3, "financial", "2022-06"),
    ("2022/23",               12, "financial", "2023-03"),
    ("202223",                12, "financial", "2023-03"),
    ("2022/23",               12, "academic",  "2023-08"),
    ("2022",                  12, "calendar",  "2022-12"),
    ("31 March 2022",         12, "financial", "2022-03"),
    ("at the end of July 2022", 1, "financial", "2022-07"),
    ("as at 31/07/2022",       1, "financial", "2022-07"),
    (44743,                    1, "financial", "2022-07"),      # a spreadsheet's 1 July 2022
])  # fmt: skip
def test_periods_are_read(written: object, step: int, kind: str, month: str) -> None:
    assert str(parse_period(written, step, kind)) == month  # type: ignore[arg-type]


@pytest.mark.parametrize(("written", "step", "message"), [
    ("May 2022",   3, "'May 2022' does not end a quarter"),
    ("May 2022",  12, "'May 2022' does not end a financial year"),
    ("Q1 2022/23", 1, "'Q1 2022/23' is a quarter, but the indicator is monthly"),
    ("Q1 2022/23", 12, "'Q1 2022/23' is a quarter, but the indicator is annual"),
    ("Spring term 2022", 12, "'Spring term 2022' is a term, but the indicator is annual"),
    ("H1 2022/23", 3, "'H1 2022/23' is a half year, but the indicator is quarterly"),
    ("Q5 2022/23", 3, "'Q5 2022/23' is not a month"),
    ("2022/24",   12, "'2022/24' is not a month"),
])  # fmt: skip
def test_a_period_that_is_none_is_refused(written: str, step: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_period(written, step)


@pytest.mark.parametrize(("frequency", "kind", "lag", "period"), [
    ("monthly",   "financial", 0, "2022-07"),
    ("monthly",   "financial", 2, "2022-05"),
    ("quarterly", "financial", 0, "2022-06"),
    ("quarterly", "financial", 2, "2022-03"),      # quarter 1 is not in before the end of August
    ("quarterly", "academic",  0, "2022-05"),
    ("annual",    "financial", 0, "2022-03"),
    ("annual",    "calendar",  0, "2021-12"),
])  # fmt: skip
def test_an_indicator_has_a_period_of_its_own(frequency: Frequency, kind: str, lag: int,
                                              period: str) -> None:
    one = dataclasses.replace(PLAIN, frequency=frequency, year=kind, lag=lag)  # type: ignore[arg-type]
    assert str(one.latest_period(Month.of(2022, 7))) == period


def test_periods_are_named_short() -> None:
    june = Month.of(2022, 6)
    assert [period_short(june, step) for step in (1, 3)] == ["Jun 22", "Q1 22/23"]
    assert period_short(Month.of(2022, 3), 12) == "2021/22"


def test_a_quarterly_flow() -> None:
    window = everything("5 6 7 8 9", "2022-06", QUARTERLY)["a.b"].window(Month.of(2022, 6))
    assert (window.year_to_date, window.sum_12m, window.mean_12m) == (9, 30, Decimal("7.5"))


def test_a_quarterly_rate_is_multiplied_up_to_a_year() -> None:
    count = dataclasses.replace(QUARTERLY, id="assessments")
    rate = dataclasses.replace(QUARTERLY, unit="rate_per_10000", decimals=1,
                               numerator="assessments",
                               denominator="population", year_to_date="annualised")
    cells = observed("100 120", "2022-09", "assessments", 3)
    cells += observed("50000 50000", "2022-09", "population", 3)
    made = measure(cells, Dictionary((count, rate)), Month.of(2022, 9))["a.b"]
    assert made.at(Month.of(2022, 9)).amount == 96          # 120 × 4 × 10,000 / 50,000
    assert made.window(Month.of(2022, 9)).year_to_date == 88    # 220 × 2 × 10,000 / 50,000


@pytest.mark.parametrize(("one", "figures", "last", "text"), [
    (QUARTERLY, "5 9", "2022-06",
     "The number of referrals increased from 5 in quarter 4 2021/22 to 9 in quarter 1."),
    (QUARTERLY, "9 5", "2022-09",
     "The number of referrals reduced from 9 in quarter 1 to 5 in quarter 2."),
    (dataclasses.replace(QUARTERLY, kind="stock", year_to_date=""), "9 5", "2022-09",
     "The number of referrals reduced from 9 at the end of quarter 1 to 5 at the end of "
     "quarter 2."),
    (ANNUAL, "9 5", "2022-03",
     "The number of referrals reduced from 9 in 2020/21 to 5 in 2021/22."),
    (ANNUAL, "8 9 8 7 6 4", "2022-03",
     "The number of referrals reduced from 6 in 2020/21 to 4 in 2021/22, the fourth reduction in "
     "a row and the lowest in 6 years."),
    (LATE, "9 5", "2022-05",
     "The number of referrals reduced from 9 in April to 5 in May, the latest available."),
])  # fmt: skip
def test_what_is_said_of_them_in_july(book: Book, one: object, figures: str, last: str,
                                      text: str) -> None:
    period = "2022-07" if last < "2022-07" else last
    assert said(book, figures, last=last, one=one, period=period) == text


def test_a_late_month_that_has_come_early_is_left_aside() -> None:
    finding = found("9 5 7 8", last="2022-07", one=LATE)
    assert str(finding.period) == "2022-05"
    assert finding.facts["current"].value == 5


def test_an_annual_figure_is_not_compared_with_itself() -> None:
    facts = found("9 5", last="2022-03", one=ANNUAL, period="2022-07").facts
    assert {"current", "previous"} <= set(facts)
    assert not {"same_month_last_year", "mean_12m", "year_to_date", "outturn"} & set(facts)


def test_a_break_inside_a_quarter_breaks_it() -> None:
    one = dataclasses.replace(QUARTERLY, breaks=(Month.of(2022, 5),))
    finding = found("5 6 7 8 9", last="2022-06", one=one)
    assert finding.direction is None
    assert "mean_12m" not in finding.facts


def test_a_trajectory_has_a_target_of_each_month(book: Book) -> None:
    one = dataclasses.replace(PERCENT, judged_on="month", year_to_date="")
    targets = "2022-06: 80; 2022-07: 85"
    assert found("82 84", one=one, targets=targets).rating == "red"
    assert said(book, "78 84", one=one, targets=targets) == (
        "The percentage of visits on time increased from 78.0% in June to 84.0% in July. "
        "This remains below the target of 85%.")
    assert said(book, "82 84", one=one, targets=targets) == (
        "The percentage of visits on time increased from 82.0% in June to 84.0% in July. "
        "This is below July’s target of 85% (June’s was 80%).")


def test_a_months_own_target_comes_before_its_years() -> None:
    one = dataclasses.replace(PERCENT, judged_on="month", year_to_date="")
    assert found("82 84", one=one, targets="2022/23: 90; 2022-07: 84").rating == "green"


def test_only_the_comparators_that_are_asked_for_are_used() -> None:
    one = dataclasses.replace(PERCENT, comparators=("national",), judged_on="month")
    finding = found("82 84", one=one, benchmarks="national: 80; region: 90")
    assert finding.comparison("region") is None
    assert finding.comparison("national") is not None


def test_how_they_stand_in_the_scorecard_and_on_their_page(example: Prepared) -> None:
    measures = everything("5 6 7 8 9", "2022-06", QUARTERLY, period="2022-07")
    report = dataclasses.replace(example.report, dictionary=measures.dictionary, commentary=())
    silent = Material(report, find(measures), example.layout)
    work = dataclasses.replace(silent, narration=narrated(silent, example.book))
    part = next(p for s in work.layout.section for p in s.part if p.kind == "scorecard")
    (table,) = [b for b in scorecard(part, work) if isinstance(b, Table)]
    assert [plain(c.inlines) for c in table.rows[1].cells][2:5] == [
        "7 (Q3 21/22)", "8 (Q4 21/22)", "9 (Q1 22/23)"]
    months = [b for b in panel(work.findings["a.b"], work).blocks if isinstance(b, Table)][-1]
    assert [c.heading for c in months.columns][1:] == [
        "Q1 21/22", "Q2 21/22", "Q3 21/22", "Q4 21/22", "Q1 22/23"]
    assert months.caption == "Referrals: Q1 21/22 to Q1 22/23"
