"""What a layout composes from: the report, its findings, the layout, and what is said."""

from __future__ import annotations

import string
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing import amounts
from briefing.amounts import MARKS, SYMBOLS, Reason
from briefing.disclosure import Policy
from briefing.document import (
    Bullets,
    Cell,
    ChartPoint,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Picture,
    Table,
    Text,
)
from briefing.findings import Fact, Finding, Findings
from briefing.history import Restatement
from briefing.indicators import AREAS_RANK, Target, Untargeted
from briefing.layout.charted import Charted
from briefing.layout.plan import Layout, Part
from briefing.narrative.narration import Narration, Passage, Statement
from briefing.narrative.sentence import Figure, Pieces, Styled
from briefing.periods import Month, Period
from briefing.reading.folder import ReportFolder
from briefing.sums import Value

SILENT = Narration(())


@dataclass(slots=True)
class Material:
    """All that is laid out: the report, what is known of it, the layout, and what is said of it.

    A layout is asked first what it shows (`display.display_of`), as words hang on that; then
    `narration` is what is said. `comparators` are what each is called in tables and charts, in
    their order. `charts` and `tables` are those that were made already, by indicator, `points`
    those of its months that were asked for last. With `has_panels` the layout has a heading for
    each indicator.
    """

    report: ReportFolder
    findings: Findings
    layout: Layout
    restatements: tuple[Restatement, ...] = ()
    edition: str = "private"
    policy: Policy | None = None
    logo: Picture | None = None
    narration: Narration = SILENT
    charts: dict[str, Charted] = field(default_factory=dict)
    tables: dict[str, tuple[Table, ...]] = field(default_factory=dict)
    points: dict[str, tuple[list[Month], tuple[ChartPoint, ...]]] = field(default_factory=dict)
    areas: dict[str, list[Finding]] = field(init=False)
    compositions: dict[str, list[Finding]] = field(init=False)
    targets: dict[str, list[Target]] = field(init=False)
    restated: dict[str, list[Restatement]] = field(init=False)
    comparators: dict[str, str] = field(init=False)
    untargeted: dict[str, list[Untargeted]] = field(init=False)
    has_panels: bool = field(init=False)
    _period_slots: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        # gathered once: a search for each indicator or area would be quadratic
        self.areas, self.targets, self.compositions, self.restated = {}, {}, {}, {}
        self.untargeted = {}
        for absent in self.report.dictionary.untargeted:
            self.untargeted.setdefault(absent.indicator, []).append(absent)
        own = {one.name: one.short or one.title for one in self.report.dictionary.comparators}
        self.comparators = {name: own.get(name) or self.layout.words.comparators[name]
                            for name in self.report.dictionary.comparator_order}
        for finding in self.findings.by_indicator.values():
            self.areas.setdefault(finding.indicator.section, []).append(finding)
            if finding.indicator.composition:
                self.compositions.setdefault(finding.indicator.composition, []).append(finding)
        for target in self.report.dictionary.targets:
            self.targets.setdefault(target.indicator, []).append(target)
        for restated in self.restatements:
            self.restated.setdefault(restated.indicator, []).append(restated)
        self.has_panels = any(part.kind == "areas" for part in self.layout.parts)
        period = self.period
        self._period_slots = {"period": period.full, "month": period.name,
                              "previous_month": period.previous.name, "period_word": period.word}

    @property
    def period(self) -> Period:
        """What the report is of."""
        return self.report.period

    def area(self, section: str) -> list[Finding]:
        """The findings of one service area, in order."""
        return self.areas.get(section, [])

    def fill(self, text: str, **slots: str) -> str:
        """Standing words with their slots filled; `month` is the report's period, of any length.

        `period_word` is what such a period is called, unless `slots` have that of an indicator's.
        """
        return text.format(**{**self._period_slots, **slots})

    def heading(self, part: Part) -> str:
        """The part's heading; one that opens with a period opens with a capital: "Quarter 2"."""
        text = self.fill(part.heading)
        return text[:1].upper() + text[1:]

    def symbol(self, reason: Reason) -> str:
        """What stands in place of a figure that is not there for that reason."""
        kept = reason is Reason.CONFIDENTIAL and self.policy is not None
        return self.policy.symbol if kept and self.policy is not None else SYMBOLS[reason]

    def withheld_note(self) -> str:
        """What is withheld by which rule, said once; "" where no figure is."""
        if self.policy is None or not self.policy.suppresses or not any(
                value.reason is Reason.CONFIDENTIAL
                for finding in self.findings.by_indicator.values()
                for value in finding.measure.values.values()):
            return ""
        words, policy = self.layout.words, self.policy
        least = policy.least if policy.show_zero else 0
        marked = any(one.disclosure in ("withhold", "aggregates")
                     for one in self.report.dictionary.indicators)
        said = [words.withheld_note, words.withheld_marked if marked else "",
                words.withheld_rounded if policy.round_to > 1 else ""]
        return " ".join(self.fill(
            text, symbol=policy.symbol, least=str(least), most=str(policy.suppress_to),
            few=str(policy.denominators_to), base=str(policy.round_to)) for text in said if text)

    @property
    def bands(self) -> tuple[str, ...]:
        """The bands that an indicator of the report can be rated by, the best first."""
        blue = any(one.exceeds is not None for one in self.report.dictionary.indicators)
        return (*(("blue",) if blue else ()), "green", "amber", "red")

    def absent_target(self, finding: Finding) -> Untargeted | None:
        """What is said of the indicator's having no target now; None where nothing is."""
        return next((absent for absent in self.untargeted.get(finding.indicator.id, ())
                     if absent.covers(finding.period)), None)

    def composition(self, name: str) -> list[Finding]:
        """The findings on the shares of the whole of that name, in order."""
        return self.compositions.get(name, [])

    def commentary(self, place: str, anchor: str, ordered: bool = False
                   ) -> list[Paragraph | Bullets]:
        """The author's own paragraphs for a place; `ordered` numbers their bullets."""
        return [author_block(passage, f"{anchor}.author.{n}", ordered)
                for n, passage in enumerate(self.narration.passages(place, "author"), 1)]


def author_block(passage: Passage, anchor: str, ordered: bool = False) -> Paragraph | Bullets:
    """A paragraph of the author's, or a list; `ordered` numbers its bullets."""
    if passage.bullets:
        return Bullets(anchor, tuple(row((s,)) for s in passage.statements), ordered)
    return Paragraph(anchor, row(passage.statements))


def row(statements: Iterable[Statement]) -> Inlines:
    """Statements as the inlines of one row, each piece with the id of its statement."""
    out: list[Inline] = []
    for statement in statements:
        if out:
            out.append(Text(" "))
        out += said(statement.pieces, statement.id)
    return tuple(out)


def said(pieces: Pieces, statement: str) -> Inlines:
    """The pieces of a statement as inlines that carry its id."""
    out: list[Inline] = []
    for piece in pieces:
        match piece:
            case str():
                out.append(Text(piece, statement=statement))
            case Figure():
                out.append(Figure(piece.text, piece.fact, statement, piece.emphasis))
            case Styled(target=""):
                out.append(Text(piece.text, piece.emphasis, statement=statement))
            case Styled():
                out.append(Link(piece.text, piece.target, statement))
    return tuple(out)


def worded(text: str, **slots: Inlines) -> Inlines:
    """Standing words with rows of figures in their slots."""
    row: list[Inline] = []
    for words, slot, _, _ in string.Formatter().parse(text):
        if words:
            row.append(Text(words))
        if slot is not None:
            row += slots[slot]
    return tuple(row)


def cell_figure(finding: Finding, fact: Fact) -> Figure:
    """The fact as a table shows it."""
    return Figure(amounts.in_cell(fact.value, finding.indicator.unit, fact.decimals), fact)


def benchmark_figure(finding: Finding, fact: Fact) -> Inlines:
    """What others achieved as a table shows it; a rank as "5th of 152", one that areas share as
    "joint 5th of 12", their change as "+8%", a distance as "2.1 points above"."""
    own = finding.comparators.get(fact.role)
    match own.kind if own is not None else "average":
        case "rank":
            among = finding.facts.get(f"{fact.role}.of")
            rest = () if among is None else (
                Text(" of "), Figure(amounts.number(among.value, 0), among))
            level = finding.among is not None and finding.among.tied and fact.role == AREAS_RANK
            return (*([Text("joint ")] if level else []),
                    Figure(amounts.in_order(int(fact.value)), fact), *rest)
        case "quartile":
            return (Figure(amounts.in_order(int(fact.value)), fact), Text(" quartile"))
        case "distance":
            gap = Figure(amounts.as_short_change(abs(fact.value), fact.unit, fact.decimals), fact)
            side = "above" if fact.value > 0 else "below"
            return (gap, Text(f" {side}")) if fact.value else (Text("at the median"),)
        case "change":
            sign = "+" if fact.value > 0 else ""
            return (Figure(sign + amounts.in_cell(fact.value, fact.unit, fact.decimals), fact),)
        case _:
            return (cell_figure(finding, fact),)


def month_fact(finding: Finding, month: Month, value: Value) -> Fact | None:
    """The month's figure as a fact: the current or previous one, or one of its own."""
    if value.amount is None:
        return None
    for role in ("current", "previous"):
        fact = finding.facts.get(role)
        if fact is not None and fact.period == str(month):
            return fact
    one = finding.indicator
    return Fact(one.id, "month", str(month), value.amount, one.decimals, one.unit)


def withheld_cell(finding: Finding, role: str, period: object, material: Material) -> Cell:
    """The symbol in place of a withheld figure over several months."""
    return Cell((Text(material.symbol(Reason.CONFIDENTIAL),
                      instead_of=f"{finding.indicator.id}:{role}:{period}"),))


def month_cell(finding: Finding, month: Month, material: Material) -> Cell:
    """A month's figure in a table, with its mark when provisional, or the symbol that stands in."""
    value = finding.measure.at(month)
    fact = month_fact(finding, month, value)
    if fact is None:
        return Cell((Text(material.symbol(value.reason or Reason.MISSING),
                          instead_of=f"{finding.indicator.id}:month:{month}"),))
    mark = (Text(f" {amounts.MARKS[value.marking]}"),) if value.marking else ()
    return Cell((cell_figure(finding, fact), *mark))


def symbols_used(shown: Iterable[tuple[Finding, Iterable[Month]]], material: Material,
                 points: Iterable[ChartPoint] = ()) -> str:
    """The explanation of every symbol in these months and points, "" when there is none."""
    words = material.layout.words
    confidential = material.symbol(Reason.CONFIDENTIAL)
    found = {MARKS[point.marking].strip("[]") if point.mark == "provisional" else
             "c" if point.text == confidential else point.text.strip("[]")
             for point in points
             if point.text and (point.mark or point.text == confidential)}
    for finding, months in shown:
        if finding.provisional_year and "year_to_date" in finding.facts:
            found.add(MARKS[finding.measure.year_marking(finding.period)].strip("[]"))
        if finding.measure.window(finding.period).withheld:
            found.add("c")
        for month in months:
            value = finding.measure.at(month)
            if value.provisional and value.amount is not None:
                found.add(MARKS[value.marking].strip("[]"))
            if value.amount is None:
                found.add(SYMBOLS[value.reason or Reason.MISSING].strip("[]"))
    said = [getattr(words, f"symbol_{name}").replace("[c]", material.symbol(Reason.CONFIDENTIAL))
            for name in ("c", "x", "z", "low", "u", "e", "p") if name in found]
    return material.fill(words.symbols, symbols="; ".join(said)) if said else ""
