"""The corporate example: a quarter's report from a workbook as analysts leave it, in both editions.

Its text is a golden file, to be proof-read; what it shows of the program stands below it.
"""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from click.testing import CliRunner

from briefing import shelves
from briefing.cli import main
from briefing.prepared import prepare

NAME = "corporate-and-housing-2024-25-q2"
NOTE = "Worked example: every figure is illustrative, and the council does not exist."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the command put the example, built."""
    folder = tmp_path_factory.mktemp("corporate") / "demo"
    result = CliRunner().invoke(main, ["demo", str(folder), "--example", "corporate"])
    assert result.exit_code == 0, result.output
    assert "warning" not in result.output
    return folder


def text_of(made: Path, edition: str) -> str:
    where = made / "out" / "public" if edition == "public" else made / "out"
    name = f"{NAME}-public.txt" if edition == "public" else f"{NAME}.txt"
    return (where / name).read_text("utf-8")


@pytest.mark.parametrize("edition", ["private", "public"])
def test_the_text_is_the_golden_one(made: Path, edition: str, golden) -> None:
    golden(f"corporate-{edition}.txt", text_of(made, edition))


@pytest.mark.parametrize("edition", ["private", "public"])
def test_every_page_says_that_the_figures_are_illustrative(made: Path, edition: str) -> None:
    where = made / "out" / ("public" if edition == "public" else "")
    name = f"{NAME}-public.pdf" if edition == "public" else f"{NAME}.pdf"
    with pypdfium2.PdfDocument(where / name) as pdf:
        assert all(NOTE in page.get_textpage().get_text_range() for page in pdf)


def test_what_it_is_made_from_is_as_analysts_leave_it() -> None:
    book = openpyxl.load_workbook(shelves.example("corporate") / "scorecard.xlsx")
    assert book["Quarterly"].merged_cells.ranges                    # years over quarters
    assert book["Monthly"]["A1"].value == "Monthly returns (do not sort)"   # a title over the head
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    for kept in ("TBC", "no target", "81 of 96", "44.7 [e]", "n/a", "<= 14", "4:11", "RAG",
                 "Comment from service", "112 of 294"):
        assert kept in cells, kept


def test_it_has_every_feature_that_the_manual_has() -> None:
    report = prepare(shelves.example("corporate")).report
    known = report.dictionary
    assert len(known.indicators) == 25
    assert {one.frequency for one in known.indicators} == {"quarterly", "termly", "annual"}
    assert any(one.given_step == 1 for one in known.indicators)     # months, rolled up
    kinds = {target.kind for target in (*known.targets, *known.marks)}
    assert kinds == {"target", "threshold", "milestone", "trajectory", "budget", "floor",
                     "stretch", "forecast", "outturn_forecast"}
    assert any(target.lower is not None for target in known.targets)
    assert {absent.pending for absent in known.untargeted} == {True, False}
    assert {one.kind for one in known.comparators} >= {"peers", "average", "whole", "rank"}
    assert {one.kind for one in known.indicators} == {"flow", "stock", "cumulative", "rolling_12"}
    assert sum(one.spc for one in known.indicators) == 7
    assert any(one.breaks for one in known.indicators)
    assert any(one.lag for one in known.indicators)
    assert any(one.over for one in known.indicators)
    assert any(one.exceeds is not None for one in known.indicators)


@pytest.mark.parametrize("said", [
    "Variation | Assurance", "□ Improving", "× Worsening", "• Common cause",
    "× Will not meet", "± May or may not", "too few", "£135k (budget)", "14 (threshold)",
    "10 (milestone)", "112 (trajectory)", "to be confirmed", "£71.9m to date",
    "£1,200k to date, of £2,400k for the year", "20 to 28", "5 minutes 52 seconds",
    "the median of peer landlords", "the summer term 2024", "in the 2 years to quarter 2",
    "quarter 2’s milestone", "112th of 294", "■ Ahead", "Peer median: landlords of 5,000 to 10,000",
    "No target: a target follows the new strategy in December.",
    "Control chart of the percentage of calls answered, Q1 21/22 to Q2 24/25.",
    "special cause variation for the worse: it is below the lower process limit of",
])
def test_a_reader_finds_it_said(made: Path, said: str) -> None:
    assert said in text_of(made, "private").replace("\u00a0", " ")


def test_others_figures_of_a_whole_year_are_not_set_beside_half_of_one(made: Path) -> None:
    """Half of the year's council tax is not far below what similar councils collect in all."""
    said = text_of(made, "private").split("Appendix A")[0]
    assert "council tax collected was 55.8% for the year so far" in said
    assert "96.4%" not in said


def test_the_public_edition_says_nothing_of_the_few_families(made: Path) -> None:
    said = text_of(made, "public")
    assert "more than six weeks is not shown for quarter 2, to protect the people concerned" in said
    with (made / "out" / "public" / f"{NAME}-public.figures.csv").open(encoding="utf-8") as file:
        told = [row for row in csv.DictReader(file) if row["indicator"] == "homeless.families_bb"
                and row["period"] == "2024-09" and row["role"] in ("month", "current")]
    assert told
    assert all(row["text"] == "[c]" for row in told)
