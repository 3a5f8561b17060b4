"""Edits of a table's cells, rows and columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from briefing.document import Cell, Inlines, Row, Table, Text, plain
from briefing.revision.anchors import squeezed
from briefing.revision.edit import Edit

# The inlines of an edit's words.
Words = Callable[[str], Inlines]


def row_of(table: Table, edit: Edit) -> int | None:
    """The number of the row that an edit is of, counted from 0; -1 the heads, None no row."""
    if edit.at and edit.at[0] == 0:
        return -1
    if not edit.row and not edit.at:
        return -1
    fitting = [n for n, row in enumerate(table.rows)
               if row.cells and squeezed(plain(row.cells[0].inlines)) == squeezed(edit.row)]
    if len(fitting) > 1 and edit.at:
        return edit.at[0] - 1 if edit.at[0] - 1 in fitting else None
    return fitting[0] if fitting else None


def column_of(table: Table, edit: Edit) -> int | None:
    """The number of the column that an edit is of, counted from 0; None where there is none."""
    shown = [n for n, column in enumerate(table.columns) if not column.drawn]
    fitting = [n for n in shown
               if squeezed(table.columns[n].heading) == squeezed(edit.column)]
    if len(edit.at) > 1 and (len(fitting) != 1 or not edit.column):
        place = edit.at[1]
        return shown[place] if 0 <= place < len(shown) else None
    return fitting[0] if fitting else None


def words_at(table: Table, edit: Edit) -> str | None:
    """What stands now where the edit is of; None where there is no such place."""
    row, column = row_of(table, edit), column_of(table, edit)
    match edit.kind:
        case "cell":
            cell = _cell(table, row, column)
            if row == -1 and column is not None:
                return squeezed(table.columns[column].heading)
            return squeezed(plain(cell.inlines)) if cell is not None else None
        case "row_removed":
            return None if row is None or row < 0 else row_words(table, row)
        case "column_removed":
            return None if column is None else squeezed(table.columns[column].heading)
        case _:
            return ""


def row_words(table: Table, row: int) -> str:
    """A row's words, the cells parted by " | "."""
    return " | ".join(squeezed(plain(cell.inlines))
                      for n, cell in enumerate(table.rows[row].cells)
                      if table.rows[row].group or not table.columns[n].drawn)


def cell_at(table: Table, edit: Edit) -> Cell | None:
    """The cell that an edit is of, None where there is none or it is a head."""
    return _cell(table, row_of(table, edit), column_of(table, edit))


def _cell(table: Table, row: int | None, column: int | None) -> Cell | None:
    if row is None or row < 0:
        return None
    cells = table.rows[row].cells
    if table.rows[row].group:
        return cells[0]
    return cells[column] if column is not None and column < len(cells) else None


def edited_table(table: Table, edits: Iterable[Edit], words: Words) -> Table:
    """The table with its edits, which all fit it (`words_at`): cells first, then what goes."""
    edits = tuple(edits)
    gone_rows: set[int] = set()
    gone_columns: set[int] = set()
    added: dict[int, list[Row]] = {}
    rows = list(table.rows)
    columns = list(table.columns)
    for edit in edits:
        row, column = row_of(table, edit), column_of(table, edit)
        match edit.kind:
            case "cell" if row == -1 and column is not None:
                columns[column] = replace(columns[column], heading=plain(words(edit.words)))
            case "cell" if row is not None:
                cells = list(rows[row].cells)
                n = 0 if rows[row].group else column or 0
                cells[n] = replace(cells[n], inlines=words(edit.words))
                rows[row] = replace(rows[row], cells=tuple(cells))
            case "row_removed" if row is not None:
                gone_rows.add(row)
            case "column_removed" if column is not None:
                gone_columns.add(column)
            case "row_added":
                place = row if row is not None else len(rows) - 1
                added.setdefault(place, []).append(_new_row(table, edit.rows[0], words))
    made = list(added.get(-1, ()))
    for n, one in enumerate(rows):
        if n not in gone_rows:
            made.append(one)
        made += added.get(n, ())
    kept = [n for n in range(len(columns)) if n not in gone_columns]
    return replace(table, columns=tuple(columns[n] for n in kept), rows=tuple(
        one if one.group else replace(one, cells=tuple(one.cells[n] for n in kept))
        for one in made))


def _new_row(table: Table, texts: tuple[str, ...], words: Words) -> Row:
    """A row of the author's own; a drawn column has nothing in it."""
    given = iter(texts)
    headed = any(row.cells[0].header for row in table.rows if row.cells)
    return Row(tuple(
        Cell((Text(""),) if column.drawn else words(next(given, "")), header=headed and n == 0)
        for n, column in enumerate(table.columns)))
