"""What the body names and other parts of the file hold: links, charts, lists, bookmarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefing.document import Chart, Contents, Document, Heading, Picture, blocks
from briefing.reading.word.written import sum_of
from briefing.writers.word.bookmarks import Bookmarks
from briefing.writers.word.comments import Comments, Remarks
from briefing.writers.word.likeness import shown
from briefing.writers.word.lines import Plotted, axis_words, plotted
from briefing.writers.word.look import text_width
from briefing.writers.word.roles import our_styles

# The numbering part defines list 1 for bullets and list 2 for the style "List Number".
FIRST_LIST = 3
ORDERED, COUNTED = 1, 2     # kinds by their numbers in the numbering part: COUNTED of paragraphs
# Drawings have numbers of their own: pictures from here, above charts.
FIRST_PICTURE = 100_000


NO_REMARKS: Remarks = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Pages:
    """A council's template as the body sees it.

    `widths` are those of the text on an upright page and on a turned one, in twips; `names` those
    of its styles by the id of ours. The next three are the highest numbers that it has given;
    `numbered` are our heading styles that it numbers itself, `without_tab` the levels of the
    contents whose styles have no stop for the page.
    """

    widths: tuple[int, int]
    names: Mapping[str, str]
    bookmarks: int
    comments: int
    drawings: int
    numbered: frozenset[str] = frozenset()
    without_tab: frozenset[int] = frozenset()


# Headings that the contents list on a level of their own have a style of their own: Word gathers
# them by their styles, and the report's title is in the style of the first level.
PART, AREA = "BriefingPartHeading", "BriefingAreaHeading"


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
        self.headings = {b.id: b for b in blocks(document) if isinstance(b, Heading)}
        self.listed = {entry.target: entry.level for b in blocks(document)
                       if isinstance(b, Contents) for entry in b.entries}
        self.bookmarks = Bookmarks((pages.bookmarks if pages else 0) + 1)
        self.comments = Comments((pages.comments if pages else 0) + 1)
        self.remarks = remarks
        self.first_drawing = (pages.drawings if pages else 0) + 1
        self.unmarked: list[str] = []
        self.links: dict[str, str] = {}
        self.charts: dict[str, tuple[Chart, int]] = {}
        self.series: dict[str, tuple[Plotted, ...]] = {}    # what of each chart is plotted
        self.axes: dict[str, tuple[str, ...]] = {}          # and over which places
        self.lists: dict[int, int] = {}     # the number of each, and of which kind it is
        self.numberings: dict[str, int] = {}
        self.pictures: list[Picture] = []
        self.sums: dict[str, str] = {}      # of each chart's workbook or picture, by its id

    def text_width(self, landscape: bool) -> int:
        """The width of the text in twips on a page of that orientation."""
        return self.pages.widths[landscape] if self.pages else text_width(self.look, landscape)

    def style_name(self, style: str) -> str:
        """The name of a style of ours as fields give it: the template's, where it has one."""
        theirs = self.pages.names.get(style) if self.pages else None
        return theirs or shown(our_styles()[style])

    def contents_tab(self, level: int) -> str:
        """The stop for the page of a line of the contents, "" where its style has one."""
        if self.pages is None or level not in self.pages.without_tab:
            return ""
        return (f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{self.text_width(False)}"/>'
                "</w:tabs>")

    def heading_style(self, heading: Heading) -> str:
        """The id of the style of a heading."""
        if heading.underlined:
            return "BriefingRunInHeading"
        level = self.listed.get(heading.id, 0)
        if heading.level == 1 and level:
            return PART
        return AREA if (heading.level, level) == (2, 2) else f"Heading{heading.level}"

    def heading_words(self, heading: Heading) -> str:
        """The words of a heading, with its number where Word does not set one before them."""
        return heading.text if heading.numbering else self.listed_words(heading)

    def listed_words(self, heading: Heading) -> str:
        """The words of a heading in the contents: with its number, a template's own apart.

        Word gathers the numbers that it counts too; a template's are not known before it does.
        """
        theirs = (self.pages is not None and not heading.numbering
                  and self.heading_style(heading) in self.pages.numbered)
        typed = heading.number and not theirs
        return f"{heading.number} {heading.text}" if typed else heading.text

    def link(self, address: str) -> str:
        """The relationship id of an address outside the file."""
        return self.links.setdefault(address, f"link{len(self.links) + 1}")

    def chart(self, chart: Chart, width: int) -> tuple[str, int]:
        """The relationship id of a chart's part, and its number in the file; twips wide."""
        number = self.first_drawing + len(self.charts)
        self.charts[f"chart{number}"] = chart, width
        self.series[f"chart{number}"] = plotted(chart.spec, self.look.palette)
        self.axes[f"chart{number}"] = axis_words(chart.spec)
        return f"chart{number}", number

    def summed(self, relation: str, content: bytes) -> bytes:
        """The chart's workbook or picture, as it is given; its sum is kept."""
        self.sums[relation] = sum_of(content)
        return content

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
