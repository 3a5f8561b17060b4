"""Marks that tell what is withheld: they are figures too, and go.

    [z]     of a share: there is nobody whom it could be a share of, so its denominator is nought
    [low]   the figure is so small that it rounds to nought
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from briefing.amounts import Reason
from briefing.disclosure.candidates import Candidate, Role
from briefing.disclosure.counts import Count, Counts, is_of_people
from briefing.disclosure.policy import Policy
from briefing.measures import Measure, Measures
from briefing.periods import Month
from briefing.sums import Value

MARKED = ("withhold", "aggregates")     # of these the noughts are withheld too


def telling_marks(measure: Measure, policy: Policy, withheld: Collection[str]
                  ) -> Iterator[Candidate]:
    """The months, and years to date, whose marks would tell a count that is withheld.

    `withheld` are the identities of the figures that are withheld already.
    """
    indicator = measure.indicator
    if not policy.suppresses or not is_of_people(indicator):
        return
    for month, value in measure.values.items():
        if not tells(measure, month, value, policy, withheld):
            continue
        yield _mark(indicator.id, "month", month)
        window = measure.windows.get(month)
        if value.reason is Reason.NOT_APPLICABLE and window is not None and (
                window.year_to_date is None and indicator.year_to_date in ("pooled", "annualised")):
            yield _mark(indicator.id, "year_to_date", month)


def tells(measure: Measure, month: Month, value: Value, policy: Policy,
          withheld: Collection[str]) -> bool:
    """Whether the mark in the month's place tells a count that is withheld."""
    indicator = measure.indicator
    if value.amount is not None:
        return False
    if value.reason is Reason.LOW:
        return True
    return value.reason is Reason.NOT_APPLICABLE and indicator.is_ratio and (
        not policy.show_zero or f"{indicator.denominator}:month:{month}" in withheld)


def of_nobody(measures: Measures, counts: Counts) -> dict[Count, frozenset[Count]]:
    """The numerators of marked shares by their wholes, where these are nought."""
    made: dict[Count, frozenset[Count]] = {}
    for ratio, parts in counts.parts.items():
        if measures[ratio].indicator.disclosure not in MARKED or not parts.denominator:
            continue
        for month, value in measures[ratio].values.items():
            if value.reason is Reason.NOT_APPLICABLE and (
                    counts.values.get((parts.denominator, month)) == 0):
                whole, above = (parts.denominator, month), (parts.numerator, month)
                made[whole] = made.get(whole, frozenset()) | {above}
    return made


def behind_marks(nobody: Mapping[Count, frozenset[Count]],
                 showing: Mapping[Count, Collection[str]], withheld: Collection[str],
                 known: Collection[Count]) -> set[Count]:
    """The noughts that go with wholes that are withheld, of `of_nobody`.

    Where the whole is withheld its mark is too, and a nought beside it would tell that the share
    is nought, if it is not of nobody. `showing` has the figures of each count, `known` are counts
    that are public.
    """
    return {key for whole, parts in nobody.items() if whole in showing and whole not in known
            and all(name in withheld for name in showing[whole])
            for key in parts if key not in known}


def _mark(name: str, role: Role, month: Month) -> Candidate:
    return Candidate(name, role, str(month), (), (), (), 0.0, "telling")
