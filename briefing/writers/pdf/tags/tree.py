"""The structure of the document: elements in reading order, and the way back from page to element.

The walk makes the elements as it comes to the blocks, so that they are read in the order of the
document, wherever and in whatever order they are drawn. ReportLab writes each when the file is
saved: it calls `format` of every object that another refers to.
"""

from __future__ import annotations

from codecs import BOM_UTF16_BE
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject

from briefing.charts.lettering import ESCAPED


def attributes(owner: str, **entries: str | int) -> bytes:
    """An attribute dictionary; values stand as PDF writes them ("/Column", 3, "[0 0 9 9]")."""
    written = "".join(f"/{key} {value}" for key, value in entries.items())
    return f"<</O/{owner}{written}>>".encode()


def words_as_string(words: str) -> bytes:
    """The words as a string of the file: in PDF's own encoding if that has them all."""
    try:
        coded = words.encode("ascii" if words.isprintable() and words.isascii() else "pdfdoc")
    except UnicodeEncodeError:
        coded = BOM_UTF16_BE + words.encode("utf-16-be")
    return b"(%b)" % coded.decode("latin-1").translate(ESCAPED).encode()


def referred(to: Any, document: Any) -> bytes:
    """How the file refers to an object of ReportLab's."""
    return document.Reference(to).format(document)  # type: ignore[no-any-return]


class PageOfFile:
    """A page, whose number in the file is not known before it is written."""

    __slots__ = ("_reference", "held")

    def __init__(self, held: Any) -> None:
        self.held, self._reference = held, b""

    def reference(self, document: Any) -> bytes:
        """How the file refers to the page."""
        if not self._reference:
            self._reference = referred(self.held, document)
        return self._reference


class Element(PDFObject):  # type: ignore[misc]
    """An element of the structure: its parts are elements, or marked contents of a page."""

    __slots__ = ("_joined", "_reference", "alt", "annotations", "attributes", "identity", "page",
                 "parent", "parts", "summary", "tag")

    def __init__(self, tag: str, parent: Element | Structure, *, attributes: bytes = b"",
                 alt: str = "", summary: str = "", identity: str = "") -> None:
        self.tag, self.parent = tag, parent
        self.attributes, self.alt, self.summary, self.identity = (
            attributes, alt, summary, identity)
        self.page: PageOfFile | None = None  # of its first content
        self.parts: list[Any] = []  # Element, a number on `page`, or (another page, number)
        self.annotations: tuple[tuple[Any, PageOfFile], ...] = ()  # (annotation, its page)
        self._joined = False
        self._reference = b""

    def add(self, tag: str, **more: Any) -> Element:
        """A new element, the last of this one's parts."""
        made = Element(tag, self, **more)
        made._joined = True
        self.parts.append(made)
        return made

    @property
    def structure(self) -> Structure:
        """The structure that the element is in."""
        parent = self.parent
        while isinstance(parent, Element):
            parent = parent.parent
        return parent

    def joined(self) -> Element:
        """The element as a part of its parent: a link joins it where its words begin."""
        if not self._joined:
            self.parent.parts.append(self)
            self._joined = True
        return self

    def holds(self, page: PageOfFile, number: int) -> None:
        """Make the marked content of that number on the page a part."""
        if self.page is None:
            self.page = page
        self.parts.append(number if page is self.page else (page, number))

    def reference(self, document: Any) -> bytes:
        """How the file refers to the element: its parent, its parts and its page all do.

        It has a number and no name, which ReportLab's own references look up anew each time: there
        is an element for each cell of every table.
        """
        if not self._reference:
            document.objectcounter += 1
            document.numberToId[document.objectcounter] = self
            self._reference = b"%d 0 R" % document.objectcounter
        return self._reference

    def format(self, document: Any) -> bytes:
        """The element as PDF; its parts are forgotten, for it is written once."""
        made = [b"<</Type/StructElem/S/%b/P %b" % (
            self.tag.encode(), self.parent.reference(document))]
        if self.page is not None:
            made.append(b"/Pg " + self.page.reference(document))
        if self.identity:
            made.append(f"/ID({self.identity})".encode())
        if self.alt:
            made.append(b"/Alt " + words_as_string(self.alt))
        if self.summary:
            made.append(b"/A<</O/Table/Summary %b>>" % words_as_string(self.summary))
        elif self.attributes:
            made.append(b"/A" + self.attributes)
        kids = []
        for part in self.parts:
            if isinstance(part, int):
                kids.append(b"%d" % part)
            elif isinstance(part, Element):
                kids.append(part.reference(document))
            else:
                kids.append(b"<</Type/MCR/Pg %b/MCID %d>>" % (
                    part[0].reference(document), part[1]))
        if self.annotations:
            kids += [b"<</Type/OBJR/Obj %b/Pg %b>>" % (
                        referred(annotation, document), page.reference(document))
                     for annotation, page in self.annotations]
        if len(kids) == 1:
            made.append(b"/K " + kids[0])
        elif kids:
            made.append(b"/K[%b]" % b" ".join(kids))
        self.parts = []
        made.append(b">>")
        return b"".join(made)


class Structure(PDFObject):  # type: ignore[misc]
    """The root of the structure. `document` is its only element; all others are inside it."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.parts: list[Element] = []
        self.document = Element("Document", self).joined()
        # What a page's or an annotation's key leads back to: the page's elements by the numbers
        # of their contents, the annotation's one element.
        self.parents: list[list[Element] | Element] = []
        self._named: list[Element] = []
        self._level = 0

    def heading(self, level: int) -> str:
        """The tag of the next heading: of its level, unless that would leave a level out."""
        self._level = min(level, self._level + 1)
        return f"H{self._level}"

    def note(self, parent: Element) -> Element:
        """A new note; each has a name of its own, as PDF/UA wants."""
        made = parent.add("Note")
        self.name(made)
        return made

    def name(self, element: Element) -> str:
        """The element's name, by which others refer to it: given where it has none."""
        if not element.identity:
            self._named.append(element)
            element.identity = f"{element.tag.lower()}{len(self._named):06}"
        return element.identity

    def key(self, of: list[Element] | Element) -> int:
        """The number by which a page or an annotation is found among the parents."""
        self.parents.append(of)
        return len(self.parents) - 1

    def reference(self, document: Any) -> bytes:
        """How the file refers to the root: the document's element does."""
        return referred(self, document)

    def format(self, document: Any) -> bytes:
        """The root as PDF, with the tree of parents and that of the elements' names."""
        ways = []
        for key, parent in enumerate(self.parents):
            elements = (
                b"[" + b" ".join([each.reference(document) for each in parent]) + b"]"
                if isinstance(parent, list) else parent.reference(document))
            ways.append(b"%d %s" % (key, elements))
        names = [b"(%s)%s" % (element.identity.encode(), element.reference(document))
                 for element in sorted(self._named, key=lambda element: element.identity)]
        return b"".join([
            b"<</Type/StructTreeRoot/K ", self.document.reference(document),
            b"/ParentTree<</Nums[", b" ".join(ways), b"]>>",
            b"/ParentTreeNextKey %d" % len(self.parents),
            b"/IDTree<</Names[" + b" ".join(names) + b"]>>" if names else b"", b">>"])
