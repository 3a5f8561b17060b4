"""Measures: what is worked out over several months, and when it is not."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.amounts import Reason, rounded
from briefing.indicators import Dictionary
from briefing.measures import measure
from briefing.periods import Month, Year
from tests.series import PERCENT, PLAIN, measured, observed

YEAR = "1 2 3 4 5 6 7 8 9 10 11 12"          # August 2021 to July 2022
JULY = Month.of(2022, 7)


@pytest.mark.parametrize(("figures", "year_to_date", "sum_12m", "mean_12m"), [
    # April to July are the last four
    (YEAR,                              42,   78, "6.5"),
    ("100 " + YEAR,                     42,   78, "6.5"),
    ("2 3 4 5 6 7 8 9 10 11 12",        42, None, None),      # eleven months
    ("1 2 3 [c] 5 6 7 8 9 10 11 12",    42, None, None),      # a withheld month
    ("1 2 3 - 5 6 7 8 9 10 11 12",      42, None, None),      # a missing month
    ("1 2 3 4 5 6 7 8 [c] 10 11 12",  None, None, None),      # withheld in April
    ("1 2 3 4 5 6 7 8 9 - 11 12",     None, None, None),      # missing in May
    ("1 2 3 4 5 6 7 8 9 10 11 [c]",   None, None, None),
])  # fmt: skip
def test_a_flow(figures: str, year_to_date: int | None, sum_12m: int | None,
                mean_12m: str | None) -> None:
    window = measured(figures).window(JULY)
    assert window.year_to_date == year_to_date
    assert window.sum_12m == sum_12m
    assert window.mean_12m == (None if mean_12m is None else Decimal(mean_12m))


def test_a_year_to_date_of_a_percentage_is_pooled() -> None:
    # 1 of 2, 1 of 10, 5 of 10 and 9 of 10: 16 of 32, not the mean of 50, 10, 50 and 90
    assert measured("1/2 1/10 5/10 9/10", one=PERCENT).window(JULY).year_to_date == 50


def test_the_12_month_mean_of_a_percentage_is_of_its_monthly_figures() -> None:
    # eleven months at 50%, one at 90%: a typical month
    mean = measured("1/2 " * 11 + "9/10", one=PERCENT).window(JULY).mean_12m
    assert mean is not None
    assert round(mean, 4) == Decimal("53.3333")


def test_a_percentage_without_numerators_has_no_year_to_date() -> None:
    assert measured("50 60 70 80", one=PERCENT).window(JULY).year_to_date is None


def test_a_mean_of_thirds_is_rounded_as_what_it_is_not_as_its_digits_are() -> None:
    # 75, 75, 25, 40, 50, 40, 50, 33.3…, 83.3…, 33.3…, 20 and 60 come to 585: 48.75 a month
    mean = measured("3/4 3/4 1/4 2/5 3/6 2/5 3/6 2/6 5/6 2/6 1/5 3/5",
                    one=PERCENT).window(JULY).mean_12m
    assert mean is not None
    assert str(rounded(mean, 1)) == "48.8"


@pytest.mark.parametrize(("kind", "mean"), [("flow", True), ("stock", True),
                                            ("cumulative", False), ("rolling_12", False)])
def test_only_flows_and_stocks_have_a_mean(kind: str, mean: bool) -> None:
    one = dataclasses.replace(PLAIN, kind=kind)  # type: ignore[arg-type]
    assert (measured(YEAR, one=one).window(JULY).mean_12m is not None) is mean


def test_a_break_inside_the_year_leaves_no_sum_across_it() -> None:
    one = dataclasses.replace(PLAIN, breaks=(Month.of(2022, 5),))
    window = measured(YEAR, one=one).window(JULY)
    assert (window.year_to_date, window.mean_12m) == (None, None)


def test_a_break_at_the_start_of_the_year_leaves_its_sum_whole() -> None:
    one = dataclasses.replace(PLAIN, breaks=(Month.of(2022, 4),))
    assert measured(YEAR, one=one).window(JULY).year_to_date == 42


@pytest.mark.parametrize(("figures", "start"), [
    ("1 2 3 4", "2022-04"),
    ("1 - 3 4", "2022-06"),
    ("1 [x] 3 4", "2022-06"),        # not available: there is nothing there
    ("1 [c] 3 4", "2022-04"),        # withheld: there is a figure, only not for us
])  # fmt: skip
def test_nothing_is_compared_across_a_gap(figures: str, start: str) -> None:
    assert str(measured(figures).segment_start()) == start


def test_a_rate_from_a_count_and_the_population() -> None:
    count = dataclasses.replace(PLAIN, id="assessments")
    rate = dataclasses.replace(PLAIN, unit="rate_per_10000", decimals=1,
                               year_to_date="annualised", numerator="assessments",
                               denominator="population")
    cells = observed("100 110 120 130", "2022-07", "assessments")
    cells += observed("50000 50000 50000 50000", "2022-07", "population")
    made = measure(cells, Dictionary((count, rate)), JULY)["a.b"]
    # a month is multiplied up to a year: 130 × 12 × 10,000 / 50,000
    assert made.at(JULY).amount == 312
    # four months likewise: 460 × 3 × 10,000 / 50,000
    assert made.window(JULY).year_to_date == 276


def test_a_withheld_count_withholds_its_rate() -> None:
    share = dataclasses.replace(PERCENT, numerator="over", denominator="plans")
    cells = observed("10 [c]", "2022-07", "over") + observed("200 210", "2022-07", "plans")
    made = measure(cells, Dictionary((share,)), JULY)["a.b"]
    assert made.at(JULY).reason == Reason.CONFIDENTIAL
    assert made.at(JULY.previous).amount == 5


def test_an_outturn_is_of_a_whole_year() -> None:
    figures = "1 " * 12 + "2 2 2 2"                     # April 2021 to July 2022
    assert measured(figures).outturns == {Year(2021): Decimal(12)}
    assert measured("1 " * 11 + "2 2 2 2").outturns == {}


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=40),
       st.sampled_from([Month.of(2022, n) for n in range(1, 13)]))
def test_sums_are_those_of_plain_python(counts: list[int], last: Month) -> None:
    window = measured(" ".join(map(str, counts)), str(last)).window(last)
    months = (last.number - 4) % 12 + 1
    assert window.year_to_date == (sum(counts[-months:]) if len(counts) >= months else None)
    assert window.sum_12m == (sum(counts[-12:]) if len(counts) >= 12 else None)


def test_a_withheld_count_withholds_the_percentage_that_names_it() -> None:
    """Its percentage and denominator would give the count away."""
    share = dataclasses.replace(PERCENT, numerator="second_plans")
    cells = observed("3 4 [c] 7", "2022-07", "second_plans") + observed("3/30 4/31 2/29 7/31",
                                                                       "2022-07")
    made = measure(cells, Dictionary((share,)), JULY)["a.b"]
    assert made.at(Month.of(2022, 6)).reason == Reason.CONFIDENTIAL
    assert made.window(JULY).year_to_date is None


def test_months_are_not_added_up_unless_the_dictionary_says_so() -> None:
    """A child missing in two months would be counted twice."""
    one = dataclasses.replace(PLAIN, year_to_date="")
    assert measured(YEAR, one=one).window(JULY).sum_12m is None


def test_a_month_without_cases_is_pooled_as_none() -> None:
    zero = dataclasses.replace(observed("1/1", "2022-05")[0], value=None,
                               numerator=Decimal(0), denominator=Decimal(0),
                               reason=Reason.NOT_APPLICABLE)
    cells = [*observed("4/10", "2022-04"), zero, *observed("9/10 9/12", "2022-07")]
    made = measure(cells, Dictionary((PERCENT,)), JULY)["a.b"]
    assert made.window(JULY).year_to_date == Decimal(2200) / 32
