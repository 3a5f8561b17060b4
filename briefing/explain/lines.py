"""An explanation as a value: parts of lines, each a label and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line: what of, what is said, and a remark in brackets. `asks` is what more can be asked.

    One of depth 2 belongs to the one of depth 1 before it.
    """

    label: str
    text: str = ""
    note: str = ""
    asks: str = ""
    depth: int = 1

    def __str__(self) -> str:
        text = f"  {self.text}" if self.text else ""
        note = f"  ({self.note})" if self.note else ""
        return f"{'  ' * self.depth}{self.label}{text}{note}"


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was asked, its title, and what there is to know of it."""

    asked: str
    title: str
    parts: tuple[Part, ...]

    def told(self) -> Iterator[str]:
        """It as lines for a terminal."""
        yield self.title
        for part in self.parts:
            yield f"\n{part.heading}"
            yield from map(str, part.lines)
