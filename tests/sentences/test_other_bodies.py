"""What the reports of other bodies say: a fire authority, a trust, libraries, a park, a university.

Each row is a small report as such a body keeps it, what must be said of it and what must not.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.build import build
from briefing.layout.ticks import axis_of
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from tests.folders import folder_of, said_of

HEAD = "id,section,title,subject,unit,decimals,kind,polarity"
MINUTES = '[units.minutes_and_seconds]\nkind = "duration"\nform = "minutes_seconds"\n'


@dataclass(frozen=True)
class Case:
    """A report's tables, and what its text has and has not."""

    indicators: str
    values: dict[str, str]
    says: tuple[str, ...]
    never: tuple[str, ...] = ()
    targets: str = ""
    benchmarks: str = ""
    settings: str = ""
    length: str = "brief"
    period: str = "2024-09"


VISITS = "visits,Libraries,Visits,number of visits,count,0,flow,higher"
CASES = {
    "a survey three times a year: the figure is of July, and July is named in September": Case(
        f"{HEAD},months\n{VISITS},\n"
        "nps,Libraries,Score,promoter score,number,,stock,higher,Jan; Apr; Jul\n",
        {"nps": "12 18 21 . 17 22 25 . 31 31 every 3 @2024-07", "visits": "900 910 930"},
        ("The promoter score was 31 at the end of July, the same as in April",)),
    "... and so is the one before, which is not June": Case(
        f"{HEAD},months\n{VISITS},\n"
        "nps,Libraries,Score,promoter score,number,,stock,higher,Jan; Apr; Jul\n",
        {"nps": "12 18 21 . 17 22 25 . 29 31 every 3 @2024-07", "visits": "900 910 930"},
        ("The promoter score rose to 31 at the end of July from 29 at the end of April",)),
    "once a year: the figure before is last September's, and is told once": Case(
        f"{HEAD},months\n{VISITS},\nsrc,Libraries,Challenge,number of children who took part,"
        "count,0,flow,higher,Sep\n",
        {"src": "2810 3020 3377 every 12 @2024-09", "visits": "900 910 930"},
        ("The number of children who took part rose to 3,377 from 3,020 in September 2023.",),
        ("above September 2023",)),
    "... in full as well": Case(
        f"{HEAD},months\n{VISITS},\nsrc,Libraries,Challenge,number of children who took part,"
        "count,0,flow,higher,Sep\n",
        {"src": "2810 3020 3377 every 12 @2024-09", "visits": "900 910 930"},
        ("increased from 3,020 in September 2023 to 3,377 in September.",),
        ("above September 2023",), length="full"),
    "a quarter's part of what adds up is not set beside what others had in a year": Case(
        f"{HEAD},frequency\ndeaths,Fire,Deaths,number of fire deaths,count,0,flow,lower,quarterly"
        "\ncost,Fire,Cost,cost per visit,pounds,2,flow,lower,quarterly\n",
        {"deaths": "1 2 1 2 1 2 1 2 1 3 every 3", "cost": "3.1 3.2 3.3 3.1 3.2 every 3"},
        ("below England",), ("13 below", "10 below"), length="full",
        benchmarks="deaths,national,2023/24,13\ncost,national,2023/24,3.90\n"),
    "a place keeps its capital, a group of many has an apostrophe": Case(
        f"{HEAD}\nbusy,Area,Busy,percentage of beds that are taken,percent,1,stock,lower\n"
        "late,Area,Late,percentage of trains that were late,percent,1,flow,lower\n",
        {"busy": "91.0 92.0 93.5", "late": "5.0 6.1 7.2"},
        ("2023/24 England average", "2023/24 peer trusts’ average"), ("england",),
        benchmarks="busy,england,2023/24,90\nlate,peers,2023/24,5.5\n",
        settings='[comparators.england]\ntitle = "England"\n[comparators.peers]\n'
        'title = "Peer trusts"\n'),
    "a change for a place is no name": Case(
        f"{HEAD}\nknife,Area,Knife,number of knife crimes,count,0,rolling_12,lower\n",
        {"knife": "451 460 472 480"}, ("The change for England and Wales was an increase of 4.4%",),
        benchmarks="knife,trend,2023/24,4.4\n", length="full",
        settings='[comparators.trend]\ntitle = "Change for England and Wales"\nkind = "change"\n'),
    "what is off its range is off the range": Case(
        f"{HEAD}\nreserve,Money,Reserve,general reserve,pounds_million,2,stock,range\n",
        {"reserve": "1.20 1.02 0.71 0.44"}, ("is £0.06m below the target range.",),
        ("below the target.",), "reserve,2024/25,0.5,1.2\n", length="full"),
    "benchmarks of several years may stand in the table: the newest that is over counts": Case(
        f"{HEAD}\nlate,Area,Late,percentage of trains that were late,percent,1,flow,lower\n",
        {"late": "5.0 6.1 7.2"}, ("2022/23", "(5.5%)"), ("(5.1%)", "(5.9%)"),
        benchmarks="late,national,2021/22,5.1\nlate,national,2022/23,5.5\n"
        "late,national,2020/21,5.9\n"),
    "a month of others is written out": Case(
        f"{HEAD}\nlate,Area,Late,percentage of trains that were late,percent,1,flow,lower\n",
        {"late": "5.0 6.1 7.2"}, ("March 2024",), ("Mar 2024",),
        benchmarks="late,national,Mar 2024,5.1\n"),
    "emissions were, and the number of them was": Case(
        f"{HEAD}\nco2,Area,Emissions,carbon emissions (scope 1),count,0,flow,lower\n"
        "hours,Area,Hours,hours lost to closures,hours,0,flow,lower\n",
        {"co2": "310 310 310", "hours": "5 5 5 5"},
        ("The carbon emissions (scope 1) were 310",
         "The hours lost to closures were 5 hours"), length="full"),
    "the sickness absence rate, wherever its words end": Case(
        f"{HEAD}\nsick,Area,Sickness,staff absence rate over 12 months,percent,1,rolling_12,"
        "lower\n", {"sick": "5.0 5.2 5.1"}, ("The staff absence rate over 12 months",)),
    "less than a minute is said in words": Case(
        f"{HEAD}\nwait,Area,Wait,average wait,minutes_and_seconds,,flow,lower\n",
        {"wait": "0:59 0:55 0:51 0:47"}, ("from 51 seconds", "the target (45 seconds)"),
        ("from 0:51", "(0:45)"), "wait,2024/25,,0:45\n", settings=MINUTES),
    "none of what there should be some of misses its target, and that is said": Case(
        f"{HEAD},frequency\nnew,Area,Firms,number of new firms,count,0,flow,higher,quarterly\n",
        {"new": "3 2 4 3 3 0 every 3"},
        ("There were no new firms in quarter 2, compared with 3 in quarter 1. "
         "That is now below the target (2).",), (), "new,2024/25,,2\n"),
    "a figure that came before its lag is the latest": Case(
        f"{HEAD},lag\ncancer,Area,Cancer,percentage treated in time,percent,1,flow,higher,2\n",
        {"cancer": "60.0 61.0 62.0 63.5 @2024-08"},
        ("rose to 63.5% in August, the latest available, from 62.0%",), ("in July, the latest",)),
    "a whole number is whole, a mean is not": Case(
        f"{HEAD}\ndays,Area,Days,number of days above the limit,number,,flow,lower\n"
        "mean,Area,Mean,average load,number,,flow,lower\n",
        {"days": "3 1 2", "mean": "14 15 15.5"}, ("to 2 in September", "to 15.5"),
        ("2.0", "from 15 ")),
    "it fell, but is above last year": Case(
        f"{HEAD}\n{VISITS}\n", {"visits": "70 75 78 80 84 90 92 94 95 96 97 98 85"},
        ("of 98, but well above September 2023 (70)",), (", well above September", )),
}  # fmt: skip


def _report(path: Path, case: Case) -> Path:
    folder = folder_of(path, case.indicators, case.values, case.targets, case.period, case.length)
    if case.benchmarks:
        (folder / "benchmarks.csv").write_text(
            "indicator,comparator,period,value\n" + case.benchmarks, encoding="utf-8")
    words = (folder / "report.toml").read_text(encoding="utf-8")
    (folder / "report.toml").write_text(words.replace("2022-09-13", "2024-12-05") + case.settings,
                                        encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", CASES)
def test_what_is_said(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    text = said_of(_report(tmp_path / "r", case))
    assert [words for words in case.says if words not in text] == [], text
    assert [words for words in case.never if words in text] == [], text


def test_rows_are_of_the_year_that_the_report_names(tmp_path: Path) -> None:
    case = Case(f"{HEAD},frequency\nfirms,Area,Firms,number of new firms,count,0,flow,higher,"
                "annual\n", {}, ())
    folder = _report(tmp_path / "r", case)
    settings = (folder / "report.toml").read_text(encoding="utf-8")
    (folder / "report.toml").write_text(
        settings.replace('"2024-09"', '"academic year 2023/24"'), encoding="utf-8")
    (folder / "values.csv").write_text("indicator,period,value\nfirms,2022/23,3\n"
                                       "firms,2023/24,5\n", encoding="utf-8")
    (one,) = prepare(folder, "", "private").report.dictionary.indicators
    assert one.year == "academic"
    assert one.latest_period(prepare(folder, "", "private").report.period.last).full == (
        "August 2024")


def test_a_new_series_begins_with_the_first_month_of_a_quarter_or_year(tmp_path: Path) -> None:
    """`breaks` may be given as the periods are: Q1 2024/25 is April 2024, 2023/24 April 2023."""
    case = Case(f"{HEAD},frequency,breaks\nfirms,Area,Firms,number of new firms,count,0,flow,"
                "higher,quarterly,Q1 2024/25; 2023/24\n", {"firms": "5 6 7 every 3"}, ())
    (one,) = prepare(_report(tmp_path / "r", case), "", "private").report.dictionary.indicators
    assert [month.full for month in one.breaks] == ["April 2023", "April 2024"]


def test_figures_outside_their_range_for_one_cause_are_told_once(tmp_path: Path) -> None:
    """Library visits per 1,000 residents can be more than 1,000: one message, not thirty."""
    case = Case(f"{HEAD}\nrate,Area,Rate,number of visits per 1000,rate_per_1000,0,stock,higher\n",
                {"rate": "4100 4116 4110 4123 4130"}, ())
    with pytest.raises(ProblemsFound) as refused:
        prepare(_report(tmp_path / "r", case), "", "private")
    (told,) = refused.value.problems
    assert told.what == ("4130 is outside 0 to 1,000. So it is of 4 other figures of 'rate', the "
                         "last 4100 in row 6, column value.")


@pytest.mark.parametrize(("unit", "figures", "ticks"), [
    ("minutes_and_seconds", "612 620 685 671", ["10:00", "10:15", "10:30", "10:45", "11:00",
                                             "11:15", "11:30"]),
    ("minutes_and_seconds", "61 55 47", ["0:45", "0:50", "0:55", "1:00", "1:05"]),
    ("minutes_and_seconds", "100 900 1500", ["0:00", "5:00", "10:00", "15:00", "20:00", "25:00",
                                             "30:00"]),
])
def test_the_axis_of_a_time_has_whole_parts_of_minutes(unit: str, figures: str, ticks: list[str],
                                                       tmp_path: Path) -> None:
    """Seconds go by 5, 10, 15, 20 or 30, and not by 25."""
    case = Case(f"{HEAD}\nwait,Area,Wait,average wait,{unit},,flow,lower\n", {"wait": figures}, (),
                settings=MINUTES)
    prepared = prepare(_report(tmp_path / "r", case), "", "private")
    finding = prepared.editions[0].findings["wait"]
    values = [Decimal(figure) for figure in figures.split()]
    assert [text for _, text in axis_of(finding, values, from_nought=False).ticks] == ticks


def test_a_year_of_others_is_no_line_among_quarters(tmp_path: Path) -> None:
    case = Case(f"{HEAD},frequency\ndeaths,Fire,Deaths,number of fire deaths,count,0,flow,lower,"
                "quarterly\n", {"deaths": "1 2 1 2 1 2 1 2 1 3 every 3"}, (),
                benchmarks="deaths,national,2023/24,13\n")
    text = said_of(_report(tmp_path / "r", case))
    assert "England 2023/24" in text        # it stands in the table all the same
    assert "England 13" not in text


def test_names_with_digits_stop_no_public_edition(tmp_path: Path) -> None:
    """ "Family group 2" is broken to lines beside a chart on a telephone; 999 is an indicator."""
    case = Case(f"{HEAD},frequency,disclosure\n999,Calls,Emergency calls,percentage of calls "
                "answered in time,percent,1,flow,higher,quarterly,exempt\n",
                {"999": "84.1 80.2 88.5 90.1 89.9 91.0 93.4 94.0 95.1 every 3"}, (),
                benchmarks="999,family,2023/24,91.3\n999,national,Q1 2024/25,90.2\n",
                settings='[comparators.family]\ntitle = "Family group 2"\n')
    folder = _report(tmp_path / "r", case)
    build(folder, edition="public")
    assert list((folder / "out" / "public").glob("*-public.html"))
