"""`briefing next`: a report moved on to its next period, and what is left for the author to do."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing import cli
from briefing.next_period import Moved, _meeting_after, move_on, told_of
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from tests.revision.hand_made import accept, added, reworded, written
from tests.revision.reports import report

SETTINGS = """# Ours.
[report]
title   = "Repairs in {period}"   # always of its month
meeting = "Housing Committee"
date    = 2024-07-16      # the third Tuesday
author  = "Performance officer"
period  = "2024-06"       # moved on by briefing next
"""
INDICATORS = """id,section,title,subject,unit,kind,polarity,owner
logged,Repairs,Repairs logged,number of repairs logged,count,flow,neutral,A. Khan
voids,Voids,Empty homes,number of empty homes,count,stock,lower,B. Jones
keys,Voids,Keys lost,number of keys lost,count,flow,lower,
"""
VALUES = """indicator,period,value
logged,2024-05,412
logged,2024-06,441
logged,2024-07,430
voids,2024-05,31
voids,2024-06,33
keys,2024-05,20
keys,2024-06,21
"""


def folder(path: Path, settings: str = SETTINGS, values: str = VALUES, **commentary: str) -> Path:
    (path / "commentary").mkdir()
    (path / "report.toml").write_text(settings, "utf-8", newline="")
    (path / "indicators.csv").write_text(INDICATORS, "utf-8")
    (path / "values.csv").write_text(values, "utf-8")
    for name, text in commentary.items():
        (path / "commentary" / f"{name}.md").write_text(text, "utf-8")
    return path


def test_the_period_and_the_day_are_moved_on_and_nothing_else(tmp_path: Path) -> None:
    move_on(folder(tmp_path))
    assert (tmp_path / "report.toml").read_text("utf-8") == SETTINGS.replace(
        '"2024-06"', '"2024-07"').replace("2024-07-16", "2024-08-20")
    assert (tmp_path / "earlier" / "2024-06.report.toml").read_text("utf-8") == SETTINGS
    assert prepare(tmp_path).report.settings.report.title == "Repairs in July 2024"


@pytest.mark.parametrize(("written", "asked", "becomes"), [
    ('"2024-06"',       "",             '"2024-07"'),
    ('"June 2024"',     "",             '"July 2024"'),
    ('"2024-06"',       "August 2024",  '"2024-08"'),
    ('"Q1 2024/25"',    "",             '"Q2 2024/25"'),
    ('"Q1 2024/25"',    "Q4 2024/25",   '"Q4 2024/25"'),
])  # fmt: skip
def test_the_period_is_written_as_it_was(written: str, asked: str, becomes: str,
                                         tmp_path: Path) -> None:
    months = "".join(f"logged,2024-{n:02},400\n" for n in range(1, 5))
    move_on(folder(tmp_path, SETTINGS.replace('"2024-06"', written), VALUES + months), asked)
    assert f"period  = {becomes}       # moved on" in (tmp_path / "report.toml").read_text("utf-8")


def test_a_blank_period_is_moved_on_once(tmp_path: Path) -> None:
    """It follows the figures: until those of the next are there a second time would move the
    meeting alone."""
    settings = SETTINGS.replace('"2024-06"', '""')
    july = "logged,2024-07,430\n"
    made = folder(tmp_path, settings, VALUES.replace(july, ""))
    assert move_on(made).period.full == "July 2024"
    once = (tmp_path / "report.toml").read_bytes()
    assert b"2024-08-20" in once
    with pytest.raises(ProblemsFound) as raised:
        move_on(made)
    assert [str(problem) for problem in raised.value.problems] == [
        "report.toml, report.period: it is blank, so that the report is of what the figures end "
        "with, June 2024; and it was moved on already, to the meeting of 20 August 2024. Give the "
        'figures of July 2024, or name the period that it is to be moved on to: briefing next '
        '"2024-07".']
    assert (tmp_path / "report.toml").read_bytes() == once
    (tmp_path / "values.csv").write_text(VALUES, "utf-8")
    assert move_on(made).period.full == "August 2024"


def test_what_came_early_once_is_due_as_late_as_ever(tmp_path: Path) -> None:
    """Keys lost come a month late; June's were there in June, but July's are not asked for."""
    late = folder(tmp_path)
    (late / "indicators.csv").write_text(INDICATORS.replace("owner\n", "owner,lag\n").replace(
        "Khan\n", "Khan,\n").replace("Jones\n", "Jones,\n").replace("lower,\n", "lower,,1\n"),
        "utf-8")
    assert prepare(late).report.dictionary["keys"].lag == 0
    assert move_on(late).lacking == {"B. Jones": ("Empty homes",)}


@pytest.mark.parametrize(("day", "months", "becomes"), [
    ("2024-07-16", 1, "2024-08-20"),        # the third Tuesday
    ("2024-12-05", 1, "2025-01-02"),        # the first Thursday
    ("2024-01-31", 1, "2024-02-28"),        # the last Wednesday, where there is no fifth
    ("2024-07-16", 3, "2024-10-15"),
])  # fmt: skip
def test_a_meeting_stays_in_its_week(day: str, months: int, becomes: str) -> None:
    assert _meeting_after(date.fromisoformat(day), months)[0] == date.fromisoformat(becomes)


def test_what_is_still_to_be_given_is_told_by_owner(tmp_path: Path) -> None:
    told = list(told_of(move_on(folder(
        tmp_path, voids="In June two blocks were emptied.",
        background="This is the report of June 2024."))))
    assert told == [
        "report.toml is of July 2024 now; as it was it is in earlier/2024-06.report.toml.",
        "The meeting is on Tuesday 20 August 2024 (the third Tuesday of the month, as before): "
        "change date in report.toml if it is not.",
        "To mend: commentary/background.md: it names June 2024, but the report is of July 2024. "
        "See that it still holds, then mend or accept it; {period} is always the report's own.",
        "Speaks of June: commentary/background.md, line 1: “This is the report of June 2024.”",
        "Speaks of June: commentary/voids.md, line 1: “In June two blocks were emptied.”",
        "Still to be given for July 2024: 2 indicators",
        "  B. Jones:", "    Empty homes",
        "  no owner named:", "    Keys lost",
    ]


ACCEPTS = """
[[accept]]      # gone
warning = "values.csv, row 9: it was so."
reason = "It was."
date = 2024-07-01

# This remark stays.
[[accept]]
kind = "outlier"
indicator = "logged"
until = 2024-08-01
reason = "A storm."
date = 2024-07-01

[[accept]]
kind = "typed_figure"
reason = "From the lettings system."
date = 2024-07-01

# And this one.
[disclosure]
preset = "none"
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_acceptances_that_no_longer_apply_are_taken_out(ends: str, tmp_path: Path) -> None:
    text = (SETTINGS + ACCEPTS).replace("\n", ends)
    moved = move_on(folder(tmp_path, text, voids="There were 77 viewings."))
    assert [one.warning or one.kind for one in moved.dropped] == [
        "values.csv, row 9: it was so.", "outlier"]
    left = (tmp_path / "report.toml").read_bytes().decode()
    moved_on = SETTINGS.replace('"2024-06"', '"2024-07"').replace("2024-07-16", "2024-08-20")
    assert left == (moved_on + """
# This remark stays.
[[accept]]
kind = "typed_figure"
reason = "From the lettings system."
date = 2024-07-01

# And this one.
[disclosure]
preset = "none"
""").replace("\n", ends)


def test_acceptances_in_brackets_are_taken_out_too(tmp_path: Path) -> None:
    row = '{ warning = "x", reason = "y", date = 2024-07-01 }'
    moved = move_on(folder(tmp_path, f"accept = [{row}]\n" + SETTINGS))
    assert [one.warning for one in moved.dropped] == ["x"]
    assert prepare(tmp_path).report.settings.accept == ()


@pytest.mark.parametrize(("asked", "said"), [
    ("May 2024", "PERIOD: May 2024 is not after June 2024, which the report is of. Name a later "
                 "one, or change period in report.toml by hand."),
    ("soon", "PERIOD: 'soon' is not a month, quarter, half year, term or year. Give it as"),
])
def test_what_cannot_be_is_refused_and_nothing_written(asked: str, said: str, tmp_path: Path
                                                       ) -> None:
    with pytest.raises(ProblemsFound) as raised:
        move_on(folder(tmp_path), asked)
    assert str(raised.value).startswith(said)
    assert (tmp_path / "report.toml").read_text("utf-8") == SETTINGS
    assert not (tmp_path / "earlier").exists()


def test_a_second_time_keeps_the_first_copy(tmp_path: Path) -> None:
    move_on(folder(tmp_path))
    (tmp_path / "report.toml").write_text(SETTINGS + "# again\n", "utf-8")
    move_on(tmp_path)
    kept = sorted(path.name for path in (tmp_path / "earlier").iterdir())
    assert kept == ["2024-06.1.report.toml", "2024-06.commentary.json", "2024-06.report.toml"]
    assert (tmp_path / "earlier" / "2024-06.report.toml").read_text("utf-8") == SETTINGS


def test_commentary_left_as_it_was_is_a_warning(tmp_path: Path) -> None:
    moved: Moved = move_on(folder(tmp_path, voids="Two blocks were emptied.",
                                  logged="Storms.", background="Always so."))
    said = [str(p) for p in prepare(tmp_path).warnings if "as it was" in str(p)]
    assert said == ["commentary/logged.md: what is said of 'logged' and 'voids' is as it was in "
                    "June 2024. See that it still holds, then accept this."]
    (tmp_path / "commentary" / "voids.md").write_text("None were.", "utf-8")
    (tmp_path / "commentary" / "logged.md").write_text("No storms.", "utf-8")
    assert not [p for p in prepare(tmp_path).warnings if "as it was" in str(p)]
    assert json.loads((tmp_path / "earlier" / f"{moved.before}.commentary.json").read_text("utf-8"))


def test_a_meeting_that_was_is_a_warning(tmp_path: Path) -> None:
    move_on(folder(tmp_path), day=date(2024, 7, 16))
    assert "16 July 2024 was the meeting of the report of June 2024." in str(
        prepare(tmp_path).warnings)


@pytest.mark.parametrize("spoilt", ["", "{", "[1, {}]", "{}", "[[]]", "null", "\x00"])
def test_a_spoilt_copy_says_nothing(spoilt: str, tmp_path: Path) -> None:
    move_on(folder(tmp_path, voids="Two."))
    (tmp_path / "earlier" / "2024-06.commentary.json").write_text(spoilt, "utf-8")
    assert not [p for p in prepare(tmp_path).warnings if "as it was" in str(p)]


def test_the_command_says_it(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli.main, ["next", "August 2024", "--folder",
                                           str(folder(tmp_path)), "--date", "2024-09-20"])
    assert result.exit_code == 0
    assert "report.toml is of August 2024 now" in result.output
    assert "The meeting is on Friday 20 September 2024 (as asked)" in result.output


AUGUST = "referrals,2022-08,255,,\nassessed,2022-08,,45,50\nplans,2022-08,9,,\n"


@pytest.mark.parametrize("figures", ["", AUGUST], ids=["without figures", "with figures"])
def test_edits_end_but_for_those_of_standing_words(figures: str, tmp_path: Path) -> None:
    """The same is said whether the new month's figures are there already or are not."""
    home = report(tmp_path / "r")
    accept(home, written(
        home, "private", reworded("summary.area.referrals.1", "Referrals rose to 251 in July."),
        added("background", "Only of July."), reworded("background", "The background")))
    with (home / "values.csv").open("a", encoding="utf-8") as values:
        values.write(figures)
    moved = move_on(home)
    assert list(moved.edits) == [
        "edits/2022-07.toml, edit 1, line 7: “Referrals rose to {referrals.current} in July.”",
        "edits/2022-07.toml, edit 2, line 14: “Only of July.”"]
    assert f"Ended with the report of July 2022: {moved.edits[1]}" in told_of(moved)


def test_edits_that_ended_are_not_named_again_by_the_month_after(tmp_path: Path) -> None:
    home = report(tmp_path / "r")
    accept(home, written(home, "private", added("background", "Only of July.")))
    with (home / "values.csv").open("a", encoding="utf-8") as values:
        values.write(AUGUST)
    assert len(move_on(home).edits) == 1
    assert move_on(home).edits == ()
