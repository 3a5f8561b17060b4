"""Printed figures as relations between the whole numbers behind them, read as intervals."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from briefing.amounts import SYMBOLS, Reason
from briefing.attack.expressions import (
    BAND,
    MONTH_ROLES,
    Expression,
    beside_marked,
    denominator,
    expression,
    is_count,
    numerator,
)
from briefing.attack.intervals import (
    Interval,
    Number,
    count_interval,
    number_in,
    rounded_interval,
)
from briefing.attack.relations import Relation, Unknown, ratio_relations, relation
from briefing.attack.rounding import Multiples, interval_of_rounded
from briefing.attack.shown import Print, Shown
from briefing.disclosure.policy import Policy
from briefing.indicators import Dictionary, Indicator
from briefing.periods import Month, Year, parse_month

ADDED = "its months add up to it"
NOUGHT = Fraction(0)
NOBODY = SYMBOLS[Reason.NOT_APPLICABLE]


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


class Equations:
    """The relations of a print, added one after the other, and what they leave but one value."""

    def __init__(self, dictionary: Dictionary, policy: Policy) -> None:
        self.dictionary = dictionary
        self.policy = policy
        self.system = System()
        self.mentioned: dict[str, set[Month]] = {}
        self.exact: dict[Unknown, Fraction] = {}
        self.numbers: dict[tuple[str, Month], tuple[Number, Shown]] = {}
        self.seen: set[tuple[object, ...]] = set()
        self.multiples = Multiples(policy.round_to, self.add)
        self.may_be_nought = beside_marked(dictionary)
        # those whose figures count somebody
        self.people = {indicator.id: indicator for indicator in dictionary.indicators
                       if not (indicator.can_be_negative and (
                           indicator.is_ratio or is_count(indicator)))}

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
        """Relations of every figure that is told by itself (`derived` has the others)."""
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

    def is_made_up(self, unknown: Unknown) -> bool:
        """Whether it is no count of a series, but one that the attack works with."""
        part = unknown[0].partition("/")[2]
        return bool(part) and part not in ("numerator", "denominator")

    def placed(self, shown: Shown) -> tuple[Indicator, Month] | None:
        """The indicator and the month that the figure is of; None for another sort of figure."""
        indicator = self.people.get(shown.indicator)
        if indicator is None:
            return None
        try:
            if "/" in shown.period or shown.role == "outturn":
                return indicator, Year.parse(shown.period, indicator.year).last
            return indicator, parse_month(shown.period)
        except ValueError:
            return None

    def _read(self, shown: Shown, indicator: Indicator, month: Month) -> None:
        number = number_in(shown.text)
        if number is None:
            return
        if shown.role in ("numerator", "denominator") and indicator.is_ratio:
            unknown = (numerator if shown.role == "numerator" else denominator)(indicator, month)
            interval = count_interval(number, self.round_to(indicator))
            self.add(relation({unknown: Fraction(1)}, interval, (shown,)))
            self._note_multiple(unknown, indicator, number)
            return
        if shown.role == BAND and is_count(indicator):    # "fewer than six"
            self.add(relation({(indicator.id, month): Fraction(1)}, Interval(None,
                    number.value - 1),
                              (shown,)))
            return
        made = expression(indicator, shown.role, month)
        if made is None:
            return
        if shown.role in MONTH_ROLES:
            self.numbers.setdefault((indicator.id, month), (number, shown))
            if indicator.is_ratio:
                self.system.shares.append((shown, made.above[0]))
            else:
                self._note_multiple(made.above[0], indicator, number)
        self._say(made, indicator, number, shown)

    def _note_multiple(self, unknown: Unknown, indicator: Indicator, number: Number) -> None:
        if self.round_to(indicator) > 1:
            self.multiples.known.setdefault(unknown, number.value / self.round_to(indicator))

    def _say(self, made: Expression, indicator: Indicator, number: Number, shown: Shown) -> None:
        """The relations of an expression that is printed as the number."""
        if made.below and number.percent and indicator.is_share and (
                self.round_to(indicator) > 1) and (
                number.value == 100 or rounded_interval(number).low == 0):
            self._none_or_all(made, number, shown)
        self.within(made, indicator, self.interval(made, indicator, number), (shown,))

    def _none_or_all(self, made: Expression, number: Number, shown: Shown) -> None:
        """ "100%" is said of all alone and "100.0%" is never all, however counts are rounded."""
        terms = dict.fromkeys(made.above, Fraction(1))
        if number.value == 100:
            terms = dict.fromkeys(made.below, Fraction(1)) | dict.fromkeys(made.above, Fraction(-1))
        ends = Interval(Fraction(1), None) if number.decimals else Interval(NOUGHT, NOUGHT)
        self.add(relation(terms, ends, (shown,)))

    def round_to(self, indicator: Indicator) -> int:
        """What its counts are rounded to, and made into ratios of; means are of the true counts."""
        return 1 if indicator.disclosure == "exempt" else self.policy.round_to

    def interval(self, made: Expression, indicator: Indicator, number: Number) -> Interval:
        """What the expression can be, where the number is printed for it."""
        if made.below and self.round_to(indicator) > 1:
            return interval_of_rounded(number, indicator.is_share)
        if made.below:
            return rounded_interval(number, indicator.is_share)
        if made.factor != 1:        # a mean of counts
            return rounded_interval(number)
        return count_interval(number, self.round_to(indicator))

    def within(self, made: Expression, indicator: Indicator, interval: Interval,
                shown: tuple[Shown, ...]) -> None:
        """Add that the expression lies within the interval, as `shown` tells."""
        if made.below:
            above, below = made.above, made.below
            if self.round_to(indicator) > 1:
                above, below = (self.multiples.of(above),), (self.multiples.of(below),)
            for each in ratio_relations(above, below, made.factor, interval, shown):
                self.add(each)
        else:
            self.add(relation(dict.fromkeys(made.above, made.factor), interval, shown))

    def _withhold(self, shown: Shown, indicator: Indicator, month: Month) -> None:
        made = expression(indicator, shown.role, month)
        if made is None:
            return
        if len(made.above) > 1:     # a withheld sum is an unknown of its own
            total = (f"{indicator.id}/{shown.role}", month)
            terms = {unknown: Fraction(1) for unknown in made.above} | {total: Fraction(-1)}
            self.add(relation(terms, Interval(NOUGHT, NOUGHT), definition=ADDED))
            self.system.withheld.append(Withheld(shown, total))
            return
        unknown = made.above[0]
        if is_count(indicator) and shown.text != "[low]" and indicator.id not in self.may_be_nought:
            self.system.least[unknown] = self.policy.least
        self.mentioned.setdefault(unknown[0], set()).add(month)
        self.system.withheld.append(Withheld(shown, unknown))
        if self.policy.complements and indicator.is_share:
            self.system.withheld.append(Withheld(shown, unknown, made.below[0]))
