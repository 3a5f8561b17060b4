"""Bookmarks: the hidden anchor of everything that has an id.

A bookmark round a paragraph survives rewording, splitting and moving in Word and in LibreOffice,
so an edited file can be read back by it. Word allows 40 characters and hides a name that begins
with an underscore.
"""

from __future__ import annotations

import re
import zlib

LONGEST = 40


def bookmark_name(block_id: str) -> str:
    """The bookmark of the block with that id: `_b_<slug>_<crc32>`."""
    check = f"{zlib.crc32(block_id.encode()):08x}"
    slug = re.sub(r"[^0-9A-Za-z]+", "_", block_id).strip("_")
    room = LONGEST - len("_b__") - len(check)
    return f"_b_{slug[:room]}_{check}"


class Bookmarks:
    """The bookmarks of one file, numbered in order; a name that comes twice is our mistake."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def pair(self, block_id: str) -> tuple[str, str]:
        """The start and end marks of a block's bookmark, two empty strings without an id."""
        if not block_id:
            return "", ""
        name = bookmark_name(block_id)
        if name in self._names:
            raise ValueError(f"two blocks have the id '{block_id}'")
        self._names.add(name)
        number = len(self._names)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{number}"/>',
        )

    def around(self, block_id: str, content: str) -> str:
        """The content of a paragraph inside the bookmark of its block."""
        start, end = self.pair(block_id)
        return start + content + end
