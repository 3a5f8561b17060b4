"""The whole numbers behind a report, and every relation between them that a reader knows.

Unknowns are the counts of each series and month, and the numerators and denominators of percentages
and rates; where the dictionary names the series that a ratio is made of, they are that series' own.
Relations come from three places: the texts printed, read as intervals; the public definitions of
the indicators; and earlier reports.

    month                    the count; or factor × numerator / denominator
    year to date, outturn    the months' sum; pooled numerators over pooled denominators; for rates
                             over the latest population, multiplied up to a year
    12 month sum and mean    the sum of the months; the mean of the monthly figures
    change, gap              one printed figure ± the other
    stock                    last stock + inflow − outflow
    cumulative               never falls within its year
    composition              shares of one denominator whose numerators add up to it
    part of                  the parts of a total, month by month, add up to it
    percentage               its numerator is no larger than its denominator
    rounded counts           percentages and rates are those of the rounded sums (`rounding`)
    words                    records, runs, relations, ratings and changes that are told (`claimed`)

What is left out only makes the attack weaker, never wrong: the limits of the usual range (an XmR
limit is not linear in the months), the mean of percentages where two or more of them have unknown
denominators, a gap whose side is not known where both sides are possible (both are allowed).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from briefing.amounts import SYMBOLS, Reason
from briefing.attack.claimed import claimed
from briefing.attack.definitions import define
from briefing.attack.expressions import (
    BAND,
    MONTH_ROLES,
    Expression,
    denominator,
    expression,
    is_count,
    numerator,
    twelve,
)
from briefing.attack.intervals import (
    Interval,
    Number,
    count_interval,
    number_in,
    rounded_interval,
)
from briefing.attack.relations import (
    OF_REPORT,
    Relation,
    Unknown,
    ratio_relations,
    relation,
)
from briefing.attack.rounding import JUST, Multiples, interval_of_rounded
from briefing.attack.shown import Print, Shown
from briefing.attack.versions import Versions
from briefing.disclosure.policy import Policy
from briefing.indicators import Dictionary, Indicator
from briefing.periods import Month, Year, parse_month

ON_YEAR = ("outturn", "year_to_date_last_year")
ON_MONTH = ("mean_12m", "same_month_last_year")
ADDED = "its months add up to it"
NOUGHT = Fraction(0)
NOBODY = SYMBOLS[Reason.NOT_APPLICABLE]
MEAN_SCALE = 10**6      # a mean of ratios is held in whole millionths
MORE_THAN_ALL = 1_000   # how many times its denominator a numerator that is no part of it may be


@dataclass(frozen=True, slots=True)
class Withheld:
    """A withheld figure: the symbol's row, and the unknown that must not be narrowed down.

    `complement` is the denominator where the count of the others is what must be kept.
    """

    shown: Shown
    unknown: Unknown
    complement: Unknown | None = None


@dataclass(slots=True)
class System:
    """Relations, the least that an unknown can be where it is not 0, and what is withheld."""

    relations: list[Relation] = field(default_factory=list)
    least: dict[Unknown, int] = field(default_factory=dict)
    withheld: list[Withheld] = field(default_factory=list)
    shares: list[tuple[Shown, Unknown]] = field(default_factory=list)   # printed, with numerator


def system_of(printed: Print, dictionary: Dictionary, policy: Policy,
              known: Mapping[Unknown, Decimal] | None = None, earlier: Sequence[Print] = (),
              guesses: bool = False) -> System:
    """Every relation that the reader of the print has, and of earlier ones, the oldest first.

    `known` are public populations. A count that was restated is another unknown in the reports
    that were before; with `guesses` one that was withheld may be (`versions`).
    """
    builder = _Builder(dictionary, policy)
    versions = Versions((*earlier, printed), dictionary, builder.placed, policy, guesses)
    same = [one for n, one in enumerate(earlier) if not versions.differs(n)]
    _populations(builder, known)
    builder.read_all(Print(
        (*printed.figures, *(shown for one in same for shown in one.figures)),
        (*printed.withheld, *(shown for one in same for shown in one.withheld)),
        marks=(*printed.marks, *(shown for one in same for shown in one.marks))))
    hidden = {w.unknown for w in builder.system.withheld}
    for each in claimed(printed, dictionary, policy.round_to, builder.numbers):
        if any(unknown in hidden for unknown, _ in each.terms):
            builder.add(each)
    printed_of = {name: set(months) for name, months in builder.mentioned.items()}
    define(dictionary, builder.mentioned, builder.add)
    _increments(builder)
    _implied_flows(builder, printed_of)
    for n, one in enumerate(earlier):
        if versions.differs(n):
            _read_apart(builder, one, n, versions, known)
    builder.system.relations += versions.guessed
    return builder.system


def _populations(builder: _Builder, known: Mapping[Unknown, Decimal] | None) -> None:
    for unknown, value in (known or {}).items():
        if value == int(value):
            exact = Interval(Fraction(value), Fraction(value))
            builder.add(relation({unknown: Fraction(1)}, exact, definition="public population"))


def _increments(builder: _Builder) -> None:
    """What a month added to a cumulative count must be kept, where the indicator says so."""
    for one in builder.dictionary.indicators:
        for month in sorted(builder.mentioned.get(one.id, ())) if one.increments else ():
            builder.system.withheld.append(Withheld(
                Shown(one.id, "increment", str(month), "", "between two months"),
                (f"{one.id}/increment", month)))


def _implied_flows(builder: _Builder, before: Mapping[str, set[Month]]) -> None:
    """What a stock and its other flow tell of a flow that no report has given yet is kept too.

    `before` are the months that print has of each series.
    """
    flows = {name for one in builder.dictionary.indicators for name in (one.inflow, one.outflow)
             if name in builder.dictionary and builder.dictionary[name].kind == "flow"
             and is_count(builder.dictionary[name])}
    for name in sorted(flows):
        for month in sorted(builder.mentioned.get(name, set()) - before.get(name, set())):
            builder.system.withheld.append(Withheld(
                Shown(name, "implied", str(month), "", "between two figures of a stock"),
                (name, month)))


def _read_apart(builder: _Builder, printed: Print, report: int, versions: Versions,
                known: Mapping[Unknown, Decimal] | None) -> None:
    """Add what an earlier report says, of whose counts some were restated since."""
    own = _Builder(builder.dictionary, builder.policy)
    _populations(own, known)
    own.read_all(printed)
    given = {name: set(months) for name, months in own.mentioned.items()}
    define(builder.dictionary, own.mentioned, own.add)

    def version(unknown: Unknown) -> Unknown:
        named = versions.of(report, unknown)
        if named != unknown:
            return named
        if own.is_made_up(unknown):
            return f"{unknown[0]}{OF_REPORT}{report}", unknown[1]
        if unknown[1] not in given.get(unknown[0], ()):
            return versions.not_given(report, unknown)      # a flow that was not given yet
        return unknown

    for each in own.system.relations:
        builder.add(replace(each, terms=tuple((version(u), part) for u, part in each.terms)))
    for unknown, least in own.system.least.items():
        builder.system.least.setdefault(version(unknown), least)
    builder.system.withheld += [
        replace(w, unknown=version(w.unknown),
                complement=version(w.complement) if w.complement else None)
        for w in own.system.withheld]


class _Builder:
    def __init__(self, dictionary: Dictionary, policy: Policy) -> None:
        self.dictionary = dictionary
        self.policy = policy
        self.system = System()
        self.mentioned: dict[str, set[Month]] = {}
        self.exact: dict[Unknown, Fraction] = {}
        self.numbers: dict[tuple[str, Month], tuple[Number, Shown]] = {}
        self.seen: set[tuple[object, ...]] = set()
        self.multiples = Multiples(policy.round_to, self.add)
        # of what is marked the noughts are withheld too
        marked = [one for one in dictionary.indicators if one.disclosure]
        self.never_shown = {one.id for one in marked} | {one.numerator for one in marked}

    def add(self, made: Relation) -> None:
        """Note the relation, and the value where it leaves but one."""
        key = (made.terms, made.low, made.high)
        if key in self.seen:
            return
        self.seen.add(key)
        for (series, month), _ in made.terms:
            self.mentioned.setdefault(series, set()).add(month)
        if len(made.terms) == 1 and made.low is not None and made.low == made.high:
            (unknown, part), = made.terms
            if made.low % part == 0:
                self.exact.setdefault(unknown, Fraction(made.low // part))
        self.system.relations.append(made)

    # ── print ───────────────────────────────────────────────────────────────────────────────────

    def read_all(self, printed: Print) -> None:
        """Relations of every figure, then of those that are told from another."""
        rows = [(shown, found) for shown in printed.figures if (found := self.placed(shown))]
        for shown, (one, month) in rows:
            self._read(shown, one, month)
        for shown in {shown.id: shown for shown in reversed(printed.withheld)}.values():
            found = self.placed(shown)
            if found is not None:
                self._withhold(shown, *found)
        for shown in printed.marks:
            found = self.placed(shown)
            if found is not None and shown.text == NOBODY and found[0].is_ratio:
                # nobody whom it could be a share of
                self.add(relation({denominator(*found): Fraction(1)}, Interval(NOUGHT, NOUGHT),
                                  (shown,)))
        for shown, (one, month) in rows:
            if shown.role in ("change", "change_in_per_cent") or shown.role.startswith("gap."):
                self._read_difference(shown, one, month, printed.figures)
            elif shown.role == "mean_12m" and one.is_ratio:
                self._read_mean(shown, one, month)

    def is_made_up(self, unknown: Unknown) -> bool:
        """Whether it is no count of a series, but one that the attack works with."""
        part = unknown[0].partition("/")[2]
        return bool(part) and part not in ("numerator", "denominator")

    def placed(self, shown: Shown) -> tuple[Indicator, Month] | None:
        """The indicator and the month that the figure is of; None for another sort of figure."""
        if shown.indicator not in self.dictionary:
            return None
        one = self.dictionary[shown.indicator]
        if one.can_be_negative and (one.is_ratio or is_count(one)):
            return None     # it counts nobody
        try:
            if "/" in shown.period:
                return one, Year.parse(shown.period, one.year).last
            if shown.role == "outturn":
                return one, Year.parse(shown.period, one.year).last
            return one, parse_month(shown.period)
        except ValueError:
            return None

    def _read(self, shown: Shown, one: Indicator, month: Month) -> None:
        number = number_in(shown.text)
        if number is None:
            return
        if shown.role in ("numerator", "denominator") and one.is_ratio:
            unknown = (numerator if shown.role == "numerator" else denominator)(one, month)
            interval = count_interval(number, self._round_to(one))
            self.add(relation({unknown: Fraction(1)}, interval, (shown,)))
            self._note_multiple(unknown, one, number)
            return
        if shown.role == BAND and is_count(one):    # "fewer than six"
            self.add(relation({(one.id, month): Fraction(1)}, Interval(None, number.value - 1),
                              (shown,)))
            return
        made = expression(one, shown.role, month)
        if made is None:
            return
        if shown.role in MONTH_ROLES:
            self.numbers.setdefault((one.id, month), (number, shown))
            if one.is_ratio:
                self.system.shares.append((shown, made.above[0]))
            else:
                self._note_multiple(made.above[0], one, number)
        self._say(made, one, number, shown)

    def _note_multiple(self, unknown: Unknown, one: Indicator, number: Number) -> None:
        if self._round_to(one) > 1:
            self.multiples.known.setdefault(unknown, number.value / self._round_to(one))

    def _say(self, made: Expression, one: Indicator, number: Number, shown: Shown) -> None:
        """The relations of an expression that is printed as the number."""
        if made.below and number.percent and self._round_to(one) > 1 and one.is_share and (
                number.value == 100 or rounded_interval(number).low == 0):
            self._none_or_all(made, number, shown)
        self._within(made, one, self._interval(made, one, number), (shown,))

    def _none_or_all(self, made: Expression, number: Number, shown: Shown) -> None:
        """ "100%" is said of all alone and "100.0%" is never all, however counts are rounded."""
        terms = dict.fromkeys(made.above, Fraction(1))
        if number.value == 100:
            terms = dict.fromkeys(made.below, Fraction(1)) | dict.fromkeys(made.above, Fraction(-1))
        ends = Interval(Fraction(1), None) if number.decimals else Interval(NOUGHT, NOUGHT)
        self.add(relation(terms, ends, (shown,)))

    def _round_to(self, one: Indicator) -> int:
        """What its counts are rounded to, and made into ratios of; means are of the true counts."""
        return 1 if one.disclosure == "exempt" else self.policy.round_to

    def _interval(self, made: Expression, one: Indicator, number: Number) -> Interval:
        if made.below and self._round_to(one) > 1:
            return interval_of_rounded(number, one.is_share)
        if made.below:
            return rounded_interval(number, one.is_share)
        if made.factor != 1:        # a mean of counts
            return rounded_interval(number)
        return count_interval(number, self._round_to(one))

    def _within(self, made: Expression, one: Indicator, interval: Interval,
                shown: tuple[Shown, ...]) -> None:
        if made.below:
            above, below = made.above, made.below
            if self._round_to(one) > 1:
                above, below = (self.multiples.of(above),), (self.multiples.of(below),)
            for each in ratio_relations(above, below, made.factor, interval, shown):
                self.add(each)
        else:
            self.add(relation(dict.fromkeys(made.above, made.factor), interval, shown))

    def _withhold(self, shown: Shown, one: Indicator, month: Month) -> None:
        made = expression(one, shown.role, month)
        if made is None:
            return
        if len(made.above) > 1:     # a withheld sum is an unknown of its own
            total = (f"{one.id}/{shown.role}", month)
            terms = {unknown: Fraction(1) for unknown in made.above} | {total: Fraction(-1)}
            self.add(relation(terms, Interval(NOUGHT, NOUGHT), definition=ADDED))
            self.system.withheld.append(Withheld(shown, total))
            return
        unknown = made.above[0]
        if is_count(one) and shown.text != "[low]" and one.id not in self.never_shown:
            self.system.least[unknown] = self.policy.least
        self.mentioned.setdefault(unknown[0], set()).add(month)
        self.system.withheld.append(Withheld(shown, unknown))
        if self.policy.complements and one.is_share:
            self.system.withheld.append(Withheld(shown, unknown, made.below[0]))

    # ── figures told from others ────────────────────────────────────────────────────────────────

    def _read_difference(self, shown: Shown, one: Indicator, month: Month,
                         figures: Iterable[Shown]) -> None:
        number = number_in(shown.text)
        if number is None or number.under:
            return
        before = month.back(one.step)
        if shown.role == "change":
            now, then = self.numbers.get((one.id, month)), self.numbers.get((one.id, before))
            if (now is None) == (then is None):
                self._both(shown, one, (month, before), number) if now is None else None
                return
            sign = _sign(shown)
            known, wanted = (then, month) if now is None else (now, before)
            assert known is not None
            ways = (1, -1) if sign is None else (sign,)
            self._beside(shown, one, expression(one, "current", wanted), number, known,
                         [way if now is None else -way for way in ways])
        elif shown.role == "change_in_per_cent":
            if is_count(one):
                self._per_cent(shown, one, (month, before), number)
        else:
            role = shown.role.removeprefix("gap.")
            if role == "target" and self._may_be_of_either(one):
                return      # of the month or of the year to date: the figure stands beside it
            on = "year_to_date" if role in ON_YEAR or (
                role not in ON_MONTH and _judged_on_year(one)) else "current"
            beside = next((s for s in figures if s.indicator == one.id and s.role == role), None)
            other = number_in(beside.text) if beside is not None else None
            if beside is not None and other is not None:
                self._beside(shown, one, expression(one, on, month), number, (other, beside),
                             [1, -1])

    def _may_be_of_either(self, one: Indicator) -> bool:
        """Whether its targets need not be of the figure that is judged where nothing is said."""
        return one.year_to_date == "sum" or any(
            target.indicator == one.id and (target.of or target.in_year)
            for target in self.dictionary.targets)

    def _beside(self, shown: Shown, one: Indicator, made: Expression | None, by: Number,
                known: tuple[Number, Shown], ways: list[int]) -> None:
        """An expression that is printed as the known figure plus or minus another."""
        if made is None:
            return
        number, beside = known
        candidates = [number.value + way * by.value for way in ways]
        ceiling = 100 if one.is_share else None
        candidates = [c for c in candidates if c >= 0 and (ceiling is None or c <= ceiling)]
        if not candidates:
            return
        decimals = max(number.decimals, by.decimals)
        # of two sides that are both possible, everything from one to the other; a sum of two that
        # are rounded may be none or all, however it is written
        low, high = (self._interval(made, one, Number(c, decimals, False))
                     for c in (min(candidates), max(candidates)))
        self._within(made, one, Interval(low.low, high.high, low.low_open, high.high_open),
                     (shown, beside))

    def _both(self, shown: Shown, one: Indicator, months: tuple[Month, Month],
              number: Number) -> None:
        """A change between two counts neither of which is printed."""
        sign = _sign(shown)
        if is_count(one) and sign is not None:
            now, before = ((one.id, month) for month in months)
            end, room = number.value * sign, self._round_to(one) - 1
            self.add(relation({now: Fraction(1), before: Fraction(-1)},
                              Interval(end - room, end + room), (shown,)))

    def _per_cent(self, shown: Shown, one: Indicator, months: tuple[Month, Month],
                  number: Number) -> None:
        """ "by 34.5%": up or down, of the count before."""
        if self._round_to(one) > 1:
            return      # it is of the rounded counts
        now, before = ((one.id, month) for month in months)
        high = rounded_interval(number).high or NOUGHT
        for end, side in ((1 - high / 100, Interval(NOUGHT, None)),
                          (1 + high / 100, Interval(None, NOUGHT))):
            self.add(relation({now: Fraction(1), before: -end}, side, (shown,)))

    def _read_mean(self, shown: Shown, one: Indicator, month: Month) -> None:
        """The mean of twelve ratios: linear where denominators are known, else one is told."""
        number = number_in(shown.text)
        if number is None:
            return
        months = twelve(one, month)
        wanted = rounded_interval(number, one.is_share)
        assert wanted.low is not None
        assert wanted.high is not None
        low, high = wanted.low * len(months), wanted.high * len(months)
        if self._round_to(one) > 1:
            low, high = low - JUST, high + JUST
        terms: dict[Unknown, Fraction] = {}
        witnesses = [shown]
        loose: list[Expression] = []
        for each in months:
            made = expression(one, "month", each)
            assert made is not None
            above, below = self._known_below(made, one)
            printed = self.numbers.get((one.id, each))
            if below and printed is None:
                part = made.factor / below
                scaled = Fraction(round(part * MEAN_SCALE), MEAN_SCALE)
                # the numerator of a share is no larger
                room = abs(part - scaled) * below * (1 if one.is_share else MORE_THAN_ALL)
                terms[above] = scaled
                low, high = low - room, high + room
            elif printed is not None:
                over = self.exact.get(above) if self._round_to(one) == 1 else None
                taken = rounded_interval(printed[0], one.is_share) if not below or over is None \
                    else Interval(over * made.factor / below, over * made.factor / below)
                assert taken.low is not None
                assert taken.high is not None
                low, high = low - taken.high, high - taken.low
                witnesses.append(printed[1])
            else:
                loose.append(made)
        if len(loose) == 1 and not terms:
            self._within(loose[0], one, Interval(max(low, NOUGHT), high), tuple(witnesses))
        elif terms and not loose:
            self.add(relation(terms, Interval(low, high), tuple(witnesses)))

    def _known_below(self, made: Expression, one: Indicator) -> tuple[Unknown, Fraction | None]:
        """What a month's ratio has above it, and the number beneath where that is known."""
        above, below = made.above[0], made.below[0]
        value = self.exact.get(below)
        if self._round_to(one) == 1:
            return above, value
        beneath = self.multiples.of_known(below, value)
        return (self.multiples.of((above,)) if beneath else above), beneath


def _sign(shown: Shown) -> int | None:
    """Which way a change went: its sentence says it, and its row holds it as a sign."""
    number = number_in(shown.text)
    if not shown.value or number is None:
        return None
    return -1 if shown.value.startswith(("-", "−")) else 1


def _judged_on_year(one: Indicator) -> bool:
    usual = "year_to_date" if one.year_to_date in ("pooled", "annualised") else "month"
    return (one.judged_on or usual) == "year_to_date" and one.frequency != "annual"
