"""What the body names and other parts of the file hold: links, charts, lists, bookmarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefing.document import Chart, Document, Heading, Picture, blocks
from briefing.writers.word.anchors import Bookmarks
from briefing.writers.word.comments import Comments, Remarks
from briefing.writers.word.look import text_width

# The numbering part defines list 1 for bullets and list 2 for the style "List Number".
FIRST_LIST = 3
ORDERED, COUNTED = 1, 2     # kinds by their numbers in the numbering part: COUNTED of paragraphs
# Drawings have numbers of their own: pictures from here, above charts.
FIRST_PICTURE = 100_000


NO_REMARKS: Remarks = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Pages:
    """A council's template as the body sees it.

    `widths` are those of the text on an upright page and on a turned one, in twips; `headings` the
    names of its heading styles by level. The others are the highest numbers that it has given.
    """

    widths: tuple[int, int]
    headings: Mapping[int, str]
    bookmarks: int
    comments: int
    drawings: int


class References:
    """Gathered while the body is written, in order, then made by `template` and `package`.

    Relationship ids are chosen here, so that the body is finished text before any part exists.
    """

    def __init__(
        self, document: Document, remarks: Remarks = NO_REMARKS, pages: Pages | None = None,
        *, drawn: bool = False,
    ) -> None:
        """With `drawn` every chart is a picture; an author's own always is."""
        self.drawn = drawn
        self.pages = pages
        self.language = document.language
        self.look = document.look
        self.levels = {b.id: b.level for b in blocks(document) if isinstance(b, Heading)}
        self.bookmarks = Bookmarks((pages.bookmarks if pages else 0) + 1)
        self.comments = Comments((pages.comments if pages else 0) + 1)
        self.remarks = remarks
        self.first_drawing = (pages.drawings if pages else 0) + 1
        self.unmarked: list[str] = []
        self.links: dict[str, str] = {}
        self.charts: dict[str, tuple[Chart, int]] = {}
        self.lists: dict[int, int] = {}     # the number of each, and of which kind it is
        self.numberings: dict[str, int] = {}
        self.pictures: list[Picture] = []

    def text_width(self, landscape: bool) -> int:
        """The width of the text in twips on a page of that orientation."""
        return self.pages.widths[landscape] if self.pages else text_width(self.look, landscape)

    def heading_name(self, level: int) -> str:
        """The name of the style of a heading, as fields give it."""
        return self.pages.headings[level] if self.pages else f"Heading {level}"

    def link(self, address: str) -> str:
        """The relationship id of an address outside the file."""
        return self.links.setdefault(address, f"link{len(self.links) + 1}")

    def chart(self, chart: Chart, width: int) -> tuple[str, int]:
        """The relationship id of a chart's part, and its number in the file; twips wide."""
        number = self.first_drawing + len(self.charts)
        self.charts[f"chart{number}"] = chart, width
        return f"chart{number}", number

    def is_picture(self, chart: Chart) -> bool:
        """Whether the chart is a picture in this file, and not a native one."""
        return self.drawn or chart.spec.own is not None

    def new_list(self) -> int:
        """The number of an ordered list that starts at 1."""
        return self._list_of(ORDERED)

    def numbering(self, name: str) -> int:
        """The number of the list that counts the paragraphs of that numbering."""
        if name not in self.numberings:
            self.numberings[name] = self._list_of(COUNTED)
        return self.numberings[name]

    def _list_of(self, kind: int) -> int:
        number = FIRST_LIST + len(self.lists)
        self.lists[number] = kind
        return number

    def picture(self, picture: Picture) -> tuple[str, int]:
        """The relationship id of a picture's part, and its number among the drawings."""
        self.pictures.append(picture)
        number = len(self.pictures)
        return f"picture{number}", FIRST_PICTURE + number
