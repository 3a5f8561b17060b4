"""The drawings of a Word file: charts, pictures, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from briefing.reading.word.parts import NAMESPACES, w

DrawingKind = Literal["chart", "picture", "text box", "shape", "object", "equation"]
A, C, R, WP = (f"{{{NAMESPACES[name]}}}" for name in ("a", "c", "r", "wp"))
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
EMU_A_MM = 36_000
SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
VML = "{urn:schemas-microsoft-com:vml}"


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A drawing: `relation` names its chart or picture, `text` are the words inside it;
    `width_mm` is how wide it stands, 0 where that is not said."""

    kind: DrawingKind
    element: etree._Element
    relation: str = ""
    alt: str = ""
    text: str = ""

    @property
    def width_mm(self) -> float:
        """How wide it stands on the page, 0 where the file does not say."""
        extent = next(self.element.iter(f"{WP}extent"), None)
        if extent is not None and (extent.get("cx") or "").isdigit():
            return int(extent.get("cx", "0")) / EMU_A_MM
        shape = next((one for one in self.element.iter() if "style" in one.attrib), None)
        points = re.search(r"(?:^|;)\s*width:\s*([\d.]+)pt", shape.get("style", "") if (
            shape is not None) else "")
        return float(points[1]) * 25.4 / 72 if points else 0.0

    @property
    def cropped(self) -> bool:
        """Whether a part of the picture alone is to be seen."""
        return any(value.strip("0.f") for one in self.element.iter(f"{A}srcRect")
                   for value in one.attrib.values()) or any(
            name.startswith("crop") and value.strip("0.f")
            for one in self.element.iter(f"{VML}imagedata") for name, value in one.attrib.items())

    @property
    def seen(self) -> str:
        """The relation of what is seen of a picture: Word draws the lines of an SVG, and keeps the
        picture beside it for programs that cannot."""
        lines = next(self.element.iter(f"{SVG}svgBlip"), None)
        return self.relation if lines is None else lines.get(f"{R}embed", "")


def drawing_of(element: etree._Element) -> Drawing:
    """What a w:drawing, w:pict or w:object is."""
    if element.tag == w("drawing"):
        about = next(element.iter(f"{WP}docPr"), None)
        alt = "" if about is None else about.get("descr") or ""
        chart = next(element.iter(f"{C}chart"), None)
        if chart is not None:
            return Drawing("chart", element, chart.get(f"{R}id", ""), alt)
        text = _text(element)
        picture = next(element.iter(f"{PIC}pic"), None)
        blip = next(picture.iter(f"{A}blip"), None) if picture is not None else None
        if blip is not None and not text:
            inner = next(element.iter(f"{PIC}cNvPr"), None)
            alt = alt or ("" if inner is None else inner.get("descr") or "")
            return Drawing("picture", element, blip.get(f"{R}embed", ""), alt)
        return Drawing("text box" if text else "shape", element, "", alt, text)
    text = _text(element)
    image = next(element.iter(f"{VML}imagedata"), None)
    if image is not None and element.tag == w("pict") and not text:
        shape = image.getparent()
        return Drawing("picture", element, image.get(f"{R}id", ""), shape.get("alt", ""))
    if element.tag == w("object"):
        return Drawing("object", element, text=text)
    return Drawing("text box" if text else "shape", element, text=text)


def _text(element: etree._Element) -> str:
    return " ".join("".join(_said(one)) for one in element.iter(w("p"))).strip() or " ".join(
        one.text or "" for one in element.iter(f"{A}t"))


def _said(paragraph: etree._Element) -> Iterator[str]:
    return (one.text or "" for one in paragraph.iter(w("t")))
