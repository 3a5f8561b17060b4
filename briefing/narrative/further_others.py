"""How others stand: among areas, and by the ranks, quartiles and changes that the author gave."""

from __future__ import annotations

from briefing import amounts
from briefing.facts import Fact
from briefing.indicators import AREAS_COLUMNS
from briefing.narrative.among_areas import standing_said
from briefing.narrative.further_said import Further
from briefing.narrative.sentence import Figure, Pieces


def standing(more: Further) -> Pieces:
    """ "Leeds was 4th highest of 12 areas in July, ... above the median (61.0%)." """
    if more.finding.among is None or more.current is None:
        return ()
    return standing_said(more.phrasing, more.finding.among, more.then(more.current, "in"))


def rank(more: Further) -> Pieces:
    """ "The rank in England was 5th of 152 in 2021/22." """
    known = _of_kind(more, "rank")
    if known is None:
        return ()
    fact, said = known
    of = more.finding.facts.get(f"{fact.role}.of")
    slots: dict[str, Pieces] = {
        "peer": (said,), "period": (fact.period,),
        "rank": (Figure(amounts.in_order(int(fact.value)), fact),)}
    if of is not None:
        slots["of"] = (Figure(amounts.number(of.value, 0), of),)
    return more.phrasing.say("further_rank", {"has_of": more.phrasing.yes(of is not None)},
                             slots)


def quartile(more: Further) -> Pieces:
    """ "The quartile was the second in 2021/22." """
    known = _of_kind(more, "quartile")
    if known is None:
        return ()
    fact, said = known
    return more.phrasing.say("further_quartile", None, {
        "peer": (said,), "period": (fact.period,),
        "quartile": (Figure(amounts.ordinal(int(fact.value)), fact),)})


def elsewhere(more: Further) -> Pieces:
    """ "The change in England was an increase of 8% in 2021/22." """
    known = _of_kind(more, "change")
    if known is None:
        return ()
    fact, said = known
    direction = "up" if fact.value > 0 else "down" if fact.value < 0 else "none"
    return more.phrasing.say("further_elsewhere", {
        "direction": direction, "named": more.phrasing.yes("change" in said.casefold())}, {
        "peer": (said,), "period": (fact.period,),
        "per_cent": (Figure(amounts.in_prose(abs(fact.value), "percent", fact.decimals),
                            fact),)})


def _of_kind(more: Further, kind: str) -> tuple[Fact, str] | None:
    """The figure of the first comparator of that kind, and what it is called."""
    for name, own in more.finding.comparators.items():
        if own.kind == kind and name in more.finding.facts and name not in (
                AREAS_COLUMNS.values()):
            return more.finding.facts[name], own.said
    return None
