"""What reads the generated sentences back: against their numbers, and as language."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefing import shelves
from briefing.findings import Finding
from briefing.narrative import indicator_sentences
from briefing.narrative.book import Book, read_book
from briefing.narrative.sentence import Sentence
from briefing.periods import Month
from briefing.problems import Problem
from briefing.review.check import contradictions
from briefing.review.hedges import Hedges
from briefing.review.reckoning import Reckoning
from tests.oddities import found_of, oddity

BATCH = 250     # indicators measured together: pandas costs as much for one


@dataclass(frozen=True)
class Told:
    """A sentence that was read, on what, and what is wrong with it."""

    text: str
    truth: Reckoning
    faults: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.text}\n        {'; '.join(self.faults)}\n        {series(self.truth)}"


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
    return book, Hedges.of(tomllib.loads(Path(path).read_text("utf-8"))["hedges"])


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
