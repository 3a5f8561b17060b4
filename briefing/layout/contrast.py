"""Whether a look's colours can be told apart: the contrast of WCAG 2.1, from 1 to 21.

Text needs 4.5 to 1 (success criterion 1.4.3); a line or shape that must be seen to understand a
chart needs 3 to 1 (1.4.11). Hairlines between rows carry nothing and are not asked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from briefing.document import Palette
from briefing.problems import Place, Problem

PAPER = "FFFFFF"
TEXT, SHAPE = 4.5, 3.0
# Colours that words are set in on paper; those of the main line and the target label their lines.
WORDS = ("ink", "heading", "quiet", "main", "target")
LINES = ("last_year", "average", "comparator")
TONES = ("blue", "green", "amber", "red", "none")


def luminance(colour: str) -> float:
    """The relative luminance of six hexadecimal digits, from 0 (black) to 1 (white)."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
                        for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, whichever is the lighter: from 1 (none) to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs(palette: Palette, paper: str = PAPER) -> Iterator[tuple[str, str, str, str, float]]:
    """(name, colour, what it is set on, that one's colour, the contrast needed) of every pair.

    `paper` is the colour of what all is set on.
    """
    for name in WORDS:
        yield name, getattr(palette, name), "paper", paper, TEXT
    for name in LINES:
        yield name, getattr(palette, name), "paper", paper, SHAPE
    for name in ("ink", "heading"):
        yield name, getattr(palette, name), "head_ground", palette.head_ground, TEXT
    for name in TONES:
        ground, ink = getattr(palette, name)
        yield name, ink, "its ground", ground, TEXT
    # neighbouring shares of a whole; the pale one and the bars of others have a darker edge
    yield "main", palette.main, "share_middle", palette.share_middle, SHAPE
    yield "share_middle", palette.share_middle, "share_pale", palette.share_pale, SHAPE
    # what the author is asked stands on the ground of amber, in the Word version
    yield "ink", palette.ink, "the ground of amber", palette.amber[0], TEXT


def contrast_warnings(file: str, palette: Palette) -> Iterator[Problem]:
    """A warning for each pair of colours that does not stand out enough."""
    for name, colour, other, ground, least in pairs(palette):
        ratio = contrast(colour, ground)
        if ratio >= least:
            continue
        what = "words" if least == TEXT else "lines and shapes"
        shown = math.floor(ratio * 100) / 100       # 4.499 is not yet 4.5
        yield Problem(Place(file, column=f"look.palette.{name}"),
                      f"{colour} on {other} ({ground}) has a contrast of {shown:.2f} to 1.",
                      f"For {what} it must be {least:g} to 1 at least: make one of them "
                      "darker or the other lighter.", warning=True)
