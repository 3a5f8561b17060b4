"""What a report is of: how it is written, called, named in files, and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.periods import STEPS, Frequency, Month, Period, Year, YearKind


@pytest.mark.parametrize(("written", "full", "name", "short", "file"), [
    ("July 2022", "July 2022", "July", "Jul 22", "2022-07"),
    ("2022-07", "July 2022", "July", "Jul 22", "2022-07"),
    ("Q2 2024/25", "quarter 2 2024/25", "quarter 2", "Q2 24/25", "2024-25-q2"),
    ("2024/25 Q2", "quarter 2 2024/25", "quarter 2", "Q2 24/25", "2024-25-q2"),
    ("Quarter 4 2024-25", "quarter 4 2024/25", "quarter 4", "Q4 24/25", "2024-25-q4"),
    ("Q3 calendar 2024", "quarter 3 2024", "quarter 3", "Q3 24", "2024-q3"),
    ("Q2 of the calendar year 2024", "quarter 2 2024", "quarter 2", "Q2 24", "2024-q2"),
    ("July to September 2024", "quarter 2 2024/25", "quarter 2", "Q2 24/25", "2024-25-q2"),
    ("H1 2024/25", "the first half of 2024/25", "the first half of the year",
     "H1 24/25", "2024-25-h1"),
    ("second half of 2024/25", "the second half of 2024/25", "the second half of the year",
     "H2 24/25", "2024-25-h2"),
    ("Autumn term 2024", "the autumn term 2024", "the autumn term", "Aut 24", "2024-autumn"),
    ("Spring term 2024/25", "the spring term 2025", "the spring term", "Spr 25", "2025-spring"),
    ("Summer 2025", "the summer term 2025", "the summer term", "Sum 25", "2025-summer"),
    ("2024/25", "2024/25", "2024/25", "2024/25", "2024-25-year"),
    ("2024", "2024", "2024", "2024", "2024-year"),
    ("academic year 2023/24", "2023/24", "2023/24", "2023/24", "2023-24-year-academic"),
    ("April 2024 to March 2025", "2024/25", "2024/25", "2024/25", "2024-25-year"),
])  # fmt: skip
def test_a_period_is_read_and_called(written: str, full: str, name: str, short: str,
                                     file: str) -> None:
    period = Period.parse(written)
    assert (period.full, period.name, period.short, str(period)) == (full, name, short, file)
    assert Period.stored(str(period)) == period


@pytest.mark.parametrize(("written", "message"), [
    ("Q2 2024", "'Q2 2024' could be of 2024/25, which ends in September 2024, or of the calendar "
                "year, which ends in June 2024"),
    ("Q5 2024/25", "'Q5 2024/25' is not a month, quarter, half year, term or year"),
    ("2024/26", "'2024/26' is not a month, quarter, half year, term or year"),
    ("last quarter", "'last quarter' is not a month, quarter, half year, term or year"),
])
def test_what_is_no_period_is_said(written: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"not a month|could be of") as raised:
        Period.parse(written)
    assert str(raised.value) == message


def test_a_month_stands_for_the_period_that_it_ends_where_a_frequency_is_given() -> None:
    assert Period.parse("2024-09", "quarterly") == Period.parse("Q2 2024/25")
    assert Period.parse("2024-12", "termly") == Period.parse("autumn term 2024")
    with pytest.raises(ValueError, match="'2024-08' does not end a quarter"):
        Period.parse("2024-08", "quarterly")


kinds: st.SearchStrategy[YearKind] = st.sampled_from(("financial", "academic", "calendar"))
frequencies: st.SearchStrategy[Frequency] = st.sampled_from(tuple(STEPS))


@given(st.integers(1990, 2090), st.integers(0, 11), frequencies, kinds)
def test_periods_follow_each_other_and_are_read_back(start: int, n: int, frequency: Frequency,
                                                     kind: YearKind) -> None:
    """Every period of every sort: the one after begins the month after, and its year holds it."""
    kind = "academic" if frequency == "termly" else "financial" if (
        frequency == "monthly") else kind
    step = STEPS[frequency]
    last = Year(start, kind).first.back(1 - step * (1 + n % (12 // step)))
    period = Period(last, frequency, kind)
    assert period.back(-1).first == period.last.back(-1)
    assert period.back(1).back(-1) == period
    assert period.first in period.year
    assert period.last in period.year
    assert period.year_before.last == period.last.back(12)
    assert sum(month in period for month in map(Month, range(
        period.first.ordinal - 15, period.last.ordinal + 15))) == step
    if frequency != "quarterly" or kind != "academic":
        assert Period.stored(str(period)) == period
