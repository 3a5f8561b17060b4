"""A Word file read: its parts, its words as they stand, and what was edited in it.

`back` is the road: `opening` gives the parts, `written` what was written, `standing` what stands,
`pieces` and `matching` which is which, `changes` (with `grids`, `figures`) what became of each.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefing.reading.word.runs import By, Printed, Run, Said, words_of

if TYPE_CHECKING:
    from briefing.reading.word.back import NotTold, read_back, run_of, written_in
    from briefing.reading.word.edited import Anchor, Change, Comment, EditedFile, Reply, Untaken

__all__ = ["Anchor", "By", "Change", "Comment", "EditedFile", "NotTold", "Printed", "Reply",
           "Run", "Said", "Untaken", "read_back", "run_of", "words_of", "written_in"]

# What reads a file back, and what it then says, is loaded when it is first asked for: a build
# writes one, and needs of all this only its words.
_WHEN_ASKED = {
    **dict.fromkeys(("NotTold", "read_back", "run_of", "written_in"), "back"),
    **dict.fromkeys(("Anchor", "Change", "Comment", "EditedFile", "Reply", "Untaken"), "edited"),
}


def __getattr__(name: str) -> Any:
    if name not in _WHEN_ASKED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHEN_ASKED[name]}"), name)
