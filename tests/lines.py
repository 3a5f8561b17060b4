"""Messages without the numbers of lines, which shift with every edit of the shipped book."""

from __future__ import annotations

import re


def without_lines(problem: object) -> str:
    """The message as it is said, but for " (line 12)"."""
    return re.sub(r" \(line \d+\)", "", str(problem))
