"""What an edition withholds and why, for the clerk's private folder."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.disclosure import Withheld
from briefing.spreadsheets import csv_file

HEAD = ("id", "indicator", "role", "period", "why", "for")
WHY = {
    "primary": "a small count of people, or a share of one",
    "given": "withheld in the figures that were given",
    "marked": "the indicators say so",
    "telling": "the mark in its place would tell a count that is withheld",
    "secondary": "another withheld figure could be worked out from it",
}


def withheld_file(withheld: Iterable[Withheld]) -> bytes:
    """A row a withheld figure, why, and for a secondary one which figures it would give away.

    It holds no figure, but is not for the public: it tells which of them are small.
    """
    return csv_file(HEAD, (
        (one.candidate.id, one.candidate.indicator, one.candidate.role, one.candidate.period,
         f"{one.cause}: {WHY[one.cause]}", "; ".join(one.sake)) for one in withheld))
