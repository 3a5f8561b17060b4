"""The base template: the text files of `base/`, filled in and zipped in memory.

No binary stands in the repository, and a style can be read and changed where it is written.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from types import MappingProxyType
from zipfile import ZipFile

from briefing.document import Look
from briefing.writers.word.leaves import with_leaves
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
MAIN_PART = "word/document.xml"
HERE = "<!--body-->"        # where in it the body comes
NO_LISTS: Mapping[int, int] = MappingProxyType({})
FOLDER: Traversable = files(__package__) / "base"


def filled(look: Look, language: str, lists: Mapping[int, int]) -> io.BytesIO:
    """A Word file without a body in the look; a placeholder without value is a KeyError."""
    package = io.BytesIO()
    with ZipFile(package, "w") as archive:
        for name in PARTS:
            archive.writestr(name, base_part(name, look, language, lists))
    package.seek(0)
    return package


def main_part(look: Look, language: str, body: Sequence[bytes]) -> list[bytes]:
    """The part that holds the body, in pieces, with the pages of its headings in its contents.

    It goes into the file as it is. A tree of it would take ten times the memory, and lxml a time
    that grows with the square of a table's rows to move the body into one.
    """
    styles = base_part("word/styles.xml", look, language)
    before, after = base_part(MAIN_PART, look, language, body=HERE).split(HERE.encode())
    return [before, *with_leaves(body, styles, ours=True), after]


def base_part(
    name: str, look: Look, language: str, lists: Mapping[int, int] = NO_LISTS, body: str = ""
) -> bytes:
    """One part of the base in the look; `lists` are those of the body, each with its kind."""
    values = style_values(look, language)
    made = "".join(ordered_list(number, kind) for number, kind in lists.items())
    values |= {"body": body, "ordered_lists": made}
    text = FOLDER.joinpath(*name.split("/")).read_text(encoding="utf-8")
    return Template(text).substitute(values).encode()


def ordered_list(number: int, kind: int) -> str:
    """A numbering of its own for one ordered list of that kind, so that it starts at 1."""
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
