"""Marks that tell what is withheld: they are figures too, and go.

    [z]     of a share: there is nobody whom it could be a share of, so its denominator is nought
    [low]   the figure is so small that it rounds to nought
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefing.amounts import Reason
from briefing.disclosure.candidates import Candidate, Role
from briefing.disclosure.counts import is_of_people
from briefing.disclosure.policy import Policy
from briefing.measures import Measure
from briefing.periods import Month
from briefing.sums import Value


def telling_marks(measure: Measure, policy: Policy, withheld: Collection[str]
                  ) -> Iterator[Candidate]:
    """The months, and years to date, whose marks would tell a count that is withheld.

    `withheld` are the identities of the figures that are withheld already.
    """
    one = measure.indicator
    if not policy.suppresses or not is_of_people(one):
        return
    for month, value in measure.values.items():
        if not tells(measure, month, value, policy, withheld):
            continue
        yield _mark(one.id, "month", month)
        window = measure.windows.get(month)
        if value.reason is Reason.NOT_APPLICABLE and window is not None and (
                window.year_to_date is None and one.year_to_date in ("pooled", "annualised")):
            yield _mark(one.id, "year_to_date", month)


def tells(measure: Measure, month: Month, value: Value, policy: Policy,
          withheld: Collection[str]) -> bool:
    """Whether the mark in the month's place tells a count that is withheld."""
    one = measure.indicator
    if value.amount is not None:
        return False
    if value.reason is Reason.LOW:
        return True
    return value.reason is Reason.NOT_APPLICABLE and one.is_ratio and (
        not policy.show_zero or f"{one.denominator}:month:{month}" in withheld)


def _mark(name: str, role: Role, month: Month) -> Candidate:
    return Candidate(name, role, str(month), (), (), (), 0.0, "telling")
