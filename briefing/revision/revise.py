"""Step 7: a document and its narration with the edits of an edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from briefing.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Inlines,
    Link,
    PageOf,
    Paragraph,
    Row,
    Table,
    Text,
    blocks,
    plain,
)
from briefing.findings import Findings
from briefing.layout import Composed
from briefing.layout.compose import with_contents
from briefing.layout.material import said
from briefing.layout.numbering import renumbered
from briefing.narrative.narration import Narration, Passage, Source, Statement, Topic
from briefing.narrative.sentence import Pieces
from briefing.problems import Problem
from briefing.revision.anchors import anchored, squeezed
from briefing.revision.choosing import Unapplied, choose
from briefing.revision.edit import IN_TABLES, Edit, Edits
from briefing.revision.flows import ADDED, AT_START, BlockEdits, Insert, rebuilt
from briefing.revision.pictures import Pictures
from briefing.revision.rows import NewWords, Origins, Rewording
from briefing.revision.standing import Standing
from briefing.revision.tables import edited_table
from briefing.revision.walking import with_numbers, with_rows

TOPIC = "edits"     # of what authors added, and of standing words that they changed


@dataclass(frozen=True, slots=True)
class Revised:
    """A document with its edits, what is said in it, and which edits those are.

    `origins` tells, of each anchor that is called otherwise for the edits, what it was called
    before; an anchor of a block that was added is called by `added`, which gives the edit.
    `before` is the report without edits.
    """

    composed: Composed
    before: Standing
    applied: tuple[Edit, ...] = ()
    unapplied: tuple[Unapplied, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, Edit] = field(default_factory=dict)

    @property
    def conflicts(self) -> tuple[Unapplied, ...]:
        """The edits that the author is to settle."""
        return tuple(one for one in self.unapplied if one.conflict)

    def problems(self, edition: str) -> list[Problem]:
        """A warning for each edit that the edition has not, but for those that ended."""
        return [problem for one in self.unapplied if (problem := one.problem(edition))]


def revise(composed: Composed, edits: Edits, findings: Findings, edition: str,
           pictures: Pictures) -> Revised:
    """The document and narration with the edits that the edition has; the same where it has none.
    """
    standing = Standing(composed.document, composed.narration, findings)
    if not edits.all:
        return Revised(composed, standing)
    chosen, unapplied = choose(edits, edition, standing)
    reviser = _Reviser(standing, pictures)
    for edit in chosen:
        reviser.take(edit)
    return reviser.revised(composed, chosen, unapplied)


def ended(edits: Edits, revised: Revised) -> tuple[Edit, ...]:
    """The edits of earlier months that this month's report has no more, for `briefing next`."""
    before = {one.edit for one in revised.unapplied if one.why == "ended"}
    return tuple(edit for edit in edits.earlier if edit in before)


class _Reviser:
    """Gathers what is to be done, by statement and by block."""

    def __init__(self, standing: Standing, pictures: Pictures) -> None:
        self.standing, self.pictures = standing, pictures
        self.words: dict[str, NewWords] = {}
        self.blocks = BlockEdits()
        self.statements: dict[str, Statement | None] = {}
        self.new: list[Statement] = []
        self.added: dict[str, Edit] = {}
        self.tables: dict[str, list[Edit]] = {}

    def take(self, edit: Edit) -> None:
        """Take in an edit that is to be applied."""
        if edit.kind in IN_TABLES:
            self.tables.setdefault(edit.anchor, []).append(edit)
        elif edit.kind == "added":
            self._add(edit)
        elif edit.kind == "moved":
            self.blocks.moved.add(edit.anchor)
            self.blocks.after.setdefault(edit.follows, []).append(Insert(moved=edit.anchor))
        elif edit.kind == "restyled":
            self.blocks.styles[edit.anchor] = edit.block, edit.level
            if edit.words:
                self._of_block(edit)
        elif edit.kind == "split":
            self.blocks.splits.setdefault(edit.anchor, set()).add(edit.statement)
        elif edit.kind == "joined":
            self.blocks.joined.setdefault(edit.follows, []).append(edit.anchor)
        elif edit.statement:
            self._of_statement(edit)
        else:
            self._of_block(edit)

    def _of_statement(self, edit: Edit) -> None:
        statement = self.standing.narration.statements[edit.statement]
        pieces = self._pieces(edit)
        self.words[statement.id] = NewWords(squeezed(statement.text), said(pieces, statement.id))
        self.statements[statement.id] = _reworded(statement, pieces, edit) if pieces else None

    def _of_block(self, edit: Edit) -> None:
        """Other words for a whole block: they are its first statement's, and the others go."""
        pieces = self._pieces(edit)
        elsewhere = {name for anchor, place in self.standing.anchors.items()
                     if anchor != edit.anchor for name in place.statements}
        first, *rest = [one for one in self.standing.statements(edit)
                        if one.id not in elsewhere] or (None,)
        self.statements |= {one.id: None for one in rest if one is not None}
        if not pieces:
            self.blocks.removed.add(edit.anchor)
            if first is not None:
                self.statements[first.id] = None
            return
        if first is not None:
            self.statements[first.id] = _reworded(first, pieces, edit)
            name = first.id
        else:
            name = self._new(edit, edit.anchor, pieces)
        self.blocks.words[edit.anchor] = said(pieces, name)

    def _pieces(self, edit: Edit) -> Pieces:
        return () if edit.kind == "removed" else self.standing.pieces(edit)[0]

    def _new(self, edit: Edit, about: str, pieces: Pieces) -> str:
        """The id of a statement of the author's own, which is said from now on."""
        number = 1 + sum(one.about == about for one in self.new)
        name = f"{about}/edit.{number}"
        self.new.append(Statement(name, about, "author", pieces, source_of(edit)))
        return name

    def _add(self, edit: Edit) -> None:
        anchor = edit.follows or "start"
        number = 1 + sum(one.follows == edit.follows for one in self.added.values())
        name = f"{anchor}{ADDED}{number}"
        self.added[name] = edit
        block = self._block(edit, name)
        self.blocks.after.setdefault(edit.follows or AT_START, []).append(Insert(block))

    def _block(self, edit: Edit, name: str) -> Block:
        def words(text: str) -> Inlines:
            pieces = self.standing.pieces(edit, text)[0]
            return said(pieces, self._new(edit, name, pieces)) if text else ()

        match edit.block:
            case "heading":
                return Heading(name, edit.level, plain(words(edit.words)))
            case "bullet" | "numbered":
                return Bullets(name, (words(edit.words),), ordered=edit.block == "numbered")
            case "counted":
                return Paragraph(name, words(edit.words), number="1.",
                                 numbering=self._numbering(edit.follows))
            case "table":
                head, *rows = edit.rows
                caption = plain(words(edit.words)) if edit.words else ""
                return Table(name, caption, "", tuple(Column(text, 1.0) for text in head), tuple(
                    Row(tuple(Cell(words(text) or (Text(""),)) for text in row)) for row in rows
                ), caption_shown=bool(caption))
            case "picture":
                return self.pictures.of(edit.picture, edit.alt, edit.width,
                                        self.standing.document.look)
            case "caption":
                return Paragraph(name, words(edit.words), "caption")
            case _:
                return Paragraph(name, words(edit.words))

    def _numbering(self, follows: str) -> str:
        """The count that a paragraph after this anchor is of."""
        numbering = ""
        for name, place in self.standing.anchors.items():
            if isinstance(place.block, Paragraph | Heading) and place.block.numbering:
                numbering = place.block.numbering
            if name == follows:
                break
        return numbering

    # ── the whole ───────────────────────────────────────────────────────────────────────────────

    def revised(self, composed: Composed, chosen: Iterable[Edit], unapplied: Iterable[Unapplied]
                ) -> Revised:
        """The document and narration with everything that was taken in."""
        document = composed.document
        before = {one.id: one.text for one in blocks(document) if isinstance(one, Heading)}
        for anchor, edits in self.tables.items():
            self.blocks.tables[anchor] = self._table(edits)
        document, origins = rebuilt(document, self.blocks)
        rewording = Rewording(self.words, origins)
        document = rewording.document(document)
        missed = set(self.words) - rewording.met
        document = _relinked(document, before)
        if self.blocks:
            document = with_contents(with_numbers(document, renumbered(blocks(document))))
        applied = tuple(edit for edit in chosen if edit.statement not in missed)
        lost = tuple(Unapplied(edit, "gone", self.standing.words(edit), told=edit.words)
                     for edit in chosen if edit.statement in missed)
        narration = self._narration(composed.narration, missed)
        return Revised(replace(composed, document=document, narration=narration), self.standing,
                       applied, (*unapplied, *lost), _origins(document, origins), self.added)

    def _table(self, edits: list[Edit]) -> Callable[[Table], Table]:
        def words(edit: Edit, text: str) -> Inlines:
            pieces = self.standing.pieces(edit, text)[0] if text else ()
            return said(pieces, self._new(edit, edit.anchor, pieces)) if pieces else (Text(""),)

        return lambda table: edited_table(table, edits, words)

    def _narration(self, narration: Narration, missed: set[str]) -> Narration:
        """What is said now, with who said it."""
        changed = {name: one for name, one in self.statements.items() if name not in missed}
        if not changed and not self.new:
            return narration

        def kept(passage: Passage) -> Passage:
            if not any(one.id in changed for one in passage.statements):
                return passage
            return replace(passage, statements=tuple(
                new for one in passage.statements if (new := changed.get(one.id, one))))

        topics = tuple(replace(topic, passages=tuple(
            new for passage in topic.passages if (new := kept(passage)).statements))
            for topic in narration.topics)
        added = tuple(Passage(one.about, "author", (one,)) for one in self.new)
        return Narration((*topics, Topic(TOPIC, "", added)) if added else topics)


def source_of(edit: Edit) -> Source:
    """Where the words of an edit are from: its file, who made it and when, its line."""
    return Source(edit.file, edit.by, edit.line)


def _reworded(statement: Statement, pieces: Pieces, edit: Edit) -> Statement:
    """The statement with an author's words: no rule of the book's chose them."""
    return replace(statement, pieces=pieces, source=source_of(edit), rules=(), thresholds=())


def _relinked(document: Document, before: Mapping[str, str]) -> Document:
    """The document with the words of links to headings that are called otherwise now.

    A link to a heading that is not there is words alone.
    """
    now = {one.id: one.text for one in blocks(document) if isinstance(one, Heading)}
    changed = {f"#{name}": (text, now.get(name)) for name, text in before.items()
               if now.get(name) != text}
    if not changed:
        return document

    def relinked(row: Inlines) -> Inlines:
        if not any(isinstance(one, Link | PageOf) and one.target in changed for one in row):
            return row
        return tuple(_led(one, changed) if isinstance(one, Link | PageOf) and one.target in changed
                     else one for one in row)

    return with_rows(document, relinked)


def _led(link: Link | PageOf, changed: Mapping[str, tuple[str, str | None]]
         ) -> Link | PageOf | Text:
    text, now = changed[link.target]
    if now is None:
        return Text(link.text, statement=link.statement)
    if isinstance(link, PageOf):
        return replace(link, of=now) if link.of == text else link
    return replace(link, text=now) if link.text == text else link


def _origins(document: Document, origins: Origins) -> dict[str, str]:
    """What each anchor was called before, of those that are called otherwise."""
    return {name: origins[id(place.inlines)][1] for name, place in anchored(document).items()
            if id(place.inlines) in origins and origins[id(place.inlines)][1] != name}

