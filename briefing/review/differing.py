"""What a difference is a difference to: "85 fewer than in August", "12 short of the target"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from briefing.periods import Month
from briefing.review.agreeing import is_so_much
from briefing.review.faults import Cited, Fault
from briefing.review.known import Known, Reference
from briefing.review.quantities import Quantity
from briefing.review.reckoning import Reckoning
from briefing.review.spans import SPAN, YEAR, month_named

_MONTH_NAME = re.compile(rf"\b({SPAN})\b(?: (?:of )?({YEAR}))?")
# What follows the size of a difference, up to the next figure or thought.
_TO = re.compile(
    rf"^(?: [A-Za-z][\w-]*){{0,4}}? (?:than|on|from|over|since|against|compared (?:with|to)|of)"
    rf"(?: (?:in|at|for|that of|the end of|at the end of))*(?: the)? "
    rf"(?:(?P<month>{SPAN})(?: (?:of )?(?P<year>{YEAR}))?"
    r"|(?P<before>(?:last|previous) (?:month|quarter)|(?:month|quarter)(?: before)?|a"
    r" (?:month|quarter) (?:ago|before|earlier))"
    r"|(?P<ago>a year (?:ago|before|earlier)|last year|year before|same (?:month|time|quarter) "
    r"last year)"
    r"|(?:(?:[a-z]+ )?(?P<target>target))"
    r")\b")


def difference(quantity: Quantity, truth: Reckoning, text: str) -> Fraction | None:
    """By how much this month's figure is off what the words set it beside, as printed; None where
    they set it beside nothing that is known, or speak of another month's figure."""
    match = _TO.match(text[quantity.place[1]:])
    if match is None or truth.shown(truth.now) is None:
        return None
    now = truth.shown(truth.now) or Fraction(0)
    if match["target"]:
        target = truth.target(truth.now)
        return None if target is None or target.lower is not None else abs(
            now - Fraction(target.value))
    month = _month(match, truth)
    others = {named for one in _MONTH_NAME.finditer(text)
              if (named := month_named(one[1], one[2] or "", truth.report, truth.one.step))}
    if month is None or month >= truth.now or others - {month, truth.now}:
        return None
    then = truth.shown(month)
    return None if then is None else abs(now - then)


def _month(match: re.Match[str], truth: Reckoning) -> Month | None:
    if match["before"]:
        return truth.before(truth.now)
    if match["ago"]:
        return truth.now.year_before
    return month_named(match["month"], match["year"] or "", truth.report, truth.one.step)


def apart_of(quantity: Quantity, references: Sequence[Reference], subjects: Sequence[str],
             text: str, known: Known) -> tuple[Fault | None, Cited | None] | None:
    """A difference between two facts, or one as per cent of the other; None where it is none."""
    percent = quantity.figure.kind == "percent"
    if not percent:
        bound = _bound(quantity, subjects, text, known)
        if bound is not None:
            return bound
        for r in references:
            if r.role == "apart" and _is_measured(quantity, r) and is_so_much(quantity, r.value):
                return None, Cited(quantity.text, f"{known.name(r.indicator)}: {r.label}")
    for name in subjects:
        truth = known.truths[name]
        own = [r for r in references if r.indicator == name and r.role not in (
            "apart", "count", "numerator", "denominator")]
        now = [r for r in own if r.role in ("month", "to_date") and r.period == truth.now]
        others = [r for r in own if _is_beside(r, truth, text)]
        for a, b in ((a, b) for a in now for b in others if a is not b and a.unit == b.unit):
            gap = abs(a.printed - b.printed)
            if percent and a.unit != "percent":
                gap = abs(a.value - b.value) * 100 / abs(b.value) if b.value else Fraction(-1)
            if not _is_measured(quantity, a) or not is_so_much(quantity, gap):
                continue
            citation = Cited(quantity.text, f"{known.name(name)}: the difference between {a.label} "
                             f"and {b.label}")
            if percent and a.unit == "percent" and not quantity.role:
                return Fault(
                    "warning", f"{quantity.text} is a difference of two percentages, and those "
                    "are in percentage points.", f"Write {quantity.text.rstrip('% ')} percentage "
                    "points.", quantity.place), citation
            return None, citation
    return None


def _bound(quantity: Quantity, subjects: Sequence[str], text: str, known: Known
           ) -> tuple[Fault | None, Cited | None] | None:
    """The difference that the words set it beside, with a fault where it is another; None where
    they set it beside nothing that is known."""
    gaps = {name: gap for name in subjects
            if (gap := difference(quantity, known.truths[name], text)) is not None}
    if not gaps or len(gaps) < len(subjects) or quantity.figure.kind not in ("count", "word"):
        return None
    right = next((name for name, gap in gaps.items() if is_so_much(quantity, gap)), "")
    if right:
        return None, Cited(quantity.text, f"{known.name(right)}: the difference")
    name, gap = next(iter(gaps.items()))
    return Fault("error", f"{quantity.text} is not the difference that is spoken of, of "
                 f"‘{known.name(name)}’.", f"That is {known.truths[name].worded(gap)}.",
                 quantity.place), Cited(quantity.text)


def _is_measured(quantity: Quantity, reference: Reference) -> bool:
    """Whether a length of time is set beside one: "four minutes" are no four patients."""
    return quantity.figure.kind != "measure" or reference.unit == "duration"


def _is_beside(reference: Reference, truth: Reckoning, text: str) -> bool:
    """Whether a figure can be set beside the month's: the period before, the year before, a
    comparator, or a month that the sentence names."""
    period = reference.period
    if not isinstance(period, Month) or reference.role not in ("month", "to_date"):
        return True
    named = {month for match in _MONTH_NAME.finditer(text)
             if (month := month_named(match[1], match[2] or "", truth.report, truth.one.step))}
    return period in named | {truth.before(truth.now), truth.now.year_before}
