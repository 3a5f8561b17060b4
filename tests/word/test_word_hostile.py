"""Files that nobody means well with, or that no program of ours wrote: read, or one message.

Nothing crashes, nothing is lost unsaid, and what is large is read in time that grows with it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from briefing.files import LARGEST
from briefing.problems import ProblemsFound
from briefing.reading.word import EditedFile, read_back
from briefing.writers.word import word_file
from tests.documents import sample
from tests.word import robot

RAW = word_file(sample())
LEAD = "A lead paragraph."
NONE = "None identified this month."
Change = Callable[[str], str]


def changed(change: Change, **parts: bytes) -> bytes:
    """The sample's file with its document changed as text, and with more parts."""
    stored = io.BytesIO()
    with ZipFile(io.BytesIO(RAW)) as source, ZipFile(stored, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            blob = source.read(name)
            target.writestr(name, change(blob.decode()) if name == "word/document.xml" else blob)
        for name, blob in parts.items():
            target.writestr(name.replace("__", "/"), blob)
    return stored.getvalue()


def read(raw: bytes, tmp_path: Path) -> EditedFile:
    path = tmp_path / "edited.docx"
    path.write_bytes(raw)
    made = read_back(path)
    assert list(robot.unaccounted(made, raw)) == []
    return made


def rows(made: EditedFile) -> list[tuple[str, ...]]:
    return [robot.row_of(one) for one in made.changes]


def in_lead(put: str, instead: str = LEAD) -> Change:
    """Elements in place of the run of the lead paragraph."""
    pattern = re.compile(r"<w:r>(?:(?!</w:r>).)*" + re.escape(LEAD) + r"</w:t></w:r>")

    def change(text: str) -> str:
        assert pattern.search(text), instead
        return pattern.sub(lambda _: put, text, count=1)

    return change


def at_end(put: str) -> Change:
    """Blocks before the end of the body."""
    return lambda text: re.sub(r"(<w:sectPr(?:(?!<w:sectPr).)*</w:body>)", put.replace(
        "\\", r"\\") + r"\1", text, count=1, flags=re.S)


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def para(words: str) -> str:
    return f"<w:p>{run(words)}</w:p>"


WHO = 'w:id="7" w:author="Jo" w:date="2022-09-01T00:00:00Z"'
INSIDE: dict[str, tuple[str, list[tuple[str, ...]]]] = {
    "a field in the middle of a sentence": (
        run("A ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("lead")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" paragraph."), []),
    "a field that never ends": (
        run("A ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE '
        "</w:instrText></w:r>" + run("lead paragraph."), []),
    "a field of one element": (
        run("A ") + f'<w:fldSimple w:instr=" AUTHOR ">{run("lead")}</w:fldSimple>'
        + run(" paragraph."), []),
    "content controls in each other": (
        "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>" + run(LEAD)
        + "</w:sdtContent></w:sdt></w:sdtContent></w:sdt>", []),
    "smart tags in each other": (
        '<w:smartTag w:element="a"><w:smartTag w:element="b">' + run("A lead") + "</w:smartTag>"
        + run(" paragraph.") + "</w:smartTag>", []),
    "an insertion that was deleted again": (
        f"<w:ins {WHO}><w:del {WHO}><w:r><w:delText>gone</w:delText></w:r></w:del></w:ins>"
        + run(LEAD), []),
    "an insertion in an insertion": (
        f"<w:ins {WHO}><w:ins {WHO}>" + run("Now a lead paragraph.") + "</w:ins></w:ins>",
        [("reworded", "summary.contacts.1", "Now a lead paragraph.")]),
    "a deletion with an insertion in it": (
        f"<w:del {WHO}><w:r><w:delText>A</w:delText></w:r><w:ins {WHO}><w:r><w:delText> new"
        f"</w:delText></w:r></w:ins></w:del>" + run("A lead paragraph."), []),
    "words from right to left": (
        '<w:r><w:rPr><w:rtl/></w:rPr><w:t>\u200fA lead paragraph.</w:t></w:r>', []),
    "words that are turned round": (        # told, and not taken: nobody reads them so
        '<w:r><w:t>\u202eA lead paragraph.</w:t></w:r>',
        [("removed", "summary.contacts.1", "", "")]),
}


@pytest.mark.parametrize("name", INSIDE)
def test_what_stands_within_a_sentence_is_read_through(name: str, tmp_path: Path) -> None:
    put, expected = INSIDE[name]
    assert rows(read(changed(in_lead(put)), tmp_path)) == expected


def test_a_sentence_of_ours_copied_elsewhere_with_its_bookmark_is_an_addition(
    tmp_path: Path
) -> None:
    """Word keeps the first of two bookmarks of a name; some programs write both."""
    with ZipFile(io.BytesIO(RAW)) as archive:
        text = archive.read("word/document.xml").decode()
    start = text.rindex("<w:p>", 0, text.index(NONE))
    block = text[start:text.index("</w:p>", start) + 6]
    made = read(changed(at_end(block)), tmp_path)
    assert [row[0] for row in rows(made)] == ["added"]
    assert made.changes[0].after[0].text == NONE


def test_anchors_of_another_document_are_nobodys(tmp_path: Path) -> None:
    """A passage pasted from another report of ours brings bookmarks that this one has not."""
    pasted = ('<w:p><w:bookmarkStart w:id="900" w:name="_b_elsewhere_1a2b3c4d"/>'
              + run("Of another report altogether.") + '<w:bookmarkEnd w:id="900"/></w:p>')
    made = read(changed(at_end(pasted)), tmp_path)
    assert [row[0] for row in rows(made)] == ["added"]


def test_two_traces_are_read_by_the_first(tmp_path: Path) -> None:
    with ZipFile(io.BytesIO(RAW)) as archive:
        other = archive.read("customXml/item1.xml").replace(b'id="title"', b'id="another"')
        relations = archive.read("word/_rels/document.xml.rels").decode()
    stored = io.BytesIO()
    with ZipFile(io.BytesIO(RAW)) as source, ZipFile(stored, "w") as target:
        for name in source.namelist():
            blob = source.read(name)
            if name == "word/_rels/document.xml.rels":
                blob = relations.replace("</Relationships>", (
                    '<Relationship Id="rX" Target="../customXml/item9.xml" Type="http://schemas.'
                    'openxmlformats.org/officeDocument/2006/relationships/customXml"/>'
                    "</Relationships>")).encode()
            target.writestr(name, blob)
        target.writestr("customXml/item9.xml", other)
    assert read(stored.getvalue(), tmp_path).changes == ()


def test_a_file_put_into_the_text_is_told_of(tmp_path: Path) -> None:
    stored = io.BytesIO()
    with ZipFile(io.BytesIO(changed(at_end('<w:altChunk r:id="rChunk"/>')))) as source, ZipFile(
            stored, "w") as target:
        for name in source.namelist():
            blob = source.read(name)
            if name == "word/_rels/document.xml.rels":
                blob = blob.replace(b"</Relationships>", (
                    b'<Relationship Id="rChunk" Target="chunk.html" Type="http://schemas.openxml'
                    b'formats.org/officeDocument/2006/relationships/aFChunk"/></Relationships>'))
            target.writestr(name, blob)
        target.writestr("word/chunk.html", "<p>Put in.</p>")
    made = read(stored.getvalue(), tmp_path)
    assert [one.what for one in made.untaken] == ["a file put into the text"]


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "an entity": (lambda: changed(lambda text: text.replace(
        "<w:document", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', 1)
        .replace(LEAD, "&e;")), "declares entities, which no file of Word's does"),
    "entities that grow": (lambda: changed(lambda text: text.replace(
        "<w:document", '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
        "<w:document", 1).replace(LEAD, "&b;")), "declares entities"),
    "a zip that unpacks to more than it should": (
        lambda: changed(str, word__media__x=b"\0" * (LARGEST + 1)), "GB|MB"),
    "a text of 51 MB": (
        lambda: changed(str, **{"word__more.xml": b"<x>" + b" " * (51 << 20) + b"</x>"}),
        "at most 50 MB are read"),
    "a broken part": (lambda: changed(lambda text: text[:-40]), "it is damaged"),
    "brackets that do not close": (
        lambda: changed(in_lead("<w:ins><w:r>")), "it is damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_not_read_is_one_message(name: str, tmp_path: Path) -> None:
    make, said = HOSTILE[name]
    path = tmp_path / "edited.docx"
    path.write_bytes(make())
    with pytest.raises(ProblemsFound, match=said) as raised:
        read_back(path)
    assert len(raised.value.problems) == 1


def test_what_is_deeply_nested_is_read_or_one_message(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 120 + run(LEAD) + "</w:sdtContent></w:sdt>" * 120
    assert read(changed(in_lead(deep)), tmp_path).changes == ()
    deeper = "<w:ins>" * 400 + run(LEAD) + "</w:ins>" * 400
    path = tmp_path / "deeper.docx"
    path.write_bytes(changed(in_lead(deeper)))
    with pytest.raises(ProblemsFound, match="it is damaged"):
        read_back(path)


def test_a_table_in_a_table_in_a_table(tmp_path: Path) -> None:
    table = para("In the middle.")
    for _ in range(12):
        table = f"<w:tbl><w:tr><w:tc>{table}<w:p/></w:tc></w:tr></w:tbl>"
    made = read(changed(at_end(table)), tmp_path)
    assert any("In the middle" in one.what for one in made.untaken) or any(
        "In the middle" in str(one.rows) + str(one.after) for one in made.changes)


def test_much_that_was_added_is_read(tmp_path: Path) -> None:
    """Four thousand paragraphs and a table of 200 rows and 40 columns."""
    cells = "".join(f"<w:tc>{para(f'c{n}')}</w:tc>" for n in range(40))
    many = "".join(para(f"Paragraph {n} of many.") for n in range(4000))
    made = read(changed(at_end(many + f"<w:tbl>{f'<w:tr>{cells}</w:tr>' * 200}</w:tbl>")),
                tmp_path)
    assert [row[0] for row in rows(made)] == ["added"] * 4001
    assert len(made.changes[-1].rows) == 200
