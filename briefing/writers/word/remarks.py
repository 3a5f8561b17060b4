"""What the comments say: why the author is asked, and which rule and figures made a sentence.

A figure stands here as it is printed, never as it is known.
"""

from __future__ import annotations

from briefing.narrative.narration import Narration, Statement
from briefing.narrative.sentence import Figure
from briefing.writers.word.comments import Remarks
from briefing.writers.word.references import NO_REMARKS

# What has no comment: the author's own words, and those that are no row of the body.
WITHOUT = ("author", "alt", "trend", "strip", "strip_alt", "note", "withheld")


def remarks_on(narration: Narration, every: bool, edited: Remarks = NO_REMARKS
               ) -> dict[str, str]:
    """The remark on each statement, by its id: on what the author is asked, on those that were
    `edited`, and on `every` one; those on edited places that are no statement's by their anchors.
    """
    made = {name: text for name, text in edited.items() if name not in narration.statements}
    for statement in narration.statements.values():
        if statement.kind == "prompt":
            made[statement.id] = _why_asked(statement)
        elif every and statement.kind not in WITHOUT:
            made[statement.id] = where_from(statement)
        if statement.id in edited:
            made[statement.id] = "\n".join(filter(None, (
                edited[statement.id], made.get(statement.id, ""))))
    return made


def _why_asked(asked: Statement) -> str:
    return "\n".join((
        "Please give the reason here, in place of this paragraph; or write it in "
        f"commentary/{asked.about}.md, where the next build finds it.",
        "It is asked because the figure changed by so much that the sentence book wants the reason "
        "(ask_from), and left its usual range: the data cannot say why.",
        _figures(asked),
    ))


def where_from(statement: Statement) -> str:
    """The rules that chose the statement, with their thresholds, and the facts that it prints."""
    lines = [f"Rules: {', '.join(statement.rules)}." if statement.rules else "",
             f"Thresholds: {', '.join(statement.thresholds)}." if statement.thresholds else "",
             _figures(statement)]
    return "\n".join(line for line in lines if line)


def _figures(statement: Statement) -> str:
    said = [f"{piece.text} is {piece.fact.id}" for piece in statement.pieces
            if isinstance(piece, Figure)]
    return f"Figures: {'; '.join(dict.fromkeys(said))}." if said else ""


__all__ = ["Remarks", "remarks_on", "where_from"]
