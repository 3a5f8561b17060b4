"""Tables as analysts leave them: columns that are not ours, none for the value, n of N, blanks."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.prepared import prepare

SETTINGS = """[report]
title = "T"
meeting = "M"
date = 2024-11-13
author = "A"
[disclosure]
preset = "none"
"""
INDICATORS = """id,section,title,subject,unit,kind,polarity
a,S,A,number of a,count,flow,lower
b,S,B,share of b,percent,flow,higher
"""


def figures(path: Path, settings: str = "", **tables: str) -> dict[str, str]:
    """The September figure of each indicator, with its numerator and denominator."""
    (path / "report.toml").write_text(SETTINGS + settings)
    (path / "indicators.csv").write_text(INDICATORS)
    for name, text in tables.items():
        (path / f"{name}.csv").write_text(text)
    found = {}
    for name, finding in prepare(path).findings.by_indicator.items():
        value = finding.measure.at(finding.period)
        pair = f" ({value.numerator} of {value.denominator})" if value.numerator else ""
        found[name] = (f"{value.amount:.1f}" if value.amount is not None
                       else str(value.reason)) + pair
    return found


def test_columns_can_be_ignored_in_every_table(tmp_path: Path) -> None:
    found = figures(
        tmp_path, '[files]\nignore = ["RAG", "Last year comment"]\n',
        values="indicator,period,value,rag\na,2024-09,5,Green\nb,2024-09,80,Red\n",
        targets="indicator,year,target,Last year comment\na,2024/25,6,none given\n")
    assert found == {"a": "5.0", "b": "80.0"}


def test_a_wide_table_can_have_columns_that_are_no_periods(tmp_path: Path) -> None:
    found = figures(tmp_path, '[files]\nignore = ["Target", "Direction"]\n',
                    values="indicator,Target,2024-08,2024-09,Direction\na,10,4,5,up\n"
                           "b,90,79,80,down\n")
    assert found == {"a": "5.0", "b": "80.0"}


def test_a_column_of_ours_that_means_another_thing_is_told_by_its_own_name(tmp_path: Path) -> None:
    """Their "value" says which of two figures a row holds; ours is their "Actual"."""
    found = figures(tmp_path, '[[values]]\nfile = "values.csv"\ncolumns = { value = "Actual" }\n',
                    values="indicator,period,value,Actual\na,2024-09,final,5\nb,2024-09,final,80\n")
    assert found == {"a": "5.0", "b": "80.0"}


def test_a_table_without_a_value_has_what_it_is_worked_out_from(tmp_path: Path) -> None:
    found = figures(tmp_path, '[[values]]\nfile = "counts.csv"\n[[values]]\nfile = "pairs.csv"\n',
                    counts="indicator,period,value\na,2024-09,5\n",
                    pairs="indicator,period,numerator,denominator\nb,2024-09,13,39\n")
    assert found == {"a": "5.0", "b": "33.3 (13 of 39)"}


@pytest.mark.parametrize("cell", ["13 of 39", "13/39", "13 out of 39", "33.3% (13/39)",
                                  "33.3% (13 of 39)"])
def test_n_of_n_stands_in_one_cell(cell: str, tmp_path: Path) -> None:
    found = figures(tmp_path, values=f"indicator,period,value\na,2024-09,5\nb,2024-09,{cell}\n")
    assert found["b"] == "33.3 (13 of 39)"


def test_a_blank_of_one_table_is_no_figure_beside_that_of_another(tmp_path: Path) -> None:
    found = figures(tmp_path, '[[values]]\nfile = "one.csv"\n[[values]]\nfile = "two.csv"\n',
                    one="indicator,period,value\na,2024-09,5\nb,2024-09,\n",
                    two="indicator,period,value\nb,2024-09,80\na,2024-09,\n")
    assert found == {"a": "5.0", "b": "80.0"}
