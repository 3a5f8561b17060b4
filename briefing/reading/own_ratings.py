"""[ratings]: bands of a council's own, what they are called, and by what else than the distance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from briefing.indicators import Tolerance
from briefing.problems import Place, Problem, did_you_mean, listed
from briefing.reading.tolerances import read_tolerance, tolerance_problem

BANDS = ("blue", "green", "amber", "red", "none")
RatedBy = Literal["target", "improvement"]
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Ratings:
    """[ratings]: what differs from green for met, amber within the tolerance and red.

    `blue` is how much better than its target a figure must be to be blue, "2" points or "5%" of the
    target; "" has no blue. Rated by `improvement` what misses its target by more than the tolerance
    is amber all the same where its latest change was for the better. `words` and `shapes` are what
    each band is called and marked with in tables, `colours` their ground and ink.
    """

    blue: str = ""
    by: RatedBy = "target"
    words: dict[str, str] = field(default_factory=dict)
    shapes: dict[str, str] = field(default_factory=dict)
    colours: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def exceeds(self) -> Tolerance | None:
        """How much better than its target is blue; None where there is no blue, or it is faulty."""
        try:
            return read_tolerance(self.blue)
        except ValueError:
            return None


def bands_said(own: Ratings) -> tuple[tuple[str, str], ...]:
    """What sentences call the bands: their words as they stand within one, "on track", "RAG 1"."""
    return tuple((band, _within(word.strip())) for band, word in own.words.items()
                 if word.strip())


def _within(word: str) -> str:
    """The word without the capital that it has at the head of a cell; letters that stand for a
    name keep theirs."""
    return word if word[1:2].isupper() or not word[1:2] else word[:1].lower() + word[1:]


def rating_problems(own: Ratings, file: str) -> Iterator[Problem]:
    """A problem for a distance that is none, and for bands, words, shapes and colours that are."""
    try:
        read_tolerance(own.blue)
    except ValueError:
        yield tolerance_problem(Place(file, column="ratings.blue"), own.blue)
    for key in ("words", "shapes", "colours"):
        for band in getattr(own, key):
            if band not in BANDS:
                yield Problem(Place(file, column=f"ratings.{key}.{band}"),
                              f"there is no band '{band}'.",
                              did_you_mean(band, BANDS) or f"There is {listed(BANDS, 'and')}.")
    for band, word in own.words.items():
        if not word.strip():
            # a colour alone is seen by some and heard by none
            yield Problem(Place(file, column=f"ratings.words.{band}"), "it is empty.",
                          'A band is always said by a word: "On target".')
    yield from _clashes(own, file)
    for band, shape in own.shapes.items():
        if len(shape.strip()) != 1:
            yield Problem(Place(file, column=f"ratings.shapes.{band}"),
                          f"'{shape}' is no shape.", "Give one sign, such as ▲, ●, ▼, ■ or ○.")
    for band, pair in own.colours.items():
        if len(pair) != 2 or not all(_COLOUR.fullmatch(colour) for colour in pair):
            yield Problem(Place(file, column=f"ratings.colours.{band}"),
                          "it is no pair of colours.",
                          'Give the ground and the ink: ["D2E2F1", "0B3B6B"].')


def _clashes(own: Ratings, file: str) -> Iterator[Problem]:
    """A problem for each band that is called or marked as another is."""
    said: dict[str, str] = {}
    for band, word in own.words.items():
        bare = word.strip().casefold()
        if bare in BANDS and bare != band:
            yield Problem(Place(file, column=f"ratings.words.{band}"),
                          f"'{word}' is another band.", f"Call {band} by a word of its own.")
        elif bare and said.setdefault(bare, band) != band:
            yield Problem(Place(file, column=f"ratings.words.{band}"),
                          f"'{word}' is what {said[bare]} is called.",
                          "Give each band a word of its own.")
    shapes: dict[str, str] = {}
    for band, shape in own.shapes.items():
        if shapes.setdefault(shape.strip(), band) != band:
            yield Problem(Place(file, column=f"ratings.shapes.{band}"),
                          f"'{shape}' is the shape of {shapes[shape.strip()]}.",
                          "Give each band a shape of its own, by which it is told where colours "
                          "are not seen.")
