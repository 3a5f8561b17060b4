"""What people write in the cells of figures besides numbers: read where it can mean one thing."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from briefing.amounts import Reason
from briefing.build import build
from briefing.narrative.indicator_sentences import sentences
from briefing.periods import Month, YearKind, parse_period
from briefing.prepared import prepare
from briefing.problems import Problem, ProblemsFound
from briefing.reading.cells import NotANumber, read_number
from tests.oddities import found_of, oddity
from tests.truth import book_and_hedges


@pytest.mark.parametrize(("cell", "number", "marked"), [
    ("12.3 [u]", "12.3", "unreliable"), ("12.3[e]", "12.3", "estimated"),
    ("12.9 (p)", "12.9", "provisional"), ("12.4r", "12.4", ""), ("12.4 R", "12.4", ""),
    ("12.4% [e]", "12.4", "estimated"), ("1,200 (e)", "1200", "estimated"),
    ("12.3 [p] [r]", "12.3", "provisional"), ("12.3 [p, r]", "12.3", "provisional"),
    ("12.3 (estimated)", "12.3", "estimated"), ("12.3 [provisional]", "12.3", "provisional"),
    ("12.3 e", "12.3", "estimated"),
])  # fmt: skip
def test_a_mark_is_read_with_its_number(cell: str, number: str, marked: str) -> None:
    reading = read_number(cell)
    assert (reading.number, reading.marked) == (Decimal(number), marked)


@pytest.mark.parametrize(("cell", "reason"), [
    ("TBC", Reason.NOT_AVAILABLE), ("tbd", Reason.NOT_AVAILABLE), ("(x)", Reason.NOT_AVAILABLE),
    ("not available", Reason.NOT_AVAILABLE), ("Not applicable", Reason.NOT_APPLICABLE),
    ("Confidential", Reason.CONFIDENTIAL), ("<5", Reason.CONFIDENTIAL),
    ("< 6", Reason.CONFIDENTIAL), ("fewer than 5", Reason.CONFIDENTIAL),
])  # fmt: skip
def test_what_means_one_thing_is_a_reason(cell: str, reason: Reason) -> None:
    assert read_number(cell).reason is reason


@pytest.mark.parametrize(("cell", "value", "of"), [
    ("13 of 39", None, ("13", "39")), ("1,300 out of 3,900", None, ("1300", "3900")),
    ("33.3% (13 of 39)", "33.3", ("13", "39")), ("33.3 (13/39)", "33.3", ("13", "39")),
])  # fmt: skip
def test_n_of_n_is_a_numerator_and_a_denominator(
    cell: str, value: str | None, of: tuple[str, str]
) -> None:
    reading = read_number(cell)
    assert reading.number == (None if value is None else Decimal(value))
    assert reading.of == (Decimal(of[0]), Decimal(of[1]))


@pytest.mark.parametrize(("cell", "said"), [
    ("N/A", "'N/A' could mean not available or not applicable. Write [x] not available, [z] not "
     "applicable or 0, or say in report.toml what it means with you: [symbols] \"N/A\" = \"not "
     "available\"."),
    ("-", "'-' could mean nought, not available or not applicable. Write [x] not available, [z] "
     "not applicable or 0, or say in report.toml what it means with you: [symbols] \"-\" = \"not "
     "available\"."),
    ("12 [c]", "'12 [c]' gives a number and [c], which says that there is none. Keep one of the "
     "two."),
    ("12 [b]", "'12 [b]' has a mark that is not known: [b]. Give the month that a new series "
     "begins in as the indicator's 'breaks'."),
    ("12 [q]", "'12 [q]' has a mark that is not known: [q]. Known are [p] provisional, [e] "
     "estimated, [u] unreliable and [r] revised; others are given a meaning in report.toml: "
     "[symbols] \"[q]\" = \"estimated\"."),
    ("12 weeks", "'12 weeks' is not a number. Give a number, leave the cell blank, or say why "
     "there is none: [c] confidential, [x] not available, [z] not applicable."),
    ("1e5", "'1e5' is not a number. Give a number, leave the cell blank, or say why there is none: "
     "[c] confidential, [x] not available, [z] not applicable."),
])  # fmt: skip
def test_what_could_mean_two_things_is_asked_about(cell: str, said: str) -> None:
    with pytest.raises(NotANumber) as fault:
        read_number(cell)
    assert f"{fault.value.what} {fault.value.hint}" == said


def test_report_toml_gives_a_councils_own_marks_their_meaning() -> None:
    symbols = {"n/a": "not applicable", "-": "nought", "est": "estimated", "†": "provisional",
               "#": "confidential"}
    assert read_number("N/A", symbols).reason is Reason.NOT_APPLICABLE
    assert read_number("-", symbols).number == 0
    assert read_number("#", symbols).reason is Reason.CONFIDENTIAL
    assert read_number("12.3 est", symbols).marked == "estimated"
    assert read_number("12.3†", symbols) == read_number("12.3 [p]")
    assert read_number("[c]", symbols).reason is Reason.CONFIDENTIAL
    assert read_number("-3", symbols).number == -3


# ── periods ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("text", "step", "kind", "last"), [
    ("Apr-Jun 2023", 3, "financial", Month.of(2023, 6)),
    ("April to June 2023", 3, "financial", Month.of(2023, 6)),
    ("Jan – Mar 24", 3, "financial", Month.of(2024, 3)),
    ("Nov 2023 - Jan 2024", 3, "academic", None),
    ("Q1 2023", 3, "calendar", Month.of(2023, 3)), ("Qtr 1 2023/24", 3, "financial",
                                                    Month.of(2023, 6)),
    ("Quarter 4 2023-24", 3, "financial", Month.of(2024, 3)),
    ("Q1 (Apr-Jun) 2023/24", 3, "financial", Month.of(2023, 6)),
    ("Apr 2022 - Mar 2023", 12, "financial", Month.of(2023, 3)),
    ("April 2022 to March 2023", 12, "financial", Month.of(2023, 3)),
])  # fmt: skip
def test_periods_are_read_as_people_write_them(
    text: str, step: int, kind: YearKind, last: Month | None
) -> None:
    if last is None:
        with pytest.raises(ValueError, match="does not end a quarter"):
            parse_period(text, step, kind)
    else:
        assert parse_period(text, step, kind) == last


@pytest.mark.parametrize(("text", "step", "said"), [
    ("Q1 2023", 3, "'Q1 2023' could be of 2023/24, which ends in June 2023, or of the calendar "
     "year, which ends in March 2023"),
    ("Qtr 1", 3, "'Qtr 1' is a quarter of a year that is not named"),
    ("Apr-Jun 2023", 1, "'Apr-Jun 2023' is 3 months, but the indicator is monthly"),
    ("Apr-Sep 2023", 3, "'Apr-Sep 2023' is 6 months, but the indicator is quarterly"),
])  # fmt: skip
def test_a_period_that_could_be_two_is_asked_about(text: str, step: int, said: str) -> None:
    with pytest.raises(ValueError) as fault:  # noqa: PT011  (its words are what is asserted)
        parse_period(text, step)
    assert str(fault.value) == said


# ── in a report ──────────────────────────────────────────────────────────────────────────────────


REPORT = """[report]
title = "Monthly report"
meeting = "Scrutiny Committee"
date = 2022-07-13
author = "Performance officer"
period = "2022-06"
"""
INDICATORS = """id,section,title,subject,unit,kind,polarity
referrals,Referrals,Referrals,number of referrals,count,flow,neutral
assessed,Assessments,Assessed in time,proportion assessed in time,percent,flow,higher
"""
VALUES = """indicator,period,value
referrals,2022-06,190
assessed,2022-06,32 of 40
"""


def said_of(folder: Path, values: str, settings: str = "", **tables: str) -> list[str]:
    """What is said of a sound folder with these values and settings added."""
    for name, text in {"report.toml": REPORT + settings, "indicators.csv": INDICATORS,
                       "values.csv": VALUES + values}.items():
        (folder / name).write_text(text, "utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return said_as_it_is(folder)


def said_as_it_is(folder: Path) -> list[str]:
    """What is said of the folder, errors and warnings."""
    try:
        problems: tuple[Problem, ...] = prepare(folder).warnings
    except ProblemsFound as found:
        problems = found.problems
    return [str(problem) for problem in problems]


def test_cells_alike_are_one_message(tmp_path: Path) -> None:
    rows = [f"referrals,2021-{n:02},N/A" for n in range(1, 8)]
    assert said_of(tmp_path, "\n".join([*rows, "referrals,2021-08,-"])) == [
        "values.csv, row 4, column value: 'N/A' could mean not available or not applicable. So it "
        "is in 6 other cells, the last in row 10, column value. Write [x] not available, [z] not "
        "applicable or 0, or say in report.toml what it means with you: [symbols] \"N/A\" = "
        "\"not available\".",
        "values.csv, row 11, column value: '-' could mean nought, not available or not "
        "applicable. Write [x] not available, [z] not applicable or 0, or say in report.toml what "
        "it means with you: [symbols] \"-\" = \"not available\"."]


def test_symbols_of_report_toml_are_read(tmp_path: Path) -> None:
    assert said_of(tmp_path, "referrals,2022-04,N/A\nreferrals,2022-05,-\n",
                   '[symbols]\n"n/a" = "not available"\n"-" = "nought"') == []
    found = {str(o.month): (o.value, o.reason) for o in prepare(tmp_path).report.observations
             if o.indicator == "referrals"}
    assert found["2022-04"] == (None, Reason.NOT_AVAILABLE)
    assert found["2022-05"] == (0, None)


def test_n_of_n_stands_for_its_percentage(tmp_path: Path) -> None:
    assert said_of(tmp_path, "assessed,2022-05,33.3% (13/39)\n") == []
    assert [(str(o.month), round(o.value or 0, 1), o.numerator, o.denominator)
            for o in prepare(tmp_path).report.observations if o.indicator == "assessed"] == [
        ("2022-06", 80, 32, 40), ("2022-05", Decimal("33.3"), 13, 39)]
    assert said_of(tmp_path, "assessed,2022-05,40% (13 of 39)\n") == [
        "values.csv, row 4, column value: the value is 40.0, but 13 over 39 is 33.3. Mend one of "
        "the three, or leave the value blank to have it worked out."]


def test_n_of_n_of_a_count_is_the_count(tmp_path: Path) -> None:
    assert said_of(tmp_path, "referrals,2022-05,13 of 39\n") == []
    (seen,) = (o for o in prepare(tmp_path).report.observations
               if o.indicator == "referrals" and str(o.month) == "2022-05")
    assert (seen.value, seen.numerator, seen.denominator) == (13, 13, 39)


@pytest.mark.parametrize(("values", "said"), [
    ("assessed,2022-05,<5\n", "values.csv, row 4, column value: '<5' gives no figure, and not why "
     "there is none. Write [c] confidential or [low] rounds to nought."),
    ("referrals,2022-05,12 [note 1]\n", "values.csv, row 4, column value: [note 1] after the "
     "number was not read. Write what it says as the indicator's 'note', or in the commentary."),
])  # fmt: skip
def test_what_is_not_read_is_said(values: str, said: str, tmp_path: Path) -> None:
    assert said_of(tmp_path, values) == [said]


def test_a_column_of_marks_that_is_not_read_is_said(tmp_path: Path) -> None:
    text = "indicator,period,value,note\nreferrals,2022-05,190,[u]\nassessed,2022-06,91,[p]\n"
    (tmp_path / "marks.csv").write_text(text, "utf-8")
    assert said_of(tmp_path, "", '[files]\nvalues = "marks.csv"')[-2] == (
        "marks.csv, row 2, column note: the column 'note' holds marks of figures ([u] and [p]); "
        "they were not read. Write each after its figure: 12.4 [u].")


@pytest.mark.parametrize(("symbols", "said"), [
    ('"5" = "confidential"', "report.toml, symbols.5: a number or a blank is no mark. On the left "
     'stands what is in the cell: "n/a" = "not available".'),
    ('"n/a" = "not avalable"', "report.toml, symbols.n/a: 'not avalable' is no meaning of a mark. "
     "Did you mean 'not available'?"),
    ('"n/a" = "gone"', "report.toml, symbols.n/a: 'gone' is no meaning of a mark. It is one of "
     "confidential, not available, not applicable, low, unreliable, missing, nought, provisional, "
     "estimated or revised."),
])  # fmt: skip
def test_a_meaning_that_is_none_is_a_problem(symbols: str, said: str, tmp_path: Path) -> None:
    assert said_of(tmp_path, "", f"[symbols]\n{symbols}") == [said]


def test_a_target_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert said_of(tmp_path, "", targets="indicator,year,target\nassessed,2022/23,TBC\n") == []
    build(tmp_path, out=tmp_path / "out")
    text = next((tmp_path / "out").glob("*.txt")).read_text("utf-8")
    assert "| none | to be confirmed | ○ No target" in text
    assert said_of(tmp_path, "", targets="indicator,year,target\nassessed,2022/23,13 of 39\n") == [
        "targets.csv, row 2, column target: '13 of 39' gives two numbers, but one is wanted. Give "
        "a number such as 18.5."]


def test_estimated_and_unreliable_figures_bear_their_mark_and_its_meaning(tmp_path: Path) -> None:
    assert said_of(tmp_path, "referrals,2022-04,180 [e]\nreferrals,2022-05,181 [u]\n") == []
    build(tmp_path, out=tmp_path / "out")
    text = next((tmp_path / "out").glob("*.txt")).read_text("utf-8")
    assert "180 [e]" in text
    assert "181 [u]" in text
    assert "[u] unreliable; [e] estimated" in text


def test_no_figure_is_marked_twice_and_what_is_marked_is_not_maintained() -> None:
    book, _ = book_and_hedges()
    twice = re.compile(r"(?:provisionally|estimated at|figures,) -?£?[\d.,]+\S*(?: [a-z]+)? "
                       r"\((?:provisional|estimated|unreliable)\)")
    held = re.compile(r"(?:provisionally|estimated at|figures,) maintained")
    choose, report = Random(11), Month.of(2022, 7)
    marked = 0
    for _ in range(400):
        for finding in found_of([oddity(choose, report)], report):
            for sentence in sentences(finding, book):
                marked += "estimated" in sentence.text or "unreliable figures" in sentence.text
                assert not twice.search(sentence.text), sentence.text
                assert not held.search(sentence.text), sentence.text
    assert marked > 20
