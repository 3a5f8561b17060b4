"""A PDF's structure read back: its lines in reading order, alt texts, and words that it hides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

Content = tuple[int, int]       # page and number of a marked content
# elements of a line each; what stands in others has lines of its own, or is one
OF_LINE = frozenset(("/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Title", "/Caption",
                     "/Note", "/LI", "/TOCI"))
HIDDEN = ("/Alt", "/ActualText", "/E", "/T")


@dataclass(slots=True)
class Element:
    """An element with what is in it, contents and elements, in order."""

    kind: str
    inside: list[Element | Content] = field(default_factory=list)

    def contents(self) -> Iterator[Content]:
        """The contents of it and of what is in it, but for drawings."""
        for each in self.inside:
            if not isinstance(each, Element):
                yield each
            elif each.kind != "/Figure":
                yield from each.contents()

    @property
    def has_lines(self) -> bool:
        """Whether a line or a row stands somewhere in it."""
        return any(isinstance(each, Element) and (each.kind in OF_LINE or each.kind == "/TR"
                                                  or each.has_lines) for each in self.inside)


@dataclass(frozen=True, slots=True)
class OfLine:
    """A line by its contents, those of each cell apart."""

    cells: tuple[tuple[Content, ...], ...]
    entry: bool = False


@dataclass(slots=True)
class Structure:
    """What the structure of the file says: elements, alt texts with their contents, other texts."""

    whole: Element = field(default_factory=lambda: Element(""))
    alts: list[tuple[str, frozenset[Content]]] = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)


def read_structure(opened: pikepdf.Pdf) -> Structure:
    """The structure of the file; without elements where it has none."""
    made = Structure()
    root = opened.Root.get("/StructTreeRoot")
    if root is not None:
        pages = {page.objgen: n for n, page in enumerate(opened.pages, 1)}
        _fill(made.whole, root.get("/K"), 0, pages, made)
    return made


def _fill(holder: Element, inside: Any, page: int, pages: Mapping[Any, int], made: Structure
          ) -> None:
    for each in inside if isinstance(inside, pikepdf.Array) else (inside,):
        if isinstance(each, int):
            holder.inside.append((page, each))
        elif isinstance(each, pikepdf.Array):
            _fill(holder, each, page, pages, made)
        elif isinstance(each, pikepdf.Dictionary):
            own = each.get("/Pg")
            here = page if own is None else pages.get(own.objgen, 0)
            if "/MCID" in each:
                holder.inside.append((here, int(each.MCID)))
                continue
            element = Element(str(each.get("/S", "")))
            holder.inside.append(element)
            if "/K" in each:
                _fill(element, each.K, here, pages, made)
            _texts(each, element, made)


def _texts(each: Any, element: Element, made: Structure) -> None:
    """Take the texts of an element that are on no page."""
    for key in HIDDEN:
        text = each.get(key)
        if text is None:
            continue
        if key == "/Alt" and element.kind == "/Figure":
            made.alts.append((str(text), frozenset(
                content for content in element.inside if not isinstance(content, Element))))
        else:
            made.hidden.append((f"{key[1:]} text", str(text)))
    about = each.get("/A")
    for given in about if isinstance(about, pikepdf.Array) else (about,):
        if isinstance(given, pikepdf.Dictionary) and "/Summary" in given:
            made.hidden.append(("summary", str(given.Summary)))


def lines_in(element: Element) -> Iterator[OfLine]:
    """The lines of an element, in reading order."""
    loose: list[Content] = []
    for each in element.inside:
        if not isinstance(each, Element):
            loose.append(each)
            continue
        if loose:
            yield OfLine((tuple(loose),))
            loose = []
        if each.kind == "/Figure":
            continue
        if each.kind == "/TR" and not each.has_lines:
            yield OfLine(tuple(tuple(cell.contents()) for cell in each.inside
                               if isinstance(cell, Element)))
        elif each.kind in OF_LINE and not each.has_lines:
            yield OfLine((tuple(each.contents()),), each.kind == "/TOCI")
        else:
            yield from lines_in(each)
    if loose:
        yield OfLine((tuple(loose),))
