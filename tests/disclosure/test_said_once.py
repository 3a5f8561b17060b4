"""That figures are withheld is said once in a service area, and whom that protects."""

from __future__ import annotations

from pathlib import Path

from tests.folders import folder_of, said_of

HEAD = "id,section,title,subject,unit,decimals,kind,polarity,year_to_date,numerator"
ENDED = ("ended,Area,Long plans,number of long plans that ended,count,0,flow,lower,sum,\n"
         "share,Area,Long plans (%),percentage of plans that were long,percent,1,flow,lower,pooled,"
         "ended\n")
LATE = "late,Area,Late visits,number of late visits,count,0,flow,lower,sum,\n"
TARGET = "share,2022/23,,3\n"


def public(path: Path, indicators: str, values: dict[str, str]) -> list[str]:
    folder = folder_of(path, f"{HEAD}\n{indicators}", values, TARGET, length="brief")
    return [line for line in said_of(folder, "public").splitlines() if "not shown" in line]


def test_the_month_and_the_year_to_date_of_one(tmp_path: Path) -> None:
    few = "share,Area,Long plans (%),percentage of plans that were long,percent,1,flow,lower," \
          "pooled,\n"
    assert public(tmp_path, few, {"share": "0/40 0/41 2/40 2/43"}) == [
        "The percentage of plans that were long is not shown for July, to protect the children "
        "concerned. Nor is the year to date, so the target of 3% is not judged."]


def test_several_and_then_whose_target_is_not_judged(tmp_path: Path) -> None:
    assert public(tmp_path, ENDED + LATE, {
        "ended": "0 0 2 2", "share": "0/40 0/41 2/40 2/43", "late": "9 8 2 3"}) == [
        "The number of long plans that ended, the percentage of plans that were long and the "
        "number of late visits are not shown for July, to protect the children concerned. Nor is "
        "the year to date of the percentage of plans that were long, so the target of 3% is not "
        "judged."]
