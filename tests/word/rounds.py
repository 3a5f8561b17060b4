"""The whole round of an edited file: accepted into a folder, built again, both laid side by side.

The words are read here without the program's own reader: a line a paragraph, as Word shows it once
every tracked change is accepted; numbers that Word works out and the lines of the contents are
nobody's words. Blanks are left out: where two paragraphs are joined, one is put between.
"""

from __future__ import annotations

import difflib
import io
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

from briefing import shelves
from briefing.accept import Accepted, Asked, accept
from briefing.build import report_name
from briefing.narrative.remarks import remarks_on
from briefing.prepared import Prepared, prepare
from briefing.problems import ProblemsFound
from briefing.reading.word.habits import plain
from briefing.writers.word import RunNote, word_file

# Kinds of edit whose words the report does not say: figures of the data, what is set elsewhere, a
# second copy of a paragraph. They are listed instead, or refused. An answer to a question goes to
# commentary/, and the paragraphs round it are made anew.
LISTED = frozenset((
    "a figure is changed", "a paragraph is copied", "a cell is changed",
    "a cell is changed with track changes", "a column is added", "a chart is deleted",
    "the header block is changed", "a prompt is answered"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = (f"{W}del", f"{W}moveFrom")
NOBODYS = re.compile(r"\s*(SEQ|PAGEREF|PAGE|TOC|NUMPAGES)\b")
DAY = date(2022, 9, 1)


def folder_in(layout: str, path: Path) -> Path:
    """A copy of the worked example, in a layout."""
    shutil.copytree(shelves.example("barnsley"), path)
    settings = path / "report.toml"
    words = settings.read_text("utf-8")
    settings.write_text(re.sub(r'(?m)^(layout\s*= ).*$', rf'\1"{layout}"', words), "utf-8")
    return path


def written_by(prepared: Prepared) -> bytes:
    """The Word file that `build` writes of a private report."""
    edition = prepared.editions[0]
    note = RunNote(prepared.report.period, edition.name, prepared.report.settings.report.meeting,
                   "", report_name(prepared.report))
    return word_file(edition.composed.document, note,
                     remarks_on(edition.composed.narration, prepared.book, False), prepared.house)


@dataclass(frozen=True)
class Round:
    """What was refused; else what was taken over, and the file that is built of it."""

    refused: tuple[str, ...] = ()
    accepted: Accepted | None = None
    rebuilt: bytes = b""


def whole_round(folder: Path, edited: bytes, name: str = "edited.docx") -> Round:
    """The edited file accepted into the folder, and the report built again."""
    path = folder.parent / name
    path.write_bytes(edited)
    try:
        accepted = accept(folder, [path], Asked(DAY))
        return Round(accepted=accepted, rebuilt=written_by(prepare(folder)))
    except ProblemsFound as fault:
        return Round(tuple(map(str, fault.problems)))


def lines_of(raw: bytes) -> list[str]:
    """The words of a Word file, a line a paragraph, empty ones left out."""
    with ZipFile(io.BytesIO(raw)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        lists = _contents_styles(archive)
    made: list[str] = []
    open_line = ""
    fields: list[str] = []
    for paragraph in body.iter(f"{W}p"):
        if _is_out(paragraph):
            continue
        words = open_line
        for one in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}fldChar", f"{W}instrText",
                                  f"{W}noBreakHyphen"):
            if next(one.iterancestors(*GONE), None) is not None or (
                    next(one.iterancestors(f"{W}p")) is not paragraph):
                continue
            if one.tag == f"{W}fldChar":
                kind = one.get(f"{W}fldCharType")
                if kind == "begin":
                    fields.append("")
                elif kind == "end" and fields:
                    fields.pop()
            elif one.tag == f"{W}instrText":
                if fields:
                    fields[-1] += one.text or ""
            elif one.getparent().tag == f"{W}r" and not any(map(NOBODYS.match, fields)) and (
                    not _hidden(one)):
                words += one.text or "" if one.tag == f"{W}t" else " "
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        open_line = ""
        if mark is not None and any(one.tag in GONE for one in mark):
            open_line = words
            continue
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if words.strip() and (style is None or style.get(f"{W}val") not in lists):
            made.append(plain(words).replace(" ", ""))
    return made


def _hidden(one: Any) -> bool:
    properties = one.getparent().find(f"{W}rPr")
    return properties is not None and properties.find(f"{W}vanish") is not None


def _contents_styles(archive: ZipFile) -> set[str]:
    styles = etree.fromstring(archive.read("word/styles.xml"))
    return {one.get(f"{W}styleId", "") for one in styles.iter(f"{W}style")
            if one.find(f"{W}name").get(f"{W}val", "").casefold().startswith("toc ")}


def _is_out(paragraph: Any) -> bool:
    """Whether a paragraph is in a deleted row, or in a drawing."""
    return any(
        outer.tag == f"{W}txbxContent" or (
            outer.tag == f"{W}tr" and outer.find(f"{W}trPr/{W}del") is not None)
        for outer in paragraph.iterancestors(f"{W}txbxContent", f"{W}tr"))


def differing(edited: bytes, rebuilt: bytes) -> Iterator[str]:
    """Where the words of two files differ: "- " those of the edited, "+ " those of the rebuilt."""
    ours, theirs = lines_of(edited), lines_of(rebuilt)
    yield from (line for line in difflib.ndiff(ours, theirs) if line[:2] in ("- ", "+ ")
                ) if ours != theirs else ()


def is_only_arranged(edited: bytes, rebuilt: bytes) -> bool:
    """Whether every line of the edited file is in the rebuilt one as often, and what that has more
    of stood there before: a table that a wide row made too wide is set in two tiers, and the heads
    of its rows are said in both."""
    ours, theirs = Counter(lines_of(edited)), Counter(lines_of(rebuilt))
    return not ours - theirs and set(theirs) == set(ours)


def said_of(accepted: Accepted) -> Sequence[str]:
    """What accepting said that it left."""
    return [str(problem) for problem in accepted.left]
