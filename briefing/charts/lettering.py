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
        return [(subset, letters.decode("latin-1").translate(ESCAPED))
                for subset, letters in self.font.splitString(text, self.document)]

    def name(self, subset: int) -> str:
        """What the pages call the subset."""
        if subset not in self.names:
            self.names[subset] = self.font.getSubsetInternalName(subset, self.document)
        return self.names[subset]


class Lettering:
    """Words put on a canvas. What follows each other shares a text object, and what it has set.

    What is known of the letters of each face is kept, and how far the run of words goes that was
    put last: if nothing was drawn since, more words are of the same.
    """

    __slots__ = ("canvas", "end", "font", "ink", "known", "page", "subset")

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self.known: dict[str, Letters] = {}
        self.page: list[str] = []
        self.end = -1
        self.font: tuple[str, float] | None = None
        self.subset, self.ink = 0, ""

    def put(self, lines: Iterable[tuple[float, float, str]], face: str, size: float, ink: str,
            begins: str = "") -> None:
        """Put each line from its x and y on, in an ink of six hexadecimal digits.

        The face is a TrueType one. `begins` is the operator that begins their marked content, if
        they have one of their own.
        """
        page, font = self.canvas._code, (face, size)
        if page is self.page and len(page) == self.end:
            page.pop()      # the end of the text object
        else:
            page.append("BT")
            self.page, self.font, self.ink = page, None, ""
        if begins:
            page.append(begins)
        if ink != self.ink:
            page.append(inked(ink))
            self.ink = ink
        letters = self.known.get(face)
        if letters is None:
            letters = self.known[face] = Letters(face, self.canvas._doc)
        for x, y, line in lines:
            page.append(f"1 0 0 1 {decimal(x)} {decimal(y)} Tm")
            try:
                string = line.translate(letters)
            except _OtherSubset:
                for subset, string in letters.strings(line):
                    self._set(letters, font, subset)
                    page.append(f"({string}) Tj")
            else:
                if font != self.font or self.subset:
                    self._set(letters, font, 0)
                page.append(f"({string}) Tj")
        if begins:
            page.append("EMC")
        page.append("ET")
        self.end = len(page)

    def _set(self, letters: Letters, font: tuple[str, float], subset: int) -> None:
        """Set the font, if it is not set already."""
        if (font, subset) != (self.font, self.subset):
            self.font, self.subset = font, subset
            self.page.append(f"{letters.name(subset)} {decimal(font[1])} Tf")


def letter(canvas: Any, lines: Iterable[tuple[float, float, str]], face: str, size: float,
           ink: str) -> None:
    """Put each line on the canvas, which keeps its lettering."""
    lettering: Lettering | None = vars(canvas).get("lettering")
    if lettering is None:
        lettering = canvas.lettering = Lettering(canvas)
    lettering.put(lines, face, size, ink)


@lru_cache(1 << 14)
def decimal(number: float) -> str:
    """A length in points as PDF writes it, to the hundredth."""
    return f"{number:.2f}".rstrip("0").rstrip(".") if number else "0"


@lru_cache(256)
def inked(digits: str) -> str:
    """The operator that sets the colour of what is filled and written."""
    return f"{_shares(digits)} rg"


@lru_cache(256)
def penned(digits: str) -> str:
    """The operator that sets the colour of lines."""
    return f"{_shares(digits)} RG"


def _shares(digits: str) -> str:
    red, green, blue = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return f"{red:.3f} {green:.3f} {blue:.3f}"
