"""The choice for a group by the ways in which a reader may take what was published earlier.

First by what is true: counts that were restated are two. Then by what a reader may suppose who did
not see that something withheld was restated: wrong as it is, it may come out right by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from briefing.disclosure.candidates import Candidate
from briefing.disclosure.connected import Group
from briefing.disclosure.counts import Count, Counts
from briefing.disclosure.ranges import Row
from briefing.disclosure.secondary import Chosen, Withheld

# makes the choice for a group, for who remembers what was published (True) or does not
Settle = Callable[[Group, Chosen, bool], None]


@dataclass(frozen=True, slots=True)
class Reported:
    """The months that earlier reports were of, and each indicator's latest period of today."""

    months: Collection[str]
    latest: Mapping[str, str]

    def is_past(self, one: Candidate) -> bool:
        """Whether the figure over months stands in earlier reports alone; outturns are repeated."""
        return one.role not in ("month", "outturn") and one.period != self.latest[one.indicator]


def settle_remembered(group: Group, counts: Counts, reported: Reported,
                      rounded: Mapping[Count, Count], settle: Settle, chosen: Chosen) -> None:
    """Add what is withheld of the group; `settle` makes the choice for one way to take it.

    `rounded` is as in `Earlier`.
    """
    made = Chosen()
    settle(group, made, True)
    if made.contradictory and group.earlier:
        # counts of then that we do not know do not fit: what is sure is gone by
        made = Chosen()
        settle(_of_today(group, counts), made, True)
    chosen.exposed += made.exposed
    chosen.contradictory += made.contradictory
    chosen.withheld |= made.withheld
    chosen.loss += made.loss
    chosen.least += made.least
    if made.contradictory:
        return
    if made.exposed:
        alone = Chosen()
        settle(_alone(group, counts, made), alone, False)
        chosen.loss += alone.loss
        chosen.least += alone.least
        made.withheld |= _more(alone, made)
    unseen: dict[Count, Count] = {}
    while True:
        guessed = _with_unseen(group, unseen)
        if guessed.guesses:
            supposed = Chosen()
            settle(_supposed(guessed, counts, reported, made), supposed, True)
            chosen.loss += supposed.loss
            chosen.least += supposed.least
            # what does not fit is seen through; what such a reader was told before is no truth
            made.withheld |= _more(supposed, made)
        more_unseen = _unseen(group, rounded, made)
        if more_unseen == unseen:
            break
        unseen = more_unseen
    chosen.withheld |= made.withheld


def _more(another: Chosen, made: Chosen) -> dict[str, Withheld]:
    """What another choice withholds besides: for others' sake."""
    return {name: replace(more, candidate=replace(more.candidate, cause=""), cause="secondary")
            for name, more in another.withheld.items() if name not in made.withheld}


def _alone(group: Group, counts: Counts, made: Chosen) -> Group:
    """Today's figures alone, of which those are withheld from the beginning that are already."""
    return replace(group, earlier=(), guesses=(), candidates=tuple(
        replace(one, cause="secondary") if one.id in made.withheld and not one.cause else one
        for one in group.candidates
        if all(key in counts.values for key in (*one.shows, *one.total))))


def _unseen(group: Group, rounded: Mapping[Count, Count], made: Chosen) -> dict[Count, Count]:
    """The counts of then that another multiple was printed of than would be now, were it shown."""
    hidden = {one.total[0] for one in group.candidates
              if one.role == "month" and one.total and one.id in made.withheld}
    return {then: now for then, now in rounded.items() if now in hidden}


def _with_unseen(group: Group, unseen: Mapping[Count, Count]) -> Group:
    """The group with guesses of who takes the unseen counts of now for those of then."""

    def of_now(row: Row[Count]) -> Row[Count]:
        return replace(row, terms=tuple((unseen.get(key, key), factor)
                                        for key, factor in row.terms))

    guesses = [(name, of_now(row)) for name, row in group.guesses]
    guesses += [(name, of_now(row)) for name, row in group.earlier
                if any(key in unseen for key, _ in row.terms)]
    return replace(group, guesses=tuple(dict.fromkeys(
        (name, row) for name, row in guesses
        if len({key for key, _ in row.terms}) == len(row.terms))))


def _of_today(group: Group, counts: Counts, besides: Collection[Count] = ()) -> Group:
    """The group without counts that were restated, and what was told of them; those `besides` stay.
    """
    return replace(group, candidates=tuple(
        one for one in group.candidates
        if all(key in counts.values or key in besides for key in (*one.shows, *one.total))),
        # what is no figure's (name "") is how counts of then hung together: that of today's stays
        earlier=tuple((name, row) for name, row in group.earlier if all(
            key in besides or key in counts.values if name else
            counts.values.get(key) is not None for key, _ in row.terms)
            and (any(key not in counts.values for key, _ in row.terms)
                 or row.holds(counts.values))))


def _supposed(group: Group, counts: Counts, reported: Reported, made: Chosen) -> Group:
    """The group as one sees it who takes nothing that was withheld to be restated.

    What was chosen before is withheld from the beginning. Of a figure over the months to an earlier
    report's it is that report's that is known, not what it would be now; outturns stand in each.
    """
    known = {key for _, row in group.guesses for key, _ in row.terms}
    today = _of_today(group, counts, known)
    then = {name for name, _ in group.guesses}

    def seen(one: Candidate) -> Candidate:
        if reported.is_past(one) and (one.id in then or one.period in reported.months):
            one = replace(one, rows=())
        return replace(one, cause="secondary") if one.id in made.withheld and not one.cause else one

    return replace(today, candidates=tuple(map(seen, today.candidates)),
                   supposed=group.guesses)
