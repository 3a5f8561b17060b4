"""What a layout shows, as far as what is said hangs on it.

A layout decides which chart an indicator gets and which symbols stand in its tables; the words on
them are said with everything else. So it hands these to `narrate`, before anything is laid out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.narrative.chart_words import Seen
from briefing.narrative.narration import Kind, Source
from briefing.narrative.sentence import Pieces

# What is always said; the layout's parts ask for the other kinds.
ALWAYS: frozenset[Kind] = frozenset(("sentence", "author"))
GLANCE: frozenset[Kind] = frozenset(("exception", "achievement", "absence"))
EVERYTHING: frozenset[Kind] = ALWAYS | GLANCE | {
    "lead", "status", "question", "prompt", "good", "improve"}


@dataclass(frozen=True, slots=True)
class StandingWords:
    """Words of the layout's, or of an indicator's own row, that are said about something.

    `name` is what the statement's id calls them: "symbols", "source".
    """

    about: str
    kind: Kind
    name: str
    pieces: Pieces
    source: Source


@dataclass(frozen=True, slots=True)
class Display:
    """The kinds that a layout has a place for, what is seen on each chart, and standing words."""

    kinds: frozenset[Kind] = EVERYTHING
    charts: Mapping[str, Seen] = field(default_factory=dict)
    standing: tuple[StandingWords, ...] = ()
