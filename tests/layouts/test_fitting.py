"""What keeps a report from its pages is found by check as by build, with the file that mends it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing import shelves
from briefing.build import build
from briefing.cli import main
from briefing.document import Cell, Column, Row, Table, Text
from briefing.fitting import fitting_problems, mendable
from briefing.prepared import prepare
from briefing.problems import ProblemsFound
from briefing.writers.pdf import pdf_file
from briefing.writers.pdf.fits import fit_problems
from tests.pdf.test_pdf_pages import of
from tests.reports import SMALL

LONG = "A title that goes on and on " * 20
REMEDY = "Shorten it."


def filled(folder: Path, *changes: tuple[str, str, str]) -> Path:
    for name, text in SMALL.items():
        for file, was, becomes in changes:
            if file == name:
                assert was in text
                text = text.replace(was, becomes)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


FAULTS: dict[str, tuple[tuple[tuple[str, str, str], ...], str]] = {
    "a title": (
        (("report.toml", 'title = "Monthly report"', f'title = "{LONG}"'),),
        f"report.toml, report.title: it is too long for the head of a page. {REMEDY}"),
    "a running title": (
        (("report.toml", 'author = "Performance officer"',
          f'author = "Performance officer"\nrunning_title = "{LONG}"'),),
        f"report.toml, report.running_title: it is too long for the head of a page. {REMEDY}"),
    "a page note": (
        (("report.toml", 'author = "Performance officer"',
          f'author = "Performance officer"\npage_note = "{LONG}"'),),
        f"report.toml, report.page_note: it is too long for the foot of a page. {REMEDY}"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_check_finds_what_build_finds(name: str, tmp_path: Path) -> None:
    changes, message = FAULTS[name]
    folder = filled(tmp_path, *changes)
    with pytest.raises(ProblemsFound) as raised:
        build(folder)
    found = [str(problem) for problem in raised.value.problems if not problem.warning]
    assert found == [str(problem) for problem in fitting_problems(prepare(folder))]
    assert all(line.startswith(message) for line in found)
    result = CliRunner().invoke(main, ["check", str(folder)])
    assert result.exit_code == 3
    assert set(found) <= set(result.stderr.splitlines())
    assert not (folder / "out").exists()


def test_a_sound_report_fits(tmp_path: Path) -> None:
    assert fitting_problems(prepare(filled(tmp_path))) == ()


def test_months_that_go_into_two_tiers_fit(tmp_path: Path) -> None:
    months = [f"{year}-{month:02}" for year, month in
              (divmod(2023 * 12 + 5 + n, 12) for n in range(13)) for month in (month + 1,)]
    values = "".join(f"spend,{month},{12345 + n}.6\n" for n, month in enumerate(months))
    (tmp_path / "report.toml").write_text(
        '[report]\ntitle = "R"\nmeeting = "M"\ndate = 2024-07-20\nauthor = "A"\n'
        'period = "2024-06"\nedition = "private"\n', encoding="utf-8")
    (tmp_path / "indicators.csv").write_text(
        "id,section,title,subject,unit,decimals,kind,polarity\n"
        "spend,Money,Spend,spend,pounds_thousand,1,stock,lower\n", encoding="utf-8")
    (tmp_path / "values.csv").write_text("indicator,period,value\n" + values, encoding="utf-8")
    assert fitting_problems(prepare(tmp_path)) == ()  # £12,345.6k thirteen times, as build has it
    text = build(tmp_path)
    assert text


def with_own_layout(folder: Path, setting: str, line: str) -> Path:
    """The folder with a layout of its own, in which the setting's line is this one."""
    filled(folder, ("report.toml", "title =", 'layout = "ours"\ntitle ='))
    text = shelves.find("layouts", "barnsley-scrutiny")
    assert text is not None
    (folder / "layouts").mkdir()
    words = text.read_text("utf-8").splitlines()
    at = next(n for n, was in enumerate(words) if was.startswith(setting))
    words[at] = line
    (folder / "layouts" / "ours.toml").write_text("\n".join(words), encoding="utf-8")
    return folder


def test_a_table_that_is_too_wide_is_of_the_indicator_in_it(tmp_path: Path) -> None:
    figure = (Text("1,234,567,890,123.45"),)
    columns = tuple(Column("C", 1, "right") for _ in range(9))
    document = of(*(Table(name, f"Table {name}", "", columns,
                          (Row(tuple(Cell(figure) for _ in columns)),))
                    for name in ("months.referrals", "scorecard")))
    with pytest.raises(ProblemsFound) as raised:
        pdf_file(document)
    assert tuple(sorted(fit_problems(document))) == raised.value.problems
    prepared = prepare(filled(tmp_path))
    told = mendable(raised.value.problems, prepared, prepared.editions[0])
    assert [str(problem) for problem in told] == [
        f"{place}: the table 'Table {name}' is too wide: no column can hold "
        f"'1,234,567,890,123.45'. Give the indicator fewer decimals or a larger unit."
        for place, name in (("indicators.csv, referrals", "months.referrals"),
                            ("indicators.csv", "scorecard"))]


def test_a_layouts_marking_that_is_too_long_is_the_layouts(tmp_path: Path) -> None:
    folder = with_own_layout(tmp_path, "marking_private", f'marking_private = "{LONG}"')
    assert [str(problem) for problem in fitting_problems(prepare(folder))] == [
        "layouts/ours.toml, words.marking_private: it is too long for the head of a page. "
        f"{REMEDY}"]
