"""A Word file read: its parts, its words as they stand, and what was edited in it.

`back` is the road: `opening` gives the parts, `written` what was written, `standing` what stands,
`pieces` and `matching` which is which, `changes` (with `grids`, `figures`) what became of each.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefing.reading.word.edited import (
    Anchor,
    By,
    Change,
    Comment,
    EditedFile,
    Printed,
    Reply,
    Run,
    Said,
    Untaken,
    words_of,
)

if TYPE_CHECKING:
    from briefing.reading.word.back import NotTold, read_back, run_of, written_in

__all__ = ["Anchor", "By", "Change", "Comment", "EditedFile", "NotTold", "Printed", "Reply",
           "Run", "Said", "Untaken", "read_back", "run_of", "words_of", "written_in"]

# What reads a file back is loaded when it is first asked for: a build writes one, and needs of all
# this only the names.
_OF_BACK = ("NotTold", "read_back", "run_of", "written_in")


def __getattr__(name: str) -> Any:
    if name not in _OF_BACK:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.back"), name)
