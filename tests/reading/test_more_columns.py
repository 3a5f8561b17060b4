"""What rows say of how a figure is told: a baseline, a sum, n of N, the day it is as at, bands."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.prepared import prepare
from tests.folders import folder_of, said_of

HEAD = "id,section,title,subject,unit,kind,polarity,baseline,sum_of"
REPAIRS = "r,Homes,Repairs,number of repairs,count,flow,neutral"


@pytest.mark.parametrize(("row", "figures", "sentence"), [
    (f"{REPAIRS},2022-04,", "120 104 98 101",
     "In April, the baseline, it was 120: the reduction since is 19, or 15.8%."),
    (f"{REPAIRS},April 2022,", "120 104 98 101", "April, the baseline,"),
    (f"{REPAIRS},,3", "120 104 98 101", "The last three months add up to 303."),
    (f"{REPAIRS},,2", "120 104 98 101", "The last two months add up to 199."),
])
@pytest.mark.parametrize("length", ["brief", "full"])
def test_a_row_chooses_what_is_told(row: str, figures: str, sentence: str, length: str,
                                    tmp_path: Path) -> None:
    assert sentence in said_of(folder_of(tmp_path, f"{HEAD}\n{row}\n", {"r": figures},
                                         length=length))


@pytest.mark.parametrize(("period", "says"), [
    ("as at 15 July 2022", "The figure is as at 15 July 2022."),
    ("2022-07-15", "The figure is as at 15 July 2022."),
    ("as at 31 July 2022", "The figure is as at 31 July 2022."),
    ("2022-07-31", ""), ("01/07/2022", ""), ("July 2022", ""),
])
def test_a_stock_is_as_at_its_day(period: str, says: str, tmp_path: Path) -> None:
    where = folder_of(tmp_path, "id,section,title,subject,unit,kind,polarity\n"
                      "h,Homes,Homes,number of homes,count,stock,neutral\n", {"h": "40 44"})
    values = (where / "values.csv").read_text("utf-8").replace("2022-07", period)
    (where / "values.csv").write_text(values, "utf-8")
    said = said_of(where)
    assert says in said if says else "as at" not in said


def test_n_of_n_of_a_count_is_told_and_kept_from_the_public(tmp_path: Path) -> None:
    where = folder_of(tmp_path, "id,section,title,subject,unit,kind,polarity,disclosure\n"
                      "p,Plans,Projects,number of projects on track,count,stock,higher,exempt\n"
                      "c,Plans,Children,number of children seen,count,stock,higher,\n",
                      {"p": "10/15 12/15", "c": "21/25 22/25"})
    values = (where / "values.csv").read_text("utf-8")
    for above, below in (("10", "15"), ("12", "15"), ("21", "25"), ("22", "25")):
        values = values.replace(f",,{above},{below}", f",{above} of {below},,")
    (where / "values.csv").write_text(values, "utf-8")
    assert {o.value for o in prepare(where).report.observations} == {10, 12, 21, 22}
    said = said_of(where)
    assert "The July figure is 12 of 15." in said
    assert "The July figure is 22 of 25." in said
    public = said_of(where, "public")
    assert "The July figure is 12 of 15." in public
    assert "22 of 25" not in public
