"""Problems: where, what and the remedy, in one line; all of them at once, in order of place."""

from __future__ import annotations

import pytest

from briefing.problems import (
    Place,
    Problem,
    ProblemsFound,
    did_you_mean,
    listed,
    stop_if_any,
)


@pytest.mark.parametrize(("place", "written"), [
    (Place("values.csv"), "values.csv"),
    (Place("values.csv", row=3), "values.csv, row 3"),
    (Place("values.csv", row=3, column="period"), "values.csv, row 3, column period"),
    (Place("data.xlsx", "Values", 3, "period"), "data.xlsx, sheet Values, row 3, column period"),
    (Place("data.xlsx", "Values"), "data.xlsx, sheet Values"),
    (Place("report.toml", column="report.title"), "report.toml, report.title"),
])  # fmt: skip
def test_a_place_is_written_as_far_as_it_is_known(place: Place, written: str) -> None:
    assert str(place) == written


def test_a_problem_is_a_line_of_place_fault_and_remedy() -> None:
    place = Place("values.csv", row=3)
    assert str(Problem(place, "it is empty.", "Give a number.")) == (
        "values.csv, row 3: it is empty. Give a number.")
    assert str(Problem(place, "it is empty.")) == "values.csv, row 3: it is empty."


def test_problems_are_told_once_each_in_order_of_place() -> None:
    late, early = (Problem(Place("values.csv", row=n), "it is empty.") for n in (10, 9))
    other = Problem(Place("targets.csv"), "it is empty.")
    found = ProblemsFound([late, other, early, late])
    assert found.problems == (other, early, late)
    assert str(found) == (
        "targets.csv: it is empty.\n"
        "values.csv, row 9: it is empty.\n"
        "values.csv, row 10: it is empty.")  # fmt: skip


def test_an_error_stops_the_step_and_takes_the_warnings_along() -> None:
    warning = Problem(Place("values.csv"), "a month is missing.", warning=True)
    error = Problem(Place("values.csv"), "it is empty.")
    with pytest.raises(ProblemsFound) as raised:
        stop_if_any([warning, error])
    assert set(raised.value.problems) == {warning, error}


def test_warnings_alone_and_no_problem_at_all_let_the_step_go_on() -> None:
    stop_if_any([Problem(Place("values.csv"), "a month is missing.", warning=True)])
    stop_if_any([])


@pytest.mark.parametrize(("word", "answer"), [
    ("referals", "Did you mean 'Referrals'?"),
    ("REFERRALS", "Did you mean 'Referrals'?"),
    ("contact", "Did you mean 'Contacts'?"),
    ("adoption", ""),
    ("", ""),
])  # fmt: skip
def test_a_near_name_is_offered_whatever_its_capitals(word: str, answer: str) -> None:
    assert did_you_mean(word, ["Referrals", "Contacts"]) == answer


def test_no_name_is_near_when_there_are_none() -> None:
    assert did_you_mean("referrals", []) == ""


@pytest.mark.parametrize(("names", "last", "written"), [
    ([], "or", ""),
    (["a"], "or", "a"),
    (["a", "b"], "or", "a or b"),
    (["a", "b", "c"], "or", "a, b or c"),
    (["a", "b", "c"], "and", "a, b and c"),
])  # fmt: skip
def test_a_list_reads_as_a_sentence_does(names: list[str], last: str, written: str) -> None:
    assert listed(names, last) == written
