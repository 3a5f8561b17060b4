"""The fonts of the shelf as ReportLab knows them, registered once when this module is imported.

ReportLab falls back to Helvetica, which it cannot embed, wherever nobody named a font. So the
package imports this module first, before any of ReportLab's that read the settings below.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from briefing.charts import Faces
from briefing.document import (
    Chart,
    Contents,
    CoverTable,
    Document,
    HeaderBlock,
    Heading,
    Paragraph,
    Table,
    blocks,
    inlines,
)
from briefing.problems import Place, Problem, did_you_mean
from briefing.shelves import shelf
from briefing.typefaces import FACES, characters, families, unprintable
from briefing.writers.pdf.tags.characters import to_unicode


class Face(TTFont):  # type: ignore[misc]
    """A face whose file is read when anything of it is asked for: most reports slant no word.

    It remembers how wide words are: ReportLab asks for those of each paragraph letter by letter.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.fontName, self.path = name, path
        self.ems = lru_cache(1 << 13)(self._ems)

    def __getattr__(self, attribute: str) -> Any:
        if "face" in vars(self):
            raise AttributeError(attribute)
        super().__init__(self.fontName, str(self.path))
        return getattr(self, attribute)

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        return 0.001 * size * self.ems(text)    # in this order, as ReportLab's own

    def _ems(self, text: str) -> float:
        """How wide the text is, in thousandths of its size."""
        known, unknown = self.face.charWidths, self.face.defaultWidth
        return float(sum([known.get(code, unknown) for code in map(ord, text)]))


def _registered() -> dict[str, Faces]:
    """Every family of fonts.toml, its four faces registered with ReportLab."""
    folder = shelf("fonts")
    made = {}
    for family, entry in families().items():
        stem = entry["name"].replace(" ", "")
        faces = Faces(*(stem + face.title().replace("_", "") for face in FACES))
        for face, name in zip(FACES, faces, strict=True):
            # private: `registerFont` asks for the name inside the file, and nothing else is done
            pdfmetrics._fonts[name] = Face(name, folder / entry[face])
        pdfmetrics.registerFontFamily(
            faces.regular, normal=faces.regular, bold=faces.bold, italic=faces.italic,
            boldItalic=faces.bold_italic)
        made[family] = faces
    return made


FAMILIES = _registered()
rl_config.canvas_basefontname = next(iter(FAMILIES.values())).regular
rl_config.useA85 = 0  # binary streams: a fifth smaller, and less to do
# A font of ReportLab's makes its table by this name; `to_unicode` says what is wrong with its own.
ttfonts.makeToUnicodeCMap = to_unicode


def family(name: str) -> Faces:
    """The faces of a family named in fonts.toml; the caller has asked `font_problems` before."""
    return FAMILIES[name]


def font_problems(document: Document) -> list[Problem]:
    """A problem for the font that is not on the shelf, or for each text it cannot print.

    The author's own texts were looked at when they were read; this is the net below, for words of
    ours. ReportLab prints an empty box for a character that the font lacks, and says nothing.
    """
    name = document.look.font
    if name not in FAMILIES:
        return [Problem(Place("the report"), f"The font '{name}' is not on the shelf.",
                        did_you_mean(name, FAMILIES))]
    texts = list(_texts(document))
    if set("".join([text for _, text in texts])) <= characters(name) | {"\n"}:
        return []       # as nearly always: the places of thousands of texts need no words
    return unprintable(((Place("the report", column=where), text) for where, text in texts), name)


def own_chart_problems(document: Document) -> list[Problem]:
    """A problem for each chart of the author's own that cannot be drawn in the document's font."""
    if not any(isinstance(b, Chart) and b.spec.own is not None for b in blocks(document)):
        return []       # whose module need not be loaded
    from briefing.charts.own import own_problems

    return own_problems(document, family(document.look.font))


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """(place, text) of every text that the writer prints."""
    for field in ("title", "running_title", "marking", "page_note"):
        yield field, getattr(document, field)
    for block in blocks(document):
        where = getattr(block, "id", "") or type(block).__name__.casefold()
        for inline in inlines(block):
            yield where, inline.text
        match block:
            case Heading():
                yield where, block.number + block.text
            case Paragraph():
                yield where, block.number
            case CoverTable():
                for row in block.rows:
                    yield where, row.label
            case HeaderBlock():
                for label, _ in block.rows:
                    yield where, label
            case Table():
                yield where, block.caption
                for column in block.columns:
                    yield where, column.heading
            case Contents():
                yield where, block.title
                for entry in block.entries:
                    yield where, entry.text
            case Chart():
                spec = block.spec
                yield where, spec.axis_title
                for text in (*spec.months, *(
                        text for _, text in (*spec.ticks, *spec.flow_ticks))):
                    yield where, text
                for series in spec.series:
                    yield where, series.label
                    yield where, "".join(p.text for p in series.points if p.value is None)
