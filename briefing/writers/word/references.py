"""What the body names and other parts of the file hold: links, charts, lists, bookmarks."""

from __future__ import annotations

from briefing.document import Chart, Document, Heading, Picture, blocks
from briefing.writers.word.anchors import Bookmarks

# The numbering part defines list 1 for bullets and list 2 for the style "List Number".
FIRST_LIST = 3
# Drawings have numbers of their own: charts from 1, pictures from here.
FIRST_PICTURE = 100_000


class References:
    """Gathered while the body is written, in order, then made by `template` and `package`.

    Relationship ids are chosen here, so that the body is finished text before any part exists.
    """

    def __init__(self, document: Document, drawn: bool = False) -> None:
        """With `drawn` every chart is a picture; an author's own always is."""
        self.drawn = drawn
        self.language = document.language
        self.look = document.look
        self.levels = {b.id: b.level for b in blocks(document) if isinstance(b, Heading)}
        self.bookmarks = Bookmarks()
        self.links: dict[str, str] = {}
        self.charts: dict[str, tuple[Chart, int]] = {}
        self.lists: list[int] = []
        self.numberings: dict[str, int] = {}
        self.pictures: list[Picture] = []

    def link(self, address: str) -> str:
        """The relationship id of an address outside the file."""
        return self.links.setdefault(address, f"link{len(self.links) + 1}")

    def chart(self, chart: Chart, width: int) -> tuple[str, int]:
        """The relationship id of a chart's part, and its number in the file; twips wide."""
        number = len(self.charts) + 1
        self.charts[f"chart{number}"] = chart, width
        return f"chart{number}", number

    def is_picture(self, chart: Chart) -> bool:
        """Whether the chart is a picture in this file, and not a native one."""
        return self.drawn or chart.spec.own is not None

    def new_list(self) -> int:
        """The number of an ordered list that starts at 1."""
        self.lists.append(self._next_list())
        return self.lists[-1]

    def numbering(self, name: str) -> int:
        """The number of the list that counts the paragraphs of that numbering."""
        if name not in self.numberings:
            self.numberings[name] = self._next_list()
        return self.numberings[name]

    def _next_list(self) -> int:
        return FIRST_LIST + len(self.lists) + len(self.numberings)

    def picture(self, picture: Picture) -> tuple[str, int]:
        """The relationship id of a picture's part, and its number among the drawings."""
        self.pictures.append(picture)
        number = len(self.pictures)
        return f"picture{number}", FIRST_PICTURE + number
