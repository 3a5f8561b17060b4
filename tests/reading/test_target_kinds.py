"""Targets of every kind that reports have, each by its name: nobody calls a budget a target."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.findings import Finding
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from tests.folders import said_of

SETTINGS = """[report]
title = "T"
meeting = "M"
date = 2023-05-02
author = "A"
period = "{period}"
narrative = "corporate"
length = "{length}"
[rating]
tolerance = "5%"
"""


def folder(path: Path, rows: str, polarity: str = "lower", unit: str = "count", kind: str = "stock",
           values: str = "310 260", length: str = "brief", period: str = "Q2 2022/23") -> Path:
    """A folder with one quarterly indicator and these rows of targets after its id."""
    path.mkdir(exist_ok=True)
    (path / "report.toml").write_text(SETTINGS.format(length=length, period=period), "utf-8")
    (path / "indicators.csv").write_text(
        "id,section,title,subject,unit,decimals,kind,polarity,frequency,year_to_date\n"
        f"x,Homes,Voids,number of empty homes,{unit},0,{kind},{polarity},quarterly,\n")
    months = ("2022-06", "2022-09", "2022-12", "2023-03")
    cells = "".join(f"x,{m},{v}\n" for m, v in zip(months, values.split(), strict=False))
    (path / "values.csv").write_text(f"indicator,period,value\n{cells}")
    lines = "".join(f"x,{row}\n" for row in rows.split("\n"))
    (path / "targets.csv").write_text(
        f"indicator,year,target,kind,of,note\n{lines}", "utf-8")
    return path


def finding(path: Path) -> Finding:
    return prepare(path).findings["x"]


@pytest.mark.parametrize(("cell", "polarity", "rating"), [
    ("<= 260", "lower", "green"), ("≤260", "lower", "green"), ("at most 260", "lower", "green"),
    ("< 260", "lower", "amber"), ("under 260", "lower", "amber"), ("<=250", "lower", "amber"),
    ("no more than 200", "lower", "red"), ("at least 260", "higher", "green"),
    (">= 261", "higher", "amber"), ("> 260", "higher", "amber"), ("min 300", "higher", "red"),
])
def test_a_threshold_is_met_on_its_side(cell: str, polarity: str, rating: str, tmp_path: Path
                                        ) -> None:
    assert finding(folder(tmp_path, f"2022/23,{cell},,,", polarity)).rating == rating


def test_a_threshold_on_the_other_side_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="'>= 250' is at least so much, but better is lower"):
        prepare(folder(tmp_path, "2022/23,>= 250,,,"))


@pytest.mark.parametrize(("kind", "brief", "full"), [
    ("", "the target (250)", "the target of 250"),
    ("target", "the target (250)", "the target of 250"),
    ("threshold", "the threshold (250)", "the threshold of 250"),
    ("milestone", "the milestone (250)", "the milestone of 250"),
    ("trajectory", "the trajectory (250)", "the trajectory of 250"),
    ("budget", "the budget (250)", "the budget of 250"),
])
def test_each_is_called_what_it_is(kind: str, brief: str, full: str, tmp_path: Path) -> None:
    assert brief in said_of(folder(tmp_path, f"2022/23,250,{kind},,"))
    said = said_of(folder(tmp_path, f"2022/23,250,{kind},,", length="full"))
    assert full in said
    if kind not in ("", "target"):
        assert "the target" not in said.split("3. Recommendations")[0]
        assert f"250 ({kind})" in said


@pytest.mark.parametrize(("figure", "rating"), [
    ("96", "green"), ("95", "green"), ("94", "amber"), ("90", "amber"), ("89", "red")])
def test_down_to_the_floor_it_is_amber(figure: str, rating: str, tmp_path: Path) -> None:
    where = folder(tmp_path, "2022/23,95,,,\n2022/23,90,floor,,", "higher", values=f"90 {figure}")
    assert finding(where).rating == rating
    assert "Floor" in said_of(where)


def test_what_stands_beside_a_target_is_shown_and_not_judged_by(tmp_path: Path) -> None:
    where = folder(tmp_path, "2022/23,250,,,\n2022/23,200,stretch,,\n2022/23,280,outturn forecast,,"
                             "\n2022/23,240,budget,,\n2022/23,255,forecast,,")
    found = finding(where)
    assert found.rating == "amber"
    assert {kind: str(found.facts[kind].value) for kind in (
        "target", "stretch", "outturn_forecast", "budget", "forecast")} == {
        "target": "250", "stretch": "200", "outturn_forecast": "280", "budget": "240",
        "forecast": "255"}
    said = said_of(where)
    assert ("| Target | Rating | Budget | Stretch target | Forecast | Forecast outturn\n"
            "In context | 250 | ● Amber | 240 | 200 | 255 | 280") in said


def test_a_year_and_each_quarter_have_their_own(tmp_path: Path) -> None:
    """Each quarter is set beside its own; the year's stands with it until the year is over."""
    where = folder(tmp_path, "2022/23,250,,quarter,\n2022/23,1000,,year,", kind="flow")
    indicators = where / "indicators.csv"
    indicators.write_text(indicators.read_text().replace("quarterly,\n", "quarterly,sum\n"))
    found = finding(where)
    assert (str(found.facts["target"].value), found.rating) == ("250", "amber")
    assert str(found.facts["target_year"].value) == "1000"
    assert "Target for the year" in said_of(where)


@pytest.mark.parametrize(("cell", "shown"), [
    ("TBC", "to be confirmed"), ("to be agreed", "to be confirmed"), ("No target", "none"),
    ("n/a", "none"), ("monitoring only", "none")])
def test_no_target_is_said_with_its_reason(cell: str, shown: str, tmp_path: Path) -> None:
    where = folder(tmp_path, f"2022/23,{cell},,,it is a measure of demand")
    assert prepare(where).findings["x"].rating == "none"
    said = said_of(where)
    assert f"| {shown} | ○ No target" in said
    assert "No target: it is a measure of demand." in said


def test_milestones_are_of_their_own_periods_and_between_them_there_is_none(tmp_path: Path) -> None:
    rows = "2022-06,300,milestone,,\n2023-03,200,milestone,,"
    assert "target" not in finding(folder(tmp_path, rows)).facts
    first = finding(folder(tmp_path, rows, period="Q1 2022/23"))
    assert (str(first.facts["target"].value), first.rating) == ("300", "amber")
    last = folder(tmp_path, rows, values="310 260 230 190", period="Q4 2022/23")
    assert finding(last).rating == "green"
    assert "the milestone (200)" in said_of(last)


def test_two_of_one_kind_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="'x' has an outturn forecast for 2022/23 already, in "
                                            "row 2"):
        prepare(folder(tmp_path, "2022/23,1,outturn_forecast,,\n2022/23,2,outturn_forecast,,"))


def test_a_kind_that_is_none_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match=r"'budgit' is not one of .* Did you mean 'budget'"):
        prepare(folder(tmp_path, "2022/23,1,budgit,,"))


def test_charts_and_tables_call_a_budget_a_budget(tmp_path: Path) -> None:
    said = said_of(folder(tmp_path, "2022/23,250,budget,,", length="full"))
    assert "Budget 250" in said
    assert "Target 250" not in said
    assert "Target 250" in said_of(folder(tmp_path / "b", "2022/23,250,,,", length="full"))
