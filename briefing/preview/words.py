"""What is typed, looked at meanwhile as `review` and `build` would: its figures, its claims.

And the slots that can be put in: figures that are facts, found by any words of their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from briefing.explain.fact import role_in_words
from briefing.explain.indicator import in_words
from briefing.measures import Measures, measure
from briefing.narrative.own_words import filled, given_away, word_problems
from briefing.narrative.sentence import Pieces, text_of
from briefing.prepared import Edition, Prepared
from briefing.problems import Place, Problem
from briefing.reading.commentary import Commentary, of_edition, parse, slug
from briefing.reading.slots import filled_commentary, words_of
from briefing.review.faults import Cited, Severity
from briefing.review.judging import Judge
from briefing.review.passages import Passage, Verdict

SLOTS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a sentence, or of the whole text where `sentence` is ""."""

    severity: Severity
    what: str
    hint: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """One paragraph or bullet as a reader will see it, with what is said of it.

    `figures` are the numbers in it, each with the fact that it states, "" where it states none.
    """

    pieces: Pieces
    bullet: bool
    figures: tuple[Cited, ...]
    remarks: tuple[Remark, ...]

    @property
    def text(self) -> str:
        """The words as they will stand."""
        return text_of(self.pieces)


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure that can be put into the author's words: what is typed, what it shows, what it is.
    """

    slot: str
    shown: str
    what: str


class Reader:
    """Reads what is typed by the figures of one report; what that takes is made once for each."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared

    @cached_property
    def judge(self) -> Judge:
        """The reviewer's judge."""
        return Judge(self.prepared)

    @cached_property
    def measures(self) -> Measures:
        """The figures before anything is withheld."""
        report = self.prepared.report
        return measure(report.observations, report.dictionary, report.period.last,
                       report.period.step)

    def read(self, name: str, text: str) -> tuple[tuple[Read, ...], tuple[Remark, ...]]:
        """The paragraphs of the file as they will read, and what is said of the whole text."""
        report = self.prepared.report
        place, edition = of_edition(Path(name).stem)
        found = parse(self._area(place) or place, text, Place(name), edition)
        own = filled_commentary(found, words_of(report.settings.report, report.period))
        printing = [one for one in self.prepared.editions if edition in ("", one.name)]
        findings = (printing or list(self.prepared.editions))[0].findings
        made: list[Read] = []
        whole = [_remark(problem) for problem in dict.fromkeys(
            self._problems(own, printing))]
        for paragraph in own:
            for words in paragraph.texts:
                pieces = filled(words, findings)
                verdicts = self._judged(text_of(pieces), place, printing)
                figures = tuple(dict.fromkeys(
                    cited for verdict in verdicts for cited in verdict.figures))
                made.append(Read(pieces, paragraph.bullets, figures, tuple(dict.fromkeys(
                    Remark(v.severity, v.what, v.hint, v.sentence) for v in verdicts
                    if v.severity != "note"))))
        return tuple(made), tuple(whole)

    def _area(self, place: str) -> str:
        """The service area that a file's name means, "" for other places."""
        return next((section for section in self.prepared.report.dictionary.sections
                     if slug(section) == place), "")

    def _problems(self, own: Sequence[Commentary], printing: Sequence[Edition]
                  ) -> Iterator[Problem]:
        """What a build would say of the words: slots, typed figures, figures that are withheld."""
        for edition in printing:
            report = replace(self.prepared.report, commentary=tuple(own))
            yield from word_problems(report, edition.findings, edition.name)
            if edition.policy is not None and edition.withheld:
                yield from given_away(report, edition.withheld, self.measures, edition.name)

    def _judged(self, words: str, place: str, printing: Sequence[Edition]) -> list[Verdict]:
        names = tuple(one.name for one in printing)
        passage = Passage(place, "", words, self._statements(place), "paragraph",
                          made_in=names[0] if names else "private", editions=names)
        return self.judge.passage(passage)

    def _statements(self, place: str) -> tuple[str, ...]:
        """A statement about the indicator that the place is of: what the words are about, then."""
        for edition in self.prepared.editions:
            for statement in edition.composed.narration.naming(place):
                if statement.about == place and not statement.also and not statement.left_out and (
                        statement.kind in ("sentence", "author", "prompt")):
                    return (statement.id,)
        return ()

    # ── slots ───────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Every figure that the author's words can show."""
        return tuple(
            Slot(f"{{{name}.{role}}}", in_words(fact),
                 f"{finding.indicator.title}: {role_in_words(role, self.prepared.report)}")
            for name, finding in self.prepared.editions[0].findings.by_indicator.items()
            for role, fact in finding.facts.items() if re.fullmatch(r"[a-z0-9_.]+", role))

    def slots_like(self, typed: str, near: str = "") -> tuple[Slot, ...]:
        """The slots whose names have all the words that were typed; those of `near` come first."""
        wanted = typed.casefold().split()
        fits = [slot for slot in self.slots
                if all(word in f"{slot.slot} {slot.what}".casefold() for word in wanted)]
        fits.sort(key=lambda slot: (not slot.slot.startswith(f"{{{near}.") if near else False,
                                    not slot.slot.startswith(f"{{{typed.casefold()}")))
        return tuple(fits[:SLOTS_SHOWN])


def _remark(problem: Problem) -> Remark:
    return Remark("warning" if problem.warning else "error", problem.what, problem.hint)
