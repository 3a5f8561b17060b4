"""What the comments say: why the author is asked, and which rule and figures made a sentence.

A figure stands here as it is printed, never as it is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.narrative.book import Book
from briefing.narrative.sentence import Figure, Sentence
from briefing.writers.sentences import thresholds
from briefing.writers.word.comments import Remark, Remarks

ASKING = "reason"


def remarks_on(
    spoken: Mapping[str, tuple[Sentence, ...]], book: Book, every: bool
) -> dict[str, tuple[Remark, ...]]:
    """The remarks by the words of a row: on what the author is asked, and on `every` sentence.

    `spoken` gives the sentences of each row of words.
    """
    made: dict[str, tuple[Remark, ...]] = {}
    for row, sentences in spoken.items():
        found = tuple(_remarks(sentences, book, every))
        if found:
            made[row] = found
    return made


def _remarks(sentences: tuple[Sentence, ...], book: Book, every: bool) -> Iterator[Remark]:
    for sentence in sentences:
        if ASKING in sentence.moves:
            yield Remark(sentence.text, _why_asked(sentence))
        elif every:
            yield Remark(sentence.text, where_from(sentence, book))


def _why_asked(sentence: Sentence) -> str:
    return "\n".join((
        "Please give the reason here, in place of this paragraph; or write it in "
        f"commentary/{sentence.indicator}.md, where the next build finds it.",
        "It is asked because the figure changed by so much that the sentence book wants the reason "
        "(ask_from), and left its usual range: the data cannot say why.",
        _figures(sentence),
    ))


def where_from(sentence: Sentence, book: Book) -> str:
    """The rules that chose the sentence, with their thresholds, and the facts that it prints."""
    decided = thresholds(sentence, book)
    lines = [f"Rules: {', '.join(sentence.rules)}." if sentence.rules else "",
             f"Thresholds: {', '.join(decided)}." if decided else "", _figures(sentence)]
    return "\n".join(line for line in lines if line)


def _figures(sentence: Sentence) -> str:
    said = [f"{piece.text} is {piece.fact.id}" for piece in sentence.pieces
            if isinstance(piece, Figure)]
    return f"Figures: {'; '.join(dict.fromkeys(said))}." if said else ""


__all__ = ["Remarks", "remarks_on", "where_from"]
