"""A Word file whose own record of what was written was changed by hand: it is never believed.

The record is XML that stands in the file. Who changes a figure in the words and in the record alike
makes the file look as if nothing had been edited.
"""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from briefing.accept import Asked
from briefing.accept import accept as accept_files
from briefing.build import build
from briefing.problems import ProblemsFound
from briefing.reading.word.written import sum_of
from briefing.reviewing import review_file
from tests.revision.hand_made import DAY
from tests.revision.reports import report

HEAD = "Head of Service"
APPROVAL = f'\n[approval]\nnames = ["{HEAD}"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = report(tmp_path / "report", rest=APPROVAL)
    build(made)
    return made


def forged(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """The built file with other texts in its parts: the beginning of the part's name ("" for each),
    the old text and the new one."""
    source = next((folder / "out").glob("*.docx"))
    made = io.BytesIO()
    done = set()
    with ZipFile(source) as parts, ZipFile(made, "w") as copy:
        for one in parts.infolist():
            content = parts.read(one)
            for name, old, new in changes:
                if one.filename.startswith(name) and old.encode() in content:
                    content = content.replace(old.encode(), new.encode())
                    done.add(old)
            copy.writestr(one, content)
    assert done == {old for _, old, _ in changes}
    path = folder / "forged.docx"
    path.write_bytes(made.getvalue())
    return path


def refused(folder: Path, path: Path, agreed_by: str = "") -> list[str]:
    """What is said when the file is accepted; nothing is written."""
    with pytest.raises(ProblemsFound) as fault:
        accept_files(folder, [path], Asked(DAY, agreed_by))
    assert not (folder / "edits").exists()
    return [str(one) for one in fault.value.problems]


TO = "from 240 in June to 251 in July"
FALSE = "from 240 in June to 215 in July"
WORDS = ("word/document.xml", TO, FALSE)
RECORD = ("customXml/item", 'statement="referrals/change.1">251<',
          'statement="referrals/change.1">215<')


def test_a_figure_changed_in_words_and_record_alike_is_found(folder: Path) -> None:
    path = forged(folder, WORDS, RECORD)
    seen = review_file(path)
    assert seen.changes == ()               # it looks as if nothing had been edited
    (fault,) = [v for v in seen.verdicts if v.severity == "error"]
    assert "what the file says was written in it is not what the report says" in fault.what
    assert "to 215 in July" in fault.what
    assert "to 251 in July" in fault.what
    (problem,) = refused(folder, path)
    assert "Its record was changed by hand" in problem


def test_a_figure_of_a_table_is_found_too(folder: Path) -> None:
    path = forged(folder, ("", ">251<", ">215<"))
    assert any("215" in one for one in refused(folder, path))


def forged_chart(folder: Path, old: str, new: str) -> Path:
    """The built file with another value in a chart's drawing, workbook and record alike."""
    source = next((folder / "out").glob("*.docx"))
    made, books = io.BytesIO(), {}
    with ZipFile(source) as parts, ZipFile(made, "w") as copy:
        for one in parts.infolist():
            content = parts.read(one)
            if one.filename.startswith("word/embeddings/"):
                book = openpyxl.load_workbook(io.BytesIO(content))
                cells = [cell for row in book.active.iter_rows() for cell in row
                         if str(cell.value) == old]
                for cell in cells:
                    cell.value = int(new)
                if cells:
                    saved = io.BytesIO()
                    book.save(saved)
                    books[sum_of(content)] = sum_of(saved.getvalue())
                    content = saved.getvalue()
            elif one.filename.startswith("word/charts/"):
                content = content.replace(f"<c:v>{old}</c:v>".encode(),
                                          f"<c:v>{new}</c:v>".encode())
            copy.writestr(one, content)
    assert books
    path = folder / "chart.docx"
    with ZipFile(made) as parts, ZipFile(path, "w") as copy:
        for one in parts.infolist():
            content = parts.read(one)
            if one.filename.startswith("customXml/item"):
                content = content.replace(f"<value>{old}</value>".encode(),
                                          f"<value>{new}</value>".encode())
                for before, after in books.items():
                    content = content.replace(before.encode(), after.encode())
            copy.writestr(one, content)
    return path


def test_a_chart_changed_in_drawing_workbook_and_record_alike_is_found(folder: Path) -> None:
    path = forged_chart(folder, "251", "215")
    seen = review_file(path)
    assert seen.changes == ()
    (fault,) = [v for v in seen.verdicts if v.severity == "error"]
    assert "Referrals, Jul, value 6: ‘215’, and the report says ‘251’" in fault.what
    (problem,) = refused(folder, path)
    assert "Its record was changed by hand" in problem


def test_what_is_said_of_a_chart_to_who_cannot_see_it_is_found_too(folder: Path) -> None:
    with ZipFile(next((folder / "out").glob("*.docx"))) as parts:
        trace = next(parts.read(name).decode() for name in parts.namelist()
                     if name.startswith("customXml/item") and b"inputs=" in parts.read(name))
    alt = next(one for one in re.findall("<alt>(.*?)</alt>", trace) if "251" in one)
    path = forged(folder, ("", alt, alt.replace("251", "215")))
    (fault,) = [v for v in review_file(path).verdicts if v.severity == "error"]
    assert "alternative words: ‘" in fault.what
    refused(folder, path)


def test_a_false_figure_that_the_record_calls_old_is_judged_by_the_report(folder: Path) -> None:
    """Words that stood there before are not judged again: the record may not say which those are.
    """
    path = forged(folder, WORDS, RECORD, ("word/document.xml", FALSE, f"{FALSE} again"))
    seen = review_file(path)
    said = [v.what for v in seen.verdicts if v.severity == "error"]
    assert any("215" in what and "no figure" in what for what in said), said
    refused(folder, path)


def test_one_that_says_it_is_of_other_data_is_named_and_not_taken(folder: Path) -> None:
    """The record's hash of the inputs was changed as well, so the file passes for an older one."""
    with ZipFile(next((folder / "out").glob("*.docx"))) as parts:
        trace = next(parts.read(name).decode() for name in parts.namelist()
                     if name.startswith("customXml/item") and b"inputs=" in parts.read(name))
    inputs = re.search(r'inputs="([0-9a-f]+)"', trace)[1]
    path = forged(folder, WORDS, RECORD, ("", inputs, "0" * len(inputs)))
    seen = review_file(path)
    (stale,) = [v.what for v in seen.whole if "have changed since this file was built" in v.what]
    assert "to 215 in July" in stale
    assert "to 251 in July" in stale
    (problem,) = refused(folder, path, HEAD)
    assert f"the report says something else now than what {HEAD} read" in problem
    (problem,) = refused(folder, path)
    assert "referrals:current:2022-07 was 215 and is 251" in problem
    done = accept_files(folder, [path], Asked(DAY, revised=True))
    assert not done.files                   # there is nothing to take: the report says what it said


def test_words_for_another_statement_do_not_move_to_its_file(folder: Path) -> None:
    """A statement's id that was put on other words changes no other statement."""
    path = forged(folder, ("customXml", "referrals/change.1", "assessed/change.1"))
    before = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    with contextlib.suppress(ProblemsFound):
        accept_files(folder, [path], Asked(DAY))
    assert {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()} == before


def test_a_true_file_is_believed(folder: Path) -> None:
    source = next((folder / "out").glob("*.docx"))
    assert not [v for v in review_file(source).verdicts if v.severity == "error"]
    assert accept_files(folder, [source], Asked(DAY)).files == ()
    assert accept_files(folder, [source], Asked(DAY, HEAD)).agreed == HEAD
