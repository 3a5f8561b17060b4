"""Tables as HTML. On a narrow screen a table of a few rows is turned on its side, and one of many
becomes a card a row: nothing has to be scrolled sideways.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import count

from briefing.charts.svg import spark_svg
from briefing.document import (
    Cell,
    Controls,
    CoverTable,
    HeaderBlock,
    Look,
    Row,
    Table,
    plain,
    without_pages,
)
from briefing.writers.html.charts import faces_of
from briefing.writers.html.inlines import Words
from briefing.writers.html.style import column_rules

FEW_ROWS, FEW_COLUMNS = 4, 5
SPARK = (64.0, 20.0)    # pixels
LETTER, PADDING, MEASURE = 7.8, 16.0, 704.0    # pixels, of a small table
LETTER_DENSE, PADDING_DENSE = 7.0, 8.0
WORD = 14               # letters that stand on a telephone beside others
FIRST = 112.0           # pixels of a first column, whose words may break
ROOM = 940.0            # pixels that a wide part has on the narrowest screen that shows tables


@dataclass(slots=True)
class Tables:
    """The tables of one page, numbered as they come, and what style sheets must know of them.

    `row_of` has the id of the row that is of a heading, by that heading's id.
    """

    words: Words
    look: Look
    controls: Controls
    row_of: Mapping[str, str]
    rules: list[str] = field(default_factory=list)
    turned: list[int] = field(default_factory=list)
    dense: float = 0.0
    number: count[int] = field(default_factory=lambda: count(1))

    def table(self, block: Table) -> str:
        """The table, with what its rows can be chosen by before it."""
        table = without_pages(block)
        name, columns = f"t{next(self.number)}", len(table.columns)
        grouped = any(row.group for row in table.rows)
        if not grouped and len(table.rows) <= FEW_ROWS and columns > 2:
            shape = f"turned n{columns}{' long' * _is_long(table)}{' broken' * _has_long(table)}"
            self.turned.append(columns)
        elif grouped or columns > FEW_COLUMNS:
            shape = f"cards {name}"
            if _pixels(table, LETTER, PADDING) > ROOM:
                shape += " dense"
                self.dense = max(self.dense, _pixels(table, LETTER_DENSE, PADDING_DENSE))
        else:
            shape = f"plain {name}"
        if not shape.startswith("turned"):
            self.rules.append(column_rules(name, table.columns))
        small = " small" if table.small else ""
        made = [self._choices(table), f'<table id="{escape(block.id)}" class="{shape}{small}">',
                self._caption(table, summed=not table.small), "<thead><tr>"]
        made += [f'<th scope="col" id="{name}c{n}">{escape(c.heading, quote=False)}</th>'
                 if c.heading else "<td></td>" for n, c in enumerate(table.columns, 1)]
        made.append("</tr></thead>\n<tbody>")
        for n, row in enumerate(table.rows, 1):
            if row.group:
                made.append("</tbody>\n<tbody>" if n > 1 else "")
                made.append(f'<tr class="group"><th scope="rowgroup" colspan="{columns}" '
                            f'id="{name}r{n}">{self.words.row(row.cells[0].inlines)}</th></tr>\n')
            else:
                made.append(self._row(row, f"{name}r{n}", table.id))
        made.append("</tbody></table>\n")
        return "".join(made)

    def header(self, block: HeaderBlock) -> str:
        """The committee's header: a label heads each row."""
        rows = "".join(
            f'<tr><th scope="row">{escape(label, quote=False)}</th>'
            f"<td>{self.words.row(value)}</td></tr>\n" for label, value in block.rows)
        return f'<table class="labels">{_spoken(block.summary)}<tbody>{rows}</tbody></table>\n'

    def cover(self, block: CoverTable, inside: list[str]) -> str:
        """The cover's rows, each with its label; `inside` is the HTML beside each."""
        rows = "".join(f'<tr><th scope="row">{escape(row.label, quote=False)}</th>'
                       f"<td>{beside}</td></tr>\n"
                       for row, beside in zip(block.rows, inside, strict=True))
        return (f'<table class="labels ruled">{_spoken(block.summary)}'
                f"<tbody>{rows}</tbody></table>\n")

    # ── rows ────────────────────────────────────────────────────────────────────────────────────

    def _row(self, row: Row, name: str, table: str) -> str:
        own = f"row.{table}.{row.about}"
        anchor = f' id="{escape(own)}"' if self.row_of.get(row.about) == own else ""
        cells = "".join(self._cell(cell, row, name) for cell in row.cells)
        return f"<tr{anchor}>{cells}</tr>\n"

    def _cell(self, cell: Cell, row: Row, name: str) -> str:
        if cell.spark is not None:
            return f"<td>{spark_svg(cell.spark, *SPARK, self.look, faces_of(self.look))}</td>"
        words = self.words.row(cell.inlines)
        tone = f' class="{cell.tone}"' if cell.tone else ""
        if not cell.header:
            if "<" in words:        # on a narrow page a cell's elements would stand apart
                words = f"<span>{words}</span>"
            return f"<td{tone}>{words}</td>"
        if row.about:
            words = f'<a href="#{escape(row.about)}">{words}</a>'
        return f'<th scope="row" id="{name}">{words}</th>'

    def _caption(self, table: Table, summed: bool) -> str:
        caption = escape(table.caption, quote=False)
        said = f" {escape(table.summary, quote=False)}" if table.summary and summed else ""
        if not table.caption_shown:
            return f'<caption class="heard">{caption}{_stop(table.caption)}{said}</caption>'
        heard = f'<span class="heard">{_stop(table.caption)}{said}</span>' if said else ""
        return f"<caption>{caption}{heard}</caption>"

    # ── choosing rows ───────────────────────────────────────────────────────────────────────────

    def _choices(self, table: Table) -> str:
        """A form that the script shows: which rows, and in which order."""
        words = self.controls
        chosen = [(n, column) for n, column in enumerate(table.columns, 1) if column.choices]
        if not chosen or not words.only:
            return ""
        fields = []
        groups = [plain(row.cells[0].inlines) for row in table.rows if row.group]
        if table.groups and len(groups) > 1:
            fields.append(_select(table.groups, "group", [("", words.every), *(
                (group, group) for group in groups)]))
        for n, column in chosen:
            there = {plain(row.cells[n - 1].inlines) for row in table.rows if not row.group}
            fields.append(_select(column.heading, f"c{n}", [("", words.every), *(
                (choice, choice) for choice in column.choices if choice in there)]))
        orders = [(f"c{n}", column.heading) for n, column in enumerate(table.columns, 1)
                  if column.choices or n == 1]
        fields.append(_select(words.order, "order", [("", words.as_set), *orders]))
        return (f'<form class="choose" hidden><fieldset><legend>{escape(words.only)}</legend>'
                f'{"".join(fields)}<button type="reset">{escape(words.clear)}</button></fieldset>'
                f'<output data-words="{escape(words.shown)}"></output></form>\n')


def _has_long(table: Table) -> bool:
    """Whether it has a word that is too long for a cell on a telephone."""
    words = " ".join([column.heading for column in table.columns]
                     + [plain(cell.inlines) for row in table.rows for cell in row.cells])
    return any(len(word) > WORD for word in words.split())


def _is_long(table: Table) -> bool:
    """Whether its columns would not stand side by side in the measure of text."""
    widest = [max((len(word) for word in column.heading.split()), default=0)
              for column in table.columns]
    for row in table.rows:
        for n, cell in enumerate(row.cells):
            words = plain(cell.inlines)
            widest[n] = max(widest[n], len(words) if n else max(map(len, words.split()), default=0))
    return sum(letters * LETTER + PADDING for letters in widest) > MEASURE


def _pixels(table: Table, letter: float, padding: float) -> float:
    """How wide the table is at least: its longest words side by side, ratings in one piece."""
    whole = FIRST + padding
    for n, column in enumerate(table.columns[1:], 1):
        words = column.heading.split()
        spark = 0.0
        for row in table.rows:
            if row.group:
                continue
            cell = row.cells[n]
            text = plain(cell.inlines)
            words += [text] if cell.tone else text.split()
            spark = max(spark, SPARK[0] if cell.spark is not None else 0.0)
        whole += max(letter * max(map(len, words), default=0), spark) + padding
    return whole


def _select(label: str, name: str, options: list[tuple[str, str]]) -> str:
    made = "".join(
        f'<option value="{escape(value)}">{escape(words, quote=False)}</option>'
        if value != words else f"<option>{escape(words, quote=False)}</option>"
        for value, words in options)
    return (f"<label><span>{escape(label, quote=False)}</span>"
            f'<select name="{name}" autocomplete="off">{made}</select></label>')


def _spoken(summary: str) -> str:
    return f'<caption class="heard">{escape(summary, quote=False)}</caption>' if summary else ""


def _stop(caption: str) -> str:
    return "" if caption.endswith((".", "?", "!")) else "."


def rows_by_heading(tables: list[Table]) -> dict[str, str]:
    """The id of the row that is of each heading, by that heading's id: of the table in which rows
    can be chosen, if there is one."""
    found: dict[str, str] = {}
    for table in sorted(tables, key=lambda t: not any(c.choices for c in t.columns)):
        for row in table.rows:
            if row.about:
                found.setdefault(row.about, f"row.{table.id}.{row.about}")
    return found
