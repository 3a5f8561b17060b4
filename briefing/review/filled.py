"""The words of an edit as a reader sees them: its slots filled with today's figures, no marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from briefing.findings import Findings
from briefing.narrative.own_words import filled
from briefing.narrative.sentence import Figure, text_of
from briefing.narrative.slots import NO_FIGURES
from briefing.review.known import Known
from briefing.review.places import Places
from briefing.revision import Edit


class Filled:
    """Fills the words of edits."""

    def __init__(self, findings: Findings, known: Known) -> None:
        self.findings, self.known = findings, known

    def words(self, words: str, own: Mapping[str, Figure] = NO_FIGURES) -> str:
        """Words with the author's marks as a reader sees them; `own` are the figures of the
        statements that they stand in place of, which are shown as they are there: "fourth"."""
        text = text_of(filled(words, self.findings, own))
        text = re.sub(r"\{[a-z0-9_.]+:[a-z0-9_.]+:[0-9/-]+\}", self._fact, text)
        text = re.sub(r"\[([^\]]*)\]\([^)\s]*\)", r"\1", text)
        return re.sub(r"\*\*(.+?)\*\*|(?<!\*)\*(?!\*|\s)([^*]+?)\*(?!\*)",
                      lambda m: m[1] or m[2], text)

    def _fact(self, slot: re.Match[str]) -> str:
        """The figure of a slot that names a fact by its identity; the slot where there is none."""
        name, role, period = slot[0].strip("{}").split(":")
        if name not in self.known.indicators:
            return slot[0]
        for reference in self.known.references(name):
            same = reference.role == role or (
                reference.role == "month" and role in ("current", "previous", "month"))
            if same and str(reference.period) == period:
                return reference.text
        return slot[0]


def own_figures(edit: Edit, everywhere: Iterable[Places]) -> Mapping[str, Figure]:
    """The figures that the edit's words may have kept, by the identities of their facts: those of
    the statements that it stands in place of, as the editions print them."""
    if ":" not in edit.words or edit.kind == "added":
        return NO_FIGURES
    own: dict[str, Figure] = {}
    for places in everywhere:
        spot = places.spot(edit.anchor) if not edit.statement else None
        for name in (edit.statement, *(spot.statements if spot is not None else ())):
            if name in places.narration:
                own |= {piece.fact.id: piece for piece in places.narration[name].pieces
                        if isinstance(piece, Figure)}
    return own
