"""A Word file as the parts that lie in its zip, and how they name each other."""

from __future__ import annotations

import io
import posixpath
import re
from functools import cache
from zipfile import ZipFile

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
TYPES = "[Content_Types].xml"
TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
W = f"{{{NAMESPACES['w']}}}"


@cache
def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return W + name


def parsed(blob: bytes) -> etree._Element:
    """A part's tree; nothing outside it is read. Raises etree.XMLSyntaxError."""
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))


def serialised(tree: etree._Element) -> bytes:
    """A tree as a part."""
    made: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute of an element that may be missing, "" then."""
    return "" if element is None else str(element.get(w(name), ""))


def number_in(element: etree._Element | None, name: str = "val") -> int:
    """An attribute that is a whole number, 0 where it is none."""
    said = value(element, name).strip()
    return int(said) if re.fullmatch(r"\d{1,9}", said) else 0


class Parts:
    """The parts by name, the first of them the content types; `main` is the document's own."""

    def __init__(self, blobs: dict[str, bytes]) -> None:
        """Raises KeyError where a part that every Word file has is missing."""
        self.blobs = blobs
        self._read: dict[str, tuple[bytes, etree._Element]] = {}
        found = self._target("_rels/.rels", "", "officeDocument")
        if found is None or TYPES not in blobs:
            raise KeyError("officeDocument")
        self.main = found

    def tree(self, name: str) -> etree._Element:
        """A part's tree, to be changed by who asks for it."""
        return parsed(self.blobs[name])

    def read(self, name: str) -> etree._Element:
        """A part's tree, the same each time until the part changes: nobody may change it."""
        blob = self.blobs[name]
        held = self._read.get(name)
        if held is None or held[0] is not blob:
            held = self._read[name] = blob, parsed(blob)
        return held[1]

    def related(self, kind: str) -> str | None:
        """The part that the document names by a relationship of that kind."""
        return self._target(self.relations, posixpath.dirname(self.main), kind)

    @property
    def relations(self) -> str:
        """The part that holds the document's relationships."""
        return relations_of(self.main)

    def every(self, *kinds: str) -> list[str]:
        """The parts that the document names by relationships of these kinds."""
        if self.relations not in self.blobs:
            return []
        folder = posixpath.dirname(self.main)
        return [_absolute(folder, one.get("Target", "")) for one in self.read(self.relations)
                if one.get("Type", "").rpartition("/")[2] in kinds
                and one.get("TargetMode") != "External"]

    def _target(self, relations: str, folder: str, kind: str) -> str | None:
        if relations not in self.blobs:
            return None
        for one in self.read(relations):
            if one.get("Type", "").endswith(f"/{kind}"):
                name = _absolute(folder, one.get("Target", ""))
                if name in self.blobs:
                    return name
                # a part's name is the same in capitals
                return next((n for n in self.blobs if n.casefold() == name.casefold()), None)
        return None

    def content_type(self, name: str) -> str:
        """What a part is said to be, by its name or else by its ending."""
        by_ending = ""
        for one in self.read(TYPES):
            if one.get("PartName", "").lstrip("/").casefold() == name.casefold():
                return str(one.get("ContentType", ""))
            if one.get("Extension", "-").casefold() == name.rpartition(".")[2].casefold():
                by_ending = str(one.get("ContentType", ""))
        return by_ending

    def retype(self, name: str, content_type: str) -> None:
        """Say anew what a part is."""
        tree = self.tree(TYPES)
        for one in tree:
            if one.get("PartName", "").lstrip("/") == name:
                one.set("ContentType", content_type)
        self.blobs[TYPES] = serialised(tree)

    def add(self, kind: str, name: str, content_type: str, blob: bytes) -> None:
        """A new part beside the document, which names it by a relationship of that kind."""
        path = posixpath.join(posixpath.dirname(self.main), name)
        self.blobs[path] = blob
        types = self.tree(TYPES)
        etree.SubElement(types, f"{{{TYPES_NAMESPACE}}}Override", PartName=f"/{path}",
                         ContentType=content_type)
        self.blobs[TYPES] = serialised(types)
        relations = self.tree(self.relations)
        etree.SubElement(relations, f"{{{RELATIONS_NAMESPACE}}}Relationship", Id=f"our{kind}",
                         Type=f"{OFFICE}{kind}", Target=name)
        self.blobs[self.relations] = serialised(relations)

    def zipped(self) -> io.BytesIO:
        """The parts as a file."""
        made = io.BytesIO()
        with ZipFile(made, "w") as archive:
            for name, blob in self.blobs.items():
                archive.writestr(name, blob)
        made.seek(0)
        return made


def relations_of(part: str) -> str:
    """The part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def target_of(part: str, target: str) -> str:
    """The name of the part that a relationship of a part leads to."""
    return _absolute(posixpath.dirname(part), target)


def _absolute(folder: str, target: str) -> str:
    """A relationship's target as the name of a part."""
    return (target.lstrip("/") if target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target)))
