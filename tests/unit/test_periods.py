"""Months as they are written and read, and the three kinds of year."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.periods import (
    MONTH_NAMES,
    YEAR_STARTS,
    Month,
    Year,
    YearKind,
    day_in_words,
    month_range,
    parse_month,
)

JULY = Month.of(2022, 7)
MONTHS = st.builds(Month.of, st.integers(1, 9999), st.integers(1, 12))
# Two digits name a year of this century, four name any.
THIS_CENTURY = st.builds(Month.of, st.integers(2000, 2099), st.integers(1, 12))
FOUR_DIGITS = st.builds(Month.of, st.integers(1000, 9999), st.integers(1, 12))
KINDS = st.sampled_from(sorted(YEAR_STARTS))


@pytest.mark.parametrize("written", [
    "2022-07", "2022/07", "2022-7", "2022/7",
    "2022-07-01", "2022-07-31", "2022/07/31", "2022-07-01 00:00:00", "2022-07-01T00:00",
    "01/07/2022", "1/7/2022", "31.07.2022", "07/2022", "7.2022",
    "July 2022", "july 2022", "JULY 2022", "Jul 2022", "Jul-22", "Jul 22", "Jul22", "Jul'22",
    "Jul ’22", "July-2022", "1 July 2022", "01-Jul-22", "  July 2022 ",
])  # fmt: skip
def test_july_2022_in_every_way_that_it_is_written(written: str) -> None:
    assert parse_month(written) == JULY


@pytest.mark.parametrize("found", [
    date(2022, 7, 1), date(2022, 7, 31), datetime(2022, 7, 1), datetime(2022, 7, 31, 23, 59),
])  # fmt: skip
def test_a_date_is_of_its_month(found: date) -> None:
    assert parse_month(found) == JULY


def test_days_are_read_first_as_britain_writes_them() -> None:
    assert parse_month("03/07/2022") == JULY
    assert parse_month("07/03/2022") == Month.of(2022, 3)


@pytest.mark.parametrize("written", ["Sep 2022", "Sept 2022", "September 2022", "sept-22"])
def test_september_has_two_short_forms(written: str) -> None:
    assert parse_month(written) == Month.of(2022, 9)


@pytest.mark.parametrize("found", [
    "", "soon", "July", "2022", "22", "2022-13", "2022-00", "0000-07", "13/2022", "07/31/2022",
    "2022/23", "2011/12", "99/07/2022", "2022-07-99", "31 June 2022",
    "Q2 2022", "Juli 2022", "Jly 22", "July 202", "2022-07-01 09:30", "44743", 44743,
    2022.07, None, True,
])  # fmt: skip
def test_what_is_no_month_is_refused(found: object) -> None:
    with pytest.raises(ValueError, match="month"):
        parse_month(found)


def test_the_refusal_shows_what_was_found() -> None:
    with pytest.raises(ValueError, match=r"^'soon' is not a month$"):
        parse_month(" soon ")


@given(MONTHS)
def test_a_month_reads_back_from_its_standard_form(month: Month) -> None:
    assert parse_month(str(month)) == month
    assert parse_month(date(month.year, month.number, 1)) == month


@given(FOUR_DIGITS.filter(lambda month: month.number != (month.year + 1) % 100))
def test_a_month_after_a_stroke_reads_back_unless_it_is_a_year(month: Month) -> None:
    assert parse_month(f"{month.year}/{month.number:02}") == month


@given(FOUR_DIGITS, st.integers(1, 28))
def test_a_month_reads_back_with_its_year_in_four_digits(month: Month, day: int) -> None:
    year, number, name = month.year, month.number, MONTH_NAMES[month.number - 1]
    for written in (month.full, f"{name[:3]} {year}", f"{name[:3].upper()}-{year}",
                    f"{number:02}/{year}", f"{day:02}/{number:02}/{year}", f"{day} {name} {year}",
                    f"{day}.{number}.{year}", f"{year}-{number:02}-{day:02}",
                    str(datetime(year, number, day))):
        assert parse_month(written) == month, written


@given(THIS_CENTURY)
def test_a_month_of_this_century_reads_back_with_two_digits(month: Month) -> None:
    for written in (month.short, month.short.replace(" ", "-"), f"1-{month.short}",
                    f"{month.name} {month.year % 100:02}"):
        assert parse_month(written) == month, written


@given(MONTHS, MONTHS)
def test_months_stand_in_the_order_of_their_first_days(one: Month, other: Month) -> None:
    days = [date(m.year, m.number, 1) for m in (one, other)]
    assert (one < other) == (days[0] < days[1])
    assert (one == other) == (days[0] == days[1])


def test_a_month_by_its_parts() -> None:
    assert (JULY.year, JULY.number, JULY.name) == (2022, 7, "July")
    assert (JULY.full, JULY.short, str(JULY)) == ("July 2022", "Jul 22", "2022-07")
    assert Month.of(2009, 1).short == "Jan 09"


@pytest.mark.parametrize(("year", "number"), [(2022, 0), (2022, 13), (0, 1), (10000, 1)])
def test_there_is_no_such_month(year: int, number: int) -> None:
    with pytest.raises(ValueError, match=f"there is no month {number} of {year}"):
        Month.of(year, number)


@pytest.mark.parametrize(("months", "answer"), [
    (0, "2022-07"), (1, "2022-06"), (7, "2021-12"), (12, "2021-07"), (-5, "2022-12"),
    (-6, "2023-01"),
])  # fmt: skip
def test_so_many_months_back(months: int, answer: str) -> None:
    assert str(JULY.back(months)) == answer


def test_the_month_and_the_year_before() -> None:
    assert str(Month.of(2022, 1).previous) == "2021-12"
    assert str(JULY.year_before) == "2021-07"


def test_a_range_holds_both_its_ends() -> None:
    found = month_range(Month.of(2021, 11), Month.of(2022, 2))
    assert [str(m) for m in found] == ["2021-11", "2021-12", "2022-01", "2022-02"]
    assert list(month_range(JULY, JULY)) == [JULY]
    assert list(month_range(JULY, JULY.previous)) == []


@pytest.mark.parametrize(("month", "kind", "said"), [
    ("2022-07", "financial", "July"),
    ("2022-04", "financial", "April"),
    ("2022-03", "financial", "March 2022"),
    ("2021-07", "financial", "July 2021"),
    ("2022-03", "calendar", "March"),
    ("2021-12", "calendar", "December 2021"),
    ("2021-09", "academic", "September"),
    ("2021-08", "academic", "August 2021"),
])  # fmt: skip
def test_a_month_of_another_year_is_said_with_its_year(
    month: str, kind: YearKind, said: str
) -> None:
    assert parse_month(month).said(JULY, kind) == said


@pytest.mark.parametrize(("written", "kind", "first", "last"), [
    ("2022/23", "financial", "2022-04", "2023-03"),
    ("2022-23", "financial", "2022-04", "2023-03"),
    ("2022–23", "financial", "2022-04", "2023-03"),
    ("2022/2023", "financial", "2022-04", "2023-03"),
    ("22/23", "financial", "2022-04", "2023-03"),
    (" 2022 / 23 ", "financial", "2022-04", "2023-03"),
    ("1999/00", "financial", "1999-04", "2000-03"),
    ("2022/23", "academic", "2022-09", "2023-08"),
    ("2022", "calendar", "2022-01", "2022-12"),
])  # fmt: skip
def test_a_year_runs_from_month_to_month(
    written: str, kind: YearKind, first: str, last: str
) -> None:
    year = Year.parse(written, kind)
    assert (str(year.first), str(year.last)) == (first, last)


@pytest.mark.parametrize(("written", "kind"), [
    ("2022", "financial"), ("2022/24", "financial"), ("2022/22", "financial"),
    ("2023/22", "financial"), ("2022", "academic"), ("2022/23", "calendar"), ("22", "calendar"),
    ("", "financial"), ("this year", "financial"), ("2022/3", "financial"),
    ("FY2022/23", "financial"),
])  # fmt: skip
def test_what_is_no_such_year_is_refused(written: str, kind: YearKind) -> None:
    with pytest.raises(ValueError, match=f"^'{written}' is not an? "):
        Year.parse(written, kind)


@given(MONTHS.filter(lambda m: 2 < m.year < 9998), KINDS)
def test_every_month_lies_in_one_year_of_a_kind(month: Month, kind: YearKind) -> None:
    year = Year.holding(month, kind)
    assert month in year
    assert month not in year.previous
    assert len(list(month_range(year.first, year.last))) == 12
    assert year.previous.last == year.first.previous


@given(st.integers(1000, 9998), KINDS)
def test_a_year_reads_back_as_it_is_written(start: int, kind: YearKind) -> None:
    assert Year.parse(str(Year(start, kind)), kind) == Year(start, kind)


def test_only_months_lie_in_a_year() -> None:
    assert "2022-07" not in Year(2022)


def test_a_day_in_words() -> None:
    assert day_in_words(date(2022, 9, 3)) == "3 September 2022"
