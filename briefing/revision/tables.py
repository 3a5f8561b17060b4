"""Edits of a table's cells, rows and columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from briefing.document import Cell, Column, Inlines, Row, Table, Text, plain
from briefing.revision.anchors import squeezed
from briefing.revision.edit import Edit

# The inlines of a text of an edit.
Words = Callable[[Edit, str], Inlines]


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
    shown = shown_columns(table)
    fitting = [n for n in shown
               if squeezed(table.columns[n].heading) == squeezed(edit.column)]
    if len(edit.at) > 1 and (len(fitting) != 1 or not edit.column):
        place = edit.at[1]
        return shown[place] if 0 <= place < len(shown) else None
    return fitting[0] if fitting else None


def place_after(table: Table, edit: Edit) -> int | None:
    """The row or column, counted from 0, after which the edit's is to stand; -1 the heads of a
    table, None where there is no such row or column."""
    number = edit.at[2] if len(edit.at) > 2 else -1
    if edit.kind == "row_moved":
        if not edit.follows:
            return -1
        return row_of(table, replace(edit, row=edit.follows, at=(number,) if number > 0 else ()))
    if not edit.follows and number < 0 and edit.kind == "column_moved":
        return None         # before the heads of the rows nothing can stand
    after = replace(edit, column=edit.follows, at=(-1, number) if number >= 0 else edit.at)
    return column_of(table, after)


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
        case "row_moved":
            there = row is not None and row >= 0 and place_after(table, edit) is not None
            return squeezed(edit.row) if there else None
        case "column_removed":
            return None if column is None else squeezed(table.columns[column].heading)
        case "column_moved":
            there = bool(column) and place_after(table, edit) is not None
            return squeezed(edit.column) if there else None
        case "column_added":
            return None if place_after(table, edit) is None else ""
        case _:
            return ""


def row_words(table: Table, row: int) -> str:
    """A row's words, the cells parted by " | "."""
    return squeezed(" | ".join(plain(cell.inlines)
                               for n, cell in enumerate(table.rows[row].cells)
                               if table.rows[row].group or not table.columns[n].drawn))


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
    """The table with its edits, which all fit it (`words_at`): cells first, then what goes, what
    stands elsewhere, and what is added."""
    edits = tuple(edits)
    headings = {n: column.heading for n, column in enumerate(table.columns)}
    rows = list(table.rows)
    for edit in edits:
        row, column = row_of(table, edit), column_of(table, edit)
        if edit.kind != "cell" or row is None:
            continue
        if row == -1 and column is not None:
            headings[column] = plain(words(edit, edit.words))
        else:
            cells = list(rows[row].cells)
            n = 0 if rows[row].group else column or 0
            cells[n] = replace(cells[n], inlines=words(edit, edit.words))
            rows[row] = replace(rows[row], cells=tuple(cells))
    columns = columns_after(table, edits)
    cells_of = {id(edit): _cells_of(table, edit) for edit in edits if edit.kind == "column_added"}
    others = [column.weight for column in table.columns[1:] if not column.drawn]
    weight = sum(others) / len(others) if others else 1.0
    made: list[Row] = []
    for place in rows_after(table, edits):
        if isinstance(place, Edit):
            made.append(_new_row(table, columns, place, words))
        elif rows[place].group:
            made.append(rows[place])
        else:
            made.append(replace(rows[place], cells=tuple(
                Cell(words(one, cells_of[id(one)].get(place, ""))) if isinstance(one, Edit)
                else rows[place].cells[one] for one in columns)))
    return replace(table, rows=tuple(made), columns=tuple(
        Column(plain(words(one, one.column)), weight) if isinstance(one, Edit)
        else replace(table.columns[one], heading=headings[one]) for one in columns))


def rows_after(table: Table, edits: Iterable[Edit]) -> list[int | Edit]:
    """The rows in the order in which they stand with the edits: a row of the table by its number, a
    new one by its edit."""
    order: list[int | Edit] = list(range(len(table.rows)))
    gone: list[int] = []
    added: dict[int, int] = {}
    for edit in edits:
        row = row_of(table, edit)
        if edit.kind == "row_moved" and row is not None and row >= 0:
            order.remove(row)
            order.insert(_after(order, place_after(table, edit)), row)
        elif edit.kind == "row_removed" and row is not None:
            gone.append(row)
    for edit in edits:
        if edit.kind == "row_added":
            row = row_of(table, edit)
            place = len(table.rows) - 1 if row is None else row
            added[place] = added.get(place, 0) + 1
            order.insert(_after(order, place) + added[place] - 1, edit)
    return [one for one in order if one not in gone]


def columns_after(table: Table, edits: Iterable[Edit]) -> list[int | Edit]:
    """The columns in the order in which they stand with the edits: a column of the table by its
    number, a new one by its edit. One that is drawn stays behind the one that it stands after.
    """
    order: list[int | Edit] = list(shown_columns(table))
    gone: list[int] = []
    added: dict[int, int] = {}
    for edit in edits:
        column = column_of(table, edit)
        if edit.kind == "column_moved" and column is not None:
            order.remove(column)
            order.insert(_after(order, place_after(table, edit)), column)
        elif edit.kind == "column_removed" and column is not None:
            gone.append(column)
    for edit in edits:
        if edit.kind == "column_added" and (place := place_after(table, edit)) is not None:
            added[place] = added.get(place, 0) + 1
            order.insert(_after(order, place) + added[place] - 1, edit)
    for n, one in enumerate(table.columns):
        if one.drawn:
            order.insert(_after(order, n - 1), n)
    return [one for one in order if one not in gone]


def _after(order: list[int | Edit], place: int | None) -> int:
    """Where in the order what follows that row or column is put."""
    return order.index(place) + 1 if place in order else 0


def groups_after(table: Table, order: Iterable[int | Edit]) -> dict[int, int]:
    """Under which group's row each row of the table stands in that order, -1 for none."""
    made: dict[int, int] = {}
    group = -1
    for row in order:
        if isinstance(row, Edit):
            continue
        if table.rows[row].group:
            group = row
        else:
            made[row] = group
    return made


def _cells_of(table: Table, edit: Edit) -> dict[int, str]:
    """The words of an added column by the numbers of the rows, found by their heads."""
    made: dict[int, str] = {}
    for head, words in edit.rows:
        row = next((n for n, one in enumerate(table.rows) if n not in made and one.cells
                    and not one.group
                    and squeezed(plain(one.cells[0].inlines)) == squeezed(head)), None)
        if row is not None:
            made[row] = words
    return made


def shown_columns(table: Table) -> list[int]:
    """The columns that have words, by their numbers."""
    return [n for n, column in enumerate(table.columns) if not column.drawn]


def _new_row(table: Table, columns: Iterable[int | Edit], edit: Edit, words: Words) -> Row:
    """A row of the author's own: its cells are those of the table's columns, as the table has them;
    those of columns that were added stand with these. A drawn column has nothing in it."""
    given = dict(zip(shown_columns(table), edit.rows[0], strict=False))
    head = squeezed(edit.rows[0][0]) if edit.rows[0] else ""

    def cell(column: int | Edit) -> Inlines:
        if not isinstance(column, Edit):
            text = given.get(column, "")
            return words(edit, text) if text else (Text(""),)
        text = next((row[1] for row in column.rows if squeezed(row[0]) == head), "")
        return words(column, text)

    headed = any(row.cells[0].header for row in table.rows if row.cells)
    return Row(tuple(Cell(cell(one), header=headed and one == 0) for one in columns))
