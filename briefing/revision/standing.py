"""What a report says now where an edit is of, and what the edit's words are now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from briefing.document import Document, Table, blocks, inlines
from briefing.findings import Findings
from briefing.narrative.marks import pieces_of
from briefing.narrative.narration import Narration, Statement
from briefing.narrative.sentence import Figure, Pieces, text_of
from briefing.narrative.slots import figure_of
from briefing.revision.anchors import Anchored, anchored, squeezed
from briefing.revision.edit import IN_TABLES, Edit
from briefing.revision.tables import cell_at, words_at

ADDITIONS = ("added", "row_added", "column_added")
# Kinds of statements that are said every month alike, where they have no figure.
STANDING = ("note", "withheld", "author")


class Standing:
    """A document before its edits, asked for what stands at an edit's place."""

    def __init__(self, document: Document, narration: Narration, findings: Findings) -> None:
        self.document, self.narration, self.findings = document, narration, findings

    @cached_property
    def anchors(self) -> Mapping[str, Anchored]:
        """What stands at every anchor."""
        return anchored(self.document)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure that is printed, by the identity of its fact, as it stands first."""
        made: dict[str, Figure] = {}
        for block in blocks(self.document):
            for inline in inlines(block):
                if isinstance(inline, Figure):
                    made.setdefault(inline.fact.id, inline)
        return made

    @cached_property
    def texts(self) -> Mapping[str, frozenset[str]]:
        """Every text that each fact is printed as."""
        made: dict[str, set[str]] = {}
        for block in blocks(self.document):
            for inline in inlines(block):
                if isinstance(inline, Figure):
                    made.setdefault(inline.fact.id, set()).add(inline.text)
        return {name: frozenset(texts) for name, texts in made.items()}

    def statements(self, edit: Edit) -> tuple[Statement, ...]:
        """The statements that the edit changes."""
        if edit.kind in ADDITIONS:
            return ()
        names = [edit.statement] if edit.statement else []
        if not names and edit.anchor in self.anchors and edit.kind not in IN_TABLES:
            names = list(self.anchors[edit.anchor].statements)
        return tuple(self.narration.statements[name] for name in names
                     if name in self.narration.statements)

    def words(self, edit: Edit) -> str | None:
        """What stands now where the edit is of; None where there is no such place (any more).

        Of an addition it is "", as nothing stood there, where it has what it follows.
        """
        if edit.kind == "added":
            return "" if not edit.follows or edit.follows in self.anchors else None
        if edit.statement:
            statement = self.narration.statements.get(edit.statement)
            return squeezed(statement.text) if statement is not None else None
        place = self.anchors.get(edit.anchor)
        if place is None:
            return None
        if edit.kind in IN_TABLES and isinstance(place.block, Table):
            return words_at(place.block, edit)
        return place.words

    def pieces(self, edit: Edit, text: str = "") -> tuple[Pieces, tuple[str, ...]]:
        """The edit's words (or this `text` of it) as pieces; and its slots that no fact fills."""
        text = text or edit.words
        if "{" not in text:
            return pieces_of(text, lambda slot: None)
        own = {piece.fact.id: piece for statement in self.statements(edit)
               for piece in statement.pieces if isinstance(piece, Figure)}

        def figure(slot: str) -> Figure | None:
            # what is printed anywhere is looked up last: it takes a walk over the document
            return figure_of(slot, self.findings, own) or (
                figure_of(slot, self.findings, self.figures) if ":" in slot else None)

        return pieces_of(text, figure)

    def told(self, edit: Edit) -> str:
        """The edit's words as a reader sees them now."""
        return squeezed(text_of(self.pieces(edit)[0]))

    def stays(self, edit: Edit) -> bool:
        """Whether an edit of an earlier month stands in this one: it is of standing words.

        An edit to a sentence of figures ends with its month, and so does what was added or moved.
        """
        if edit.kind in (*ADDITIONS, "moved", "joined", "split", "row_removed", "row_moved",
                         "column_moved"):
            return False
        if edit.kind == "cell":
            place = self.anchors.get(edit.anchor)
            cell = cell_at(place.block, edit) if place and isinstance(place.block, Table) else None
            return cell is None or not any(isinstance(one, Figure) for one in cell.inlines)
        return all(statement.kind in STANDING and not statement.facts
                   for statement in self.statements(edit))
