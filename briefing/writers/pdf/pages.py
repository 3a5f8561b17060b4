"""The pages: A4 upright and on its side, each with the same head and foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import ActionFlowable, BaseDocTemplate, Frame, PageTemplate

from briefing.charts.renderer import text_width
from briefing.document import Document
from briefing.writers.pdf.canvas import BriefingCanvas, canvas_for
from briefing.writers.pdf.cells import wrapped
from briefing.writers.pdf.styles import Styles, colour
from briefing.writers.pdf.tags import Artifact, Attachment, Element, Structure

UPRIGHT, ON_ITS_SIDE = "upright", "on its side"


class NewPage(ActionFlowable):  # type: ignore[misc]
    """A new page, unless nothing stands on this one yet."""

    def apply(self, doc: BriefingPages) -> None:
        if not doc.frame._atTop:
            doc.handle_pageBreak()


class BriefingPages(BaseDocTemplate):  # type: ignore[misc]
    """Lays a story out in one pass, taking its flowables one at a time as pages fill."""

    def __init__(
        self, document: Document, styles: Styles, structure: Structure,
        on_page: Callable[[int], None] | None, attachment: Attachment | None,
    ) -> None:
        self.document, self.styles, self.told = document, styles, on_page
        self.structure, self.attachment = structure, attachment
        self.furniture = Furniture(document, styles, structure)
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
            onPage=lambda canvas, _: self.furniture.draw(canvas, size))

    def written(self, story: Iterable[Any]) -> bytes:
        """The file. The story is never held whole: what is drawn is forgotten."""
        if self.document.sections and self.document.sections[0].landscape:
            self._firstPageTemplateIndex = 1
        self._startBuild(self.file, canvas_for(self.document.dated, self.structure,
                                               self.attachment))
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


class Furniture:
    """Head: short title, marking, "Page x of y". Foot: the page note. Hairlines between.

    All of it is an artifact, but for the marking and the note on the first page: who hears the
    document must hear once, before anything else, what every page says to those who see it.
    """

    def __init__(self, document: Document, styles: Styles, structure: Structure) -> None:
        self.document, self.styles = document, styles
        self.marking = structure.document.add("P") if document.marking else None
        self.note = structure.note(structure.document) if document.page_note else None

    def draw(self, canvas: BriefingCanvas, size: tuple[float, float]) -> None:
        """Draw the head and foot of a page of that size."""
        document, look, faces = self.document, self.styles.look, self.styles.faces
        (wide, tall), margin, type_size = size, look.margin_mm * mm, look.furniture_pt
        left, right, leading = margin, wide - margin, type_size + 2
        head, foot = tall - margin * 0.62, margin * 0.62
        page = canvas.getPageNumber()

        def line(text: str, x: float, y: float, share: float = 0.0, bold: bool = False) -> None:
            """Write the text; `share` of its width stands before x. What is bold is not quiet."""
            face = faces.bold if bold else faces.regular
            canvas.setFont(face, type_size)
            canvas.setFillColor(colour(look.palette.ink if bold else look.palette.quiet))
            canvas.drawString(x - share * text_width(text, face, type_size), y, text)

        def said_once(element: Element | None, kind: Artifact) -> AbstractContextManager[None]:
            return canvas.content(element) if element and page == 1 else canvas.artifact(kind)

        marking = text_width(document.marking, faces.bold, type_size)
        with canvas.artifact("head"):
            title = wrapped(document.running_title, faces.regular, type_size,
                            (right - left - marking) / 2 - 12)
            for n, words in enumerate(reversed(title)):
                line(words, left, head + n * leading)
        with said_once(self.marking, "head"):
            line(document.marking, wide / 2, head, share=0.5, bold=True)
        with canvas.artifact("head"):
            canvas.later(lambda: line(f"Page {page} of {canvas.pages}", right, head, share=1.0))
        with said_once(self.note, "foot"):
            note = wrapped(document.page_note, faces.regular, type_size, right - left)
            for n, words in enumerate(note):
                line(words, left, foot - type_size - n * leading)
        with canvas.artifact("layout"):
            canvas.setStrokeColor(colour(look.palette.rule))
            canvas.setLineWidth(0.5)
            canvas.line(left, head - 5, right, head - 5)
            canvas.line(left, foot + 4, right, foot + 4)
