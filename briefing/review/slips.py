"""Slips of the pen in figures: digits in another order, another month's figure, parts of no whole.

Also what keeps a figure from being one: it is too far from all that is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from briefing.periods import MONTH_NAMES
from briefing.review.clauses import Clause, clause_at
from briefing.review.faults import Fault
from briefing.review.figures import number_of
from briefing.review.known import Known, Reference
from briefing.review.quantities import Quantity
from briefing.review.reckoning import Reckoning
from briefing.review.spans import SPAN, YEAR, month_named

_MONTH = re.compile(rf"\b({SPAN})\b(?: (?:of )?({YEAR}))?")
_PRESENT = re.compile(r"\b(?:is|are|stands?|remains?|now|currently)\b", re.I)
SMALL = 12                      # smaller whole numbers count things that are no indicator's
# What tells that a figure of another time is meant.
_PAST = re.compile(
    rf"\b(?:{'|'.join(MONTH_NAMES)}|spring|summer|autumn|winter|quarter|since|from|ago|earlier"
    r"|before|previous(?:ly)?|last|year|peak|high|low|highest|lowest|between|rang(?:e|ed|ing)"
    r"|had been|once|then|months|Christmas|Easter|20\d\d)\b", re.I)
_OF_SO_MANY = re.compile(r"\b[Oo]f (?:the |all |our )?(?P<whole>\d[\d,]*) [^.;()\d]{3,60}?, "
                         r"(?:only |just )?(?P<part>\d[\d,]*)(?= [a-z])")
SWAPPED = 4                     # digits: those of fewer are too often the same by chance
CLOSE = Fraction(3, 10)         # of a count: further off, another thing is counted


def swapped(quantity: Quantity, names: Iterable[str], known: Known) -> Fault | None:
    """A figure whose digits are those of one that is near, in another order."""
    digits = sorted(str(quantity.value).replace(".", ""))
    if quantity.figure.kind != "count" or len(digits) < SWAPPED:
        return None
    for name in dict.fromkeys(names):
        for r in known.references(name):
            truth = known.truths[name]
            recent = r.period in (truth.now, truth.before(truth.now))
            if r.role in ("month", "numerator", "denominator") and recent and sorted(
                    r.text.replace(",", "")) == digits and r.value != Fraction(quantity.value):
                return Fault(
                    "error", f"{quantity.text} is no figure of ‘{known.name(name)}’ in this "
                    "report, and has the digits of one in another order.",
                    f"It is {r.text} ({r.label}).", quantity.place)
    return None


def of_so_many(text: str, parts: tuple[Clause, ...], about: tuple[str, ...],
               near: tuple[str, ...], known: Known) -> Iterator[Fault]:
    """ "Of 191 patients treated, 182 started within 62 days": one part of the whole is none.

    A whole of three digits is known by itself among the indicators of the area.
    """
    match = _OF_SO_MANY.search(text)
    if match is None:
        return
    below, above = (Fraction(number_of(match[n])) for n in ("whole", "part"))
    clause = clause_at(match.start(), parts)
    for name in dict.fromkeys((*clause.about, *about, *(near if below >= 100 else ()))):
        truth = known.truths[name]
        cell = truth.cell(truth.now)
        if known.indicators[name].unit != "percent" or cell.numerator is None or (
                Fraction(cell.denominator or 0) != below):
            continue
        if above not in (Fraction(cell.numerator), below - Fraction(cell.numerator)):
            yield Fault("error", f"{match['part']} of {match['whole']} is no figure of "
                        f"‘{known.name(name)}’ in this report.",
                        f"It is {int(cell.numerator)} of {int(below)} in "
                        f"{truth.named(truth.now)}.", match.span())
        return


def is_stale(quantity: Quantity, reference: Reference, text: str, known: Known) -> bool:
    """Whether it is another month's figure, said as if it were this one's."""
    truth = known.truths[reference.indicator]
    if reference.role not in ("month", "numerator", "denominator", "rest") or (
            reference.period == truth.now):
        return False
    if quantity.role or quantity.apart or quantity.month or quantity.when:
        return False
    if is_of_now(text, truth):
        return True
    usual = (truth.now, truth.before(truth.now), truth.now.year_before)
    return reference.role == "month" and reference.period not in usual and not (
        quantity.hedge or _PAST.search(_piece(text, quantity)))


def is_of_now(text: str, truth: Reckoning) -> bool:
    """Whether a sentence speaks of the report's month alone: it names that or speaks in the present
    tense, names no other time, and does not give this month's figure beside another."""
    def rest(month: re.Match[str]) -> str:
        named = month_named(month[1], month[2] or "", truth.report, truth.one.step)
        return "" if named == truth.now or (
            named is not None and truth.one.step > 1 and named.back(0) in (
                truth.now.back(n) for n in range(truth.one.step))) else month[0]

    without = _MONTH.sub(rest, text)
    if without == text and not _PRESENT.search(text):
        return False
    shown = truth.worded_at(truth.now)
    return not (_PAST.search(without) or (shown and shown.rstrip("%km") in text))


def is_near(quantity: Quantity, references: Iterable[Reference], known: Known) -> bool:
    """Whether it is near enough to this period's counts to be taken for one of them."""
    value = Fraction(quantity.value)
    return value > SMALL and any(
        abs(r.value - value) <= r.value * CLOSE for r in references
        if r.role in ("numerator", "denominator", "rest", "month")
        and r.unit == "count" and r.period == known.truths[r.indicator].now)


def is_far(quantity: Quantity, names: Iterable[str], known: Known) -> bool:
    """Whether it is so much less, or more, than all counts of this period that another thing is
    counted: some of them, or what is beside them."""
    value = Fraction(quantity.value)
    counts = [r.value for name in names for r in known.references(name)
              if r.role in ("month", "numerator", "denominator", "to_date") and r.value
              and r.unit == "count" and r.period == known.truths[name].now]
    return all(value * 2 < count or value > count * 2 for count in counts)


def _piece(text: str, quantity: Quantity) -> str:
    """The words around a figure, from one comma or other figure to the next."""
    start, end = quantity.place
    return (re.split(r"[,;:(] |\d", text[:start])[-1] + " "
            + re.split(r"[,;:)]|\d| (?:up|down) from ", text[end:])[0])
