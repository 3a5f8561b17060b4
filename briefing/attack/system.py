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
    control chart, areas     means of months; all numerators over all denominators (`composed`)
    words                    records, runs, relations, ratings and changes that are told (`claimed`)

What is left out only makes the attack weaker, never wrong: the limits of a control chart where two
of its months are not printed (they are not linear in the months), the mean of percentages where two
or more of them have unknown denominators, a gap whose side is not known where both are possible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from briefing.attack.claimed import claimed
from briefing.attack.composed import read_composed
from briefing.attack.definitions import define
from briefing.attack.derived import read_derived
from briefing.attack.equations import ADDED, Equations, System, Withheld
from briefing.attack.expressions import is_count
from briefing.attack.intervals import Interval
from briefing.attack.relations import OF_REPORT, Unknown, relation
from briefing.attack.shown import Print, Shown
from briefing.attack.versions import Versions
from briefing.disclosure.policy import Policy
from briefing.indicators import Dictionary
from briefing.periods import Month

__all__ = ["ADDED", "System", "Withheld", "system_of"]


def system_of(printed: Print, dictionary: Dictionary, policy: Policy,
              known: Mapping[Unknown, Decimal] | None = None, earlier: Sequence[Print] = (),
              guesses: bool = False) -> System:
    """Every relation that the reader of the print has, and of earlier ones, the oldest first.

    `known` are public populations. A count that was restated is another unknown in the reports
    that were before; with `guesses` one that was withheld may be (`versions`).
    """
    equations = Equations(dictionary, policy)
    versions = Versions((*earlier, printed), dictionary, equations.placed, policy, guesses)
    same = [one for n, one in enumerate(earlier) if not versions.differs(n)]
    _populations(equations, known)
    everything = Print(
        (*printed.figures, *(shown for one in same for shown in one.figures)),
        (*printed.withheld, *(shown for one in same for shown in one.withheld)),
        marks=(*printed.marks, *(shown for one in same for shown in one.marks)))
    equations.read_all(everything)
    read_derived(everything, equations)
    for report in (printed, *same):
        read_composed(report, equations, equations.mentioned)
    hidden = {w.unknown for w in equations.system.withheld}
    for each in claimed(printed, dictionary, policy.round_to, equations.numbers):
        if any(unknown in hidden for unknown, _ in each.terms):
            equations.add(each)
    printed_of = {name: set(months) for name, months in equations.mentioned.items()}
    define(dictionary, equations.mentioned, equations.add)
    _increments(equations)
    _implied_flows(equations, printed_of)
    for n, one in enumerate(earlier):
        if versions.differs(n):
            _read_apart(equations, one, n, versions, known)
    equations.system.relations += versions.guessed
    return equations.system


def _populations(equations: Equations, known: Mapping[Unknown, Decimal] | None) -> None:
    for unknown, value in (known or {}).items():
        if value == int(value):
            exact = Interval(Fraction(value), Fraction(value))
            equations.add(relation({unknown: Fraction(1)}, exact, definition="public population"))


def _increments(equations: Equations) -> None:
    """What a month added to a cumulative count must be kept, where the indicator says so."""
    for indicator in equations.dictionary.indicators:
        for month in sorted(equations.mentioned.get(indicator.id,
                                                    ())) if indicator.increments else ():
            equations.system.withheld.append(Withheld(
                Shown(indicator.id, "increment", str(month), "", "between two months"),
                (f"{indicator.id}/increment", month)))


def _implied_flows(equations: Equations, before: Mapping[str, set[Month]]) -> None:
    """What a stock and its other flow tell of a flow that no report has given yet is kept too.

    `before` are the months that print has of each series.
    """
    flows = {name for indicator in equations.dictionary.indicators for name in (indicator.inflow,
            indicator.outflow)
             if name in equations.dictionary and equations.dictionary[name].kind == "flow"
             and is_count(equations.dictionary[name])}
    for name in sorted(flows):
        for month in sorted(equations.mentioned.get(name, set()) - before.get(name, set())):
            equations.system.withheld.append(Withheld(
                Shown(name, "implied", str(month), "", "between two figures of a stock"),
                (name, month)))


def _read_apart(equations: Equations, printed: Print, report: int, versions: Versions,
                known: Mapping[Unknown, Decimal] | None) -> None:
    """Add what an earlier report says, of whose counts some were restated since."""
    own = Equations(equations.dictionary, equations.policy)
    _populations(own, known)
    own.read_all(printed)
    read_derived(printed, own)
    read_composed(printed, own, equations.mentioned)
    given = {name: set(months) for name, months in own.mentioned.items()}
    define(equations.dictionary, own.mentioned, own.add)

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
        equations.add(replace(each, terms=tuple((version(u), part) for u, part in each.terms)))
    for unknown, least in own.system.least.items():
        equations.system.least.setdefault(version(unknown), least)
    equations.system.withheld += [
        replace(w, unknown=version(w.unknown),
                complement=version(w.complement) if w.complement else None)
        for w in own.system.withheld]
