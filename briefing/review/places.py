"""Where things stand in a report: the headings above each anchor, its service area, what is said
there; and which editions say it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.document import (
    Block,
    Bullets,
    Chart,
    Columns,
    Contents,
    CoverTable,
    Document,
    HeaderBlock,
    Heading,
    Panel,
    Paragraph,
    Picture,
    Prompt,
    Table,
    plain,
    statements_of,
)
from briefing.narrative.narration import Narration, Statement
from briefing.reading.commentary import slug

TITLE = "title"


@dataclass(frozen=True, slots=True)
class Spot:
    """An anchor of a report: the headings above it, the words there, and what says them."""

    anchor: str
    headings: tuple[str, ...]
    words: str
    statements: tuple[str, ...]
    kind: str

    @property
    def place(self) -> str:
        """ "Summary › Contacts"."""
        return " › ".join(self.headings)


class Places:
    """The anchors of one edition, in reading order."""

    def __init__(self, document: Document, narration: Narration) -> None:
        self.spots: dict[str, Spot] = {}
        self.narration: Mapping[str, Statement] = narration.statements
        headings: list[tuple[int, str]] = []
        for section in document.sections:
            for spot in _spots(section.blocks, headings):
                self.spots.setdefault(spot.anchor, spot)

    def spot(self, anchor: str) -> Spot | None:
        """The anchor's; of "id#3" or "id~1" that of "id" where it has none of its own."""
        found = self.spots.get(anchor)
        for mark in ("#", "~"):
            if found is None and mark in anchor:
                found = self.spots.get(anchor.rpartition(mark)[0])
        return found


def _spots(blocks: Iterable[Block], headings: list[tuple[int, str]]) -> Iterator[Spot]:
    """The anchors of blocks in order; `headings` are those above, and are kept up to date."""
    for block in blocks:
        path = tuple(text for _, text in headings)
        match block:
            case Heading():
                while headings and headings[-1][0] >= block.level:
                    headings.pop()
                if block.id != TITLE:       # what the whole is called says not where
                    headings.append((block.level, f"{block.number} {block.text}".strip()))
                path = tuple(text for _, text in headings)
                yield Spot(block.id, path, block.text, (), "heading")
            case Panel():
                yield from _spots(block.blocks, headings)
            case Columns():
                for column in block.columns:
                    yield from _spots(column, headings)
            case CoverTable():
                for row in block.rows:
                    yield from _spots(row.blocks, [*headings, (9, row.label)])
            case Bullets():
                for number, item in enumerate(block.items, 1):
                    names = dict.fromkeys(i.statement for i in item if i.statement)
                    yield Spot(f"{block.id}#{number}", path, plain(item), tuple(names), "bullet")
            case HeaderBlock():
                for label, value in block.rows:
                    yield Spot(f"headerblock:{label}", (*path, label), plain(value), (), "label")
            case Table():
                words = "\n".join(" | ".join(plain(cell.inlines) for cell in row.cells)
                                  for row in block.rows)
                yield Spot(block.id, (*path, block.caption) if block.caption else path, words,
                           tuple(dict.fromkeys(statements_of(block))), "table")
            case Chart():
                yield Spot(block.id, path, plain(block.caption),
                           tuple(dict.fromkeys(statements_of(block))), "chart")
            case Prompt():
                yield Spot(block.id, path, block.text, (block.statement,), "prompt")
            case Paragraph():
                yield Spot(block.id, path, plain(block.inlines),
                           tuple(dict.fromkeys(statements_of(block))), "paragraph")
            case Picture() | Contents():
                continue


def section_of(spot: Spot | None, sections: Iterable[str]) -> str:
    """The service area that the anchor stands under, "" where it is of none."""
    if spot is None:
        return ""
    known = {slug(section): section for section in sections}
    for heading in reversed(spot.headings):
        bare = slug(heading.lstrip("0123456789. "))
        if bare in known:
            return known[bare]
    for part in spot.anchor.split("."):
        if part in known:
            return known[part]
    return ""
