"""A canvas on which everything drawn is marked: content of an element, or an artifact.

Text must be drawn inside `content` or `artifact`; text outside both belongs to no element and is
a fault of ours. A line or a ground outside them is an artifact of the page's layout.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString
from reportlab.pdfgen.canvas import Canvas

from briefing.charts.lettering import Lettering, decimal, inked, penned
from briefing.writers.pdf.packed import packed
from briefing.writers.pdf.tags.archive import Attachment, identify
from briefing.writers.pdf.tags.text import ProseText
from briefing.writers.pdf.tags.tree import Element, PageOfFile, Structure

Artifact = Literal["layout", "head", "foot", "repeated"]
ARTIFACTS: dict[Artifact, str] = {
    "layout": "/Artifact <</Type/Layout>> BDC",
    "head": "/Artifact <</Type/Pagination/Subtype/Header>> BDC",
    "foot": "/Artifact <</Type/Pagination/Subtype/Footer>> BDC",
    "repeated": "/Artifact <</Type/Pagination>> BDC",
}
PRINTED = 4  # an annotation's flag: PDF/A wants links printed with the page


class Untagged(Exception):
    """Something was drawn that belongs to no element of the structure."""


class MarkedCanvas(Canvas):  # type: ignore[misc]
    """A ReportLab canvas that writes a tagged, archivable file."""

    structure: Structure  # these two are set by `canvas_for`
    attachment: Attachment | None
    _currentMatrix: tuple[float, ...]   # ReportLab's own, by which it knows the place on the page

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{**settings, "pdfVersion": (1, 7)})
        self.lettering = Lettering(self)
        self.open = False  # whether what is drawn now is marked already
        self.label: Element | None = None  # whose is the bullet that ReportLab draws by itself
        self.links: deque[tuple[Element, str]] = deque()  # and their words, up to their annotations
        self._owners: list[Element] = []  # of this page's contents, by their numbers
        self._page: Any = None
        catalogue = self._doc.Catalog
        catalogue.StructTreeRoot = self.structure
        catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
        identify(self._doc, self.attachment)
        self._doc.format = lambda: packed(self._doc)

    # ── marks ───────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """What is drawn inside is content of the element."""
        with self._marked(self.begins(element)):
            yield

    @contextmanager
    def artifact(self, kind: Artifact) -> Iterator[None]:
        """What is drawn inside is no content."""
        with self._marked(ARTIFACTS[kind]):
            yield

    @contextmanager
    def _marked(self, beginning: str) -> Iterator[None]:
        if self.open:
            raise Untagged("marked content inside marked content")
        self._code.append(beginning)
        self.open = True
        yield
        self.open = False
        self._code.append("EMC")

    def begins(self, element: Element) -> str:
        """The operator that begins a piece of the element's content on this page."""
        if not self._owners:
            self._page = PageOfFile(self._doc.thisPageRef())
        number = len(self._owners)
        self._owners.append(element)
        element.holds(self._page, number)
        return f"/{element.tag} <</MCID {number}>> BDC"

    # ── what is drawn ───────────────────────────────────────────────────────────────────────────

    def letter(self, lines: Iterable[tuple[float, float, str]], face: str, size: float, ink: str,
               element: Element | None) -> None:
        """Put each line from its x and y on, as content of the element or of what is open."""
        if element is None:
            if not self.open:
                raise Untagged(f"text that belongs to no element: {list(lines)}")
            self.lettering.put(lines, face, size, ink)
        elif self.open:
            raise Untagged("marked content inside marked content")
        else:
            self.lettering.put(lines, face, size, ink, self.begins(element))

    def rules(self, places: Iterable[tuple[float, float, float, float]], wide: float, ink: str
              ) -> None:
        """Straight lines from one point to another, so wide: for the eye alone, unless part of
        what is open."""
        lines = [f"{decimal(x)} {decimal(y)} m {decimal(x2)} {decimal(y2)} l"
                 for x, y, x2, y2 in places]
        self._for_the_eye(f"q {decimal(wide)} w {penned(ink)} {' '.join(lines)} S Q")

    def grounds(self, places: Iterable[tuple[float, float, float, float]], ink: str) -> None:
        """Rectangles from a point on, so wide and high: for the eye alone, as `rules` are."""
        filled = [" ".join(map(decimal, place)) + " re" for place in places]
        self._for_the_eye(f"q {inked(ink)} {' '.join(filled)} f Q")

    def _for_the_eye(self, operators: str) -> None:
        if self.open:
            self._code.append(operators)
        else:
            self._code += (ARTIFACTS["layout"], operators, "EMC")

    def translate(self, dx: float, dy: float) -> None:
        """Move the origin; ReportLab would multiply whole matrices, of which none turns a page."""
        a, b, c, d, e, f = self._currentMatrix
        self._currentMatrix = (a, b, c, d, a * dx + c * dy + e, b * dx + d * dy + f)
        self._code.append(f"1 0 0 1 {dx:.4f} {dy:.4f} cm")

    def drawText(self, aTextObject: Any) -> None:
        if self.open or isinstance(aTextObject, ProseText):  # prose marks itself
            super().drawText(aTextObject)
        elif self.label is not None:
            # Only this writes without moving on, and ReportLab asks where the bullet ended.
            aTextObject._textOut(" ")
            with self.content(self.label):
                super().drawText(aTextObject)
        else:
            raise Untagged(f"text that belongs to no element: {aTextObject.getCode()}")

    def line(self, *place: Any) -> None:
        if self.open:
            super().line(*place)
        else:  # ReportLab underlines the words of a paragraph with this
            with self.artifact("layout"):
                super().line(*place)

    def _drawn_unmarked(self, *_: Any, **__: Any) -> None:
        raise Untagged("only text, rules and grounds are drawn on a page")

    drawImage = drawInlineImage = doForm = drawPath = grid = lines = rect = _drawn_unmarked

    def picture(self, image: Any, *place: float) -> None:
        """Draw an image at x, y, so wide and high, as part of what is open."""
        if not self.open:
            raise Untagged("a picture that is neither content nor an artifact")
        Canvas.drawImage(self, image, *place)

    # ── links ───────────────────────────────────────────────────────────────────────────────────

    def linkRect(self, contents: str, destinationname: str, Rect: Any = None, addtopage: int = 1,
                 name: str | None = None, relative: int = 1, **_: Any) -> None:
        """The annotation of the next of `links`, to a bookmark of this document."""
        # The private call is how ReportLab refers to a bookmark that may come later.
        self._link(Rect, relative, Dest=self._bookmarkReference(destinationname))

    def linkURL(self, url: str, rect: Any, relative: int = 0, **_: Any) -> None:
        """The annotation of the next of `links`, to an address."""
        self._link(rect, relative, A=PDFDictionary(
            {"Type": "/Action", "S": "/URI", "URI": PDFString(url)}))

    def _link(self, rect: Any, relative: int, **leads: Any) -> None:
        # ReportLab's own annotations refuse the keys that tie one to its element.
        element, words = self.links.popleft()
        # Private, and all that ReportLab has for it: the rectangle on the page, the annotation
        # among the page's, and the reference to what was added last.
        self._addAnnotation(PDFDictionary({
            "Type": "/Annot", "Subtype": "/Link", "Rect": PDFArray(self._absRect(rect, relative)),
            "Border": "[0 0 0]", "F": PRINTED, "Contents": PDFString(words),
            "StructParent": self.structure.key(element), **leads}))
        element.annotations += ((self._annotationrefs[-1], PageOfFile(self._doc.thisPageRef())),)

    # ── pages ───────────────────────────────────────────────────────────────────────────────────

    def _setAnnotations(self, page: Any) -> None:
        # The one call of showPage that can be taken over and holds the page.
        super()._setAnnotations(page)
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]  # the keys it writes
        page.Tabs = "/S"  # from link to link in the order of the structure
        page.Trans = None  # ReportLab writes an empty one
        if self._owners:
            page.StructParents = self.structure.key(self._owners)
            self._owners = []
