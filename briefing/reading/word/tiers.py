"""A table that Word has in several tiers, each a table of its own, read as the one that it is.

The report has one table: what was changed in a tier is changed in that one's columns. A row stands
in all tiers, so one that was taken out of some of them only stays, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.reading.word.edited import Anchor, Change, EditedFile, Untaken, words_of
from briefing.reading.word.habits import plain
from briefing.reading.word.units import CELL_GAP

_TIER = re.compile(r"(.+)#(\d+)")
ROW_STAYS = "the table is set in several parts, and the row stands in the others: take it out there"
ROW_STANDS = ("the table is set in several parts, and the row stands where it stood in the others: "
              "move it there too")
HEAD_STAYS = "the table is set in several parts, and the row is called otherwise in another"


@dataclass(frozen=True, slots=True)
class _Tier:
    """A tier: the table that it is of, the heads of its columns, and how many columns of the table
    stand in the tiers before it."""

    table: str
    heads: tuple[str, ...]
    before: int

    def place(self, column: int) -> int:
        """Where a column of the tier stands in the table; the first is repeated in every tier."""
        return column + self.before if column > 0 else column


def tiers_joined(edited: EditedFile) -> EditedFile:
    """The file with the changes of each tier as changes of the table that it is a tier of."""
    tiers = _tiers(edited)
    if not tiers:
        return edited
    mine = [change for change in edited.changes if change.anchor in tiers]
    joined = _Joined(tiers, mine)
    changes: list[Change] = []
    for change in edited.changes:
        changes += joined.of(change) if change.anchor in tiers else [
            replace(change, follows=tiers[change.follows].table)
            if change.follows in tiers else change]
    return replace(edited, changes=tuple(changes), untaken=(*edited.untaken, *joined.untaken))


def _tiers(edited: EditedFile) -> Mapping[str, _Tier]:
    """The tiers by their anchors, the first of each table too."""
    tables = {one.id: _heads(one) for one in edited.anchors if one.block == "table"}
    tables |= {one.anchor: one.rows[0] for one in edited.changes        # of nothing left to read
               if one.kind == "removed" and one.block == "table" and one.rows}
    made: dict[str, _Tier] = {}
    for name, heads in tables.items():
        found = _TIER.fullmatch(name)
        if found is None or found[1] not in tables:
            continue
        first = made.setdefault(found[1], _Tier(found[1], tables[found[1]], 0))
        before = sum(len(one.heads) - 1 for one in made.values() if one.table == first.table)
        made[name] = _Tier(first.table, heads, before)
    return made


def _heads(anchor: Anchor) -> tuple[str, ...]:
    return tuple(words_of(anchor.original).split("\n")[0].split(CELL_GAP))


class _Joined:
    """The changes of all tiers, each told once, where the first of the tiers has it."""

    def __init__(self, tiers: Mapping[str, _Tier], changes: Sequence[Change]) -> None:
        self.tiers = tiers
        self.untaken: list[Untaken] = []
        self.gone = {one.anchor for one in changes if one.kind == "removed"}
        self.rows_gone = {(one.anchor, one.at[0]) for one in changes if one.kind == "row_removed"}
        self.rows_moved = {(one.anchor, *one.at) for one in changes if one.kind == "row_moved"}
        self.added = dict(_numbered(changes))
        self.told: dict[tuple[str, str, int, int], str] = {}

    def of(self, change: Change) -> Iterator[Change]:
        """What a change of a tier is of its table."""
        tier = self.tiers[change.anchor]
        others = [name for name, one in self.tiers.items() if one.table == tier.table]
        row, column = change.at
        moved = replace(change, anchor=tier.table, at=(row, tier.place(column)))
        match change.kind:
            case "removed" if all(name in self.gone for name in others):
                if self._first(tier.table, "removed", -1, -1):
                    yield replace(change, anchor=tier.table)
            case "removed":
                for n, head in enumerate(tier.heads[1:], 1):
                    yield Change("column_removed", "column", anchor=tier.table, column=head,
                                 at=(-1, tier.place(n)), by=change.by)
            case "row_removed":
                yield from self._row_removed(moved, others)
            case "row_added":
                yield from self._row_added(change, tier.table, others)
            case "row_moved":
                if all((name, row, column) in self.rows_moved for name in others):
                    if self._first(tier.table, "row_moved", row, column):
                        yield replace(change, anchor=tier.table)
                elif self._first(tier.table, "row_moved", row, -1):
                    self.untaken.append(Untaken(f"the row “{change.row}” was moved in one part",
                                                tier.table, ROW_STANDS, change.by))
            case "column_moved":
                yield replace(change, anchor=tier.table,
                              at=(tier.place(row), tier.place(column)))
            case "cell" if column == 0:
                words = plain(words_of(change.after))
                if self._first(tier.table, "cell", row, 0, words):
                    yield moved
                elif self.told[tier.table, "cell", row, 0] != words:
                    self.untaken.append(Untaken(f"“{words_of(change.after)}”", change.anchor,
                                                HEAD_STAYS, change.by))
            case _:
                yield moved

    def _first(self, table: str, kind: str, row: int, column: int, words: str = "") -> bool:
        """Whether this is told for the first time; then it is noted."""
        key = table, kind, row, column
        if key in self.told:
            return False
        self.told[key] = words
        return True

    def _row_removed(self, change: Change, tiers: Iterable[str]) -> Iterator[Change]:
        row = change.at[0]
        if not self._first(change.anchor, "row_removed", row, -1):
            return
        if all(name in self.gone or (name, row) in self.rows_gone for name in tiers):
            yield change
        else:
            self.untaken.append(Untaken(f"the row “{change.row}” was taken out of one part",
                                        change.anchor, ROW_STAYS, change.by))

    def _row_added(self, change: Change, table: str, tiers: Iterable[str]) -> Iterator[Change]:
        """The row with its cells of all tiers, empty where it was not added to one."""
        key = next(key for key, one in self.added.items() if one is change)
        same = {name: self.added.get((name, *key[1:])) for name in tiers if name not in self.gone}
        if next(one for one in same.values() if one is not None) is not change:
            return
        cells = [change.row]
        for name in tiers:
            width = len(self.tiers[name].heads) - 1
            one = same.get(name)
            given = one.rows[0][1:width + 1] if one is not None else ()
            cells += [*given, *[""] * (width - len(given))]
        yield replace(change, anchor=table, rows=(tuple(cells),))


def _numbered(changes: Iterable[Change]
              ) -> Iterator[tuple[tuple[str, int, str, int], Change]]:
    """Added rows by tier, place, first cell, and which of those that are alike they are."""
    count: dict[tuple[str, int, str], int] = {}
    for one in changes:
        if one.kind == "row_added":
            key = one.anchor, one.at[0], plain(one.row)
            count[key] = count.get(key, 0) + 1
            yield (*key, count[key]), one
