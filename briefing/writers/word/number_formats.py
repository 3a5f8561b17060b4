"""The number format that shows a value as its text: "98.3%" of 98.3 is `0.0"%"`.

The text was made by `amounts`; here its pattern is only copied into Word's terms, so that a chart
keeps it when an author changes a figure in its workbook.
"""

from __future__ import annotations

import re
from functools import cache

NUMBER = re.compile(r"(?P<minus>[-−]?)(?P<whole>\d[\d,]*)(?:\.(?P<decimals>\d+))?")


@cache
def number_format(text: str) -> str:
    """The format of a printed number, "General" when the text holds none."""
    found = NUMBER.search(text)
    if found is None:
        return "General"
    whole = "#,##0" if "," in found["whole"] else "0"
    decimals = "." + "0" * len(found["decimals"]) if found["decimals"] else ""
    before, after = text[: found.start()], text[found.end() :]
    shown = literal(before) + whole + decimals + literal(after)
    # Excel's own minus is a hyphen.
    return f'{shown};"−"{shown}' if found["minus"] == "−" else shown


def axis_format(texts: tuple[str, ...]) -> str:
    """The format that shows every tick of an axis as its text."""
    formats = [number_format(text) for text in texts] or ["General"]
    # The longest has the separators, and the minus where one tick lies below zero.
    return max(formats, key=len)


def literal(words: str) -> str:
    """Words that a number format shows as they stand."""
    return '"' + words.replace('"', '"\\""') + '"' if words else ""
