"""The figures of an author's sentence held to the facts: which each is, or what is nearest.

A figure is a fact of what its clause is about, a rounding of one, a sum or a difference of two; of
the month and the comparator that stand beside it, where they do. What counts something else (staff,
teams, pounds spent) is noted and not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations

from briefing.narrative.compared import stem_and_name
from briefing.periods import Month, Year
from briefing.review.agreeing import (
    ABOUT,
    fits_unit,
    is_so_much,
    matching,
    of_month,
    time_said,
    times,
)
from briefing.review.clauses import Clause, clause_at, clauses
from briefing.review.differing import apart_of
from briefing.review.faults import Cited, Fault, Severity
from briefing.review.known import Known, Reference
from briefing.review.naming import Names
from briefing.review.quantities import Quantity, quantities
from briefing.review.redline import redline
from briefing.review.said import Said
from briefing.review.slips import SMALL, is_far, is_near, is_stale, of_so_many, swapped
from briefing.review.spans import quarter_named
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
_LISTED = re.compile(r"^\)?,?(?: and)? ")      # what joins a share to the one before
# "We trained 300 officers": some of them, to whom something was done.
_DONE_TO = re.compile(r"\b(?:we|they|team|staff|service|trust|council|force|board) (?:have |has "
                      r"|had |also |now )*(?!let|saw|received|recorded|had|completed|opened|closed)"
                      r"[a-z]+(?:ed|ught|et|ew|old|ent) (?:(?:to|with|up|all|some|about) )*$", re.I)
# Where what is said of a figure ends; the number in "within 62 days" is a part of it.
_TO_NEXT = re.compile(r"[,;:(.] |\d[\d,.]*(?![\d,.]| ?(?:working )?(?:hour|day|week|month|year)"
                      r"s?\b)| (?:up|down|from|compared|while|and|but) ")
# After a noun: that what it counts stood, came or went.
STANDING = frozenset(("were", "was", "are", "is", "had", "have", "has", "let", "left", "made",
                      "of", "in", "at", "to", "for", "on", "and", "or", "a", "the", "short", "over",
                      "per", "this", "last", "came", "went", "began", "open", "empty"))
SHORT = 12                      # words: a longer change is no exchange of one figure for another


_OF_A_CHANGE = re.compile(r"\b(?:increase|reduction|rise|fall|decrease|growth|drop)\b", re.I)


class FigureReader:
    """Holds the figures of sentences to what is known."""

    def __init__(self, known: Known, names: Names) -> None:
        self.known = known
        self.names = names

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
            subjects, sure = self._subjects(quantity, clause, said, at, was_figure)
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
        own = [words for name in near for one in [self.known.indicators[name]]
               for words in (one.subject, one.title, one.zero) if any(c.isdigit() for c in words)]
        # "Year 11" of "Absences: Year 11"; "16 to 17" by itself would be two figures
        return own + [part for name in near
                      for part in stem_and_name(self.known.indicators[name].title)
                      if part[:1].isalpha() and any(c.isdigit() for c in part)]

    def _subjects(self, quantity: Quantity, clause: Clause, said: Said, at: int,
                  was_figure: bool) -> tuple[tuple[str, ...], bool]:
        """The indicators that the figure can be of, and whether it surely is one's of them."""
        start, end = quantity.place
        if clause.foreign and not was_figure and self.names.is_of_other(
                said.text[clause.start:clause.end]):
            return (), False
        lead = said.text[max(clause.start, at):start]
        # "17.0%, and in schools with no current inspection 2.6%": the end of a name that is told
        end_of_name = " ".join(("", *_LISTED.sub("", lead).casefold().split()))
        listed = tuple(name for name in said.about if end_of_name.strip() and self.known.indicators[
            name].subject.casefold().endswith(end_of_name))
        if listed:
            return listed, True
        local = [name for part in re.split(r",| and ", lead) for name in self.names.named(part)]
        local = local or list(self.names.named(lead))
        noun = tuple(name for name in self.names.named(" ".join(quantity.noun))
                     if self.known.indicators[name].amounts_to) if quantity.noun and (
                         quantity.figure.kind != "percent") else ()
        # "2.6% in schools with no current inspection"
        trail = re.match(r" (?:in|of|for) [^,.;()\d]{8,80}", said.text[end:])
        told = tuple(dict.fromkeys((*local, *noun, *(
            self.names.named(trail[0], said.near) if trail else ()))))
        if not told and quantity.figure.kind in ("percent", "n of N"):
            told = self._behind(said.text[end:clause.end])
        told = self._fitting(quantity, told, clause, said)
        if told:
            also = () if clause.foreign else clause.about
            return tuple(dict.fromkeys((*told, *also))), True
        if clause.foreign and not was_figure:
            counted = self._counted(quantity, said, clause)
            return counted, bool(counted)
        subjects = clause.about or (said.about if was_figure else ())
        return subjects, bool(subjects)

    def _fitting(self, quantity: Quantity, told: tuple[str, ...], clause: Clause, said: Said
                 ) -> tuple[str, ...]:
        """What is named, or where that is all counts and the figure is a share: the percentages
        that the sentence is about."""
        share = quantity.figure.kind in ("percent", "points") or (
            quantity.figure.kind == "n of N" and not any(c.isdigit() for c in quantity.text))
        if not share or not told or self._of_unit(told, "percent"):
            return told
        percents = tuple(name for name in dict.fromkeys((*said.about, *clause.about))
                         if self.known.indicators[name].unit == "percent")
        return percents or told

    def _counted(self, quantity: Quantity, said: Said, clause: Clause) -> tuple[str, ...]:
        """The count of the area that a number and what is said of it name: "1,340 young people
        were waiting for treatment"."""
        if quantity.figure.kind not in ("count", "word") or not quantity.noun or (
                quantity.value <= SMALL) or self.names.named(" ".join(quantity.noun)):
            return ()
        words = _TO_NEXT.split(said.text[quantity.place[1]:clause.end])[0]
        return tuple(name for name in self.names.named(words, said.near)
                     if self.known.indicators[name].unit == "count")

    def _behind(self, text: str) -> tuple[str, ...]:
        """The percentages that what is said of a share names: "88.0% were assessed in time"."""
        words = _TO_NEXT.split(text)[0]
        return tuple(name for name in self.names.named(words)
                     if self.known.indicators[name].unit == "percent")

    def _judge(self, quantity: Quantity, subjects: tuple[str, ...], sure: bool, said: Said,
               was_figure: bool, kept: bool) -> tuple[Fault | None, Cited | None]:
        if not subjects:
            return nearly_whole(quantity, said, self.known, self.names), Cited(quantity.text)
        foreign = quantity.noun and not self.names.speaks_of(quantity.noun, subjects)
        if foreign:
            return None, Cited(quantity.text)
        if quantity.figure.kind == "measure" and not self._has_span(quantity, subjects):
            return None, Cited(quantity.text)
        if quantity.figure.kind == "money" and not self._of_unit(subjects, "money"):
            return None, Cited(quantity.text)
        if quantity.figure.kind == "word" and not _counts(quantity, was_figure):
            return None, None
        references = [r for name in subjects for r in self.known.references(name)]
        fault, citation = self._held_to(quantity, references, subjects, said.text)
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
        return Fault(severity, f"{quantity.text} is no figure of {self._named(subjects)} in this "
                     f"report{of_month(quantity)}.", self._nearest(quantity, references, subjects),
                     quantity.place), Cited(quantity.text)

    def _is_of_some(self, quantity: Quantity, subjects: tuple[str, ...]) -> bool:
        """Whether it counts some of them, or what only has to do with them: "36 student officers",
        "12 call handlers" beside thousands of officers and calls."""
        if quantity.figure.kind not in ("count", "word") or len(quantity.noun) < 2 or (
                not is_far(quantity, subjects, self.known)):
            return False
        return any(not self.names.speaks_of((word,), subjects) and not word.endswith("ed")
                   and word not in STANDING for word in quantity.noun[:2])

    def _of_unit(self, subjects: Iterable[str], unit: str) -> bool:
        return any(self.known.indicators[name].unit_class == unit for name in subjects)

    def _has_span(self, quantity: Quantity, subjects: Iterable[str]) -> bool:
        """Whether it is a length of time, of the unit that one of the indicators is in."""
        return any(self.known.indicators[name].unit.rstrip("s").replace("_", " ") in quantity.text
                   for name in subjects)

    # ── which fact it is ────────────────────────────────────────────────────────────────────────

    def _held_to(self, quantity: Quantity, references: Sequence[Reference],
                 subjects: tuple[str, ...], text: str) -> tuple[Fault | None, Cited | None]:
        """The fact that it is, with a fault where it is another's; (None, None) where it is none.
        """
        fitting = [r for r in references if fits_unit(quantity, r) and r.role != "change"]
        if quantity.figure.kind == "n of N":
            return self._parts(quantity, references, subjects)
        if quantity.apart:
            apart = apart_of(quantity, references, subjects, text, self.known)
            if apart is not None:
                return apart
        timed = [r for r in fitting if self._is_of_time(quantity, r)]
        wanted = [r for r in timed if not quantity.role or r.role == quantity.role]
        for among, right in ((wanted, True), (timed, not quantity.role), (fitting, False)):
            match = matching(quantity, among)
            if match is None:
                continue
            reference, rounding = match
            fault = None
            if not right:
                fault = self._of_another(quantity, reference, wanted)
            elif is_stale(quantity, reference, text, self.known):
                fault = self._of_another(quantity, reference, [
                    r for r in fitting if r.role == reference.role
                    and r.indicator == reference.indicator])
            elif rounding == "loose" and quantity.apart:
                continue        # "by 300" is no month's 312
            elif rounding == "loose":
                fault = Fault("warning", f"{quantity.text} is a rounding of {reference.text} "
                              f"({reference.label}), and is not said to be one.",
                              f"Write {reference.text}, or about {quantity.text}.", quantity.place)
            return fault, Cited(quantity.text, f"{self.known.name(reference.indicator)}: "
                                f"{reference.label}", bool(rounding))
        total = self._total(quantity, fitting)
        if total:
            return None, Cited(quantity.text, total)
        if quantity.figure.kind == "percent" and _OF_A_CHANGE.search(text):
            for r in references:
                if r.role == "change" and is_so_much(quantity, r.value):
                    return None, Cited(quantity.text, f"{self.known.name(r.indicator)}: the "
                                       f"change in per cent ({r.label})")
        return None, None

    def _is_of_time(self, quantity: Quantity, reference: Reference) -> bool:
        """Whether the fact is of the time that the figure is said to be of; of any, where none is.
        """
        if not (quantity.month or quantity.when):
            return True
        truth = self.known.truths[reference.indicator]
        if quarter_named(quantity.month) and truth.one.step != 3:
            return True         # a quarter of what goes by months: there are no such figures
        if quantity.role and reference.role == quantity.role:
            return True
        if not isinstance(reference.period, Month):
            return (reference.period is None and reference.role not in (
                "count", "apart")) or isinstance(reference.period, Year)
        return reference.period in times(quantity, truth)

    def _of_another(self, quantity: Quantity, reference: Reference,
                    wanted: Sequence[Reference]) -> Fault:
        """That it is another month's figure, or another comparator's."""
        right = next(iter(wanted), None)
        what = f"{quantity.text} is {reference.label}"
        if quantity.role:
            what += ", and is said to be " + {
                "target": "the target", "mean_12m": "the 12 month average"}.get(
                    quantity.role, "that of others")
        elif quantity.month or quantity.when:
            what += f", and is said to be {time_said(quantity)}"
        else:
            what += ", and no month is said"
        hint = f"It is {right.text} ({right.label})." if right is not None else (
            "There is no such figure.")
        return Fault("error", f"{what}.", hint, quantity.place)

    def _only_shares(self, quantity: Quantity, subjects: Iterable[str]) -> bool:
        """Whether it counts things, and all that is named is a percentage of such."""
        return quantity.figure.kind in ("count", "word") and all(
            self.known.indicators[name].unit == "percent" for name in subjects)

    def _parts(self, quantity: Quantity, references: Sequence[Reference],
               subjects: Iterable[str]) -> tuple[Fault | None, Cited | None]:
        """ "7 of 32": numerator and denominator of one month, or what is left of it; "two in five":
        about the share."""
        above, below = (Fraction(value) for value in quantity.figure.values[:2])
        by_month: dict[tuple[str, object], dict[str, Fraction]] = {}
        for r in references:
            if r.role in ("numerator", "denominator", "rest"):
                by_month.setdefault((r.indicator, r.period), {})[r.role] = r.value
        for (name, period), parts in by_month.items():
            if parts.get("denominator") == below and above in (
                    parts.get("numerator"), parts.get("rest")):
                month = self.known.truths[name].named(period) if isinstance(period, Month) else ""
                return None, Cited(quantity.text, f"{self.known.name(name)}: the numerator and "
                                   f"denominator of {month}")
        in_words = 0 < below <= 10 and not re.search(r"\d", quantity.text)
        if in_words or " in " in quantity.text:
            share = above * 100 / below if below else Fraction(0)
            close = [r for r in references if r.unit == "percent"
                     and abs(r.value - share) <= max(share * ABOUT, Fraction(3, 2))]
            if close:
                return None, Cited(quantity.text, f"{self.known.name(close[0].indicator)}: "
                                   f"{close[0].label}", True)
        counts = {r.value for r in references if r.unit != "percent" and r.role not in (
            "numerator", "denominator", "rest", "count", "apart", "change")}
        if above in counts and below in counts:
            return None, Cited(quantity.text, "two figures of this report")
        for name in subjects:
            truth = self.known.truths[name]
            parts = by_month.get((name, truth.now), {})
            if parts.get("denominator") == below:
                return Fault(
                    "error", f"{quantity.text} is no figure of {self._named((name,))} in this "
                    "report.", f"It is {int(parts['numerator'])} of {int(below)} in "
                    f"{truth.named(truth.now)}.", quantity.place), Cited(quantity.text)
        return None, None

    def _total(self, quantity: Quantity, fitting: Sequence[Reference]) -> str:
        """What it is the sum of: two or three facts of one time; "" where it is none."""
        if quantity.figure.kind not in ("count", "money"):
            return ""
        fitting = [r for r in fitting if self._is_of_time(quantity, r)]
        by_time: dict[object, list[Reference]] = {}
        for r in fitting:
            if r.role in ("month", "to_date", "sum_12m"):
                by_time.setdefault((r.role, r.period), []).append(r)
        value = Fraction(quantity.value)
        for group in by_time.values():
            for length in (2, 3):
                for chosen in combinations(group[:8], length):
                    if sum(r.printed for r in chosen) == value:
                        return "the sum of " + " and ".join(r.text for r in chosen)
        months = [r for r in fitting if r.role == "month"][:13]
        for length in range(2, len(months) + 1):
            if len({r.indicator for r in months[:length]}) == 1 and sum(
                    r.printed for r in months[:length]) == value:
                return f"the sum of the last {length} months"
        return ""

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
            named = f"{lead} {_TO_NEXT.split(after)[0] if share else ' '.join(quantity.noun)}"
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

    def _named(self, subjects: Sequence[str]) -> str:
        names = [f"‘{self.known.name(name)}’" for name in subjects[:2]]
        return " or ".join(names) + (" or their like" if len(subjects) > 2 else "")

    def _nearest(self, quantity: Quantity, references: Sequence[Reference],
                 subjects: Sequence[str]) -> str:
        """The facts nearest to it, those of its month first; and whose figure it is, if one's."""
        fitting = [r for r in references if fits_unit(quantity, r) and r.role not in (
            "apart", "count")]
        timed = [r for r in fitting if self._is_of_time(quantity, r) and (
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
