"""Columns of a table in Word: each as wide as its longest word, and figures are never broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFont

from briefing.document import Cell, Column, Row, Table
from briefing.writers.widths import EMS, MM_OF_PT, fitted, least_mm, text_mm
from briefing.writers.word import word_file
from tests.documents import sample, words
from tests.word.test_word_writer import body, find, one_section

CELLS = ("Average time to complete a repair", "higher", "91.3%", "6.1% (2023/24)", "↓ worse",
         "£1,200k to date, of £2,400k for the year", "▼ Off target", "× Worsening",
         "± May or may not", "87.6% (2023/24)", "112th of 294")
HEADS = ("Indicator", "Better is", "Q4 23/24", "Q2 24/25", "Direction of travel", "Target",
         "Rating", "Variation", "Assurance", "Peer median", "Rank in England 2022/23")


def scorecard(count: int) -> Table:
    columns = tuple(Column(HEADS[n % len(HEADS)], 20, "left" if n in (0, 1, 4) else "right")
                    for n in range(count))
    row = Row(tuple(Cell(words(CELLS[n % len(CELLS)]), header=not n) for n in range(count)))
    return Table("t", "", "", columns, (row, row), caption_shown=False)


@pytest.mark.parametrize("width", [150, 180, 210, 253])
def test_short_texts_give_way_before_words_do(width: int) -> None:
    table, look = scorecard(11), sample().look
    for small in (False, True):
        least = least_mm(table.columns, table.rows, look, small, whole=False)
        weights = fitted(table.columns, table.rows, look, width, small)
        if sum(least) <= width:
            assert all(weight >= one - 1e-6 for weight, one in zip(weights, least, strict=True))


def test_a_rating_gives_way_last() -> None:
    """Where "no change" is broken, "▲ Green" still is on one line."""
    look, columns = sample().look, tuple(Column(head, 20) for head in ("Travel", "Rating"))
    row = Row((Cell(words("→ no change")), Cell(words("▲ Green"), tone="green")))
    rows = (row, row)
    asked = sum(least_mm(columns, rows, look, small=True, whole=False))
    both = sum(least_mm(columns, rows, look, small=True))
    rated = least_mm(columns, rows, look, small=True, whole=False, rated=True)
    assert asked < sum(rated) < both
    assert fitted(columns, rows, look, sum(rated) + 0.1, small=True)[1] >= rated[1]


@pytest.mark.parametrize(("count", "style"), [(7, "BriefingTable"), (17, "BriefingTableSmall")])
def test_a_table_whose_words_ask_too_much_is_set_smaller(count: int, style: str) -> None:
    tree = body(word_file(one_section(scorecard(count), landscape=True)))
    assert find(tree, ".//w:tblStyle/@w:val") == [style]


FONTS = Path(__file__).parents[2] / "fonts"
FACES = {bold: TTFont(f"widths-{name}", str(FONTS / f"LiberationSans-{name}.ttf"))
         for bold, name in ((False, "Regular"), (True, "Bold"))}


@given(st.text(st.sampled_from(sorted(EMS)), max_size=30), st.booleans())
def test_a_text_is_never_wider_than_it_is_taken_for(text: str, bold: bool) -> None:
    """So "86.1%" is not parted from its sign by a column that is a hair too narrow."""
    real = FACES[bold].stringWidth(text, 9) * MM_OF_PT
    assert real <= text_mm(text, 9, bold) + 1e-9


@pytest.mark.parametrize("text", ["86.1%", "£1,130k", "Statistical neighbours", "Target met",
                                  "112th of 294", "Moved from near target to off target"])
@pytest.mark.parametrize("bold", [False, True])
def test_nor_much_narrower(text: str, bold: bool) -> None:
    real = FACES[bold].stringWidth(text, 9) * MM_OF_PT
    assert text_mm(text, 9, bold) < real * 1.06


def test_figures_keep_their_room_beside_a_word_that_cannot_be_broken() -> None:
    """An address of 200 letters at the head of a row: it is broken, "100.0%" is not."""
    look = sample().look
    columns = (Column("Name", 20), Column("July", 20, "right"))
    rows = (Row((Cell(words("w" * 200), header=True), Cell(words("100.0%")))),
            Row((Cell(words("a"), header=True), Cell(words("0.5%")))))
    needed = least_mm(columns, rows, look, small=False)
    assert needed[0] > 170
    assert fitted(columns, rows, look, 170) == pytest.approx([170 - needed[1], needed[1]])
