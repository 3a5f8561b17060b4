"""Tables with two rows of headings: joined where that is plain, and a group never for a column."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.problems import Problem
from briefing.reading.csv_files import read_csv
from tests.reading.test_marks import said_of


def grid_of(text: str, folder: Path) -> tuple[tuple[str, ...], int]:
    (folder / "t.csv").write_text(text, "utf-8")
    problems: list[Problem] = []
    grid, _ = read_csv(folder / "t.csv", "t.csv", problems)
    assert grid is not None
    assert problems == []
    return grid.head, len(grid.rows)


@pytest.mark.parametrize(("text", "head", "rows"), [
    # a group over its columns
    ("Area,Standard,,,Pupils\n,Reading,Writing,Science,\nLeeds,61,57,70,25\n",
     ("Area", "Standard / Reading", "Standard / Writing", "Standard / Science", "Pupils"), 1),
    # years over months, and over other headings
    ("indicator,2022/23,,2023/24\n,April,May,April\na,1,2,3\n",
     ("indicator", "April 2022", "May 2022", "April 2023"), 1),
    ("Area,2022,,2023,\n,Number,Rate,Number,Rate\nLeeds,1,2,3,4\n",
     ("Area", "2022 / Number", "2022 / Rate", "2023 / Number", "2023 / Rate"), 1),
    # one row of headings, and a first row of figures, words or marks
    ("Area,Standard,\nLeeds,61,57\n", ("Area", "Standard", ""), 1),
    ("indicator,period,value,\na,2022-06,[c],see below\n", ("indicator", "period", "value", ""), 1),
    ("indicator,period,value\na,2022-06,TBC\n", ("indicator", "period", "value"), 1),
    ("place,text\nbackground,Words\n", ("place", "text"), 1),
    ("id,section,title,\na,Referrals,Referrals,x\n", ("id", "section", "title", ""), 1),
])  # fmt: skip
def test_two_heads_are_joined_where_that_is_plain(
    text: str, head: tuple[str, ...], rows: int, tmp_path: Path
) -> None:
    assert grid_of(text, tmp_path) == (head, rows)


HEADS = "Area,Standard,,Pupils\n,Reading,Writing,\nLeeds,61,57,25\n"
SETTING = ('[[values]]\nfile = "t.csv"\nindicator = "assessed"\nperiod = "2022-06"\n'
           'columns = {{ value = "{}" }}\n')


@pytest.mark.parametrize(("column", "said"), [
    ("Standard", "report.toml, values[1].columns.value: 'Standard' stands over 2 columns of "
     'Name one with its heading: value = "Standard / Reading".'),
    ("Writing", "report.toml, values[1].columns.value: t.csv has no column 'Writing'. Name it "
     'with the heading over it: value = "Standard / Writing".'),
])  # fmt: skip
def test_a_heading_that_names_no_column_is_answered_with_one_that_does(
    column: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text(HEADS, "utf-8")
    assert said_of(tmp_path, "", SETTING.format(column)) == [
        said.replace("columns of Name", "columns of t.csv. Name")]
