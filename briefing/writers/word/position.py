"""Where a block stands: how wide its place is, and what it must stay on one page with."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Position:
    """A width in twips, and whether the block's paragraphs keep with the next one.

    `together` speaks for all but the last paragraph, `with_next` for the last: inside a panel
    every paragraph but the panel's last keeps with the next. `body` is the style of running text.
    """

    width: int
    together: bool = False
    with_next: bool = False
    body: str = "BodyText"

    def before_another(self) -> Position:
        """The place of a block that another follows."""
        return replace(self, with_next=True) if self.together else self

    def keeps(self, last: bool) -> bool:
        """Whether a paragraph of the block keeps with the next."""
        return self.with_next if last else self.together
