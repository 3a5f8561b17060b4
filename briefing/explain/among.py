"""How a figure that sets an area among the others was worked out: from which areas, and how."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.explain.lines import Line
from briefing.indicators import Among

PREFIX = "areas_"       # of the roles of such figures
ROLES = {
    "areas_count": "how many areas have a figure", "areas_rank": "the rank among the areas",
    "areas_rank.of": "how many areas are ranked", "areas_tied": "how many others are level with it",
    "areas_quartile": "the quarter of the ranks", "areas_median": "the median of the areas",
    "areas_median_gap": "the distance from the median", "areas_highest": "the highest of the areas",
    "areas_lowest": "the lowest of the areas", "areas_withheld": "how many areas withhold theirs",
    "areas_missing": "how many areas have no figure",
}  # fmt: skip
MEDIAN = "the middle one of the figures in order, or the mean of the two in the middle"
AVERAGES = ("areas_average", "areas_region", "areas_neighbours")


def worked_out(among: Among, role: str) -> Iterator[Line]:
    """What the figure is made of, a line for each step."""
    yield Line("made of", f"the printed figures of {among.of} {among.plural} for {among.period}",
               f"{among.withheld} withheld and {among.missing} without a figure are not among them")
    first = "higher" if among.highest_first else "lower"
    match role:
        case "areas_rank":
            yield Line("rank", f"1 + the {among.plural} whose figure is {first}",
                       f"{among.tied} level with it")
        case "areas_quartile":
            yield Line("quartile", f"(rank - 1) × 4 / {among.of}, whole, + 1",
                       f"rank {among.rank}")
        case "areas_median":
            yield Line("median", MEDIAN)
        case "areas_median_gap":
            yield Line("figure", f"{among.own:f}")
            yield Line("median", f"{among.median:f}", MEDIAN)
        case "areas_highest" | "areas_lowest":
            end = among.highest if role == "areas_highest" else among.lowest
            yield Line("of", ", ".join(end[1]))
        case _ if role in AVERAGES:
            of = {"areas_average": "", "areas_region": "of the region, ",
                  "areas_neighbours": "of the neighbours, "}[role]
            yield Line("average", of + ("all numerators over all denominators" if among.pooled
                                        else "the mean of their figures"))
