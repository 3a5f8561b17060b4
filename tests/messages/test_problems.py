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
    told,
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


# ── what a terminal may be told ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("cell", "shown"), [
    ("two\nlines", "'two lines'"),
    ("two\r\nlines\tand a tab", "'two lines and a tab'"),
    ("\x1b[2Jgone", "'\\x1b[2Jgone'"),
    ("bell\x07 and \x9b31m", "'bell\\x07 and \\x9b31m'"),
    ("\u202etxt.exe", "'\\u202etxt.exe'"),          # read from right to left
    ("\u2066a\u2069", "'\\u2066a\\u2069'"),
    ("zero\u200bwidth", "'zero\\u200bwidth'"),
    ("tag\U000e0041", "'tag\\U000e0041'"),
    ("Siân’s “£3” – 5 % ≤ 7", "'Siân’s “£3” – 5 % ≤ 7'"),
    ("x" * 80, f"'{'x' * 80}'"),
    ("x" * 81, f"'{'x' * 80}…'"),
    ("a word " * 20, f"'{('a word ' * 20)[:80]}…'"),
])  # fmt: skip
def test_a_cell_is_shown_on_one_line_cut_and_without_control_characters(
    cell: str, shown: str
) -> None:
    problem = Problem(Place("values.csv", row=3), f"'{cell}' is no number.", "Give one.")
    assert str(problem) == f"values.csv, row 3: {shown} is no number. Give one."


def test_a_place_is_on_one_line_too() -> None:
    assert str(Problem(Place("a\x1b[1m.csv", "She\net", 3), "it is empty.")) == (
        "a\\x1b[1m.csv, sheet She et, row 3: it is empty.")


def test_words_between_two_short_quotes_are_not_cut() -> None:
    said = f"'12%' cannot stand {'in such a place ' * 8}beside 'b'."
    assert str(Problem(Place("a.csv"), said)) == f"a.csv: {said}"


def test_a_message_without_end_is_cut() -> None:
    endless = Problem(Place("a.csv"), "it holds 1, " * 10_000, "Give one of " * 10_000)
    assert len(str(endless)) < 1_300


def cells(count: int, file: str = "values.csv", warning: bool = False) -> list[Problem]:
    return [Problem(Place(file, row=n), f"'{n}' is no number.", "Give one.", warning)
            for n in range(1, count + 1)]


def test_a_hundred_messages_are_told_one_by_one() -> None:
    assert told(cells(100)) == [str(problem) for problem in cells(100)]


def test_more_are_counted() -> None:
    lines = told(cells(1_500))
    assert lines == [*(str(problem) for problem in cells(100)),
                     "… and 1,400 more like these, in rows 101, 102, 103, 104, 105 and 1,395 others"
                     ]


def test_a_thousand_of_a_kind_do_not_hide_the_others() -> None:
    """200 and 1,000 and one of another kind: a share for each, and every kind's count."""
    other = Problem(Place("values.csv", row=9_999), "its month is in the future.", "Mend it.")
    lines = told([*cells(200, "targets.csv"), *cells(1_000), other])
    assert len(lines) == 102
    assert lines[50:52] == ["… and 150 more like these, in rows 51, 52, 53, 54, 55 and 145 others",
                            str(cells(1)[0])]
    assert lines[-2:] == [
        "… and 951 more like these, in rows 50, 51, 52, 53, 54 and 946 others", str(other)]


def test_no_warning_takes_the_place_of_an_error() -> None:
    many = [Problem(Place(f"{n}.csv"), f"{chr(97 + n % 26)}{chr(97 + n // 26)} is odd.", "", True)
            for n in range(300)]
    error = Problem(Place("z.csv"), "it is empty.", "Fill it.")
    lines = told([*many, error])
    assert len(lines) == 101
    assert str(error) in lines
    assert lines[-1] == "… and 201 more of other kinds"


def test_of_many_warnings_alike_one_is_told_and_where_the_others_are() -> None:
    assert told(cells(5, warning=True)) == [f"warning: {problem}" for problem in cells(5)]
    assert told(cells(6, warning=True)) == [
        "warning: values.csv, row 1: '1' is no number. Give one.",
        "… and 5 more like these, in rows 2, 3, 4, 5 and 6"]
    assert told(cells(40, warning=True)) == [
        "warning: values.csv, row 1: '1' is no number. Give one.",
        "… and 39 more like these, in rows 2, 3, 4, 5, 6 and 34 others"]
