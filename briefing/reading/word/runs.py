"""Words of a Word file: rows of runs, so that emphasis and links are kept.

What is written is kept in these as well as what is read: all that a build needs of reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Emphasis = Literal["plain", "strong", "emphasis"]
# "counted" are paragraphs that Word counts, "1.1"; "numbered" are the rows of an ordered list.
Block = Literal["paragraph", "heading", "bullet", "numbered", "counted", "caption", "prompt",
                "table", "row", "column", "cell", "chart", "picture", "header", "footer", "label"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; `target` is where a link leads: an address, or "#id" of a heading."""

    text: str
    emphasis: Emphasis = "plain"
    target: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class By:
    """Who made a change and when, "" where the file does not say; `when` as the file writes it.

    `tracked` says that it is a tracked change which nobody has accepted yet.
    """

    author: str = ""
    when: str = ""
    tracked: bool = False


NOBODY = By()


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it was written at an anchor: its id and its place among the words."""

    statement: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as it was written at an anchor: its fact, its text and where that begins."""

    fact: str
    text: str
    start: int = 0


def words_of(runs: Runs) -> str:
    """The words of runs as a reader sees them."""
    return "".join(run.text for run in runs)
