"""Findings: direction, runs, records, comparisons, ratings: as printed, never across a gap."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.findings import Finding
from briefing.indicators import Tolerance
from briefing.periods import Month
from tests.series import PERCENT, PLAIN, found

LOWER = dataclasses.replace(PERCENT, polarity="lower")
TENTH = Tolerance(Decimal(10), relative=True)


def value(finding: Finding, role: str) -> Decimal | None:
    fact = finding.facts.get(role)
    return None if fact is None else fact.printed


@pytest.mark.parametrize(("figures", "direction", "change"), [
    ("322 247",  "down",  -75),
    ("247 322",  "up",     75),
    ("247 247",  "none",    0),
    ("- 247",    None,   None),
    ("[c] 247",  None,   None),
    ("247 [c]",  None,   None),
])  # fmt: skip
def test_direction(figures: str, direction: str | None, change: int | None) -> None:
    finding = found(figures)
    assert finding.direction == direction
    assert value(finding, "change") == change


def test_figures_that_print_alike_are_equal() -> None:
    # 16.84 and 16.76 per cent are both 16.8%
    assert found("1684/10000 1676/10000", one=PERCENT).direction == "none"


@pytest.mark.parametrize(("polarity", "figures", "progress"), [
    ("higher",  "50 60", "improving"),
    ("higher",  "60 50", "worsening"),
    ("lower",   "50 60", "worsening"),
    ("lower",   "60 50", "improving"),
    ("neutral", "50 60", "none"),
    ("higher",  "50 50", "none"),
])  # fmt: skip
def test_polarity_turns_direction_into_progress(polarity: str, figures: str, progress: str) -> None:
    one = dataclasses.replace(PLAIN, polarity=polarity)  # type: ignore[arg-type]
    assert found(figures, one=one).progress == progress


@pytest.mark.parametrize(("figures", "variation"), [
    ("20 22 19 21 20 23 18 20 21 22 19 20 29", "above"),
    # a stock on its way up is not outside a range that it never had
    ("900 910 921 930 941 950 962 970 981 990 1002 1010 1021", ""),
    ("500 480 461 440 420 401 380 360 341 320 300 281 260", ""),
])
def test_what_is_on_its_way_has_no_usual_range(figures: str, variation: str) -> None:
    one = dataclasses.replace(PLAIN, kind="stock", year_to_date="")
    assert found(figures, one=one).variation == variation


def test_in_a_range_progress_is_towards_it() -> None:
    one = dataclasses.replace(PLAIN, polarity="range", judged_on="month")
    assert found("30 25", one=one, targets="2022/23: 10-20").progress == "improving"
    assert found("5 2", one=one, targets="2022/23: 10-20").progress == "worsening"
    assert found("12 18", one=one, targets="2022/23: 10-20").progress == "none"


@pytest.mark.parametrize(("figures", "way", "length"), [
    ("9 8 7 6 5",    "down", 4),
    ("1 9 8 7",      "down", 2),
    ("7 7 7 7",      "none", 3),
    ("5 6",          "up",   1),
    ("9 8 - 6 5",    "down", 1),
    ("9 8 [c] 6 5",  "down", 1),
])  # fmt: skip
def test_runs(figures: str, way: str, length: int) -> None:
    run = found(figures).run
    assert run is not None
    assert (run.direction, run.length.value) == (way, length)


@pytest.mark.parametrize(("figures", "record", "above", "below"), [
    # August 2021 to July 2022
    ("1 2 3 4 5 6 7 8 9 10 11 12",  "high", None,      "2022-06"),
    ("12 2 3 4 5 6 7 8 9 10 11 12", "",     "2021-08", "2022-06"),   # equalled: no record
    ("9 8 9 8 9 8 9 8 9 8 9 1",     "low",  "2022-06", None),
    ("2 3 4 5 6 7 8 9 10 11 12",    "",     None,      "2022-06"),   # eleven months make no year
])  # fmt: skip
def test_records(figures: str, record: str, above: str | None, below: str | None) -> None:
    finding = found(figures)
    assert finding.record == record
    periods = [finding.facts[role].period if role in finding.facts else None
               for role in ("last_at_or_above", "last_at_or_below")]
    assert periods == [above, below]


def test_no_record_reaches_over_a_gap() -> None:
    finding = found("99 - 1 2 3 4 5 6 7 8 9 10 11 12")
    assert "last_at_or_above" not in finding.facts
    assert value(finding, "months_known") == 12


def test_highest_and_lowest_of_the_year_with_their_months() -> None:
    finding = found("5 9 5 5 5 5 5 5 2 5 5 6")
    assert (finding.facts["maximum_12m"].period, value(finding, "maximum_12m")) == ("2021-09", 9)
    assert (finding.facts["minimum_12m"].period, value(finding, "minimum_12m")) == ("2022-04", 2)


def test_a_cumulative_indicator_starts_anew_in_april() -> None:
    one = dataclasses.replace(PLAIN, kind="cumulative", year_to_date="latest")
    assert found("90 5", last="2022-04", one=one).direction is None
    assert found("90 5 9", last="2022-05", one=one).direction == "up"


def test_a_break_ends_what_can_be_compared() -> None:
    one = dataclasses.replace(PLAIN, breaks=(Month.of(2022, 7),))
    finding = found("5 " * 15 + "9", one=one)
    assert finding.direction is None
    assert "same_month_last_year" not in finding.facts
    assert "outturn" not in finding.facts


def test_same_month_last_year_is_not_reached_over_a_missing_month() -> None:
    assert value(found("7 " + "5 " * 11 + "9"), "same_month_last_year") == 7
    assert value(found("7 " + "5 " * 5 + "- " + "5 " * 5 + "9"), "same_month_last_year") is None


@pytest.mark.parametrize(("one", "figures", "target", "rating"), [
    # pooled over the year to date: 95 of 100
    (PERCENT, "20/20 25/25 25/25 25/30", "2022/23: 95",    "green"),
    (PERCENT, "20/20 25/25 25/25 25/30", "2022/23: 96",    "amber"),
    (PERCENT, "20/20 25/25 25/25 5/30",  "2022/23: 95",    "red"),
    (LOWER,   "1/20 1/25 1/25 1/30",     "2022/23: 4",     "green"),
    (LOWER,   "1/20 1/25 1/25 1/30",     "2022/23: 3.7",   "amber"),
    (LOWER,   "1/20 1/25 1/25 1/30",     "2022/23: 3",     "red"),
    (LOWER,   "1/20 1/25 1/25 1/30",     "2022/23: 0-18",  "green"),
    (LOWER,   "1/20 1/25 1/25 1/30",     "2022/23: 5-18",  "red"),
    (PERCENT, "20/20 25/25 25/25 25/30", "2021/22: 95",    "none"),     # last year's target
    (PLAIN,   "20 20 20 20",             "2022/23: 10",    "none"),     # nothing is better
])  # fmt: skip
def test_ratings(one: object, figures: str, target: str, rating: str) -> None:
    indicator = dataclasses.replace(one, tolerance=TENTH)  # type: ignore[type-var]
    assert found(figures, one=indicator, targets=target).rating == rating  # type: ignore[arg-type]


def test_without_a_tolerance_there_is_no_amber() -> None:
    one = dataclasses.replace(PERCENT, judged_on="month")
    assert found("96 94.9", one=one, targets="2022/23: 95").rating == "red"


def test_94_96_per_cent_prints_as_the_target_and_meets_it() -> None:
    one = dataclasses.replace(PERCENT, judged_on="month")
    assert found("90 94.96", one=one, targets="2022/23: 95").rating == "green"


@pytest.mark.parametrize(("figures", "relation", "held"), [
    ("96 97",  "above", True),
    ("94 97",  "above", False),
    ("95 97",  "above", False),      # equal last month
    ("- 97",   "above", None),
    ("[c] 97", "above", None),
])  # fmt: skip
def test_whether_the_relation_held_last_month(figures: str, relation: str,
                                              held: bool | None) -> None:
    one = dataclasses.replace(PERCENT, judged_on="month")
    target = found(figures, one=one, targets="2022/23: 95").comparison("target")
    assert target is not None
    assert (target.relation, target.held) == (relation, held)


def test_a_new_years_target_has_no_last_month() -> None:
    one = dataclasses.replace(PERCENT, judged_on="month")
    finding = found("96 97", last="2022-04", one=one, targets="2021/22: 90; 2022/23: 95")
    target = finding.comparison("target")
    assert target is not None
    assert target.held is None


def test_benchmarks_are_set_beside_the_year_to_date() -> None:
    finding = found("16/100 20/100 20/100 20/100", one=LOWER, benchmarks="national: 22.7")
    national = finding.comparison("national")
    assert national is not None
    assert (national.relation, national.better, national.gap.printed) == (
        "below", True, Decimal("3.7"))
    assert value(finding, "year_to_date") == Decimal("19.0")


@given(st.lists(st.integers(0, 50), min_size=2, max_size=30))
def test_findings_are_those_of_plain_python(counts: list[int]) -> None:
    finding = found(" ".join(map(str, counts)))
    now, before = counts[-1], counts[-2]
    assert finding.direction == ("up" if now > before else "down" if now < before else "none")
    signs = [(b > a) - (b < a) for a, b in pairwise(counts)][::-1]
    length = next((n for n, sign in enumerate(signs) if sign != signs[0]), len(signs))
    assert finding.run is not None
    assert finding.run.length.value == length
    earlier = [n for n, c in enumerate(counts[:-1]) if c >= now]
    back = "last_at_or_above" in finding.facts
    assert back is bool(earlier)
    if back:
        month = Month.of(2022, 7).back(len(counts) - 1 - earlier[-1])
        assert finding.facts["last_at_or_above"].period == str(month)
