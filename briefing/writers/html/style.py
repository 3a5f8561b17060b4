"""The style sheets of a page: one that is the same in all, and a short one of the report's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import ceil

from briefing.charts.svg import chart_styles
from briefing.document import Align, Column, Document, Look
from briefing.writers.html.colours import DARK_PAPER, PAPER, custom_properties, dark

ALIGNED: dict[Align, str] = {"left": "left", "centre": "center", "right": "right"}
SHARE = 0.94    # of the screen that a wide part has, as page.css says
WORDY = 40.0    # of a column's weight: its cells are sentences, and stand under their heading
STACKED = ";--direction:column;--side:left;--beside:100%"


@cache
def standing_style() -> str:
    """The style sheet that every page has: it holds nothing of the report."""
    return f"{_asset('page.css')}\n{chart_styles()}\n"


@cache
def standing_script() -> str:
    """The script that every page has: it orders and chooses rows, and reading needs none of it."""
    return _asset("page.js")


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8").strip()


def own_style(document: Document, tables: Iterable[str], counts: Iterable[int], dense: float = 0.0
              ) -> str:
    """The report's colours, what stands on each page that is printed, and its tables' columns.

    `tables` are rules for single tables; `counts` how many columns those have that are turned, and
    `dense` how many pixels the widest needs of those that are too wide for some screens, 0 of none.
    """
    look = document.look
    made = [f":root{{{custom_properties(look.palette, PAPER)}}}",
            f"@media screen and (prefers-color-scheme:dark){{:root{{"
            f"{custom_properties(dark(look.palette), DARK_PAPER)}}}}}",
            _title(look), _printed(document)]
    made += [f".n{count}{{--n:{count}}}" for count in sorted(set(counts))]
    return "\n".join([*made, *tables, *(
        [dense_rules(ceil(dense / SHARE / 16))] if dense else [])])


def dense_rules(rem: int) -> str:
    """The rules by which rows become cards, for a table that needs a screen of more than that."""
    cards = re.search(r"@media screen and \(max-width: 64rem\) \{\n.*?\n\}", standing_style(), re.S)
    assert cards is not None, "page.css says when rows are cards"
    return cards[0].replace("max-width: 64rem", f"max-width: {rem}rem").replace(".cards", ".dense")


def _title(look: Look) -> str:
    return f".title{{text-align:{ALIGNED[look.title_align]}}}"


def _printed(document: Document) -> str:
    """What a printed page bears at its head and foot."""
    places = {"top-left": document.running_title, "top-right": document.marking,
              "bottom-left": document.page_note}
    boxes = [f"@{place}{{content:{css_string(text)}}}" for place, text in places.items() if text]
    page = "".join(_counted(document.page_of, {"page": "counter(page)", "pages": "counter(pages)"}))
    boxes.append(f"@bottom-right{{content:{page}}}")
    return f"@page{{{''.join(boxes)}}}"


def _counted(text: str, counters: Mapping[str, str]) -> Iterable[str]:
    """ "Page {page}" as what a style sheet makes of it: `"Page " counter(page)`."""
    for piece in re.split(r"(\{\w+\})", text):
        if piece:
            yield counters.get(piece.strip("{}"), css_string(piece)) + " "


def css_string(text: str) -> str:
    """The text as a string of a style sheet; what is no letter, digit or space is written out."""
    return '"' + "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} "
                         for c in text) + '"'


def column_rules(name: str, columns: Sequence[Column]) -> str:
    """The rules of a table's columns: how wide and how aligned each is, and its heading for cards.

    Where rows are cards that heading has no words for who is read the page: they are read the
    cell's own.
    """
    made = []
    whole = sum(column.weight for column in columns)
    for n, column in enumerate(columns, 1):
        place = f":nth-child({n})"
        made.append(f".{name}>thead>tr>{place}{{width:{100 * column.weight / whole:.0f}%}}")
        if column.align != "left":
            made.append(f".{name}>*>tr>{place}{{text-align:{ALIGNED[column.align]}}}")
        if n > 1 and column.heading:
            beside = STACKED if column.weight >= WORDY else ""
            made.append(f".{name}>tbody>tr>{place}"
                        f"{{--label:{css_string(column.heading)}{beside}}}")
    return "".join(made)
