"""The layout with a council's own words, shapes and colours of its ratings."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from briefing.document import Palette
from briefing.layout.contrast import TEXT, contrast
from briefing.layout.plan import Layout
from briefing.problems import Place, Problem
from briefing.reading.own_ratings import BANDS, Ratings
from briefing.reading.settings import FILE


def with_ratings(layout: Layout, own: Ratings) -> Layout:
    """The layout as it stands, but for what [ratings] gives of its own."""
    if not (own.words or own.shapes or own.colours):
        return layout
    called = dict(layout.words.ratings)
    for band in BANDS:
        shape, _, word = called.get(band, f"■ {band.capitalize()}").partition(" ")
        called[band] = f"{own.shapes.get(band, shape).strip()} {own.words.get(band, word).strip()}"
    pairs = {band: tuple(pair) for band, pair in own.colours.items()}
    palette = dataclasses.replace(layout.look.palette, **pairs)     # type: ignore[arg-type]
    return dataclasses.replace(
        layout, words=dataclasses.replace(layout.words, ratings=called),
        look=dataclasses.replace(layout.look, palette=palette))


def contrast_problems(own: Ratings) -> Iterator[Problem]:
    """A warning for each band whose words do not stand out enough from its ground."""
    usual = Palette()
    for band in own.colours:
        ground, ink = own.colours.get(band) or getattr(usual, band)
        ratio = contrast(ink, ground)
        if ratio < TEXT:
            yield Problem(Place(FILE, column=f"ratings.colours.{band}"),
                          f"{ink} on {ground} has a contrast of {int(ratio * 100) / 100:.2f} to 1.",
                          f"For words it must be {TEXT:g} to 1 at least: make one of them darker "
                          "or the other lighter.", warning=True)
