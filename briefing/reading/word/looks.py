"""What the styles and lists of a Word file make of a paragraph and of words.

Styles are known by their names, which Word keeps in English in every language; the ids in a file
change with the program and the language that saved it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from briefing.reading.word.parts import Parts, value, w
from briefing.reading.word.runs import Block, Emphasis

ListKind = Literal["", "bullet", "number"]
OFF = ("0", "false", "off", "none")
BOLD, ITALIC, STYLE = w("b"), w("i"), w("rStyle")
# What words may look like, that no format of ours can: what is said of it.
ODD = {w("u"): "underlined", w("strike"): "struck through", w("dstrike"): "struck through",
       w("highlight"): "highlighted", w("vertAlign"): "raised or lowered",
       w("caps"): "in capitals", w("smallCaps"): "in small capitals",
       w("vanish"): "hidden"}  # fmt: skip
NESTED = 30     # styles on styles, at most: a ring of them ends there


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it takes from those that it is based on."""

    name: str = ""
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    underlined: bool = False
    outline: int = -1
    list_id: str = ""
    list_level: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph is by its style and list alone."""

    style: str
    listed: ListKind
    list_level: int
    outline: int
    style_name: str

    @property
    def kind(self) -> tuple[Block, int]:
        """The kind of block, and its level."""
        name = self.style_name
        if name.startswith("heading ") and name[8:].strip().isdecimal():
            return "heading", int(name[8:])
        if name == "title":
            return "heading", 1
        if self.outline in range(9):
            return "heading", self.outline + 1
        if self.listed:
            return ("bullet" if self.listed == "bullet" else "numbered"), self.list_level
        return ("caption" if name == "caption" else "paragraph"), 0


class Looks:
    """The styles and lists of one file."""

    def __init__(self, parts: Parts | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        self._lists: dict[tuple[str, int], ListKind] = {}
        if parts is None:
            return
        if (name := parts.related("styles")) is not None:
            for one in parts.read(name).iterchildren(w("style")):
                self._styles[value(one, "styleId")] = one
                if value(one, "type") == "paragraph" and value(one, "default") in ("1", "true"):
                    self._default = value(one, "styleId")
        if (name := parts.related("numbering")) is not None:
            self._lists = _lists(parts.read(name))

    @classmethod
    def none(cls) -> Looks:
        """Those of a part whose words alone are asked for."""
        return cls(None)

    def style(self, style_id: str, depth: int = 0) -> Style:
        """The style of that id, a plain one where there is none."""
        if style_id in self._known:
            return self._known[style_id]
        held = self._styles.get(style_id)
        if held is None or depth > NESTED:
            return Style()
        base = self.style(value(held.find(w("basedOn"))), depth + 1)
        words, block = held.find(w("rPr")), held.find(w("pPr"))
        number = block.find(w("numPr")) if block is not None else None
        outline = value(block.find(w("outlineLvl"))) if block is not None else ""
        made = Style(
            value(held.find(w("name"))).casefold(),
            _on(words, "b", base.bold), _on(words, "i", base.italic),
            _on(words, "vanish", base.hidden), _on(words, "u", base.underlined),
            int(outline) if outline.isdecimal() else base.outline,
            (value(number.find(w("numId"))) if number is not None else "") or base.list_id,
            (value(number.find(w("ilvl"))) if number is not None else "") or base.list_level)
        self._known[style_id] = made
        return made

    def shape(self, properties: etree._Element | None) -> Shape:
        """What the properties make of a paragraph."""
        style_id, number, outline = self._default, None, ""
        for one in properties if properties is not None else ():
            if one.tag == w("pStyle"):
                style_id = value(one)
            elif one.tag == w("numPr"):
                number = one
            elif one.tag == w("outlineLvl"):
                outline = value(one)
        style = self.style(style_id)
        list_id, level = style.list_id, style.list_level
        if number is not None:
            list_id = value(number.find(w("numId"))) or list_id
            level = value(number.find(w("ilvl"))) or level
        at = int(level) if level.isdecimal() else 0
        return Shape(style_id, self._lists.get((list_id, at), "") if list_id != "0" else "", at,
                     int(outline) if outline.isdecimal() else style.outline, style.name)

    def words(self, properties: etree._Element | None, shape: Shape
              ) -> tuple[Emphasis, tuple[str, ...]]:
        """The emphasis of words in a paragraph, and what else they look like that we cannot say.

        What the paragraph's own style makes bold is not emphasised by being bold.
        """
        if properties is None or not len(properties):
            return "plain", ()
        bold = italic = None
        own = Style()
        odd: list[str] = []
        for one in properties:
            tag = one.tag
            if tag == BOLD:
                bold = value(one) not in OFF
            elif tag == ITALIC:
                italic = value(one) not in OFF
            elif tag == STYLE:
                own = self.style(value(one))
            elif tag in ODD and value(one) not in (*OFF, "baseline"):
                odd.append(ODD[tag])
        if own.hidden:
            odd.append("hidden")
        if own.underlined and "underlined" in odd:
            odd.remove("underlined")        # a link's, said again
        base = self.style(shape.style)
        strong = own.bold if bold is None else bold and not base.bold
        emphasised = own.italic if italic is None else italic and not base.italic
        if strong or emphasised:
            return ("strong" if strong else "emphasis"), tuple(odd)
        return "plain", tuple(odd)


def _on(properties: etree._Element | None, name: str, otherwise: bool) -> bool:
    held = properties.find(w(name)) if properties is not None else None
    return otherwise if held is None else value(held) not in OFF


def _lists(tree: etree._Element) -> dict[tuple[str, int], ListKind]:
    """Whether each level of each list has bullets or numbers."""
    levels = {value(one, "abstractNumId"): _levels(one.iterchildren(w("lvl")))
              for one in tree.iterchildren(w("abstractNum"))}
    made: dict[tuple[str, int], ListKind] = {}
    for one in tree.iterchildren(w("num")):
        of_list = dict(levels.get(value(one.find(w("abstractNumId"))), {}))
        of_list |= _levels(one.iterfind(f"{w('lvlOverride')}/{w('lvl')}"))
        made |= {(value(one, "numId"), level): kind for level, kind in of_list.items()}
    return made


def _levels(found: Iterable[etree._Element]) -> dict[int, ListKind]:
    made: dict[int, ListKind] = {}
    for level in found:
        at, counted = value(level, "ilvl"), value(level.find(w("numFmt")))
        if at.isdecimal():
            made[int(at)] = ("bullet" if counted == "bullet" else
                             "" if counted == "none" else "number")
    return made
