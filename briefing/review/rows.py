"""The page of exceptions, read back: its rows, and what it says has no rating.

A row is what its indicator did, then how it stands: clauses without a subject. Each is read as the
sentence that it would be; what there is in no sentence (a rating that moved, the same point last
year) is worked out here. Others' figures without a year are of the year that was named last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefing.amounts import Marking, Reason
from briefing.problems import listed
from briefing.review import claims as c
from briefing.review.check import faults_of, unread
from briefing.review.figures import number_of
from briefing.review.forms import Form
from briefing.review.hedges import Hedges
from briefing.review.reader import Reading, marking_said, read
from briefing.review.reckoning import Reckoning
from briefing.review.wording import compiled

KINDS = ("exception", "achievement", "absence")
WORSE = ("green", "amber", "red")       # the ratings, the worst last
MOVED = re.compile(r"Moved from (?P<was>\w+) to (?P<rated>\w+)\. ")
MARKED = re.compile(r"(?P<soft>provisional|estimated|unreliable)(?:, (?:and )?|$)")
_ROLLING = "(?P<then_how>in the 12 months to)"
# What a figure did, without its subject.
HAPPENED = tuple((name, compiled(form)) for name, form in (
    ("moved", rf"(?P<way>up|down|above|below)(?: from| the) {{figure:then}} {_ROLLING} "
              r"{period:then_at}"),
    ("moved", r"(?P<way>up|down|above|below)(?: from)? {period:then_at}’s {figure:then}"),
    ("same", rf"the same as (?:{_ROLLING}|(?P<end>at the end of)|in) {{period:then_at}}"),
    ("rounded", r"after {figure:then} when rounded in {period:then_at}"),
    ("rounded", r"{figure:now} when rounded, after {figure:then} in {period:then_at}"),
    ("year", r"for the year so far(?:,? (?P<side>up from|down from|above the|below the) "
             r"{figure:last} at the same point last year)"),
    ("year", r"for the year so far,? (?P<alike>the same as at that point last year)"),
    ("year", r"for the year so far"),
))
CLAUSES = re.compile(r"; (?![^(]*\))")
REST = (("rest", Form("")),)
YEAR = compiled(r"{figure:year} so far this year, ")
SIDES = {"up from": "above", "above the": "above", "down from": "below", "below the": "below"}
ABSENCE = re.compile(
    r"(?P<count>[\w-]+) (?:indicator with a target is|indicators with targets are) not rated here, "
    r"(?:(?P<withheld>as (?:its figure is|their figures are) withheld)|for want of (?:a figure to "
    r"set beside it|figures to set beside them))(?:: (?P<titles>.+))?\.")


class RowsReader:
    """Reads the rows of the page, one after the other."""

    def __init__(self, truths: Mapping[str, Reckoning], hedges: Hedges) -> None:
        self.truths = truths
        self.hedges = hedges
        self.year = ""      # that others' figures were last named with

    def faults(self, kind: str, text: str, about: str) -> list[str]:
        """What is false in the next row, or in what it says has no rating."""
        if kind == "absence":
            return list(self._absence(text))
        truth = self.truths[about]
        return [*unread(text, [truth]), *self._row(text, truth, kind == "achievement")]

    def _row(self, text: str, truth: Reckoning, good: bool) -> Iterator[str]:
        moved = MOVED.match(text)
        before, rating = truth.earlier().rating(), truth.rating()
        if moved is not None:
            text = text[moved.end() :]
            if (moved["was"], moved["rated"]) != (before, rating):
                yield f"'{moved[0]}' should be from '{before}' to '{rating}'"
            elif (WORSE.index(rating) < WORSE.index(before)) != good:
                yield f"a move to '{rating}' is listed as {'good' if good else 'a worry'}"
        elif good and (rating == "red" or truth.worsened()):
            yield "it is listed as good, and is red or got worse"
        elif not good and rating != "red" and not truth.worsened():
            yield "it is listed as a worry, and is not red nor got worse"
        yield from self._clauses(text.removesuffix("."), truth)

    def _clauses(self, text: str, truth: Reckoning) -> Iterator[str]:
        clauses = [clause[:1].lower() + clause[1:] for clause in CLAUSES.split(text)]
        claims: list[c.Claim] = []
        rest = clauses[0]
        marking: Marking = ""
        if (soft := MARKED.match(rest)) is not None:
            marking = marking_said(soft.groupdict(), "soft")
            rest = rest[soft.end() :]
        name, found = next(((n, f) for n, form in HAPPENED if (f := form.match(rest))), ("", None))
        if found is not None:
            claims += _happened(name, {k: v for k, v in found.groupdict().items() if v}, truth)
            rest = rest[found.end() :]
        if found is not None or marking:
            if marking != truth.marking_of("now", truth.now):
                yield f"'{marking or 'final'}' should be '{truth.marking_of('now', truth.now)}'"
            added = read(f"{rest}.", truth.one, brief=True, year=self.year, own=REST)
            claims += added.claims
            yield from faults_of(Reading(name, tuple(claims), added.left_over), truth, self.hedges)
            clauses = clauses[1:]
        if len(clauses) > 1:
            yield f"more clauses than are understood: '{text}'"
        for clause in clauses:
            yield from self._stands(clause, truth)

    def _stands(self, clause: str, truth: Reckoning) -> Iterator[str]:
        """What is false in "7.6% so far this year, now above the target (3%)"."""
        it, they = ("They", "they") if truth.one.plural else ("It", "it")
        year = YEAR.match(clause)
        if year is not None:
            said = (f"Over the year so far {they} {'were' if truth.one.plural else 'was'} "
                    f"{clause[: year.end()].removesuffix(' so far this year, ')}, "
                    f"{clause[year.end() :]}.")
        else:
            said = f"{it} {'are' if truth.one.plural else 'is'} {clause}."
        reading = read(said, truth.one, brief=True, year=self.year)
        self.year = reading.year
        yield from faults_of(reading, truth, self.hedges)

    def _absence(self, text: str) -> Iterator[str]:
        found = ABSENCE.fullmatch(text)
        if found is None:
            yield f"could not be read: '{text}'"
            return
        why = "withheld" if found["withheld"] else "missing"
        those = [truth for truth in self.truths.values() if _lacks(truth) == why]
        if int(number_of(found["count"].casefold())) != len(those):
            yield f"'{found['count']}' should be {len(those)} ({why})"
        elif found["titles"] and found["titles"] != listed([t.one.title for t in those], "and"):
            yield f"'{found['titles']}' are not those that are {why}"


def _happened(name: str, parts: Mapping[str, str], truth: Reckoning) -> Iterator[c.Claim]:
    how = parts.get("then_how", "")
    match name:
        case "moved":
            yield c.Stated("then", parts["then"], how, parts["then_at"],
                           marking_said(parts, "then_soft"))
            yield c.Moved("increased" if parts["way"] in ("up", "above") else "reduced")
        case "same":
            yield c.Time("then", how or parts.get("end", ""), parts["then_at"])
            yield c.Same("before")
        case "rounded":
            yield c.Stated("then", parts["then"], how, parts["then_at"],
                           marking_said(parts, "then_soft"))
            if "now" in parts:
                yield c.Stated("now", parts["now"])
            yield c.Word("rounded", "when rounded")
        case "year":
            if truth.one.kind != "cumulative":
                yield c.Word("last_year", "of what does not gather")
            if "side" in parts or "alike" in parts:
                relation = "equal to" if "alike" in parts else SIDES[parts["side"]]
                last = truth.value(truth.now.year_before)
                figure = parts.get("last", "" if last is None else truth.worded(last))
                yield c.Related("month", "", "", relation, "same_month_last_year", "", figure, "",
                                marking_said(parts, "last_soft"), "", "", "", "", "", "", True)


def _lacks(truth: Reckoning) -> str:
    """Why an indicator with a target has no figure to be rated by; "" where it has one."""
    if truth.target(truth.now) is None or truth.standing(truth.now) in ("waits", "unclear") or (
            truth.judged() is not None):
        return ""
    if truth.set_beside(truth.now) == "month":
        return "withheld" if truth.cell(truth.now).reason is Reason.CONFIDENTIAL else "missing"
    return "withheld" if truth.withholds_year() else "missing"
