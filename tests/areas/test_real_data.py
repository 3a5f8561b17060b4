"""Published figures of every authority: ranks and medians are worked out again from the cells.

Those of ../shared/data/dfe, which is not in the repository, are tried where they are there; made-up
ones of the same shape always are.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from statistics import median

import pytest

from tests.areas.folders import run, text_of

PUBLISHED = (Path(__file__).parents[3] / "shared" / "data" / "dfe"
             / "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv")
NAMES = ("Ashby", "St. Brigid", "Coldham", "Dunley and Eastry", "Fenwick", "Gorsley", "Hope's End",
         "Ilverstone, City of", "Jarrow Sands", "Kirton")
MADE_UP = "time_period,time_identifier,geographic_level,la_name,rereferral_percent\n" + "".join(
    f"{year},Reporting year,{level},{name},{cell}\n"
    for year, cells in (("2024", "21.5 20 z 18.4 30.1 20 17 c 25.5 19"),
                        ("2025", "22.5 20 z 18.4 30.1 20 17 c 24.5 19"))
    for level, name, cell in (("National", "", "21.0"), *(
        ("Local authority", f'"{name}"', cell)
        for name, cell in zip(NAMES, cells.split(), strict=True))))
SETTINGS = """[report]
title = "Children in need"
meeting = "Scrutiny"
date = 2025-11-13
author = "Performance officer"
period = "2024/25"
frequency = "annual"
[areas]
column = "la_name"
plural = "authorities"
[[values]]
file = "published.csv"
shape = "dfe"
where = { geographic_level = "Local authority" }
indicators = { rereferral_percent = "again" }
"""
INDICATORS = """id,section,title,subject,unit,kind,polarity,frequency,decimals
again,Referrals,Re-referrals,percentage of referrals again,percent,flow,lower,annual,1
"""
TABLES = {"made up": MADE_UP} | (
    {"published": PUBLISHED.read_text("utf-8-sig")} if PUBLISHED.is_file() else {})
SAID = re.compile(r"Among the (\d+) authorities with a figure for 2024/25: (\d+)\w\w, the lowest "
                  r"being first(?:, level with (\d+) more)?, (\d)\w\w quartile; (?:([\d.]+) "
                  r"percentage points? (above|below)|at) the median \(([\d.]+)%\)")


@pytest.mark.parametrize("table", TABLES)
def test_an_authority_stands_where_the_cells_put_it(table: str, tmp_path: Path) -> None:
    for name, text in (("report.toml", SETTINGS), ("indicators.csv", INDICATORS),
                       ("published.csv", TABLES[table])):
        (tmp_path / name).write_text(text, "utf-8")
    cells = {row["la_name"]: row["rereferral_percent"]
             for row in csv.DictReader(TABLES[table].splitlines())
             if row["geographic_level"] == "Local authority" and row["time_period"] == "2025"}
    shown = {name: Decimal(cell) for name, cell in cells.items()
             if re.fullmatch(r"[\d.]+", cell)}
    chosen = [*shown][:1], [*shown][len(shown) // 2:][:1], [*shown][-1:]
    done = run(tmp_path, *(name for some in chosen for name in some))
    assert done.failed == ()
    for entry in done.entries:
        found = SAID.search(text_of(tmp_path, entry.area))
        assert found is not None, entry.name
        own, middle = shown[entry.name], median(shown.values())
        of, rank, tied, quartile, gap, way, said = found.groups()
        assert int(of) == len(shown)
        assert int(rank) == 1 + sum(other < own for other in shown.values())
        assert int(tied or 0) == sum(other == own for other in shown.values()) - 1
        assert int(quartile) == (int(rank) - 1) * 4 // len(shown) + 1
        assert abs(Decimal(said) - middle) <= Decimal("0.05")
        if gap:
            assert Decimal(gap) == abs(own - Decimal(said))
            assert (way == "above") == (own > Decimal(said))
