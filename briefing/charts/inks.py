"""What each kind of line and marker of a chart looks like, in the order in which they are drawn.

One table for every renderer: on a page, in a picture and on a screen a target is the same dashes.
Lengths are points. A colour is the name of one of the look's palette, or `GROUND`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.document import Palette

GROUND = "FFFFFF"       # the page: on a screen, whatever the page's colour there is
COMPARATOR_DASHES = ((5.0, 2.0), (8.0, 2.0, 1.5, 2.0), (2.5, 2.0), (10.0, 3.0))
FILLS = 8               # kinds of shapes that a chart has at the most


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its colour and width, and the lengths of its dashes and gaps."""

    name: str
    colour: str
    width: float
    dashes: tuple[float, ...] = ()
    cap: Literal["butt", "round"] = "butt"


@dataclass(frozen=True, slots=True)
class Marker:
    """A round marker: its face and edge, and its diameter without the edge."""

    name: str
    face: str
    edge: str
    size: float


MARKER_EDGE = 1.2


def _beside(line: Line) -> tuple[Line, Line]:
    """A line that the main series is read against; light where it runs over dark columns."""
    return line, Line(f"light {line.name}", GROUND, line.width, line.dashes, line.cap)


# what is only ground lies under the shapes, what is read lies over them
UNDER = (Line("grid", "rule", 0.5), Line("breaks", "quiet", 0.7, (0.7, 2.2)))
OVER: tuple[Line | Marker, ...] = (
    Line("hatch", "main", 0.7),
    Line("hatch_light", GROUND, 1.0),
    Line("absent", "quiet", 0.9),
    Line("baseline", "ink", 0.8),
    Line("leaders", "last_year", 0.5),
    *(each for n, dashes in enumerate(COMPARATOR_DASHES)
      for each in _beside(Line(f"comparator {n}", "comparator", 1.1, dashes))),
    *_beside(Line("earlier", "last_year", 1.1, (3.0, 2.0))),
    *_beside(Line("last_year", "last_year", 1.6)),
    *_beside(Line("limit", "quiet", 1.0, (6.0, 2.0, 1.0, 2.0))),
    *_beside(Line("average", "average", 1.3, (0.1, 2.6), "round")),
    *_beside(Line("target", "target", 1.4, (6.0, 2.5))),
    Line("main", "main", 2.0),
    # dots of other areas, by the hundred: ends of lines, which are drawn in one stroke
    Line("area edge", "quiet", 5.0, cap="round"),
    Line("area", "others", 3.8, cap="round"),
    Marker("own area", "main", "main", 6.4),
    Marker("hollow own area", GROUND, "main", 6.4),
    Marker("last_year points", GROUND, "last_year", 3.4),
    Marker("points", "main", "main", 4.2),
    Marker("hollow points", GROUND, "main", 4.6),
    Line("improving", "main", 1.5),
    Line("worsening", "target", 2.0),
    Line("unusual", "average", 1.5),
    Line("spark", "main", 1.1),
    Marker("spark end", "main", "main", 2.6),
    Marker("hollow spark end", GROUND, "main", 2.8),
)


def digits(colour: str, palette: Palette) -> str:
    """The six hexadecimal digits of a colour that an ink names."""
    return colour if colour == GROUND else str(getattr(palette, colour))
