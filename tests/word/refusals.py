"""Edited Word files that are refused: how the file came to be, and what is said of it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx

from briefing import document as d
from briefing.periods import parse_month
from briefing.reading.word import read_back, written_in
from briefing.reading.word.written import FORM
from briefing.writers.word import RunNote, word_file
from tests.documents import words
from tests.word.test_word_writer import one_section

OURS = ("Referrals were fewer than in June.", "Assessments were on time.",
        "Caseloads were maintained.", "Visits were made as planned.")


def ours() -> bytes:
    """A Word file of the program's."""
    paragraphs = (d.Paragraph(f"p{n}", words(text)) for n, text in enumerate(OURS))
    return word_file(one_section(*paragraphs), RunNote(parse_month("2022-07"), "private"))


def put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def with_trace(path: Path, before: str, after: str) -> Path:
    """The file with other words in its trace."""
    put(path, ours())
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = {name: content.replace(before.encode(), after.encode())
               if name.startswith("customXml/") else content for name, content in parts.items()}
    assert changed != parts
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in changed.items():
            archive.writestr(name, content)
    return path


def foreign(path: Path) -> Path:
    """A Word file that the program has not written."""
    document = docx.Document()
    document.add_paragraph("Dear Sir, thank you for your letter.")
    document.save(str(path))
    return path


REFUSALS: dict[str, tuple[Callable[[Path], object], str]] = {
    "an edited file that is another's": (lambda folder: read_back(foreign(folder / "a.docx")),
        "a.docx: it does not say what was written in it. Give a Word file that `briefing build` "
        "wrote, saved again as .docx; or name the folder of the report as well."),
    "an edited file that is another report": (
        lambda folder: read_back(foreign(folder / "a.docx"), written_in(ours(), "b.docx")),
        "a.docx: it is not the report that it is compared with. Name the folder of the report that "
        "it was made of."),
    "a built file that is another's": (
        lambda folder: written_in(foreign(folder / "a.docx").read_bytes(), "a.docx"),
        "a.docx: it does not say what was written in it. Give a Word file that `briefing build` "
        "wrote."),
    "the mark of an open file": (lambda folder: read_back(put(folder / "~$port.docx", b"open")),
        "~$port.docx: it is the mark that Word sets while a file is open, not the file. Give "
        "port.docx, or what it is called in full."),
    "a PDF for an edited file": (lambda folder: read_back(put(folder / "a.docx", b"%PDF-1.7\n")),
        "a.docx: it is a PDF. Give the Word file that was edited."),
    "an edited file of a newer version": (lambda folder: read_back(
        with_trace(folder / "a.docx", f'form="{FORM}"', f'form="{FORM + 1}"')),
        "a.docx: it was written by a newer version of the program (0.1.0). Install that version, "
        "or a later one."),
    "an edited file of an older version": (lambda folder: read_back(
        with_trace(folder / "a.docx", f'form="{FORM}"', f'form="{FORM - 1}"')),
        "a.docx: it was written by an older version of the program (0.1.0). Build the report "
        "again, and make the edits in the new Word file."),
    "an edited file whose trace is damaged": (lambda folder: read_back(
        with_trace(folder / "a.docx", 'kind="paragraph"', 'kind="paragraph" level="x"')),
        "a.docx: what it says was written in it is damaged. Give a copy of it that only Word or "
        "LibreOffice has saved."),
}  # fmt: skip
