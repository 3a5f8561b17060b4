"""The numbers of paragraphs: through the report, within a part, or under the heading's number.

Running text is numbered; notes, captions and tables are not, nor are run-in headings.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count

from briefing.document import Block, Bullets, Heading, Paragraph
from briefing.layout.plan import Part

THROUGH, UNDER = "through", "under-heading"


class Numbers:
    """Numbers the blocks of one part after the other."""

    def __init__(self) -> None:
        self._through = count(1)
        self._headings = count(1)

    def of(self, part: Part, blocks: Iterable[Block]) -> list[Block]:
        """The part's blocks, numbered as the part asks."""
        match part.numbered:
            case "":
                return list(blocks)
            case "through":
                return _numbered(blocks, self._through, "", THROUGH)
            case "own":
                return _numbered(blocks, count(1), "", f"own.{part.id}")
            case "under_heading":
                heading = next(self._headings)
                return [_counted(block, heading, part)
                        for block in _numbered(blocks, count(1), f"{heading}.", UNDER)]


def _numbered(blocks: Iterable[Block], numbers: Iterator[int], before: str, numbering: str
              ) -> list[Block]:
    """The blocks, each paragraph of running text with the next number.

    A list belongs to the numbered paragraph above it; where there is none, its rows are numbered.
    """
    body: list[Block] = []
    under = False       # whether there is a numbered paragraph that a list would be of

    def number(paragraph: Paragraph) -> Paragraph:
        text = f"{before}{next(numbers)}"
        return dataclasses.replace(paragraph, number=text if before else f"{text}.",
                                   numbering=numbering)

    for block in blocks:
        match block:
            case Paragraph(role="body" | "lead"):
                body.append(number(block))
                under = True
            case Bullets() if under:
                body.append(dataclasses.replace(block, inset=True))
            case Bullets():
                body += [number(Paragraph(f"{block.id}.{n}", row))
                         for n, row in enumerate(block.items, 1)]
            case _:
                under = under and not isinstance(block, Heading)
                body.append(block)
    return body


def _counted(block: Block, number: int, part: Part) -> Block:
    """The part's own heading, counted with the others that have paragraphs under them."""
    if isinstance(block, Heading) and block.id == part.id:
        return dataclasses.replace(block, number=f"{number}.", numbering=UNDER)
    return block


def renumbered(blocks: Iterable[Block]) -> dict[int, str]:
    """The numbers of the numbered blocks counted anew in reading order, by each one's `id()`.

    For a document in which paragraphs came or went after they were numbered.
    """
    counts: Counter[str] = Counter()
    numbers: dict[int, str] = {}
    for block in blocks:
        if not isinstance(block, Heading | Paragraph) or not block.numbering:
            continue
        if isinstance(block, Heading):
            counts["headings"] += 1
            counts[UNDER] = 0
            numbers[id(block)] = f"{counts['headings']}."
        else:
            counts[block.numbering] += 1
            number = counts[block.numbering]
            numbers[id(block)] = (f"{counts['headings']}.{number}" if block.numbering == UNDER
                                  else f"{number}.")
    return numbers
