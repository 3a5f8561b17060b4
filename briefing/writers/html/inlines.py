"""Inlines as HTML. Only where a page is to answer for its figures do they bear what they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import assert_never

from briefing.document import Inline, Inlines, Link, PageOf, Text
from briefing.narrative.sentence import Figure

# Where a link may lead: within the page, or to an address that is opened when it is clicked.
LEADS = re.compile(r"#|https?://|mailto:", re.I)
# A browser breaks a line between a minus and the sign of a currency; it would not before a digit.
_SIGNED = re.compile("−[$£€¥]")


@dataclass(frozen=True, slots=True)
class Words:
    """How words are written: with `provenance`, each statement and figure says which it is.

    That is for the author's own page alone: what is circulated holds no identity of a figure.
    """

    provenance: bool = False

    def row(self, row: Inlines) -> str:
        """A row of inlines; the pieces of one statement share an element with provenance."""
        if not self.provenance:
            if len(row) == 1:       # as most cells' are
                return self._inline(row[0])
            return "".join(map(self._inline, row))
        made = []
        for statement, pieces in groupby(row, lambda inline: inline.statement):
            inside = "".join(map(self._inline, pieces))
            made.append(f'<span class="said" data-statement="{escape(statement)}">{inside}</span>'
                        if statement else inside)
        return "".join(made)

    def _inline(self, inline: Inline) -> str:
        words = escape(inline.text, quote=False)
        if "−" in words:
            words = _SIGNED.sub(r'<span class="sign">\g<0></span>', words)
        if not self.provenance and getattr(inline, "emphasis", "") == "plain":
            return words        # as nearly all are
        match inline:
            case Text(instead_of=identity) if identity and self.provenance:
                return _identified(identity, words)
            case Text(emphasis="strong"):
                return f"<strong>{words}</strong>"
            case Text(emphasis="emphasis"):
                return f"<em>{words}</em>"
            case Figure() if self.provenance:
                return _identified(inline.fact.id, words)
            case Text() | Figure():
                return words
            case Link():
                if not LEADS.match(inline.target):
                    return words
                away = "" if inline.target.startswith("#") else ' rel="noreferrer"'
                return f'<a href="{escape(inline.target)}"{away}>{words}</a>'
            case PageOf():
                return ""       # there are no pages: its row links to what it is of
            case _:
                assert_never(inline)


def _identified(identity: str, words: str) -> str:
    return f'<span class="figure" data-fact="{escape(identity)}">{words}</span>'
