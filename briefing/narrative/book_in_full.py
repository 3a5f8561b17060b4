"""Every sentence that a book can say, for an officer to sign off."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.narrative.book import Book
from briefing.narrative.book_entries import ASKED


def everything(book: Book) -> Iterator[str]:
    """The book line by line: each name, and its entries with the state in which they are said.

    The walk that proves a book whole has shown that each can be said, and that no state is left.
    """
    yield book.file.about
    yield "\nPatterns: the first that suits an indicator is told, at most three sentences"
    for pattern in book.file.pattern:
        yield f"  {pattern.name} ({_when(tuple(pattern.when.items()))})"
        yield f"    {', '.join(pattern.sentences)}"
    for name in ASKED:
        yield f"\n{name}"
        for rule in book.rules[name]:
            text = "".join(words + (f"{{{slot}}}" if slot else "") for words, slot in rule.parts)
            yield f"  {rule.id} ({_when(rule.when)})"
            yield f"    {text.strip()}"


def _when(when: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{key} is {value}" for key, value in when) or "otherwise"
