"""What is printed, as the attack sees it: figures with their texts, and symbols in their place."""

from __future__ import annotations

from dataclasses import dataclass


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
class Unaccounted:
    """A number in a finished file that no printed figure and no other word explains."""

    file: str
    place: str
    number: str
    around: str


@dataclass(frozen=True, slots=True)
class Print:
    """All that a reader has in hand: figures, symbols, and numbers that nothing accounts for.

    `marks` are the symbols that say why there is no figure, rather than that one is withheld.
    """

    figures: tuple[Shown, ...]
    withheld: tuple[Shown, ...] = ()
    unaccounted: tuple[Unaccounted, ...] = ()
    marks: tuple[Shown, ...] = ()
