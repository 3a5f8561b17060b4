"""A row of inlines as Word's runs and links."""

from __future__ import annotations

from itertools import groupby
from typing import assert_never

from briefing.document import Inline, Inlines, Link, PageOf, Text
from briefing.narrative.sentence import Figure
from briefing.reading.word.anchors import bookmark_name
from briefing.reading.word.runs import Block
from briefing.reading.word.written import WrittenBlock
from briefing.writers.word.leaves import leaf
from briefing.writers.word.markup import attribute, field, run
from briefing.writers.word.references import References
from briefing.writers.word.trace import pieces_of

CHARACTER_STYLE = {"plain": "", "strong": "Strong", "emphasis": "Emphasis"}


def anchored(
    block_id: str, inlines: Inlines, references: References, block: Block = "paragraph",
    level: int = 0,
) -> str:
    """The runs of a row inside the bookmark of its block, with the comments on its sentences."""
    part = WrittenBlock(block_id, block, pieces_of(inlines), level)
    return references.bookmarks.around(part, commented(inlines, references))


def commented(inlines: Inlines, references: References) -> str:
    """The runs of a row; a statement of it that there is a remark on has its comment."""
    made: list[str] = []
    remarks = references.remarks
    for statement, several in groupby(
            inlines, key=lambda inline: inline.statement if inline.statement in remarks else ""):
        content = runs(tuple(several), references)
        made.append(references.comments.around(remarks[statement], content) if statement
                    else content)
    return "".join(made)


def remarked(name: str, content: str, references: References) -> str:
    """The runs with the comment that there is on the statement or place of that name."""
    remark = references.remarks.get(name, "") if name else ""
    return references.comments.around(remark, content) if remark else content


def runs(inlines: Inlines, references: References, style: str = "") -> str:
    """The runs of a row; `style` is the character style of what has no emphasis of its own."""
    made: list[str] = []
    words, words_style = "", style
    for inline in inlines:
        if isinstance(inline, Link | PageOf):
            if words:
                made.append(run(words, words_style))
            made.append(hyperlink(inline, references) if isinstance(inline, Link)
                        else page_reference(inline))
            words = ""
            continue
        own = own_style(inline) or style
        # Neighbours of one style are one run: an author who edits a sentence then meets no seams.
        if words and own != words_style:
            made.append(run(words, words_style))
            words = ""
        words, words_style = words + inline.text, own
    if words:
        made.append(run(words, words_style))
    return "".join(made)


def own_style(inline: Inline) -> str:
    """The character style that an inline asks for."""
    match inline:
        case Text() | Figure():
            return CHARACTER_STYLE[inline.emphasis]
        case Link() | PageOf():
            return "Hyperlink"
        case unknown:
            assert_never(unknown)


def hyperlink(link: Link, references: References) -> str:
    """A link to a heading of this document or to an address outside it."""
    target = (
        f'w:anchor="{bookmark_name(link.target[1:])}"'
        if link.target.startswith("#")
        else f'r:id="{references.link(link.target)}"'
    )
    return f'<w:hyperlink {target} w:history="1">{run(link.text, "Hyperlink")}</w:hyperlink>'


def page_reference(page: PageOf) -> str:
    """The page of a heading of this document, which Word works out; a link to it."""
    anchor = bookmark_name(page.target[1:])
    return (f'<w:hyperlink w:anchor="{anchor}" w:tooltip={attribute(page.of)} w:history="1">'
            + field(f"PAGEREF {anchor} \\h", leaf(anchor)) + "</w:hyperlink>")
