"""A new report folder: every column with its note, every setting with its remark, and it builds.

The workbook is filled in here with openpyxl, which saves it as a spreadsheet program would.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
import typing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from briefing.amounts import UNITS
from briefing.build import build
from briefing.cli import main
from briefing.prepared import prepare
from briefing.problems import Problem
from briefing.reading.dictionary import OPTIONAL, REQUIRED
from briefing.reading.settings import Settings
from briefing.shapes import structure
from briefing.starter import (
    CHOICES,
    EXAMPLE,
    ROWS,
    SERVICES,
    SHEETS,
    indicators_of,
    new_folder,
)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    new_folder(tmp_path / "ours")
    return tmp_path / "ours"


# ── the workbook ─────────────────────────────────────────────────────────────────────────────────


def test_every_column_of_the_dictionary_has_its_note() -> None:
    assert tuple(sorted(SHEETS["Indicators"])) == tuple(sorted(REQUIRED + OPTIONAL))
    assert tuple(SHEETS["Indicators"])[:len(REQUIRED)] == REQUIRED


def test_every_column_of_the_workbook_stands_with_its_note(made: Path) -> None:
    book = openpyxl.load_workbook(made / "data.xlsx")
    assert book.sheetnames == list(SHEETS)
    for name, notes in SHEETS.items():
        head = book[name][1]
        assert [cell.value for cell in head] == list(notes)
        assert [cell.comment.text for cell in head if cell.comment] == list(notes.values())


def test_what_can_be_chosen_is_offered(made: Path) -> None:
    book = openpyxl.load_workbook(made / "data.xlsx")
    offered = {}
    for name, notes in SHEETS.items():
        for rule in book[name].data_validations.dataValidation:
            (area,) = rule.sqref.ranges
            assert (rule.type, area.min_row, area.max_row) == ("list", 2, ROWS + 1)
            assert rule.allowBlank
            offered[name, list(notes)[area.min_col - 1]] = rule.formula1
    lists = {place: formula.strip('"').split(",") for place, formula in offered.items()
             if formula.startswith('"')}  # fmt: skip
    assert lists == {place: [word for word in words if word] for place, words in CHOICES.items()}
    assert lists["Indicators", "unit"] == list(UNITS)
    assert {place for place in offered if place not in lists} == {
        (name, "indicator") for name in ("Values", "Targets", "Benchmarks")}


def test_the_example_row_is_whole_and_builds_without_a_warning(made: Path) -> None:
    assert set(REQUIRED) <= set(EXAMPLE)
    for path in (made / "commentary").iterdir():        # "Write here ..." is warned of
        path.write_text("Ours.", encoding="utf-8")
    prepared = prepare(made)
    assert prepared.warnings == ()
    (one,) = prepared.report.dictionary.indicators
    assert {name: getattr(one, name) for name in EXAMPLE if name != "plural"} == {
        name: value for name, value in EXAMPLE.items() if name != "plural"}


def test_a_workbook_filled_in_builds(made: Path) -> None:
    book = openpyxl.load_workbook(made / "data.xlsx")

    def add(sheet: str, **cells: Any) -> None:
        heads = [cell.value for cell in book[sheet][1]]
        book[sheet].append([cells.pop(head, None) for head in heads])
        assert cells == {}

    add("Indicators", id="assessed", section="Assessments", title="In time", unit="percent",
        subject="percentage of assessments in time", kind="flow", polarity="higher", decimals=1,
        year_to_date="pooled", tolerance="5%", breaks="2021-04", break_reason="a new system",
        review_date=datetime(2030, 4, 1), small_cohort=10, judged_on="month")
    add("Indicators", id="plans", section="Plans", title="Plans", unit="count", kind="stock",
        subject="number of plans", polarity="lower", frequency="quarterly", plural="no")
    for month, above, below in ((6, 40, 50), (7, 45, 50)):
        add("Values", indicator="assessed", period=datetime(2022, month, 1), numerator=above,
            denominator=below)
        add("Values", indicator="referrals.volume", period=datetime(2022, month, 1),
            value=190 + month)
    add("Values", indicator="plans", period="Q1 2022/23", value=30)
    add("Targets", indicator="assessed", year="2022/23", target=0.85)
    book["Targets"].cell(2, 4).number_format = "0%"
    add("Benchmarks", indicator="assessed", comparator="national", period="2021/22", value=84.1)
    add("Commentary", place="Assessments", text="Two workers joined in June.")
    book["Values"].append([])
    book["Values"].append(["Source: case management system"])
    book.save(made / "data.xlsx")
    settings = (made / "report.toml").read_text("utf-8")
    settings = re.sub(r'(?m)^period    = "[^"]*"', 'period    = "2022-07"', settings)
    (made / "report.toml").write_text(re.sub(r"(?m)^date      = \S+", "date      = 2022-09-13",
                                             settings), encoding="utf-8")
    # the example's own rows are of the months before today
    values = book["Values"]
    values.delete_rows(2, 2)
    book.save(made / "data.xlsx")
    built = build(made)
    text = next(path for path in built.files if path.suffix == ".txt").read_text("utf-8")
    assert "to 90.0% (45 of 50)" in text
    assert "Two workers joined in June." in text
    assert "85%" in text


@pytest.mark.parametrize(("service", "book"), [
    ("", "childrens-social-care"), ("children", "childrens-social-care"), ("housing", "housing"),
    ("corporate", "corporate"), ("nhs", "nhs"), ("police", "police"), ("schools", "corporate")])
def test_a_service_has_its_own_book(service: str, book: str, tmp_path: Path) -> None:
    new_folder(tmp_path / "r", service)
    settings = tomllib.loads((tmp_path / "r" / "report.toml").read_text("utf-8"))
    assert settings["report"]["narrative"] == book


# ── report.toml ──────────────────────────────────────────────────────────────────────────────────


def settings_of(shape: Any, key: str = "") -> list[str]:
    """Every setting of the dataclass and of those in it, "report.title"."""
    found: list[str] = []
    hints = typing.get_type_hints(shape)
    for field in dataclasses.fields(shape):
        hint = hints[field.name]
        inner = [a for a in (hint, *typing.get_args(hint)) if dataclasses.is_dataclass(a)]
        name = f"{key}.{field.name}" if key else field.name
        found += settings_of(inner[0], name) if inner else [name]
    return found


def test_every_setting_stands_in_report_toml_with_a_remark(made: Path) -> None:
    table = ""
    remarked = []
    for line in (made / "report.toml").read_text("utf-8").splitlines():
        bare = line.removeprefix("# ")
        # a name of the author's own choosing is none of a setting's
        heading = re.fullmatch(r"\[\[?(\w+(?:\.\w+)?)\]?\]", re.sub(
            r"^(\[\[?(?:units|comparators))\.\w+", r"\1", bare))
        setting = re.match(r"(\w+) *= .*\S  +# \S|(title|meeting|author) +=", bare)
        if heading:
            table = heading[1]
        elif re.match(r'"[^"]+" = .*\S  +# \S', bare):    # a name of the author's own choosing
            remarked.append(table)
        elif setting:
            remarked.append(f"{table}.{setting[1] or setting[2]}")
    assert remarked == settings_of(Settings)


def test_every_setting_is_sound_once_it_is_taken_in(made: Path) -> None:
    text = (made / "report.toml").read_text("utf-8")
    lines = [re.sub(r'^# (?=[\w"/]+ *= |\[)', "", line) for line in text.splitlines()]
    problems: list[Problem] = []
    settings = structure(Settings, tomllib.loads("\n".join(lines)), "report.toml", "", problems)
    assert problems == []
    assert settings is not None
    assert len(settings.values) == len(settings.accept) == 1


# ── services ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_its_indicators_and_they_build_once_figures_are_there(
        service: str, tmp_path: Path) -> None:
    new_folder(tmp_path / "ours", service)
    path = tmp_path / "ours" / "data.xlsx"
    book = openpyxl.load_workbook(path)
    rows = indicators_of(service)
    assert len(rows) > 10
    assert len({row["id"] for row in rows}) == len({row["title"] for row in rows}) == len(rows)
    assert book["Values"].max_row == 1      # no figures
    today = date.today()
    for row in rows:
        years = range(today.year - 3, today.year)
        match row["frequency"]:
            case "annual":
                periods = [f"{year - 1}/{year % 100:02}" for year in years]
            case "termly":
                periods = [f"autumn term {year}" for year in years]
            case "quarterly":
                periods = [f"Q1 {year}/{(year + 1) % 100:02}" for year in years]
            case _:
                last = today.year * 12 + today.month - 2
                periods = [f"{n // 12}-{n % 12 + 1:02}" for n in range(last - 2, last + 1)]
        for n, period in enumerate(periods):
            pooled = row["year_to_date"] == "pooled"
            book["Values"].append([row["id"], period, None if pooled else 60 + n + len(row["id"]),
                                   60 + n if pooled else None, 90 if pooled else None])
    book.save(path)
    prepared = prepare(tmp_path / "ours")
    assert [one.id for one in prepared.report.dictionary.indicators] == [
        row["id"] for row in rows]


def test_the_services_are_those_of_the_command() -> None:
    (option,) = (one for one in main.commands["new"].params if one.name == "service")
    assert [choice for choice in option.type.choices if choice] == list(SERVICES)
