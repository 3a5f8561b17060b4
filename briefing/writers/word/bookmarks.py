"""Bookmarks: the hidden anchor of everything that the program wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import unescape

from briefing.reading.word.anchors import bookmark_name

Kind = Literal["paragraph", "table"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a bookmark stands for: a block or a row of a list, and its words as they were written.

    A table is one anchor: its words are a line a row, the cells parted by " | ".
    """

    id: str
    kind: Kind
    text: str


def words_of(content: str) -> str:
    """The words of runs as a reader sees them."""
    return unescape("".join(re.findall(r'<w:t xml:space="preserve">([^<]*)</w:t>', content)))


class Bookmarks:
    """The bookmarks of one file, numbered in order; a name that comes twice is our mistake.

    `first` is the number of the first: what a council's template holds has numbers already.
    """

    def __init__(self, first: int = 1) -> None:
        self.anchors: dict[str, Anchor] = {}
        self._first = first
        self._last_id = ""
        self._standing = 0

    def pair(self, block_id: str, text: str, kind: Kind = "paragraph") -> tuple[str, str]:
        """The start and end marks of the bookmark of a block that says the text.

        A block without an id is named after the one before it: `summary.lead~1`.
        """
        if block_id:
            self._last_id, self._standing = block_id, 0
        else:
            self._standing += 1
            block_id = f"{self._last_id}~{self._standing}"
        name = bookmark_name(block_id)
        if name in self.anchors:
            raise ValueError(f"two blocks have the id '{block_id}'")
        number = self._first + len(self.anchors)
        self.anchors[name] = Anchor(block_id, kind, text)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )

    def around(self, block_id: str, content: str) -> str:
        """The content of a paragraph inside the bookmark of its block."""
        start, end = self.pair(block_id, words_of(content).strip())
        return start + content + end
