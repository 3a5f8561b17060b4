"""A Word file read: its parts, its words as they stand, and what was edited in it.

`back` is the road: `opening` gives the parts, `written` what was written, `standing` what stands,
`pieces` and `matching` which is which, `changes` (with `grids`, `figures`) what became of each.
"""

from briefing.reading.word.back import NotTold, read_back, run_of, written_in
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

__all__ = ["Anchor", "By", "Change", "Comment", "EditedFile", "NotTold", "Printed", "Reply",
           "Run", "Said", "Untaken", "read_back", "run_of", "words_of", "written_in"]
