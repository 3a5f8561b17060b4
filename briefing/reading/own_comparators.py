"""[comparators.NAME]: whom a council compares itself with, what they are called and what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.indicators import Comparator, ComparatorKind
from briefing.problems import Place, Problem
from briefing.reading.own_units import NAME

# What figures of the indicator itself are called wherever they are worked out, printed and listed:
# a comparator of that name would stand in their place.
TAKEN = frozenset((
    "change", "current", "previous", "value", "month", "target", "target_lower", "target_year",
    "target_year_lower", "target_before", "tolerance", "budget", "threshold", "milestone",
    "trajectory", "floor", "stretch", "forecast", "outturn_forecast", "outturn", "baseline",
    "mean_12m", "sum_12m", "maximum_12m", "minimum_12m", "same_month_last_year",
    "months_to_last_year", "year_to_date", "year_to_date_last_year", "year_low", "year_high",
    "to_date", "two_months_ago", "usual_mean", "usual_low", "usual_high", "run", "run_before",
    "record", "months_known", "periods_met", "periods_missed", "numerator", "denominator",
    "rest", "apart", "count", "rounded", "rating", "status", "round_number", "peak",
    "peak_over", "years_ago", "years_back", "sum", "sum_over", "per_cent", "gap",
    "change_in_per_cent", "last_to_date", "spc_mean", "spc_low", "spc_high", "spc_run", "none",
    "all", "area", "period", "indicator", "comparator", "beyond", "last_at_or_above",
    "last_at_or_below", "progress_run"))  # fmt: skip
# A title of one of these words, or that begins with it, is a name wherever it stands.
_PLACES = frozenset(("England", "Wales", "Scotland", "Ireland", "Britain", "London", "Yorkshire",
                     "Northern", "Europe"))
_SMALL = frozenset(("of", "and", "the", "in", "for", "on", "upon"))
_MANY = re.compile(r"(?<![sui])s$")       # "peer trusts", but "the consensus"
OURS_BEGIN = ("areas_", "compared")     # of figures of several areas
OWN_COMPARATOR = "say in report.toml who it is: [comparators.NAME] with its title"


@dataclass(frozen=True, slots=True)
class OwnComparator:
    """[comparators.NAME]: one of the council's own, or what it calls one of ours.

    `kind` says what the figure is: an average, the threshold of the best_quartile, what peers have
    together, that of a neighbour who is named, or of a whole, as a country is; or no figure like
    the indicator's but by how many per cent others changed (change), or the rank or the quartile
    that the council has among them. `said` is what sentences call it: "{said} average" of an
    average, "the threshold of the {said}", "the figure for the {said}" of peers, else the bare
    name. `short` stands in tables and charts, `method` says how the members are chosen.
    """

    title: str
    kind: ComparatorKind = "average"
    said: str = ""
    short: str = ""
    method: str = ""


def comparators_of(own: Mapping[str, OwnComparator]) -> tuple[Comparator, ...]:
    """The council's comparators, in the order of the settings."""
    return tuple(Comparator(name, given.title, given.said or _said(given), given.kind, given.short,
                            given.method) for name, given in own.items())


def _said(given: OwnComparator) -> str:
    """The title as it stands inside a sentence: a name keeps its capital, a group has none.

    A group of many has an apostrophe before "average": "the national parks’ average".
    """
    if given.kind in ("neighbour", "whole"):
        return given.title
    whose = given.kind in ("average", "peers", "best_quartile")     # and not a "change for Wales"
    name = _is_name(given.title) if whose else given.title[1:2].isupper()
    said = given.title if name else given.title[:1].lower() + given.title[1:]
    # the Midlands are a place, colleges are many
    many = given.kind == "average" and _MANY.search(said) and said.split()[-1][:1].islower()
    return f"{said}’" if many else said


def _is_name(title: str) -> bool:
    """Whether the title is a place's or a body's name: "England", "West Midlands", "CIPFA club"."""
    words = [word for word in re.findall(r"[\w’'&-]+", title) if word not in _SMALL]
    if not words or words[0][1:2].isupper() or words[0] in _PLACES:
        return True
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def comparator_problems(own: Mapping[str, OwnComparator], file: str) -> Iterator[Problem]:
    """A problem for each comparator that cannot be named so, or that has no title."""
    for name, given in own.items():
        key = f"comparators.{name}"
        if not NAME.fullmatch(name):
            yield Problem(Place(file, column=key), f"'{name}' cannot name a comparator.",
                          "Use small letters, digits and underscores: most_similar_group.")
        elif name in TAKEN or name.startswith(OURS_BEGIN):
            yield Problem(Place(file, column=key), f"'{name}' is what a figure of the indicator's "
                          "own is called.", "Give the comparator another name, and name it so in "
                          f"the benchmarks: {name}_of_others.")
        if not given.title.strip():
            yield Problem(Place(file, column=f"{key}.title"), "it is empty.",
                          'Write it as tables are to call it: title = "Most similar group".')
