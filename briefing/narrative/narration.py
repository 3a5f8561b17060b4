"""The narration: everything that is said anywhere in a report, as plain frozen data.

A *statement* is one thing that is said: a sentence, a caption, an alt text, a question, a note, a
paragraph of the author's. It carries a stable id, what it is about, its pieces (words, and figures
with their facts), the rules and thresholds that chose it, and its source. Statements that stay
together are a *passage*, passages on one subject a *topic*. A layout places statements and carries
their ids into the document; whoever asks later where words are from looks them up by id.

The id is "ABOUT/NAME.N": `referrals.volume/change.1`, `area.referrals/lead.1`, `report/status.1`,
`background/author.2`. ABOUT is an indicator, a service area (`area.…`), a place of the author's or
"report"; NAME is the move of a sentence, else the kind; N counts from 1 within both. So the same
thing said next month has the same id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from briefing.facts import Fact
from briefing.narrative.sentence import Pieces, facts_of, text_of
from briefing.reading.commentary import slug

REPORT = "report"
CONCERN = "concern"     # the move by which a topic's main concern is known

# sentence  one of the running text on an indicator, or on several that are told in one
# lead      what matters most in a service area
# status    how the whole stands
# question  for members          prompt   what the author is asked to explain
# good      improve              bullets of a service area's analysis
# exception  achievement         what needs attention, and what went well, over the whole report
# absence   what has no figure to be rated by
# caption   alt                  the message of a chart, and the chart in words
# trend     a sparkline in words
# strip     strip_alt            where an area stands among others: over its dots, and them in words
# note      a footnote: what an indicator is, its source, what symbols mean, what was restated
# withheld  what is withheld, and by which rule
# author    a paragraph or bullet of the author's own
Kind = Literal["sentence", "lead", "status", "exception", "achievement", "absence", "question",
               "prompt", "good", "improve", "caption", "alt", "trend", "strip", "strip_alt",
               "note", "withheld", "author"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where words are from: a file, the entry in it, and its line where that is known.

    A sentence is from an entry of the book ("say.change, entry 3"), a note from the layout
    ("words.symbols") or the indicator's own row ("definition"), a paragraph from a file of the
    author's.
    """

    file: str
    entry: str = ""
    line: int = 0

    def __str__(self) -> str:
        entry = f", {self.entry}" if self.entry else ""
        return f"{self.file}{entry}{f', line {self.line}' if self.line else ''}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said. `also` are the indicators that it tells besides what it is about.

    `rules` name the book's entries that chose its words, `thresholds` those of the book's that its
    moves were decided by ("run_at_least=3"). `weight` is how much it matters. `because` says why it
    was chosen among others, where there was a choice; `left_out` why a candidate was not: it is ""
    of everything that is said.
    """

    id: str
    about: str
    kind: Kind
    pieces: Pieces
    source: Source
    moves: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    thresholds: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    weight: int = 0
    left_out: str = ""
    because: str = ""

    @property
    def text(self) -> str:
        """The statement as a reader sees it."""
        return text_of(self.pieces)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that its figures state, in their order."""
        return facts_of(self.pieces)


@dataclass(frozen=True, slots=True)
class Passage:
    """Statements of one kind on one subject, which a layout keeps together.

    `continues` tells that the words lean on those before: no new paragraph begins with them.
    `bullets` tells that the author set them as a list.
    """

    about: str
    kind: Kind
    statements: tuple[Statement, ...]
    continues: bool = False
    bullets: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """Passages on one subject, in reading order: a service area, or a part of the whole report.

    `id` is "area.…" of a service area, "place.…" of what the author filed under a place of the
    layout; else "status", "glance", "questions" or "notes". `candidates` are what was proposed and
    not chosen, each with the reason in `left_out`.
    """

    id: str
    title: str
    passages: tuple[Passage, ...]
    candidates: tuple[Statement, ...] = ()

    def of(self, *kinds: Kind) -> tuple[Passage, ...]:
        """Its passages of these kinds, in order."""
        return tuple(passage for passage in self.passages if passage.kind in kinds)

    def statements(self, *kinds: Kind) -> tuple[Statement, ...]:
        """The statements of its passages of these kinds, in order."""
        return tuple(s for passage in self.of(*kinds) for s in passage.statements)

    @property
    def main(self) -> tuple[Statement, ...]:
        """What matters most: its lead; in brief the passage of its main concern, else its first."""
        sentences = self.of("sentence")
        concern = next((p for p in sentences if any(CONCERN in s.moves for s in p.statements)),
                       next(iter(sentences), None))
        return self.statements("lead") or (concern.statements if concern is not None else ())


@dataclass(frozen=True)
class Narration:
    """All that is said, by topic; look a statement up by its id, or by what it is about."""

    topics: tuple[Topic, ...]

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Everything that is said, by its id, in order."""
        return {s.id: s for topic in self.topics for passage in topic.passages
                for s in passage.statements}

    @cached_property
    def candidates(self) -> tuple[Statement, ...]:
        """What was proposed and not chosen."""
        return tuple(s for topic in self.topics for s in topic.candidates)

    @cached_property
    def _topics(self) -> Mapping[str, Topic]:
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def _passages(self) -> Mapping[tuple[str, str], tuple[Passage, ...]]:
        by_kind: dict[tuple[str, str], tuple[Passage, ...]] = {}
        for topic in self.topics:
            for passage in topic.passages:
                key = passage.about, passage.kind
                by_kind[key] = (*by_kind.get(key, ()), passage)
        return by_kind

    def topic(self, name: str) -> Topic:
        """The topic of that id; one without passages where nothing is said."""
        return self._topics.get(name) or Topic(name, "", ())

    def area(self, section: str) -> Topic:
        """The topic of a service area."""
        return self.topic(area_id(section))

    def passages(self, about: str, kind: Kind) -> tuple[Passage, ...]:
        """The passages of that kind about an indicator, a service area, a place or the report."""
        return self._passages.get((about, kind), ())

    def on(self, about: str, kind: Kind) -> tuple[Statement, ...]:
        """The statements of that kind about an indicator, a service area, a place or the report."""
        return tuple(s for passage in self.passages(about, kind) for s in passage.statements)

    @cached_property
    def said(self) -> Mapping[str, tuple[Statement, ...]]:
        """The sentences that tell of each indicator, those that tell of others too included."""
        by_indicator: dict[str, tuple[Statement, ...]] = {}
        for passage in (p for topic in self.topics for p in topic.of("sentence")):
            names = dict.fromkeys((passage.about, *(n for s in passage.statements for n in s.also)))
            for name in names:
                by_indicator[name] = (*by_indicator.get(name, ()), *passage.statements)
        return by_indicator

    def naming(self, indicator: str) -> Iterator[Statement]:
        """Everything that is said of the indicator, and what was proposed and not chosen."""
        for statement in (*self.statements.values(), *self.candidates):
            if indicator in (statement.about, *statement.also):
                yield statement


def area_id(section: str) -> str:
    """What a service area is called in ids: "area.care-leavers"."""
    return f"area.{slug(section)}"
