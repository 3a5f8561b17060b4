"""A TOML table as a frozen dataclass: the dataclass is the schema, every fault in it is named."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest

from briefing.problems import Problem
from briefing.shapes import load, structure


@dataclass(frozen=True, slots=True)
class Chart:
    kind: Literal["line", "column"] = "line"
    height: float = 60


@dataclass(frozen=True, slots=True)
class Page:
    """Every kind of setting that a file can hold."""

    title: str
    day: date = date(2022, 9, 13)
    columns: int = 1
    margin: float = 22
    landscape: bool = False
    source: str | None = None
    colours: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    chart: Chart = field(default_factory=Chart)
    charts: tuple[Chart, ...] = ()


def read(text: str) -> tuple[Page | None, list[str]]:
    """The page that the TOML describes, and what is said of its faults."""
    problems: list[Problem] = []
    page = structure(Page, tomllib.loads(text), "page.toml", "", problems)
    return page, [str(problem) for problem in problems]


@pytest.mark.parametrize(("text", "page"), [
    ("title = 'A'", Page("A")),
    ('title = "A\\nB"', Page("A\nB")),
    ("title = 'A'\nday = 2023-01-31", Page("A", day=date(2023, 1, 31))),
    ("title = 'A'\ncolumns = 2", Page("A", columns=2)),
    ("title = 'A'\nmargin = 2.5", Page("A", margin=2.5)),
    ("title = 'A'\nmargin = 2", Page("A", margin=2.0)),
    ("title = 'A'\nlandscape = true", Page("A", landscape=True)),
    ("title = 'A'\nsource = 'council'", Page("A", source="council")),
    ("title = 'A'\ncolours = ['red', 'blue']", Page("A", colours=("red", "blue"))),
    ("title = 'A'\n[words]\nup = 'rose'", Page("A", words={"up": "rose"})),
    ("title = 'A'\n[chart]\nkind = 'column'", Page("A", chart=Chart("column"))),
    ("title = 'A'\n[[charts]]\nheight = 9\n[[charts]]", Page("A", charts=(Chart(height=9.0),
                                                                        Chart()))),
])  # fmt: skip
def test_a_table_becomes_its_dataclass(text: str, page: Page) -> None:
    assert read(text) == (page, [])


def test_a_whole_number_is_taken_for_any_number() -> None:
    page, _ = read("title = 'A'\nmargin = 2")
    assert page is not None
    assert isinstance(page.margin, float)


@pytest.mark.parametrize(("text", "said"), [
    ("", 'title: this setting is missing. Add it: title = "text".'),
    ("title = 3", 'title: expected text in quotes, found 3. Write "3".'),
    ("title = true", 'title: expected text in quotes, found true. Write "true".'),
    (r'title = "A\u0000"', "title: it holds a control character. Type the text again."),
    ("title = 'A'\nday = '2022-09-13'",
     "day: expected a date such as 2022-09-13, found '2022-09-13'."
     " Write it without quotes: 2022-09-13."),
    ("title = 'A'\nday = 2022-09-13T00:00:00",
     "day: expected a date such as 2022-09-13, found 2022-09-13 00:00:00."
     " Write it without quotes: 2022-09-13."),
    ("title = 'A'\ncolumns = 2.5", "columns: expected a whole number, found 2.5."
     " Write a number such as 4."),
    ("title = 'A'\ncolumns = true", "columns: expected a whole number, found true."
     " Write a number such as 4."),
    ("title = 'A'\nmargin = '22'", "margin: expected a number, found '22'."
     " Write a number such as 9.5."),
    ("title = 'A'\nmargin = false", "margin: expected a number, found false."
     " Write a number such as 9.5."),
    ("title = 'A'\nlandscape = 'yes'", "landscape: expected true or false, found 'yes'."
     " Write true or false."),
    ("title = 'A'\nsource = 1", 'source: expected text in quotes, found 1. Write "1".'),
    ("title = 'A'\ncolours = 'red'", "colours: expected a list in [ ], found 'red'."
     ' Write ["red"].'),
    ("title = 'A'\ncolours = ['red', 1]",
     'colours[2]: expected text in quotes, found 1. Write "1".'),
    ("title = 'A'\nwords = 'rose'", "words: expected a table, found 'rose'."
     " Give its settings under [words]."),
    ("title = 'A'\n[words]\nup = 1", 'words.up: expected text in quotes, found 1. Write "1".'),
    ("title = 'A'\nchart = 'line'", "chart: expected a table, found 'line'."
     " Give its settings under [chart]."),
    ("title = 'A'\n[chart]\nkind = 'lines'",
     "chart.kind: 'lines' is not one of 'line' or 'column'. Did you mean 'line'?"),
    ("title = 'A'\n[chart]\nkind = 1", "chart.kind: 1 is not one of 'line' or 'column'."
     " Take one of them."),
    ("title = 'A'\n[[charts]]\n[[charts]]\nhight = 9",
     "charts[2].hight: there is no setting 'hight'. Did you mean 'height'?"),
    ("title = 'A'\n[chart]\nzzz = 9",
     "chart.zzz: there is no setting 'zzz'. Known are kind and height."),
])  # fmt: skip
def test_a_fault_is_named_with_the_setting_it_is_in(text: str, said: str) -> None:
    assert read(text) == (None, [f"page.toml, {said}"])


def test_every_fault_of_a_table_is_named_at_once() -> None:
    _, said = read("day = 1\ncolour = 'red'\n[chart]\nheight = 'tall'")
    assert said == [
        "page.toml, colour: there is no setting 'colour'. Did you mean 'colours'?",
        'page.toml, title: this setting is missing. Add it: title = "text".',
        "page.toml, day: expected a date such as 2022-09-13, found 1. Write it without quotes: "
        "2022-09-13.",
        "page.toml, chart.height: expected a number, found 'tall'. Write a number such as 9.5.",
    ]


@pytest.mark.parametrize(("content", "table"), [
    (b"title = 'A'", {"title": "A"}),
    (b"\xef\xbb\xbftitle = 'A'", {"title": "A"}),
    ("title = 'Children’s'".encode(), {"title": "Children’s"}),
    (b"title = 'A'\r\n[chart]\r\n", {"title": "A", "chart": {}}),
    (b"", {}),
])  # fmt: skip
def test_a_file_is_loaded(content: bytes, table: dict[str, Any], tmp_path: Path) -> None:
    problems: list[Problem] = []
    (tmp_path / "page.toml").write_bytes(content)
    assert load(tmp_path / "page.toml", problems) == table
    assert problems == []


@pytest.mark.parametrize(("content", "said"), [
    (b"title = 'Caf\xe9'", "page.toml: it is not UTF-8 text. Save it again as UTF-8."),
    (b"title = 1\nday = soon\n",
     "page.toml: it is not TOML: Invalid value (at line 2, column 7). "
     'Text stands in quotes: title = "Monthly report".'),
])  # fmt: skip
def test_a_file_that_cannot_be_loaded(content: bytes, said: str, tmp_path: Path) -> None:
    problems: list[Problem] = []
    (tmp_path / "page.toml").write_bytes(content)
    assert load(tmp_path / "page.toml", problems) is None
    assert [str(problem) for problem in problems] == [said]


@pytest.mark.parametrize(("content", "hint"), [
    ("title = soon", 'Text stands in quotes: title = "Monthly report".'),
    ("title", 'A setting is written name = "value"; a line of remarks begins with #.'),
    ("[page", "The name of a table stands in brackets: [report]."),
    ("title = 'A'\ntitle = 'B'", "It is there twice: keep one."),
    ("[page]\n[page]", "It is there twice: keep one."),
    (r'file = "C:\new\page"', "Write paths with / instead of \\."),
    ('title = "A\n', 'Text stands in quotes on one line: title = "Monthly report".'),
    ('title = "A', "Close the quotes of that text."),
    ("title = 'A' 'B'", "Mend that line."),
])  # fmt: skip
def test_the_remedy_fits_the_fault(content: str, hint: str, tmp_path: Path) -> None:
    problems: list[Problem] = []
    (tmp_path / "page.toml").write_text(content)
    load(tmp_path / "page.toml", problems)
    assert [problem.hint for problem in problems] == [hint]


def test_a_file_that_is_not_there_is_told_with_the_folder(tmp_path: Path) -> None:
    problems: list[Problem] = []
    load(tmp_path / "page.toml", problems)
    load(tmp_path / "sub" / "page.toml", problems)
    remedy = "Name the report's folder, or make one to start from: briefing new FOLDER."
    assert [str(problem) for problem in problems] == [
        f"page.toml: there is no such file in {tmp_path.resolve()}. {remedy}",
        f"page.toml: there is no folder {tmp_path.resolve() / 'sub'}. {remedy}",
    ]


def test_a_file_is_named_as_the_author_knows_it(tmp_path: Path) -> None:
    problems: list[Problem] = []
    load(tmp_path / "page.toml", problems, "layouts/page.toml")
    assert str(problems[0].place) == "layouts/page.toml"
