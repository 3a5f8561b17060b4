"""The base template: the text files of `base/`, filled in with the look and zipped in memory.

No binary stands in the repository, and a style can be read and changed where it is written.
"""

from __future__ import annotations

import io
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


def base_package(look: Look, language: str) -> io.BytesIO:
    """An empty Word file whose styles are the look; a placeholder without value is a KeyError."""
    values = style_values(look, language)
    package = io.BytesIO()
    with ZipFile(package, "w") as archive:
        for name in PARTS:
            text = FOLDER.joinpath(*name.split("/")).read_text(encoding="utf-8")
            archive.writestr(name, Template(text).substitute(values))
    package.seek(0)
    return package
