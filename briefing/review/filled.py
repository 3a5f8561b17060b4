"""The words of an edit as a reader sees them: its slots filled with today's figures, no marks."""

from __future__ import annotations

import re

from briefing.findings import Findings
from briefing.narrative.own_words import filled
from briefing.narrative.sentence import text_of
from briefing.review.known import Known


class Filled:
    """Fills the words of edits."""

    def __init__(self, findings: Findings, known: Known) -> None:
        self.findings, self.known = findings, known

    def words(self, words: str) -> str:
        """Words with the author's marks as a reader sees them."""
        text = text_of(filled(words, self.findings))
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
