"""What explanations are made from: a prepared edition, and its cells, figures and statements by id.

Each list is made once, when it is first needed: who asks for everything asks thousands of times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.document import Text, blocks, inlines
from briefing.narrative.narration import Statement
from briefing.narrative.sentence import Figure
from briefing.narrative.weighing import Weight, weighed
from briefing.prepared import Edition, Prepared
from briefing.problems import Place
from briefing.reading.folder import ReportFolder
from briefing.reading.observations import Observation


@dataclass(frozen=True)
class Sources:
    """An edition of a prepared report, looked up by what is asked."""

    prepared: Prepared
    edition: Edition

    @property
    def report(self) -> ReportFolder:
        """The report folder as it was read, an area's with how it stands in this edition."""
        return self.prepared.report_of(self.edition.name)

    def row_of_targets(self, row: int) -> Place:
        """Where a row of the targets is: in the file that is named for them, or a sheet."""
        report = self.report
        files, table = report.settings.files, "targets.csv"
        named = files.targets or (table if any(s.file == table for s in report.sources) else "")
        if named:
            return Place(named, row=row, column="target")
        book = files.workbook or next((s.file for s in report.sources if s.file.endswith(
            (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"))), "")
        return Place(book, "Targets", row, "target")

    @cached_property
    def cells(self) -> Mapping[str, Sequence[Observation]]:
        """The cells of each series, in order of their months."""
        found: dict[str, list[Observation]] = defaultdict(list)
        for o in self.report.observations:
            found[o.indicator].append(o)
        return {name: sorted(series, key=lambda o: o.month) for name, series in found.items()}

    @cached_property
    def cell(self) -> Mapping[tuple[str, str], Observation]:
        """The cell of a series and period, "2022-07"."""
        return {(name, str(o.month)): o for name, series in self.cells.items() for o in series}

    @cached_property
    def printed(self) -> Mapping[str, Figure]:
        """The figures that are printed, by the facts that they state."""
        found: dict[str, Figure] = {}
        for block in blocks(self.edition.composed.document):
            for inline in inlines(block):
                if isinstance(inline, Figure):
                    found.setdefault(inline.fact.id, inline)
        return found

    @cached_property
    def marks(self) -> Mapping[str, str]:
        """The marks that stand in the place of figures, by those figures' identities."""
        return {inline.instead_of: inline.text
                for block in blocks(self.edition.composed.document) for inline in inlines(block)
                if isinstance(inline, Text) and inline.instead_of}

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """All that is said, and what was proposed and left out, by id."""
        narration = self.edition.composed.narration
        return {**{s.id: s for s in narration.candidates}, **narration.statements}

    @cached_property
    def naming(self) -> Mapping[str, Sequence[Statement]]:
        """What is said of each indicator, then what was left out."""
        narration = self.edition.composed.narration
        found: dict[str, list[Statement]] = defaultdict(list)
        for s in (*narration.statements.values(), *narration.candidates):
            for name in dict.fromkeys((s.about, *s.also)):
                found[name].append(s)
        return found

    @cached_property
    def stating(self) -> Mapping[str, Sequence[Statement]]:
        """The statements that state each fact."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for s in self.edition.composed.narration.statements.values():
            for name in dict.fromkeys(fact.id for fact in s.facts):
                found[name].append(s)
        return found

    @cached_property
    def weights(self) -> Mapping[str, Weight]:
        """What each indicator weighs."""
        return weighed(self.edition.findings.by_indicator.values(), self.prepared.book.file.weights)
