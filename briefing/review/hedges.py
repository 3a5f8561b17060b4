"""How far a hedge may go: the council's thresholds, from the table of hedges in its sentence book.

A plain word is true of every size; only the words that say a size are held to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from briefing.narrative.book import Book

WORDS = {"marginally": "marginal", "slightly": "slight", "broadly": "in_line", "well": "well"}
# The band of the book that each of them, said of a gap, is of.
SIZES = {"in_line": "just", "slight": "slightly"}


@dataclass(frozen=True, slots=True)
class Hedges:
    """Per unit the words with the sizes that they are under; 0 stands for no upper bound."""

    change: Mapping[str, Mapping[str, Fraction]]
    change_at_most: Fraction
    plain_under: Fraction
    brief: Mapping[str, Fraction]       # just, slightly and plain: per cent that they are under
    quiet_under: Fraction               # per cent of the previous figure
    steady_within: Fraction             # points, over the months of a year so far
    small_under: int                    # of a count or numerator no size is said

    @classmethod
    def of(cls, book: Mapping[str, Any]) -> Hedges:
        """The thresholds of the book's tables, as they stand in the TOML file."""
        change, gap = book["hedges"]["change"], book["hedges"]["gap"]
        return cls(_steps(change), _exact(change["at_most"]), _exact(gap["plain_under"]),
                   _steps(book["brief"])["gap"],
                   _exact(book["brief"]["quiet_under"]), _exact(book["steady_within"]),
                   book["weights"]["small_under"])

    @classmethod
    def of_book(cls, book: Book) -> Hedges:
        """The thresholds of a book that was read, as its base and its own file give them."""
        return cls.of(asdict(replace(book.file, say={}, pattern=())))

    @property
    def brief_words(self) -> tuple[str, ...]:
        """The words for the size of a gap in brief."""
        return ("just", "slightly", "well")

    def suits_brief(self, word: str, size: Fraction, comparator: Fraction) -> bool:
        """Whether a gap of that size to the comparator may be said with the word in brief."""
        if not comparator:
            return False
        share = size * 100 / abs(comparator)
        if word == "well":
            return share >= max(self.brief.values())
        least = max((under for under in self.brief.values() if under < self.brief[word]),
                    default=Fraction(0))
        return least <= share < self.brief[word]

    def suits_change(self, word: str, unit: str, size: Fraction, before: Fraction) -> bool:
        """Whether a change of that size, in the indicator's unit, may be said with the word."""
        steps = self.change.get(unit, {})
        relative = size * 100 / abs(before) if before else None
        if WORDS[word] not in steps or relative is None or relative > self.change_at_most:
            return False
        return (size if unit == "percent" else relative) < steps[WORDS[word]]

    def suits_gap(self, word: str, unit: str, size: Fraction, comparator: Fraction,
                  target: bool, small: bool = False) -> bool:
        """Whether a gap of that size to the comparator may be said with the word.

        `small` asks of a comparator too small for the words whether they would be true of it.
        """
        if unit != "percent" and not small and abs(comparator) < self.plain_under:
            return False
        share = size * 100 / abs(comparator) if comparator else None
        if WORDS[word] == "well":
            return share is None or share >= max(self.brief.values())
        under = SIZES.get(WORDS[word])
        return under is not None and not target and share is not None and share < self.brief[under]


def _exact(number: float) -> Fraction:
    return Fraction(Decimal(str(number)))


def _steps(table: Mapping[str, Any]) -> dict[str, dict[str, Fraction]]:
    return {unit: {step["word"]: _exact(step["under"]) for step in steps}
            for unit, steps in table.items() if isinstance(steps, Sequence)}
