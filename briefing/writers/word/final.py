"""The Word file to be circulated: without what serves the way back.

The trace, the note of the run, comments and the anchors go; a bookmark that a link or the contents
lead to stays, as what it marks is a heading.
"""

from __future__ import annotations

import io
import posixpath
import re
from dataclasses import replace
from zipfile import ZipFile

from lxml import etree

from briefing.document import Block, Columns, CoverRow, CoverTable, Document, Panel, Prompt
from briefing.reading.word.anchors import PREFIX, TRACE
from briefing.reading.word.parts import w
from briefing.writers.word.run_note import OURS
from briefing.writers.word.zipped import as_part, put

MAIN = "word/document.xml"
CUSTOM = "docProps/custom.xml"
CORE = "docProps/core.xml"
DESCRIPTION = "{http://purl.org/dc/elements/1.1/}description"
_TARGETS = re.compile(rf"{PREFIX}\w+")


def without_prompts(document: Document) -> Document:
    """The document without what the author is asked."""
    def kept(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(inside(block) for block in blocks if not isinstance(block, Prompt))

    def inside(block: Block) -> Block:
        match block:
            case Panel():
                return replace(block, blocks=kept(block.blocks))
            case Columns():
                return replace(block, columns=tuple(map(kept, block.columns)))
            case CoverTable():
                return replace(block, rows=tuple(
                    CoverRow(row.label, kept(row.blocks)) for row in block.rows))
            case _:
                return block

    return replace(document, sections=tuple(
        replace(section, blocks=kept(section.blocks)) for section in document.sections))


def final_file(content: bytes) -> bytes:
    """The Word file without anchors, trace and the note of the run; the same bytes for the same."""
    with ZipFile(io.BytesIO(content)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for name in _traces(parts):
        _take_out(parts, name)
    if CUSTOM in parts:
        parts[CUSTOM], left = _without_note(parts[CUSTOM])
        if not left:
            _take_out(parts, CUSTOM)
    core = etree.fromstring(parts[CORE])
    for said in core.findall(DESCRIPTION):
        core.remove(said)
    parts[CORE] = _serialised(core)
    parts[MAIN] = _without_anchors(parts[MAIN])
    written = io.BytesIO()
    with ZipFile(written, "w") as target:
        for name, part in parts.items():
            put(target, name, as_part(name, part))
    return written.getvalue()


def _traces(parts: dict[str, bytes]) -> list[str]:
    """The parts that hold what was written, with the properties of each."""
    found = [name for name, part in parts.items()
             if name.startswith("customXml/") and TRACE.encode() in part[:4000]]
    return [name for name in found if not name.endswith(".rels")]


def _take_out(parts: dict[str, bytes], name: str) -> None:
    """Take a part out of the package, with its relationships and what leads to it."""
    parts.pop(name, None)
    folder, file = posixpath.split(name)
    parts.pop(f"{folder}/_rels/{file}.rels", None)
    types = etree.fromstring(parts["[Content_Types].xml"])
    for one in types:
        if one.get("PartName") == f"/{name}":
            types.remove(one)
    parts["[Content_Types].xml"] = _serialised(types)
    for rels in [other for other in parts if other.endswith(".rels") and file in
                 parts[other].decode("utf-8", "replace")]:
        tree = etree.fromstring(parts[rels])
        home = posixpath.dirname(posixpath.dirname(rels))
        for one in list(tree):
            target = one.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else (
                posixpath.normpath(posixpath.join(home, target)))
            if path == name and one.get("TargetMode") != "External":
                tree.remove(one)
        parts[rels] = _serialised(tree)


def _without_note(part: bytes) -> tuple[bytes, bool]:
    """The properties without those of the run, and whether any is left."""
    tree = etree.fromstring(part)
    for one in list(tree):
        if one.get("name", "").startswith(OURS):
            tree.remove(one)
    return _serialised(tree), bool(len(tree))


def _without_anchors(part: bytes) -> bytes:
    """The body without the bookmarks that nothing leads to."""
    tree = etree.fromstring(part)
    wanted: set[str] = set()
    for link in tree.iter(w("hyperlink")):
        wanted.add(link.get(w("anchor"), ""))
    for code in tree.iter(w("instrText"), w("fldSimple")):
        wanted.update(_TARGETS.findall(code.text or code.get(w("instr"), "")))
    gone: set[str] = set()
    for start in list(tree.iter(w("bookmarkStart"))):
        name = start.get(w("name"), "")
        if name.startswith(PREFIX) and name not in wanted:
            gone.add(start.get(w("id"), ""))
            start.getparent().remove(start)
    for end in list(tree.iter(w("bookmarkEnd"))):
        if end.get(w("id"), "") in gone:
            end.getparent().remove(end)
    return _serialised(tree)


def _serialised(tree: etree._Element) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
