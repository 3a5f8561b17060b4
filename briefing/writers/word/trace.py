"""The trace: what was written at each anchor, kept in a custom XML part of the file.

A later command reads by it what an author changed. It holds words and figures as they are
printed, which the body says as well: nothing that is not shown stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.document import Bullets, Document, Inlines, blocks, inlines
from briefing.narrative.sentence import Figure
from briefing.writers.word.anchors import Anchor, row_id
from briefing.writers.word.markup import attribute, escape
from briefing.writers.word.run_note import RunNote

NAMESPACE = "urn:briefing-builder:trace"
# Word finds a part again by this identity; it is the same in every file, as the part is one.
STORE_ID = "{5B1E7A0C-3D52-4C1B-9E64-0F2A6B8C7D31}"
STORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    f'<ds:datastoreItem ds:itemID="{STORE_ID}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


def trace_xml(
    document: Document, anchors: Iterable[Anchor], unmarked: Iterable[str], note: RunNote
) -> str:
    """The part: the run, every anchor with its words and figures, and what has no anchor."""
    figures = figures_by_id(document)
    about = "".join(f" {name}={attribute(words)}" for name, words in note.words().items() if words)
    made = [
        f'<anchor id={attribute(anchor.id)} kind="{anchor.kind}">'
        f"<text>{escape(anchor.text)}</text>{figures_xml(figures.get(anchor.id, ()))}</anchor>"
        for anchor in anchors
    ]
    made += [f"<unmarked>{escape(words)}</unmarked>" for words in unmarked if words]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<trace xmlns="{NAMESPACE}"{about}>{"".join(made)}</trace>'
    )


def figures_by_id(document: Document) -> dict[str, list[Figure]]:
    """The figures that stand at each anchor, by its id."""
    found: dict[str, list[Figure]] = {}
    for block in blocks(document):
        if isinstance(block, Bullets):
            for number, row in enumerate(block.items, 1):
                found[row_id(block.id, number)] = figures_in(row)
        elif name := getattr(block, "id", ""):
            found[name] = figures_in(tuple(inlines(block)))
    return found


def figures_in(row: Inlines) -> list[Figure]:
    """The figures of a row, in their order."""
    return [inline for inline in row if isinstance(inline, Figure)]


def figures_xml(figures: Iterable[Figure]) -> str:
    """The facts that figures state, each as it is printed."""
    return "".join(
        f"<figure fact={attribute(one.fact.id)}>{escape(one.text)}</figure>" for one in figures
    )
