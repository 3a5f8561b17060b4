"""The document as a PDF file: laid out by ReportLab in one pass, packed as it is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from briefing.writers.pdf.fonts import font_problems, own_chart_problems  # isort: skip  (first: it ends Helvetica)
from briefing.writers.pdf import addresses as addresses  # isort: skip  (before any paragraph)
from briefing.collecting import released
from briefing.document import Document
from briefing.problems import stop_if_any
from briefing.writers.pdf.pages import BriefingPages
from briefing.writers.pdf.styles import Styles
from briefing.writers.pdf.tags import Attachment, Structure
from briefing.writers.pdf.walk import Walk

__all__ = ["pdf_file"]


def pdf_file(document: Document, on_page: Callable[[int], None] | None = None, *,
             attachment: tuple[str, bytes] | None = None) -> bytes:
    """The finished PDF, the same bytes for the same document; `on_page` hears each page's number.

    It is PDF/UA-1 and PDF/A-2a; with a file attached (its name and content), PDF/A-3a. Raises
    ProblemsFound when the font cannot print a character of the document, words are too long for
    their place at the smallest size as well, or a chart of the author's own cannot be drawn.
    """
    stop_if_any(font_problems(document) or own_chart_problems(document))
    styles = Styles(document.look)
    attached = Attachment(*attachment, document.attached) if attachment else None
    with _no_clock(), released():
        written = _written(document, styles, on_page, attached)
    stop_if_any(styles.problems)
    return written


def _written(document: Document, styles: Styles, on_page: Callable[[int], None] | None,
             attached: Attachment | None) -> bytes:
    structure = Structure()
    pages = BriefingPages(document, styles, structure, on_page, attached)
    return pages.written(Walk(styles, structure, pages.room).story(document))


@contextmanager
def _no_clock() -> Iterator[None]:
    """ReportLab dates a file, and makes its identity, by SOURCE_DATE_EPOCH where that is set.

    The date is the report's: the same report is the same bytes whatever the environment says.
    """
    kept = os.environ.pop("SOURCE_DATE_EPOCH", None)
    try:
        yield
    finally:
        if kept is not None:
            os.environ["SOURCE_DATE_EPOCH"] = kept
