"""What a move proposes: a row of words and figures, each figure with the fact that it states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:   # a writer needs no more of a fact than its words, and none of what works it out
    from briefing.facts import Fact


Emphasis = Literal["plain", "strong", "emphasis"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number and the fact it states; the text was made by `amounts`.

    `statement` is the id of the statement that it stands in, "" where it is of none (in a table).
    """

    text: str
    fact: Fact
    statement: str = ""
    emphasis: Emphasis = "plain"


@dataclass(frozen=True, slots=True)
class Styled:
    """Words of an author's that are emphasised, or that lead to `target`."""

    text: str
    emphasis: Emphasis = "plain"
    target: str = ""


Piece = str | Figure | Styled
Pieces = tuple[Piece, ...]


def text_of(pieces: Pieces) -> str:
    """The pieces as a reader sees them."""
    return "".join(p if isinstance(p, str) else p.text for p in pieces)


def facts_of(pieces: Pieces) -> tuple[Fact, ...]:
    """The facts that the figures among the pieces state, in their order."""
    return tuple(p.fact for p in pieces if isinstance(p, Figure))


def join(parts: Iterable[Piece]) -> Pieces:
    """The pieces with neighbouring words run together."""
    out: list[Piece] = []
    words = ""
    for part in parts:
        if isinstance(part, str):
            words += part
            continue
        if words:
            out.append(words)
            words = ""
        out.append(part)
    if words:
        out.append(words)
    return tuple(out)


def listed_pieces(parts: Sequence[Pieces], last: str = " and ") -> Pieces:
    """ "A, B and C"; `last` joins the last part."""
    pieces: list[Piece] = []
    for n, part in enumerate(parts):
        if n:
            pieces.append(last if n == len(parts) - 1 else ", ")
        pieces += part
    return join(pieces)


def capital(pieces: Pieces) -> Pieces:
    """The pieces opening with a capital letter, when they open with a word."""
    if pieces and isinstance(pieces[0], str):
        return (pieces[0][:1].upper() + pieces[0][1:], *pieces[1:])
    return pieces


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence about one indicator, as a move proposes it.

    `rules` name the book's entries that chose its words, `moves` what it says. `weight` is how much
    it matters, nought where nothing weighs it; `because` says why it was chosen among others,
    `left_out` why it is not said, "" where it is.
    """

    indicator: str
    pieces: Pieces
    moves: tuple[str, ...]
    rules: tuple[str, ...]
    weight: int = 0
    left_out: str = ""
    because: str = ""

    @property
    def text(self) -> str:
        """The sentence as a reader sees it."""
        return text_of(self.pieces)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that its figures state, in their order."""
        return facts_of(self.pieces)
