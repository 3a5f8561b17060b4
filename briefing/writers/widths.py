"""Columns wide enough for their words on a page so wide, so that no figure has to be broken.

The widths are of Liberation Sans and Arial, letter by letter, a little on the safe side; a writer
still measures. What a column gains is taken from the columns that have room.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from briefing.amounts import at_point, is_figure
from briefing.document import Column, Look, Row, Table, plain

MM_OF_PT = 25.4 / 72
# How wide the letters of Liberation Sans and Arial are, in ems rounded up, and of the bold.
EMS = {letter: ems for ems, letters in (
    (0.23, "ijl'‘’"), (0.28, " \u00a0\u202f!,./:;ft|I[]\\"), (0.34, "r()-“”"), (0.4, '*•°"'),
    (0.5, "cksvxyzJ"), (0.56, "0123456789abdeghnopqu#$£€?–L_"), (0.59, "+<=>±×÷~"), (0.62, "FTZ"),
    (0.67, "&ABEKPSVXY"), (0.73, "CDHNRUw"), (0.78, "GOQ"), (0.84, "mM"), (0.89, "%"),
    (0.95, "W"), (1.0, "—…"), (1.02, "@")) for letter in letters}
EMS_BOLD = EMS | {letter: ems for ems, letters in (
    (0.28, "ijl'‘’"), (0.34, "ft:;![]"), (0.39, "r"), (0.5, '"“”'), (0.56, "cksvxyJ"),
    (0.62, "bdghnopquL?"), (0.73, "&ABK"), (0.78, "w"), (0.89, "m"),
    ) for letter in letters}
# Padding of a cell, left and right together, in points: the writers' own.
LETTERS = "\u2100"  # what comes after: arrows, shapes and other signs, as wide as they are high
RATING = 8  # characters of a rating with its shape: "▲ Green"
OF_WORDS_MM = 10    # under this columns of words can have none of their room taken for figures
SHORT = 12  # characters that stay on one line: "→ no change"
PADDING_PT = {False: 12.5, True: 4.5}


@lru_cache(1 << 14)
def text_mm(text: str, size_pt: float, bold: bool = False) -> float:
    """How wide the text is, in millimetres, or a little more than that."""
    known = EMS_BOLD if bold else EMS
    ems = sum(known[c] if c in known else 0.62 if c.islower() else 1.0 if c > LETTERS else 0.78
              for c in text)
    return ems * size_pt * MM_OF_PT


def words_of(text: str, whole: bool = True) -> list[str]:
    """What of the text stays on one line: its words, or all of it if it is short and `whole`."""
    if whole and len(text) <= SHORT:
        return [text]
    # a space that does not break keeps two words together
    return text.split() if "\u00a0" not in text else re.split(r"[ \t\n]+", text.strip(" \t\n"))


def least_mm(columns: Sequence[Column], rows: Sequence[Row], look: Look, small: bool,
             whole_heads: bool = False, whole: bool = True, rated: bool = False) -> list[float]:
    """The width that each column needs for its longest word, or text of a word or two if `whole`.

    `rated` keeps a rating's shape beside its word, though other texts are broken.
    """
    size = look.small_pt if small else look.table_pt
    padding = PADDING_PT[small] * MM_OF_PT
    kept = [row.cells for row in rows if not row.group]
    least = []
    for n, column in enumerate(columns):
        # heads of rows of small tables are bold, and so are ratings
        texts = [(plain(cells[n].inlines), (cells[n].header and small) or bool(cells[n].tone),
                  bool(cells[n].tone)) for cells in kept]
        wide = max([longest_mm(column.heading, size, True, whole_heads),
                    *[longest_mm(text, size, bold, whole or (
                        rated and toned and len(text) <= RATING)) for text, bold, toned in texts]])
        if column.align == "right" and len(rows) > 1:   # figures meet at their decimal points
            sides = [sides_mm(text, size, whole) for text, _, _ in texts]
            wide = max(wide, sum(max(side, default=0.0) for side in zip(*sides, strict=True)))
        least.append(wide + padding)
    return least


@lru_cache(1 << 12)
def longest_mm(text: str, size_pt: float, bold: bool, whole: bool) -> float:
    """How wide the longest is of what stays on one line of the text."""
    return max([text_mm(word, size_pt, bold) for word in words_of(text, whole)], default=0.0)


@lru_cache(1 << 12)
def sides_mm(text: str, size_pt: float, whole: bool) -> tuple[float, float]:
    """How wide a figure is before its decimal point and from there on; nothing of other texts."""
    if not is_figure(text) or len(words_of(text, whole)) > 1:
        return 0.0, 0.0
    before, after, _ = at_point(text)
    return text_mm(before, size_pt), text_mm(after, size_pt)


def fitted(columns: Sequence[Column], rows: Sequence[Row], look: Look, width_mm: float,
           small: bool = False, weights: Sequence[float] = ()) -> list[float]:
    """The widths of the columns in millimetres that add up to the width, none under its least.

    `weights` are those of the columns where they are not their own. Where there is not the room,
    short texts are broken between their words; where the words need more than there is, columns of
    words give way alike, as words can be broken and figures cannot.
    """
    least = least_mm(columns, rows, look, small)
    for rated in (True, False):
        if sum(least) >= width_mm:
            least = least_mm(columns, rows, look, small, whole=False, rated=rated)
    if sum(least) >= width_mm:
        return given_way(columns, least, width_mm, OF_WORDS_MM)
    widths = weights or [c.weight for c in columns]
    short: set[int] = set()
    while True:
        # the columns that are not short share what the short ones leave, by their weights
        left = width_mm - sum(least[n] for n in short)
        weight = sum(w for n, w in enumerate(widths) if n not in short)
        shares = [least[n] if n in short else left * w / weight for n, w in enumerate(widths)]
        more = {n for n, share in enumerate(shares) if share < least[n] - 1e-9}
        if not more:
            return shares
        short |= more


def given_way(columns: Sequence[Column], least: Sequence[float], width: float, of_words: float
              ) -> list[float]:
    """The widths of columns that need more than there is, in the unit of what they need.

    Those of words give way alike; all do, in proportion, where figures leave them less than
    `of_words`.
    """
    figures = sum(needed for column, needed in zip(columns, least, strict=True)
                  if column.align == "right")
    others = sum(least) - figures
    if not others or width - figures < of_words:
        return [width * needed / sum(least) for needed in least]
    share = (width - figures) / others
    return [needed if column.align == "right" else needed * share
            for column, needed in zip(columns, least, strict=True)]


def in_tiers(table: Table, count: int) -> Iterator[Table]:
    """The table in so many tiers of its columns, the first column repeated in each."""
    for places in _tiers(len(table.columns) - 1, count):
        kept = (0, *places)
        yield dataclasses.replace(
            table, columns=tuple(table.columns[n] for n in kept),
            rows=tuple(dataclasses.replace(row, cells=tuple(row.cells[n] for n in kept))
                       for row in table.rows))


def tiers_needed(least: Sequence[float], width: float) -> int:
    """In how few tiers columns of these least widths fit the width; each column alone at the most.

    The first column stands in every tier.
    """
    columns = len(least) - 1
    return next((count for count in range(1, columns)
                 if all(least[0] + sum(least[n] for n in places) <= width
                        for places in _tiers(columns, count))), max(columns, 1))


def _tiers(columns: int, count: int) -> Iterator[range]:
    """The columns of each tier, counted from 1: as many in one as in another, or one more."""
    each, more = divmod(columns, count)
    start = 1
    for n in range(count):
        stop = start + each + (n < more)
        yield range(start, stop)
        start = stop
