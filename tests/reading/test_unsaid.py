"""Rows that do not say their frequency: the report's, where their figures are so."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.problems import Problem
from briefing.reading.folder import read
from briefing.reading.settings import read_settings

UNSAID = ("id,section,title,subject,unit,kind,polarity\n"
          "a.b,Area,Cases,number of cases,count,flow,lower\n")


def frequency_in(tmp_path: Path, period: str, *figures: str) -> tuple[str, list[str]]:
    """What the one row's frequency is taken to be, and what is said."""
    (tmp_path / "report.toml").write_text(
        '[report]\ntitle = "T"\nmeeting = "M"\ndate = 2024-08-20\nauthor = "A"\n'
        + (f'period = "{period}"\n' if period else ""), "utf-8")
    (tmp_path / "indicators.csv").write_text(UNSAID, "utf-8")
    (tmp_path / "values.csv").write_text("indicator,period,value\n" + "".join(
        f"a.b,{one},{n}\n" for n, one in enumerate(figures, 30)), "utf-8")
    problems: list[Problem] = []
    settings = read_settings(tmp_path, problems)
    assert settings is not None
    report = read(tmp_path, settings, "", problems, None)
    return ("" if report is None else report.dictionary.indicators[0].frequency,
            [str(p) for p in problems if not p.warning])


@pytest.mark.parametrize(("period", "figures", "frequency"), [
    ("Q1 2024/25", ("Q4 2023/24", "Q1 2024/25"), "quarterly"),
    ("Q1 2024/25", ("2024-03", "2024-06"), "quarterly"),        # by their last months
    ("2023/24", ("2022/23", "2023/24"), "annual"),
    ("2023/24", ("Q3 2023/24", "Q4 2023/24"), "annual"),        # quarters, rolled up to the year
    ("H1 2023/24", ("H2 2022/23", "H1 2023/24"), "half_yearly"),
    ("summer term 2024", ("spring term 2024", "summer term 2024"), "termly"),
    ("", ("2024-05", "2024-06"), "monthly"),
    ("June 2024", ("2024-05", "2024-06"), "monthly"),
])
def test_a_row_without_a_frequency_has_that_of_the_report_or_of_its_figures(
        tmp_path: Path, period: str, figures: tuple[str, ...], frequency: str) -> None:
    assert frequency_in(tmp_path, period, *figures) == (frequency, [])


def test_one_fault_in_the_period_is_said_once(tmp_path: Path) -> None:
    """Not of every figure that would be a quarter's were the period known."""
    _, said = frequency_in(tmp_path, "Q1 2024/2x", "Q4 2023/24", "Q1 2024/25")
    assert len(said) == 1
    assert said[0].startswith("report.toml, report.period: 'Q1 2024/2x' is not a month")
