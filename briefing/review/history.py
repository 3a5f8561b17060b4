"""Whether the months behind a figure bear out what is said of them: holds, records and runs.

Months are compared as printed and back to a gap or a break; of a cumulative figure only those of
its own year, since it starts anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from briefing.periods import Month
from briefing.review import claims as c
from briefing.review.reckoning import Reckoning


def way(now: Fraction, then: Fraction) -> str:
    """Which way the figure went: "increased", "reduced" or "the same"."""
    return "increased" if now > then else "reduced" if now < then else "the same"


def _known(truth: Reckoning) -> list[Fraction]:
    """The figures back from this month that may be compared with it, and with each other."""
    known = truth.known(truth.now)
    if truth.one.kind == "cumulative":
        into = truth.now.ordinal - truth.first_of_year(truth.now).ordinal
        known = known[: into // truth.one.step + 1]
    return known


def same(claim: c.Same, truth: Reckoning) -> Iterator[str]:
    """What is false in "the same as"."""
    known = _known(truth)
    alike = next((n for n, shown in enumerate(known) if shown != known[0]), len(known))
    if alike < 2:
        yield "'the same' is said of figures that differ or cannot be compared"
    if claim.reach == "row" and claim.count != alike:
        yield f"the same {claim.count} times in a row should be {alike}"
    first = truth.now.back((claim.count - 1) * truth.one.step)
    if claim.since and not truth.is_called(first, claim.since):
        yield f"since '{claim.since}' should be '{truth.named(first)}'"
    if claim.reach == "always":
        every = [cell for cell in truth.cells.values() if cell.value is not None]
        if not alike == claim.count == len(every):
            yield (f"the same in all {claim.count}, but in {alike} of {len(every)} that have a "
                   "figure")


def _unreachable(since: str, month: Month | None) -> str:
    if month is None:
        return f"no earlier month should be named '{since}'"
    return f"since '{since}' there is not a figure every month"


def record(claim: c.Extreme | c.Record, truth: Reckoning) -> Iterator[str]:
    """What is false in a highest, lowest or annual high or low."""
    known = _known(truth)
    best = max if claim.way in ("high", "highest") else min
    if isinstance(claim, c.Extreme):
        year = known[: 12 // truth.one.step]
        if len(year) < 12 // truth.one.step:
            yield "an annual high or low of a year that is not whole"
        elif best(year) != year[1] or year.count(year[1]) > 1:
            yield f"the previous figure is no annual {claim.way}"
        return
    if not known:
        yield f"the {claim.way} of nothing"
    elif claim.since:
        month = truth.called(claim.since)
        at = (truth.now.ordinal - month.ordinal) // truth.one.step if month else 0
        if not 0 < at < len(known):
            yield _unreachable(claim.since, month)
        elif best(known[at], known[0]) != known[at] or any(
                best(shown, known[0]) == shown for shown in known[1:at]):
            yield f"not the {claim.way} since '{claim.since}'"
    else:
        every = sum(cell.value is not None for cell in truth.cells.values())
        if not len(known) == every == claim.count:
            yield f"{claim.count} months of figures, but {len(known)} unbroken of {every}"
        elif any(best(shown, known[0]) == shown for shown in known[1:]):
            yield f"not the {claim.way} of {claim.count}"


def run(claim: c.Run, truth: Reckoning) -> Iterator[str]:
    """What is false in a run, and in the end of one."""
    known = _known(truth)
    ways = [way(now, then) for now, then in pairwise(known)]
    wanted = {"increase": "increased", "reduction": "reduced"}[claim.way]
    ended = bool(claim.since)
    if ended and ways[:1] in ([], [wanted]):
        yield f"the {claim.way}s have not ended"
    ways = ways[1:] if ended else ways
    length = next((n for n, way in enumerate(ways) if way != wanted), len(ways))
    if length != claim.count:
        yield f"{claim.count} {claim.way}s in a row should be {length}"
    elif length == len(ways):
        yield f"{claim.count} {claim.way}s in a row may be more: what was before is not known"
    if ended:
        month = truth.now.back((length + 1) * truth.one.step)
        if not truth.is_called(month, claim.since):
            yield f"since '{claim.since}' should be '{truth.named(month)}'"


def between(claim: c.Between | c.Beyond, truth: Reckoning) -> Iterator[str]:
    """What is false in "between" two figures, or beyond those of months before."""
    known = _known(truth)
    if isinstance(claim, c.Beyond):
        right = {"above": min, "below": max}[claim.relation]
        if len(known) < 3 or known[0] in known[1:3] or right(known[:3]) == known[0]:
            yield f"it is not {claim.relation} both figures before it"
        return
    month = truth.called(claim.since)
    at = (truth.now.ordinal - month.ordinal) // truth.one.step if month else 0
    if not 0 < at < len(known):
        yield _unreachable(claim.since, month)
        return
    lowest, highest = min(known[: at + 1]), max(known[: at + 1])
    low, high = truth.worded_as_printed(lowest), truth.worded_as_printed(highest)
    if (claim.low, claim.high) != (low, high):
        yield f"between {claim.low} and {claim.high} should be {low} and {high}"


def usual(claim: c.Usual, truth: Reckoning) -> Iterator[str]:
    """What is false in the usual range, or in where the figure stands to it."""
    limits, now = truth.usual(), truth.shown(truth.now)
    if limits is None or now is None:
        yield "there is no usual range"
        return
    for text, value in zip((claim.low, claim.high), limits, strict=True):
        right = truth.worded(value, truth.usual_places(value))
        if text not in (right, "none", "nil") or (text in ("none", "nil") and value):
            yield f"'{text}' of the usual range should be '{right}'"
    low, high = (truth.as_printed(value, truth.usual_places(value)) for value in limits)
    right = "below" if now < low else "above" if now > high else "within"
    if claim.relation != right:
        yield f"'{claim.relation}' its usual range should be '{right}'"
