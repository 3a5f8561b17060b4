"""The document as a PDF file: laid out by ReportLab in one pass, made small by pikepdf."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf

from briefing.writers.pdf.fonts import font_problems  # isort: skip  (first: it ends Helvetica)
from briefing.document import Document
from briefing.problems import stop_if_any
from briefing.writers.pdf.pages import BriefingPages
from briefing.writers.pdf.styles import Styles
from briefing.writers.pdf.walk import story

__all__ = ["pdf_file"]


def pdf_file(document: Document, on_page: Callable[[int], None] | None = None) -> bytes:
    """The finished PDF, the same bytes for the same document; `on_page` hears each page's number.

    Raises ProblemsFound when the font cannot print a character of the document.
    """
    stop_if_any(font_problems(document))
    styles = Styles(document.look)
    return _small(BriefingPages(document, styles, on_page).written(story(document, styles)))


def _small(pdf: bytes) -> bytes:
    """The file with its objects in compressed streams, a third of the size."""
    smaller = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(smaller, object_stream_mode=pikepdf.ObjectStreamMode.generate,
                    deterministic_id=True)
    return smaller.getvalue()
