"""A sentence: a row of words and figures, each figure with the fact that it states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:   # a writer needs no more of a fact than its words, and none of what works it out
    from briefing.findings import Fact


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number and the fact it states; the text was made by `amounts`."""

    text: str
    fact: Fact


Piece = str | Figure


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence about one indicator; `rules` name the book's entries that chose its words."""

    indicator: str
    pieces: tuple[Piece, ...]
    moves: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentence as a reader sees it."""
        return "".join(p if isinstance(p, str) else p.text for p in self.pieces)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that its figures state, in their order."""
        return tuple(p.fact for p in self.pieces if isinstance(p, Figure))
