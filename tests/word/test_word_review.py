"""Every edit of the robot, reviewed: each is told, none ends in a traceback, and none but one of
figures is called false."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from briefing.prepared import Prepared, prepare
from briefing.reading.word import read_back, written_in
from briefing.reading.word.written import Written
from briefing.review.page import review_page
from briefing.review.reviewed import reviewed
from briefing.review.told import as_json, lines, plain_paint
from briefing.writers.word import RunNote, word_file
from tests.review.bodies import housing
from tests.word import robot

# Edits that change a figure, or the drawing of one: false by the data.
OF_FIGURES = ("a figure is changed", "a cell is changed", "a cell is changed with track changes",
              "a figure of a chart is changed", "the workbook of a chart is changed")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[Prepared, bytes, Written]:
    """A small report of another body, its Word file, and what was written in it."""
    prepared = prepare(housing(tmp_path_factory.mktemp("robot") / "housing"))
    note = RunNote(prepared.report.period, "private", report="homes-and-neighbourhoods")
    raw = word_file(prepared.editions[0].composed.document, note)
    return prepared, raw, written_in(raw, "housing.docx")


@pytest.mark.parametrize("name", robot.EDITS)
def test_an_edit_is_reviewed(report: tuple[Prepared, bytes, Written], name: str, tmp_path: Path
                             ) -> None:
    prepared, raw, written = report
    copy = robot.Copy(raw, Random(name), written)
    expected = robot.EDITS[name](copy)
    if expected is None:
        return                      # the report has nothing that it fits
    path = tmp_path / "edited.docx"
    path.write_bytes(copy.saved())
    file = read_back(path)
    seen = reviewed(path.name, file, prepared)
    assert len(seen.changes) == len(file.changes)
    errors = [v.what for v in seen.verdicts if v.severity == "error"]
    assert bool(errors) == (name in OF_FIGURES), errors
    for said in ("\n".join(lines(seen, plain_paint, True)), review_page(seen), as_json(seen)):
        assert path.name in said
