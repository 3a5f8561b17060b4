"""What is printed, as the attack sees it: figures with their texts, and symbols in their place."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from briefing.attack.sizes import Sizes, Way
from briefing.periods import Month

# record         above or below all others since a month, or of so many
# record_before  that of the figure before, among the 12 months
# run            so many changes one way, the last of them `back` months ago
# relation       above, below or equal to a comparator
# rating         that rating; not_rated: any other
# further        further off its target than the month before
# range          within `least` to `most`
# ratio          so many times, `least` to `most`, what another month is
# chosen         listed or asked about, for what it was
ClaimKind = Literal["record", "record_before", "run", "change", "relation", "rating", "not_rated",
                    "further", "range", "ratio", "chosen"]


@dataclass(frozen=True, slots=True)
class Shown:
    """One printed figure, or a symbol that stands for one: its fact's identity, text and place.

    `period` is a month or a year, "2022-07" or "2021/22". `value` is the exact value where print
    gives it. `report` names an earlier report that printed it, "" is this one.
    """

    indicator: str
    role: str
    period: str
    text: str
    place: str
    value: str = ""
    report: str = ""

    @property
    def id(self) -> str:
        """The fact's identity, "referrals.volume:current:2022-07"."""
        return f"{self.indicator}:{self.role}:{self.period}"


@dataclass(frozen=True, slots=True)
class Claim:
    """What words say of an indicator's latest figure, or of the one `back` periods before.

    `role` is "year_to_date" where it is said of that. `value` is the comparator's number where it
    is given; `lasting` "still" or "now"; `size` "just", "slightly" or "well".
    """

    indicator: str
    kind: ClaimKind
    text: str
    place: str
    way: Way = "equal"
    number: int = 0
    since: Month | None = None
    back: int = 0
    comparator: str = ""
    value: str = ""
    role: str = ""
    rating: str = ""
    lasting: str = ""
    size: str = ""
    least: Fraction | None = None
    most: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Unaccounted:
    """A number in a finished file that no printed figure and no other word explains.

    It is `foreign` where the document that the file was made of has none there.
    """

    file: str
    place: str
    number: str
    around: str
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Print:
    """All that a reader has in hand: figures, symbols, and numbers that nothing accounts for.

    `marks` are the symbols that say why there is no figure, rather than that one is withheld;
    `claims` is what words say of figures, printed or not, `sizes` how much "slightly" and "well"
    say.
    """

    figures: tuple[Shown, ...]
    withheld: tuple[Shown, ...] = ()
    unaccounted: tuple[Unaccounted, ...] = ()
    marks: tuple[Shown, ...] = ()
    claims: tuple[Claim, ...] = ()
    sizes: Sizes | None = None
