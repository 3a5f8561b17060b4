"""The disclosure rule: which counts an edition withholds, and how well what is withheld is kept."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule of statistical disclosure control; one that suppresses nothing has `suppress_to` 0.

    Counts from `suppress_from` to `suppress_to` (the suppressed band) are withheld; noughts are
    printed when `show_zero` is true and withheld like the band otherwise. Percentages and rates are
    withheld with their numerators, over denominators of `denominators_to` or fewer and, where
    `complements` is true, when the count of the others is in the band. Counts are rounded to a
    multiple of `round_to`. Each withheld count must be able to be `protection` different whole
    numbers, whatever is printed and whoever reads it; one that can be known to be small, any number
    of the band where that has fewer: of a band from 1 to 5 a protection of 8 leaves 5. `symbol`
    stands in its place. With `say_band` sentences say "fewer than six" of a count where that tells
    no more than the symbols and the rule do (`bands`). The search for the least to withhold takes
    no more than about `seconds`, counted in steps, so that every machine comes to the same.
    """

    suppress_from: int = 1
    suppress_to: int = 5
    show_zero: bool = True
    denominators_to: int = 10
    complements: bool = False
    round_to: int = 1
    protection: int = 5
    symbol: str = "[c]"
    seconds: int = 20
    say_band: bool = False

    @property
    def suppresses(self) -> bool:
        """Whether it withholds anything by size."""
        return self.suppress_to > 0

    @property
    def least(self) -> int:
        """The smallest count that a withheld figure can be: 1 where noughts are always shown."""
        return 1 if self.show_zero else 0

    @property
    def numbers(self) -> int:
        """How many different numbers a withheld count can be at least, whoever asks.

        That is `protection`, but of a count that is known to be small no more than the band has.
        """
        return min(self.protection, self.suppress_to - max(self.suppress_from, 1) + 1
                   + (not self.show_zero))

    def withholds(self, count: Decimal | int) -> bool:
        """Whether a count of that size is withheld."""
        if not self.suppresses:
            return False
        if count == 0:
            return not self.show_zero
        return max(self.suppress_from, 1) <= count <= self.suppress_to

    def is_wide_enough(self, low: int, high: int | None) -> bool:
        """Whether a withheld count that can be any of low to high (None: no end) is kept."""
        if high is None:
            return True
        band = low <= max(self.suppress_from, self.least) and high >= self.suppress_to
        return band or high - low + 1 >= self.protection


@dataclass(frozen=True, slots=True)
class Losses:
    """What it costs the reader to lose a figure of each sort; without a unit, only to compare."""

    latest: float
    with_target: float
    with_parts: float
    typed: float
    previous: float
    last_13: float
    older: float
    year_to_date: float
    twelve_months: float
    outturn: float
    not_current: float
    withheld_last: float


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "presets.toml").read_text("utf-8"))


@cache
def presets() -> dict[str, Policy]:
    """The ready-made rules by name."""
    return {name: Policy(**table) for name, table in _tables().items()
            if name not in ("losses", "people")}


@cache
def losses() -> Losses:
    """The losses that a choice between figures is weighed by."""
    return Losses(**_tables()["losses"])


def counting_words() -> dict[str, list[str]]:
    """The words that tell a count of people from other numbers, and the units that are looked at.
    """
    return dict(_tables()["people"])
