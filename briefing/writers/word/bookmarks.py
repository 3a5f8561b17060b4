"""Bookmarks: the hidden anchor of everything that the program wrote, and what was written there."""

from __future__ import annotations

from dataclasses import replace

from briefing.reading.word.anchors import bookmark_name
from briefing.reading.word.written import WrittenBlock, WrittenPart, WrittenTable


class Bookmarks:
    """The bookmarks of one file, numbered in order; a name that comes twice is our mistake.

    `first` is the number of the first: what a council's template holds has numbers already.
    `parts` is all that was written, in order; `latest` the id of the last bookmark.
    """

    def __init__(self, first: int = 1) -> None:
        self.parts: list[WrittenPart] = []
        self.latest = ""
        self._names: set[str] = set()
        self._first = first
        self._last_id = ""
        self._standing = 0

    def pair(self, block_id: str, part: WrittenBlock | WrittenTable) -> tuple[str, str]:
        """The start and end marks of the bookmark of a block, and what is written there.

        A block without an id is named after the one before it: `summary.lead~1`.
        """
        if block_id:
            self._last_id, self._standing = block_id, 0
        else:
            self._standing += 1
            block_id = f"{self._last_id}~{self._standing}"
        name = bookmark_name(block_id)
        if name in self._names:
            raise ValueError(f"two blocks have the id '{block_id}'")
        number = self._first + len(self._names)
        self._names.add(name)
        self.latest = block_id
        self.parts.append(replace(part, id=block_id))
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )

    def around(self, part: WrittenBlock, content: str) -> str:
        """The content of a paragraph inside the bookmark of its block."""
        start, end = self.pair(part.id, part)
        return start + content + end
