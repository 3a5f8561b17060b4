"""A housing committee's report: other indicators, other units, the same reviewer."""

from __future__ import annotations

import pytest

from briefing.prepared import prepare
from briefing.review.judging import Judge
from briefing.review.passages import Passage
from briefing.review.said import Said

REPORT = """[report]
title = "Housing report"
meeting = "Housing Committee"
date = 2024-07-20
author = "Officer"
period = "2024-06"
narrative = "corporate"
[rating]
tolerance = "5%"
"""
INDICATORS = """id,section,title,subject,unit,decimals,kind,polarity,year_to_date,composition
repairs,Repairs,Repairs completed,number of repairs completed,count,0,flow,neutral,sum,
intime,Repairs,Repairs in time,percentage of repairs completed in time,percent,1,flow,higher,,
arrears,Rents,Rent arrears,rent arrears,pounds_thousand,0,stock,lower,,
voids,Lettings,Empty homes,number of empty homes,count,0,stock,lower,,
relet,Lettings,Days to relet,average time to relet a home,days,1,flow,lower,,
quick,Speed,Fast,proportion of lettings taking under two weeks,percent,1,stock,neutral,,lettings
usual,Speed,Usual,proportion of lettings taking two to four weeks,percent,1,stock,neutral,,lettings
slow,Speed,Slow,proportion of lettings taking over four weeks,percent,1,stock,neutral,,lettings
"""
TARGETS = """indicator,year,target,of
intime,2024/25,95,month
relet,2024/25,25,month
voids,2024/25,60,month
"""
MONTHS = [f"2023-{n:02}" for n in range(6, 13)] + [f"2024-{n:02}" for n in range(1, 7)]
SERIES = {
    "repairs": "1210 1180 1240 1300 1275 1190 1105 1330 1290 1260 1244 1302 1187",
    "intime": "91.2 90.8 92.0 91.5 90.1 89.9 88.7 87.5 88.0 88.9 89.4 90.2 91.1",
    "arrears": "812 820 835 841 850 862 870 875 881 890 897 905 918",
    "voids": "64 66 61 58 60 63 67 70 72 69 66 62 57",
    "relet": "28.4 29.1 27.7 27.0 26.5 27.9 29.9 31.2 30.8 29.5 28.1 27.2 26.0",
    "quick": "70.1 70.3 70.2 70.4 70.0 69.8 69.9 70.1 70.5 70.6 70.2 70.3 70.4",
    "usual": "20.9 20.6 20.8 20.6 21.0 21.3 21.1 20.9 20.4 20.2 20.7 20.5 20.3",
    "slow": "9.0 9.1 9.0 9.0 9.0 8.9 9.0 9.0 9.1 9.2 9.1 9.2 9.3",
}
TRUE = (
    ("repairs", "Repairs completed fell to 1,187 in June."),
    ("repairs", "Repairs fell by 115 in June."),
    ("repairs", "91.1% of repairs were completed in time, up from 90.2%."),
    ("repairs", "More repairs were completed in time than in May."),
    ("repairs", "Nine in ten repairs were completed in time."),
    ("repairs", "Repairs in time are below target."),
    ("repairs", "The contractor hired 14 plumbers."),
    ("repairs", "The contract is worth £4.2m over 5 years."),
    ("rents", "Rent arrears rose to £918k."),
    ("rents", "Arrears have risen for twelve months in a row."),
    ("rents", "Arrears are over £900,000."),
    ("rents", "Arrears rose by £13k."),
    ("rents", "Two officers are off sick, and 300 tenants moved to Universal Credit."),
    ("rents", "Arrears are the highest since June 2023."),
    ("lettings", "Empty homes fell to 57, from 62 in May."),
    ("lettings", "It took 26 days to relet a home, the quickest since June 2023."),
    ("lettings", "The number of empty homes met the target of 60."),
    ("lettings", "Empty homes are the lowest on record."),
    ("lettings", "12 new homes were let at Elm Court under Part 6 of the Housing Act 1996."),
    ("lettings", "We let 40 homes to homeless families."),
)
FALSE = (
    ("repairs", "We completed 1,178 repairs in June."),
    ("repairs", "The 95% target was met."),
    ("repairs", "Timeliness is rated green."),
    ("rents", "Rent arrears stood at £981k."),
    ("rents", "Arrears fell in June."),
    ("lettings", "There were 75 empty homes."),
    ("lettings", "It took 32 days to relet a home."),
    ("lettings", "The number of empty homes rose."),
    ("lettings", "Empty homes have halved since February."),
    ("lettings", "Empty homes are more than last June."),
)


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    folder = tmp_path_factory.mktemp("housing")
    values = [f"{name},{month},{value}" for name, line in SERIES.items()
              for month, value in zip(MONTHS, line.split(), strict=True)]
    for name, text in {"report.toml": REPORT, "indicators.csv": INDICATORS, "targets.csv": TARGETS,
                       "values.csv": "\n".join(["indicator,period,value", *values, ""])}.items():
        (folder / name).write_text(text, "utf-8")
    return Judge(prepare(folder))


def problems(judge: Judge, area: str, words: str) -> list[str]:
    verdicts = judge.passage(Passage(f"summary.area.{area}.1", "", words))
    return [v.what for v in verdicts if v.severity != "note"]


SHARES = "quick/composition.1"         # what tells the shares of one whole


def test_every_share_of_a_whole_is_told_by_its_own_figure(judge: Judge) -> None:
    """Their names are cut to what differs, and may hold a number: "taking over four weeks"."""
    statement = next(s for places in judge.places.values() for s in places.narration.values()
                     if s.id == SHARES)
    about = (statement.about, *statement.also)
    assert about == ("quick", "usual", "slow")
    for said, alarms in ((statement.text, 0), (statement.text.replace("20.3%", "23.0%"), 1),
                         (statement.text.replace("9.3%", "3.9%"), 1),
                         (statement.text.replace("9.3%", "20.3%"), 1)):
        faults, _ = judge.sentence(Said(said, "", about, about), "sentence", ("private",))
        assert len(faults) == alarms, (said, faults)


@pytest.mark.parametrize(("area", "words"), TRUE)
def test_what_is_true_is_let_be(judge: Judge, area: str, words: str) -> None:
    assert problems(judge, area, words) == []


@pytest.mark.parametrize(("area", "words"), FALSE)
def test_what_is_false_is_found(judge: Judge, area: str, words: str) -> None:
    assert problems(judge, area, words) != []
