"""What an edition withholds and why, for the clerk's private folder."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.disclosure import NO_SEARCH, Search, Withheld
from briefing.layout.plan import Words
from briefing.spreadsheets import csv_file

HEAD = ("id", "indicator", "role", "period", "why", "for")

def withheld_file(withheld: Iterable[Withheld], words: Words, search: Search = NO_SEARCH
                  ) -> bytes:
    """A row a withheld figure, why, and for a secondary one which figures it would give away.

    Above them two lines of how many there are, and how near that is to the least. It holds no
    figure, but is not for the public: it tells which of them are small.
    """
    withheld = tuple(withheld)
    others = search.companions + search.sought
    themselves = len(withheld) - others
    each = f" ({others / themselves:.2f} each)" if themselves else ""
    head = "".join(f"# {text}\n" for text in (
        words.withheld_counted.format(themselves=themselves, others=others, each=each),
        words.withheld_least.format(companions=search.companions, sought=search.sought,
                                    loss=f"{search.loss:.0f}", least=f"{search.least:.0f}"))
        if text)
    return head.encode() + csv_file(HEAD, (
        (one.candidate.id, one.candidate.indicator, one.candidate.role, one.candidate.period,
         words.why_withheld(one.cause), "; ".join(one.sake)) for one in withheld))
