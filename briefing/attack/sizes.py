"""What "just", "slightly" and "well" say of a gap, by the sentence book's bands for one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from briefing.narrative.book import Book

Way = Literal["above", "below", "equal"]
NEAR, FAR = ("just", "slightly"), ("well", "much", "far")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How far apart two figures are at most ("slightly") or at least ("well"), as a part of the
    comparator."""

    just: Fraction
    slightly: Fraction
    well: Fraction

    def ends(self, word: str, way: Way, number: Fraction, of_figure: bool
             ) -> tuple[Way, Fraction] | None:
        """Above or below what number one of the two is, where the other is the number.

        `of_figure` asks of the figure that is said to lie `way` of the comparator, else of the
        comparator. None where the word is of no size.
        """
        if word not in (*NEAR, *FAR) or way == "equal":
            return None
        part = self.well if word in FAR else self.just if word == "just" else self.slightly
        up = way == "above"
        by = 1 + part if up else 1 - part
        end = number * by if of_figure else number / by
        # further up is further apart of a figure above, and nearer of what it is above
        rising = up == of_figure
        return ("above" if rising == (word in FAR) else "below", end)


def sizes_of(book: Book) -> Sizes | None:
    """The book's sizes; None where it has no bands for them."""
    bands = book.file.brief.gap
    if len(bands) < 3:
        return None
    just, slightly, well = (Fraction(str(band.under)) / 100 for band in (
        bands[0], bands[1], bands[-1]))
    return Sizes(just, slightly, well)
