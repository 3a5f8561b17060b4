"""Every figure of an English sentence is found, and what only looks like one is told from it."""

from __future__ import annotations

import pytest

from briefing.review.figures import figures, number_of


@pytest.mark.parametrize(("text", "found"), [
    ("reduced from an annual high of 1,579 in June to 379 in July 2022",
     ["count 1,579", "month June", "count 379", "month July 2022"]),
    ("58.3% (35 of 60), up 2.1 percentage points", ["percent 58.3%", "n of N 35 of 60",
                                                    "points 2.1 percentage points"]),
    ("£1.2m, −£400 or −0.4", ["money £1.2m", "money −£400", "count −0.4"]),
    ("34.5 weeks, 3.7 months and 7.6 cases per worker",
     ["measure 34.5 weeks", "measure 3.7 months", "measure 7.6 cases per worker"]),
    ("quarter 4 2021/22, Q1, in 2021/22 and 2022",
     ["quarter quarter 4 2021/22", "quarter Q1", "year 2021/22", "year 2022"]),
    ("the fourth reduction in a row, the 13th of two",
     ["ordinal fourth", "ordinal 13th", "word two"]),
    ("more than a fifth, three quarters or half", ["fraction a fifth", "fraction three quarters",
                                                   "fraction half"]),
    ("within the range of 0-18%", ["range 0-18%"]),
    ("S47s, COVID-19, per 10,000, aged 4 to 16 years, the 12 month average",
     ["name S47s", "name COVID-19", "name per 10,000", "name aged 4 to 16 years",
      "name 12 month average"]),
    ("within 45 working days, for 2.5 years or more", ["name within 45 working days",
                                                       "name for 2.5 years"]),
    ("12,34 of them", ["unread 12,34"]),
    ("May we ask in May?", ["month May"]),
    ("on 13 September 2022", ["day 13 September 2022"]),
])  # fmt: skip
def test_figures_are_found(text: str, found: list[str]) -> None:
    assert [f"{figure.kind} {figure.text}" for figure in figures(text)] == found


def test_the_indicators_own_words_state_nothing() -> None:
    text = "The number of plans over 24 months old reduced from 3 to 2."
    assert [(f.kind, f.text) for f in figures(text, ["number of plans over 24 months old"])] == [
        ("own", "24"), ("count", "3"), ("count", "2")]


def test_a_figure_has_its_place_numbers_and_decimals() -> None:
    (figure,) = figures("It was 16.80%.")
    assert (figure.start, figure.end, str(figure.value), figure.decimals) == (7, 13, "16.80", 2)


@pytest.mark.parametrize(("text", "number"), [
    ("1,797", 1797), ("four", 4), ("none", 0), ("fourth", 4), ("13th", 13), ("−£2", -2)])
def test_numbers_are_read(text: str, number: int) -> None:
    assert number_of(text) == number


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="'several' is not a number"):
        number_of("several")
