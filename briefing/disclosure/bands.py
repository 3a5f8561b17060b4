"""Of which withheld counts a sentence may say that they are small: "fewer than six".

The word may tell no more than who knows the rule has from the symbols already. Of a companion, and
of a small count that could be one, nobody can tell whether it is small, so nothing is said of
either; where the search has withheld more than structure does, nothing is said of all that hangs
together with it. So which are said follows from what is withheld, never from the numbers.

Who does not know the rule learns that the count is small. So the protection is tried once more with
that told; where it would not hold, nothing is said in the group. Shares are never spoken of, nor is
anything where counts are rounded: there is no structure to tell the small ones by.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from briefing.disclosure.candidates import Candidate
from briefing.disclosure.companions import Companions
from briefing.disclosure.connected import Group
from briefing.disclosure.counts import Count
from briefing.disclosure.earlier import Earlier
from briefing.disclosure.policy import Policy
from briefing.disclosure.ranges import Contradiction, Solver
from briefing.disclosure.secondary import Choice, Chosen
from briefing.measures import Measures


def bands_of(group: Group, measures: Measures, values: Mapping[Count, int | None],
             ends: Mapping[Count, tuple[float, float]], before: Earlier, chosen: Chosen,
             companions: Companions, policy: Policy, solver: Solver) -> dict[str, int]:
    """The indicators of the group whose latest figure may be said to be small, and below what.

    `chosen` is what is withheld.
    """
    if not policy.say_band or policy.round_to > 1:
        return {}
    withheld = {candidate.id for candidate in group.candidates if candidate.id in chosen.withheld}
    if any(chosen.withheld[name].cause == "secondary" and name not in companions.sakes
           for name in withheld):
        return {}
    hidden = {key for candidate in group.candidates if candidate.id in withheld
              for key in candidate.shows}
    if any(values[key] is None and key not in hidden
           for _, row in group.earlier for key, _ in row.terms):
        return {}       # what is not known of then did not fit, and was gone by (`remembering`)
    telling = _told_by(group)
    small = [candidate for candidate in group.candidates if candidate.id in withheld
             and candidate.period == str(measures[candidate.indicator].period)
             and _is_plain(candidate, telling, before, companions)]
    if not small:
        return {}
    band = (float(policy.least), float(policy.suppress_to))
    told = {**ends, **{key: band for one in small for key in one.shows}}
    found = Chosen()
    try:
        exposing = Choice(group, values, told, before, policy, solver, companions).witnesses(
            withheld, found)
    except Contradiction:
        return {}
    return {} if exposing or found.exposed else {
        one.indicator: policy.suppress_to + 1 for one in small}


def _told_by(group: Group) -> dict[Count, list[Candidate]]:
    """The figures of months that tell each count."""
    made: dict[Count, list[Candidate]] = {}
    for candidate in group.candidates:
        for key in candidate.shows if candidate.role == "month" else ():
            made.setdefault(key, []).append(candidate)
    return made


def _is_plain(candidate: Candidate, telling: Mapping[Count, Collection[Candidate]], before: Earlier,
              companions: Companions) -> bool:
    """Whether it is a count that everybody knows to be withheld because it is small itself."""
    if candidate.role != "month" or candidate.cause != "primary" or len(candidate.shows) != 1 or (
            candidate.id in before.withheld_last):
        return False
    key = candidate.shows[0]
    # of a share the count of the others may be the reason
    return key[0] == candidate.indicator and key not in companions.unsure and len(telling[key]) == 1
