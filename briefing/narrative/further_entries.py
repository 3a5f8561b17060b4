"""What the code asks of a sentence book for what more is said of a figure, and its settings."""

from __future__ import annotations

from dataclasses import dataclass, field

# The sorts of further sentences, in the order in which they are told.
SORTS = ("of_n", "part", "as_at", "rating", "gap", "marks", "forecast", "year_target", "change",
         "crossed", "extreme", "year_to_date", "to_date_last_year", "last_year", "outturn",
         "two_before", "years_ago", "baseline", "sum", "standing", "rank", "quartile", "elsewhere")
# What the author gave, or chose to have: it is said in brief too, however long that is.
GIVEN = ("as_at", "marks", "forecast", "year_target", "baseline", "rank", "quartile", "elsewhere")
TIMES = ("doubled", "more_than_doubled", "almost_doubled", "trebled", "more_than_trebled",
         "halved", "more_than_halved", "almost_halved", "fraction", "more_than", "almost", "plain")
STANDINGS = ("at_end", "at_end_level", "ranked", "ranked_level")


@dataclass(frozen=True, slots=True)
class FractionWords:
    """Words for a part of a figure, in per cent of it."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class FurtherRules:
    """How much more than what matters most is said in brief: see `further`.

    `words` is how long a brief narrative is filled up to, `each` how many words more there are for
    each indicator where it is longer. Of one sort at most `alike` are said of a service area, so
    that none becomes a refrain. `points` are what each sort weighs, `large` is added for a
    change from `large_from` per cent on, and for an area at an end among the others. A change
    within `near` points of one of the `fractions` is called so.
    """

    words: int = 900
    each: float = 0.5
    alike: int = 2
    large: int = 10
    large_from: float = 20
    near: float = 2
    fractions: tuple[FractionWords, ...] = ()
    points: dict[str, int] = field(default_factory=dict)
