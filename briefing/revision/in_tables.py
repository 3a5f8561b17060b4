"""What was changed in the report's own tables, as edits: cells, rows and columns.

A file may be written with earlier edits in its tables: what was done to a row or column that an
edit had added goes into that edit.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal

from briefing.document import Table
from briefing.reading.word.edited import Change, Run
from briefing.revision.anchors import squeezed
from briefing.revision.changes import words_of
from briefing.revision.edit import Edit
from briefing.revision.keeping import Keeping
from briefing.revision.tables import (
    cell_at,
    column_of,
    columns_after,
    groups_after,
    row_of,
    rows_after,
    shown_columns,
    words_at,
)
from briefing.revision.versions import short

InTable = Literal["cell", "row_added", "row_removed", "row_moved",
                  "column_added", "column_removed", "column_moved"]
Known = Callable[[str, int], bool]
GAP = " | "
DONE = {"added": "added", "removed": "taken out", "moved": "moved"}
HEADS = "the heads of the columns stand over the rows"
OTHER_GROUP = ("the row “{}” would stand under another heading than its own: leave it among the "
               "rows of its heading, or take it out there and write a row of your own")
FIRST_COLUMN = ("the column “{}” cannot stand before the heads of the rows, nor can these stand "
                "elsewhere: put it behind them")
PERIODS = "the columns of this table are periods in their order, and “{}” stays among them"


class InTables(Keeping, ABC):
    """Takes what was changed in tables of ours, one change after the other."""

    def in_table(self, change: Change, kind: InTable) -> None:
        """Take a change in a table of ours, or in the committee's header block."""
        anchor = self.base(change)
        place = self.before.anchors.get(anchor)
        if anchor.startswith("headerblock:") or place is None or (
                not isinstance(place.block, Table)):
            if kind == "cell":
                self.stated(change)
            else:
                self._of_header_block(change, kind)
            return
        table = place.block
        edit = self._edit(change, kind, anchor, table)
        added = self._added_in(edit, table)
        if added is not None:
            self._of_added(change, edit, added, table)
            return
        if kind == "cell":
            cell = cell_at(table, edit)
            said = {one.statement for one in cell.inlines} if cell is not None else set()
            if len(said) == 1 and "" not in said:       # a sentence in a cell is one as elsewhere
                self.of_statement(said.pop(), squeezed(words_of(change.before)), change.after,
                                  change)
                return
            if self.worked_out(change, cell, anchor):
                return
        why = self._cannot_stand(change, edit, table)
        if why:
            self.leave(why.format(short(change.row or change.column)), anchor)
            return
        original = words_at(table, edit)
        if original is None:
            self._differs(anchor, words_of(change.before), words_of(change.after), None)
            return
        self._put(replace(edit, original=original))

    @abstractmethod
    def of_statement(self, name: str, written: str, runs: tuple[Run, ...], change: Change) -> None:
        """Take other words for a statement; in `taking`."""

    # ── the edit ────────────────────────────────────────────────────────────────────────────────

    def _edit(self, change: Change, kind: InTable, anchor: str, table: Table) -> Edit:
        edit = replace(self._by(change), kind=kind, anchor=anchor, row=change.row,
                       column=change.column, at=change.at if change.at != (-1, -1) else (),
                       words=self._words(change.after, ()), rows=change.rows)
        heads, columns = self._heads(change)
        own, after = change.at
        match kind:
            case "row_added":
                at = self._known(own, heads, lambda head, n: row_of(
                    table, Edit(row=head, at=(n,))) is not None)
                return replace(edit, row=heads[at] if 0 < at < len(heads) else
                               "" if at == 0 else change.row, at=(max(at, 0), -1),
                               rows=(self._cells(change, anchor, table),))
            case "row_moved":
                at = self._known(after, heads, lambda head, n: n == 0 or row_of(
                    table, Edit(row=head, at=(n,))) is not None)
                return replace(edit, rows=(), at=(own, -1, at),
                               follows=heads[at] if 0 < at < len(heads) else "")
            case "column_moved" | "column_added":
                at = self._known(after, columns, lambda head, n: column_of(
                    table, Edit(column=head, at=(-1, n))) is not None)
                follows = columns[at] if 0 <= at < len(columns) else ""
                if kind == "column_moved":
                    return replace(edit, at=(-1, own, at), follows=follows)
                cells = tuple((head, self._words((Run(cell),), ())) for head, (cell,) in zip(
                    heads[1:], change.rows[1:], strict=False) if cell.strip())
                return replace(edit, at=(-1, -1, at), follows=follows, rows=cells)
            case _:
                return edit

    def _cells(self, change: Change, anchor: str, table: Table) -> tuple[str, ...]:
        """The cells of an added row for the table's own columns, in their order; those of columns
        that edits add are put there."""
        shown = shown_columns(table)
        texts = [self._words((Run(text),), ()) for text in change.rows[0]]
        made = dict.fromkeys(shown, "")
        for text, column in zip(texts, self._standing(change, anchor, table), strict=False):
            if isinstance(column, Edit):
                if text:
                    added = self._current(column) or column
                    self._put(replace(added, rows=(*added.rows, (texts[0], text))), added)
            else:
                made[column] = text
        return tuple(made[n] for n in shown)

    def _standing(self, change: Change, anchor: str, table: Table) -> list[int | Edit]:
        """The columns of the table as they stand in the file: those of the report by their numbers,
        others by the edits that add them."""
        mine = [one for one in self.edits if one.anchor == anchor]
        order = [one for one in columns_after(table, mine)
                 if isinstance(one, Edit) or not table.columns[one].drawn]
        file = self.written.get(change.anchor)
        heads = words_of(file.present or ()).split("\n")[0].split(GAP) if file is not None else []
        named = {n: squeezed(one.column if isinstance(one, Edit) else table.columns[one].heading)
                 for n, one in enumerate(order)}
        placed: dict[int, int] = {}
        for place, head in enumerate(heads):
            n = next((n for n, name in named.items() if name == squeezed(head)
                      and n not in placed.values()), None)
            if n is not None:
                placed[place] = n
        rest = iter([n for n in named if n not in placed.values()])
        width = max(len(heads), len(change.rows[0]))
        numbers = [placed[place] if place in placed else next(rest, None) for place in range(width)]
        return [order[n] for n in numbers if n is not None]

    def _heads(self, change: Change) -> tuple[list[str], list[str]]:
        """The heads of the rows and of the columns as they were written; the first row's head is
        that of the column of heads."""
        table = self.written.get(change.anchor)
        lines = words_of(table.original).split("\n") if table is not None else []
        return [line.split(GAP)[0] for line in lines], lines[0].split(GAP) if lines else []

    def _known(self, at: int, heads: list[str], known: Known) -> int:
        """The row or column there, or the nearest before it that the report without edits has."""
        while at > 0 and not (at < len(heads) and known(heads[at], at)):
            at -= 1
        return at

    # ── what an edit added ──────────────────────────────────────────────────────────────────────

    def _added_in(self, edit: Edit, table: Table) -> Edit | None:
        """The edit that added the row or column which this one is of; None of one of the table's.
        """
        if edit.kind in ("row_added", "column_added") or not self.revised.applied:
            return None
        mine = [one for one in self.edits if one.anchor == edit.anchor]
        bare = replace(edit, at=())
        if not edit.kind.startswith("column") and row_of(table, bare) is None:
            return next((one for one in mine if one.kind == "row_added"
                         and squeezed(one.rows[0][0]) == squeezed(edit.row)), None)
        if not edit.kind.startswith("row") and column_of(table, bare) is None:
            return next((one for one in mine if one.kind == "column_added"
                         and squeezed(one.column) == squeezed(edit.column)), None)
        return None

    def _of_added(self, change: Change, edit: Edit, added: Edit, table: Table) -> None:
        """Put what was done to an added row or column into the edit that added it."""
        row, column = change.at
        if edit.kind in ("row_removed", "column_removed"):
            self.edits.remove(added)
            if added.kind == "row_added":
                self._head_changed(edit.anchor, added.rows[0][0], None)
            return
        new = replace(added, who=edit.who, when=edit.when)
        if edit.kind == "row_moved":
            new = replace(new, row=edit.follows, at=(edit.at[2], -1))
        elif edit.kind == "column_moved":
            new = replace(new, follows=edit.follows, at=(-1, -1, edit.at[2]))
        elif added.kind == "row_added":
            own = column_of(table, replace(edit, at=()))
            of = next((one for one in self.edits if one.anchor == edit.anchor
                       and one.kind == "column_added"
                       and squeezed(one.column) == squeezed(edit.column)), None)
            if own is None and of is not None:
                self._put(_with_cell(replace(of, who=edit.who, when=edit.when), change.row,
                                     edit.words), of)
                return
            shown = shown_columns(table)
            place = shown.index(own) if own is not None else min(column, len(shown) - 1)
            cells = [*added.rows[0], *[""] * (len(shown) - len(added.rows[0]))]
            cells[place] = edit.words
            new = replace(new, rows=(tuple(cells),))
            if place == 0:
                self._head_changed(edit.anchor, added.rows[0][0], edit.words)
        elif row == 0:
            new = replace(new, column=edit.words)
        else:
            new = _with_cell(new, change.row, edit.words)
        self._put(new, added)

    def _head_changed(self, anchor: str, before: str, now: str | None) -> None:
        """Give the cells of added columns the new head of the row that they are of; None takes
        them out with it."""
        for one in [one for one in self.edits if one.anchor == anchor
                    and one.kind == "column_added"]:
            rows = tuple((now or "" if head == before else head, words)
                         for head, words in one.rows if now is not None or head != before)
            if rows != one.rows:
                self._put(replace(one, rows=rows), one)

    # ── what cannot stand there ─────────────────────────────────────────────────────────────────

    def _cannot_stand(self, change: Change, edit: Edit, table: Table) -> str:
        """Why a row or column cannot stand where it was put; "" where it can."""
        match edit.kind:
            case "row_moved" if change.at[0] == 0:
                return HEADS
            case "row_moved" if id(change) not in self._may_move(edit.anchor, table):
                return OTHER_GROUP
            case "column_moved" | "column_added" if table.in_tiers:
                return PERIODS
            case "column_moved" if 0 in edit.at[1:2] or edit.at[2] < 0:
                return FIRST_COLUMN
            case "column_added" if edit.at[2] < 0:
                return FIRST_COLUMN
            case _:
                return ""

    def _may_move(self, anchor: str, table: Table) -> frozenset[int]:
        """The changes of this table that move a row, without those that put one under the heading
        of another group, by their `id()`."""
        if anchor not in self._movable:
            changes = [one for one in self.edited.changes
                       if one.kind == "row_moved" and self.base(one) == anchor]
            edits = {id(one): self._edit(one, "row_moved", anchor, table) for one in changes}
            standing = [one for one in self.edits if one.anchor == anchor]
            if self._in_groups(table, [*standing, *edits.values()]):
                self._movable[anchor] = frozenset(edits)
            else:
                kept: dict[int, Edit] = {}
                for name, edit in edits.items():
                    if self._in_groups(table, [*standing, *kept.values(), edit]):
                        kept[name] = edit
                self._movable[anchor] = frozenset(kept)
        return self._movable[anchor]

    def _in_groups(self, table: Table, edits: Iterable[Edit]) -> bool:
        """Whether each row stands under the heading under which the table has it."""
        after = groups_after(table, rows_after(table, edits))
        before = groups_after(table, range(len(table.rows)))
        return all(group == before[row] for row, group in after.items())

    def _of_header_block(self, change: Change, kind: InTable) -> None:
        said = change.row or change.column or (change.rows[0][0] if change.rows else "")
        self.leave(f"the header block’s {kind.partition('_')[0]} “{short(said)}” "
                   f"was {DONE[kind.partition('_')[2]]}, and its rows are the layout's: give what "
                   "stands in them in report.toml, and which they are in the layout", change.anchor)



def _with_cell(column: Edit, head: str, words: str) -> Edit:
    """An added column with other words in the row of that head."""
    cells = {row[0]: row[1] for row in column.rows} | {head: words}
    return replace(column, rows=tuple((name, text) for name, text in cells.items() if text))
