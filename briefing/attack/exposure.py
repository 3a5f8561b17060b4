"""Withheld counts that print gives away, and which printed figures give them away.

A withheld count is exposed when it can be fewer different numbers than the policy asks for, unless
it is certain to be larger than what the policy withholds: then it was withheld for another's sake.
Besides, a count that the policy withholds may not be printed, nor be told from a printed percentage
whose numerator nobody printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Literal

from briefing.amounts import SYMBOLS, Reason
from briefing.attack.bounds import Contradiction
from briefing.attack.expressions import MONTH_ROLES, is_count
from briefing.attack.intervals import count_interval, number_in
from briefing.attack.ranges import Range, Ranges, find_ranges, systems
from briefing.attack.relations import OF_REPORT, Relation, Unknown
from briefing.attack.shown import Print, Shown
from briefing.attack.system import ADDED, System, Withheld, system_of
from briefing.disclosure.policy import Policy
from briefing.history import Record
from briefing.indicators import Dictionary

Kind = Literal["withheld", "printed", "implied"]
Figure = tuple[str, str, str, str]      # indicator, role, period, as printed
EXPLAINED = 40      # exposures whose causes are sought: where nothing is kept there are too many
PLAIN = tuple(SYMBOLS[reason] for reason in Reason if not reason.withheld)
TOTALS = ("year_to_date", "year_to_date_last_year", "sum_12m", "outturn")


@dataclass(frozen=True, slots=True)
class Exposure:
    """A count that is not kept: its figure, its range, and what gives it away.

    `kind` is "withheld" for a figure with a symbol in its place, "printed" for one that stands
    there although the policy withholds it, "implied" for the numerator of a printed percentage.
    `complement` tells that it is the count of the others. `before` tells that all that gives it
    away stood in earlier reports, and that today's alone does not: no print of today can keep it.
    """

    kind: Kind
    shown: Shown
    low: int
    high: int | None
    because: tuple[Relation, ...] = ()
    complement: bool = False
    unknown: Unknown | None = None
    before: bool = False

    def holds(self, count: int) -> bool:
        """Whether the count that it is of can be that number."""
        return self.low <= count and (self.high is None or count <= self.high)


@dataclass(frozen=True, slots=True)
class Attack:
    """What came of it: every withheld figure with its range, exposures, what did not add up."""

    tried: tuple[tuple[Withheld, Range], ...]
    exposures: tuple[Exposure, ...]
    dropped: tuple[Relation, ...]


def attack(printed: Print, dictionary: Dictionary, policy: Policy, earlier: Iterable[Record] = (),
           known: Mapping[Unknown, Decimal] | None = None, *, only_small: bool = False,
           explain: bool = True) -> Attack:
    """Every withheld count tried with what is printed, the definitions and earlier reports.

    `known` are public populations by series and month. `only_small` says that readers know that
    nothing but small counts is withheld, as of reports that withhold nothing for another's sake.
    Without `explain` no causes are sought.
    """
    before = prints_of(earlier)
    found = _tried(system_of(printed, dictionary, policy, known, before), printed, before,
                   dictionary, policy, only_small, explain)
    if any(one.trust for one in found.dropped) and before:
        # something that was withheld was restated unseen: which, is guessed at
        return _tried(system_of(printed, dictionary, policy, known, before, guesses=True), printed,
                      before, dictionary, policy, only_small, explain)
    return found


def _tried(system: System, printed: Print, earlier: Iterable[Print], dictionary: Dictionary,
           policy: Policy, only_small: bool, explain: bool) -> Attack:
    told = {_figure(shown) for some in earlier for shown in some.figures}
    if only_small:
        system.relations += [
            Relation(((w.unknown, 1),), None, policy.suppress_to, definition=(
                f"no count of more than {policy.suppress_to} is withheld"), trust=1)
            for w in system.withheld if w.unknown[0] in dictionary]
    complements = _complements(system)
    wanted = [complements.get((w.unknown, w.complement), w.unknown) if w.complement else w.unknown
              for w in system.withheld]
    ranges = find_ranges(system.relations, system.least, wanted)
    tried = tuple((w, ranges.of[unknown]) for w, unknown in zip(system.withheld, wanted,
                                                                strict=True))
    exposures = [*_outright(printed, dictionary, policy), *_marks(printed, dictionary, policy)]
    seen = _of_nobody(system, ranges) if policy.show_zero else set()
    for (withheld, found), unknown in zip(tried, wanted, strict=True):
        if unknown in seen or not _exposed(found, withheld, dictionary, policy):
            continue
        seen.add(unknown)
        because: tuple[Relation, ...] = ()
        if explain and len(seen) <= EXPLAINED:
            because = causes(system, ranges, unknown, withheld, dictionary, policy)
        before = _told_before(because, told) and not _by_today(
            system, unknown, withheld, dictionary, policy)
        exposures.append(Exposure("withheld", withheld.shown, *found, because,
                                  withheld.complement is not None, unknown, before))
    exposures += _implied(system, ranges, set(wanted), dictionary, policy)
    return Attack(tried, tuple(exposures), ranges.dropped)


def _told_before(because: Iterable[Relation], told: Set[Figure]) -> bool:
    """Whether all of it stood in earlier reports, though today's may print some of it again."""
    shown = [one for relation in because for one in relation.shown]
    return bool(shown) and all(one.report or _figure(one) in told for one in shown)


def _figure(shown: Shown) -> Figure:
    """Which figure it is, and as what it was printed."""
    return (shown.indicator, "month" if shown.role in MONTH_ROLES else shown.role, shown.period,
            shown.text)


def _by_today(system: System, unknown: Unknown, withheld: Withheld, dictionary: Dictionary,
              policy: Policy) -> bool:
    """Whether today's report gives the unknown away to who has no other."""
    ours = [one for one in system.relations if not any(shown.report for shown in one.shown)]
    found = find_ranges(ours, system.least, [unknown])
    return _exposed(found.of[unknown], withheld, dictionary, policy)


def _of_nobody(system: System, ranges: Ranges) -> set[Unknown]:
    """Numerators of a whole that is nought: that they are nought too is told by no figure."""
    nobody = {unknown for unknown, ends in ranges.narrowed.ends.items() if ends == [0, 0]}
    above = {above for one in system.relations if one.trust == 1 and one.low == 0
             and one.high is None and len(one.terms) == 2
             for (below, part), (above, other) in [one.terms]
             if below in nobody and (part, other) == (1, -1)}
    # and what these add up to
    return above | {total for one in system.relations if one.definition == ADDED
                    for total, part in one.terms if part == -1
                    and all(unknown in above for unknown, other in one.terms if other == 1)}


def prints_of(records: Iterable[Record]) -> list[Print]:
    """What each earlier report printed and withheld, the oldest first."""
    made = []
    names: dict[str, int] = {}
    for record in records:
        name = f"the report of {record.period.full}"
        names[name] = names.get(name, 0) + 1
        if names[name] > 1:
            name += f" (no. {names[name]})"
        figures = [shown for identity, figure in record.figures.items() if figure.value
                   for text in figure.text
                   for shown in _earlier(identity, text, figure.value, name)]
        symbols = [shown for identity, symbol in record.withheld.items()
                   for shown in _earlier(identity, symbol, "", name)]
        made.append(Print(tuple(figures), tuple(s for s in symbols if s.text not in PLAIN),
                          marks=tuple(s for s in symbols if s.text in PLAIN)))
    return made


def _earlier(identity: str, text: str, value: str, report: str) -> Iterator[Shown]:
    indicator, _, rest = identity.partition(":")
    role, _, period = rest.partition(":")
    if period and ":" not in period:
        yield Shown(indicator, role, period, text, "", value, report)


def _complements(system: System) -> dict[tuple[Unknown, Unknown | None], Unknown]:
    """An unknown for each count of the others, tied to its numerator and denominator."""
    made: dict[tuple[Unknown, Unknown | None], Unknown] = {}
    for withheld in system.withheld:
        if withheld.complement is not None:
            above, below = withheld.unknown, withheld.complement
            # of each report its own, where the counts were restated
            of_then = next((series[series.index(OF_REPORT):] for series, _ in (below, above)
                            if OF_REPORT in series), "")
            others = (f"{withheld.shown.indicator}/others{of_then}", above[1])
            made[above, below] = others
            system.relations.append(Relation(
                ((below, 1), (above, -1), (others, -1)), 0, 0,
                definition="the others are all but those that are counted", trust=1))
    return made


def _exposed(found: Range, withheld: Withheld, dictionary: Dictionary, policy: Policy) -> bool:
    low, high = found
    one = dictionary[withheld.shown.indicator]
    if policy.is_wide_enough(low, high) or one.disclosure == "exempt":
        return False
    if withheld.shown.role == "mean_12m":
        # the number that must not be told is the one that is printed, not the sum of the months
        periods = 12 // one.step
        low, high = ((2 * end + periods) // (2 * periods) for end in (low, high or low))
    return one.disclosure == "withhold" or _may_be_small(low, high, policy)


def _may_be_small(low: int, high: int | None, policy: Policy) -> bool:
    """Whether a count that the policy withholds is among them."""
    first = max(low, policy.suppress_from, 1)
    small = first <= policy.suppress_to and (high is None or first <= high)
    return small or (low == 0 and not policy.show_zero)


def _surely_small(low: int, high: int | None, policy: Policy) -> bool:
    return high is not None and all(policy.withholds(Decimal(n)) for n in (low, high)) and (
        low > 0 or high == 0)


def _outright(printed: Print, dictionary: Dictionary, policy: Policy) -> Iterable[Exposure]:
    """Counts in this report that the policy withholds, printed all the same."""
    seen: set[tuple[str, str, str]] = set()
    for shown in printed.figures:
        if shown.report or shown.indicator not in dictionary or not (
                shown.role in MONTH_ROLES or shown.role in TOTALS):
            continue
        one = dictionary[shown.indicator]
        number = number_in(shown.text)
        if number is None or not is_count(one) or one.disclosure == "exempt":
            continue
        ends = count_interval(number, policy.round_to)
        assert ends.low is not None
        assert ends.high is not None
        low, high = ceil(ends.low), ceil(ends.high) - 1 if ends.high_open else int(ends.high)
        key = (one.id, "" if shown.role in MONTH_ROLES else shown.role, shown.period)
        # a multiple may be that of counts that are shown
        if all(policy.withholds(Decimal(n)) for n in range(low, high + 1)) and key not in seen:
            seen.add(key)
            yield Exposure("printed", shown, low, high)


def _marks(printed: Print, dictionary: Dictionary, policy: Policy) -> Iterable[Exposure]:
    """Symbols that tell a count which the policy withholds: nobody, or so few as round to none."""
    for shown in (*printed.marks, *printed.withheld):
        one = dictionary.get(shown.indicator)
        if one is None or one.disclosure == "exempt" or not policy.suppresses or not (
                one.is_ratio or is_count(one)):
            continue
        nobody = shown.text == SYMBOLS[Reason.NOT_APPLICABLE] and one.is_ratio
        if (nobody and not policy.show_zero) or shown.text == SYMBOLS[Reason.LOW]:
            yield Exposure("printed", shown, 0, 0)


def _implied(system: System, ranges: Ranges, withheld: set[Unknown], dictionary: Dictionary,
             policy: Policy) -> list[Exposure]:
    """Numerators that nobody printed and that a printed percentage tells to be small."""
    made: list[Exposure] = []
    seen: set[Unknown] = set()
    for shown, unknown in system.shares:
        if shown.report or unknown in withheld or unknown in seen or (
                unknown[0] in dictionary) or dictionary[shown.indicator].disclosure == "exempt":
            continue
        seen.add(unknown)
        low, high = ranges.narrowed.ends.get(unknown, (0, None))
        assert low is not None
        if _surely_small(low, high, policy):
            numbers = ranges.narrowed.reasons([unknown])
            because = tuple(ranges.narrowed.relations[n] for n in sorted(numbers))
            made.append(Exposure("implied", shown, low, high, because))
    return made


# ── which printed figures give it away ───────────────────────────────────────────────────────────


def causes(system: System, ranges: Ranges, unknown: Unknown, withheld: Withheld,
           dictionary: Dictionary, policy: Policy) -> tuple[Relation, ...]:
    """Relations that expose the unknown together, and no longer when any of them is taken away."""
    bounds = ranges.narrowed
    pool = [bounds.relations[n] for n in sorted(bounds.reasons([unknown]))]

    def exposed(some: Sequence[Relation], exactly: bool) -> bool:
        try:
            found = find_ranges(some, system.least, [unknown], exactly=exactly)
        except Contradiction:
            return False
        return _exposed(found.of[unknown], withheld, dictionary, policy)

    # most are told by narrowing alone, which costs little
    by_narrowing = exposed(pool, False)
    if not by_narrowing:
        pool = _around(ranges, unknown)
    # definitions first: what can be told from print alone is told from print alone
    pool.sort(key=lambda one: (-one.trust, len(one.terms) < 2))
    if by_narrowing:
        pool = _needed(pool, lambda some: exposed(some, False))
    pool = _needed(pool, lambda some: exposed(some, True))
    return tuple(sorted(pool, key=lambda one: (one.trust, one.definition)))


def _needed(pool: list[Relation], enough: Callable[[Sequence[Relation]], bool]) -> list[Relation]:
    """What is left when all that can be done without is taken out, by halves and then singly."""
    size = max(1, len(pool) // 2)
    while True:
        at = 0
        while at < len(pool):
            rest = pool[:at] + pool[at + size:]
            if enough(rest):
                pool = rest
            else:
                at += size
        if size == 1:
            return pool
        size = max(1, size // 2)


def _around(ranges: Ranges, unknown: Unknown) -> list[Relation]:
    """The connected system of the unknown, and all that its ends follow from."""
    bounds = ranges.narrowed
    for unknowns, numbers in systems(bounds):
        if unknown in unknowns:
            spoken = {u for n in numbers for u, _ in bounds.relations[n].terms}
            return [bounds.relations[n] for n in sorted(bounds.reasons(spoken) | set(numbers))]
    return []
