"""The markup of a template without what is nobody's to read: each function cleans one tree.

What they leave out, they return as the kinds of `carried`. What a reader of the template sees stays
as it is seen: tracked changes as accepted, a field's words without the field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from briefing.reading.word.parts import NAMESPACES, value, w
from briefing.writers.word.carried import (
    COMMENTS,
    CONTROLS,
    CUSTOM_XML,
    EDITORS,
    EMBEDDED,
    FIELDS,
    FIELDS_GONE,
    FIELDS_KEPT,
    HIDDEN,
    MACROS,
    OUTSIDE,
    TRACKED,
)

R = f"{{{NAMESPACES['r']}}}"
A = f"{{{NAMESPACES['a']}}}"
OLD_DRAWING = "{urn:schemas-microsoft-com:vml}"
OFFICE_DRAWING = "{urn:schemas-microsoft-com:office:office}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
OFF = ("0", "false", "off")
# The properties of a file that every Word has: a place for them shows the report's own.
CORE_STORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
CHANGES = tuple(w(f"{one}Change") for one in (
    "rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "numbering"))
CHANGE_MARKS = tuple(w(one) for one in (
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
    "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd",
    "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd", "cellIns", "cellMerge"))
GONE, COME = (w("del"), w("moveFrom")), (w("ins"), w("moveTo"))
REMARKS = tuple(w(one) for one in (
    "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"))
SHOWN = tuple(w(one) for one in (
    "t", "tab", "br", "cr", "sym", "noBreakHyphen", "softHyphen", "drawing", "pict", "object",
    "ptab", "pgNum", "footnoteReference", "endnoteReference"))
A_PATH = re.compile(r"^(?:[A-Za-z]:[\\/]|\\\\|//|file:)")
WEB = re.compile(r"^(?:https?://|mailto:|#)", re.IGNORECASE)


def on(element: etree._Element | None) -> bool:
    """Whether a property that is there without a value, or with one, is said to hold."""
    return element is not None and value(element) not in OFF


def remove(element: etree._Element) -> None:
    """Take the element out, if it is still in a tree."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: etree._Element, *without: str) -> None:
    """Put what the element holds in its place, but for children of those names."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent.remove(element)
    for child in reversed([one for one in element if one.tag not in without]):
        parent.insert(at, child)


# ── what editors left ───────────────────────────────────────────────────────────────────────────


def accept_changes(tree: etree._Element) -> set[str]:
    """Every tracked change as if it were accepted."""
    found = [*tree.iter(*GONE, *COME, *CHANGES, *CHANGE_MARKS, w("cellDel"))]
    joined = []
    for one in found:
        parent = one.getparent()
        if parent is None:
            continue
        if one.tag == w("cellDel"):
            _empty_cell(parent.getparent())
            remove(one)
        elif one.tag in (*CHANGES, *CHANGE_MARKS):
            remove(one)
        elif parent.tag == w("trPr"):
            remove(parent.getparent() if one.tag in GONE else one)
        elif parent.tag == w("rPr"):
            holder = parent.getparent()
            if one.tag in GONE and holder is not None and holder.tag == w("pPr"):
                joined.append(holder.getparent())
            remove(one)
        elif one.tag in GONE:
            remove(one)
        else:
            unwrap(one)
    for paragraph in joined:
        _join_to_next(paragraph)
    return {TRACKED} if found else set()


def _empty_cell(cell: etree._Element) -> None:
    for one in [one for one in cell if one.tag != w("tcPr")]:
        cell.remove(one)
    etree.SubElement(cell, w("p"))


def _join_to_next(paragraph: etree._Element) -> None:
    """The words of a paragraph whose mark was deleted, at the head of the next one."""
    following = paragraph.getnext()
    closes = paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None
    if following is None or following.tag != w("p") or closes:
        return
    at = 1 if len(following) and following[0].tag == w("pPr") else 0
    for one in reversed([one for one in paragraph if one.tag != w("pPr")]):
        following.insert(at, one)
    remove(paragraph)


def without_remarks(tree: etree._Element) -> set[str]:
    """No comment, and no name of one who may edit; marks of proof reading go without a word."""
    kinds = set()
    for one in [*tree.iter(*REMARKS)]:
        if one.tag == w("commentReference"):
            kinds.add(COMMENTS)
        remove(one)
    for one in [*tree.iter(w("permStart"), w("permEnd"))]:
        kinds.add(EDITORS)
        remove(one)
    for one in [*tree.iter(w("proofErr"), w("lastRenderedPageBreak"), w("rsid"))]:
        remove(one)
    for one in tree.iter(etree.Element):
        for name in [name for name in one.attrib if name.startswith(w("rsid"))]:
            del one.attrib[name]
    return kinds


# ── what nobody sees ────────────────────────────────────────────────────────────────────────────


def hidden_styles(styles: etree._Element) -> set[str]:
    """The styles whose text is hidden, by their own word or by what they are based on."""
    said: dict[str, etree._Element | None] = {}
    based: dict[str, str] = {}
    for one in styles.iterchildren(w("style")):
        name = value(one, "styleId")
        said[name] = one.find(f"{w('rPr')}/{w('vanish')}")
        based[name] = value(one.find(w("basedOn")))

    def hides(name: str, seen: tuple[str, ...] = ()) -> bool:
        if name not in said or name in seen:
            return False
        mark = said[name]
        return on(mark) if mark is not None else hides(based[name], (*seen, name))

    return {name for name in said if hides(name)}


def without_hidden(tree: etree._Element, styles: Collection[str]) -> set[str]:
    """No run, row or drawing that is hidden."""
    gone = [one for one in tree.iter(w("r")) if _is_hidden(one, styles)]
    gone += [row for row in tree.iter(w("tr"))
             if on(row.find(f"{w('trPr')}/{w('hidden')}"))]
    for about in tree.iter(f"{{{NAMESPACES['wp']}}}docPr"):
        if about.get("hidden") in ("1", "true"):
            gone += _around(about, w("drawing"))
    for shape in tree.iter(etree.Element):
        if "visibility:hidden" in shape.get("style", "").replace(" ", ""):
            gone += _around(shape, w("pict"))
    shows = any(one.tag != w("r") or next(one.iter(*SHOWN, w("instrText")), None) is not None
                for one in gone)
    for one in gone:
        parent = one.getparent()
        remove(one)
        _drop_emptied(parent)
    return {HIDDEN} if shows else set()


def _drop_emptied(parent: etree._Element | None) -> None:
    """Take out a paragraph whose words were all hidden, with its mark; and an emptied table."""
    if parent is None:
        return
    if parent.tag == w("tbl") and parent.find(w("tr")) is None:
        after = parent.getnext()
        if after is None and parent.getparent() is not None:
            parent.addnext(etree.Element(w("p")))
        remove(parent)
    if parent.tag == w("p") and on(parent.find(f"{w('pPr')}/{w('rPr')}/{w('vanish')}")) and (
            all(one.tag == w("pPr") for one in parent)) and (
            parent.find(f"{w('pPr')}/{w('sectPr')}") is None) and (
            parent.getnext() is not None and parent.getnext().tag == w("p")):
        remove(parent)


def _is_hidden(run: etree._Element, styles: Collection[str]) -> bool:
    properties = run.find(w("rPr"))
    if properties is not None:
        own = properties.find(w("vanish"))
        if own is not None:
            return on(own)
        if value(properties.find(w("rStyle"))) in styles:
            return True
    paragraph = next(run.iterancestors(w("p")), None)
    return paragraph is not None and (
        value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")) in styles)


def _around(element: etree._Element, tag: str) -> list[etree._Element]:
    return [one for one, _ in zip(element.iterancestors(tag), range(1), strict=False)]


# ── fields ──────────────────────────────────────────────────────────────────────────────────────


@dataclass
class _Field:
    """A field while it is read: the marks and code that make it one, and what it shows."""

    marks: list[etree._Element] = field(default_factory=list)
    shown: list[etree._Element] = field(default_factory=list)
    code: str = ""
    in_code: bool = True


def without_ties(tree: etree._Element) -> set[str]:
    """Only fields that know this file alone; of the others the words stay, but for names."""
    kinds = set()
    for one in [*tree.iter(w("fldSimple"))]:
        fate = _fate(value(one, "instr"))
        if fate:
            kinds.add(FIELDS)
            remove(one) if fate == "gone" else unwrap(one, w("fldData"))
    for found in _fields(tree):
        fate = _fate(found.code) if found.code.strip() else "words"
        if fate:
            kinds |= {FIELDS} if found.code.strip() else set()
            for one in found.marks + (found.shown if fate == "gone" else []):
                remove(one)
    for one in [*tree.iter(w("entryMacro"), w("exitMacro"))]:
        kinds.add(MACROS)
        remove(one)
    for run in [one for one in tree.iter(w("r")) if not [c for c in one if c.tag != w("rPr")]]:
        remove(run)
    return kinds


def with_results(tree: etree._Element, known: Mapping[str, str]) -> None:
    """Fields of these names show these words: a template's own title is not the report's."""
    for one in tree.iter(w("fldSimple")):
        _show(value(one, "instr"), [*one.iter(*SHOWN)], known)
    for found in _fields(tree):
        _show(found.code, found.shown, known)


def _show(code: str, shown: list[etree._Element], known: Mapping[str, str]) -> None:
    name = code.split()[0].upper() if code.strip() else ""
    texts = [one for one in shown if one.tag == w("t")]
    if name not in known or not texts:
        return
    texts[0].text = known[name]
    for one in shown:
        if one is not texts[0]:
            remove(one)


def _fields(tree: etree._Element) -> Iterator[_Field]:
    """The fields of a tree, inner ones first; marks that belong to none are given as one."""
    stack: list[_Field] = []
    loose = _Field(code="")
    done = []
    for one in tree.iter(w("fldChar"), w("instrText"), w("delInstrText"), *SHOWN):
        if one.tag == w("fldChar"):
            kind = value(one, "fldCharType")
            if kind == "begin":
                stack.append(_Field([one]))
            elif not stack:
                loose.marks.append(one)
            else:
                stack[-1].marks.append(one)
                stack[-1].in_code = False
                if kind == "end":
                    done.append(stack.pop())
        elif one.tag in (w("instrText"), w("delInstrText")):
            if stack:
                stack[-1].marks.append(one)
                stack[-1].code += one.text or ""
            else:
                loose.marks.append(one)
        else:
            for open_ in stack:
                (open_.marks if open_.in_code else open_.shown).append(one)
    for never_ended in stack:
        loose.marks += [one for one in never_ended.marks if one.tag not in SHOWN]
    yield from done
    yield loose


def _fate(code: str) -> str:
    """What becomes of a field: "" stays, "words" are kept without it, or it is "gone"."""
    words = code.split()
    name = words[0].upper() if words else ""
    if name.startswith("="):
        name = "="
    if name == "HYPERLINK":
        target = re.search(r'HYPERLINK\s+"?([^"\s]+)', code, re.IGNORECASE)
        inside = target is not None and target[1].startswith("\\")
        return "" if inside or (target is not None and WEB.match(target[1])) else "words"
    if name == "REF" and "\\" in "".join(words[1:2]):
        return "words"
    return "" if name in FIELDS_KEPT else "gone" if name in FIELDS_GONE else "words"


# ── objects and references ──────────────────────────────────────────────────────────────────────


def without_objects(tree: etree._Element) -> set[str]:
    """No control, no embedded file: the picture of one stays; no text of other files."""
    kinds = set()
    for one in [*tree.iter(w("control"))]:
        kinds.add(CONTROLS)
        remove(next(iter(_around(one, w("object"))), one))
    for one in [*tree.iter(f"{OFFICE_DRAWING}OLEObject")]:
        kinds.add(OUTSIDE if one.get("Type") == "Link" else EMBEDDED)
        remove(one)
    for one in tree.iter(w("object")):
        one.tag = w("pict")
        one.attrib.clear()
    for tag in ("altChunk", "subDoc", "frameset", "printerSettings"):
        for one in [*tree.iter(w(tag))]:
            kinds |= {OUTSIDE} if tag in ("altChunk", "subDoc") else set()
            remove(one)
    for one in [*tree.iter(w("smartTag"), w("customXml"))]:
        unwrap(one, w("smartTagPr"), w("customXmlPr"))
    for one in [*tree.iter(etree.Element)]:
        if one.tag.endswith("}dataBinding") and value(one, "storeItemID").upper() != CORE_STORE:
            kinds.add(CUSTOM_XML)
            remove(one)
    return kinds


def without_paths(tree: etree._Element) -> set[str]:
    """No path of somebody's machine in the names and words of drawings and links."""
    kinds = set()
    for one in tree.iter(etree.Element):
        for name in ("descr", "title", "alt", "name", f"{OFFICE_DRAWING}title"):
            if A_PATH.match(one.get(name, "")):
                kinds.add(OUTSIDE)
                last = re.split(r"[\\/]", one.get(name, ""))[-1]
                one.set(name, last if name == "name" else "")
        if one.tag.startswith(OLD_DRAWING):
            for name in ("href", "src", f"{OFFICE_DRAWING}href"):
                if one.get(name) and not WEB.match(one.get(name, "")):
                    kinds.add(OUTSIDE)
                    del one.attrib[name]
    return kinds


def without_dead_references(tree: etree._Element, there: Collection[str]) -> None:
    """No element that needs a relationship which is not there."""
    for one in [*tree.iter(etree.Element)]:
        dead = [name for name, target in one.attrib.items()
                if name.startswith(R) and target not in there]
        if dead and one.getparent() is not None:
            _without(one, dead)


def _without(one: etree._Element, dead: list[str]) -> None:
    """Take out what the element is for, or its dead references where it serves without them."""
    for name in dead:
        del one.attrib[name]
    if one.tag == w("hyperlink"):
        if not value(one, "anchor"):
            unwrap(one)
    elif one.tag.startswith(A) and "hlink" in one.tag:
        remove(one)
    elif (one.tag == f"{A}blip" and one.get(f"{R}embed")) or (
            one.tag.startswith(OLD_DRAWING) and one.get(f"{R}id")):
        return      # the picture itself is in the file
    else:
        holder = next(one.iterancestors(w("drawing"), w("pict")), one)
        choice = holder.getparent()
        if choice is not None and choice.tag in (f"{COMPATIBLE}Choice", f"{COMPATIBLE}Fallback"):
            holder = choice.getparent()
        remove(holder)


CLEANERS: tuple[Callable[[etree._Element], set[str]], ...] = (
    accept_changes, without_remarks, without_ties, without_objects, without_paths)
