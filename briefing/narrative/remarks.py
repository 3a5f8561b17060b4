"""What the comments of a Word file say: why the author is asked, and what made a sentence.

The words are the book's. A figure stands here as it is printed, never as it is known.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.narrative.book import Book
from briefing.narrative.narration import Narration, Statement
from briefing.narrative.sentence import Figure

# What has no comment: the author's own words, and those that are no row of the body.
WITHOUT = ("author", "alt", "trend", "strip", "strip_alt", "note", "withheld")


def remarks_on(narration: Narration, book: Book, every: bool,
               edited: Mapping[str, str] | None = None) -> dict[str, str]:
    """The remark on each statement, by its id: on what the author is asked, on those that were
    `edited`, and on `every` one; those on edited places that are no statement's by their anchors.
    """
    edited = edited or {}
    remarks = {name: text for name, text in edited.items() if name not in narration.statements}
    for statement in narration.statements.values():
        if statement.kind == "prompt":
            remarks[statement.id] = _why_asked(statement, book)
        elif every and statement.kind not in WITHOUT:
            remarks[statement.id] = _where_from(statement, book)
        if statement.id in edited:
            remarks[statement.id] = "\n".join(filter(None, (
                edited[statement.id], remarks.get(statement.id, ""))))
    return remarks


def _why_asked(asked: Statement, book: Book) -> str:
    return "\n".join((_words(book, "remark_asked", place=f"commentary/{asked.about}.md"),
                      _words(book, "remark_because"), _figures(asked, book)))


def _where_from(statement: Statement, book: Book) -> str:
    """The rules that chose the statement, with their thresholds, and the facts that it prints."""
    lines = [_words(book, name, named=", ".join(named)) if named else "" for name, named in (
        ("remark_rules", statement.rules), ("remark_thresholds", statement.thresholds))]
    return "\n".join(line for line in (*lines, _figures(statement, book)) if line)


def _figures(statement: Statement, book: Book) -> str:
    said = [_words(book, "remark_figure", figure=piece.text, fact=piece.fact.id)
            for piece in statement.pieces if isinstance(piece, Figure)]
    return _words(book, "remark_figures", named="; ".join(dict.fromkeys(said))) if said else ""


def _words(book: Book, name: str, **slots: str) -> str:
    return "".join(text + (slots[slot] if slot else "")
                   for text, slot in book.choose(name, {}).parts)
