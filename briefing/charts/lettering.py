"""Words put straight into a page's operators.

A text object of ReportLab's keeps track of a cursor that nothing here asks for, and takes three
times as long: a report has some seven thousand cells and labels for each sixty indicators.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase.pdfmetrics import getFont

# The bytes of a PDF's string as ReportLab escapes them, which it does letter by letter.
ESCAPED = {byte: escapePDF(bytes((byte,))) for byte in range(256)}


class _OtherSubset(Exception):
    """A letter is in none of the first subset's places."""


class Letters(dict[int, str]):
    """A face's letters in a document: each character's byte, as a PDF's string has it.

    ReportLab puts the letters that a document uses in subsets of 256, each when it comes first, and
    its font says which one a letter is in. That and the subsets' names are private. A report uses
    one subset; text with letters of another goes the longer way.
    """

    def __init__(self, face: str, document: Any) -> None:
        super().__init__()
        self.font, self.document = getFont(face), document
        self.names: dict[int, str] = {}

    def __missing__(self, character: int) -> str:
        (subset, byte), = self.font.splitString(chr(character), self.document)
        if subset:
            raise _OtherSubset
        self[character] = ESCAPED[byte[0]]
        return self[character]

    def strings(self, text: str) -> Sequence[tuple[int, str]]:
        """The text in pieces of one subset each: which it is, and what stands in the string."""
        try:
            return ((0, text.translate(self)),) if text else ()
        except _OtherSubset:
            return [(subset, letters.decode("latin-1").translate(ESCAPED))
                    for subset, letters in self.font.splitString(text, self.document)]

    def name(self, subset: int) -> str:
        """What the pages call the subset."""
        if subset not in self.names:
            self.names[subset] = self.font.getSubsetInternalName(subset, self.document)
        return self.names[subset]


def lettered(canvas: Any, lines: Iterable[tuple[float, float, str]], face: str, size: float,
             ink: str) -> str:
    """The operators that show each line from its x and y on, in an ink of six hexadecimal digits.

    The face is a TrueType one. What is known of its letters is kept with the canvas.
    """
    known: dict[str, Letters] = vars(canvas).setdefault("known_letters", {})
    if face not in known:
        known[face] = Letters(face, canvas._doc)
    letters = known[face]
    code = ["BT", inked(ink)]
    shown = None
    for x, y, line in lines:
        code.append(f"1 0 0 1 {decimal(x)} {decimal(y)} Tm")
        for subset, string in letters.strings(line):
            if subset != shown:
                code.append(f"{letters.name(subset)} {decimal(size)} Tf")
                shown = subset
            code.append(f"({string}) Tj")
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
