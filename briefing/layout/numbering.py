"""The numbers of paragraphs: through the report, within a part, or under the heading's number.

Only running text is numbered: lists, notes, captions and tables are not, nor run-in headings.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from itertools import count

from briefing.document import Block, Heading, Paragraph
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
                return _numbered(blocks, count(1), "", part.id)
            case "under_heading":
                heading = next(self._headings)
                return [_counted(block, heading, part)
                        for block in _numbered(blocks, count(1), f"{heading}.", UNDER)]


def _numbered(blocks: Iterable[Block], numbers: Iterable[int], before: str, numbering: str
              ) -> list[Block]:
    """The blocks, each paragraph of running text with the next number."""
    numbers = iter(numbers)
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.role in ("body", "lead"):
            number = f"{before}{next(numbers)}"
            block = dataclasses.replace(block, number=number if before else f"{number}.",
                                        numbering=numbering)
        made.append(block)
    return made


def _counted(block: Block, number: int, part: Part) -> Block:
    """The part's own heading, counted with the others that have paragraphs under them."""
    if isinstance(block, Heading) and block.id == part.id:
        return dataclasses.replace(block, number=f"{number}.", numbering=UNDER)
    return block
