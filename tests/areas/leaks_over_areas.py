"""Planted leaks over areas: each report keeps its own counts, and together they tell one.

A case is a line of figures for each area and indicator, oldest first, the last in July 2022, as in
`tests.leaks`; `totals` says which areas add up to which. `told` is a count that the reports give
away when each is protected alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from briefing.attack.shown import Print
from briefing.disclosure import Policy
from briefing.disclosure.joint import AREA_MARK, of_area
from briefing.indicators import Dictionary, Indicator
from briefing.measures import Measures, measure
from briefing.periods import parse_month
from briefing.reading.observations import Observation
from tests.leaks import DFE, count, rate, share, stock
from tests.series import observed

COUNTY = {"county": ("east", "west", "north")}
FOUR = {"county": ("east", "west", "north", "south")}
PLANS = count("plans", year_to_date="")
ROUNDED = replace(DFE, round_to=5)


@dataclass(frozen=True)
class OverAreas:
    """A case; `earlier` are the lines of what each area printed in the report before."""

    name: str
    indicators: tuple[Indicator, ...]
    figures: Mapping[str, Mapping[str, str]]
    told: str
    totals: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: COUNTY)
    declared: bool = True
    policy: Policy = DFE
    earlier: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    last: str = "2022-07"

    def measures(self, figures: Mapping[str, Mapping[str, str]] | None = None, last: str = ""
                 ) -> dict[str, Measures]:
        """The measures of each area."""
        steps = {one.id: one.step for one in self.indicators}
        made = {}
        for area, lines in (figures or self.figures).items():
            cells: list[Observation] = []
            for name, line in lines.items():
                cells += observed(line, last or self.last, name, steps.get(name, 1)) if line else []
            made[area] = measure(cells, Dictionary(self.indicators), parse_month(last or self.last))
        return made


def put_together(prints: Mapping[str, Print]) -> Print:
    """What the reader of every area's report has in hand."""
    def own(some: str, area: str) -> tuple[object, ...]:
        return tuple(replace(shown, indicator=of_area(shown.indicator, area))
                     for shown in getattr(prints[area], some))

    return Print(*(tuple(shown for area in prints for shown in own(some, area))
                   for some in ("figures", "withheld")),     # type: ignore[arg-type]
                 marks=tuple(shown for area in prints
                             for shown in own("marks", area)))   # type: ignore[misc]


def of(plans: str, name: str = "plans", **areas: str) -> dict[str, dict[str, str]]:
    """Lines of one indicator by area; `plans` is the county's."""
    return {"county": {name: plans}} | {area: {name: line} for area, line in areas.items()}


def merged(*some: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Lines of several indicators by area."""
    made: dict[str, dict[str, str]] = {}
    for one in some:
        for area, lines in one.items():
            made.setdefault(area, {}).update(lines)
    return made


NO_YEAR = {"year_to_date": ""}
LEAKS = (
    OverAreas("one area of a county", (PLANS,),
              of("35", east="12", west="20", north="3"), "plans@north 2022-07"),
    OverAreas("two areas that share three", (PLANS,),
              of("35", east="12", west="20", north="1", south="2"), "plans@south 2022-07", FOUR),
    OverAreas("an earlier month of one area", (PLANS,),
              of("35 50", east="12 15", west="20 16", north="3 19"), "plans@north 2022-06"),
    OverAreas("two areas of one each", (PLANS,),
              of("34", east="12", west="20", north="1", south="1"), "plans@north 2022-07", FOUR),
    OverAreas("a stock at the end of the month", (stock("plans"),),
              of("135", east="52", west="80", north="3"), "plans@north 2022-07"),
    OverAreas("the year to date of a county", (count("plans"),),
              of("53 50 42 35", east="20 15 15 12", west="18 16 14 20", north="15 19 13 3"),
              "plans@north 2022-07"),
    OverAreas("a total that is an area and says nothing of it", (PLANS,),
              of("35 50 42 61 48 39 70 44", east="12 15 14 21 12 13 20 11",
                 west="20 16 15 20 17 14 28 15", north="3 19 13 20 19 12 22 18"),
              "plans@north 2021-12", declared=False),
    OverAreas("a region that is no county", (PLANS,),
              {"valley": {"plans": "23"}, "hills": {"plans": "40"}, "county": {"plans": "63"},
               "east": {"plans": "20"}, "west": {"plans": "3"}, "north": {"plans": "18"},
               "south": {"plans": "22"}}, "plans@west 2022-07",
              {"valley": ("east", "west"), "hills": ("north", "south")}),
    OverAreas("the county less another region", (PLANS,),
              {"hills": {"plans": "40"}, "county": {"plans": "63"},
               "east": {"plans": "20"}, "west": {"plans": "3"}, "north": {"plans": "18"},
               "south": {"plans": "22"}}, "plans@west 2022-07",
              {"hills": ("north", "south"), "county": ("east", "west", "north", "south")}),
    OverAreas("regions within a country", (PLANS,),
              {"country": {"plans": "78"}, "valley": {"plans": "38"}, "hills": {"plans": "40"},
               "east": {"plans": "34"}, "west": {"plans": "4"}, "north": {"plans": "18"},
               "south": {"plans": "22"}}, "plans@west 2022-07",
              {"country": ("valley", "hills"), "valley": ("east", "west"),
               "hills": ("north", "south")}),
    OverAreas("an area in two groups", (PLANS,),
              {"valley": {"plans": "34"}, "coast": {"plans": "24"}, "east": {"plans": "30"},
               "west": {"plans": "4"}, "north": {"plans": "20"}}, "plans@west 2022-07",
              {"valley": ("east", "west"), "coast": ("west", "north")}),
    OverAreas("shares whose numerators add up",
              (share("late", year_to_date=""),),
              of("48/140", "late", east="25/60", west="20/40", north="3/40"),
              "late@north/numerator 2022-07"),
    OverAreas("a share of a series of its own",
              (stock("reviews"), stock("late"),
               share("late_share", kind="stock", year_to_date="", numerator="late",
                     denominator="reviews")),
              merged(of("140", "reviews", east="60", west="40", north="40"),
                     of("48", "late", east="25", west="20", north="3"), of("", "late_share",
                     east="", west="", north="")), "late@north 2022-07"),
    OverAreas("a rate of an area's population",
              (stock("plans"), rate("plans_rate", "plans", kind="stock", year_to_date="")),
              merged(of("60", east="22", west="35", north="3"),
                     of("", "plans_rate", east="", west="", north=""),
                     of("154890", "population", east="51630", west="51630", north="51630")),
              "plans@north 2022-07"),
    OverAreas("parts in the area and areas of the part",
              (PLANS, count("boys", year_to_date="", part_of=("plans/sex",)),
               count("girls", year_to_date="", part_of=("plans/sex",))),
              merged(of("60", east="20", west="20", north="20"),
                     of("33", "boys", east="10", west="12", north="11"),
                     of("27", "girls", east="10", west="8", north="9")) | {
                  "north": {"plans": "20", "boys": "16", "girls": "4"},
                  "county": {"plans": "60", "boys": "38", "girls": "22"}},
              "girls@north 2022-07"),
    OverAreas("a small part that every area but one prints",
              (PLANS, count("girls", year_to_date="", part_of=("plans/sex",)),
               count("boys", year_to_date="", part_of=("plans/sex",)),
               count("others", year_to_date="", part_of=("plans/sex",))),
              merged(of("90", east="30", west="30", north="30"),
                     of("40", "girls", east="14", west="13", north="13"),
                     of("37", "boys", east="8", west="11", north="18"),
                     of("13", "others", east="8", west="6", north="-")) | {
                  "north": {"plans": "30", "girls": "10", "boys": "18", "others": "2"},
                  "east": {"plans": "30", "girls": "14", "boys": "8", "others": "8"},
                  "west": {"plans": "30", "girls": "13", "boys": "11", "others": "6"},
                  "county": {"plans": "90", "girls": "37", "boys": "37", "others": "16"}},
              "others@north 2022-07"),
    OverAreas("what came in, of an area",
              (stock("children", inflow="came", outflow="left"), count("came", year_to_date=""),
               count("left", year_to_date="")),
              merged(of("150 155", "children", east="50 52", west="50 51", north="50 52"),
                     of("30 35", "came", east="12 14", west="11 17", north="7 4"),
                     of("27 30", "left", east="11 12", west="10 16", north="6 2")),
              "came@north 2022-07"),
    OverAreas("a count from the start of the year",
              (count("plans", kind="cumulative", year_to_date=""),),
              of("15 35 64", east="6 12 30", west="6 20 28", north="3 3 6"),
              "plans@north 2022-05"),
    OverAreas("quarters", (count("plans", frequency="quarterly", year_to_date=""),),
              of("53 50 35", east="20 15 12", west="18 16 20", north="15 19 3"),
              "plans@north 2022-06", last="2022-06"),
    OverAreas("the average of a county's twelve months", (PLANS,),
              of(" ".join(["40"] * 12), east=" ".join(["20"] * 12),
                 west=" ".join(["16"] * 12), north=" ".join(["4"] * 12)), "plans@north 2022-07"),
    OverAreas("last year's outturn", (count("plans"),),
              of(" ".join(["40"] * 16), east=" ".join(["20"] * 16),
                 west=" ".join(["18"] * 3 + ["16"] + ["12"] * 12),
                 north=" ".join(["2"] * 3 + ["4"] + ["8"] * 12)), "plans@north 2021-05"),
    OverAreas("one area withheld by the figures that were given", (PLANS,),
              of("35", east="12", west="20", north="[c]"), "plans@north 2022-07"),
    OverAreas("a nought that is withheld", (PLANS,),
              of("32", east="12", west="20", north="0"), "plans@north 2022-07",
              policy=replace(DFE, show_zero=False)),
    OverAreas("what the report before told of the county", (PLANS,),
              of("35 52", east="12 15", west="20 18", north="3 19"), "plans@north 2022-06",
              earlier=of("35", east="12", west="[c]", north="[c]")),
)
assert AREA_MARK in LEAKS[0].told
