"""The canvas: every page is kept until the last, so that page numbers are filled in at the end.

One pass lays the document out. Whatever needs a page number that is not known yet (the total in
the running head, a page in the contents) leaves a slot in its page's operators; when the document
is saved each slot is drawn, where it stands, with the operators around it untouched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from reportlab.lib.utils import TimeStamp

from briefing.writers.pdf.tags import Attachment, MarkedCanvas, Structure

# A comment in the page's operators. ReportLab escapes NUL in every string, so no text looks alike.
SLOT = re.compile("%\0(\\d+)\0")


class BriefingCanvas(MarkedCanvas):
    """A marked canvas with late slots, bookmarks that know their page, and a fixed date."""

    dated: date  # set by `canvas_for`

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._doc._timeStamp = _timestamp(self.dated)
        self.page_of: dict[str, int] = {}  # bookmark to page number
        self._slots: list[tuple[Callable[[], None], bool]] = []
        self._outline_level = -1

    @property
    def pages(self) -> int:
        """How many pages the document has; known when it is saved."""
        return int(self._pageNumber) - 1

    def later(self, draw: Callable[[], None]) -> None:
        """Draw here, in the coordinates of here, when the whole document is laid out.

        It belongs to what is open here: content of an element, or an artifact.
        """
        self._code.append(f"%\0{len(self._slots)}\0")
        self._slots.append((draw, self.open))

    def mark(self, key: str, left: float, top: float) -> None:
        """Make the key lead to this page, so far right of the present origin and above it."""
        self.bookmarkHorizontal(key, left, top)
        self.page_of[key] = self.getPageNumber()

    def outline(self, key: str, text: str, level: int) -> None:
        """An entry in the outline; it has no gaps in its levels, and opens to the second."""
        self._outline_level = min(level, self._outline_level + 1)
        self.addOutlineEntry(text, key, self._outline_level, closed=self._outline_level > 0)

    def save(self) -> None:
        """Fill every slot, then write the file."""
        if self._code:
            self.showPage()
        for page in self._doc.Pages.pages:
            page.stream = SLOT.sub(lambda slot: self._filled(int(slot[1])), page.stream)
        super().save()

    def _filled(self, slot: int) -> str:
        """The operators of a slot, in a graphics state of their own."""
        self._code = ["q"]
        self.init_graphics_state()
        draw, self.open = self._slots[slot]
        draw()
        operators = "\n".join([*self._code, "Q"])
        self._code, self.open = [], False
        return operators


def canvas_for(
    dated: date, structure: Structure, attachment: Attachment | None
) -> type[BriefingCanvas]:
    """The canvas class for one document: ReportLab makes the canvas itself."""
    return type("DocumentCanvas", (BriefingCanvas,),
                {"dated": dated, "structure": structure, "attachment": attachment})


def _timestamp(dated: date) -> Any:
    """Midnight of the date as ReportLab's time stamp: the file says when the report was dated."""
    stamp = TimeStamp(invariant=1)
    stamp.YMDhms = (dated.year, dated.month, dated.day, 0, 0, 0)
    stamp.t, stamp.dhh, stamp.dmm = float(dated.toordinal()), 0, 0
    return stamp
