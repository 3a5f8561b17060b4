"""The choice for a group by the ways in which a reader may take what was published earlier.

First by what is true: counts that were restated are two. Then by what a reader may suppose who did
not see that something withheld was restated: wrong as it is, it may come out right by chance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefing.disclosure.choice import Chosen
from briefing.disclosure.counts import Counts
from briefing.disclosure.groups import Group

Settle = Callable[[Group, Chosen], None]


def settle_remembered(group: Group, counts: Counts, settle: Settle, chosen: Chosen) -> None:
    """Add what is withheld of the group; `settle` makes the choice for one way to take it."""
    made = Chosen()
    settle(group, made)
    if made.contradictory and group.earlier:
        # counts of then that we do not know do not fit: what is sure is gone by
        made = Chosen()
        settle(_of_today(group, counts), made)
    chosen.exposed += made.exposed
    chosen.contradictory += made.contradictory
    chosen.withheld |= made.withheld
    chosen.loss += made.loss
    chosen.least += made.least
    if not group.guesses or made.contradictory:
        return
    supposed = Chosen()
    settle(_supposed(group, counts, made), supposed)
    chosen.loss += supposed.loss
    chosen.least += supposed.least
    # what does not fit is seen through; what such a reader was told before is no truth
    for name, more in supposed.withheld.items():
        if name not in chosen.withheld:
            chosen.withheld[name] = replace(more, candidate=replace(more.candidate, cause=""),
                                            cause="secondary")


def _of_today(group: Group, counts: Counts) -> Group:
    """The group without counts that were restated, and what was told of them."""
    return replace(group, candidates=tuple(
        one for one in group.candidates
        if all(key in counts.values for key in (*one.shows, *one.total))),
        earlier=tuple((name, row) for name, row in group.earlier if all(
            key in counts.values for key, _ in row.terms) and row.holds(counts.values)))


def _supposed(group: Group, counts: Counts, made: Chosen) -> Group:
    """The group as one sees it who takes nothing that was withheld to be restated.

    What was chosen before is withheld from the beginning.
    """
    today = _of_today(group, counts)
    return replace(today, candidates=tuple(
        replace(one, cause="secondary") if one.id in made.withheld and not one.cause else one
        for one in today.candidates), earlier=(*today.earlier, *group.guesses))
