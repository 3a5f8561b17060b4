"""What an edited Word file says: every change of it, every comment, and what cannot be taken over.

Plain frozen values; `back` makes them of a file. Words are rows of runs, so that emphasis and links
are kept. A paragraph break within what stands at one anchor is a run "\\n".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefing.reading.word.runs import NOBODY
from briefing.reading.word.runs import Block as Block
from briefing.reading.word.runs import By as By
from briefing.reading.word.runs import Emphasis as Emphasis
from briefing.reading.word.runs import Printed as Printed
from briefing.reading.word.runs import Run as Run
from briefing.reading.word.runs import Runs as Runs
from briefing.reading.word.runs import Said as Said
from briefing.reading.word.runs import words_of as words_of

ChangeKind = Literal[
    "reworded",         # other words, emphasis or links at an anchor
    "restyled",         # of another kind or level: a paragraph that became a heading, a bullet
    "removed",          # nothing is left of an anchor
    "added",            # a block of the author's own
    "moved",            # an anchor that stands in another place
    "joined",           # an anchor whose paragraph runs on in that of `follows`
    "cell",             # a cell of a table of ours, or a value of the header block
    "row_added", "row_removed", "row_moved",
    "column_added", "column_removed", "column_moved",
    "chart",            # figures of a chart
    "alt",              # what is said of a picture or chart to those who cannot see it
    "furniture",        # a header or footer, a label that stands in every report
]


@dataclass(frozen=True, slots=True)
class Change:
    """One change, in the order of the file as it stands; what went stands where it was.

    `anchor` is the id of what was written: of a paragraph, "id#3" of a bullet, of a table, of a
    chart, "headerblock:LABEL" of a value of the header block, "header", "footer", "label:WORDS",
    "picture#1". `follows` is the anchor after which it stands now, "" at the start. Several
    additions after one anchor stand in their order.
    `row` and `column` are the heads of a cell, `at` its place as written, (row, column) from 0
    with the heads as row 0; (-1, -1) where it is of none. Of a row or column that was added the
    place is that after which it stands; of one that was moved it is (where it stood, after which it
    stands), both rows or both columns, -1 for none. A column that was added has a cell in `rows`
    for each row that was written.
    """

    kind: ChangeKind
    block: Block
    level: int = 0
    anchor: str = ""
    follows: str = ""
    before: Runs = ()
    after: Runs = ()
    row: str = ""
    column: str = ""
    at: tuple[int, int] = (-1, -1)
    rows: tuple[tuple[str, ...], ...] = ()
    picture: bytes = field(default=b"", repr=False)
    picture_type: str = ""
    alt: str = ""
    width_mm: float = 0.0
    by: By = NOBODY
    statements: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a comment."""

    text: str
    by: By = NOBODY


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: on which words, at which anchor, whether it is settled, and the answers to it.

    `ours` says that the program wrote it; `anchor` is "" where it stands on no words of ours.
    """

    text: str
    by: By = NOBODY
    anchor: str = ""
    quoted: str = ""
    resolved: bool = False
    replies: tuple[Reply, ...] = ()
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was written at an anchor, and what stands there; `present` None where nothing is left.

    `said` and `printed` are the statements and figures as written, with their places in the words.
    `by_what` says by what it was found again.
    """

    id: str
    block: Block
    level: int = 0
    original: Runs = ()
    present: Runs | None = None
    said: tuple[Said, ...] = ()
    printed: tuple[Printed, ...] = ()
    by_what: Literal["anchor", "words", "place", ""] = ""

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of the statements that were written here, each once."""
        return tuple(dict.fromkeys(said.statement for said in self.said))


@dataclass(frozen=True, slots=True)
class Untaken:
    """What is in the file and cannot be taken over: what, after which anchor, and why."""

    what: str
    where: str
    why: str
    by: By = NOBODY


@dataclass(frozen=True, slots=True)
class RecordedChart:
    """A chart as the file's record has it: what is said of it to who cannot see it, the places of
    its axis, and its series, each a name with its values ("" where there is none).

    `drawn` says that it is a picture: then axis and series are empty, and `picture` is the one that
    stands in its place, b"" where that cannot be read, None where none stands there.
    """

    anchor: str
    alt: str
    axis: tuple[str, ...] = ()
    series: tuple[tuple[str, tuple[str, ...]], ...] = ()
    drawn: bool = False
    picture: bytes | None = field(default=None, repr=False)


Account = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A Word file of ours as it stands.

    `run` says what was written: report, period, edition, version, inputs (a hash), words (a hash of
    the written words). `saved` is who saved it last, `charts` what the record has of charts.
    `parts` is the account: of each sort of part (paragraph, cell, drawing, comment, tracked change)
    how many are unchanged, changed, standing words, nothing (empty) and untaken; their sum is how
    many the file has.
    """

    run: Mapping[str, str]
    changes: tuple[Change, ...] = ()
    comments: tuple[Comment, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    untaken: tuple[Untaken, ...] = ()
    parts: Account = field(default_factory=dict)
    saved: By = NOBODY
    charts: tuple[RecordedChart, ...] = ()
