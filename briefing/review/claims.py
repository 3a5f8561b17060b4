"""What a sentence can claim.

Figures and times are kept as they are written: `check` works out for itself what should stand
there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.amounts import Marking

Judged = Literal["month", "to_date"]


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of the month (now), of the one before (then), of the year or of 12 months."""

    role: str
    text: str
    how: str = ""           # "in", "at the end of", ...
    at: str = ""            # "July"
    marking: Marking = ""
    above: str = ""         # of "(35 of 60)"
    below: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """That a time is that of the month (now) or of the one before (then)."""

    role: str
    how: str
    at: str


@dataclass(frozen=True, slots=True)
class Moved:
    """That the figure went up, down or either ("compared with"), how far, and by how much."""

    way: str
    hedge: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Same:
    """That the figure is the same as before, for so many months in a row or in all of them."""

    reach: Literal["before", "row", "always"]
    count: int = 0
    since: str = ""


@dataclass(frozen=True, slots=True)
class Extreme:
    """That the previous figure is the year's "high" or "low"."""

    way: str


@dataclass(frozen=True, slots=True)
class Record:
    """That the figure is the highest or lowest since a month, or of so many months."""

    way: str
    since: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """So many increases or reductions in a row; `since` when they have ended, the month before."""

    way: str
    count: int
    since: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """That what is said is of every period from the one that begins the year."""

    first: str


@dataclass(frozen=True, slots=True)
class Between:
    """That every figure since a month has been between the two, the lowest and the highest."""

    low: str
    high: str
    since: str


@dataclass(frozen=True, slots=True)
class Beyond:
    """That the figure is above or below both that of the month before and that before it."""

    relation: str


@dataclass(frozen=True, slots=True)
class Usual:
    """Where the figure lies by its usual range."""

    relation: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Related:
    """How the month's figure, or the year to date, stands to a comparator.

    `size` is a hedge, or how much more or less ("200").
    `verb` is "remains", "is now" or nothing; a relation without a verb of its own has that of the
    relation before it.
    """

    judged: Judged
    verb: str
    size: str
    relation: str
    role: str
    at: str
    value: str
    low: str = ""
    marking: Marking = ""
    of: str = ""            # whose target it is, where last month's was another: "July"
    before: str = ""        # ... and last month's
    before_of: str = ""
    sort: str = ""          # of a target: to_date, year or pro_rata
    whole: str = ""         # the year's target, of which the part is due
    whole_low: str = ""
    brief: bool = False     # said in brief, where one size test holds for all


@dataclass(frozen=True, slots=True)
class Untimed:
    """That the figure is of the month that was named before it in the same service area."""

    role: str


@dataclass(frozen=True, slots=True)
class Edged:
    """That the figure changed by next to nothing: "edged up", "dipped"."""


@dataclass(frozen=True, slots=True)
class Concern:
    """That the indicator is what most needs attention in its service area."""


@dataclass(frozen=True, slots=True)
class Absent:
    """That a figure is not there or not compared, and why."""

    why: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Unjudged:
    """That there is no year to date to set beside this target, and why: "gap", "withheld",
    "month_withheld" or "break"; or that it "waits" for the year's end, or is "unclear"."""

    value: str
    low: str = ""
    why: str = "gap"
    span: str = ""          # "month", "quarter"


@dataclass(frozen=True, slots=True)
class Caution:
    """What one more or one fewer of so many would do; `ways` are "one more or one fewer" ..."""

    below: int
    by: str
    ways: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that must suit the indicator: short name, period, polarity, gloss, verb."""

    sort: Literal["name", "span", "polarity", "gloss", "gloss_under", "late", "be", "is",
                  "last_year", "rounded", "mark", "at"]
    text: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure of a related indicator, by that one's own words."""

    sort: Literal["inflow", "outflow", "share"]
    words: str
    text: str


Claim = (Stated | Untimed | Edged | Concern | Time | Moved | Same | Extreme | Record | Run | Since
         | Between | Beyond | Usual | Related | Absent | Unjudged | Caution | Word | Beside)
