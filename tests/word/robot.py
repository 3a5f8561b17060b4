"""The editing robot: what people and programs do to a Word file of ours, and how it reads back.

Each edit is a function that changes a copy of the file and tells what must be read back: the
changes as short rows ("reworded", anchor, new words), what cannot be taken over, or nothing at all
where the words are the same. Edits keep apart from each other, so that any mixture of them must
read back as all of their rows together.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import openpyxl
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph
from lxml import etree
from PIL import Image

from briefing.reading.word import Change, EditedFile, Run, written_in
from briefing.reading.word.anchors import bookmark_name
from briefing.reading.word.parts import NAMESPACES, Parts, value, w
from briefing.reading.word.written import (
    Written,
    WrittenBlock,
    WrittenChart,
    WrittenTable,
    words_in,
)

NS = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMESPACES.items())
WHO = 'w:id="900" w:author="Jo Manager" w:date="2022-09-01T09:00:00Z"'
BY = ("Jo Manager", "2022-09-01T09:00:00Z", True)
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
Row = tuple[str, ...]


def xml(text: str) -> Any:
    """Elements as Word writes them."""
    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {NS}", text, count=1))


def run(words: str, properties: str = "") -> Any:
    return xml(f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>')


@dataclass
class Expected:
    """What must be read back of one edit."""

    changes: list[Row] = field(default_factory=list)
    untaken: list[str] = field(default_factory=list)
    comments: list[Row] = field(default_factory=list)
    by: tuple[str, str, bool] | None = None     # of every change of it


NOTHING = Expected()


def rows(*changes: Row, by: tuple[str, str, bool] | None = None) -> Expected:
    return Expected(list(changes), by=by)


class Copy:
    """A copy of a file while it is edited; each part of it is edited once."""

    def __init__(self, raw: bytes, random: Random, written: Written | None = None,
                 tiers: bool = True) -> None:
        self.tiers = tiers      # whether a tier of a table is edited without the others
        with ZipFile(io.BytesIO(raw)) as archive:
            self.parts = Parts({name: archive.read(name) for name in archive.namelist()})
        self.tree = parse_xml(self.parts.blobs[self.parts.main])
        self.body = self.tree.find(w("body"))
        self.random = random
        self.written = written or written_in(raw, "file.docx")
        self.used: set[int] = set()
        self.marks = {value(one, "name"): one for one in self.tree.iter(w("bookmarkStart"))}
        self.number = 5000
        self.comments: list[str] = []
        self.ends: dict[str, Any] = {}

    def saved(self) -> bytes:
        """The file, packed by another program than ours."""
        self.parts.blobs[self.parts.main] = etree.tostring(
            self.tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        stored = io.BytesIO()
        with ZipFile(stored, "w", ZIP_STORED) as archive:
            for name, blob in self.parts.blobs.items():
                archive.writestr(name, blob)
        return stored.getvalue()

    # ── finding what to edit ──

    def choose(self, fits: Callable[[int], bool]) -> int | None:
        """The place of a part that fits and stands apart from all that is edited."""
        free = [n for n in range(1, len(self.written.parts) - 1)
                if not self.used & {n - 1, n, n + 1} and fits(n)]
        if not free:
            return None
        n = self.random.choice(free)
        self.used |= {n - 1, n, n + 1}
        return n

    def block(self, *kinds: str, least: int = 5, follower: bool = False
              ) -> tuple[WrittenBlock, Any] | None:
        """A paragraph of ours and its element; with `follower` another stands right after it."""
        def fits(n: int) -> bool:
            part = self.written.parts[n]
            if not isinstance(part, WrittenBlock) or part.block not in kinds or (
                    len(part.words.split()) < least):
                return False
            if any(run.target for run in part.runs):
                return False
            if not follower:
                return True
            after = self.written.parts[n + 1]
            return (isinstance(after, WrittenBlock) and after.block == part.block
                    and self.paragraph(part).getnext() is self.paragraph(after)
                    and len(after.words.split()) >= least
                    and not any(run.target for run in after.runs))

        n = self.choose(fits)
        if n is None:
            return None
        part = self.written.parts[n]
        assert isinstance(part, WrittenBlock)
        if follower:
            self.used.add(n + 2)
        return part, self.paragraph(part)

    def after(self, part: WrittenBlock) -> WrittenBlock:
        """The part that follows."""
        names = [one.id for one in self.written.parts]
        found = self.written.parts[names.index(part.id) + 1]
        assert isinstance(found, WrittenBlock)
        return found

    def before(self, part: Any) -> str:
        """The anchor before a part."""
        n = next(n for n, one in enumerate(self.written.parts) if one is part)
        return self.written.parts[n - 1].id

    def paragraph(self, part: WrittenBlock) -> Any:
        return next(self.marks[bookmark_name(part.id)].iterancestors(w("p")))

    def table(self, least_rows: int = 3, least_columns: int = 3) -> (
            tuple[WrittenTable, Any] | None):
        """A table of ours, whose rows are told apart by their first cells, and its element."""
        def fits(n: int) -> bool:
            part = self.written.parts[n]
            if not isinstance(part, WrittenTable) or part.kind != "table":
                return False
            if not self.tiers and any(f"{part.id.partition('#')[0]}#2" == one.id
                                      for one in self.written.parts):
                return False
            heads = [words_in(row[0]) for row in part.rows]
            columns = [words_in(cell) for cell in part.rows[0]]
            return (len(part.rows) >= least_rows and len(columns) >= least_columns
                    and len(set(heads)) == len(heads) and all(heads[1:])
                    and len(set(columns)) == len(columns) and all(columns[1:]))

        n = self.choose(fits)
        if n is None:
            return None
        part = self.written.parts[n]
        assert isinstance(part, WrittenTable)
        mark = self.marks[bookmark_name(part.id)]
        return part, next(mark.iterancestors(w("tbl")))

    def runs(self, paragraph: Any) -> list[Any]:
        """The runs with words."""
        return [one for one in paragraph.iter(w("r")) if one.find(w("t")) is not None]

    def is_bold(self, paragraph: Any) -> bool:
        """Whether the style of a paragraph makes all its words bold."""
        name = self.parts.related("styles")
        assert name is not None
        styles = {value(one, "styleId"): one for one in self.parts.tree(name).iter(w("style"))}
        style = styles.get(value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")))
        while style is not None:
            bold = style.find(f"{w('rPr')}/{w('b')}")
            if bold is not None:
                return value(bold) not in ("0", "false")
            style = styles.get(value(style.find(w("basedOn"))))
        return False

    def end_of(self, paragraph: Any) -> Any:
        return list(paragraph.iter(w("bookmarkEnd")))[-1]

    def add_relation(self, kind: str, target: str) -> str:
        """A new relationship of the document."""
        self.number += 1
        tree = self.parts.tree(self.parts.relations)
        etree.SubElement(
            tree, "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship",
            Id=f"rNew{self.number}", Target=target,
            Type=f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}",
            **({"TargetMode": "External"} if kind == "hyperlink" else {}))
        self.parts.blobs[self.parts.relations] = etree.tostring(tree)
        return f"rNew{self.number}"


def shown(runs: tuple[Run, ...]) -> str:
    """Runs with the marks that the commentary has for emphasis and links."""
    said = {"plain": "", "strong": "**", "emphasis": "*"}
    return "".join(
        f"[{one.text}]({one.target})" if one.target else
        f"{said[one.emphasis]}{one.text}{said[one.emphasis]}" for one in runs)


def row_of(change: Change) -> Row:
    """A change as a short row."""
    match change.kind:
        case "reworded" if change.picture:
            return "replaced", change.anchor, change.picture_type
        case "reworded" | "joined":
            return change.kind, change.anchor, shown(change.after)
        case "restyled":
            return change.kind, change.anchor, f"{change.block} {change.level}"
        case "removed" | "column_removed" | "column_moved" | "row_removed" | "row_moved":
            return change.kind, change.anchor, change.row, change.column
        case "added" if change.block == "table":
            return change.kind, "table", change.follows, repr(change.rows)
        case "added" if change.block == "picture":
            return change.kind, "picture", change.follows, change.alt
        case "added":
            return change.kind, f"{change.block} {change.level}", change.follows, shown(
                change.after)
        case "moved":
            return change.kind, change.anchor, change.follows
        case "cell" | "chart":
            return change.kind, change.anchor, change.row, change.column, shown(change.after)
        case "row_added" | "column_added":
            return change.kind, change.anchor, str(max(change.at)), repr(change.rows)
        case "alt" | "furniture":
            return change.kind, change.anchor, shown(change.after)
        case _:
            raise AssertionError(change.kind)


Edit = Callable[[Copy], Expected | None]
EDITS: dict[str, Edit] = {}


def edit(function: Edit) -> Edit:
    """An edit of the robot; None where the file has nothing that it fits."""
    EDITS[function.__name__.replace("_", " ")] = function
    return function


def plain_words(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


# ── words ───────────────────────────────────────────────────────────────────────────────────────

BODY = ("paragraph", "counted")


def _last_text(copy: Copy, paragraph: Any) -> Any:
    return copy.runs(paragraph)[-1].findall(w("t"))[-1]


@edit
def a_word_is_changed(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY, "bullet")) is None:
        return None
    part, paragraph = found
    text = _last_text(copy, paragraph)
    words = text.text.split(" ")
    words[-1] = "indeed."
    new = _with_last(part, text.text, " ".join(words))
    text.text = " ".join(words)
    return rows(("reworded", part.id, new))


def _with_last(part: WrittenBlock, old: str, new: str) -> str:
    said = shown(part.runs)
    head, _, tail = said.rpartition(old)
    return f"{head}{new}{tail}"


@edit
def a_figure_is_changed(copy: Copy) -> Expected | None:
    def number(n: int) -> bool:
        part = copy.written.parts[n]
        return (isinstance(part, WrittenBlock) and part.block in BODY and any(
            piece.fact and piece.text.isdecimal() for piece in part.pieces)
            and len(copy.runs(copy.paragraph(part))) == 1)

    n = copy.choose(number)
    if n is None:
        return None
    part = copy.written.parts[n]
    assert isinstance(part, WrittenBlock)
    old = next(piece.text for piece in part.pieces if piece.fact and piece.text.isdecimal())
    text = _last_text(copy, copy.paragraph(part))
    text.text = re.sub(rf"(?<!\d){old}(?!\d)", "9999", text.text)
    return rows(("reworded", part.id, re.sub(rf"(?<!\d){old}(?!\d)", "9999", shown(part.runs))))


@edit
def a_sentence_is_written_at_the_end(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY)) is None:
        return None
    part, paragraph = found
    text = _last_text(copy, paragraph)
    new = _with_last(part, text.text, text.text + " Well done.")
    text.text += " Well done."
    return rows(("reworded", part.id, new))


@edit
def a_sentence_is_written_behind_the_bookmark(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY)) is None:
        return None
    part, paragraph = found
    Paragraph(paragraph, None).add_run(" More will follow.")
    return rows(("reworded", part.id, _ended(part, " More will follow.")))


def _ended(part: WrittenBlock, words: str) -> str:
    """The words of a part with more at its end; what is emphasised there ends before them."""
    return shown(_joined((*part.runs, Run(words))))


def _joined(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    made: list[Run] = []
    for one in runs:
        if made and (made[-1].emphasis, made[-1].target) == (one.emphasis, one.target):
            made[-1] = Run(made[-1].text + one.text, one.emphasis, one.target)
        else:
            made.append(one)
    return tuple(made)


@edit
def words_are_put_before_the_bookmark(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY)) is None:
        return None
    part, paragraph = found
    next(paragraph.iter(w("bookmarkStart"))).addprevious(run("Overall: "))
    return rows(("reworded", part.id, shown(_joined((Run("Overall: "), *part.runs)))))


@edit
def everything_is_typed_anew_in_the_bookmark(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY, "bullet")) is None:
        return None
    part, paragraph = found
    first, *others = copy.runs(paragraph)
    first.addprevious(run("Nothing of the kind was there before."))
    for one in (first, *others):
        one.getparent().remove(one)
    return rows(("reworded", part.id, "Nothing of the kind was there before."))


@edit
def a_paragraph_is_typed_again_without_its_bookmark(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY, least=9)) is None:
        return None
    part, paragraph = found
    style = paragraph.find(w("pPr"))
    for one in list(paragraph):
        if one is not style:
            paragraph.remove(one)
    paragraph.append(run(plain_words(part.words + " So it is.")))
    return rows(("reworded", part.id, part.words + " So it is."))


@edit
def python_docx_sets_the_text(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY, least=9)) is None:
        return None
    part, paragraph = found
    Paragraph(paragraph, None).text = part.words.replace(" the ", " this ", 1) + " Yes."
    return rows(("reworded", part.id, part.words.replace(" the ", " this ", 1) + " Yes."))


@edit
def a_heading_is_reworded(copy: Copy) -> Expected | None:
    if (found := copy.block("heading", least=1)) is None:
        return None
    part, paragraph = found
    text = _last_text(copy, paragraph)
    text.text += " and outlook"
    return rows(("reworded", part.id, f"{part.words} and outlook"))


@edit
def a_caption_is_reworded(copy: Copy) -> Expected | None:
    if (found := copy.block("caption", least=2)) is None:
        return None
    part, paragraph = found
    _last_text(copy, paragraph).text += " (revised)"
    return rows(("reworded", part.id, f"{shown(part.runs)} (revised)"))


@edit
def a_prompt_is_answered(copy: Copy) -> Expected | None:
    if (found := copy.block("prompt", least=1)) is None:
        return None
    part, paragraph = found
    first, *others = copy.runs(paragraph)
    first.find(w("t")).text = "Two large families moved into the borough."
    for one in others:
        one.getparent().remove(one)
    return rows(("reworded", part.id, "Two large families moved into the borough."))


@edit
def a_word_is_made_bold(copy: Copy) -> Expected | None:
    return _emphasised(copy, "<w:rPr><w:b/></w:rPr>", "**")


@edit
def a_word_is_made_italic_by_a_style(copy: Copy) -> Expected | None:
    return _emphasised(copy, '<w:rPr><w:rStyle w:val="Emphasis"/></w:rPr>', "*")


def _emphasised(copy: Copy, properties: str, mark: str) -> Expected | None:
    if (found := copy.block("paragraph", least=6)) is None:
        return None
    part, paragraph = found
    if mark == "**" and copy.is_bold(paragraph):
        return NOTHING          # nobody sees a bold word in a style that is bold
    first, *others = copy.runs(paragraph)
    word = part.words.split(" ")[0]
    rest = part.words[len(word):]
    for one in others:
        one.getparent().remove(one)
    first.addprevious(run(plain_words(word), properties))
    first.addprevious(run(plain_words(rest)))
    first.getparent().remove(first)
    return rows(("reworded", part.id, f"{mark}{word}{mark}{rest}"))


@edit
def a_link_is_added(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY)) is None:
        return None
    part, paragraph = found
    relation = copy.add_relation("hyperlink", "https://example.org/plan")
    paragraph.append(run(" See "))
    paragraph.append(xml(f'<w:hyperlink r:id="{relation}"><w:r><w:t>the plan</w:t></w:r>'
                         "</w:hyperlink>"))
    return rows(("reworded", part.id, _ended(part, " See ")
                 + "[the plan](https://example.org/plan)"))


@edit
def a_link_is_added_as_a_field(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY)) is None:
        return None
    part, paragraph = found
    for piece in ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
                  '<w:r><w:instrText> HYPERLINK "https://example.org/a" </w:instrText></w:r>',
                  '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                  "<w:r><w:t>there</w:t></w:r>",
                  '<w:r><w:fldChar w:fldCharType="end"/></w:r>'):
        paragraph.append(xml(piece))
    return rows(("reworded", part.id, f"{shown(part.runs)}[there](https://example.org/a)"))


# ── what changes nothing ────────────────────────────────────────────────────────────────────────


@edit
def runs_are_split(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY, "bullet", "heading", least=2)) is None:
        return None
    _, paragraph = found
    for one in copy.runs(paragraph):
        for letter_at in range(len(one.findtext(w("t"))) - 1, 0, -5):
            other = deepcopy(one)
            other.set(w("rsidR"), "00AB12CD")
            text = one.find(w("t"))
            other.find(w("t")).text = text.text[letter_at:]
            text.text = text.text[:letter_at]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            one.addnext(other)
    return NOTHING


@edit
def the_spelling_is_checked(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY, "bullet", "heading", "caption", least=1)) is None:
        return None
    _, paragraph = found
    paragraph.set(f"{{{W14}}}paraId", "12AB34CD")
    paragraph.set(w("rsidRDefault"), "00AA00BB")
    first = copy.runs(paragraph)[0]
    first.addprevious(xml('<w:proofErr w:type="spellStart"/>'))
    first.addnext(xml('<w:proofErr w:type="spellEnd"/>'))
    first.append(xml("<w:lastRenderedPageBreak/>"))
    return NOTHING


def _habit(copy: Copy, old: str, new: str) -> Expected | None:
    def fits(n: int) -> bool:
        part = copy.written.parts[n]
        return (isinstance(part, WrittenBlock) and part.block in (*BODY, "bullet")
                and old in part.words)

    n = copy.choose(fits)
    if n is None:
        return None
    part = copy.written.parts[n]
    assert isinstance(part, WrittenBlock)
    for text in copy.paragraph(part).iter(w("t")):
        text.text = text.text.replace(old, new)
    return NOTHING


@edit
def quotes_become_straight(copy: Copy) -> Expected | None:
    return _habit(copy, "’", "'")


@edit
def dashes_become_hyphens(copy: Copy) -> Expected | None:
    return _habit(copy, "–", "-")


@edit
def hyphens_become_dashes(copy: Copy) -> Expected | None:
    return _habit(copy, "-", "–")


@edit
def spaces_do_not_break(copy: Copy) -> Expected | None:
    return _habit(copy, " ", "\u00a0")


@edit
def spaces_are_doubled(copy: Copy) -> Expected | None:
    return _habit(copy, ". ", ".  ")


@edit
def a_content_control_is_put_round(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY, "heading", least=1)) is None:
        return None
    _, paragraph = found
    control = xml("<w:sdt><w:sdtPr><w:alias w:val='Text'/></w:sdtPr><w:sdtContent/></w:sdt>")
    paragraph.addprevious(control)
    control[1].append(paragraph)
    return NOTHING


@edit
def a_smart_tag_is_put_round_words(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY)) is None:
        return None
    _, paragraph = found
    first = copy.runs(paragraph)[0]
    tag = xml('<w:smartTag w:uri="urn:x" w:element="date"/>')
    first.addprevious(tag)
    tag.append(first)
    return NOTHING


@edit
def fields_are_updated(copy: Copy) -> Expected | None:
    """The results of all fields: captions have numbers, the contents other pages and words."""
    code = ""
    for one in list(copy.tree.iter(w("fldChar"), w("instrText"))):
        if one.tag == w("instrText"):
            code += one.text or ""
        elif value(one, "fldCharType") == "begin":
            code = ""
        elif value(one, "fldCharType") == "separate" and "HYPERLINK" not in code:
            one.getparent().addnext(run("77"))
    return NOTHING


@edit
def styles_get_other_ids(copy: Copy) -> Expected | None:
    styles = copy.parts.related("styles")
    assert styles is not None
    for name in (styles, *copy.parts.every("header", "footer", "numbering", "comments")):
        tree = copy.parts.tree(name)
        _rename(tree)
        copy.parts.blobs[name] = etree.tostring(tree)
    _rename(copy.tree)
    return NOTHING


def _rename(tree: Any) -> None:
    for one in tree.iter():
        if one.tag == w("style"):
            one.set(w("styleId"), f"a{value(one, 'styleId')}")
        elif one.tag in map(w, ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link",
                                "styleLink", "numStyleLink")):
            one.set(w("val"), f"a{value(one)}")


@edit
def bookmarks_slip(copy: Copy) -> Expected | None:
    """The start slips to the end of the paragraph before, the end to the head of the next."""
    if (found := copy.block(*BODY, follower=True)) is None:
        return None
    _, paragraph = found
    before, after = paragraph.getprevious(), paragraph.getnext()
    if before is None or before.tag != w("p"):
        return NOTHING
    before.append(next(paragraph.iter(w("bookmarkStart"))))
    after.insert(1, copy.end_of(paragraph))
    return NOTHING


# ── tracked changes ─────────────────────────────────────────────────────────────────────────────


@edit
def words_are_inserted_with_track_changes(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY)) is None:
        return None
    part, paragraph = found
    inserted = xml(f"<w:ins {WHO}/>")
    inserted.append(run(" This is new."))
    copy.end_of(paragraph).addprevious(inserted)
    return rows(("reworded", part.id, _ended(part, " This is new.")), by=BY)


@edit
def the_first_word_is_replaced_with_track_changes(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY)) is None:
        return None
    part, paragraph = found
    word = part.words.split(" ")[0]
    first = copy.runs(paragraph)[0]
    if part.runs[0].emphasis != "plain" or not first.findtext(w("t")).startswith(word):
        return NOTHING
    first.addprevious(xml(f"<w:del {WHO}><w:r><w:delText>{plain_words(word)}</w:delText></w:r>"
                          "</w:del>"))
    inserted = xml(f"<w:ins {WHO}/>")
    inserted.append(run("Lately"))
    first.addprevious(inserted)
    text = first.find(w("t"))
    text.text = text.text[len(word):]
    return rows(("reworded", part.id, "Lately" + shown(part.runs)[len(word):]), by=BY)


def _delete_tracked(copy: Copy, paragraph: Any) -> None:
    for one in copy.runs(paragraph):
        deleted = xml(f"<w:del {WHO}/>")
        one.addprevious(deleted)
        deleted.append(one)
        for text in one.findall(w("t")):
            text.tag = w("delText")


def _mark(paragraph: Any, change: str) -> None:
    properties = paragraph.find(w("pPr"))
    properties.append(xml(f"<w:rPr><w:{change} {WHO}/></w:rPr>"))


@edit
def a_paragraph_is_deleted_with_track_changes(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY, follower=True)) is None:
        return None
    part, paragraph = found
    _delete_tracked(copy, paragraph)
    _mark(paragraph, "del")
    return rows(("removed", part.id, "", ""), by=BY)


@edit
def a_paragraph_is_inserted_with_track_changes(copy: Copy) -> Expected | None:
    if (found := copy.block("paragraph")) is None:
        return None
    part, paragraph = found
    made = xml(f"<w:p><w:pPr/><w:ins {WHO}/></w:p>")
    made[0].extend(deepcopy(list(paragraph.find(w("pPr")).iterchildren(w("pStyle")))))
    _mark(made, "ins")
    made[1].append(run("A paragraph of the manager's."))
    paragraph.addnext(made)
    return rows(("added", "paragraph 0", part.id, "A paragraph of the manager's."), by=BY)


@edit
def paragraphs_are_moved_with_track_changes(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY, follower=True, least=6)) is None:
        return None
    part, paragraph = found
    after = copy.after(part)
    target = copy.paragraph(after)
    moved = deepcopy(paragraph)
    for one in list(moved.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        one.getparent().remove(one)
    for where, name in ((paragraph, "moveFrom"), (moved, "moveTo")):
        for one in copy.runs(where):
            wrapped = xml(f"<w:{name} {WHO}/>")
            one.addprevious(wrapped)
            wrapped.append(one)
        _mark(where, name)
    target.addnext(moved)
    first, second = _which_moved(copy, part, after)
    return rows(("moved", first, second))


def _which_moved(copy: Copy, part: WrittenBlock, after: WrittenBlock) -> tuple[str, str]:
    """Of two that change places one is said to have moved: the second, before the first."""
    return part.id, after.id


# ── paragraphs ──────────────────────────────────────────────────────────────────────────────────


@edit
def a_paragraph_is_deleted(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY, "bullet", follower=True)) is None:
        return None
    part, paragraph = found
    paragraph.getparent().remove(paragraph)
    return rows(("removed", part.id, "", ""))


@edit
def a_paragraph_is_deleted_but_for_its_marks(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY, "bullet", follower=True)) is None:
        return None
    part, paragraph = found
    after = paragraph.getnext()
    for one in reversed([*paragraph.iter(w("bookmarkStart"), w("bookmarkEnd"))]):
        after.insert(1, one)
    paragraph.getparent().remove(paragraph)
    return rows(("removed", part.id, "", ""))


def _split(copy: Copy, tracked: bool) -> Expected | None:
    def fits(n: int) -> bool:
        part = copy.written.parts[n]
        return (isinstance(part, WrittenBlock) and part.block in BODY and len(part.runs) == 1
                and ". " in part.words[:-2] and len(copy.runs(copy.paragraph(part))) == 1)

    n = copy.choose(fits)
    if n is None:
        return None
    part = copy.written.parts[n]
    assert isinstance(part, WrittenBlock)
    paragraph = copy.paragraph(part)
    first, rest = part.words.split(". ", 1)
    second = deepcopy(paragraph)
    for one in list(second.iter(w("bookmarkStart"), w("commentRangeStart"))):
        one.getparent().remove(one)
    for one in list(paragraph.iter(w("bookmarkEnd"), w("commentRangeEnd"))):
        one.getparent().remove(one)
    for name in ("commentReference",):
        for one in list(second.iter(w(name))):
            one.getparent().remove(one)
    copy.runs(paragraph)[0].find(w("t")).text = f"{first}."
    copy.runs(second)[0].find(w("t")).text = rest
    if tracked:
        _mark(paragraph, "ins")
    paragraph.addnext(second)
    mark = {"strong": "**", "emphasis": "*", "plain": ""}[part.runs[0].emphasis]
    return rows(("reworded", part.id, f"{mark}{first}.{mark}\n{mark}{rest}{mark}"))


@edit
def a_paragraph_is_split(copy: Copy) -> Expected | None:
    return _split(copy, False)


@edit
def a_paragraph_is_split_with_track_changes(copy: Copy) -> Expected | None:
    return _split(copy, True)


@edit
def two_paragraphs_are_joined(copy: Copy) -> Expected | None:
    if (found := copy.block("paragraph", "counted", follower=True)) is None:
        return None
    part, paragraph = found
    second = paragraph.getnext()
    for one in list(second):
        if one.tag != w("pPr"):
            paragraph.append(one)
    second.getparent().remove(second)
    after = copy.after(part)
    return rows(("joined", after.id, shown(after.runs)))


@edit
def two_paragraphs_are_joined_with_track_changes(copy: Copy) -> Expected | None:
    if (found := copy.block("paragraph", "counted", follower=True)) is None:
        return None
    part, paragraph = found
    _mark(paragraph, "del")
    after = copy.after(part)
    return rows(("joined", after.id, shown(after.runs)))


def _like(paragraph: Any, words: str) -> Any:
    made = xml("<w:p><w:pPr/></w:p>")
    made[0].extend(deepcopy([one for one in paragraph.find(w("pPr"))
                             if one.tag in (w("pStyle"), w("numPr"))]))
    made.append(run(words))
    return made


@edit
def a_paragraph_is_inserted(copy: Copy) -> Expected | None:
    if (found := copy.block("paragraph", "counted")) is None:
        return None
    part, paragraph = found
    paragraph.addnext(_like(paragraph, "The council is recruiting."))
    return rows(("added", f"{part.block} {part.level}", part.id, "The council is recruiting."))


@edit
def a_bullet_is_inserted(copy: Copy) -> Expected | None:
    if (found := copy.block("bullet", least=1)) is None:
        return None
    part, paragraph = found
    paragraph.addnext(_like(paragraph, "Another point of the manager's."))
    return rows(("added", f"bullet {part.level}", part.id, "Another point of the manager's."))


@edit
def a_heading_is_inserted(copy: Copy) -> Expected | None:
    if (found := copy.block("paragraph")) is None:
        return None
    part, paragraph = found
    heading = next(one for one in copy.written.parts
                   if isinstance(one, WrittenBlock) and one.block == "heading" and one.level == 2)
    paragraph.addnext(_like(copy.paragraph(heading), "A heading of our own"))
    return rows(("added", "heading 2", part.id, "A heading of our own"))


@edit
def a_list_is_inserted_by_the_button(copy: Copy) -> Expected | None:
    if (found := copy.block("paragraph")) is None:
        return None
    part, paragraph = found
    numbering = copy.parts.related("numbering")
    assert numbering is not None
    tree = copy.parts.tree(numbering)
    copy.number += 1
    kind = xml(f'<w:abstractNum w:abstractNumId="{copy.number}"><w:lvl w:ilvl="0">'
               '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>')
    tree.insert(0, kind)
    tree.append(xml(f'<w:num w:numId="{copy.number}"><w:abstractNumId w:val="{copy.number}"/>'
                    "</w:num>"))
    copy.parts.blobs[numbering] = etree.tostring(tree)
    for words in ("Second of a list.", "First of a list."):
        made = xml(f'<w:p><w:pPr><w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="0"/>'
                   f'<w:numId w:val="{copy.number}"/></w:numPr></w:pPr></w:p>')
        made.append(run(words))
        paragraph.addnext(made)
    return rows(("added", "bullet 0", part.id, "First of a list."),
                ("added", "bullet 0", part.id, "Second of a list."))


@edit
def the_return_key_is_pressed_at_the_start(copy: Copy) -> Expected | None:
    """The bookmark's start stays in the new paragraph above, in which the author writes."""
    if (found := copy.block("paragraph")) is None:
        return None
    part, paragraph = found
    made = _like(paragraph, "Written above.")
    made.insert(1, next(paragraph.iter(w("bookmarkStart"))))
    paragraph.addprevious(made)
    return rows(("added", "paragraph 0", copy.before(part), "Written above."))


@edit
def the_return_key_is_pressed_at_the_end(copy: Copy) -> Expected | None:
    if (found := copy.block("paragraph")) is None:
        return None
    part, paragraph = found
    made = _like(paragraph, "Written below.")
    made.append(copy.end_of(paragraph))
    paragraph.addnext(made)
    return rows(("added", "paragraph 0", part.id, "Written below."))


def _move(copy: Copy, bookmarks: bool) -> Expected | None:
    found = copy.block(*BODY, least=6)
    there = copy.block(*BODY, least=6)
    if found is None or there is None:
        return NOTHING
    (part, paragraph), (other, target) = found, there
    if not bookmarks:
        for one in list(paragraph.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            one.getparent().remove(one)
    target.addnext(paragraph)
    return rows(("moved", part.id, other.id))


@edit
def a_paragraph_is_moved(copy: Copy) -> Expected | None:
    return _move(copy, True)


@edit
def a_paragraph_is_moved_without_its_bookmark(copy: Copy) -> Expected | None:
    return _move(copy, False)


@edit
def a_paragraph_is_copied(copy: Copy) -> Expected | None:
    if (found := copy.block("paragraph")) is None:
        return None
    part, paragraph = found
    paragraph.addnext(deepcopy(paragraph))
    return rows(("added", "paragraph 0", part.id, shown(part.runs)))


@edit
def a_paragraph_becomes_a_heading(copy: Copy) -> Expected | None:
    if (found := copy.block("paragraph")) is None:
        return None
    part, paragraph = found
    heading = next(one for one in copy.written.parts
                   if isinstance(one, WrittenBlock) and one.block == "heading" and one.level == 2)
    style = value(copy.paragraph(heading).find(f"{w('pPr')}/{w('pStyle')}"))
    paragraph.find(f"{w('pPr')}/{w('pStyle')}").set(w("val"), style)
    return rows(("restyled", part.id, "heading 2"))


# ── tables ──────────────────────────────────────────────────────────────────────────────────────


def _cell(table: Any, row: int, column: int) -> Any:
    return table.findall(w("tr"))[row].findall(w("tc"))[column]


def _write(cell: Any, words: str) -> None:
    paragraph = cell.find(w("p"))
    for one in [*paragraph.iter(w("r"), w("hyperlink"))]:
        if one.getparent() is not None:
            one.getparent().remove(one)
    if words:
        paragraph.append(run(words))


def _row_of_figures(copy: Copy, part: WrittenTable) -> int:
    """A row that is no row of heads and no group."""
    return copy.random.choice([n for n, row in enumerate(part.rows)
                               if n and len(row) == len(part.rows[0])])


@edit
def a_cell_is_changed(copy: Copy) -> Expected | None:
    if (found := copy.table()) is None:
        return None
    part, table = found
    row = _row_of_figures(copy, part)
    _write(_cell(table, row, 1), "about 77")
    return rows(("cell", part.id, words_in(part.rows[row][0]), words_in(part.rows[0][1]),
                 "about 77"))


@edit
def a_cell_is_changed_with_track_changes(copy: Copy) -> Expected | None:
    if (found := copy.table()) is None:
        return None
    part, table = found
    row = _row_of_figures(copy, part)
    cell = _cell(table, row, 1)
    _delete_tracked(copy, cell.find(w("p")))
    inserted = xml(f"<w:ins {WHO}/>")
    inserted.append(run("some 66"))
    cell.find(w("p")).append(inserted)
    return rows(("cell", part.id, words_in(part.rows[row][0]), words_in(part.rows[0][1]),
                 "some 66"), by=BY)


@edit
def a_row_is_added(copy: Copy) -> Expected | None:
    if (found := copy.table()) is None:
        return None
    part, table = found
    row = _row_of_figures(copy, part)
    made = deepcopy(table.findall(w("tr"))[row])
    for n, cell in enumerate(made.findall(w("tc"))):
        _write(cell, f"new {n}")
    table.findall(w("tr"))[row].addnext(made)
    texts = tuple(f"new {n}" for n in range(len(part.rows[0])))
    return rows(("row_added", part.id, str(row), repr((texts,))))


def _goes(copy: Copy, tracked: bool) -> Expected | None:
    if (found := copy.table()) is None:
        return None
    part, table = found
    row = _row_of_figures(copy, part)
    gone = table.findall(w("tr"))[row]
    if tracked:
        gone.find(w("trPr")).append(xml(f"<w:del {WHO}/>"))
    else:
        table.remove(gone)
    return rows(("row_removed", part.id, words_in(part.rows[row][0]), ""),
                by=BY if tracked else None)


@edit
def a_row_is_deleted(copy: Copy) -> Expected | None:
    return _goes(copy, False)


@edit
def a_row_is_deleted_with_track_changes(copy: Copy) -> Expected | None:
    return _goes(copy, True)


@edit
def a_column_is_deleted(copy: Copy) -> Expected | None:
    if (found := copy.table()) is None:
        return None
    part, table = found
    last = len(part.rows[0]) - 1
    for row in table.findall(w("tr")):
        cells = row.findall(w("tc"))
        if len(cells) > last:
            row.remove(cells[last])
    return rows(("column_removed", part.id, "", words_in(part.rows[0][last])))


@edit
def a_column_is_added(copy: Copy) -> Expected | None:
    if (found := copy.table()) is None:
        return None
    part, table = found
    if any(len(row) != len(part.rows[0]) for row in part.rows):
        return NOTHING
    texts = []
    for n, row in enumerate(table.findall(w("tr"))):
        made = deepcopy(row.findall(w("tc"))[-1])
        _write(made, f"note {n}")
        texts.append((f"note {n}",))
        row.findall(w("tc"))[-1].addnext(made)
    return rows(("column_added", part.id, str(len(part.rows[0]) - 1), repr(tuple(texts))))


@edit
def a_table_is_deleted(copy: Copy) -> Expected | None:
    if (found := copy.table()) is None:
        return None
    part, table = found
    table.getparent().remove(table)
    return rows(("removed", part.id, "", ""))


@edit
def a_table_is_inserted(copy: Copy) -> Expected | None:
    if (found := copy.block("paragraph")) is None:
        return None
    part, paragraph = found
    cells = "".join(f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{r}{c}</w:t></w:r></w:p></w:tc>' for c in 'xy')}</w:tr>"  # noqa: E501
                    for r in "ab")
    paragraph.addnext(xml(f"<w:tbl><w:tblPr/><w:tblGrid/>{cells}</w:tbl>"))
    return rows(("added", "table", part.id, repr((("ax", "ay"), ("bx", "by")))))


@edit
def the_header_block_is_changed(copy: Copy) -> Expected | None:
    def fits(n: int) -> bool:
        part = copy.written.parts[n]
        return isinstance(part, WrittenTable) and part.kind == "headerblock"

    n = copy.choose(fits)
    if n is None:
        return None
    part = copy.written.parts[n]
    assert isinstance(part, WrittenTable)
    table = next(copy.marks[bookmark_name(part.id)].iterancestors(w("tbl")))
    _write(_cell(table, 1, 1), "Another day")
    label = words_in(part.rows[1][0])
    return rows(("cell", f"headerblock:{label}", label, "", "Another day"))


# ── charts, pictures, furniture, comments ───────────────────────────────────────────────────────


def _chart(copy: Copy) -> tuple[WrittenChart, Any] | None:
    def fits(n: int) -> bool:
        part = copy.written.parts[n]
        return isinstance(part, WrittenChart) and not part.drawn and any(
            one for one in part.series[0].values)

    n = copy.choose(fits)
    if n is None:
        return None
    part = copy.written.parts[n]
    assert isinstance(part, WrittenChart)
    caption = next(self_mark for name, self_mark in copy.marks.items()
                   if name == bookmark_name(part.id))
    drawing = next(next(caption.iterancestors(w("p"))).getnext().iter(w("drawing")))
    return part, drawing


def _chart_part(copy: Copy, drawing: Any) -> str:
    relation = next(drawing.iter(f"{{{NAMESPACES['c']}}}chart")).get(
        f"{{{NAMESPACES['r']}}}id")
    target = next(one.get("Target") for one in copy.parts.tree(copy.parts.relations)
                  if one.get("Id") == relation)
    return f"word/{target}"


@edit
def a_figure_of_a_chart_is_changed(copy: Copy) -> Expected | None:
    if (found := _chart(copy)) is None:
        return None
    part, drawing = found
    name = _chart_part(copy, drawing)
    tree = copy.parts.tree(name)
    c = f"{{{NAMESPACES['c']}}}"
    series = next(one for one in tree.iter(f"{c}ser")
                  if one.find(f"{c}order").get("val") == "0")
    point = series.find(f"{c}val").find(f".//{c}pt")
    at = int(point.get("idx"))
    point.find(f"{c}v").text = "4321"
    copy.parts.blobs[name] = etree.tostring(tree)
    return rows(("chart", part.id, part.axis[at], part.series[0].name, "4321"))


@edit
def the_workbook_of_a_chart_is_changed(copy: Copy) -> Expected | None:
    if (found := _chart(copy)) is None:
        return None
    part, drawing = found
    name = _chart_part(copy, drawing).replace("charts/", "embeddings/").replace(".xml", ".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(copy.parts.blobs[name]))
    at = next(n for n, words in enumerate(part.series[0].values) if words)
    book.active.cell(at + 2, 2).value = 8765
    stored = io.BytesIO()
    book.save(stored)
    copy.parts.blobs[name] = stored.getvalue()
    return rows(("chart", part.id, part.axis[at], part.series[0].name, "8765"))


@edit
def the_alt_text_of_a_chart_is_changed(copy: Copy) -> Expected | None:
    if (found := _chart(copy)) is None:
        return None
    part, drawing = found
    next(drawing.iter(f"{{{NAMESPACES['wp']}}}docPr")).set("descr", "A line that falls.")
    return rows(("alt", part.id, "A line that falls."))


@edit
def a_chart_is_deleted(copy: Copy) -> Expected | None:
    if (found := _chart(copy)) is None:
        return None
    part, drawing = found
    paragraph = next(drawing.iterancestors(w("p")))
    paragraph.getparent().remove(paragraph)
    return rows(("removed", part.id, "", ""))


def _picture_xml(relation: str, alt: str) -> str:
    pic = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="77" name="P" '
        f'descr="{alt}"/><a:graphic><a:graphicData uri="{pic}"><pic:pic xmlns:pic="{pic}">'
        f'<pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>")


@edit
def a_picture_is_inserted(copy: Copy) -> Expected | None:
    if (found := copy.block("paragraph")) is None:
        return None
    part, paragraph = found
    stored = io.BytesIO()
    Image.new("RGB", (3, 3), (copy.number % 255, 9, 9)).save(stored, "PNG")
    copy.parts.blobs["word/media/new.png"] = stored.getvalue()
    relation = copy.add_relation("image", "media/new.png")
    made = xml("<w:p/>")
    made.append(xml(_picture_xml(relation, "A photograph")))
    paragraph.addnext(made)
    return rows(("added", "picture", part.id, "A photograph"))


def _furniture(copy: Copy, kind: str) -> Expected | None:
    names = copy.parts.every(kind)
    if not names:
        return None
    words = copy.written.headers if kind == "header" else copy.written.footers
    changed = []
    for name in names:
        tree = copy.parts.tree(name)
        text = next(tree.iter(w("t")), None)
        if text is None:
            continue
        text.text = f"Draft of {text.text}"
        copy.parts.blobs[name] = etree.tostring(tree)
    for said in words:
        changed.append(("furniture", kind, f"Draft of {said}"))
    return Expected(changed)


@edit
def the_header_is_changed(copy: Copy) -> Expected | None:
    return _furniture(copy, "header")


@edit
def the_footer_is_changed(copy: Copy) -> Expected | None:
    return _furniture(copy, "footer")


def _remark(copy: Copy, extended: str = "", reply: bool = False) -> Expected | None:
    if (found := copy.block(*BODY)) is None:
        return None
    part, paragraph = found
    name = copy.parts.related("comments")
    if name is None:
        copy.parts.add("comments", "comments.xml",
                       "application/vnd.openxmlformats-officedocument.wordprocessingml"
                       ".comments+xml", f"<w:comments {NS}/>".encode())
        name = copy.parts.related("comments")
    assert name is not None
    copy.number += 10
    number = copy.number
    tree = copy.parts.tree(name)

    def comment(n: int, words: str) -> Any:
        return xml(f'<w:comment w:id="{n}" w:author="Jo Manager" w:date="2022-09-02T00:00:00Z">'
                   f'<w:p xmlns:w14="{W14}" w14:paraId="00{n}"><w:r><w:t>{words}</w:t></w:r>'
                   "</w:p></w:comment>")

    tree.append(comment(number, "Is this right?"))
    if reply:
        tree.append(comment(number + 1, "It is."))
    copy.parts.blobs[name] = etree.tostring(tree)
    first = copy.runs(paragraph)[0]
    first.addprevious(xml(f'<w:commentRangeStart w:id="{number}"/>'))
    last = copy.runs(paragraph)[-1]
    last.addnext(xml(f'<w:commentRangeEnd w:id="{number}"/>'))
    if extended:
        w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
        ending = extended.format(n=number, m=number + 1)
        old = copy.parts.blobs.get("word/commentsExtended.xml", b"")
        if old:
            copy.parts.blobs["word/commentsExtended.xml"] = old.replace(
                b"</w15:commentsEx>", ending.encode() + b"</w15:commentsEx>")
        else:
            copy.parts.blobs["word/commentsExtended.xml"] = (
                f'<w15:commentsEx xmlns:w15="{w15}">{ending}</w15:commentsEx>').encode()
            relations = copy.parts.tree(copy.parts.relations)
            etree.SubElement(
                relations,
                "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship",
                Id="rExtended", Target="commentsExtended.xml",
                Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended")
            copy.parts.blobs[copy.parts.relations] = etree.tostring(relations)
    quoted = part.words
    settled = "settled" if "done" in extended else "open"
    return Expected(comments=[("Is this right?", part.id, quoted, settled,
                               "It is." if reply else "")])


@edit
def a_comment_is_made(copy: Copy) -> Expected | None:
    return _remark(copy)


@edit
def a_comment_is_answered_and_settled(copy: Copy) -> Expected | None:
    return _remark(copy, '<w15:commentEx w15:paraId="00{n}" w15:done="1"/>'
                         '<w15:commentEx w15:paraId="00{m}" w15:paraIdParent="00{n}"/>', True)


# ── what cannot be taken over ───────────────────────────────────────────────────────────────────


@edit
def a_text_box_is_drawn(copy: Copy) -> Expected | None:
    if (found := copy.block("paragraph")) is None:
        return None
    _, paragraph = found
    made = xml(
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr '
        'id="9" name="T"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/'
        '2010/wordprocessingShape"><wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/'
        '2010/wordprocessingShape"><wps:txbx><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r>'
        "</w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
        "</w:p>")
    paragraph.addnext(made)
    return Expected(untaken=["a text box: 'In a box'"])


@edit
def an_equation_is_written(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY)) is None:
        return None
    _, paragraph = found
    paragraph.append(xml('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/'
                         'math"><m:r><m:t>x=1</m:t></m:r></m:oMath>'))
    return Expected(untaken=["an equation: 'x=1'"])


@edit
def words_are_underlined(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY)) is None:
        return None
    part, paragraph = found
    paragraph.append(run(" Mind this.", '<w:rPr><w:u w:val="single"/></w:rPr>'))
    return Expected([("reworded", part.id, _ended(part, " Mind this."))],
                    ["underlined: 'Mind this.'"])


@edit
def words_are_struck_through(copy: Copy) -> Expected | None:
    if (found := copy.block("paragraph")) is None:
        return None
    part, paragraph = found
    paragraph.append(run(" Not this.", "<w:rPr><w:strike/></w:rPr>"))
    return Expected([("reworded", part.id, _ended(part, " Not this."))],
                    ["struck through: 'Not this.'"])


@edit
def words_are_hidden(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY)) is None:
        return None
    _, paragraph = found
    paragraph.append(run(" Not seen.", "<w:rPr><w:vanish/></w:rPr>"))
    return Expected(untaken=["hidden: 'Not seen.'"])


@edit
def a_page_break_is_put_in(copy: Copy) -> Expected | None:
    if (found := copy.block(*BODY)) is None:
        return None
    _, paragraph = found
    paragraph.addnext(xml('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'))
    return Expected(untaken=["a page break"])


@edit
def a_footnote_is_written(copy: Copy) -> Expected | None:
    if copy.parts.related("footnotes") is not None or (found := copy.block(*BODY)) is None:
        return None
    _, paragraph = found
    copy.parts.add("footnotes", "footnotes.xml",
                   "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
                   f'<w:footnotes {NS}><w:footnote w:id="2"><w:p><w:r><w:t>See below.</w:t></w:r>'
                   "</w:p></w:footnote></w:footnotes>".encode())
    paragraph.append(xml('<w:r><w:footnoteReference w:id="2"/></w:r>'))
    return Expected(untaken=["a footnote: 'See below.'"])


# ── reading back ────────────────────────────────────────────────────────────────────────────────


def differences(read: EditedFile, expected: list[Expected]) -> Iterator[str]:
    """What was read back and not expected, and the other way round."""
    want = [row for one in expected for row in one.changes]
    have = [row_of(change) for change in read.changes]
    for row in want:
        if row in have:
            have.remove(row)
        else:
            yield f"not read back: {row}"
    yield from (f"read back of itself: {row}" for row in have)
    unsaid = [what for one in expected for what in one.untaken]
    for one in read.untaken:
        if one.what in unsaid:
            unsaid.remove(one.what)
        else:
            yield f"untaken of itself: {one.what}"
    yield from (f"not told: {what}" for what in unsaid)
    remarks = [(one.text, one.anchor, one.quoted, "settled" if one.resolved else "open",
                "".join(reply.text for reply in one.replies))
               for one in read.comments if not one.ours]
    asked = [row for one in expected for row in one.comments]
    if sorted(remarks) != sorted(asked):
        yield f"comments {remarks} for {asked}"
    for one in expected:
        for change in read.changes:
            if one.by and row_of(change) in one.changes and (
                    change.by.author, change.by.when, change.by.tracked) != one.by:
                yield f"by {change.by}: {row_of(change)}"


def unaccounted(read: EditedFile, raw: bytes) -> Iterator[str]:
    """What the file holds, counted without our reader, against the sum of the account."""
    with ZipFile(io.BytesIO(raw)) as archive:
        body = archive.read("word/document.xml")
        remarks = (archive.read("word/comments.xml")
                   if "word/comments.xml" in archive.namelist() else b"")
    held = {
        "paragraph": len(re.findall(rb"<w:p[ />]", body)),
        "cell": len(re.findall(rb"<w:tc[ />]", body)),
        "drawing": len(re.findall(rb"<w:(?:drawing|pict|object)[ />]", body)),
        "comment": len(re.findall(rb"<w:comment[ >]", remarks)),
        "tracked change": len(re.findall(rb"<w:(?:ins|del|moveFrom|moveTo)[ />]", body)),
    }
    for sort, count in held.items():
        if sum(read.parts[sort].values()) != count:
            yield f"{sort}: {count} in the file, {dict(read.parts[sort])} accounted for"


def mixture(raw: bytes, written: Written, seed: int, count: int = 8,
            without: frozenset[str] = frozenset(), tiers: bool = True
            ) -> tuple[bytes, list[str], list[Expected]]:
    """The file after several edits at random, their names, and what must be read back."""
    random = Random(seed)
    copy = Copy(raw, random, written, tiers)
    names: list[str] = []
    made: list[Expected] = []
    whole = ("styles get other ids", "fields are updated")     # of the whole file: last
    chosen = random.sample(sorted(set(EDITS) - without), count)
    for name in sorted(chosen, key=lambda one: one in whole):
        expected = EDITS[name](copy)
        if expected is not None:
            names.append(name)
            made.append(expected)
    return copy.saved(), names, made
