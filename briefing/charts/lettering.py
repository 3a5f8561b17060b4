"""Words put straight into a page's operators.

A text object of ReportLab's keeps track of a cursor that nothing here asks for, and takes three
times as long: a report has some seven thousand cells and labels for each sixty indicators.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase.pdfmetrics import getFont

# The bytes of a PDF's string as ReportLab escapes them, which it does letter by letter.
ESCAPED = {byte: escapePDF(bytes((byte,))) for byte in range(256)}


def lettered(canvas: Any, lines: Iterable[tuple[float, float, str]], face: str, size: float,
             ink: str) -> str:
    """The operators that show each line from its x and y on, in an ink of six hexadecimal digits.

    The face is a TrueType one: ReportLab puts the letters that a document uses in subsets of 256,
    and its font says which each is in. That and the subsets' names are private.
    """
    font, document = getFont(face), canvas._doc
    code = ["BT", inked(ink)]
    shown = None
    for x, y, line in lines:
        code.append(f"1 0 0 1 {decimal(x)} {decimal(y)} Tm")
        for subset, letters in font.splitString(line, document):
            if subset != shown:
                code.append(f"{font.getSubsetInternalName(subset, document)} {decimal(size)} Tf")
                shown = subset
            code.append(f"({letters.decode('latin-1').translate(ESCAPED)}) Tj")
    code.append("ET")
    return " ".join(code)


@lru_cache(1 << 14)
def decimal(number: float) -> str:
    """A length in points as PDF writes it, to the hundredth."""
    return f"{number:.2f}".rstrip("0").rstrip(".") if number else "0"


@lru_cache(256)
def inked(digits: str) -> str:
    """The operator that sets the colour of what is filled and written."""
    red, green, blue = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return f"{red:.3f} {green:.3f} {blue:.3f} rg"
