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


class Run:
    """Words that follow each other on a page, in one text object: what it has set so far."""

    __slots__ = ("end", "font", "ink", "page")

    def __init__(self, page: list[str]) -> None:
        self.page, self.end = page, 0
        self.font: tuple[str, float, int] | None = None
        self.ink = ""


def letter(canvas: Any, lines: Iterable[tuple[float, float, str]], face: str, size: float,
           ink: str, begins: str = "") -> None:
    """Put each line on the page from its x and y on, in an ink of six hexadecimal digits.

    The face is a TrueType one. What is known of its letters is kept with the canvas, and so is the
    run of words: where nothing was drawn since, these are of the same. `begins` is the operator
    that begins their marked content, if they have one of their own.
    """
    known: dict[str, Letters] = vars(canvas).setdefault("known_letters", {})
    if face not in known:
        known[face] = Letters(face, canvas._doc)
    letters, page = known[face], canvas._code
    run: Run | None = vars(canvas).get("run")
    if run is not None and run.page is page and run.end == len(page):
        page.pop()      # the end of the text object
    else:
        run = canvas.run = Run(page)
        page.append("BT")
    if begins:
        page.append(begins)
    if ink != run.ink:
        page.append(inked(ink))
        run.ink = ink
    for x, y, line in lines:
        page.append(f"1 0 0 1 {decimal(x)} {decimal(y)} Tm")
        for subset, string in letters.strings(line):
            if (face, size, subset) != run.font:
                page.append(f"{letters.name(subset)} {decimal(size)} Tf")
                run.font = (face, size, subset)
            page.append(f"({string}) Tj")
    if begins:
        page.append("EMC")
    page.append("ET")
    run.end = len(page)


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
