"""A few months of every year are an indicator's own rhythm: no other month lacks a figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.prepared import prepare
from tests.folders import said_of

PATTERNS = {
    "March, July and November": ("2021-03 2021-07 2021-11 2022-03 2022-07", "2022-08"),
    "twice a year": ("2020-06 2020-12 2021-06 2021-12 2022-06", "2022-08"),
    "once a year, in May": ("2019-05 2020-05 2021-05 2022-05", "2022-08"),
    "quarters that end elsewhere": ("2021-11 2022-02 2022-05 2022-08", "2022-09"),
    "April, October and December": ("2020-04 2020-10 2020-12 2021-04 2021-10 2021-12 2022-04",
                                    "2022-08"),
    "every month but August": (" ".join(f"{year}-{month:02}" for year in (2020, 2021, 2022)
                                        for month in range(1, 13) if month != 8), "2022-08"),
    "every second month": ("2021-09 2021-11 2022-01 2022-03 2022-05 2022-07", "2022-08"),
}  # fmt: skip
GAPS = {
    "one gap": "2021-09 2021-10 2021-11 2021-12 2022-01 2022-02 2022-03 2022-05 2022-06 2022-07 "
               "2022-08",
    "a rhythm with a hole": "2020-03 2020-07 2020-11 2021-03 2021-11 2022-03 2022-07",
}


def folder_of(path: Path, months: str, period: str, own: str = "") -> Path:
    path.mkdir(exist_ok=True)
    (path / "report.toml").write_text(
        '[report]\ntitle = "T"\nmeeting = "M"\ndate = 2023-01-13\nauthor = "A"\n'
        f'period = "{period}"\nlength = "full"\n', "utf-8")
    (path / "indicators.csv").write_text(
        "id,section,title,subject,unit,kind,polarity,months\n"
        f"lets,Homes,Lets,number of homes let,count,stock,higher,{own}\n"
        "calls,Homes,Calls,number of calls,count,flow,neutral,\n", "utf-8")
    rows = [f"lets,{month},{60 + n * 7}" for n, month in enumerate(months.split())]
    rows += [f"calls,{month},{300 + n}" for n, month in enumerate(("2022-07", "2022-08", "2022-09"))
             if month <= period]
    (path / "values.csv").write_text("indicator,period,value\n" + "\n".join(rows) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(("months", "period"), PATTERNS.values(), ids=PATTERNS)
def test_a_rhythm_of_its_own_lacks_no_figure(tmp_path: Path, months: str, period: str) -> None:
    prepared = prepare(folder_of(tmp_path / "r", months, period))
    assert [str(p) for p in prepared.warnings if "lets" in str(p) or "no figure" in str(p)
            or "no value" in str(p)] == []
    last = max(month for month in months.split() if month <= period)
    said = said_of(tmp_path / "r")
    finding = prepared.findings["lets"]
    assert str(finding.period) == last
    assert finding.direction == "up", "it is set beside the figure before it"
    assert "number of homes let" in said
    assert "in a row" not in said


@pytest.mark.parametrize("months", GAPS.values(), ids=GAPS)
def test_a_gap_is_none(tmp_path: Path, months: str) -> None:
    prepared = prepare(folder_of(tmp_path / "r", months, "2022-08"))
    assert any("'lets' has no figure for" in str(p) for p in prepared.warnings)


def test_the_row_may_give_its_months(tmp_path: Path) -> None:
    months = "2020-03 2020-07 2020-11 2021-03 2021-11 2022-03 2022-07"
    prepared = prepare(folder_of(tmp_path / "r", months, "2022-08", "Mar; Jul; Nov"))
    assert [str(p) for p in prepared.warnings if "lets" in str(p)] == [
        "values.csv, row 6, column value: 'lets' has no figure for July 2021. Add it, or say why "
        "there is none: [x] not available, [z] not applicable."]
    prepared = prepare(folder_of(tmp_path / "r", "2022-03 2022-07", "2022-08", "March; July"))
    assert [str(p) for p in prepared.warnings if "lets" in str(p)] == []
    words = said_of(tmp_path / "r")
    assert "increased from 60 at the end of March 2022 to 67 at the end of July" in words
