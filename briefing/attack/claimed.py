"""Claims as relations: what words say of a withheld figure narrows what it can be.

A claim compares printed figures, or those that would have been printed. So "above 18.5%" of a share
with one decimal is at least 18.55; of two withheld counts one is at least one more. Where counts
are rounded, the claim is of multiples and says of the counts no more than which is not less. Not
read as a relation: what is outside a range with no side given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from briefing.attack.expressions import Expression, expression, is_count, twelve
from briefing.attack.intervals import Interval, Number, number_in
from briefing.attack.relations import Relation, ratio_relations, relation
from briefing.attack.shown import Claim, Print, Shown
from briefing.attack.sizes import Way
from briefing.indicators import Dictionary, Indicator, target_of
from briefing.periods import Month, Year, parse_month

CLAIM = "claim"         # the role of what words say, beside those of figures
CLAIMED = 2             # how claims are trusted: less than figures and definitions
LONGEST = 240           # periods that a record is followed back

OPPOSITE: Mapping[Way, Way] = {"above": "below", "below": "above", "equal": "equal"}


@dataclass(frozen=True, slots=True)
class _Side:
    """A figure in a comparison: its number where it is known, else what it is made of."""

    number: Fraction | None
    made: Expression | None


def claimed(printed: Print, dictionary: Dictionary, round_to: int,
            numbers: Mapping[tuple[str, Month], tuple[Number, Shown]]) -> Iterator[Relation]:
    """The relations that the claims make of figures that are not printed.

    `numbers` are those of months that are printed.
    """
    latest = _latest(printed)
    reader = _Claims(printed, dictionary, round_to, numbers)
    for claim in printed.claims:
        if claim.indicator in latest:
            yield from reader.of(claim, latest[claim.indicator])


def _latest(printed: Print) -> dict[str, Month]:
    """The month that each indicator's latest figure is of, or would be."""
    found: dict[str, Month] = {}
    for roles in (("current",), ("current", "month", "previous")):
        before = set(found)
        for shown in (*printed.figures, *printed.withheld, *printed.marks):
            if shown.report or shown.role not in roles or shown.indicator in before:
                continue
            try:
                month = parse_month(shown.period)
            except ValueError:
                continue        # a year
            found[shown.indicator] = max(month, found.get(shown.indicator, month))
    return found


def about_nothing_shown(printed: Print) -> list[Claim]:
    """Claims that choose an indicator for its latest figure, which is withheld."""
    latest = _latest(printed)
    hidden = {s.indicator for s in printed.withheld
              if s.role in ("current", "month") and s.indicator in latest
              and s.period == str(latest[s.indicator])}
    return [claim for claim in printed.claims
            if claim.kind == "chosen" and claim.indicator in hidden]


class _Claims:
    def __init__(self, printed: Print, dictionary: Dictionary, round_to: int,
                 numbers: Mapping[tuple[str, Month], tuple[Number, Shown]]) -> None:
        self.dictionary = dictionary
        self.base = round_to
        self.sizes = printed.sizes
        self.numbers = numbers
        self.over: dict[tuple[str, str, str], Number] = {}
        self.targets: dict[str, Number] = {}
        self.part_due: set[str] = set()
        for shown in printed.figures:
            number = number_in(shown.text)
            if shown.report or number is None:
                continue
            self.over.setdefault((shown.indicator, shown.role, shown.period), number)
            if shown.role == "target":
                self.targets.setdefault(shown.indicator, number)
            elif shown.role in ("target_year", "target_lower"):
                self.part_due.add(shown.indicator)

    def of(self, claim: Claim, latest: Month) -> Iterator[Relation]:
        """The relations of a claim on an indicator whose latest month is given."""
        one = self.dictionary[claim.indicator]
        if one.can_be_negative or (one.is_ratio and self.base > 1) or not (
                one.is_ratio or is_count(one)):
            return
        month = latest.back(claim.back * one.step)
        shown = (Shown(one.id, CLAIM, str(latest), f"“{claim.text}”", claim.place),)
        match claim.kind:
            case "record":
                yield from self._record(one, claim, month, shown)
            case "record_before":
                before = month.back(one.step)
                for other in (m for m in twelve(one, month) if m != before):
                    yield from self._months(one, before, claim.way, other, shown)
            case "run":
                for n in range(claim.number):
                    now = month.back(n * one.step)
                    yield from self._months(one, now, claim.way, now.back(one.step), shown)
            case "further":
                yield from self._months(one, month, claim.way, month.back(one.step), shown)
            case "relation":
                yield from self._relation(one, claim, month, shown)
            case "rating" | "not_rated":
                yield from self._rated(one, claim, month, shown)
            case "range" | "ratio":
                yield from self._between(one, claim, month, shown)
            case "change" | "chosen":
                return

    def _record(self, one: Indicator, claim: Claim, month: Month, shown: tuple[Shown, ...]
                ) -> Iterator[Relation]:
        number = claim.number - 1
        if claim.since is not None:
            number = max(0, (month.ordinal - claim.since.ordinal) // one.step - 1)
            yield from self._months(one, claim.since, claim.way, month, shown, strict=False)
        for n in range(1, min(number, LONGEST) + 1):
            yield from self._months(one, month, claim.way, month.back(n * one.step), shown)

    def _relation(self, one: Indicator, claim: Claim, month: Month, shown: tuple[Shown, ...]
                  ) -> Iterator[Relation]:
        role = claim.role or "current"
        now = self._side(one, role, month)
        other = self._comparator(one, claim, month)
        yield from self._compared(one, now, claim.way, other, shown)
        yield from self._apart_by(one, claim, now, other, shown)
        if not claim.lasting:
            return
        back = month.back(one.step)
        if claim.comparator in ("target", "statistical_neighbours", "region", "national"):
            then = other if other.number is not None else _Side(None, None)
        elif claim.comparator == "mean_12m":
            then = self._side(one, "mean_12m", back)
        else:
            return
        before = self._side(one, role, back)
        if claim.lasting == "still":
            yield from self._compared(one, before, claim.way, then, shown)
        elif claim.way != "equal":
            yield from self._compared(one, before, OPPOSITE[claim.way], then, shown, strict=False)

    def _apart_by(self, one: Indicator, claim: Claim, now: _Side, other: _Side,
                  shown: tuple[Shown, ...]) -> Iterator[Relation]:
        """How far the two are apart, where that is said and one of them is printed."""
        if self.sizes is None or not claim.size or self.base > 1:
            return
        known = other.number if other.number is not None else now.number
        unknown = now if other.number is not None else other
        end = None if known is None or known <= 0 else self.sizes.ends(
            claim.size, claim.way, known, unknown is now)
        if end is not None:
            way, number = end
            yield from self._compared(one, unknown, way, _Side(number, None), shown, strict=False)

    def _between(self, one: Indicator, claim: Claim, month: Month, shown: tuple[Shown, ...]
                 ) -> Iterator[Relation]:
        """Between two numbers, or so many times another month's figure."""
        now = self._side(one, claim.role or "current", month)
        ways: tuple[tuple[Fraction | None, Way], ...] = ((claim.least, "above"),
                                                         (claim.most, "below"))
        for end, way in ways:
            if end is None:
                continue
            if claim.kind == "range":
                yield from self._compared(one, now, way, _Side(end, None), shown, strict=False)
                continue
            other = self._side(one, "current", claim.since or month.back(one.step))
            if other.number is not None:
                yield from self._compared(one, now, way, _Side(end * other.number, None), shown,
                                          strict=False)
            elif now.number is not None and end:
                yield from self._compared(one, other, OPPOSITE[way], _Side(now.number / end, None),
                                          shown, strict=False)

    def _comparator(self, one: Indicator, claim: Claim, month: Month) -> _Side:
        if claim.value:
            return _Side(Fraction(claim.value), None)
        match claim.comparator:
            case "mean_12m":
                return self._side(one, "mean_12m", month)
            case "same_month_last_year":
                return self._side(one, "current", claim.since or month.back(12))
            case "target":
                target = self.targets.get(one.id)
                return _Side(target.value if target is not None else None, None)
            case "outturn":
                year = Year.holding(month, one.year).previous
                number = self.over.get((one.id, "outturn", str(year)))
                return (_Side(number.value, None) if number is not None
                        else self._side(one, "outturn", year.last))
            case _:
                return _Side(None, None)

    # ── ratings ─────────────────────────────────────────────────────────────────────────────────

    def _rated(self, one: Indicator, claim: Claim, month: Month, shown: tuple[Shown, ...]
               ) -> Iterator[Relation]:
        """A rating by the target: at it or better, within the tolerance, or beyond it."""
        given = target_of((t for t in self.dictionary.targets if t.indicator == one.id), month)
        if given is None or given.lower is not None or one.id in self.part_due or (
                one.polarity not in ("higher", "lower")):
            return
        target = Fraction(given.value)
        worse: Way = "below" if one.polarity == "higher" else "above"
        reach = Fraction(one.tolerance.around(given.value)) if one.tolerance is not None else (
            Fraction(0))
        edge = _Side(target - reach if worse == "below" else target + reach, None)
        usual = "year_to_date" if one.year_to_date in ("pooled", "annualised") else "month"
        on = given.of or one.judged_on or usual
        figure = self._side(one, "year_to_date" if on == "year_to_date" else "current", month)
        green, not_red = (_Side(target, None), OPPOSITE[worse]), (edge, OPPOSITE[worse])
        is_rated = claim.kind == "rating"
        match claim.rating:
            case "green":
                yield from self._compared(one, figure, green[1] if is_rated else worse, green[0],
                                          shown, strict=not is_rated)
            case "amber" if is_rated:
                yield from self._compared(one, figure, worse, green[0], shown)
                yield from self._compared(one, figure, not_red[1], edge, shown, strict=False)
            case "red":
                yield from self._compared(one, figure, worse if is_rated else not_red[1], edge,
                                          shown, strict=is_rated)

    # ── comparisons ─────────────────────────────────────────────────────────────────────────────

    def _side(self, one: Indicator, role: str, month: Month) -> _Side:
        known = self.numbers.get((one.id, month)) if role == "current" else None
        number = known[0] if known is not None else self.over.get((one.id, role, str(month)))
        if number is not None and not number.under:
            return _Side(number.value, None)
        return _Side(None, expression(one, role, month))

    def _months(self, one: Indicator, month: Month, way: Way, other: Month,
                shown: tuple[Shown, ...], strict: bool = True) -> Iterator[Relation]:
        yield from self._compared(one, self._side(one, "current", month), way,
                                  self._side(one, "current", other), shown, strict)

    def _compared(self, one: Indicator, left: _Side, way: Way, right: _Side,
                  shown: tuple[Shown, ...], strict: bool = True) -> Iterator[Relation]:
        """What it says that the left figure is so beside the right one, as they are printed."""
        if left.number is not None and right.made is not None:
            left, right, way = right, left, OPPOSITE[way]
        if left.made is None:
            return              # both are printed
        if right.number is not None:
            interval = self._beside(one, left.made, way, right.number, strict)
            if left.made.below:
                made: Iterable[Relation] = ratio_relations(
                    left.made.above, left.made.below, left.made.factor, interval, shown)
            else:
                made = [relation(dict.fromkeys(left.made.above, left.made.factor), interval, shown)]
        elif right.made is not None and not left.made.below and not right.made.below:
            made = [self._apart(left.made, way, right.made, strict, shown)]
        else:
            return
        for each in made:
            if each.terms:
                yield Relation(each.terms, each.low, each.high, each.shown, trust=CLAIMED)

    def _beside(self, one: Indicator, made: Expression, way: Way, number: Fraction, strict: bool
                ) -> Interval:
        """The values whose print lies so beside the number: a print is half its last digit wide."""
        unit = Fraction(1, 10 ** one.decimals)
        half = Fraction(0) if not made.below and made.factor == 1 else unit / 2
        if made.factor != 1 and not made.below:
            unit, half = Fraction(0), Fraction(1, 2)     # a mean's decimals are its own
        if self.base > 1:
            return {"above": Interval(number - half, None), "below": Interval(None, number + half),
                    "equal": Interval(number - self.base, number + self.base)}[way]
        least = greatest = number
        if strict and unit:
            least, greatest = unit * (floor(number / unit) + 1), unit * (ceil(number / unit) - 1)
        match way:
            case "above":
                return Interval(least - half, None)
            case "below":
                return Interval(None, greatest + half, high_open=bool(half))
            case "equal":
                return Interval(number - half, number + half, high_open=bool(half))

    def _apart(self, left: Expression, way: Way, right: Expression, strict: bool,
               shown: tuple[Shown, ...]) -> Relation:
        terms = dict.fromkeys(left.above, left.factor)
        for unknown in right.above:
            terms[unknown] = terms.get(unknown, Fraction(0)) - right.factor
        exact = left.factor == right.factor == 1
        by = Fraction(0) if not exact else Fraction(1) if strict else Fraction(0)
        room = Fraction(0) if exact else Fraction(1)     # of the print of a mean
        if self.base > 1:
            by, room = Fraction(0), Fraction(self.base)
        match way:
            case "above":
                return relation(terms, Interval(by - room, None), shown)
            case "below":
                return relation(terms, Interval(None, room - by), shown)
            case "equal":
                return relation(terms, Interval(-room, room), shown)
