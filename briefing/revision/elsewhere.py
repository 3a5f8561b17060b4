"""What was changed in an edited file and is changed elsewhere: in report.toml, or in the data."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing.document import Cell, Picture, Text, blocks
from briefing.narrative.sentence import Figure
from briefing.problems import Problem
from briefing.reading.settings import Report
from briefing.reading.word.edited import Change, EditedFile
from briefing.revision.beside import Beside
from briefing.revision.changes import not_taken, why_not, words_of
from briefing.revision.edit import Edit
from briefing.revision.revise import Revised
from briefing.revision.stated import Cells, Key, NewValue, new_value, where_stated

_NUMBERS = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Elsewhere(Beside):
    """An edited file beside the report, and what of it is for report.toml or for the data.

    `values` are those of report.toml that are others now, `left` what is not taken over.
    """

    def __init__(self, edited: EditedFile, revised: Revised, name: str, report: Report,
                 cells: Cells) -> None:
        super().__init__(edited, revised)
        self.name, self.report, self.cells = name, report, cells
        self.values: dict[Key, NewValue] = {}
        self.left: list[Problem] = []
        self.left_of: list[tuple[Change, Problem]] = []
        self.change: Change | None = None       # that is being taken
        self.gone = {(one.anchor, one.block) for one in edited.changes if one.kind == "removed"}

    def leave(self, what: str, where: str) -> None:
        """Note what is not taken over."""
        problem = not_taken(what, self.name, where)
        self.left.append(problem)
        if self.change is not None:
            self.left_of.append((self.change, problem))

    def stated(self, change: Change, of: str = "") -> None:
        """Take other words for what stands in report.toml, or say where they are changed."""
        before, after = words_of(change.before), words_of(change.after)
        new = new_value(self.report, before, after, of=of)
        if new is None:
            if new_value(self.report, after, before, of=of) is None:
                self.leave(f"“{before}” stands in {where_stated(self.report, before)}: change it "
                           f"there, to “{after}”", change.anchor)
            return
        if new.key == ("report", "title") and change.block in ("header", "footer"):
            new = replace(new, key=("report", "running_title"))
        self.values[new.key] = new

    def furniture(self, change: Change) -> None:
        """Take other words for a header or footer as far as they stand in report.toml."""
        before, after = words_of(change.before), words_of(change.after)
        if after and before and (new_value(self.report, before, after) is not None
                                 or new_value(self.report, after, before) is not None):
            self.stated(change)
        else:
            self.leave(why_not(change), change.anchor)

    def worked_out(self, change: Change, cell: Cell | None, anchor: str) -> bool:
        """Whether a cell is worked out from the data; then where it is changed is said."""
        numbers = [_NUMBERS.findall(words_of(runs)) for runs in (change.before, change.after)]
        if cell is None or not (cell.tone or numbers[0] != numbers[1] or any(
                isinstance(one, Figure) or (isinstance(one, Text) and one.instead_of)
                for one in cell.inlines)):
            return False
        where = self.cells.of_facts(fact for fact, _ in change.figures)
        before = words_of(change.before)
        self.leave(f"“{before or 'an empty cell'}” is worked out from the data"
                   f"{f' ({where})' if where else ''}: change it there, to "
                   f"“{words_of(change.after)}”, and build again", anchor)
        return True

    def drawn(self, change: Change) -> None:
        """Say where a figure of a chart is changed."""
        where = self.cells.of_point(change.anchor, change.row)
        self.leave(f"a figure of a chart was changed, “{words_of(change.before)}” to "
                   f"“{words_of(change.after)}” ({change.column}, {change.row}): figures are "
                   f"changed in the data{f' ({where})' if where else ''}", change.anchor)

    def picture_edit(self, anchor: str) -> Edit | None:
        """The edit that added the picture at this anchor, None for a logo of the report's."""
        number = anchor.partition("#")[2]
        pictures = [one for one in blocks(self.now.document) if isinstance(one, Picture)]
        if not number.isdecimal() or not 0 < int(number) <= len(pictures):
            return None
        shown = pictures[int(number) - 1]
        alike = [edit for edit in self.revised.added.values()
                 if edit.block == "picture" and edit.alt == shown.alt]
        return alike[0] if len(alike) == 1 else None
