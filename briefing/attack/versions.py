"""One count in several reports: the same quantity, until one prints another number of it.

A reader who keeps the earlier reports takes a count to be what it was, unless two of them print
otherwise: then it was restated, and it is two unknowns. So it is where a count that need not be
withheld was printed first and withheld later, and where one that was withheld is a nought now, as
noughts are shown: that can only be of another number. What an earlier
report told of the one of then it tells still. Where a report withholds a count, that it is the one
that the next report has is a guess, and the first to be given up where all does not fit together.
Of a share's numerator whose whole is nought now and was not then it is not even that: of nobody
there is nobody, whoever there was, so the nought of now tells nothing of then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from briefing.amounts import SYMBOLS, Reason
from briefing.attack.expressions import (
    BAND,
    MONTH_ROLES,
    beside_marked,
    denominator,
    is_count,
    numerator,
)
from briefing.attack.intervals import number_in
from briefing.attack.relations import GUESSED, OF_REPORT, Relation, Unknown
from briefing.attack.shown import Print, Shown
from briefing.disclosure.policy import Policy
from briefing.indicators import Dictionary, Indicator
from briefing.periods import Month

UNCHANGED = "it was not said to be restated"
Placed = Callable[[Shown], tuple[Indicator, Month] | None]


@dataclass(frozen=True, slots=True)
class _Told:
    """What a report prints of a count outright, and of a share that it is a part of."""

    counts: Mapping[Unknown, Fraction]
    shares: Mapping[tuple[str, Month], str]
    withheld: Mapping[Unknown, None]
    under: Mapping[Unknown, Fraction]   # what counts that it withholds are said to be below
    nobody: frozenset[Unknown]      # numerators of what the report says to be a share of nobody
    some: frozenset[Unknown]        # counts that it withholds and would show, were they nought


class Versions:
    """Which unknown a count is in each of the reports, the oldest first; the last is today's."""

    def __init__(self, reports: Sequence[Print], dictionary: Dictionary, placed: Placed,
                 policy: Policy, guesses: bool) -> None:
        """With `guesses` a withheld count is an unknown of its own in each report, and guessed to
        be that of the next."""
        self.guessed: list[Relation] = []
        self.guesses = guesses
        self.policy = policy
        told = [_told(one, dictionary, placed, policy) for one in reports]
        self._of: list[dict[Unknown, Unknown]] = [{} for _ in reports]
        if len(reports) == 1:
            return      # there is nothing that it could differ from
        self._follow(told, guesses)
        self._shares(told, dictionary)

    def of(self, report: int, unknown: Unknown) -> Unknown:
        """The count as the report has it; today's own where it was not restated since."""
        return self._of[report].get(unknown, unknown)

    def not_given(self, report: int, unknown: Unknown) -> Unknown:
        """A count that the report itself does not speak of: guessed to be today's."""
        if self.guesses:
            self._of[report][unknown] = self._guess(unknown, report, unknown)
        return self.of(report, unknown)

    def differs(self, report: int) -> bool:
        """Whether a count of the report was restated since."""
        return bool(self._of[report])

    def _follow(self, told: Sequence[_Told], guesses: bool) -> None:
        """From today back: another number is another unknown, for all the reports before too."""
        everything = dict.fromkeys(unknown for one in told
                                   for unknown in (*one.counts, *one.withheld))
        for unknown in everything:
            now, value, hidden, gone = unknown, None, False, False
            for n in reversed(range(len(told))):
                here = told[n].counts.get(unknown)
                of_nobody = unknown in told[n].nobody
                if here is not None:
                    anew = hidden and not self.policy.withholds(Decimal(int(here)))
                    if anew or (value is not None and here != value):
                        now = _version(unknown, n)
                    elif guesses and value is not None and self.policy.round_to > 1:
                        # two counts can round to one multiple
                        now = self._guess(unknown, n, now)
                    value, hidden = here, False
                elif (gone and not of_nobody and unknown in told[n].withheld) or (
                        value == 0 and unknown in told[n].some) or (
                        value is not None and value >= told[n].under.get(unknown, value + 1)):
                    now, value = _version(unknown, n), None
                elif guesses and n < len(told) - 1 and unknown in told[n].withheld:
                    now, value = self._guess(unknown, n, now), None
                hidden = hidden or unknown in told[n].withheld
                gone = of_nobody or (gone and here is None and unknown not in told[n].withheld)
                if now != unknown:
                    self._of[n][unknown] = now

    def _guess(self, unknown: Unknown, report: int, after: Unknown) -> Unknown:
        """The count as the report has it, guessed to be that of the report after."""
        own = _version(unknown, report)
        self.guessed.append(Relation(((own, 1), (after, -1)), 0, 0, definition=UNCHANGED,
                                     trust=GUESSED))
        return own

    def _shares(self, told: Sequence[_Told], dictionary: Dictionary) -> None:
        """A share that prints otherwise is of other counts, where they are not printed alike."""
        last: dict[tuple[str, Month], str] = {}
        since: dict[Unknown, Unknown] = {}
        for n in reversed(range(len(told))):
            for key, text in told[n].shares.items():
                indicator = dictionary[key[0]]
                if last.get(key, text) != text:
                    for part in (numerator(indicator, key[1]), denominator(indicator, key[1])):
                        if part not in told[n].counts:
                            since[part] = _version(part, n)
                last[key] = text
            for part, version in since.items():
                if part not in told[n].counts:
                    self._of[n].setdefault(part, version)


def _version(unknown: Unknown, report: int) -> Unknown:
    return f"{unknown[0]}{OF_REPORT}{report}", unknown[1]


def _told(printed: Print, dictionary: Dictionary, placed: Placed, policy: Policy) -> _Told:
    beside = beside_marked(dictionary)
    counts: dict[Unknown, Fraction] = {}
    shares: dict[tuple[str, Month], str] = {}
    under: dict[Unknown, Fraction] = {}
    for shown in printed.figures:
        place, number = placed(shown), number_in(shown.text)
        if place is None or number is None:
            continue
        one, month = place
        if shown.role in MONTH_ROLES and is_count(one):
            counts.setdefault((one.id, month), number.value)
        elif shown.role == BAND:
            under[one.id, month] = number.value
        elif shown.role in MONTH_ROLES and one.is_ratio:
            shares.setdefault((one.id, month), shown.text)
        elif shown.role in ("numerator", "denominator") and one.is_ratio:
            part = numerator if shown.role == "numerator" else denominator
            counts.setdefault(part(one, month), number.value)
    withheld: dict[Unknown, None] = {}
    some: set[Unknown] = set()
    for shown in printed.withheld:
        place = placed(shown)
        if place is not None and shown.role in MONTH_ROLES:
            one, month = place
            if is_count(one) and policy.show_zero and one.id not in beside:
                some.add((one.id, month))
            withheld[(one.id, month) if is_count(one) else numerator(one, month)] = None
    return _Told(counts, shares, withheld, under, _of_nobody(printed, dictionary, placed, counts),
                 frozenset(some))


def _of_nobody(printed: Print, dictionary: Dictionary, placed: Placed,
               counts: Mapping[Unknown, Fraction]) -> frozenset[Unknown]:
    """The numerators of shares whose denominators are nought, by a figure or by a mark."""
    marked = [place for shown in printed.marks if shown.text == SYMBOLS[Reason.NOT_APPLICABLE]
              and (place := placed(shown)) is not None]
    nobody = {numerator(one, month) for one, month in marked if one.is_share}
    noughts = [unknown for unknown, count in counts.items() if count == 0]
    wholes: dict[str, list[Indicator]] = {}
    for one in dictionary.indicators if noughts else ():
        if one.is_share:
            wholes.setdefault(denominator(one, noughts[0][1])[0], []).append(one)
    nobody |= {numerator(one, month) for series, month in noughts
               for one in wholes.get(series, ())}
    return frozenset(nobody)
