"""The pages: A4 upright and on its side, each with the same head and foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import ActionFlowable, BaseDocTemplate, Frame, PageTemplate

from briefing.charts.renderer import text_width
from briefing.document import Document
from briefing.writers.pdf.canvas import BriefingCanvas, canvas_dated
from briefing.writers.pdf.cells import wrapped
from briefing.writers.pdf.styles import Styles, colour

UPRIGHT, ON_ITS_SIDE = "upright", "on its side"


class NewPage(ActionFlowable):  # type: ignore[misc]
    """A new page, unless nothing stands on this one yet."""

    def apply(self, doc: BriefingPages) -> None:
        if not doc.frame._atTop:
            doc.handle_pageBreak()


class BriefingPages(BaseDocTemplate):  # type: ignore[misc]
    """Lays a story out in one pass, taking its flowables one at a time as pages fill."""

    def __init__(
        self, document: Document, styles: Styles, on_page: Callable[[int], None] | None
    ) -> None:
        self.document, self.styles, self.told = document, styles, on_page
        self.file = BytesIO()
        super().__init__(
            self.file, pagesize=A4, title=document.title, author=document.author,
            subject=document.subject, creator="briefing builder", producer="ReportLab",
            lang=document.language, displayDocTitle=1, initialFontName=styles.faces.regular,
            invariant=1, pageCompression=1)
        self.addPageTemplates([self._template(UPRIGHT, A4),
                               self._template(ON_ITS_SIDE, landscape(A4))])

    def _template(self, name: str, size: tuple[float, float]) -> Any:
        wide, tall = size
        margin = self.document.look.margin_mm * mm
        frame = Frame(margin, margin, wide - 2 * margin, tall - 2 * margin, 0, 0, 0, 0)
        return PageTemplate(
            name, [frame], pagesize=size,
            onPage=lambda canvas, _: draw_furniture(canvas, self.document, self.styles, size))

    def written(self, story: Iterable[Any]) -> bytes:
        """The file. The story is never held whole: what is drawn is forgotten."""
        if self.document.sections and self.document.sections[0].landscape:
            self._firstPageTemplateIndex = 1
        self._startBuild(self.file, canvas_dated(self.document.dated))
        self.canv._doctemplate = self
        for flowable in story:
            waiting = [flowable]
            while waiting:
                self.clean_hanging()
                self.handle_flowable(waiting)
        self._endBuild()
        return self.file.getvalue()

    def afterPage(self) -> None:
        if self.told:
            self.told(self.page)


def draw_furniture(
    canvas: BriefingCanvas, document: Document, styles: Styles, size: tuple[float, float]
) -> None:
    """Head: short title, marking, "Page x of y". Foot: the page note. Hairlines between."""
    look, face = document.look, styles.faces.regular
    (wide, tall), margin, type_size = size, look.margin_mm * mm, look.furniture_pt
    left, right, leading = margin, wide - margin, type_size + 2
    quiet, rule = colour(look.palette.quiet), colour(look.palette.rule)

    def line(text: str, x: float, y: float, share: float = 0.0, bold: bool = False) -> None:
        """Write the text; `share` of its width stands before x."""
        used = styles.faces.bold if bold else face
        canvas.setFont(used, type_size)
        canvas.setFillColor(quiet)
        canvas.drawString(x - share * text_width(text, used, type_size), y, text)

    head = tall - margin * 0.62
    marking = text_width(document.marking, styles.faces.bold, type_size)
    title = wrapped(document.running_title, face, type_size, (right - left - marking) / 2 - 12)
    for n, words in enumerate(reversed(title)):
        line(words, left, head + n * leading)
    line(document.marking, wide / 2, head, share=0.5, bold=True)
    page = canvas.getPageNumber()
    canvas.later(lambda: line(f"Page {page} of {canvas.pages}", right, head, share=1.0))
    foot = margin * 0.62
    for n, words in enumerate(wrapped(document.page_note, face, type_size, right - left)):
        line(words, left, foot - type_size - n * leading)
    canvas.setStrokeColor(rule)
    canvas.setLineWidth(0.5)
    canvas.line(left, head - 5, right, head - 5)
    canvas.line(left, foot + 4, right, foot + 4)
