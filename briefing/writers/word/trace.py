"""The trace: what was written at each anchor, kept in a custom XML part of the file.

A later command reads by it what an author changed. It holds words and figures as they are
printed, which the body says as well: nothing that is not shown stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.document import Bullets, Document, Inlines, Prompt, Text, blocks, inlines
from briefing.narrative.sentence import Figure
from briefing.reading.word.anchors import TRACE, row_id
from briefing.writers.word.bookmarks import Anchor
from briefing.writers.word.markup import attribute, escape
from briefing.writers.word.run_note import RunNote

# Word finds a part again by this identity; it is the same in every file, as the part is one.
STORE_ID = "{5B1E7A0C-3D52-4C1B-9E64-0F2A6B8C7D31}"
STORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    f'<ds:datastoreItem ds:itemID="{STORE_ID}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{TRACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


def trace_xml(
    document: Document, anchors: Iterable[Anchor], unmarked: Iterable[str], note: RunNote
) -> str:
    """The part: the run, every anchor with its words and figures, and what has no anchor."""
    rows = rows_by_id(document)
    about = "".join(f" {name}={attribute(words)}" for name, words in note.words().items() if words)
    made = [
        f'<anchor id={attribute(anchor.id)} kind="{anchor.kind}"'
        f"{said_xml(rows.get(anchor.id, ()))}>"
        f"<text>{escape(anchor.text)}</text>{figures_xml(figures_in(rows.get(anchor.id, ())))}"
        "</anchor>"
        for anchor in anchors
    ]
    made += [f"<unmarked>{escape(words)}</unmarked>" for words in unmarked if words]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<trace xmlns="{TRACE}"{about}>{"".join(made)}</trace>'
    )


def rows_by_id(document: Document) -> dict[str, Inlines]:
    """What stands at each anchor, by its id."""
    found: dict[str, Inlines] = {}
    for block in blocks(document):
        if isinstance(block, Bullets):
            for number, row in enumerate(block.items, 1):
                found[row_id(block.id, number)] = row
        elif name := getattr(block, "id", ""):
            found[name] = tuple(inlines(block))
            if isinstance(block, Prompt):
                found[name] = (Text(block.text, statement=block.statement),)
    return found


def said_xml(row: Inlines) -> str:
    """The ids of the statements that a row says, in their order; "" where it says none."""
    names = dict.fromkeys(inline.statement for inline in row if inline.statement)
    return f" statements={attribute(' '.join(names))}" if names else ""


def figures_in(row: Inlines) -> list[Figure]:
    """The figures of a row, in their order."""
    return [inline for inline in row if isinstance(inline, Figure)]


def figures_xml(figures: Iterable[Figure]) -> str:
    """The facts that figures state, each as it is printed."""
    return "".join(
        f"<figure fact={attribute(one.fact.id)}>{escape(one.text)}</figure>" for one in figures
    )
