"""The base template: the text files of `base/`, filled in and zipped in memory.

No binary stands in the repository, and a style can be read and changed where it is written.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from zipfile import ZipFile

from briefing.document import Look
from briefing.writers.word.look import style_values

# A package names its content types first.
PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/theme/theme1.xml",
    "docProps/core.xml",
    "docProps/app.xml",
)
FOLDER: Traversable = files(__package__) / "base"


def filled(look: Look, language: str, body: str, lists: list[int], numberings: Iterable[int] = ()
           ) -> io.BytesIO:
    """A Word file of the body in the look; a placeholder without value is a KeyError.

    The body goes in as text, before anything is parsed: lxml takes a time that grows with the
    square of a table's rows to move it into a tree that is there already.
    """
    values = style_values(look, language)
    values |= {"body": body, "ordered_lists": "".join([
        *map(ordered_list, lists), *(ordered_list(number, of=2) for number in numberings)])}
    package = io.BytesIO()
    with ZipFile(package, "w") as archive:
        for name in PARTS:
            text = FOLDER.joinpath(*name.split("/")).read_text(encoding="utf-8")
            archive.writestr(name, Template(text).substitute(values))
    package.seek(0)
    return package


def ordered_list(number: int, of: int = 1) -> str:
    """A numbering of its own for one ordered list, so that it starts at 1.

    `of` is what it looks like: 1 a list, 2 numbered paragraphs and the headings over them.
    """
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
