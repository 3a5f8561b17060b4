"""The walk: from the document's blocks to HTML, one after the other."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import assert_never

from briefing.document import (
    Block,
    Bullets,
    Chart,
    Columns,
    Contents,
    ContentsEntry,
    Controls,
    CoverTable,
    Document,
    HeaderBlock,
    Heading,
    Look,
    Panel,
    Paragraph,
    Picture,
    Prompt,
    Section,
    Table,
)
from briefing.writers.html.charts import Drawings, chart_figure
from briefing.writers.html.inlines import Words
from briefing.writers.html.tables import Tables

CONTENTS = "page.contents"      # the id of the contents; a block's has another
PIXELS_OF_MM = 96 / 25.4


@dataclass(slots=True)
class Walk:
    """The way from blocks to HTML; `row_of` has the id of the row that is of a heading."""

    words: Words
    look: Look
    controls: Controls
    tables: Tables
    title: str
    listed: bool = False        # whether the contents stand on the page already
    drawings: Drawings | None = None    # those of an earlier page

    def sections(self, document: Document) -> Iterator[str]:
        """Every section block by block, one wide where its pages lie on their side."""
        for section in document.sections:
            wide = " wide-part" if section.landscape else ""
            yield f'<section class="part{wide}">\n'
            yield from map(self._each, section.blocks)
            yield "</section>\n"

    def _all(self, blocks: Iterable[Block]) -> str:
        return "".join(map(self._each, blocks))

    def _each(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case Prompt():
                return ""       # only the editor's version asks
            case Bullets():
                return self._bullets(block)
            case HeaderBlock():
                return self.tables.header(block) if block.rows else ""
            case CoverTable():
                inside = [self._all(row.blocks) for row in block.rows]
                return self.tables.cover(block, inside) if block.rows else ""
            case Picture():
                return _picture(block)
            case Table():
                return self.tables.table(block)
            case Chart():
                return chart_figure(block, self.words.row(block.caption), self.look,
                                    self.drawings)
            case Panel():
                return self._panel(block)
            case Columns():
                columns = "".join(f"<div>{self._all(column)}</div>" for column in block.columns)
                return f'<div class="columns">{columns}</div>\n'
            case Contents():
                return self._contents(block)
            case _:
                assert_never(block)

    def _heading(self, block: Heading) -> str:
        level = min(block.level, 3)
        kinds = ["title"] * (block.level == 1 and block.text == self.title)
        kinds += ["underlined"] * block.underlined + ["new-page"] * block.new_page
        kind = f' class="{" ".join(kinds)}"' if kinds else ""
        return (f'<h{level} id="{escape(block.id)}"{kind}>{_number(block.number)}'
                f"{escape(block.text, quote=False)}</h{level}>\n")

    def _paragraph(self, block: Paragraph) -> str:
        kinds = [block.role] * (block.role != "body") + ["numbered"] * bool(block.number)
        kind = f' class="{" ".join(kinds)}"' if kinds else ""
        anchor = f' id="{escape(block.id)}"' if block.id else ""
        return f"<p{anchor}{kind}>{_number(block.number)}{self.words.row(block.inlines)}</p>\n"

    def _bullets(self, block: Bullets) -> str:
        if not block.items:
            return ""
        tag = "ol" if block.ordered else "ul"
        anchor = f' id="{escape(block.id)}"' if block.id else ""
        inset = ' class="inset"' if block.inset else ""
        items = "".join(f"<li>{self.words.row(item)}</li>\n" for item in block.items)
        return f"<{tag}{anchor}{inset}>\n{items}</{tag}>\n"

    def _panel(self, block: Panel) -> str:
        """A panel; the tables under its chart are opened by who wants them."""
        made, headings = [], [b for b in block.blocks if isinstance(b, Heading)]
        charted = False
        for is_table, blocks in groupby(block.blocks, lambda b: isinstance(b, Table)):
            some = list(blocks)
            inside = self._all(some)
            if is_table and charted and self.controls.figures:
                said = ", ".join(b.caption for b in some if isinstance(b, Table))
                made.append(
                    f'<details class="figures"><summary>{escape(self.controls.figures)}'
                    f'<span class="heard">: {escape(said, quote=False)}</span></summary>\n'
                    f"{inside}</details>\n")
            else:
                made.append(inside)
            charted = charted or any(isinstance(b, Chart) for b in some)
        made += [self._back(heading) for heading in headings[:1]]
        return f'<section class="panel">\n{"".join(made)}</section>\n'

    def _back(self, heading: Heading) -> str:
        row = self.tables.row_of.get(heading.id)
        if row is None or not self.controls.back:
            return ""
        return (f'<p class="back"><a href="#{escape(row)}">{escape(self.controls.back)}'
                f'<span class="heard">: {escape(heading.text, quote=False)}</span></a></p>\n')

    def _contents(self, block: Contents) -> str:
        if not block.entries:
            return ""
        name = CONTENTS if not self.listed else ""
        self.listed = True
        named = f' id="{name}" aria-label="{escape(block.title)}"' if name else (
            f' aria-label="{escape(block.title)}"')
        return (f"<nav{named}><h2>{escape(block.title, quote=False)}</h2>\n"
                f"{_entries(list(block.entries), 1)}</nav>\n")


def _entries(entries: list[ContentsEntry], level: int) -> str:
    """A list of the entries of the level, each with those under it as a list of its own."""
    made, at = [], 0
    while at < len(entries):
        end = at + 1
        while end < len(entries) and entries[end].level > level:
            end += 1
        entry, under = entries[at], entries[at + 1 : end]
        inside = _entries(under, level + 1) if under else ""
        made.append(f'<li><a href="#{escape(entry.target)}">{escape(entry.text, quote=False)}</a>'
                    f"{inside}</li>\n")
        at = end
    return f"<ul>\n{''.join(made)}</ul>"


def _number(number: str) -> str:
    return f'<span class="count">{escape(number, quote=False)}</span> ' if number else ""


def _picture(block: Picture) -> str:
    content = base64.b64encode(block.content).decode()
    wide, tall = (round(mm * PIXELS_OF_MM) for mm in (block.width_mm, block.height_mm))
    return (f'<p class="logo {block.align}"><img src="data:image/{block.kind};base64,{content}" '
            f'alt="{escape(block.alt)}" width="{wide}" height="{tall}"></p>\n')


def contents_title(sections: Iterable[Section]) -> str:
    """The title of the contents; "" where there are none."""
    return next((block.title for section in sections for block in section.blocks
                 if isinstance(block, Contents) and block.entries), "")

