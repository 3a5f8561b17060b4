"""How an area's figure stands among those of the others, as a sentence of the area's report.

The rank is counted from the better end: the lowest where lower is better, else the highest. At
either end no rank is said but that it is the highest or lowest; level areas are "joint". Where all
have the same figure nothing is said, and nothing of figures that are withheld or too few to rank.
"""

from __future__ import annotations

from decimal import Decimal

from briefing import amounts
from briefing.facts import Fact
from briefing.indicators import AREAS_DISTANCE, AREAS_QUARTILE, AREAS_RANK, Among
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.sentence import Figure, Pieces


def at_an_end(among: Among) -> bool:
    """Whether no area has a higher, or none a lower figure."""
    return among.own in (among.highest[0], among.lowest[0])


def standing_said(phrasing: Phrasing, among: Among, in_then: Pieces) -> Pieces:
    """ "Leeds was 4th highest of 12 areas in July and in the second quartile, 2.1 percentage points
    above the median (61.0%)"; `in_then` is "in July".

    () where areas are not ranked, or all have the same figure.
    """
    one, facts = phrasing.one, phrasing.finding.facts
    if AREAS_RANK not in facts or among.highest[0] == among.lowest[0]:
        return ()
    rank, of = facts[AREAS_RANK], facts[f"{AREAS_RANK}.of"]
    median = Fact(one.id, "areas_median", among.period, Decimal(among.median), one.decimals,
                  one.unit)
    at_highest = among.own == among.highest[0]
    highest = at_highest or (among.own != among.lowest[0] and among.highest_first)
    place = "at_end" if at_an_end(among) else "ranked"
    return phrasing.say("further_standing", {
        "end": "highest" if highest else "lowest",
        "place": f"{place}_level" if among.tied else place}, {
        "area": (among.name,), "areas": (among.plural,), "in_then": in_then,
        "rank": (Figure(amounts.in_order(int(rank.value)), rank),),
        "of_areas": (Figure(amounts.number(of.value, 0), of),),
        "median": (phrasing.prose(median),), "beside": _beside(phrasing, among, median)})


def _beside(phrasing: Phrasing, among: Among, median: Fact) -> Pieces:
    """ "and in the second quartile, 2.1 percentage points above the median (61.0%)"; no quarter of
    who is at an end, which is known."""
    one = phrasing.one
    gap = among.own - among.median
    has_quartile = bool(among.quartile) and not at_an_end(among)
    slots: dict[str, Pieces] = {"median": (phrasing.prose(median),)}
    if gap:
        distance = Fact(one.id, AREAS_DISTANCE, among.period, gap, one.decimals, one.unit)
        slots["gap"] = (Figure(amounts.as_change(abs(gap), one.unit, one.decimals), distance),)
    if has_quartile:
        quarter = Fact(one.id, AREAS_QUARTILE, among.period, Decimal(among.quartile), 0, "count")
        slots["quartile"] = (Figure(amounts.ordinal(among.quartile), quarter),)
    return phrasing.say("further_standing_beside", {
        "quartile": phrasing.yes(has_quartile),
        "side": "above" if gap > 0 else "below" if gap < 0 else "level"}, slots)
