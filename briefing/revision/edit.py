"""An edit: one change that was made in Word and taken into the report folder.

`words` and `original` are written with the marks of the author's own paragraphs: **strong**,
*emphasis*, [words](address); a figure that is a fact is a slot, {referrals.volume.current}, or
{referrals.volume:month:2022-05} where this month's report has no role for it. `original` has its
figures as they were printed: by it an edit knows whether what it was made of is still said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.problems import Place

FOLDER = "edits"

# reworded   other words in place of a statement's, or of a block's; of an alt text too
# removed    a statement or a block that is not to be said
# added      a block of the author's own, after the one that it follows
# moved      a block that stands after another one now
# restyled   a block that is a heading, a paragraph or a bullet now, and was not
# joined     a block that runs on in the one that it follows
# split      a block of which this statement begins another
# cell       other words in a cell of a table, its heads included
# row_...    a row of a table that was added, that went, that stands after another row
# column_... a column of a table that was added, that went, that stands after another column
ChangeKind = Literal["reworded", "removed", "added", "moved", "restyled", "joined", "split",
                     "cell", "row_added", "row_removed", "row_moved",
                     "column_added", "column_removed", "column_moved"]
BlockKind = Literal["paragraph", "heading", "bullet", "numbered", "counted", "table", "picture",
                    "caption", "alt"]
IN_TABLES = ("cell", "row_added", "row_removed", "row_moved",
             "column_added", "column_removed", "column_moved")
EditionName = Literal["private", "public"]
OnlyEdition = Literal["", "private", "public"]


@dataclass(frozen=True, slots=True)
class EditRow:
    """What an [[edit]] of the file says, by its keys.

    It is of a `statement`, by its id in the narration, else of a block, by its `anchor` (the id of
    a paragraph, heading or table; "background.author.2#3" is the third row of a list,
    "scorecard#caption" the caption of a table). `follows` is the anchor that an added or moved
    block stands after, "" at the head of the report; several after the same one stand in the order
    of the file. `row` and `column` are the heads of a cell (of a row, of a column), `at` its place
    with the heads as row 0, for a table whose heads repeat; of a row or column that was moved, `at`
    goes on with the number of the one that it stands after, and `follows` is its head, "" for the
    heads. Of a column that was added, `column` is its own head, `follows` that of the one before.
    `rows` are those of an added table, its heads first, and of an added column the cells that have
    words, each after the head of its row; `picture` is the name of a file in edits/, `alt` what it
    shows and `width` how wide it stands, in millimetres, 0 as wide as its pixels are on a screen.

    `made_in` is the edition whose Word file was edited; `edition` is the only one that it is for,
    "" for every one that says the same. `why` is the reason for which `warning`, which is said of
    it with its `remedy`, was accepted.
    """

    kind: ChangeKind = "reworded"
    statement: str = ""
    anchor: str = ""
    block: BlockKind = "paragraph"
    level: int = 0
    follows: str = ""
    row: str = ""
    column: str = ""
    at: tuple[int, ...] = ()
    original: str = ""
    words: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    picture: str = ""
    alt: str = ""
    width: int = 0
    who: str = ""
    when: str = ""
    warning: str = ""
    remedy: str = ""
    why: str = ""
    made_in: EditionName = "private"
    edition: OnlyEdition = ""


@dataclass(frozen=True, slots=True)
class Edit(EditRow):
    """One edit, and where it stands: the month of its file, its number there, and its line."""

    period: str = ""
    number: int = 0
    line: int = 0

    @property
    def of(self) -> str:
        """What it is of: its statement, else its anchor; of an addition what it follows."""
        return self.statement or self.anchor or self.follows

    @property
    def file(self) -> str:
        """The file that it stands in, by its name in the report folder."""
        return file_of(self.period)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return _place(self.period, "edit", self.number, self.line)

    @property
    def by(self) -> str:
        """Who made it and when, "Jane Smith, 2022-08-20"."""
        return ", ".join(part for part in (self.who, self.when.partition("T")[0]) if part)

    def is_for(self, edition: str) -> bool:
        """Whether that edition can have it."""
        return self.edition in ("", edition)


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """What a [[comment]] of the file says: a comment of an edited Word file, by its keys.

    `on` are the words that it stood on, at `anchor`. It is open until `settled` says how it was
    answered.
    """

    text: str
    who: str = ""
    when: str = ""
    anchor: str = ""
    on: str = ""
    settled: str = ""
    made_in: EditionName = "private"


@dataclass(frozen=True, slots=True)
class Remark(RemarkRow):
    """A comment, and where it stands."""

    period: str = ""
    number: int = 0
    line: int = 0

    @property
    def place(self) -> Place:
        """Where it stands."""
        return _place(self.period, "comment", self.number, self.line)


@dataclass(frozen=True, slots=True)
class Edits:
    """What the folder's edits/ hold up to a month: those of the month, and of the months before."""

    period: str
    edits: tuple[Edit, ...] = ()
    earlier: tuple[Edit, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def all(self) -> tuple[Edit, ...]:
        """Those of earlier months first."""
        return (*self.earlier, *self.edits)


NO_EDITS = Edits("")


def file_of(period: str) -> str:
    """The file of a month's edits, "edits/2022-07.toml"."""
    return f"{FOLDER}/{period}.toml"


def _place(period: str, table: str, number: int, line: int) -> Place:
    """The place of a table of the file, "edits/2022-07.toml, edit 3, line 24"."""
    return Place(file_of(period), column=f"{table} {number}" + (f", line {line}" if line else ""))
