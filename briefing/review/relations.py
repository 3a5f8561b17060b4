"""Whether a figure stands to a comparator as is said, and stood or did not stand so before."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from briefing.periods import Month, Year
from briefing.review.cells import half_up
from briefing.review.claims import Related
from briefing.review.hedges import WORDS, Hedges
from briefing.review.reckoning import EXACTLY, Reckoning
from briefing.review.unit_words import unit_of

BENCHMARKS = {"statistical neighbour": "statistical_neighbours", "regional": "region",
              "national": "national"}
# Never "in line" with these: the council's own marks.
MET_OR_MISSED = ("target", "outturn")


def related(claim: Related, truth: Reckoning, hedges: Hedges) -> Iterator[str]:
    """What is false in the relation."""
    said = " ".join(filter(None, (claim.verb, claim.size, claim.relation, claim.role)))
    now = truth.now
    figure, comparator = _figure(claim, truth, now), _comparator(claim, truth, now)
    if figure is None or comparator is None:
        yield f"'{said}': there is no such figure or comparator"
        return
    yield from _as_written(claim, truth, comparator)
    if claim.role in _REACH and any(
            truth.breaks_in(truth.now.back(n)) for n in range(0, _reach(claim, truth),
                                                              truth.one.step)):
        yield f"'{said}' compares across a break"
    right = _relation(claim, truth, now)
    if claim.relation == "in line with":
        if claim.role in MET_OR_MISSED:
            yield f"the {claim.role} is met or missed, never in line"
        elif not _in_line(claim, truth, hedges, now):
            yield f"'{said}': {float(figure)} to {float(comparator)} is not in line"
    else:
        if claim.relation.removesuffix(" to") != right:
            yield (f"'{said}' should be '{right}': {float(figure)} to "
                   f"{float(comparator)}")
        elif right in ("above", "below") and claim.value == _read_as(claim, truth):
            yield f"'{said}' of figures that read alike"
        size = _gap(claim, truth, figure, comparator)
        if claim.size[:1].isdigit() or claim.size.startswith("£"):
            if claim.size != truth.worded_size(size):
                yield f"'{claim.size}' should be '{truth.worded_size(size)}'"
        elif claim.brief:
            yield from _sized_in_brief(claim, truth, hedges, said)
        elif claim.size and not hedges.suits_gap(claim.size, truth.one.unit_class, size,
                                               _nearer(claim, truth, figure, comparator),
                                               claim.role in MET_OR_MISSED):
            yield f"'{said}': '{claim.size}' does not suit {float(size)} of {float(comparator)}"
    if claim.verb:
        yield from _as_before(claim, truth, hedges, said)


def _sized_in_brief(claim: Related, truth: Reckoning, hedges: Hedges, said: str) -> Iterator[str]:
    """What is false in just, slightly or well: one test for all, none where numbers are small."""
    if not claim.size:
        return
    if claim.role == "target" and claim.size != "well":
        yield f"'{said}': a target is met or missed, never {claim.size} so"
    cell = truth.cell(truth.now)
    number = cell.numerator if cell.numerator is not None else (
        cell.value if truth.one.unit == "count" else None)
    if number is not None and number < hedges.small_under:
        yield f"'{said}': a size is said of {number}"
    if not _fits(claim, truth, hedges, truth.now):
        yield f"'{said}': '{claim.size}' is another size"


def _fits(claim: Related, truth: Reckoning, hedges: Hedges, month: Month) -> bool:
    """Whether the gap of the month is of the size that is said in brief."""
    figure, comparator = _figure(claim, truth, month), _comparator(claim, truth, month)
    if figure is None or comparator is None:
        return False
    target = truth.target(month) if claim.role == "target" else None
    nearer = comparator if claim.role == "target" else _printed(claim, truth, comparator)
    if target is not None and target.lower is not None:
        nearer = min(comparator, Fraction(target.lower), key=lambda end: abs(figure - end))
    if not nearer and month != truth.now:       # of nought there is no share
        nearer = _nearer(claim, truth, figure, _comparator(claim, truth, truth.now) or comparator)
    return hedges.suits_brief(claim.size, _settled(abs(figure - nearer), truth), nearer)


def _settled(size: Fraction, truth: Reckoning) -> Fraction:
    """The size of a gap without what tells a figure from the nought or 100 that it rounds to."""
    return half_up(size, max(truth.one.decimals, 6))


# ── the comparator, as it is written ────────────────────────────────────────────────────────────


def _as_written(claim: Related, truth: Reckoning, comparator: Fraction) -> Iterator[str]:
    if claim.role == "target":
        yield from target_as_written(claim.value, claim.low, truth, claim.brief)
        yield from _sort_of_target(claim, truth)
    elif claim.low:
        yield f"the {claim.role} is no range"
    elif claim.value != (right := truth.worded(comparator, _places(claim, truth, comparator))) and (
            not claim.brief or claim.value != truth.without_unit(right)):
        yield f"'{claim.value}' should be '{right}' ({claim.role})"
    name = _period(claim, truth)
    if claim.at != name and not (claim.role == "same_month_last_year" and truth.is_called(
            truth.now.year_before, claim.at)):
        yield f"'{claim.at}' should be '{name}' ({claim.role})"
    if claim.before:
        yield from _target_moved(claim, truth)
    right = "" if claim.role in ("target", *BENCHMARKS, *truth.comparators) else truth.marking_of(
        claim.role, _month_of(claim, truth))
    if claim.marking != right:
        yield (f"'{claim.value}' ({claim.role}) is {right or 'final'}, "
               f"not {claim.marking or 'final'}")


def _target_moved(claim: Related, truth: Reckoning) -> Iterator[str]:
    """What is false in "July's target of 85% (June's was 80%)"."""
    month = truth.before(truth.now)
    for name, right in ((claim.of, truth.now), (claim.before_of, month)):
        if not truth.is_called(right, name):
            yield f"'{name}' should be '{truth.named(right)}' (target)"
    target = truth.target(month)
    if target is None or target.lower not in (None, target.value) or claim.before != truth.worded(
            Fraction(target.value), _decimals(claim.before)):
        yield f"'{claim.before}' was not the target of {truth.named(month)}"


def _places(claim: Related, truth: Reckoning, comparator: Fraction) -> int | None:
    """The decimals that a comparator is printed with, where they are not its indicator's."""
    return truth.mean_places(comparator) if claim.role == "mean_12m" else None


def _sort_of_target(claim: Related, truth: Reckoning) -> Iterator[str]:
    """What is false in what the target is said to be of, and in what is set beside it."""
    standing = truth.standing(truth.now)
    if standing in ("waits", "unclear"):
        yield f"the target is judged although it '{standing}'"
    elif (claim.sort or "period") != standing:
        yield f"the target is said as '{claim.sort or 'period'}', but is '{standing}'"
    if claim.judged != truth.set_beside(truth.now):
        yield f"the target is set beside '{claim.judged}'"
    whole = truth.whole_target(truth.now)
    for text, end in ((claim.whole, whole.value if whole else None),
                      (claim.whole_low, whole.lower if whole else None)):
        if text and (end is None or text != truth.worded(Fraction(end), _decimals(text))):
            yield f"'{text}' is not the year's target"


def target_as_written(value: str, low: str, truth: Reckoning, bare: bool = False
                      ) -> Iterator[str]:
    """What is false in a target, or a target range, as it is written; it keeps its own decimals.

    A `bare` one may leave out the words of its unit.
    """
    target = truth.target(truth.now)
    if target is None:
        yield "there is no target"
        return
    if bool(low) != (target.lower is not None):
        yield "the target is a range" if not low else "the target is no range"
    ends = [(value, target.value)]
    if low and target.lower is not None:
        ends.append((low, target.lower))
    for text, end in ends:
        right = truth.worded(Fraction(end), _decimals(text))
        if half_lost(Fraction(end), _decimals(text), truth):
            yield f"the target '{text}' has lost decimals of {float(end)}"
        if text != right and not (bare and text == truth.without_unit(right)):
            yield f"'{text}' should be '{right}' (target)"


def half_lost(value: Fraction, decimals: int, truth: Reckoning) -> bool:
    """Whether fewer decimals are written than both the value and the indicator have.

    A unit that is written shorter as it is large ("£7k") has the decimals of that form.
    """
    own = unit_of(truth.one.unit)
    if own is not None and any(abs(value) >= big.at_least for big in own.big):
        return False
    return decimals < truth.one.decimals and value * 10**decimals % 1 != 0


def _decimals(text: str) -> int:
    digits = text.partition(".")[2]
    return next((n for n, sign in enumerate(digits) if not sign.isdigit()), len(digits))


def _period(claim: Related, truth: Reckoning) -> str:
    """How the comparator's period should be named; nothing where it has none."""
    match claim.role:
        case "same_month_last_year":
            return "" if truth.one.kind == "cumulative" else truth.named(truth.now.year_before)
        case "outturn":
            return str(Year.holding(truth.now, truth.one.year).previous)
        case role if role in BENCHMARKS or role in truth.comparators:
            return truth.benchmarks[BENCHMARKS.get(role, role)].period
    return ""


def _month_of(claim: Related, truth: Reckoning) -> Month:
    """The month that ends what the comparator is worked out from."""
    match claim.role:
        case "same_month_last_year" | "year_to_date_last_year":
            return truth.now.year_before
        case "outturn":
            return Year.holding(truth.now, truth.one.year).previous.last
    return truth.now


_REACH = ("same_month_last_year", "year_to_date_last_year", "outturn")


def _reach(claim: Related, truth: Reckoning) -> int:
    """How many months back the comparator's own last one lies."""
    return truth.now.ordinal - _month_of(claim, truth).ordinal


# ── the relation, now and before ────────────────────────────────────────────────────────────────


def _figure(claim: Related, truth: Reckoning, month: Month) -> Fraction | None:
    value = truth.value(month) if claim.judged == "month" else truth.to_date(month)
    return None if value is None else truth.as_printed(value)


def _read_as(claim: Related, truth: Reckoning) -> str:
    """The figure as a sentence has it."""
    value = truth.value(truth.now) if claim.judged == "month" else truth.to_date(truth.now)
    return "" if value is None else truth.worded(value)


def _comparator(claim: Related, truth: Reckoning, month: Month,
                year: Year | None = None) -> Fraction | None:
    """The comparator's exact value as it was in the month."""
    match claim.role:
        case "target":
            target = truth.target(month)
            return Fraction(target.value) if target else None
        case "mean_12m":
            return truth.mean(month)
        case "same_month_last_year":
            return truth.value(month.year_before)
        case "year_to_date_last_year":
            return truth.to_date(month.year_before)
        case "outturn":
            return truth.outturn(year or Year.holding(month, truth.one.year).previous)
    benchmark = truth.benchmarks.get(BENCHMARKS.get(claim.role, claim.role))
    return Fraction(benchmark.value) if benchmark else None


def _relation(claim: Related, truth: Reckoning, month: Month, year: Year | None = None) -> str:
    """ "above", "below", "equal" or "within"; nothing where that is not known."""
    figure, comparator = _figure(claim, truth, month), _comparator(claim, truth, month, year)
    if figure is None or comparator is None:
        return ""
    high = _printed(claim, truth, comparator) if month == truth.now else (
        truth.as_printed(comparator, _places(claim, truth, comparator))
        if claim.role != "target" else truth.as_printed(comparator, EXACTLY))
    low = high
    target = truth.target(month) if claim.role == "target" else None
    if target and target.lower is not None:
        low = truth.as_printed(Fraction(target.lower), _decimals(claim.low or claim.value))
        if low <= figure <= high:
            return "within"
    return "below" if figure < low else "above" if figure > high else "equal"


def _printed(claim: Related, truth: Reckoning, comparator: Fraction) -> Fraction:
    """The comparator as it is compared: a target with the decimals that it is written with."""
    return truth.as_printed(comparator, _decimals(claim.value) if claim.role == "target" else
                            _places(claim, truth, comparator))


def _gap(claim: Related, truth: Reckoning, figure: Fraction, comparator: Fraction) -> Fraction:
    """How far the figure is from the comparator, or from the nearer end of its range."""
    return _settled(abs(figure - _nearer(claim, truth, figure, comparator)), truth)


def _nearer(claim: Related, truth: Reckoning, figure: Fraction, comparator: Fraction) -> Fraction:
    """What the figure is set beside: the comparator, or the nearer end of a target range."""
    target = truth.target(truth.now) if claim.role == "target" else None
    ends = [_printed(claim, truth, comparator)]
    if target and target.lower is not None:
        ends.append(Fraction(target.lower))
    return min(ends, key=lambda end: abs(figure - end))


def _in_line(claim: Related, truth: Reckoning, hedges: Hedges, month: Month) -> bool:
    figure, comparator = _figure(claim, truth, month), _comparator(claim, truth, month)
    if figure is None or comparator is None:
        return False
    printed = _printed(claim, truth, comparator)
    return hedges.suits_gap("broadly", truth.one.unit_class, abs(figure - printed), printed, False,
                            small=month != truth.now)


def _as_before(claim: Related, truth: Reckoning, hedges: Hedges, said: str) -> Iterator[str]:
    before = truth.before(truth.now)
    first = truth.now == truth.first_of_year(truth.now)
    if truth.breaks_in(truth.now) or (
            first and (truth.one.kind == "cumulative" or claim.judged == "to_date")):
        yield f"'{said}': there is no month before to compare with"
        return
    # beside what it was set beside then, and beside what it is set beside now
    was = {_relation(claim, truth, before), _to_this(claim, truth, before)}
    if claim.role == "outturn":
        was = {_relation(claim, truth, before, Year.holding(truth.now, truth.one.year).previous)}
    if "" in was:
        yield f"'{said}': what was before is not known"
    elif claim.relation == "in line with":
        if (claim.verb == "remains") != _in_line(claim, truth, hedges, before):
            yield f"'{said}': before, it was {'not ' if claim.verb == 'remains' else ''}in line"
    else:
        relation = claim.relation.removesuffix(" to")
        held = was == {relation}
        if not held if claim.verb == "remains" else relation in was:
            yield f"'{said}': before, it was {' or '.join(sorted(was))}"
        elif held and claim.size in (hedges.brief_words if claim.brief else WORDS) and not (
                _fits if claim.brief else _sized_before)(claim, truth, hedges, before):
            yield f"'{said}': before, it was not {claim.size} so"


def _to_this(claim: Related, truth: Reckoning, month: Month) -> str:
    """How the month's figure stands to the comparator of now."""
    figure, comparator = _figure(claim, truth, month), _comparator(claim, truth, truth.now)
    if figure is None or comparator is None:
        return ""
    high = _printed(claim, truth, comparator)
    target = truth.target(truth.now) if claim.role == "target" else None
    if target is None or target.lower is None:
        return "below" if figure < high else "above" if figure > high else "equal"
    low = truth.as_printed(Fraction(target.lower), _decimals(claim.low or claim.value))
    return "below" if figure < low else "above" if figure > high else "within"


def _sized_before(claim: Related, truth: Reckoning, hedges: Hedges, before: Month) -> bool:
    """Whether the hedge suited the month before as well."""
    figure, comparator = _figure(claim, truth, before), _comparator(claim, truth, before)
    if figure is None or comparator is None:
        return False
    return hedges.suits_gap(claim.size, truth.one.unit_class,
                            _gap(claim, truth, figure, comparator),
                            _nearer(claim, truth, figure, comparator), claim.role in MET_OR_MISSED,
                            small=True)
