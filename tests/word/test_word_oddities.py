"""What Word can put into a file that no report has: it is read as what a reader sees, or told; it
is never passed over."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from briefing.prepared import prepare
from briefing.reading.word import read_back
from briefing.reading.word.edited import EditedFile, words_of
from briefing.reading.word.parts import w
from tests.revision.reports import report
from tests.word.robot import xml
from tests.word.rounds import written_by

SAID = "The number of referrals increased"
BY = 'w:id="7" w:author="Ann Smith" w:date="2022-09-20T10:00:00Z"'
Act = Callable[["Copy"], None]


class Copy:
    """The parts of a Word file of ours, while somebody edits them."""

    def __init__(self, raw: bytes) -> None:
        with ZipFile(io.BytesIO(raw)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.tree = etree.fromstring(self.parts["word/document.xml"])

    @property
    def paragraph(self) -> Any:
        return next(one for one in self.tree.iter(w("p")) if "".join(
            each.text or "" for each in one.iter(w("t"))).startswith(SAID))

    @property
    def rows(self) -> list[Any]:
        """Those of the ratings by service area."""
        table = next(one for one in self.tree.iter(w("tbl")) if "Service area" in "".join(
            each.text or "" for each in one.iter(w("t"))))
        return list(table.iterchildren(w("tr")))

    def cell(self, row: int, column: int) -> Any:
        return self.rows[row].findall(w("tc"))[column]

    def append(self, text: str) -> None:
        self.paragraph.append(xml(text))

    def saved(self, path: Path) -> Path:
        self.parts["word/document.xml"] = etree.tostring(self.tree)
        with ZipFile(path, "w", ZIP_STORED) as archive:
            for name, blob in self.parts.items():
                archive.writestr(name, blob)
        return path


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return written_by(prepare(report(tmp_path_factory.mktemp("odd") / "report")))


def read(raw: bytes, tmp_path: Path, act: Act) -> EditedFile:
    copy = Copy(raw)
    act(copy)
    return read_back(copy.saved(tmp_path / "edited.docx"))


def words(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def section(copy: Copy) -> None:
    copy.paragraph.find(w("pPr")).append(xml(
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'))


def watermark(copy: Copy) -> None:
    name = next(one for one in copy.parts if one.startswith("word/header"))
    copy.parts[name] = copy.parts[name].replace(b"</w:hdr>", (
        b'<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape>'
        b'<v:textpath string="DRAFT SEEN BY LEGAL"/></v:shape></w:pict></w:r></w:p></w:hdr>'
    ))


def hanging_letter(copy: Copy) -> None:
    copy.paragraph.addprevious(xml(
        f'<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>{words("T")}</w:p>'))
    first = next(copy.paragraph.iter(w("t")))
    first.text = first.text[1:]


def hidden_row(copy: Copy) -> None:
    copy.rows[1].insert(0, xml("<w:trPr><w:hidden/></w:trPr>"))


def merged_beside(copy: Copy) -> None:
    copy.cell(1, 1).find(w("tcPr")).append(xml('<w:gridSpan w:val="2"/>'))
    copy.rows[1].remove(copy.cell(1, 2))


def split(copy: Copy) -> None:
    new = deepcopy(copy.cell(1, 1))
    copy.cell(1, 1).addnext(new)
    for text in new.iter(w("t")):
        text.text = "Torn"


def merged_below(copy: Copy) -> None:
    copy.cell(1, 0).find(w("tcPr")).append(xml('<w:vMerge w:val="restart"/>'))
    copy.cell(2, 0).find(w("tcPr")).append(xml("<w:vMerge/>"))
    for text in copy.cell(2, 0).iter(w("t")):
        text.text = ""


def cells_cut(copy: Copy) -> None:
    for row in range(len(copy.rows)):
        copy.cell(row, -1).find(w("tcPr")).append(xml(f"<w:cellDel {BY}/>"))


PROMPT = ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
          f'{words(" Click or tap here to enter text.")}</w:sdtContent></w:sdt>')
RUBY = ("<w:r><w:ruby><w:rt><w:r><w:t>above</w:t></w:r></w:rt><w:rubyBase>"
        f'{words(" Said.")}</w:rubyBase></w:ruby></w:r>')
UNKNOWN = "<w:r><w:laterKind><w:t>from the future</w:t></w:laterKind></w:r>"

# What somebody does, and what cannot be taken over of it: "" where there is nothing.
NOTHING_CHANGED: dict[str, tuple[Act, str]] = {
    "a section of its own pages": (section, "1 section break"),
    "a watermark": (watermark, "a watermark: 'DRAFT SEEN BY LEGAL'"),
    "a letter over three lines": (hanging_letter, ""),
    "a row that is hidden": (hidden_row, "a hidden row: "),
    "two cells of a row become one": (merged_beside, "cells that were merged or split: "),
    "a cell becomes two": (split, "cells that were merged or split: "),
    "a head over two rows": (merged_below, "merged cells"),
    "Word's prompt of an empty control": (lambda copy: copy.append(PROMPT), ""),
    "a mark that turns letters round": (
        lambda copy: copy.append(words("\u202e 21")), "turned round: "),
    "an element of a later Word": (lambda copy: copy.append(UNKNOWN),
                                   "in laterKind: 'from the future'"),
}


@pytest.mark.parametrize("name", NOTHING_CHANGED)
def test_nothing_is_changed_and_what_is_left_is_told(
    raw: bytes, tmp_path: Path, name: str
) -> None:
    act, left = NOTHING_CHANGED[name]
    edited = read(raw, tmp_path, act)
    assert [(one.kind, words_of(one.after)) for one in edited.changes] == []
    assert [one.what.startswith(left) for one in edited.untaken] == [True] * bool(left), (
        edited.untaken)


ADDED: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "words with others over them": (RUBY, " Said.", ("set above others: 'above'",)),
    "a tick of Word's own font": ('<w:r><w:t xml:space="preserve"> </w:t><w:sym '
                                  'w:font="Wingdings" w:char="F0FC"/></w:r>', " ✓", ()),
    "capitals by look": (words(" said", "<w:rPr><w:caps/></w:rPr>"), " said",
                         ("in capitals: 'said'",)),
    "a number that was pasted with marks of direction": (
        words(" Ring \u202a01234 567890\u202c."), " Ring 01234 567890.", ()),
    "an insertion in which another struck words": (
        f"<w:ins {BY}>{words(' Ann adds')}<w:del {BY}><w:r><w:delText>and Bob</w:delText></w:r>"
        f"</w:del>{words('.')}</w:ins>", " Ann adds.", ()),
}


@pytest.mark.parametrize("name", ADDED)
def test_what_a_reader_sees_is_read(raw: bytes, tmp_path: Path, name: str) -> None:
    text, seen, left = ADDED[name]
    edited = read(raw, tmp_path, lambda copy: copy.append(text))
    (change,) = edited.changes
    assert words_of(change.after) == f"{words_of(change.before)}{seen}"
    assert tuple(one.what for one in edited.untaken) == left


def test_cells_that_were_cut_with_tracking_are_a_column(raw: bytes, tmp_path: Path) -> None:
    (change,) = read(raw, tmp_path, cells_cut).changes
    assert (change.kind, change.by.author, change.by.tracked) == (
        "column_removed", "Ann Smith", True)
