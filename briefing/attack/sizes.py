"""What "just", "slightly" and "well" say of a gap, by the sentence book: the loosest that fits.

A book has bands for a gap in per cent of the comparator, and of percentages in points; which of
them a sentence went by is not told, so that a gap is taken to be within, or beyond, the widest.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from briefing.attack.shown import Way
from briefing.narrative.book import Band, Book

NEAR, FAR = ("just", "slightly"), ("well", "far")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How far apart two figures are at most ("slightly") or at least ("well"): the part of the
    comparator, and points of percentages."""

    just: Fraction
    slightly: Fraction
    slight_points: Fraction
    well: Fraction
    well_points: Fraction

    def ends(self, word: str, way: Way, number: Fraction, percent: bool, of_figure: bool
             ) -> tuple[Way, Fraction] | None:
        """Above or below what number one of the two is, where the other is the number.

        `of_figure` asks of the figure that is said to lie `way` of the comparator, else of the
        comparator. None where the word is of no size.
        """
        if word not in (*NEAR, *FAR) or way == "equal":
            return None
        part = self.well if word in FAR else self.just if word == "just" else self.slightly
        points = None if not percent else (self.well_points if word in FAR else self.slight_points)
        up = way == "above"
        if of_figure:
            by = [number * (1 + part if up else 1 - part)]
            by += [number + points if up else number - points] if points is not None else []
        else:
            by = [number / (1 + part if up else 1 - part)]
            by += [number - points if up else number + points] if points is not None else []
        # further up is further apart of a figure above, and nearer of what it is above
        rising = up == of_figure
        if word in FAR:
            return ("above", min(by)) if rising else ("below", max(by))
        return ("below", max(by)) if rising else ("above", min(by))


def sizes_of(book: Book) -> Sizes | None:
    """The book's sizes; None where it has no bands for them."""
    brief, gap = book.file.brief.gap, book.file.hedges.gap
    if len(brief) < 3 or not gap.other or not gap.percent:
        return None

    def under(bands: tuple[Band, ...], word: str) -> Fraction:
        return max((Fraction(str(band.under)) for band in bands if band.word == word),
                   default=Fraction(0))

    slight = max(under(gap.other, "slight"), under(gap.other_target, "slight"))
    return Sizes(Fraction(str(brief[0].under)) / 100,
                 max(Fraction(str(brief[1].under)), slight) / 100,
                 max(under(gap.percent, "slight"), under(gap.percent_target, "slight")),
                 min(Fraction(str(bands[-1].under)) for bands in (
                     brief, gap.other, gap.other_target or gap.other)) / 100,
                 Fraction(str(gap.percent[-1].under)))
