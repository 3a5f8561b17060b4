"""Where a sentence contradicts the numbers: each of its claims is worked out again.

A figure that stands in the sentence is compared as text with what should stand there, so that its
value, decimals, unit and separators are right or it is contradicted. A claim that the numbers
cannot settle (a run that reaches back to the first figure, a relation of a month that has no
figure) is contradicted as well, and so is whatever could not be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from briefing.amounts import Reason
from briefing.periods import Month
from briefing.review import claims as c
from briefing.review import history
from briefing.review.cells import WITHHELD, half_up
from briefing.review.compared import compared_faults
from briefing.review.controlled import control_faults
from briefing.review.figures import FRACTIONS, figures, number_of
from briefing.review.further import further_faults
from briefing.review.hedges import Hedges
from briefing.review.own_terms import restored, standard
from briefing.review.reader import Reading, read
from briefing.review.reckoning import Reckoning
from briefing.review.relations import related, target_as_written

HOW_NOW = {"flow": "in", "stock": "at the end of", "rolling_12": "in the 12 months to",
           "cumulative": "for the year so far at the end of"}
HOW_THEN = HOW_NOW | {"cumulative": "at the end of"}


def contradictions(text: str, truth: Reckoning, hedges: Hedges,
                   others: Sequence[Reckoning] = (), before: str = "") -> list[str]:
    """What the sentence about an indicator says that its numbers do not; empty when all is true.

    `others` are the indicators that it may speak of besides, `before` the sentence before it.
    """
    more = compared_faults(text, others, truth.one.section)
    if more is None:
        more = further_faults(text, truth)
    if more is not None:
        return unread(text, (truth, *others)) + more
    own = standard(text, truth)
    found = unread(own.text, (truth, *others))
    of_chart = control_faults(text, truth)
    if of_chart is not None:
        return found + of_chart
    reading = restored(read(own.text, truth.one), own)
    if reading.opening == "this" and before and read(
            standard(before, truth).text, truth.one).opening not in (
            "level", "changed", "nought", "this"):
        found.append("'This' does not follow a sentence about the month's figure")
    return found + faults_of(reading, truth, hedges, others)


def unread(text: str, truths: Iterable[Reckoning]) -> list[str]:
    """The figures of the text that are none, the indicators' own words apart."""
    own = [words for truth in truths for words in (truth.one.subject, truth.one.title,
                                                   truth.one.zero)]
    return [f"the figure '{figure.text}' could not be read"
            for figure in figures(text, own) if figure.kind == "unread"]


def faults_of(reading: Reading, truth: Reckoning, hedges: Hedges,
              others: Sequence[Reckoning] = ()) -> list[str]:
    """What the numbers contradict of a sentence that was read, and what could not be read."""
    found = [f"could not be read: '{reading.left_over}'"] if reading.left_over else []
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
        case c.Untimed():
            return _untimed(truth)
        case c.Edged():
            return _edged(truth, hedges)
        case c.Concern():
            return _concern(truth)
        case c.Moved():
            return _moved(claim, truth, hedges)
        case c.Same():
            return history.same(claim, truth)
        case c.Extreme() | c.Record():
            return history.record(claim, truth)
        case c.Run():
            return history.run(claim, truth)
        case c.Usual():
            return history.usual(claim, truth)
        case c.Since():
            return _since(claim, truth)
        case c.Between() | c.Beyond():
            return history.between(claim, truth)
        case c.Related():
            return related(claim, truth, hedges)
        case c.Absent():
            return _absent(claim, truth)
        case c.Unjudged():
            return _unjudged(claim, truth)
        case c.Caution():
            return _caution(claim, truth)
        case c.Word():
            return _word(claim, truth)
        case c.Beside():
            return _beside(claim, truth, others)
        case unknown:
            assert_never(unknown)


def _month(role: str, truth: Reckoning) -> Month:
    month = truth.now
    for _ in range({"then": 1, "earlier": 2}.get(role, 0)):
        month = truth.before(month)
    return month


def _time(role: str, how: str, at: str, truth: Reckoning) -> Iterator[str]:
    month = _month(role, truth)
    if not truth.is_called(month, at):
        yield f"'{at}' should be '{truth.named(month)}'"
    right = (HOW_NOW if role == "now" else HOW_THEN)[truth.one.kind]
    if role == "now" and truth.one.kind == "cumulative" and (
            truth.now == truth.first_of_year(truth.now)):
        right = "in"        # the year has no more than this period yet
    of_a_year = truth.one.frequency == "annual" and not truth.one.over and (
        truth.one.kind in ("cumulative", "rolling_12"))
    if of_a_year:
        right = "in"        # the year that is named is the whole of what it is of
    if not how and role == "then" and truth.one.kind == "rolling_12" and not of_a_year:
        yield f"'{at}' is of 12 months, which is not said"
    if how and how != right:
        yield f"'{how}' should be '{right}'"


def _stated(claim: c.Stated, truth: Reckoning) -> Iterator[str]:
    month = _month(claim.role, truth)
    if claim.at:
        how = "" if claim.role == "to_date" else claim.how
        yield from _time(claim.role, how, claim.at, truth)
    made = {"to_date": truth.to_date, "total": truth.total}.get(claim.role, truth.value)
    value = made(month)
    if value is None:
        yield f"'{claim.text}' is said where there is no figure ({claim.role})"
        return
    if claim.text in ("none", "nil", "nought"):
        if value != 0:
            yield f"'{claim.text}' is said of {float(value)}"
    elif claim.text not in (truth.worded(value), truth.worded(value).removesuffix(
            _unit_of(truth, value))):
        yield f"'{claim.text}' should be '{truth.worded(value)}' ({claim.role})"
    right = truth.marking_of(claim.role, month)
    if claim.marking != right:
        yield f"'{claim.text}' is {right or 'final'}, not {claim.marking or 'final'}"
    cell = truth.cell(month)
    if claim.above and (number_of(claim.above), number_of(claim.below)) != (
            cell.numerator, cell.denominator):
        yield f"({claim.above} of {claim.below}) should be {cell.numerator} of {cell.denominator}"


def _untimed(truth: Reckoning) -> Iterator[str]:
    """What is false in a figure without its time: it is of the report's own month."""
    if truth.one.step != truth.report_step or truth.now != truth.report or (
            truth.one.kind == "rolling_12"):
        yield f"no month is named, and it is of {truth.named(truth.now)}"


def _edged(truth: Reckoning, hedges: Hedges) -> Iterator[str]:
    now, then = truth.shown(truth.now), truth.shown(truth.before(truth.now))
    if now is None or not then or not hedges.suits_brief(
            "just", half_up(abs(now - then), max(truth.one.decimals, 6)), then):
        yield "it moved by more than next to nothing"


def _concern(truth: Reckoning) -> Iterator[str]:
    """What is false in a main concern: it got worse or is red, and it is there and final."""
    cell = truth.cell(truth.now)
    if cell.value is None or cell.marking:
        yield "a concern is made of a figure that is provisional or not there"
    elif not truth.worsened() and truth.rating() != "red":
        yield "a concern that neither got worse nor is red"


def _since(claim: c.Since, truth: Reckoning) -> Iterator[str]:
    """What is false in a span that begins with the year's first period."""
    if not truth.is_called(truth.first_of_year(truth.now), claim.first):
        yield f"'{claim.first}' is not where the year began"
    elif truth.now == truth.first_of_year(truth.now):
        yield "the year has no more than one period"
    elif truth.one.kind != "cumulative":
        yield "a figure of one period is said to be of several"


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
    if claim.way and claim.way != history.way(now, then):
        yield f"'{claim.way}' should be '{history.way(now, then)}'"
    elif claim.way and truth.worded_at(truth.now) == truth.worded_at(truth.before(truth.now)):
        yield f"'{claim.way}' of figures that read alike"
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


def _absent(claim: c.Absent, truth: Reckoning) -> Iterator[str]:
    gap = claim.why in ("withheld", "no figure", "new series")
    month = truth.before(truth.now) if gap else truth.now
    if claim.at and not truth.is_called(month, claim.at):
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


def _unjudged(claim: c.Unjudged, truth: Reckoning) -> Iterator[str]:
    yield from target_as_written(claim.value, claim.low, truth)
    standing = truth.standing(truth.now)
    if claim.why in ("waits", "unclear"):
        if claim.why != standing:
            yield f"the target is said to be '{claim.why}' where it is '{standing}'"
        if claim.span and claim.span != truth.one.period_word:
            yield f"'{claim.span}' is not what its periods are"
        return
    if standing in ("waits", "unclear"):
        yield f"the target is '{standing}', whatever the year to date is"
    right = _why_unjudged(truth)
    if claim.why != right:
        yield f"there is no year to date: '{claim.why}' should be '{right}'"


def _why_unjudged(truth: Reckoning) -> str:
    if truth.withholds_year():
        return "withheld"
    latest = truth.one.year_to_date == "latest"     # which is the month's own figure
    month, months = truth.now if latest else truth.first_of_year(truth.now), []
    while month <= truth.now:
        months.append(month)
        month = month.back(-truth.one.step)
    if any(truth.cell(month).reason in WITHHELD for month in months):
        return "month_withheld"
    whole = all(truth.cell(month).value is not None for month in months)
    return "break" if whole and any(truth.breaks_in(month) for month in months[1:]) else "gap"


def _caution(claim: c.Caution, truth: Reckoning) -> Iterator[str]:
    below = truth.cell(truth.now).denominator
    if below != claim.below:
        yield f"a cohort of {claim.below} should be {below}"
    right = truth.worded_size(Fraction(100, claim.below))
    if claim.by != right:
        yield f"one more or fewer is '{right}', not '{claim.by}'"
    above = truth.cell(truth.now).numerator
    ways = "one" if above == 0 else "one fewer" if above == below else "one more or one fewer"
    if claim.ways != ways:
        yield f"'{claim.ways}' should be '{ways}'"


def _word(claim: c.Word, truth: Reckoning) -> Iterator[str]:
    one = truth.one
    if claim.sort == "name":
        head, per, base = claim.text.partition(" per ")
        if not one.subject.startswith(head) or not one.subject.endswith(per + base):
            yield f"'the {claim.text}' is no name for '{one.subject}'"
    elif claim.sort == "span":
        if claim.text != one.period_word:
            yield f"'{claim.text}' is not what its periods are"
    elif claim.sort == "mark":
        target = truth.whole_target(truth.now)
        if target is None or claim.text != target.kind:
            yield f"the {claim.text} is a {target.kind if target else 'nothing'}"
    elif claim.sort == "polarity":
        if claim.text != one.polarity:
            yield f"'{claim.text} is better' is not said in the dictionary"
    elif claim.sort in ("be", "is"):
        many = claim.text.partition(" ")[0] in ("are", "were", "have", "remain")
        if many != (one.plural and claim.sort == "be"):
            yield f"'{claim.text}' does not agree with its subject"
    elif claim.sort == "last_year":
        right = {"rolling_12": "months_to_last_year", "cumulative": "year_to_date_last_year"}.get(
            one.kind, "same_month_last_year")
        if claim.text not in (right, "year_to_date_last_year"):
            yield f"last year's figure is no '{claim.text}'"
    elif claim.sort == "rounded":
        pair = [truth.shown(month) for month in (truth.now, truth.before(truth.now))]
        if None in pair or not any(half_up(value or Fraction(0), 0) in (0, 100)
                                   and value not in (0, 100) for value in pair):
            yield "'when rounded' is said of figures that are exact"
    elif claim.sort == "at":
        yield f"'at' is said of what is no target ({claim.text})"
    elif claim.sort == "late":
        if truth.now >= truth.report:
            yield "'the latest available' is said of the report's own month"
    else:
        times = {"three": 3, "two": 2}.get(claim.text.partition(" ")[0], 1)
        name = next(name for name in FRACTIONS if name in claim.text)
        now, part = truth.shown(truth.now), times * Fraction(FRACTIONS[name])
        under = claim.sort == "gloss_under"
        if now is None or now == part or (now > part) == under:
            yield f"it is not {'almost' if under else 'more than'} {claim.text}"


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
