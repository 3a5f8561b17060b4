"""A Word file as the parts that lie in its zip, and how they name each other."""

from __future__ import annotations

import io
import posixpath
from zipfile import ZipFile

from lxml import etree

from briefing.writers.word.markup import NAMESPACES

TYPES = "[Content_Types].xml"
TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
W = f"{{{NAMESPACES['w']}}}"


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


class Parts:
    """The parts by name, the first of them the content types; `main` is the document's own."""

    def __init__(self, blobs: dict[str, bytes]) -> None:
        """Raises KeyError where a part that every Word file has is missing."""
        self.blobs = blobs
        found = self._target("_rels/.rels", "", "officeDocument")
        if found is None:
            raise KeyError("officeDocument")
        self.main = found
        self.tree(self.main)

    def tree(self, name: str) -> etree._Element:
        """A part's tree."""
        return parsed(self.blobs[name])

    def related(self, kind: str) -> str | None:
        """The part that the document names by a relationship of that kind."""
        return self._target(self.relations, posixpath.dirname(self.main), kind)

    @property
    def relations(self) -> str:
        """The part that holds the document's relationships."""
        folder, name = posixpath.split(self.main)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def every(self, *kinds: str) -> list[str]:
        """The parts that the document names by relationships of these kinds."""
        if self.relations not in self.blobs:
            return []
        folder = posixpath.dirname(self.main)
        return [_absolute(folder, one.get("Target", "")) for one in self.tree(self.relations)
                if one.get("Type", "").rpartition("/")[2] in kinds
                and one.get("TargetMode") != "External"]

    def _target(self, relations: str, folder: str, kind: str) -> str | None:
        if relations not in self.blobs:
            return None
        for one in self.tree(relations):
            if one.get("Type", "").endswith(f"/{kind}"):
                name = _absolute(folder, one.get("Target", ""))
                return name if name in self.blobs else None
        return None

    def content_type(self, name: str) -> str:
        """What a part is said to be."""
        for one in self.tree(TYPES):
            if one.get("PartName", "").lstrip("/") == name:
                return str(one.get("ContentType", ""))
        return ""

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

    def unname(self, part: str) -> None:
        """Take out the document's relationship to a part, which is then not saved."""
        folder = posixpath.dirname(self.main)
        tree = self.tree(self.relations)
        for one in list(tree):
            if one.get("TargetMode") != "External" and _absolute(
                    folder, one.get("Target", "")) == part:
                tree.remove(one)
        self.blobs[self.relations] = serialised(tree)

    def drop(self, relations: str, *kinds: str) -> None:
        """Take out the relationships of these kinds; a part that nothing names is not saved."""
        if relations in self.blobs:
            tree = self.tree(relations)
            for one in list(tree):
                if one.get("Type", "").rpartition("/")[2] in kinds:
                    tree.remove(one)
            self.blobs[relations] = serialised(tree)

    def zipped(self) -> io.BytesIO:
        """The parts as a file."""
        made = io.BytesIO()
        with ZipFile(made, "w") as archive:
            for name, blob in self.blobs.items():
                archive.writestr(name, blob)
        made.seek(0)
        return made


def _absolute(folder: str, target: str) -> str:
    """A relationship's target as the name of a part."""
    return (target.lstrip("/") if target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target)))
