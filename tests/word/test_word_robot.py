"""Sixty kinds of edit, alone and mixed: each is read back exactly, and nothing is lost between."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from random import Random
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from briefing.prepared import Prepared
from briefing.problems import ProblemsFound
from briefing.reading.word import EditedFile, read_back, run_of, written_in
from briefing.reading.word.written import Written
from briefing.writers.word import word_file
from tests.conftest import LAYOUTS, laid_out
from tests.documents import sample
from tests.word import robot

EXAMPLE = LAYOUTS[0]
WITHOUT_A_PLACE = {"dashes become hyphens"}     # the example's paragraphs have none
OLE = b"\xd0\xcf\x11\xe0"


@pytest.fixture(scope="session")
def file_in(example: Prepared) -> Callable[[str], tuple[bytes, Written]]:
    """The worked example as a Word file in a layout, and what was written in it."""
    known: dict[str, tuple[bytes, Written]] = {}

    def made(layout: str) -> tuple[bytes, Written]:
        if layout not in known:
            raw = word_file(laid_out(example, layout))
            known[layout] = raw, written_in(raw, "file.docx")
        return known[layout]

    return made


def read(raw: bytes, tmp_path: Path, written: Written | None = None) -> EditedFile:
    path = tmp_path / "edited.docx"
    path.write_bytes(raw)
    found = read_back(path, written)
    assert path.read_bytes() == raw     # an edited file is never written to
    return found


@pytest.mark.parametrize("name", [name for name in robot.EDITS if name not in WITHOUT_A_PLACE])
def test_an_edit_is_read_back_exactly(
    name: str, file_in: Callable[[str], tuple[bytes, Written]], tmp_path: Path
) -> None:
    raw, written = file_in(EXAMPLE)
    copy = robot.Copy(raw, Random(name), written)
    expected = robot.EDITS[name](copy)
    assert expected is not None
    edited = copy.saved()
    found = read(edited, tmp_path)
    assert list(robot.differences(found, [expected])) == []
    assert list(robot.unaccounted(found, edited)) == []


@pytest.mark.parametrize(("layout", "seed"), [
    (layout, 100 * n + seed) for n, layout in enumerate(LAYOUTS) for seed in range(3)])
def test_mixtures_are_read_back_exactly(
    layout: str, seed: int, file_in: Callable[[str], tuple[bytes, Written]], tmp_path: Path
) -> None:
    """A few of those of tests/benchmarks/edits.py."""
    edited, names, expected = robot.mixture(*file_in(layout), seed)
    found = read(edited, tmp_path)
    assert list(robot.differences(found, expected)) == [], names
    assert list(robot.unaccounted(found, edited)) == [], names


def test_there_are_sixty_kinds() -> None:
    assert len(robot.EDITS) >= 60


def test_the_robot_sees_what_is_lost_and_what_is_made_up(
    file_in: Callable[[str], tuple[bytes, Written]], tmp_path: Path
) -> None:
    raw, written = file_in(EXAMPLE)
    copy = robot.Copy(raw, Random(1), written)
    expected = robot.EDITS["a cell is changed"](copy)
    assert expected is not None
    edited = copy.saved()
    untouched, touched = read(raw, tmp_path), read(edited, tmp_path)
    assert len(list(robot.differences(untouched, [expected]))) == 1
    assert len(list(robot.differences(touched, []))) == 1
    more = edited_with(edited, b"</w:body>", b"<w:p/></w:body>")
    assert list(robot.unaccounted(touched, more)) != []


def edited_with(raw: bytes, old: bytes, new: bytes, part: str = "word/document.xml") -> bytes:
    """The file with bytes of a part exchanged."""
    stored = io.BytesIO()
    with ZipFile(io.BytesIO(raw)) as source, ZipFile(stored, "w") as target:
        for name in source.namelist():
            blob = source.read(name)
            target.writestr(name, blob.replace(old, new) if name == part else blob)
    return stored.getvalue()


# ── without bookmarks and without the trace ─────────────────────────────────────────────────────


def as_exported(raw: bytes) -> bytes:
    """As a program saves it that keeps no bookmarks, no custom XML and no alternative words."""
    opened = docx.Document(io.BytesIO(raw))
    body = opened.element.body
    for one in list(body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        one.getparent().remove(one)
    for one in body.iter(qn("wp:docPr")):
        one.attrib.pop("descr", None)
    for name, relation in list(opened.part.rels.items()):
        if relation.reltype.endswith("/customXml"):
            del opened.part.rels[name]
    stored = io.BytesIO()
    opened.save(stored)
    return stored.getvalue()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_without_any_trace_everything_is_found_by_its_words(
    layout: str, file_in: Callable[[str], tuple[bytes, Written]], tmp_path: Path
) -> None:
    raw, written = file_in(layout)
    found = read(as_exported(raw), tmp_path, written)
    assert found.changes == ()
    assert {one.by_what for one in found.anchors} == {"words", "place"}
    assert ["alternative words" in one.what for one in found.untaken] == [True]


ALSO_WITHOUT = ("a word is changed", "a figure is changed", "a sentence is written at the end",
                "a heading is reworded", "a paragraph is deleted", "a paragraph is inserted",
                "a cell is changed", "a row is added", "a row is deleted", "a paragraph is moved",
                "a paragraph is split", "a figure of a chart is changed", "a table is deleted",
                "words are inserted with track changes", "quotes become straight")


@pytest.mark.parametrize("name", ALSO_WITHOUT)
def test_an_edit_is_read_back_without_any_trace(
    name: str, file_in: Callable[[str], tuple[bytes, Written]], tmp_path: Path
) -> None:
    raw, written = file_in(EXAMPLE)
    copy = robot.Copy(raw, Random(name), written)
    expected = robot.EDITS[name](copy)
    assert expected is not None
    expected.untaken += [one.what for one in read(as_exported(raw), tmp_path, written).untaken]
    found = read(as_exported(copy.saved()), tmp_path, written)
    assert list(robot.differences(found, [expected])) == []


def test_a_file_of_another_report_is_not_taken_for_this_one(
    file_in: Callable[[str], tuple[bytes, Written]], tmp_path: Path
) -> None:
    raw = as_exported(word_file(sample()))
    with pytest.raises(ProblemsFound, match="not the report that it is compared with"):
        read(raw, tmp_path, file_in(EXAMPLE)[1])


def test_a_file_without_its_trace_tells_its_run_by_its_properties(tmp_path: Path) -> None:
    path = tmp_path / "edited.docx"
    path.write_bytes(as_exported(word_file(sample())))
    assert set(run_of(path)) == {"version"}
    with pytest.raises(ProblemsFound, match="but its properties name a report"):
        read_back(path)


# ── what is no Word file of ours ────────────────────────────────────────────────────────────────


def zipped(**parts: bytes) -> bytes:
    stored = io.BytesIO()
    with ZipFile(stored, "w") as archive:
        for name, blob in parts.items():
            archive.writestr(name.replace("__", "/"), blob)
    return stored.getvalue()


SAVE_AS = "Save it in its program as a Word document (.docx), and give that."
BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "it is empty. Give the Word file that was edited."),
    "a PDF": (b"%PDF-1.7 ...", "it is a PDF. Give the Word file that was edited."),
    "rich text": (b"{\\rtf1 text}", "it is rich text (.rtf), which keeps no trace of what was "
                                    f"written. {SAVE_AS}"),
    "one XML file": (b"<?xml version='1.0'?><w/>",
                     f"it is a Word file of one piece (.xml). {SAVE_AS}"),
    "a web page": (b"<HTML><body>text</body></HTML>", f"it is a web page. {SAVE_AS}"),
    "a web page that says so": (b"<!DOCTYPE html>", f"it is a web page. {SAVE_AS}"),
    "OpenDocument": (zipped(mimetype=b"application/vnd.oasis.opendocument.text"),
                     f"it is an OpenDocument file (.odt). {SAVE_AS}"),
    "a workbook": (zipped(**{"xl__workbook.xml": b"<x/>"}), "it is a workbook or slides, not a "
                   "Word file. Give the Word file that was edited."),
    "an older Word": (OLE + b"text", "it is a file of an older Word, or of another program. Save "
                      "it in Word as a document (.docx) or template (.dotx)."),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "it is protected by a password. "
                   "Save it without the password."),
    "a torn file": (b"PK\x03\x04 torn", "it is damaged. Open it in Word and save it again."),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_word_file_is_named_with_its_remedy(name: str, tmp_path: Path) -> None:
    raw, said = BAD[name]
    with pytest.raises(ProblemsFound) as raised:
        read(raw, tmp_path)
    assert str(raised.value) == f"edited.docx: {said}"


@pytest.mark.parametrize(("old", "new", "said"), [
    (b'form="2"', b'form="3"', "it was written by a newer version of the program (0.1.0). Install "
                               "that version, or a later one."),
    (b' form="2"', b"", "it was written by an older version of the program (0.1.0). Build the "
                        "report again, and make the edits in the new Word file."),
    (b'kind="heading"', b'kind="chapter"', "what it says was written in it is damaged. Give a copy "
                                           "of it that only Word or LibreOffice has saved."),
])
def test_a_trace_that_cannot_be_read_is_one_message(
    old: bytes, new: bytes, said: str, tmp_path: Path
) -> None:
    raw = edited_with(word_file(sample()), old, new, "customXml/item1.xml")
    with pytest.raises(ProblemsFound) as raised:
        read(raw, tmp_path)
    assert str(raised.value) == f"edited.docx: {said}"


def test_the_mark_of_an_open_file_is_not_the_file(tmp_path: Path) -> None:
    path = tmp_path / "~$report.docx"
    path.write_bytes(b"\x05Jo")
    with pytest.raises(ProblemsFound, match=r"Give report\.docx"):
        read_back(path)


def test_a_file_that_is_protected_against_changes_is_read(tmp_path: Path) -> None:
    raw = edited_with(
        word_file(sample()), b"</w:settings>",
        b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>',
        "word/settings.xml")
    assert read(raw, tmp_path).changes == ()
