"""A benchmark that an author types and that the areas add up to is no way round their protection;
one that is a figure of others is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.areas.folders import FIGURES, folder_of, run, text_of

LEEDS, YORK, HELENS = FIGURES["Leeds"], (80, 3, "30/40", "3/40"), FIGURES["St Helens"]
DISTRICTS = {"Leeds": LEEDS, "York": YORK, "St Helens": HELENS}
OWN = '\n[comparators.twin]\ntitle = "Twin"\nkind = "neighbour"\n'


def said(path: Path, mark: str, areas: str = "", edition: str = "public",
         figures: dict[str, tuple[object, ...]] = DISTRICTS) -> str:
    """ "left out", "warned" or "" of a benchmark "indicator,comparator,period,value"."""
    folder = folder_of(path, areas + OWN, figures=figures,
                       benchmarks=f"indicator,comparator,period,value\n{mark}\n")
    done = run(folder, edition=edition)
    assert done.failed == ()
    told = done.warnings
    if any("it is left out of what may be circulated" in str(one) for one in told):
        return "left out"
    return "warned" if any("it tells it" in str(one) for one in told) else ""


@pytest.mark.parametrize(("mark", "answer"), [
    ("referrals,region,2022-07,269", "left out"),        # 200 + 3 + 66
    ("referrals,national,July 2022,269", "left out"),
    ("referrals,region,2022-07,270", ""),               # it is another number
    ("referrals,region,2022-06,330", ""),               # nothing of June is withheld
    ("referrals,twin,2022-07,269", ""),                 # a neighbour happens to have as many
    ("referrals,region,2022-07,89.67", "warned"),       # a third of it
    ("assessed,region,2022-07,58.2", "warned"),         # 64 of 110: York's can be no other
    ("assessed,region,2022-07,61.0", ""),
])  # fmt: skip
def test_a_benchmark_beside_a_withheld_area(mark: str, answer: str, tmp_path: Path) -> None:
    assert said(tmp_path / "folder", mark) == answer


def test_where_the_total_is_an_area_that_is_shown_it_tells_nothing_new(tmp_path: Path) -> None:
    whole = {**DISTRICTS, "County": (336, 269, "88/110", "64/110")}
    areas = 'whole = "county"'
    told = said(tmp_path / "folder", "referrals,region,2022-07,269", areas, figures=whole)
    assert told == ""


def test_a_private_edition_has_it(tmp_path: Path) -> None:
    assert said(tmp_path / "folder", "referrals,region,2022-07,269", edition="private") == ""


def test_nothing_is_withheld(tmp_path: Path) -> None:
    assert said(tmp_path / "folder", "referrals,region,2022-07,336", figures=FIGURES) == ""


def test_a_years_sum_is_left_out_of_public_reports_alone(tmp_path: Path) -> None:
    """York's 3 of March are withheld: the year's sum of the three areas, less the other two's and
    York's other months, is them."""
    months = [*(f"2021-{n:02}" for n in range(4, 13)), "2022-01", "2022-02", "2022-03"]
    rows = [f"{area},referrals,{month},{3 if (area, month) == ('York', '2022-03') else 50},,"
            for area in DISTRICTS for month in months]
    folder = folder_of(tmp_path, "", *rows, figures=FIGURES, benchmarks=(
        "indicator,comparator,period,value\nreferrals,region,2021/22,1753\n"))
    done = run(folder, edition="both")
    assert done.failed == ()
    assert any("for 2021/22 is what 3 areas come to" in str(one) for one in done.warnings)
    assert "1,753" in text_of(folder, "leeds")
    assert "1,753" not in text_of(folder, "leeds", public=True)
