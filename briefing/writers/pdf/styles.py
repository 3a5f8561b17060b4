"""The paragraph styles of a look. Sizes, leadings and spaces are points."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from briefing.charts import Faces
from briefing.document import Align, Look, ParagraphRole
from briefing.problems import Problem
from briefing.writers.pdf.fonts import family

MEASURE = 160 * mm  # the longest line of text that reads well at the body size
WIDEST = 166 * mm   # of what spans an upright page and would look lost across one on its side
HANG = 22.0         # from a heading's number to its words
COUNT_HANG = 34.0   # from a paragraph's number to its words
ALIGNMENTS: dict[Align, int] = {"left": 0, "centre": 1, "right": 2}
BULLET_HANG = 20.5  # room for "9."; ReportLab pushes the words aside for a wider number


@cache
def colour(digits: str) -> Any:
    """ReportLab's colour of six hexadecimal digits."""
    return HexColor(f"#{digits}")


@dataclass(slots=True)
class Styles:
    """Every style that the walk uses, made once for a document.

    `problems` are the words that could not be set, however small: the writer stops at its end.
    """

    look: Look
    problems: list[Problem] = field(default_factory=list)
    faces: Faces = field(init=False)
    roles: dict[ParagraphRole, Any] = field(init=False)
    headings: dict[int, Any] = field(init=False)
    underlined: Any = field(init=False)
    bullet: Any = field(init=False)
    last_bullet: Any = field(init=False)
    label: Any = field(init=False)
    value: Any = field(init=False)
    contents: dict[int, Any] = field(init=False)
    derived: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        look = self.look
        self.faces = family(look.font)
        ink, heading, quiet = (colour(look.palette.ink), colour(look.palette.heading),
                               colour(look.palette.quiet))
        self.underlined = self._style(
            look.run_in_pt, look.run_in_pt + 4, before=10, after=3, colour=ink,
            underlineWidth=0.6, underlineOffset=-1.8)
        self.headings = {
            1: self._style(look.title_pt, look.title_pt + 4, after=12, bold=True, colour=heading,
                           alignment=ALIGNMENTS[look.title_align]),
            2: self._style(look.heading_pt, look.heading_pt + 4, before=20, after=6, bold=True,
                           colour=heading),
            3: self._style(look.run_in_pt, look.run_in_pt + 4, before=12, after=4, bold=True,
                           colour=ink),
        }
        body = self._style(look.body_pt, look.body_leading_pt, after=8, colour=ink)
        self.roles = {
            "body": body,
            "lead": body,
            "note": self._style(look.note_pt, look.note_pt + 3, before=2, after=6, colour=quiet),
            "source": self._style(look.note_pt, look.note_pt + 3, before=3, after=4, colour=quiet),
            "caption": self._style(look.caption_pt, look.caption_pt + 3, before=6, after=4,
                                   bold=True, colour=ink),
        }
        self.roles["stack"] = self._style(look.body_pt, look.body_leading_pt, after=6, bold=True,
                                          colour=ink, alignment=ALIGNMENTS["centre"])
        self.bullet = self._style(
            look.body_pt, look.body_leading_pt, after=4, colour=ink, leftIndent=BULLET_HANG,
            bulletIndent=3, bulletFontSize=look.body_pt)
        self.last_bullet = ParagraphStyle("last bullet", self.bullet, spaceAfter=8)
        self.label = self._style(look.body_pt, look.body_leading_pt, bold=True, colour=ink)
        self.value = self._style(look.body_pt, look.body_leading_pt, colour=ink)
        self.contents = {
            level: self._style(look.body_pt, look.body_leading_pt + 2, colour=ink,
                               leftIndent=(level - 1) * BULLET_HANG)
            for level in (1, 2, 3)}

    def numbered(self, style: Any) -> Any:
        """The style with its number hanging before it."""
        return self._derived("numbered", style, leftIndent=HANG, bulletIndent=0,
                             bulletFontSize=style.fontSize, bulletFontName=style.fontName,
                             bulletColor=style.textColor)

    def inset(self, style: Any) -> Any:
        """The style of a list as far in as the words of a numbered paragraph."""
        return self._derived("inset", style, leftIndent=style.leftIndent + COUNT_HANG,
                             bulletIndent=style.bulletIndent + COUNT_HANG)

    def counted(self, style: Any) -> Any:
        """The style with a paragraph's number hanging before it, wide enough for "10.12"."""
        return self._derived("counted", style, leftIndent=COUNT_HANG, bulletIndent=0,
                             bulletFontSize=style.fontSize, bulletFontName=style.fontName,
                             bulletColor=style.textColor)

    def _derived(self, what: str, style: Any, **more: Any) -> Any:
        if (what, style) not in self.derived:
            self.derived[what, style] = ParagraphStyle(f"{style.name} {what}", style, **more)
        return self.derived[what, style]

    def cell(self, size: float, leading: float, bold: bool, ink: str, align: int) -> Any:
        """The style of a cell's paragraph."""
        key = (size, leading, bold, ink, align)
        if key not in self.derived:
            self.derived[key] = self._style(size, leading, bold=bold, colour=colour(ink),
                                            alignment=align)
        return self.derived[key]

    def _style(
        self, size: float, leading: float, *, before: float = 0, after: float = 0,
        bold: bool = False, colour: Any, **more: Any,
    ) -> Any:
        face = self.faces.bold if bold else self.faces.regular
        return ParagraphStyle(
            f"{size} {face}", fontName=face, fontSize=size, leading=leading, spaceBefore=before,
            spaceAfter=after, textColor=colour, bulletFontName=self.faces.regular,
            allowWidows=0, allowOrphans=0, splitLongWords=1, **more)
