"""What a file holds that no report of ours has, found wherever it stands: never dropped unsaid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from lxml import etree

from briefing.reading.word.changes import shortened
from briefing.reading.word.edited import Untaken
from briefing.reading.word.parts import Parts, value, w
from briefing.reading.word.units import Paragraph, Standing

# What the document may name besides what is read: what it is called.
OTHER_PARTS = {
    "vbaProject": "macros", "aFChunk": "a file put into the text", "subDocument": "a subdocument",
    "control": "a control (ActiveX)", "diagramData": "a diagram (SmartArt)",
    "glossaryDocument": "building blocks", "chartEx": "a chart of a newer kind",
    "attachedToolbars": "toolbars", "video": "a video", "frame": "a frame"}  # fmt: skip
LOOKS = tuple(map(w, ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange",
                      "trPrChange", "tblGridChange", "numberingChange", "tblPrExChange")))
TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
NO_NOTES = "the report has no notes of its own"


def parts_untaken(parts: Parts, tree: etree._Element, standing: Standing,
                  anchor_of: Callable[[Paragraph], str], sections: int) -> Iterator[Untaken]:
    """All of it in a file, of which so many `sections` were written; 0 where that is not told."""
    for kind, what in OTHER_PARTS.items():
        held = parts.every(kind)
        if held:
            yield Untaken(what, "", "the report has none of its own kind")
    for kind in ("footnotes", "endnotes"):
        name = parts.related(kind)
        if name is None:
            continue
        for note in parts.read(name).iterchildren(w(kind.removesuffix("s"))):
            words = "".join(one.text or "" for one in note.iter(w("t")))
            if value(note, "type") in ("", "normal") and words.strip():
                yield Untaken(f"a {kind.removesuffix('s')}: {shortened(words)}",
                              _noted(standing, anchor_of), NO_NOTES)
    for paragraph, following in pairwise([*standing.paragraphs, None]):
        # LibreOffice saves a heading that begins a page as a break behind what stands before it
        before_heading = following is not None and following.shape.kind[0] == "heading"
        if paragraph is not None and paragraph.breaks and not (
                before_heading and paragraph.text):
            yield Untaken("a page break", anchor_of(paragraph), "pages are the layout's")
    more = sum(1 for _ in tree.iter(w("sectPr"))) - sections
    # LibreOffice ends sections where it pleases
    if sections and more > 0 and b"LibreOffice" not in parts.blobs.get("docProps/app.xml", b""):
        yield Untaken(f"{more} section break{'s' * (more > 1)}", "", "pages are the layout's")
    for kind in ("header", "footer"):
        for words in _watermarks(parts, kind):
            yield Untaken(f"a watermark: {shortened(words)}", kind, "the report has none")
    looks = sum(1 for _ in tree.iter(*LOOKS))
    if looks:
        yield Untaken(f"{looks} tracked changes of looks", "",
                      "how the report looks is the layout's")


def _watermarks(parts: Parts, kind: str) -> Iterator[str]:
    """The words that stand behind every page, or behind some, each once."""
    yield from dict.fromkeys(
        words for name in parts.every(kind) if name in parts.blobs
        for one in parts.read(name).iter(TEXT_PATH) if (words := one.get("string", "").strip()))


def _noted(standing: Standing, anchor_of: Callable[[Paragraph], str]) -> str:
    noted = next((one for one in standing.paragraphs if one.notes), None)
    return anchor_of(noted) if noted is not None else ""
