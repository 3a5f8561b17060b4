"""What is taken over of an edited Word file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefing.problems import Problem
from briefing.reading.word import edited as word
from briefing.revision.edit import Edit
from briefing.revision.stated import NewValue

Change = Literal["reworded", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Own:
    """A change to an author's own paragraph: it goes to `file`, at `line` (0: at its end)."""

    edit: Edit
    file: str
    line: int
    kind: Change


@dataclass(frozen=True, slots=True)
class Taking:
    """What is taken over of an edited file.

    `edits` are all those of the month as they are to be, `new` those of them that are of this file,
    `own` what goes to the author's own paragraphs. `pictures` are files for edits/ by their names.
    `problems` are conflicts, which must be settled first, `left` what was not taken over and why,
    `asked` what the author is asked of what was taken, `values` what report.toml says now.
    `left_of` tells of which change what was left is.
    """

    edits: tuple[Edit, ...]
    new: tuple[Edit, ...] = ()
    own: tuple[Own, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    left: tuple[Problem, ...] = ()
    asked: tuple[Problem, ...] = ()
    values: tuple[NewValue, ...] = ()
    left_of: tuple[tuple[word.Change, Problem], ...] = ()
