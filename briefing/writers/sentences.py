"""Every generated sentence with its moves, rules, thresholds and facts, as a CSV file."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.narrative.book import Book
from briefing.narrative.sentence import Sentence
from briefing.spreadsheets import csv_file

HEAD = ("indicator", "number", "text", "moves", "rules", "thresholds", "facts")
# The book's thresholds that a move is decided by.
THRESHOLDS = {
    "run": ("run_at_least",), "ended": ("run_at_least",), "record": ("record_at_least",),
    "variation": ("variation_from",), "caution": ("caution_below",),
    "change": ("amount_from", "of_n_below"),
}  # fmt: skip


def thresholds(sentence: Sentence, book: Book) -> list[str]:
    """The book's thresholds that the sentence's moves were decided by, "run_at_least=3"."""
    names = [name for move in sentence.moves for name in THRESHOLDS.get(move, ())]
    return [f"{name}={getattr(book.file, name)}" for name in dict.fromkeys(names)]


def sentences_file(said: Mapping[str, tuple[Sentence, ...]], book: Book) -> bytes:
    """A row a sentence, by indicator; several entries in a cell are parted by spaces."""
    return csv_file(HEAD, (
        (indicator, n, sentence.text, " ".join(sentence.moves), " ".join(sentence.rules),
         " ".join(thresholds(sentence, book)), " ".join(fact.id for fact in sentence.facts))
        for indicator, sentences in said.items() for n, sentence in enumerate(sentences, 1)))
