"""How wide words are: the four faces of a family as ReportLab knows them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reportlab.pdfbase.pdfmetrics import stringWidth


class Faces(NamedTuple):
    """The names by which ReportLab knows the four faces of a family."""

    regular: str
    bold: str
    italic: str
    bold_italic: str


@lru_cache(maxsize=20_000)
def text_width(text: str, face: str, size: float) -> float:
    """How wide the text is in points."""
    return float(stringWidth(text, face, size))
