"""What makes the PDF one that everyone can read: its structure, and what it says of itself.

`tree` is the structure, made by the walk in reading order. `marks` says on the page which part of
the structure each piece of content belongs to, `text` does so inside a paragraph. `archive` adds
what PDF/A asks for. ReportLab knows none of this: every hook into it that is not public has its
reason beside it, and pyproject.toml pins the version.
"""

from briefing.writers.pdf.tags.archive import Attachment
from briefing.writers.pdf.tags.marks import Artifact, MarkedCanvas, Untagged
from briefing.writers.pdf.tags.text import Part, ProseText, letters
from briefing.writers.pdf.tags.tree import Element, Structure, attributes

__all__ = ["Artifact", "Attachment", "Element", "MarkedCanvas", "Part", "ProseText", "Structure",
           "Untagged", "attributes", "letters"]
