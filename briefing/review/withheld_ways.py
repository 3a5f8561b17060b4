"""Which way a withheld figure went, how it stands to another, that it is a record: as far as an
edition's symbols and its rule do not tell that themselves.

That a withheld count is less than a shown one is told by the symbol, where that one is above all
that the rule withholds. Of two withheld figures nobody may be told which is more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from briefing.periods import Month
from briefing.review.clauses import Clause
from briefing.review.moving import RECORD, ROW, TO_DATE, UNSURE, month_then, moves
from briefing.review.reckoning import Reckoning

_THAN = re.compile(
    r"\b(?P<more>more|higher|greater|larger|above)\b|\b(?P<less>fewer|less|lower|smaller|below)\b",
    re.I)
_THEN = re.compile(r"[^,;.]{0,40}?\bthan (?:in |at |it |they |last |a year |the (?:month|year) )")
_ROW = re.compile(ROW, re.I)


def ways_told(truth: Reckoning, hidden: Mapping[Month, Fraction], highest: int, text: str,
              clause: Clause) -> Iterator[tuple[str, Month, tuple[int, int]]]:
    """What the words of a clause tell of which way the figure went: the words, the withheld month
    and where they stand.

    `hidden` are the withheld figures by month, `highest` the most that the rule withholds as small.
    """
    now, words = truth.now, text[clause.start:clause.end]
    if TO_DATE.search(words):
        return
    for way, match, _ in moves(text, clause.start, clause.end):
        then = month_then(truth, words)
        if _tells(truth, hidden, highest, now, then, way):
            yield match[0].strip(), now if now in hidden else then, match.span()
    for match in _THAN.finditer(words):
        than = _THEN.match(words[match.end():])
        if than is None:
            continue
        then = month_then(truth, words[match.start():])
        if _tells(truth, hidden, highest, now, then, "up" if match["more"] else "down"):
            yield (f"{match[0]} than", now if now in hidden else then,
                   (match.start(), match.end() + than.end()))
    yield from _records(truth, hidden, words)


def _records(truth: Reckoning, hidden: Mapping[Month, Fraction], words: str
             ) -> Iterator[tuple[str, Month, tuple[int, int]]]:
    """That it is the lowest, or went on so, where another month of the year is withheld as well."""
    others = [month for month in hidden if truth.now.back(12) <= month < truth.now]
    if truth.now not in hidden or not others:
        return
    for match in (*RECORD.finditer(words), *_ROW.finditer(words)):
        if not UNSURE.search(words[:match.start()]):
            yield match[0].strip(" ,"), truth.now, match.span()


def _tells(truth: Reckoning, hidden: Mapping[Month, Fraction], highest: int, now: Month,
           then: Month, way: str) -> bool:
    """Whether the way from one month to the other is more than the symbols tell."""
    if now in hidden and then in hidden:
        return True
    if now not in hidden and then not in hidden:
        return False
    kept, shown = (now, then) if now in hidden else (then, now)
    value = truth.shown(shown)
    if value is None:
        return False                # it is said of a month of which there is no figure
    if way in ("better", "worse"):
        lower = truth.one.polarity == "lower"
        way = "down" if (way == "better") == lower else "up"
    less = (way == "down") == (kept == now)      # whether the withheld one is said to be the less
    small = hidden[kept] <= highest < value
    return way == "level" or not (less and small)
