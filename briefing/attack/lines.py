"""What a report says, line by line: by its document, and by a finished file of it.

A line is a heading, a paragraph, an item of a list or a row of a table. Two are the same where
their words are, whatever the format breaks or spaces them by. Those of a file are laid beside those
of the document in their order: what is left over stands in the file alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Form = Literal["text", "pdf", "word", "html"]
_SPACE = re.compile(r"[\s\u00ad\ufffe]+")
IN_WORDS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|dozens?|single|sole|lone|solo|couple|pair|"
    r"both|twins?|duo|trio|triplets?|quartet|quintet|sextet|septet|octet|once|twice|thrice|"
    r"half|halves|(?:a|one|three) quarters?|thirds?|fifths?|first|second|fourth|sixth|seventh|"
    r"eighth|ninth|tenth|nought|zero|nil|none|nobody|no-one)\b", re.I)
ROMAN = re.compile(r"(?<![\w’'])(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?!\w)")


def in_words(text: str) -> list[str]:
    """The numbers that are written in words, or as the Romans wrote them."""
    return [match[0] for pattern in (IN_WORDS, ROMAN) for match in pattern.finditer(text)]


def has_number(text: str) -> bool:
    """Whether the words hold a number: in digits of any script, in words, or a Roman one."""
    return any(map(str.isdigit, text)) or bool(
        IN_WORDS.search(text) or ROMAN.search(text))


def key(text: str) -> str:
    """The words without the spaces and breaks that a format has put in."""
    return _SPACE.sub("", text).removeprefix("•")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a finished file: the cells of a row, or one cell of words.

    `parts` are the lines in the cells one by one, as a row may be there for its looks alone;
    `entry` tells that it is of the contents, so that a page can stand behind it, `table` which
    table of the file it is a row of, where that is known.
    """

    cells: tuple[str, ...]
    parts: tuple[Line, ...] = ()
    entry: bool = False
    table: int = 0

    @property
    def words(self) -> str:
        """The line as a reader sees it."""
        return " | ".join(" ".join(cell.split()) for cell in self.cells)


def row_key(cells: Iterable[str]) -> str:
    """The key of a row of cells."""
    return "|".join(map(key, cells))


def left_over(found: Sequence[str], expected: Sequence[str]) -> set[int]:
    """Which of the found ones are not among the expected ones in their order."""
    low, high = 0, 0
    shorter = min(len(found), len(expected))
    while low < shorter and found[low] == expected[low]:
        low += 1
    while high < shorter - low and found[-1 - high] == expected[-1 - high]:
        high += 1
    inside = found[low:len(found) - high]
    over = set(range(low, low + len(inside)))
    if inside and len(expected) > low + high:
        for match in SequenceMatcher(None, inside, expected[low:len(expected) - high],
                                     autojunk=False).get_matching_blocks():
            over -= set(range(low + match.a, low + match.a + match.size))
    return over


def in_whole_tables(lines: Iterable[Line], known: Collection[str]) -> Iterator[Line]:
    """The lines, those of tables that are tiers of one put together to rows that are known.

    Tiers follow each other under the same heads of rows.
    """
    tables: list[list[Line]] = []
    for number, group in groupby(lines, key=lambda line: line.table):
        rows = list(group)
        if not number or (tables and _heads(rows) != _heads(tables[-1])):
            yield from _joined(tables, known)
            tables = []
        if number:
            tables.append(rows)
        else:
            yield from rows
    yield from _joined(tables, known)


def _heads(rows: Sequence[Line]) -> list[str]:
    return [key(line.cells[0]) if line.cells else "" for line in rows]


def _joined(tables: Sequence[list[Line]], known: Collection[str]) -> Iterator[Line]:
    at = 0
    while at < len(tables):
        for end in range(len(tables), at, -1):
            rows = [Line((*first.cells, *(cell for line in others for cell in line.cells[1:])),
                         first.parts if not others else ())
                    for first, *others in zip(*tables[at:end], strict=True)]
            if end == at + 1 or all(row_key(row.cells) in known for row in rows):
                yield from rows
                at = end
                break
