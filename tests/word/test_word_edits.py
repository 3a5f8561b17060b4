"""An edited Word file on the left, and on the right what is read back from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from briefing import document as d
from briefing.periods import parse_month
from briefing.problems import ProblemsFound
from briefing.reading.word import Change, EditedFile, Run, read_back, words_of
from briefing.writers.word import RunNote, word_file
from tests.documents import figure, sample, words
from tests.word.test_word_writer import one_section, part, table
from tests.word_lint import Opened

FIRST = "The number of referrals reduced from 322 in June to 247 in July."
TEXTS = {"a": FIRST, "b": "Assessments were on time.", "c": "Caseloads were maintained at 16.2."}
Edit = Callable[["docx.document.Document"], None]


def briefing_of(*more: d.Block) -> d.Document:
    first = (d.Text("The number of referrals reduced from "), figure("322", "322", "previous"),
             d.Text(" in June to "), figure("247", "247"), d.Text(" in July."))
    return one_section(
        d.Heading("head", 2, "Referrals"), d.Paragraph("a", first),
        d.Paragraph("b", words(TEXTS["b"])), d.Paragraph("c", words(TEXTS["c"])), *more)


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., EditedFile]:
    def read(edit: Edit, *more: d.Block) -> EditedFile:
        path = tmp_path / "edited.docx"
        path.write_bytes(word_file(briefing_of(*more), RunNote(parse_month("2022-07"), "private")))
        opened = docx.Document(str(path))
        edit(opened)
        opened.save(str(path))
        return read_back(path)

    return read


def paragraph(opened: docx.document.Document, start: str) -> docx.text.paragraph.Paragraph:
    return next(p for p in opened.paragraphs if p.text.startswith(start))


def changed(found: EditedFile) -> dict[str, str | None]:
    """The new words at each anchor, None where nothing is left."""
    return {one.anchor: words_of(one.after) if one.kind != "removed" else None
            for one in found.changes if one.kind in ("reworded", "removed", "cell")}


def added(found: EditedFile) -> list[tuple[str, str]]:
    """The author's own words, and the anchor that they follow."""
    return [(words_of(one.after), one.follows) for one in found.changes if one.kind == "added"]


# ── what an author does, and what is read ───────────────────────────────────────────────────────


def test_a_file_that_nobody_touched_is_unchanged(edited: Callable[..., EditedFile]) -> None:
    found = edited(lambda opened: None)
    original = {one.id: words_of(one.original) for one in found.anchors}
    assert original == {"head": "Referrals"} | TEXTS
    assert changed(found) == {}
    assert found.changes == ()
    assert (found.run["period"], found.run["edition"]) == ("2022-07", "private")


def test_what_was_said_is_told_by_its_statements(edited: Callable[..., EditedFile]) -> None:
    """A paragraph by each of its sentences, whatever became of their words."""
    said = d.Paragraph("two", (d.Text("It fell.", statement="a.b/change.1"), d.Text(" "),
                               d.Text("It is low.", statement="a.b/standing.1")))

    def shorten(opened: docx.document.Document) -> None:
        paragraph(opened, "It fell.").runs[0].text = "Down."

    (two,) = (one for one in edited(shorten, said).anchors if one.id == "two")
    assert two.statements == ("a.b/change.1", "a.b/standing.1")
    assert two.present != two.original


def test_the_figures_that_were_printed_are_told_with_their_facts(
    edited: Callable[..., EditedFile],
) -> None:
    figures = {one.id: tuple((figure.fact, figure.text) for figure in one.printed)
               for one in edited(lambda opened: None).anchors}
    assert figures["a"] == (("referrals.volume:previous:2022-07", "322"),
                            ("referrals.volume:current:2022-07", "247"))
    assert figures["b"] == ()


def change_a_figure(opened: docx.document.Document) -> None:
    run = paragraph(opened, "The number").runs[0]
    run.text = run.text.replace("247", "249")


def write_on(opened: docx.document.Document) -> None:
    paragraph(opened, "Assessments").add_run(" Well done.")


def split(opened: docx.document.Document) -> None:
    """The return key in the middle: the rest goes into a paragraph of its own, marks with it."""
    first = paragraph(opened, "The number")._p
    rest = deepcopy(first)
    for one in rest.findall(qn("w:bookmarkStart")):
        rest.remove(one)
    first.remove(first.find(qn("w:bookmarkEnd")))
    first.find(qn("w:r")).find(qn("w:t")).text = "The number of referrals reduced."
    rest.find(qn("w:r")).find(qn("w:t")).text = "It was 247 in July."
    first.addnext(rest)


def delete(opened: docx.document.Document) -> None:
    gone = paragraph(opened, "Assessments")._p
    gone.getparent().remove(gone)


def delete_but_for_its_marks(opened: docx.document.Document) -> None:
    """As LibreOffice does it: the marks stay at the head of the next paragraph."""
    gone = paragraph(opened, "Assessments")._p
    after = paragraph(opened, "Caseloads")._p
    for one in reversed(gone.findall(qn("w:bookmarkStart")) + gone.findall(qn("w:bookmarkEnd"))):
        after.insert(1, one)
    gone.getparent().remove(gone)


def join(opened: docx.document.Document) -> None:
    """The delete key at the end of a paragraph."""
    first, second = paragraph(opened, "Assessments")._p, paragraph(opened, "Caseloads")._p
    for one in list(second):
        if one.tag != qn("w:pPr"):
            first.append(one)
    second.getparent().remove(second)


def insert(opened: docx.document.Document) -> None:
    paragraph(opened, "Assessments").insert_paragraph_before("The council is recruiting.")


def retype(opened: docx.document.Document) -> None:
    """The paragraph is deleted, and something like it is written in its place."""
    paragraph(opened, "Caseloads").insert_paragraph_before("Assessments were mostly on time.")
    delete(opened)


def track(opened: docx.document.Document) -> None:
    """Tracked changes: one word out, another in."""
    one = paragraph(opened, "Assessments")._p
    run = one.find(qn("w:r"))
    who = 'w:id="900" w:author="Author" w:date="2022-09-01T00:00:00Z"'
    made = [
        f"<w:r {nsdecls('w')}><w:t xml:space='preserve'>Assessments were </w:t></w:r>",
        f"<w:del {nsdecls('w')} {who}><w:r><w:delText>on time.</w:delText></w:r></w:del>",
        f"<w:ins {nsdecls('w')} {who}><w:r><w:t>late.</w:t></w:r></w:ins>",
    ]
    for xml in made:
        run.addprevious(parse_xml(xml))
    one.remove(run)


def track_a_join(opened: docx.document.Document) -> None:
    """Tracked: the paragraph's mark is deleted, so that it runs on into the next."""
    properties = paragraph(opened, "Assessments")._p.find(qn("w:pPr"))
    properties.append(parse_xml(
        f"<w:rPr {nsdecls('w')}><w:del w:id='901' w:author='Author'/></w:rPr>"))


@pytest.mark.parametrize(("edit", "present", "own"), [
    (change_a_figure, {"a": FIRST.replace("247", "249")}, []),
    (write_on, {"b": "Assessments were on time. Well done."}, []),
    (split, {"a": "The number of referrals reduced.\nIt was 247 in July."}, []),
    (delete, {"b": None}, []),
    (delete_but_for_its_marks, {"b": None}, []),
    (join, {}, []),
    (insert, {}, [("The council is recruiting.", "a")]),
    (retype, {"b": "Assessments were mostly on time."}, []),
    (track, {"b": "Assessments were late."}, []),
    (track_a_join, {}, []),
], ids=lambda one: getattr(one, "__name__", ""))
def test_an_edit_is_read_back(
    edit: Edit, present: dict[str, str | None], own: list[tuple[str, str]],
    edited: Callable[..., EditedFile],
) -> None:
    found = edited(edit)
    assert changed(found) == present
    assert added(found) == own


def test_what_lost_its_anchor_is_found_by_its_words(edited: Callable[..., EditedFile]) -> None:
    how = {one.id: one.by_what for one in edited(retype).anchors}
    assert how == {"head": "anchor", "a": "anchor", "b": "words", "c": "anchor"}
    assert {one.id: one.by_what for one in edited(delete).anchors}["b"] == ""


def test_without_any_anchor_everything_is_found_by_its_words(
    edited: Callable[..., EditedFile],
) -> None:
    """As when a program that knows no bookmarks saved it; one sentence was changed as well."""
    def strip(opened: docx.document.Document) -> None:
        body = opened.element.body
        for one in list(body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            one.getparent().remove(one)
        change_a_figure(opened)
        insert(opened)

    found = edited(strip, table(), d.Paragraph("end", words("End.")))
    assert {one.by_what for one in found.anchors} == {"words"}
    assert changed(found) == {"a": FIRST.replace("247", "249")}
    assert [words for words, _ in added(found)] == ["The council is recruiting."]


def test_a_table_of_the_authors_own_is_one_addition(edited: Callable[..., EditedFile]) -> None:
    def draw(opened: docx.document.Document) -> None:
        made = opened.add_table(2, 2)
        for n, cell in enumerate(made._cells):
            cell.text = f"Cell {n}"

    assert edited(draw).changes == (Change("added", "table", follows="c", rows=(
        ("Cell 0", "Cell 1"), ("Cell 2", "Cell 3"))),)


def test_a_cell_that_was_changed_shows_in_its_table(edited: Callable[..., EditedFile]) -> None:
    def correct(opened: docx.document.Document) -> None:
        cell = opened.tables[0].rows[2].cells[1].paragraphs[0]
        cell.runs[0].text = "6"

    found = edited(correct, table(), d.Paragraph("end", words("End.")))
    (cell,) = found.changes
    assert (cell.kind, cell.anchor, cell.row, cell.column, cell.at) == (
        "cell", "t", "Row 0", "Value", (2, 1))
    assert (cell.before, cell.after) == ((Run("5"),), (Run("6"),))


def test_a_row_of_a_list_has_an_anchor_of_its_own(edited: Callable[..., EditedFile]) -> None:
    def reword(opened: docx.document.Document) -> None:
        paragraph(opened, "Two").runs[0].text = "Second."

    rows = (words("One."), words("Two."), words("Three."))
    assert changed(edited(reword, d.Bullets("list", rows))) == {"list#2": "Second."}


@pytest.mark.parametrize(("raw", "said"), [
    (b"text", "edited.docx: it is not a Word file. Save it in Word as a document (.docx) or "
              "template (.dotx)."),
    (None, "edited.docx: it does not say what was written in it. Give a Word file that `briefing "
           "build` wrote, saved again as .docx; or name the folder of the report as well."),
], ids=["no Word file", "not ours"])
def test_another_file_is_refused(raw: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "edited.docx"
    if raw is None:
        docx.Document().save(str(path))
    else:
        path.write_bytes(raw)
    with pytest.raises(ProblemsFound) as raised:
        read_back(path)
    assert str(raised.value) == said


# ── nothing but what is printed ─────────────────────────────────────────────────────────────────


def test_the_trace_holds_printed_values_alone() -> None:
    exact = figure("98.8%", "98.76543", "current")
    file = word_file(one_section(
        d.Heading("head", 2, "Title"), d.Paragraph("p", (d.Text("It was "), exact, d.Text(".")))))
    for name, held in Opened(file).parts.items():
        assert b"98.76" not in held, name
    (one,) = part("customXml/item1.xml", file).iter("{urn:briefing-builder:trace}figure")
    assert (one.get("fact"), one.text) == ("referrals.volume:current:2022-07", "98.8%")


def test_every_digit_of_the_trace_stands_in_the_body_or_names_a_fact() -> None:
    """A withheld figure is not in the document, so it cannot be in what is made of it."""
    opened = Opened(word_file(sample()))
    said = re.sub(r"<[^>]*>", "\n", opened.parts["word/document.xml"].decode())
    texts = part("customXml/item1.xml").iter("{urn:briefing-builder:trace}figure",
                                             "{urn:briefing-builder:trace}text")
    for one in texts:
        for number in re.findall(r"[\d.,]*\d", one.text or ""):
            assert number in said
