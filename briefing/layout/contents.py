"""What a layout composes from: the report, its findings, the sentence book and the layout."""

from __future__ import annotations

import string
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing import amounts
from briefing.amounts import SYMBOLS, Reason
from briefing.disclosure import Policy
from briefing.document import (
    Bullets,
    Cell,
    ChartPoint,
    Inline,
    Inlines,
    Paragraph,
    Picture,
    Text,
    plain,
)
from briefing.findings import Fact, Finding, Findings
from briefing.history import Restatement
from briefing.indicators import Target
from briefing.layout.own_words import filled
from briefing.layout.plan import Layout, Part
from briefing.narrative import overview, together
from briefing.narrative.book import Book
from briefing.narrative.sentence import Figure, Sentence
from briefing.narrative.together import Told
from briefing.periods import Month
from briefing.reading.commentary import Commentary, slug
from briefing.reading.folder import ReportFolder
from briefing.sums import Value


@dataclass(slots=True)
class Material:
    """All that is to be laid out; sentences are said once and kept for whoever shows them.

    `said` holds an indicator's sentences by its id, `spoken` those of every row of words by the
    row as it reads, for whoever asks where its words are from.
    """

    report: ReportFolder
    findings: Findings
    book: Book
    layout: Layout
    restatements: tuple[Restatement, ...] = ()
    edition: str = "private"
    policy: Policy | None = None
    logo: Picture | None = None
    said: dict[str, tuple[Sentence, ...]] = field(default_factory=dict)
    spoken: dict[str, tuple[Sentence, ...]] = field(default_factory=dict)
    reasons: dict[str, Sentence] = field(init=False)
    _told: dict[str, tuple[Told, ...]] = field(default_factory=dict)
    areas: dict[str, list[Finding]] = field(init=False)
    compositions: dict[str, list[Finding]] = field(init=False)
    targets: dict[str, list[Target]] = field(init=False)
    paragraphs: dict[str, list[Commentary]] = field(init=False)

    def __post_init__(self) -> None:
        own_words = [own for own in self.report.commentary if own.is_for(self.edition)]
        explained = {own.place for own in own_words}
        self.reasons = {sentence.indicator: sentence for sentence in overview.reasons_wanted(
            self.findings.by_indicator.values(), self.book)
            if sentence.indicator not in explained}
        # gathered once: a search for each indicator or area would be quadratic
        self.areas, self.targets, self.paragraphs, self.compositions = {}, {}, {}, {}
        for finding in self.findings.by_indicator.values():
            self.areas.setdefault(finding.indicator.section, []).append(finding)
            if finding.indicator.composition:
                self.compositions.setdefault(finding.indicator.composition, []).append(finding)
        for target in self.report.dictionary.targets:
            self.targets.setdefault(target.indicator, []).append(target)
        for own in own_words:
            self.paragraphs.setdefault(own.place, []).append(own)

    def told(self, section: str) -> tuple[Told, ...]:
        """The service area's sentences, by the indicator that each follows."""
        if section not in self._told:
            self._told[section] = together.area(self.area(section), self.book)
            for told in self._told[section]:
                for name in (told.indicator, *told.also):
                    self.said[name] = self.said.get(name, ()) + told.sentences
        return self._told[section]

    def is_landscape(self, part: Part) -> bool:
        """Whether the part stands on landscape pages."""
        return any(plan.landscape for plan in self.layout.section if part in plan.part)

    @property
    def period(self) -> Month:
        """The month that the report is of."""
        return self.findings.period

    def area(self, section: str) -> list[Finding]:
        """The findings of one service area, in order."""
        return self.areas.get(section, [])

    def fill(self, text: str, **slots: str) -> str:
        """Standing words with their slots filled."""
        period = self.period
        return text.format(period=period.full, month=period.name,
                           previous_month=period.previous.name, **slots)

    def prose(self, sentences: Iterable[Sentence]) -> Inlines:
        """Sentences as the inlines of one row, which is kept as spoken."""
        sentences = tuple(sentences)
        row = prose(sentences)
        self.spoken[plain(row)] = sentences
        return row

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

    def composition(self, name: str) -> list[Finding]:
        """The findings on the shares of the whole of that name, in order."""
        return self.compositions.get(name, [])

    def commentary(self, place: str, anchor: str, ordered: bool = False
                   ) -> list[Paragraph | Bullets]:
        """The author's own paragraphs for a place; `ordered` numbers their bullets."""
        made: list[Paragraph | Bullets] = []
        for n, own in enumerate(self.paragraphs.get(place, ()), 1):
            rows = tuple(filled(text, self.findings) for text in own.texts)
            if own.bullets:
                made.append(Bullets(f"{anchor}.author.{n}", rows, ordered))
            else:
                made.append(Paragraph(f"{anchor}.author.{n}", rows[0]))
        return made


def area_id(section: str) -> str:
    """The anchor of a service area."""
    return f"area.{slug(section)}"


def prose(sentences: Iterable[Sentence]) -> Inlines:
    """Sentences as the inlines of one paragraph."""
    out: list[Inline] = []
    for sentence in sentences:
        if out:
            out.append(Text(" "))
        out += [Text(p) if isinstance(p, str) else p for p in sentence.pieces]
    joined: list[Inline] = []
    for inline in out:
        last = joined[-1] if joined else None
        if isinstance(inline, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + inline.text)
        else:
            joined.append(inline)
    return tuple(joined)


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


def month_fact(finding: Finding, month: Month, value: Value) -> Fact | None:
    """The month's figure as a fact: the current or previous one, or one of its own."""
    if value.amount is None:
        return None
    for role in ("current", "previous"):
        fact = finding.facts.get(role)
        if fact is not None and fact.period == str(month):
            return fact
    one = finding.indicator
    return Fact(one.id, "month", str(month), value.amount, one.decimals)


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
    mark = (Text(" [p]"),) if value.provisional else ()
    return Cell((cell_figure(finding, fact), *mark))


def symbols_used(shown: Iterable[tuple[Finding, Iterable[Month]]], material: Material,
                 points: Iterable[ChartPoint] = ()) -> str:
    """The explanation of every symbol in these months and points, "" when there is none."""
    words = material.layout.words
    confidential = material.symbol(Reason.CONFIDENTIAL)
    found = {"p" if point.mark == "provisional" else "c" if point.text == confidential
             else point.text.strip("[]") for point in points if point.mark and point.text}
    for finding, months in shown:
        if finding.provisional_year and "year_to_date" in finding.facts:
            found.add("p")
        if finding.measure.window(finding.period).withheld:
            found.add("c")
        for month in months:
            value = finding.measure.at(month)
            if value.provisional and value.amount is not None:
                found.add("p")
            if value.amount is None:
                found.add(SYMBOLS[value.reason or Reason.MISSING].strip("[]"))
    said = [getattr(words, f"symbol_{name}").replace("[c]", material.symbol(Reason.CONFIDENTIAL))
            for name in ("c", "x", "z", "low", "u", "p") if name in found]
    return material.fill(words.symbols, symbols="; ".join(said)) if said else ""
