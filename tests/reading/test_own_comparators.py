"""[comparators.NAME]: whom a council compares itself with, and what is said of it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from briefing.findings import find
from briefing.findings.further import further_facts
from briefing.indicators import COMPARATORS as OURS
from briefing.periods import Month
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.reading.own_comparators import TAKEN
from tests.folders import said_of
from tests.oddities import service_area
from tests.own_terms_at_random import COMPARATORS, in_own_terms, measured

OWN = """[comparators.most_similar_group]
title = "Most similar group"
kind = "peers"
[comparators.cipfa]
title = "CIPFA neighbours"
kind = "average"
short = "CIPFA"
method = "the 15 councils that the CIPFA model has nearest"
[comparators.best]
title = "Best quartile"
kind = "best_quartile"
[comparators.leeds]
title = "Leeds"
kind = "neighbour"
[comparators.national]
title = "Wales"
kind = "whole"
[comparators.rank]
title = "Rank in England"
kind = "rank"
[comparators.quarter]
title = "Quartile"
kind = "quartile"
[comparators.trend]
title = "Change in England"
kind = "change"
"""
SETTINGS = """[report]
title = "T"
meeting = "M"
date = 2022-11-01
author = "A"
period = "Q2 2022/23"
narrative = "corporate"
length = "{length}"
"""


def folder(path: Path, benchmark: str, length: str = "brief", own: str = OWN) -> Path:
    """A folder with one indicator, 6.9 and then 6.7, and one row of benchmarks."""
    path.mkdir(exist_ok=True)
    (path / "report.toml").write_text(SETTINGS.format(length=length) + own, "utf-8")
    (path / "indicators.csv").write_text(
        "id,section,title,subject,unit,kind,polarity,frequency\n"
        "c,Police,Crime,crime rate,percent,stock,lower,quarterly\n")
    (path / "values.csv").write_text("indicator,period,value\nc,2022-06,6.9\nc,2022-09,6.7\n")
    (path / "benchmarks.csv").write_text(f"indicator,comparator,period,value\n{benchmark}\n")
    return path


@pytest.mark.parametrize(("row", "brief", "full"), [
    ("c,most_similar_group,2021/22,9.9", "the 2021/22 figure for the most similar group (9.9%)",
     "the 2021/22 figure for the most similar group of 9.9%"),
    ("c,cipfa,2021/22,9.9", "the 2021/22 CIPFA neighbours’ average (9.9%)",
     "the 2021/22 CIPFA neighbours’ average of 9.9%"),
    ("c,best,2021/22,5.1", "the 2021/22 threshold of the best quartile (5.1%)",
     "the 2021/22 threshold of the best quartile, 5.1%"),
    ("c,leeds,2021/22,9.9", "Leeds in 2021/22 (9.9%)", "the 2021/22 figure for Leeds of 9.9%"),
    ("c,national,2021/22,9.9", "the 2021/22 figure for Wales (9.9%)",
     "the 2021/22 figure for Wales of 9.9%"),
    ("c,Best quartile,2021/22,5.1", "the 2021/22 threshold of the best quartile (5.1%)",
     "the 2021/22 threshold of the best quartile, 5.1%"),
])
def test_a_comparator_is_said_by_its_kind(row: str, brief: str, full: str, tmp_path: Path) -> None:
    assert brief in said_of(folder(tmp_path, row))
    said = said_of(folder(tmp_path, row, "full"))
    assert full in said
    assert "England" not in said


def test_names_stand_in_columns_and_the_method_under_the_chart(tmp_path: Path) -> None:
    said = said_of(folder(tmp_path, "c,cipfa,2021/22,9.9\nc,national,2021/22,8.1"))
    assert "| Wales 2021/22 | CIPFA 2021/22" in said
    assert "CIPFA neighbours: the 15 councils that the CIPFA model has nearest." in said


@pytest.mark.parametrize(("row", "heading", "cell"), [
    ("c,rank,2021/22,5th of 152", "Rank in England 2021/22", "5th of 152"),
    ("c,rank,2021/22,22 of 31", "Rank in England 2021/22", "22nd of 31"),
    ("c,quarter,2021/22,Q2", "Quartile 2021/22", "2nd quartile"),
    ("c,trend,2021/22,8%", "Change in England 2021/22", "+8%"),
    ("c,trend,2021/22,-3.5", "Change in England 2021/22", "−3.5%"),
])
def test_a_rank_or_a_change_of_others_is_shown_and_no_figure_is_set_beside_it(
        row: str, heading: str, cell: str, tmp_path: Path) -> None:
    prepared = prepare(folder(tmp_path, row))
    assert prepared.findings["c"].judged_comparisons == ()
    said = said_of(tmp_path)
    assert heading in said
    assert cell in said


def test_others_stand_in_the_same_file(tmp_path: Path) -> None:
    """The council's rows are its figures, England's newest up to the period is the benchmark."""
    where = folder(tmp_path, "", own="""[[values]]
file = "all.csv"
columns = { indicator = "name", period = "quarter", value = "rate" }
where = { la_name = "Northgate" }
[[values]]
file = "all.csv"
columns = { indicator = "name", period = "quarter", value = "rate" }
where = { la_name = "England" }
comparator = "national"
""")
    (where / "values.csv").unlink()
    (where / "benchmarks.csv").unlink()
    (where / "all.csv").write_text(
        "la_name,name,quarter,rate\nNorthgate,c,2022-06,6.9\nNorthgate,c,2022-09,6.7\n"
        "England,c,2022-06,8.1\nEngland,c,2022-09,8.2\nEngland,c,2022-12,9.9\n")
    (benchmark,) = prepare(where).report.dictionary.benchmarks
    assert (benchmark.period, str(benchmark.value)) == ("Q2 2022/23", "8.2")
    assert "England’s Q2 2022/23 average (8.2%)" in said_of(where)


def test_the_case_peer_name(tmp_path: Path) -> None:
    """A group that nobody has told of is refused with what to write, and said once it is."""
    where = tmp_path / "case"
    folder(where, "c,most_similar_group,2021/22,9.9", own="")
    with pytest.raises(ProblemsFound, match="'most_similar_group' is not one of .*say in "
                                            r"report.toml who it is: \[comparators.NAME\]"):
        prepare(where)
    settings = where / "report.toml"
    settings.write_text(settings.read_text() + "\n" + OWN)
    assert "the 2021/22 figure for the most similar group (9.9%)" in said_of(where)


def test_an_average_that_is_named_as_one_is_not_called_so_twice(tmp_path: Path) -> None:
    said = [said_of(made_of(tmp_path / name, words)) for name, words in (
        ("a", "similar councils’"), ("b", "the average of similar councils"))]
    assert "the 2021/22 similar councils’ average" in said[0]
    assert "the 2021/22 figure for the average of similar councils" in said[1]
    assert "average of similar councils average" not in said[1]


def made_of(path: Path, said: str) -> Path:
    path.mkdir()
    (path / "report.toml").write_text(
        '[report]\ntitle = "T"\nmeeting = "M"\ndate = 2022-09-13\nauthor = "A"\n'
        'period = "2022-07"\n[comparators.similar]\ntitle = "Similar councils"\n'
        f'said = "{said}"\nkind = "average"\n', "utf-8")
    (path / "indicators.csv").write_text(
        "id,section,title,subject,unit,kind,polarity\n"
        "x,Homes,Lets,share of homes let,percent,flow,higher\n", "utf-8")
    (path / "values.csv").write_text(
        "indicator,period,value\nx,2022-06,60\nx,2022-07,70\n", "utf-8")
    (path / "benchmarks.csv").write_text(
        "indicator,comparator,period,value\nx,similar,2021/22,50\n", "utf-8")
    return path


def test_every_figure_of_ours_keeps_its_name() -> None:
    """No figure that is worked out of an indicator can be the name of a comparator."""
    choose = Random(15)
    report = Month.of(2022, 6)
    owns = [in_own_terms(choose, one, report) for n in range(60)
            for one in service_area(choose, report, f"a{n}")]
    findings = find(measured(owns, report)).by_indicator.values()
    roles = {fact.role.partition(".")[0] for finding in findings
             for fact in (*finding.facts.values(), *further_facts(finding))}
    theirs = {own.name for own in COMPARATORS} | set(OURS)
    assert len(roles - theirs) > 25
    assert sorted(roles - theirs - TAKEN) == []
