"""Reports of quarters and years: reviewed, accepted, built and compared by their periods' names."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from briefing.cli import main
from tests.review.bodies import housing

LET = "The number of homes let "
ARREARS = "The arrears of current tenants "


def told(*arguments: object) -> str:
    result = CliRunner().invoke(main, [*map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 3), result.output
    return result.output


def built(path: Path, period: str) -> Path:
    folder = housing(path)
    settings = folder / "report.toml"
    settings.write_text(settings.read_text("utf-8").replace(
        'period = "2024-09"', f'period = "{period}"').replace('"both"', '"private"'), "utf-8")
    told("build", folder)
    return folder


def edited(folder: Path, old: str, new: str) -> Path:
    """The folder's Word file with other words in it, put beside the folder's report.toml."""
    document = docx.Document(str(next((folder / "out").glob("*.docx"))))
    run = next(run for paragraph in document.paragraphs for run in paragraph.runs
               if old in run.text)
    run.text = run.text.replace(old, new)
    document.save(str(folder / "edited.docx"))
    return folder / "edited.docx"


@pytest.mark.parametrize(("period", "file", "old"), [
    ("Q2 2024/25", "2024-25-q2", LET), ("2023/24", "2023-24-year", ARREARS)])
def test_an_edit_goes_to_its_periods_file_and_is_built(
    tmp_path: Path, period: str, file: str, old: str
) -> None:
    folder = built(tmp_path / "r", period)
    path = edited(folder, old, f"As expected, {old[0].lower()}{old[1:]}")
    said = told("review", path)
    assert "{+As expected, the+}" in said
    assert said.rstrip().endswith("no problems, no warnings.")
    assert f"edits/{file}.toml" in told("accept", path)
    assert "As expected" in (folder / "edits" / f"{file}.toml").read_text("utf-8")
    told("build", folder)
    text = next((folder / "out").glob("*.txt")).read_text("utf-8")
    assert f"As expected, {old[0].lower()}{old[1:]}" in text


def test_quarters_of_a_folder_are_compared(tmp_path: Path) -> None:
    folder = built(tmp_path / "r", "Q2 2024/25")
    said = told("compare", f"{folder}@Q1 2024/25", folder)
    assert "Q1 2024/25" in said or "quarter 1 2024/25" in said
    assert "276" in said
    assert "303" in said


def test_another_quarters_file_is_refused(tmp_path: Path) -> None:
    folder = built(tmp_path / "r", "Q1 2024/25")
    path = edited(folder, LET, f"Well: {LET}")
    settings = folder / "report.toml"
    settings.write_text(settings.read_text("utf-8").replace("Q1 2024/25", "Q2 2024/25"), "utf-8")
    assert "it is of quarter 1 2024/25; the report is of quarter 2 2024/25" in told("accept", path)
