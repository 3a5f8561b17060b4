"""The pages: A4 upright and on its side, each with the same head and foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from io import BytesIO
from typing import Any, NamedTuple

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import ActionFlowable, BaseDocTemplate, Frame, PageTemplate

from briefing.charts.faces import text_width
from briefing.document import Document
from briefing.problems import Place, Problem
from briefing.writers.pdf.canvas import BriefingCanvas, canvas_for
from briefing.writers.pdf.cells import wrapped
from briefing.writers.pdf.styles import Styles
from briefing.writers.pdf.tags import Artifact, Attachment, Element, Structure

SMALLEST = 7.0       # points, of words in head and foot that would take too many lines
DEPTH = 0.62         # of the margin: how far from the page's edge the hairlines are
EDGE = 12.0          # points that a printer may not reach
MARKING_SHARE = 0.5  # of the head's width, at most

UPRIGHT, ON_ITS_SIDE = "upright", "on its side"


class Room(NamedTuple):
    """What the present page has left, and what a page has in all; points."""

    width: float
    left: float
    whole: float

    @property
    def untouched(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self.left >= self.whole - 1e-6


class Lines(NamedTuple):
    """The words of head and foot in lines, and their size."""

    size: float
    title: tuple[str, ...]
    marking: tuple[str, ...]
    note: tuple[str, ...]

    def too_long(self, margin: float) -> list[tuple[str, str]]:
        """Settings, and whether they are too long for the head or the foot of a page."""
        room, leading = margin * DEPTH - EDGE, self.size + 2
        head = int((room - 0.75 * self.size) // leading) + 1   # from the baseline up
        foot = int((room - 1.21 * self.size) // leading) + 1
        return [(setting, place) for setting, place, lines, most in (
            ("running_title", "head", self.title, head), ("marking", "head", self.marking, head),
            ("page_note", "foot", self.note, foot)) if len(lines) > most]


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

    def room(self) -> Room:
        """What the page has left now, while the story is being taken."""
        self.clean_hanging()  # a page that has ended makes way for the next
        frame = self.frame    # what ReportLab keeps of a frame is private
        return Room(frame._aW, frame._y - frame._y1p, frame._aH)

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
        self.set: dict[float, Lines] = {}  # by the page's width

    def lines(self, wide: float) -> Lines:
        """The lines of head and foot on a page of that width, smaller where they are many.

        What is too long at the smallest size as well is a problem of the styles'.
        """
        if wide not in self.set:
            margin, size = self.styles.look.margin_mm * mm, self.styles.look.furniture_pt
            made = self._lines(wide - 2 * margin, size)
            while made.too_long(margin) and size - 0.5 >= SMALLEST:
                size -= 0.5
                made = self._lines(wide - 2 * margin, size)
            self.styles.problems += [
                Problem(Place("the report", column=setting), "it is too long for the "
                        f"{place} of a page.", "Shorten it.")
                for setting, place in made.too_long(margin)]
            self.set[wide] = made
        return self.set[wide]

    def _lines(self, width: float, size: float) -> Lines:
        document, faces = self.document, self.styles.faces
        marking = wrapped(document.marking, faces.bold, size, width * MARKING_SHARE)
        widest = max(text_width(line.rstrip(), faces.bold, size) for line in marking)
        title = wrapped(document.running_title, faces.regular, size, (width - widest) / 2 - 12)
        return Lines(size, title, marking, wrapped(document.page_note, faces.regular, size, width))

    def draw(self, canvas: BriefingCanvas, size: tuple[float, float]) -> None:
        """Draw the head and foot of a page of that size."""
        look, faces, (wide, tall) = self.styles.look, self.styles.faces, size
        lines, margin = self.lines(wide), look.margin_mm * mm
        left, right, leading = margin, wide - margin, lines.size + 2
        head, foot = tall - margin * DEPTH, margin * DEPTH
        page = canvas.getPageNumber()

        def line(text: str, x: float, y: float, share: float = 0.0, bold: bool = False) -> None:
            """Write the text; `share` of its width stands before x. What is bold is not quiet."""
            face = faces.bold if bold else faces.regular
            x -= share * text_width(text.rstrip(), face, lines.size)
            canvas.letter([(x, y, text)], face, lines.size,
                          look.palette.ink if bold else look.palette.quiet, None)

        def said_once(element: Element | None, kind: Artifact) -> AbstractContextManager[None]:
            return canvas.content(element) if element and page == 1 else canvas.artifact(kind)

        with canvas.artifact("head"):
            for n, words in enumerate(reversed(lines.title)):
                line(words, left, head + n * leading)
        with said_once(self.marking, "head"):
            above = (len(lines.marking) - 1) * leading
            for n, words in enumerate(lines.marking):
                line(words, wide / 2, head + above - n * leading, share=0.5, bold=True)
        with canvas.artifact("head"):
            counted = self.document.page_of
            canvas.later(lambda: line(counted.format(page=page, pages=canvas.pages), right, head,
                                      share=1.0))
        with said_once(self.note, "foot"):
            for n, words in enumerate(lines.note):
                line(words, left, foot - lines.size - n * leading)
        canvas.rules([(left, head - 5, right, head - 5), (left, foot + 4, right, foot + 4)], 0.5,
                     look.palette.rule)
