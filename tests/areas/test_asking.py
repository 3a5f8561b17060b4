"""The report of one area asked, compared and written as a page, by `--area NAME`."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path

import pytest
from lxml import html

from tests.areas.folders import folder_of, run
from tests.areas.test_among import SETTINGS_OF_TOWNS, SHARES
from tests.areas.test_runs import command

SAY_WHICH = "report.toml, areas: this folder has a report for each area. Say which: --area NAME."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five towns; York's and Leeds's reports are built."""
    made = folder_of(tmp_path_factory.mktemp("towns") / "report",
                     '[areas.regions]\nYorkshire = ["Leeds", "York", "Hull"]',
                     figures=SHARES, settings=SETTINGS_OF_TOWNS)
    assert run(made, "York", "Leeds").failed == ()
    return made


def explained(folder: Path, asked: str) -> str:
    done = command("explain", asked, "--folder", folder, "--area", "York")
    assert done.exit_code == 0, done.output
    return done.output


def test_an_indicator_is_explained_from_the_cells_of_the_area(folder: Path) -> None:
    said = explained(folder, "assessed")
    assert "2022-07  60.0% = 24 / 40  (values.csv, row 9, column value)" in said
    assert "45 / 50" not in said


@pytest.mark.parametrize(("role", "says"), [
    ("areas_rank", "rank  1 + the towns whose figure is higher  (0 level with it)"),
    ("areas_median", "median  the middle one of the figures in order"),
    ("areas_median_gap", "figure  60.0"),
    ("areas_highest", "of  Leeds, St Helens"),
    ("areas_lowest", "of  Hull"),
    ("areas_average", "average  all numerators over all denominators"),
    ("areas_region", "average  of the region, all numerators over all denominators"),
])
def test_where_an_area_stands_is_explained_by_the_areas(folder: Path, role: str, says: str
                                                        ) -> None:
    said = explained(folder, f"assessed:{role}:July 2022")
    assert "made of  the printed figures of 5 towns for July 2022  (0 withheld and 0 wi" in said
    assert says in said
    assert "row 9" not in said      # it is of no cell of its own


def test_two_areas_are_compared(folder: Path) -> None:
    done = command("compare", folder, folder, "--area", "York", "--area", "Leeds")
    assert done.exit_code == 0, done.output
    assert "Assessed in time: current, 2022-07: 60.0% → 90.0%" in done.output
    assert "Assessed in time: areas rank, July 2022: 4th → 1st" in done.output


def test_an_area_is_compared_with_its_word_file(folder: Path) -> None:
    (path,) = (folder / "out" / "york").glob("*.docx")
    done = command("compare", folder, path, "--area", "York")
    assert done.exit_code == 0, done.output
    assert "Sentences: no difference" in done.output


def test_an_area_is_written_as_a_page_that_answers(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "york.html"
    done = command("preview", folder, "--once", page, "--area", "York")
    assert done.exit_code == 0, done.output
    whole = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    report = html.document_fromstring(whole.xpath("//iframe/@srcdoc")[0])
    assert "York was 4th highest of 5 towns in July" in report.text_content()
    (held,) = whole.xpath("//script[@id='answers']/text()")
    answers = json.loads(gzip.decompress(base64.b64decode(json.loads(held))))
    assert {*report.xpath("//@data-fact"), *report.xpath("//@data-statement")} <= set(answers)
    assert "the printed figures of 5 towns" in json.dumps(
        answers["assessed:areas_median:July 2022"])


@pytest.mark.parametrize("words", [
    ("explain", "assessed", "--folder", "FOLDER"), ("compare", "FOLDER", "FOLDER"),
    ("preview", "FOLDER", "--once", "page.html")])
def test_which_area_is_to_be_said(folder: Path, words: tuple[str, ...]) -> None:
    done = command(*(folder if word == "FOLDER" else word for word in words))
    assert done.exit_code == 3
    assert SAY_WHICH in done.output
    assert not Path("page.html").exists()


