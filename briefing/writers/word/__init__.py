"""The Word writer: a document becomes the bytes of a .docx file.

The road: `body` turns each block into WordprocessingML in the styles of our base; `template` puts
it on that base (the files of `base/`), or `house`, `controls`, `adopting` and `restyling` on a
council's own template; `charts` and `workbook` make native charts, `comments` and `trace` what the
editor and a later command need; `package` puts the parts together. They are loaded when they are
first asked for: a review looks at `lines` alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.writers.word.house import House, read_house
    from briefing.writers.word.package import pictures_of_charts, word_file
    from briefing.writers.word.run_note import RunNote

__all__ = ["House", "RunNote", "pictures_of_charts", "read_house", "word_file"]

_HOMES = {"House": "house", "read_house": "house", "pictures_of_charts": "package",
          "word_file": "package", "RunNote": "run_note"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
