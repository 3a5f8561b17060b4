"""One statement: what it is about, why it was chosen, its figures, and what was not said."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.explain.fact import where_from
from briefing.explain.indicator import CELLS_SHOWN, how_chosen, in_words, statement_lines
from briefing.explain.lines import Explanation, Line, Part
from briefing.explain.sources import Sources
from briefing.narrative.narration import Statement
from briefing.narrative.sentence import Figure
from briefing.prepared import Edition

# Paragraphs, notes and alt texts are no candidates for the place of a sentence.
NOT_SAID_SHOWN = 12


def statement_explained(sources: Sources, statement: Statement) -> Explanation:
    """All that is known of a statement of the edition, said or left out."""
    parts = [Part("Not said" if statement.left_out else "Chosen", tuple(how_chosen(statement, 1)))]
    figures = tuple(_figures(sources, statement))
    if figures:
        parts.append(Part("Figures", figures))
    edited = tuple(_edits(sources.edition, statement))
    if edited:
        parts.append(Part("Edited", edited))
    about = tuple(_about(sources, statement))
    if about:
        parts.append(Part("About", about))
    not_said = _rivals(sources, statement)
    if not_said:
        lines = [line for rival in not_said[:NOT_SAID_SHOWN] for line in statement_lines(rival)]
        if len(not_said) > NOT_SAID_SHOWN:
            lines.append(Line(f"({len(not_said) - NOT_SAID_SHOWN} more)"))
        parts.append(Part("Not said", tuple(lines)))
    return Explanation(statement.id, statement.text, tuple(parts))


def _figures(sources: Sources, statement: Statement) -> Iterator[Line]:
    """Each figure with what it is, and where it is from."""
    for piece in statement.pieces:
        if isinstance(piece, Figure):
            fact = piece.fact
            note = f"{fact.id}; exactly {fact.value:f}"
            yield Line(piece.text, in_words(fact) if in_words(fact) != piece.text else "",
                       note, fact.id)
            lines = [Line(line.label, line.text, line.note, line.asks, 2)
                     for line in where_from(sources, fact)]
            yield from lines[:CELLS_SHOWN]
            if len(lines) > CELLS_SHOWN:
                yield Line(f"({len(lines) - CELLS_SHOWN} more)", depth=2)


def _edits(edition: Edition, statement: Statement) -> Iterator[Line]:
    """Who changed its words in Word, and what they were."""
    for edit in edition.revised.applied if edition.revised is not None else ():
        if edit.statement == statement.id:
            yield Line(edit.kind, f"by {edit.who or 'somebody'}"
                       f"{f', {edit.when}' if edit.when else ''}", str(edit.place))
            if edit.original:
                yield Line("as written", edit.original, depth=2)


def _about(sources: Sources, statement: Statement) -> Iterator[Line]:
    for name in (statement.about, *statement.also):
        one = sources.report.dictionary.get(name)
        if one is not None:
            yield Line(one.title, name, asks=name)


def _rivals(sources: Sources, statement: Statement) -> list[Statement]:
    """What was proposed on the same and is not said, itself left aside."""
    found = {s.id: s for name in (statement.about, *statement.also)
             if name in sources.edition.findings.by_indicator
             for s in sources.naming.get(name, ()) if s.left_out}
    found.pop(statement.id, None)
    return list(found.values())
