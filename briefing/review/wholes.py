"""A count that is nearly the whole that a percentage is of: "all 70 young people" beside 68."""

from __future__ import annotations

import re
from fractions import Fraction

from briefing.review.faults import Fault
from briefing.review.known import Known
from briefing.review.naming import Names
from briefing.review.quantities import Quantity
from briefing.review.said import Said
from briefing.review.slips import SMALL

_ALL = re.compile(r"\b(?:all|every one of|each of|the whole)(?: of)?(?: the| our| these| those)? $",
                  re.I)
# Of the whole, by how much the count is off: one that is said to be of all may be further off.
BY_ITSELF, OF_ALL = Fraction(5, 100), Fraction(15, 100)


def nearly_whole(quantity: Quantity, said: Said, known: Known, names: Names) -> Fault | None:
    """A warning of a count that is no figure of its area's and nearly the whole of a percentage
    there, whose things it counts; None of others."""
    value = Fraction(quantity.value)
    if quantity.figure.kind not in ("count", "word") or value <= SMALL or quantity.hedge or (
            quantity.apart or not quantity.noun):
        return None
    of_all = bool(_ALL.search(said.text[:quantity.place[0]]))
    near = dict.fromkeys((*said.near, *said.about))
    counts = {r.value for name in near for r in known.references(name) if r.unit == "count"}
    if value in counts:
        return None
    for name in near:
        truth = known.truths[name]
        whole = truth.cell(truth.now).denominator
        if known.indicators[name].unit != "percent" or not whole or (
                not of_all and not names.speaks_of(quantity.noun, (name,))):
            continue
        off = abs(value - Fraction(whole)) / Fraction(whole)
        if off <= (OF_ALL if of_all else BY_ITSELF):
            return Fault("warning", f"{quantity.text} is no figure of this report, and nearly the "
                         f"whole of ‘{known.name(name)}’.", f"That is of {int(whole):,} in "
                         f"{truth.named(truth.now)}.", quantity.place)
    return None
