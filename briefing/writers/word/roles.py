"""Roles: what each style of the Word version is for, and the name a style map calls it by.

The styles of `base/word/styles.xml` are the list: one added there is a role. A role's name is the
style's own, "Body Text" `body_text`, "Briefing Cell Head" `cell_head`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lxml import etree

from briefing.reading.word.parts import value, w
from briefing.writers.word.template import FOLDER

OURS = "Briefing "
# These a report is mostly written in: what each is for. Word leaves a built-in style that nobody
# has used out of the file, so a template may lack any; ours is added then.
REQUIRED = {
    "Heading1": "the report's title",
    "Heading2": "the headings of its parts",
    "Heading3": "the headings within a part",
    "BodyText": "paragraphs",
    "ListBullet": "lists with bullets",
    "ListNumber": "numbered lists",
    "Caption": "what stands over a chart or table",
}
# What Word itself is built on, or no text is written in.
NO_ROLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Title", "Header", "Footer",
            "BriefingHeaderLandscape", "BriefingHidden", "CommentText", "CommentReference",
            "BriefingAfterTable"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """One style of a Word file: its id, its name, "paragraph", "character" or "table".

    `outline` is its level as a heading, `numbered` the list that it belongs to, each "" for none;
    a `custom` one is the maker's own, the others are built into Word.
    """

    id: str
    name: str
    kind: str
    based_on: str = ""
    other_names: tuple[str, ...] = ()
    default: bool = False
    outline: str = ""
    numbered: str = ""
    level: str = "0"
    custom: bool = False
    has_level: bool = False

    def is_called(self, name: str) -> bool:
        """Whether it goes by that name; Word's own names have capitals in menus, not in files."""
        return name.casefold() in {one.casefold() for one in (self.name, *self.other_names)}


def styles_in(tree: etree._Element) -> tuple[Style, ...]:
    """The styles of a styles part, in their order."""
    return tuple(_style(one) for one in tree.iterchildren(w("style")))


def _style(element: etree._Element) -> Style:
    def held(path: str) -> str:
        return value(element.find("/".join(w(step) for step in path.split("/"))))

    return Style(
        value(element, "styleId"), held("name"), value(element, "type"), held("basedOn"),
        tuple(one.strip() for one in held("aliases").split(",") if one.strip()),
        value(element, "default") in ("1", "true", "on"), held("pPr/outlineLvl"),
        held("pPr/numPr/numId"), level if (level := held("pPr/numPr/ilvl")).isdecimal() else "0",
        value(element, "customStyle") in ("1", "true", "on"), bool(held("pPr/numPr/ilvl")))


@cache
def our_styles() -> dict[str, Style]:
    """The styles of our own base by id."""
    text = FOLDER.joinpath("word", "styles.xml").read_text(encoding="utf-8")
    return {style.id: style for style in styles_in(etree.fromstring(text.encode()))}


def role_of(style: Style) -> str:
    """What the style map calls one of our styles."""
    return re.sub(r"[^a-z0-9]+", "_", style.name.removeprefix(OURS).casefold()).strip("_")


@cache
def roles() -> dict[str, Style]:
    """Our styles by role."""
    return {role_of(style): style for style in our_styles().values() if style.id not in NO_ROLES}
