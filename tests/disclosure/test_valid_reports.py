"""Valid reports that the public edition must not refuse: the attack knows what each number is."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from briefing.attack.words import KnownWords
from briefing.build import build
from briefing.indicators import Dictionary
from tests.leaks import count
from tests.valid_at_random import folder_at_random

REPORT = """[report]
title = "Children report"
meeting = "Scrutiny committee"
date = 2022-09-13
author = "Officer"
council = "Anytown"
period = "{period}"
edition = "both"
exempt_paragraph = "2"
"""


def months(last: str, count: int) -> list[str]:
    year, month = map(int, last.split("-"))
    end = 12 * year + month - 1
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(end - count + 1, end + 1)]


def series(name: str, last: str, figures: str) -> list[str]:
    """Rows of values, the last in the month; "12/60" is a share."""
    cells = figures.split()
    made = []
    for month, cell in zip(months(last, len(cells)), cells, strict=True):
        above, slash, below = cell.partition("/")
        made.append(f"{name},{month},,{above},{below}" if slash else f"{name},{month},{cell},,")
    return [row for row in made if not row.endswith(",-,,")]


AGES = "id,section,title,subject,unit,kind,polarity,composition,chart"
CASES = {
    # the marks of a money axis are no figures
    "pounds": ("2022-07", ["id,section,title,subject,unit,kind,polarity,disclosure",
                           "spend,Money,Spend,spend on placements,pounds,flow,neutral,exempt"],
               series("spend", "2022-07", "50000 20000 81000 32000 64000 45000 76000")),
    # nor are those below nought
    "an overspend": ("2022-07", ["id,section,title,subject,unit,kind,polarity,disclosure",
                                 "over,Money,Over,amount over budget,pounds_thousand,flow,lower,"
                                 "exempt"],
                     series("over", "2022-07", "-12 30 45 -31 -7 22 18")),
    # ages in titles stand in the alt text of charts without their first word
    "ages in titles": ("2022-07", [
        AGES, "a0,Ages,Aged 0 to 4,percentage of children aged 0 to 4,percent,stock,lower,age,"
        "composition", "a1,Ages,Aged 5 to 9,percentage of children aged 5 to 9,percent,stock,lower,"
        "age,composition", "a2,Ages,Aged 10 to 15,percentage of children aged 10 to 15,percent,"
        "stock,lower,age,composition"],
        [*series("a0", "2022-07", "12/60 13/62 14/61 13/60"),
         *series("a1", "2022-07", "20/60 21/62 19/61 21/60"),
         *series("a2", "2022-07", "28/60 28/62 28/61 26/60")]),
    "bands whose short names are bare numbers": ("2022-07", [
        AGES, *(f"b{n},Bands,Band {n},percentage in band {n},percent,stock,lower,band,composition"
                for n in (1, 2, 3))],
        [*series("b1", "2022-07", "12/60 13/62 14/61 20/60"),
         *series("b2", "2022-07", "20/60 21/62 19/61 20/60"),
         *series("b3", "2022-07", "28/60 28/62 28/61 20/60")]),
    # a third year's line is named with its last figure
    "a third year": ("2022-05", ["id,section,title,subject,unit,kind,polarity",
                                 "cum,Area,Cum,number so far,count,cumulative,lower"],
                     series("cum", "2022-05", "1 2 3 5 8 13 15 17 18 19 20 21 0 4 8 11 14 19 23 24 "
                                              "31 37 43 49 4 12")),
    # a stock's inflow is a month late: columns stand before the line in the Word chart
    "a late inflow": ("2022-07", [
        "id,section,title,subject,unit,kind,polarity,inflow,outflow,lag",
        "cases,Area,Cases,number of cases,count,stock,lower,came,went,",
        "came,Area,Came,number who came,count,flow,lower,,,1",
        "went,Area,Went,number who went,count,flow,lower,,,"],
        [*series("cases", "2022-07", "90 92 94 96"), *series("came", "2022-06", "9 9 9"),
         *series("went", "2022-07", "7 7 7 7")]),
    # what is not quite all or none has a decimal that others do not have: "99.5%", "0.4%"
    "nearly all and nearly none": ("2022-07", [
        "id,section,title,subject,unit,decimals,kind,polarity",
        "seen,Area,Seen,percentage of visits that were seen,percent,0,flow,higher",
        "late,Area,Late,percentage of visits that were late,percent,0,flow,lower"],
        [*series("seen", "2022-07", "1400/1504 1493/1500 1493/1500 1400/1500"),
         *series("late", "2022-07", "7/1600 90/1504 7/1600 7/1600")]),
    "a length of 0.12 months": ("2022-07", [
        "id,section,title,subject,unit,decimals,kind,polarity,disclosure",
        "wait,Area,Wait,wait,months,2,flow,lower,exempt"],
        series("wait", "2022-07", "0.31 0.29 0.12 0.49")),
}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", CASES)
def test_a_valid_report_is_built(case: str, tmp_path: Path) -> None:
    period, indicators, values = CASES[case]
    build(write(tmp_path, {
        "report.toml": REPORT.format(period=period), "indicators.csv": "\n".join(indicators) + "\n",
        "values.csv": "\n".join(["indicator,period,value,numerator,denominator", *values]) + "\n"}))
    assert len(list((tmp_path / "out" / "public").iterdir())) == 5


@pytest.mark.parametrize("before", ["30", "47", "470"])
def test_a_target_that_leaps_is_no_point_where_its_dashes_end(before: str, tmp_path: Path) -> None:
    visits = "256 252 263 261 239 231 251 238 221 241 - 241 232"
    build(write(tmp_path, {
        "report.toml": REPORT.format(period="2022-07"),
        "indicators.csv": "id,section,title,subject,unit,kind,polarity\n"
                          "visits,Area,Visits,number of visits,count,flow,lower\n",
        "values.csv": "\n".join(["indicator,period,value,numerator,denominator",
                                 *series("visits", "2022-07", visits)]) + "\n",
        "targets.csv": "indicator,year,target,of\n"
                       f"visits,2021/22,{before},month\nvisits,2022/23,238,month\n",
        "benchmarks.csv": "indicator,comparator,period,value\nvisits,national,2020/21,379\n"
                          "visits,statistical_neighbours,2020/21,251\n"}))
    assert len(list((tmp_path / "out" / "public").iterdir())) == 5


@pytest.mark.parametrize("seed", range(60))
def test_a_valid_report_at_random_is_built(seed: int, tmp_path: Path) -> None:
    build(write(tmp_path, folder_at_random(Random(seed))))
    assert len(list((tmp_path / "out" / "public").iterdir())) == 5


@pytest.mark.parametrize(("text", "names", "numbers"), [
    ("Also shown: 3 33.3%; 2 9.5%", ["2", "3"], ["33.3%", "9.5%"]),
    ("Band 12 has 3", [], ["12", "3"]),
    ("Band 1 has 3", [], ["3"]),
    ("It is 0.12 months in June", [], ["0.12"]),
    ("the 12 month high", [], []),
])  # fmt: skip
def test_a_name_is_told_from_a_figure(text: str, names: list[str], numbers: list[str]) -> None:
    known = KnownWords(Dictionary((count("x", title="Band 1"),)))
    assert [found.number for found in known.numbers(text, names)] == numbers
