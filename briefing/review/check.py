"""Where a sentence contradicts the numbers: each of its claims is worked out again.

A figure that stands in the sentence is compared as text with what should stand there, so that its
value, decimals, unit and separators are right or it is contradicted. A claim that the numbers
cannot settle (a run that reaches back to the first figure, a relation of a month that has no
figure) is contradicted as well, and so is whatever could not be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from briefing.amounts import Reason
from briefing.periods import Month
from briefing.review import claims as c
from briefing.review.figures import FRACTIONS, figures, number_of
from briefing.review.hedges import Hedges
from briefing.review.reckoning import WITHHELD, Reckoning
from briefing.review.relations import related

HOW_NOW = {"flow": "in", "stock": "at the end of", "rolling_12": "in the 12 months to",
           "cumulative": "for the year so far at the end of"}
HOW_THEN = HOW_NOW | {"cumulative": "at the end of"}


def contradictions(text: str, truth: Reckoning, hedges: Hedges,
                   others: Sequence[Reckoning] = (), before: str = "") -> list[str]:
    """What the sentence about an indicator says that its numbers do not; empty when all is true.

    `others` are the indicators that it may speak of besides, `before` the sentence before it.
    """
    one = truth.one
    reading = c.read(text, one)
    own = [words for two in (truth, *others) for words in (two.one.subject, two.one.title,
                                                            two.one.zero)]
    found = [f"the figure '{figure.text}' could not be read"
             for figure in figures(text, own) if figure.kind == "unread"]
    if reading.left_over:
        found.append(f"could not be read: '{reading.left_over}'")
    if reading.opening == "this" and before and c.read(before, one).opening not in (
            "level", "changed", "nought", "this"):
        found.append("'This' does not follow a sentence about the month's figure")
    for claim in reading.claims:
        found += _faults(claim, truth, hedges, others)
    return found


def _faults(claim: c.Claim, truth: Reckoning, hedges: Hedges,
            others: Sequence[Reckoning]) -> Iterable[str]:
    match claim:
        case c.Stated():
            return _stated(claim, truth)
        case c.Time():
            return _time(claim.role, claim.how, claim.at, truth)
        case c.Moved():
            return _moved(claim, truth, hedges)
        case c.Same():
            return _same(claim, truth)
        case c.Extreme() | c.Record():
            return _record(claim, truth)
        case c.Run():
            return _run(claim, truth)
        case c.Usual():
            return _usual(claim, truth)
        case c.Related():
            return related(claim, truth, hedges)
        case c.Absent():
            return _absent(claim, truth)
        case c.Caution():
            return _caution(claim, truth)
        case c.Word():
            return _word(claim, truth)
        case c.Beside():
            return _beside(claim, truth, others)


def _month(role: str, truth: Reckoning) -> Month:
    return truth.before(truth.now) if role == "then" else truth.now


def _time(role: str, how: str, at: str, truth: Reckoning) -> Iterator[str]:
    month = _month(role, truth)
    if at != truth.named(month):
        yield f"'{at}' should be '{truth.named(month)}'"
    right = (HOW_THEN if role == "then" else HOW_NOW)[truth.one.kind]
    if how and how != right:
        yield f"'{how}' should be '{right}'"


def _stated(claim: c.Stated, truth: Reckoning) -> Iterator[str]:
    month = _month(claim.role, truth)
    if claim.at:
        how = "" if claim.role == "to_date" else claim.how
        yield from _time(claim.role, how, claim.at, truth)
    value = {"now": truth.value, "then": truth.value, "to_date": truth.to_date,
             "total": truth.total}[claim.role](month)
    if value is None:
        yield f"'{claim.text}' is said where there is no figure ({claim.role})"
        return
    if claim.text in ("none", "nil", "nought"):
        if value != 0:
            yield f"'{claim.text}' is said of {float(value)}"
    elif claim.text not in (truth.worded(value), truth.worded(value).removesuffix(
            _unit_of(truth, value))):
        yield f"'{claim.text}' should be '{truth.worded(value)}' ({claim.role})"
    if claim.provisional != truth.provisional_in(claim.role, month):
        yield f"'{claim.text}' is {'not ' if claim.provisional else ''}provisional"
    cell = truth.cell(month)
    if claim.above and (number_of(claim.above), number_of(claim.below)) != (
            cell.numerator, cell.denominator):
        yield f"({claim.above} of {claim.below}) should be {cell.numerator} of {cell.denominator}"


def _unit_of(truth: Reckoning, value: Fraction) -> str:
    """The word after the number, which "by 0.5 cases per worker, from 27.1" leaves out."""
    _, _, unit = truth.worded(value).partition(" ")
    return f" {unit}" if unit else "\0"


def _moved(claim: c.Moved, truth: Reckoning, hedges: Hedges) -> Iterator[str]:
    if not truth.compared(truth.now):
        yield "figures are compared that cannot be"
        return
    now, then = truth.shown(truth.now), truth.shown(truth.before(truth.now))
    assert now is not None
    assert then is not None
    if claim.way and claim.way != _way(now, then):
        yield f"'{claim.way}' should be '{_way(now, then)}'"
    size = abs(now - then)
    if claim.by.startswith("less than "):
        step = Fraction(1, 10**truth.one.decimals)
        if not 0 < size < step or claim.by != f"less than {truth.worded_size(step)}":
            yield f"by '{claim.by}' should be '{truth.worded_size(size)}'"
    elif claim.by and claim.by != truth.worded_size(size):
        yield f"by '{claim.by}' should be '{truth.worded_size(size)}'"
    unit = truth.one.unit_class
    if claim.hedge and not hedges.suits_change(claim.hedge, unit, size, then):
        yield f"'{claim.hedge}' does not suit a change of {float(size)} from {float(then)}"


def _way(now: Fraction, then: Fraction) -> str:
    return "increased" if now > then else "reduced" if now < then else "the same"


def _known(truth: Reckoning) -> list[Fraction]:
    """The figures back from this month that may be compared with it, and with each other."""
    known = truth.known(truth.now)
    if truth.one.kind == "cumulative":
        into = truth.now.ordinal - truth.first_of_year(truth.now).ordinal
        known = known[: into // truth.one.step + 1]
    return known


def _same(claim: c.Same, truth: Reckoning) -> Iterator[str]:
    known = _known(truth)
    alike = next((n for n, shown in enumerate(known) if shown != known[0]), len(known))
    if alike < 2:
        yield "'the same' is said of figures that differ or cannot be compared"
    if claim.reach == "row" and claim.count != alike:
        yield f"the same {claim.count} times in a row should be {alike}"
    if claim.reach == "always":
        every = [cell for cell in truth.cells.values() if cell.value is not None]
        if not alike == claim.count == len(every):
            yield (f"the same in all {claim.count}, but in {alike} of {len(every)} that have a "
                   "figure")


def _record(claim: c.Extreme | c.Record, truth: Reckoning) -> Iterator[str]:
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
            yield f"since '{claim.since}' there is not a figure every month"
        elif best(known[at], known[0]) != known[at] or any(
                best(shown, known[0]) == shown for shown in known[1:at]):
            yield f"not the {claim.way} since '{claim.since}'"
    else:
        every = sum(cell.value is not None for cell in truth.cells.values())
        if not len(known) == every == claim.count:
            yield f"{claim.count} months of figures, but {len(known)} unbroken of {every}"
        elif any(best(shown, known[0]) == shown for shown in known[1:]):
            yield f"not the {claim.way} of {claim.count}"


def _run(claim: c.Run, truth: Reckoning) -> Iterator[str]:
    known = _known(truth)
    ways = [_way(now, then) for now, then in pairwise(known)]
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
        if truth.named(month) != claim.since:
            yield f"since '{claim.since}' should be '{truth.named(month)}'"


def _usual(claim: c.Usual, truth: Reckoning) -> Iterator[str]:
    limits, now = truth.usual(), truth.shown(truth.now)
    if limits is None or now is None:
        yield "there is no usual range"
        return
    for text, value in zip((claim.low, claim.high), limits, strict=True):
        if text not in (truth.worded(value), "none", "nil") or (text in ("none", "nil") and value):
            yield f"'{text}' of the usual range should be '{truth.worded(value)}'"
    low, high = (truth.as_printed(value) for value in limits)
    right = "below" if now < low else "above" if now > high else "within"
    if claim.relation != right:
        yield f"'{claim.relation}' its usual range should be '{right}'"


def _absent(claim: c.Absent, truth: Reckoning) -> Iterator[str]:
    gap = claim.why in ("withheld", "no figure", "new series")
    month = truth.before(truth.now) if gap else truth.now
    if claim.at and claim.at != truth.named(month):
        yield f"'{claim.at}' should be '{truth.named(month)}'"
    if claim.why == "new series":
        if not truth.breaks_in(truth.now):
            yield "no new series begins"
        return
    reason = truth.cell(month).reason
    right = {"withheld": reason in WITHHELD,
             "no figure": reason is not None and reason not in WITHHELD,
             "none": reason in (Reason.MISSING, Reason.NOT_AVAILABLE)}.get(
                 claim.why, reason is not None and reason.value == claim.why)
    if not right:
        yield f"'{claim.why}' is said where the reason is '{reason}'"


def _caution(claim: c.Caution, truth: Reckoning) -> Iterator[str]:
    below = truth.cell(truth.now).denominator
    if below != claim.below:
        yield f"a cohort of {claim.below} should be {below}"
    right = truth.worded_size(Fraction(100, claim.below))
    if claim.by != right:
        yield f"one more or fewer is '{right}', not '{claim.by}'"


def _word(claim: c.Word, truth: Reckoning) -> Iterator[str]:
    one = truth.one
    if claim.sort == "name":
        base = one.unit.rpartition("_")[2]
        right = one.subject.startswith(claim.text.partition(" ")[0]) and (
            " per " not in claim.text or claim.text.replace(",", "").endswith(f" {base}"))
        if not right:
            yield f"'the {claim.text}' is no name for '{one.subject}'"
    elif claim.sort == "span":
        if claim.text != {1: "month", 3: "quarter", 12: "year"}[one.step]:
            yield f"'{claim.text}' is not what its periods are"
    elif claim.sort == "polarity":
        if claim.text != one.polarity:
            yield f"'{claim.text} is better' is not said in the dictionary"
    elif claim.sort == "late":
        if truth.now >= truth.report:
            yield "'the latest available' is said of the report's own month"
    else:
        times = {"three": 3}.get(claim.text.partition(" ")[0], 1)
        name = next(name for name in FRACTIONS if name in claim.text)
        now = truth.shown(truth.now)
        if now is None or now <= times * Fraction(FRACTIONS[name]):
            yield f"it is not more than {claim.text}"


def _beside(claim: c.Beside, truth: Reckoning, others: Sequence[Reckoning]) -> Iterator[str]:
    for other in others:
        flow = other.one.id == getattr(truth.one, claim.sort, "")
        words = other.one.subject.removeprefix("number of ") if flow else other.one.subject
        if claim.words == words and (flow or claim.sort == "share"):
            value = other.value(other.now)
            if value is None or other.now != truth.now:
                yield f"'{claim.words}' has no figure"
            elif claim.text != other.worded(value) and (
                    not flow or number_of(claim.text) != value):
                yield f"'{claim.text}' {claim.words} should be '{other.worded(value)}'"
            return
    yield f"'{claim.words}' is no indicator that is known"
