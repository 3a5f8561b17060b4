"""What reads the generated sentences back: against their numbers, and as language."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from briefing import shelves
from briefing.amounts import Reason
from briefing.disclosure import Policy, protect
from briefing.findings import Finding, Findings, find
from briefing.measures import Measure
from briefing.narrative import indicator_sentences
from briefing.narrative.book import Book, read_book
from briefing.narrative.chart_words import Seen
from briefing.narrative.compared import COMPARED
from briefing.narrative.display import EVERYTHING, Display
from briefing.narrative.narrate import narrate
from briefing.narrative.narration import Narration
from briefing.narrative.sentence import Sentence
from briefing.periods import Month, Year
from briefing.problems import Problem
from briefing.review.asides import AsidesReader, read_kinds
from briefing.review.cells import Cell
from briefing.review.check import contradictions
from briefing.review.hedges import Hedges
from briefing.review.leads import faults as lead_faults
from briefing.review.reckoning import Reckoning
from briefing.review.rows import KINDS as ROWS
from briefing.review.rows import RowsReader
from briefing.review.service_area import AreaReader
from tests.oddities import found_of, measured, oddity, quarterly_area, service_area

AREAS = 30      # service areas of one report
QUARTERLY = 0.2     # of the reports are of a quarter
BATCH = 250     # indicators measured together: pandas costs as much for one


@dataclass(frozen=True)
class Told:
    """A sentence that was read, on what, and what is wrong with it."""

    text: str
    truth: Reckoning
    faults: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.text}\n        {'; '.join(self.faults)}\n        {series(self.truth)}"


class Public(Reckoning):
    """What a public edition may say: months as they are shown, and of the real ones what is made of
    several."""

    def __init__(self, real: Reckoning, shown: Measure) -> None:
        def kept_back(month: Month) -> bool:
            # a mark that would tell a small count is withheld like the count
            return shown.at(month).reason is Reason.CONFIDENTIAL

        cells = {month: cell if shown.at(month).amount is not None or (
                     cell.value is None and not kept_back(month))
                 else Cell(None, reason=Reason.CONFIDENTIAL, marking=shown.at(month).marking)
                 for month, cell in real.cells.items()}
        super().__init__(real.one, cells, real.report, real.targets, real.benchmarks.values(),
                         real.marks, real.comparators.values())
        self.real = real
        self.edition = shown

    def earlier(self) -> Reckoning:
        made = Public(self.real.earlier(), self.edition)
        made.later = self
        return made

    def judged(self) -> Fraction | None:
        """The figure of what is shown; none where the year to date is not."""
        of_year = self.set_beside(self.now) == "to_date"
        hidden = of_year and self.edition.window(self.now).year_to_date is None
        return None if hidden else super().judged()

    def to_date(self, month: Month) -> Fraction | None:
        return self.real.to_date(month)

    def mean(self, month: Month) -> Fraction | None:
        return self.real.mean(month)

    def total(self, month: Month) -> Fraction | None:
        return self.real.total(month)

    def usual_months(self) -> list[Fraction]:
        """The figures as they are printed: an edition is made of no digit more."""
        return [self.as_printed(value) for value in super().usual_months()]

    def outturn(self, year: Year) -> Fraction | None:
        return self.real.outturn(year)


@dataclass
class Tally:
    """How many sentences were read, and those with a fault: the shortest of each sort."""

    read: int = 0
    wrong: int = 0
    shortest: dict[str, Told] = field(default_factory=dict)

    def count(self, told: Iterable[Told]) -> None:
        for one in told:
            self.read += 1
            self.wrong += bool(one.faults)
            for fault in one.faults:
                sort = re.sub(r"'[^']*'|[−-]?\d[\d.,/e-]*", "…", fault)
                known = self.shortest.get(sort)
                if known is None or len(one.truth.cells) < len(known.truth.cells):
                    self.shortest[sort] = one

    def __str__(self) -> str:
        return "\n".join((f"{self.wrong} of {self.read} sentences are contradicted:",
                          *(f"    {sort}\n        {one}" for sort, one in self.shortest.items())))


def series(truth: Reckoning) -> str:
    """The indicator and its raw figures, as a test would give them."""
    one = truth.one
    cells = " ".join(
        f"{month}:{cell.value if cell.value is not None else f'[{cell.reason}]'}"
        f"{f' ({cell.numerator}/{cell.denominator})' if cell.denominator is not None else ''}"
        f"{cell.marking[:1]}" for month, cell in sorted(truth.cells.items()))
    return (f"{one.unit} {one.decimals} {one.kind} {one.frequency} {one.year} lag={one.lag} "
            f"to_date={one.year_to_date} judged_on={one.judged_on} {one.polarity} "
            f"breaks={[str(b) for b in one.breaks]} report={truth.report} {cells}")


def book_and_hedges(name: str = "childrens-social-care") -> tuple[Book, Hedges]:
    """The sentence book, and the thresholds that stand in its file."""
    path = shelves.find("narratives", name)
    assert path is not None
    problems: list[Problem] = []
    book = read_book(path, problems)
    assert book is not None, problems
    return book, Hedges.of(tomllib.loads(Path(path).read_text("utf-8")))


def told(finding: Finding, truth: Reckoning, book: Book, hedges: Hedges) -> Iterator[Told]:
    """The finding's sentences, each read back."""
    before = ""
    for sentence in indicator_sentences.sentences(finding, book):
        text = sentence.text
        faults = contradictions(text, truth, hedges, before=before)
        yield Told(text, truth, (*faults, *language(text)))
        before = text


def told_together(sentences: Iterable[Sentence], truths: Mapping[str, Reckoning],
                  hedges: Hedges) -> Iterator[Told]:
    """Sentences that may speak of several indicators, each read back."""
    before = ""
    for sentence in sentences:
        truth, text = truths[sentence.indicator], sentence.text
        faults = contradictions(text, truth, hedges, list(truths.values()), before)
        yield Told(text, truth, (*faults, *language(text)))
        before = text


def told_in(narration: Narration, truths: Mapping[str, Reckoning], hedges: Hedges,
            length: str) -> Iterator[Told]:
    """Every statement of a narration, read back as what it is and where it stands."""
    first = next(iter(truths.values()))
    for topic in narration.topics:
        reader, before, place = AreaReader(truths, hedges), "", ""
        asides, rows = AsidesReader(truths, hedges), RowsReader(truths, hedges)
        for passage in topic.passages:
            for statement in passage.statements:
                text, about = statement.text, statement.about
                if statement.kind == "lead":
                    section = truths[statement.also[0]].one.section
                    area = [truth for truth in truths.values() if truth.one.section == section]
                    yield Told(text, area[0], tuple(lead_faults(text, area)))
                if statement.kind in ROWS:
                    yield Told(text, truths.get(about, first), tuple(
                        rows.faults(statement.kind, text, about)))
                if statement.kind in read_kinds():
                    told = asides.faults(statement.kind, text, about)
                    yield Told(text, truths.get(about, first), tuple(told))
                if statement.kind != "sentence":
                    continue
                truth = truths[about]
                if length == "brief":
                    faults = reader.faults(text, about, statement.also)
                else:
                    near = [other for other in truths.values() if COMPARED in statement.moves
                            or other.one.section == truth.one.section]
                    faults = contradictions(text, truth, hedges, near,
                                            before if place == about else "")
                yield Told(text, truth, (*faults, *language(text)))
                before, place = text, about


def charted(findings: Findings) -> Display:
    """A layout with a place for everything, and a line chart of each indicator."""
    plain = Seen("line", "", False, None, (), ())
    return Display(EVERYTHING, dict.fromkeys(findings.by_indicator, plain))


def narrated(seed: int, statements: int, length: str, policy: Policy | None = None) -> Tally:
    """As many statements of reports at random, the same for the same seed."""
    book, hedges = book_and_hedges()
    choose = random.Random(seed)
    tally = Tally()
    while tally.read < statements:
        report = Month.of(2022, choose.randint(1, 12))
        makes = service_area
        if choose.random() < QUARTERLY:
            report, makes = Month.of(2022, choose.choice((3, 6, 9, 12))), quarterly_area
        oddities = [one for n in range(AREAS) for one in makes(choose, report, f"a{n}")]
        measures = measured(oddities, report)
        real = {one.indicator.id: one.truth(report) for one in oddities}
        if policy is not None:
            measures = protect(measures, policy).measures
            real = {name: Public(truth, measures[name]) for name, truth in real.items()}
        findings = find(measures)
        narration = narrate(findings, book, display=charted(findings), length=length)
        tally.count(told_in(narration, real, hedges, length))
    return tally


def seeded(seed: int, sentences: int) -> Tally:
    """As many sentences on indicators with every oddity, the same for the same seed."""
    book, hedges = book_and_hedges()
    choose = random.Random(seed)
    tally = Tally()
    while tally.read < sentences:
        report = Month.of(2022, choose.randint(1, 12))
        oddities = [oddity(choose, report, f"a.b{n}") for n in range(BATCH)]
        for one, finding in zip(oddities, found_of(oddities, report), strict=True):
            tally.count(told(finding, one.truth(report), book, hedges))
    return tally


# ── language ────────────────────────────────────────────────────────────────────────────────────

LANGUAGE = {
    "a word twice": r"\b([A-Za-z]+) \1\b",
    "an unfilled slot": r"[{}]",
    "a numeral at the start": r"^[^A-Za-z]*\d",
    "a small letter at the start": r"^[a-z]",
    "two spaces": r"  |^ | $",
    "a space before a sign": r" [,.;)]",
    "signs together": r"[,;.][,;.]|\( ",
    "a where an is right": r"\b[Aa] (?:[aeio]|8|11(?![\d,])|18(?![\d,])|1[18],)",
    "an where a is right": r"\b[Aa]n (?:[bcdfgjklmnpqrstvwxyz]|[2-79]|1(?![18]))",
    "a singular with many": r"\b(?:[2-9]|\d\d+) (?:week|day|month|year|case|hour|minute)\b"
                            r"(?! average)",
    "a plural with one": r"(?<![\d.,])1 (?:weeks|days|months|years|cases|hours|minutes)\b",
}  # fmt: skip
_RULES = {name: re.compile(pattern) for name, pattern in LANGUAGE.items()}
_STOP = re.compile(r"[.!?](?!\w)")


def language(text: str) -> tuple[str, ...]:
    """What is wrong with a sentence as English."""
    faults = [name for name, rule in _RULES.items() if rule.search(text)]
    if len(_STOP.findall(text)) != 1 or not text.endswith("."):
        faults.append("it does not end once, with a full stop")
    return tuple(faults)
