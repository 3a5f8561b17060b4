"""The figures of an author's sentence held to the facts: which each is, or what is nearest.

What a figure can be of is told in subjects.py, which fact it is in citing.py. It is a fact of what
its clause is about, a rounding of one, a sum or a difference of two; of the month and the
comparator that stand beside it, where they do. What counts something else (staff, teams, pounds
spent) is noted and not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from briefing.narrative.compared import stem_and_name
from briefing.review.agreeing import fits_unit, of_month
from briefing.review.citing import is_of_time, which_fact
from briefing.review.clauses import clause_at, clauses
from briefing.review.faults import Cited, Fault, Severity
from briefing.review.known import Known, Reference
from briefing.review.naming import Names
from briefing.review.quantities import Quantity, quantities
from briefing.review.redline import redline
from briefing.review.said import Said
from briefing.review.slips import SMALL, is_far, is_near, of_so_many, swapped
from briefing.review.subjects import TO_NEXT, Subjects
from briefing.review.wholes import nearly_whole

NEAREST = 2                     # facts that are named beside a figure that is none
# After a number and its noun: that only a part of them is counted.
_PART_OF = re.compile(
    r"^ (?:[a-z-]+ ){0,3}?(?:that|which|who|where|whose|from|involving|about|relating|concerning"
    r"|awaiting|waiting|logged|made|recorded|received|held|transferred|moved|placed|closed|reopened"
    r"|(?:were|was|are|is|have been|had been) (?!in\b|the\b|above|below|received|made|recorded"
    r"|reported|counted)"
    r"[a-z]+(?:ed|n|t)\b)")
_SOME_OF = re.compile(r"^ of (?:the|these|those|them|our|all)\b")
# "We trained 300 officers": some of them, to whom something was done.
_DONE_TO = re.compile(r"\b(?:we|they|team|staff|service|trust|council|force|board) (?:have |has "
                      r"|had |also |now )*(?!let|saw|received|recorded|had|completed|opened|closed)"
                      r"[a-z]+(?:ed|ught|et|ew|old|ent) (?:(?:to|with|up|all|some|about) )*$", re.I)
# After a noun: that what it counts stood, came or went.
STANDING = frozenset(("were", "was", "are", "is", "had", "have", "has", "let", "left", "made",
                      "of", "in", "at", "to", "for", "on", "and", "or", "a", "the", "short", "over",
                      "per", "this", "last", "came", "went", "began", "open", "empty"))
SHORT = 12                      # words: a longer change is no exchange of one figure for another


class FigureReader:
    """Holds the figures of sentences to what is known."""

    def __init__(self, known: Known, names: Names) -> None:
        self.known = known
        self.names = names
        self.subjects = Subjects(known, names)

    def read(self, said: Said) -> tuple[list[Fault], list[Cited]]:
        """What is wrong with the sentence's figures, and which facts the others are."""
        faults: list[Fault] = []
        cited: list[Cited] = []
        parts = clauses(said.text, said.about, self.names, said.near)
        replaced = _replaced(said)
        written = {q.text for q in quantities(said.before)} if said.before else set()
        at = 0
        for quantity in quantities(said.text, self._own_words(said)):
            if quantity.figure.kind in ("fraction", "range"):
                continue
            clause = clause_at(quantity.place[0], parts)
            was_figure = quantity.place[0] in replaced
            subjects, sure = self.subjects.of(quantity, clause, said, at, was_figure)
            kept = quantity.text in written and not was_figure and not quantity.month
            fault, citation = self._judge(quantity, subjects, sure, said, was_figure, kept)
            if fault is None and (citation is None or not citation.fact):
                fault = swapped(quantity, (*subjects, *said.about, *said.near), self.known)
            # "no" of "with no current inspection 2.6%" is a word of what the figure is of
            if fault or (citation and (citation.fact or not quantity.spelt)):
                at = quantity.place[1]
            faults += [fault] if fault else []
            cited += [citation] if citation else []
        faults += of_so_many(said.text, parts, said.about, said.near, self.known)
        return faults, cited

    def _own_words(self, said: Said) -> list[str]:
        near = dict.fromkeys((*said.about, *said.near, *self.names.named(said.text)))
        own = [words for indicator in map(self.known.indicators.__getitem__, near)
               for words in (indicator.subject, indicator.title, indicator.zero)
               if any(c.isdigit() for c in words)]
        # "Year 11" of "Absences: Year 11"; "16 to 17" by itself would be two figures
        return own + [part for name in near
                      for part in stem_and_name(self.known.indicators[name].title)
                      if part[:1].isalpha() and any(c.isdigit() for c in part)]

    def _judge(self, quantity: Quantity, subjects: tuple[str, ...], sure: bool, said: Said,
               was_figure: bool, kept: bool) -> tuple[Fault | None, Cited | None]:
        if not subjects:
            return nearly_whole(quantity, said, self.known, self.names), Cited(quantity.text)
        foreign = quantity.noun and not self.names.speaks_of(quantity.noun, subjects)
        if foreign:
            return None, Cited(quantity.text)
        if quantity.figure.kind == "measure" and not self._has_span(quantity, subjects):
            return None, Cited(quantity.text)
        if quantity.figure.kind == "money" and not self.known.has_unit(subjects, "money"):
            return None, Cited(quantity.text)
        if quantity.figure.kind == "word" and not _counts(quantity, was_figure):
            return None, None
        references = [r for name in subjects for r in self.known.references(name)]
        fault, citation = which_fact(quantity, references, subjects, said.text, self.known)
        if citation is not None:
            return fault, citation
        if kept:
            return None, Cited(quantity.text)   # it stood there as it was written
        if self._is_of_some(quantity, subjects):
            return None, Cited(quantity.text)
        if self._only_shares(quantity, subjects) and not is_near(quantity, references, self.known):
            # it counts some of them
            return nearly_whole(quantity, said, self.known, self.names), Cited(quantity.text)
        severity = self._severity(quantity, subjects, sure, said, was_figure)
        return Fault(severity, f"{quantity.text} is no figure of {self.known.names(subjects)} in "
                     f"this report{of_month(quantity)}.",
                     self._nearest(quantity, references, subjects),
                     quantity.place), Cited(quantity.text)

    def _is_of_some(self, quantity: Quantity, subjects: tuple[str, ...]) -> bool:
        """Whether it counts some of them, or what only has to do with them: "36 student officers",
        "12 call handlers" beside thousands of officers and calls."""
        if quantity.figure.kind not in ("count", "word") or len(quantity.noun) < 2 or (
                not is_far(quantity, subjects, self.known)):
            return False
        return any(not self.names.speaks_of((word,), subjects) and not word.endswith("ed")
                   and word not in STANDING for word in quantity.noun[:2])

    def _has_span(self, quantity: Quantity, subjects: Iterable[str]) -> bool:
        """Whether it is a length of time, of the unit that one of the indicators is in."""
        return any(self.known.indicators[name].unit.rstrip("s").replace("_", " ") in quantity.text
                   for name in subjects)

    def _only_shares(self, quantity: Quantity, subjects: Iterable[str]) -> bool:
        """Whether it counts things, and all that is named is a percentage of such."""
        return quantity.figure.kind in ("count", "word") and all(
            self.known.indicators[name].unit == "percent" for name in subjects)

    # ── what is said of one that is none ────────────────────────────────────────────────────────

    def _severity(self, quantity: Quantity, subjects: tuple[str, ...], sure: bool, said: Said,
                  was_figure: bool) -> Severity:
        if was_figure:
            return "error"
        if quantity.noun:
            # "we let 108 homes": what stands before it belongs to the name too
            lead = re.split(r"[,;(.] ", said.text[:quantity.place[0]])[-1]
            after = said.text[quantity.place[1]:]
            share = quantity.figure.kind == "percent" or (
                quantity.figure.kind == "n of N" and quantity.spelt)
            named = f"{lead} {TO_NEXT.split(after)[0] if share else ' '.join(quantity.noun)}"
            whole = set(self.names.named(named)) & set(subjects)
            alone = set(self.names.named(" ".join(quantity.noun))) & set(subjects)
            if not share and (not alone or _DONE_TO.search(said.text[:quantity.place[0]])) and (
                    is_far(quantity, subjects, self.known)):
                return "note"
            if not whole or (not share and (_SOME_OF.match(after) or _PART_OF.match(
                    _without(after, quantity.noun)))):
                few = not share and quantity.value <= SMALL
                return "note" if few else "warning"
            if not share and len(alone) == 1:
                return "error"      # of one thing, whatever else the sentence speaks of
        return "error" if sure else "warning"

    def _nearest(self, quantity: Quantity, references: Sequence[Reference],
                 subjects: Sequence[str]) -> str:
        """The facts nearest to it, those of its month first; and whose figure it is, if one's."""
        fitting = [r for r in references if fits_unit(quantity, r) and r.role not in (
            "apart", "count")]
        timed = [r for r in fitting if is_of_time(quantity, r, self.known) and (
            not quantity.role or r.role == quantity.role)]
        value = Fraction(quantity.value)
        ranked = sorted(timed or fitting, key=lambda r: abs(r.value - value))
        chosen: dict[str, Reference] = {}
        for r in ranked:
            chosen.setdefault(r.text, r)
        near = [f"{r.text} ({r.label})" for r in list(chosen.values())[:NEAREST]]
        other = self._elsewhere(quantity, subjects)
        hint = f"Nearest: {' and '.join(near)}." if near else ""
        return f"{hint} {other}".strip()

    def _elsewhere(self, quantity: Quantity, subjects: Sequence[str]) -> str:
        """Whose figure of the month it is, where it is another indicator's."""
        value = Fraction(quantity.value)
        if quantity.spelt or value <= SMALL:
            return ""
        for name, truth in self.known.truths.items():
            shown = truth.shown(truth.now)
            percent = truth.one.unit == "percent"
            if name not in subjects and shown == value and percent == (
                    quantity.figure.kind == "percent"):
                return f"It is the figure of ‘{truth.one.subject}’."
        return ""


def _counts(quantity: Quantity, was_figure: bool) -> bool:
    """Whether a number in letters counts what the clause is about."""
    if was_figure or quantity.month or quantity.when or quantity.apart:
        return True
    return bool(quantity.noun) and quantity.text.strip().casefold() not in ("no", "one", "none")


def _without(after: str, noun: Sequence[str]) -> str:
    """What follows a number and its noun."""
    last = noun[0]
    place = after.casefold().find(last)
    return after[place + len(last):] if place >= 0 else after


def _replaced(said: Said) -> set[int]:
    """Where figures begin that stand in place of a written one."""
    if not said.before:
        return set()
    places: set[int] = set()
    at, went = 0, ""
    for span in redline(said.before, said.text):
        if span.fate == "gone":
            went = span.text
            continue
        short = max(len(went.split()), len(span.text.split())) <= SHORT
        if span.fate == "new" and short and quantities(went):
            old = quantities(went)
            for n, q in enumerate(quantities(span.text)):
                if n < len(old) and (old[n].figure.kind == q.figure.kind or {
                        old[n].figure.kind, q.figure.kind} <= {"count", "word"}):
                    places.add(at + q.place[0])
        at += len(span.text)
        went = ""
    return places
