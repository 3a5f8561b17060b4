"""Step 5, say: findings, a sentence book and the author's words become the narration.

The moves propose sentences (`moves`, `area_sentences`, `overview`, `indicator_sentences`); here
they become statements with their ids and sources, in topics. What a move proposes with a reason to
leave it out is kept beside as a candidate, so that `explain` can show it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from briefing.findings import Finding, Findings
from briefing.narrative import area_sentences, brief, indicator_sentences, overview, questions
from briefing.narrative.book import Book
from briefing.narrative.book_entries import ASKED
from briefing.narrative.chart_words import chart_in_words
from briefing.narrative.compared import COMPARED
from briefing.narrative.display import Display
from briefing.narrative.further import with_further
from briefing.narrative.glance import glance
from briefing.narrative.narration import (
    REPORT,
    Kind,
    Narration,
    Passage,
    Source,
    Statement,
    Topic,
    area_id,
)
from briefing.narrative.notes import Told
from briefing.narrative.own_words import filled
from briefing.narrative.sentence import Sentence
from briefing.narrative.weighing import Weight, weighed
from briefing.reading.commentary import Commentary

# Entries of a book that hold a whole sentence; the others fill slots of these.
WHOLE = frozenset((
    "change", "hold", "level", "zero", "absent", "absent_together", "not_compared",
    "standing", "total", "caution",
    "flows", "composition", "unjudged", "good", "improve", "caption", "caption_year",
    "caption_beside", "chart", "moved", "area", "area_change", "ask", "reason", "status",
    "brief_change", "brief_hold", "brief_none", "brief_year", "brief_year_alone",
    "brief_standing", "brief_so_far_apart",
    "brief_left_out", "concern", "steady_line",
    "siblings", "compared", "glance_moved", "glance_change", "glance_year_so_far",
    "glance_year", "glance_absent",
    *(name for name in ASKED if name.startswith(("further_", "status_")))))
# The book's thresholds that a move is decided by.
THRESHOLDS = {
    "run": ("run_at_least",), "ended": ("run_at_least",), "record": ("record_at_least",),
    "variation": ("variation_from",), "caution": ("caution_below",),
    "change": ("amount_from", "of_n_below"),
}  # fmt: skip
LEAST_WORDS = 4         # of names that differ in one word
JOINERS = ("similarly",)    # say how a sentence hangs on another, not what it says


def narrate(findings: Findings, book: Book, commentary: Iterable[Commentary] = (),
            display: Display | None = None, edition: str = "private",
            length: str = "brief") -> Narration:
    """All that is said of the findings, and the author's paragraphs for the edition.

    `display` is what the layout shows: without it, all but what hangs on charts and tables. In the
    `length` "brief" the service areas say what matters, in "full" everything.
    """
    return _Narrator(findings, book, commentary, display or Display(), edition, length).narration()


class _Narrator:
    """Makes the topics in order, and gives each statement the next id of its name."""

    def __init__(self, findings: Findings, book: Book, commentary: Iterable[Commentary],
                 display: Display, edition: str, length: str) -> None:
        self.findings, self.book, self.display = findings, book, display
        self.brief = length == "brief"
        self.own: dict[str, list[Commentary]] = {}
        for paragraph in commentary:
            if paragraph.is_for(edition):
                self.own.setdefault(paragraph.place, []).append(paragraph)
        self.areas: dict[str, list[Finding]] = {}
        for finding in findings.by_indicator.values():
            self.areas.setdefault(finding.indicator.section, []).append(finding)
        self.prompts: dict[str, list[Sentence]] = {}
        wanted = overview.reasons_wanted(findings.by_indicator.values(), book) if (
            "prompt" in display.kinds) else ()
        for sentence in wanted:
            if sentence.indicator not in self.own:      # who has explained it is not asked
                self.prompts.setdefault(sentence.indicator, []).append(sentence)
        self.standing: dict[str, list[Passage]] = {}
        self.standings = 0      # sentences so far that only tell how a figure stands
        self._used: Counter[tuple[str, str]] = Counter()

    @cached_property
    def weights(self) -> Mapping[str, Weight]:
        """What each finding weighs, which several of the topics go by."""
        return weighed(self.findings.by_indicator.values(), self.book.file.weights)

    def narration(self) -> Narration:
        """Everything, topic by topic."""
        for words in self.display.standing:
            self.standing.setdefault(words.about, []).append(Passage(words.about, words.kind, (
                Statement(self._id(words.about, words.name), words.about, words.kind,
                          words.pieces, words.source),)))
        places = [place for place in self.own
                  if place not in self.areas and place not in self.findings.by_indicator]
        told = with_further({section: self._told(section, found)
                             for section, found in self.areas.items()},
                            self.findings.by_indicator, self.weights, self.book, self.brief)
        return Narration((
            Topic("notes", "", tuple(self.standing.get(REPORT, ()))),
            self._status(),
            *self._glance(),
            *(Topic(f"place.{place}", place, self._author(place)) for place in places),
            *(self._area(section, found, told[section])
              for section, found in self.areas.items()),
            self._questions(),
        ))

    # ── ids and sources ─────────────────────────────────────────────────────────────────────────

    def _id(self, about: str, name: str) -> str:
        self._used[about, name] += 1
        return f"{about}/{name}.{self._used[about, name]}"

    def _stated(self, sentence: Sentence, kind: Kind, about: str = "",
                also: Sequence[str] = ()) -> Statement:
        about = about or sentence.indicator
        move = next((m for m in sentence.moves if m not in JOINERS), kind)
        decided = dict.fromkeys(name for m in sentence.moves for name in THRESHOLDS.get(m, ()))
        return Statement(
            self._id(about, move.partition(".")[0] if kind == "sentence" else kind), about, kind,
            sentence.pieces, self._source(sentence), sentence.moves, sentence.rules,
            tuple(f"{name}={getattr(self.book.file, name)}" for name in decided), tuple(also),
            sentence.weight, sentence.left_out, sentence.because)

    def _source(self, sentence: Sentence) -> Source:
        rule = next((r for r in sentence.rules if r.partition(".")[0] in WHOLE),
                    next(iter(sentence.rules), ""))
        return self.book.sources.get(rule) or Source(self.book.name, rule)

    # ── topics ──────────────────────────────────────────────────────────────────────────────────

    def _author(self, place: str, about: str = "") -> tuple[Passage, ...]:
        """The author's own paragraphs for a place, a service area (`about`) or an indicator."""
        about = about or place
        return tuple(Passage(about, "author", tuple(
            Statement(self._id(about, "author"), about, "author", filled(text, self.findings),
                      _author_source(own, n))
            for n, text in enumerate(own.texts)), bullets=own.bullets)
            for own in self.own.get(place, ()))

    def _status(self) -> Topic:
        if "status" not in self.display.kinds or not self.findings.by_indicator:
            return Topic("status", "", ())
        proposed = [self._stated(sentence, "status")
                    for sentence in overview.status(self.findings, self.book, self.brief)]
        said = tuple(s for s in proposed if not s.left_out)
        return Topic("status", "", (Passage(REPORT, "status", said),),
                     tuple(s for s in proposed if s.left_out))

    def _glance(self) -> tuple[Topic, ...]:
        """The page of exceptions, where the layout has one: a row a passage."""
        if "exception" not in self.display.kinds:
            return ()
        page = glance(self.findings.by_indicator.values(), self.book, self.weights)
        kinds: tuple[tuple[Kind, tuple[Sentence, ...]], ...] = (
            ("exception", page.attention), ("achievement", page.well), ("absence", page.absent))
        passages = tuple(Passage(sentence.indicator, kind, (self._stated(sentence, kind),))
                         for kind, sentences in kinds for sentence in sentences)
        return (Topic("glance", "", passages, tuple(
            self._stated(sentence, kind) for kind, sentence in page.left_out)),)

    def _questions(self) -> Topic:
        candidates = questions.question_candidates(
            self.findings.by_indicator.values(), self.book, self.weights) if (
            "question" in self.display.kinds) else ()
        proposed = [self._stated(sentence, "question") for sentence in candidates]
        chosen = tuple(s for s in proposed if not s.left_out)
        return Topic("questions", "", (Passage(REPORT, "question", chosen),) * bool(chosen),
                     tuple(s for s in proposed if s.left_out))

    def _area(self, section: str, found: list[Finding], telling: Sequence[Told]) -> Topic:
        anchor = area_id(section)
        passages: list[Passage] = []
        candidates: list[Statement] = []
        if "lead" in self.display.kinds and not self.brief:
            lead = overview.area_lead(found, anchor, self.book)
            if lead is not None:
                passages.append(Passage(anchor, "lead", (
                    self._stated(lead, "lead", anchor, (lead.indicator,)),)))
        passages += self._author(section, anchor)
        before: set[str] = set()        # a note at the end is about one that was told
        subjects = {finding.indicator.id: finding.indicator.subject for finding in found}
        waiting: list[Passage] = []     # what the author says of what was told last
        last = ""
        for told in telling:
            said = [self._stated(sentence, "sentence", also=_also(told, sentence))
                    for sentence in told.sentences]
            if said and not (told.continues or _twins(subjects.get(last, ""),
                                                      subjects[told.indicator])):
                passages += waiting
                waiting = []
            if said:
                last = told.indicator
                passages.append(Passage(told.indicator, "sentence", tuple(said), told.continues))
            candidates += [self._stated(sentence, "sentence") for sentence in told.left_out]
            if told.indicator in before:
                continue
            before.add(told.indicator)
            passages += [Passage(told.indicator, "prompt", (self._stated(asked, "prompt"),))
                         for asked in self.prompts.get(told.indicator, ())]
            waiting += self._author(told.indicator)
        passages += waiting
        for kind, say in (("good", indicator_sentences.good),
                          ("improve", indicator_sentences.improve)):
            if kind in self.display.kinds and (rows := say(found, self.book)):
                passages.append(Passage(anchor, kind, tuple(
                    self._stated(row, kind, row.indicator) for row in rows)))
        for finding in found:
            passages += self._panel(finding)
        return Topic(anchor, section, tuple(passages), tuple(candidates))

    def _told(self, section: str, found: list[Finding]) -> tuple[Told, ...]:
        if self.brief:
            told = brief.area(found, self.book, list(self.areas).index(section), self.standings,
                              self.weights)
            self.standings += sum(rule.startswith("brief_standing.") for one in told
                                  for sentence in one.sentences for rule in sentence.rules)
            return told
        return area_sentences.area(found, self.book)

    def _panel(self, finding: Finding) -> list[Passage]:
        """What is said on an indicator's chart and under its tables."""
        name = finding.indicator.id
        passages: list[Passage] = []
        chart = self.display.charts.get(name)
        if chart is not None:
            caption = indicator_sentences.caption(finding, self.book, chart.shape)
            alt = chart_in_words(finding, self.book, chart)
            passages += [Passage(name, "caption", (self._stated(caption, "caption"),)),
                         Passage(name, "alt", (self._stated(alt, "alt"),))]
        return passages + self.standing.get(name, [])


def _also(told: Told, sentence: Sentence) -> tuple[str, ...]:
    """The indicators that a sentence tells of besides its own."""
    if COMPARED not in sentence.moves:
        return told.also
    return tuple(dict.fromkeys(fact.indicator for fact in sentence.facts
                               if fact.indicator != sentence.indicator))


def _twins(subject: str, other: str) -> bool:
    """Whether the two differ in one word: "... a valid PEP" and "... a valid TPEP"."""
    pairs = list(zip(subject.split(), other.split(), strict=False))
    alike = len(subject.split()) == len(other.split()) >= LEAST_WORDS
    return alike and sum(a != b for a, b in pairs) == 1


def _author_source(own: Commentary, number: int) -> Source:
    """Where one text of a paragraph stands: the line of its file, or the cell of its sheet."""
    cell = str(own.source).removeprefix(own.source.file).removeprefix(", ")
    return Source(own.source.file, cell, own.lines[number] if own.lines and not cell else 0)
