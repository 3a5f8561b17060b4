"""Pages looked at where the eye would look: what runs over an edge, or over something else.

`faults` reads every run of text with the box that its glyphs fill, as pdfium draws them. Nothing is
ever clipped on our pages, so a text that is too long for its place shows over what is beside it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from ctypes import c_float
from dataclasses import dataclass

import pikepdf
import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4
SLACK = 0.7  # points: the side of a glyph may lean over its own width
LEAN = 1.5   # points: as far as a slanting j stands out to the left of its place


@dataclass(frozen=True)
class Run:
    """Words drawn in one go, and the box around their glyphs in points from the bottom left."""

    text: str
    left: float
    foot: float
    right: float
    top: float

    def over(self, other: Run) -> bool:
        """Whether the boxes overlap by more than the lean of a letter."""
        return (min(self.right, other.right) - max(self.left, other.left) > SLACK
                and min(self.top, other.top) - max(self.foot, other.foot) > SLACK)


@dataclass(frozen=True)
class Page:
    """A page's size, its runs of text, and every box on it, those of lines and grounds too."""

    width: float
    height: float
    runs: tuple[Run, ...]
    boxes: tuple[Run, ...]


def pages(pdf: bytes) -> Iterator[Page]:
    """The pages of the file."""
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            texts, runs, boxes = page.get_textpage(), [], []
            for thing in page.get_objects():
                said = ""
                if thing.type == raw.FPDF_PAGEOBJ_TEXT:
                    said = _text(thing, texts)
                box = Run(said, *_bounds(thing))
                boxes.append(box)
                if said.strip():
                    runs.append(box)
            yield Page(page.get_width(), page.get_height(), tuple(runs), tuple(boxes))


# Raw calls: pypdfium2's own names for these differ between its versions.
def _bounds(thing: pypdfium2.PdfObject) -> list[float]:
    sides = [c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(thing, *sides)
    return [side.value for side in sides]


def _text(thing: pypdfium2.PdfObject, texts: pypdfium2.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(thing, texts, None, 0)
    held = (raw.FPDF_WCHAR * (size // 2))()
    raw.FPDFTextObj_GetText(thing, texts, held, size)
    return bytes(held).decode("utf-16-le").rstrip("\0")


def faults(pdf: bytes, margin_mm: float = 22) -> list[str]:
    """What is wrong with the pages, in words: nothing, if each text is in its place."""
    found = []
    for number, page in enumerate(pages(pdf), 1):
        found += [f"page {number}: {said}" for said in _faults(page, margin_mm * MM)]
    return found + clipped(pdf)


def _faults(page: Page, margin: float) -> Iterator[str]:
    for run in page.runs:
        if run.left < margin - LEAN or run.right > page.width - margin + LEAN:
            yield f"'{run.text}' runs over the side: {run.left:.1f} to {run.right:.1f}"
        if run.foot < 12 or run.top > page.height - 12:
            yield f"'{run.text}' runs over the page's foot or head"
    for one, other in overlapping(page.runs):
        yield f"'{one.text}' lies over '{other.text}'"


def overlapping(runs: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """The pairs of runs that lie over each other."""
    waiting: list[Run] = []
    for run in sorted(runs, key=lambda run: run.foot):
        waiting = [other for other in waiting if other.top > run.foot + SLACK]
        yield from ((run, other) for other in waiting if run.over(other))
        waiting.append(run)


def clipped(pdf: bytes) -> list[str]:
    """A fault for each page that cuts anything off, which none of ours has reason to."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [f"page {number}: something is clipped" for number, page in enumerate(opened.pages,
                                                                                     1)
                if any(str(operator) in ("W", "W*")
                       for _, operator in pikepdf.parse_content_stream(page, "W W*"))]


def empty(page: Page, margin_mm: float = 22) -> float:
    """How much of the page is empty from its foot up, as a share of what the margins hold."""
    margin = margin_mm * MM
    feet = [box.foot for box in page.boxes
            if box.foot > margin - 2 and box.top < page.height - margin + 2]
    return (min(feet) - margin) / (page.height - 2 * margin) if feet else 1.0

