"""How a section of text ends: not with a few lines on a page of their own.

Such lines are drawn in by spaces between paragraphs, and in the rows of a short table, that are a
little smaller on the last pages; nobody sees a point less. Where that is not enough the page stays
as it is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from reportlab.platypus import ActionFlowable

from briefing.writers.pdf.columns import SideBySide
from briefing.writers.pdf.inlines import Prose
from briefing.writers.pdf.pages import NewPage, Room
from briefing.writers.pdf.stack import FUZZ, Stack
from briefing.writers.pdf.table import Rows

SPARSE = 0.3              # of a page: what holds less is no page of its own
TIGHTER = (0.9, 0.8, 0.7)  # of the spaces between paragraphs
LAST_PAGES = 8            # they alone are laid out tighter, and are all that is held back


class Ending(NamedTuple):
    """On how many pages the rest of a section stands, and how much of the last is used."""

    pages: int
    used: float


class Top:
    """In place of ReportLab's frame, of which `split` asks whether anything stands above."""

    def __init__(self, at_top: bool) -> None:
        self._atTop = at_top


def drawn_in(flowables: Iterable[Any], room: Callable[[], Room]) -> Iterator[Any]:
    """The flowables of a section, its last pages a little tighter where that saves one."""
    held: deque[tuple[Any, float]] = deque()
    tall = 0.0
    whole, width = room().whole, room().width
    for flowable in flowables:
        height = 0.0
        if not isinstance(flowable, ActionFlowable):
            height = flowable.wrap(width, 1e6)[1] + flowable.getSpaceAfter()
        held.append((flowable, height))
        tall += height
        while tall > LAST_PAGES * whole and len(held) > 1:
            drawn, height = held.popleft()
            tall -= height
            yield drawn
    last = [flowable for flowable, _ in held]
    _tighten(last, room())
    yield from last


def _tighten(flowables: list[Any], room: Room) -> None:
    """Take space from between the flowables if their last page is sparse and that empties it."""
    ending = _ending(flowables, room)
    if ending is None or ending.pages == 1 or ending.used > SPARSE * room.whole:
        return
    for by in TIGHTER:
        _space(flowables, by)
        tighter = _ending(flowables, room)
        if tighter and tighter.pages < ending.pages:
            return
    _space(flowables, 1.0)


def _space(flowables: Iterable[Any], by: float) -> None:
    """Make the spaces around paragraphs so many times as large."""
    for flowable in flowables:
        if isinstance(flowable, Prose):
            flowable.spacing = by
        elif isinstance(flowable, Stack):
            _space(flowable.flowables, by)
            flowable.forget()
        elif isinstance(flowable, SideBySide):
            _space(flowable.columns, by)
        elif isinstance(flowable, Rows):
            flowable.space(by)


def _ending(flowables: Iterable[Any], room: Room) -> Ending | None:
    """Where the flowables end, laid out as ReportLab will; None if it will not be able to."""
    pages, y, after, top = 1, room.left, 0.0, room.untouched
    waiting = deque(flowables)
    while waiting:
        one = waiting.popleft()
        if isinstance(one, ActionFlowable):
            if isinstance(one, NewPage) and not top:
                pages, y, after, top = pages + 1, room.whole, 0.0, True
            continue
        gap = 0.0 if top else max(one.getSpaceBefore() - after, 0.0)
        pieces = [one]
        if gap + one.wrap(room.width, y - gap)[1] > y + FUZZ:
            pieces = []
            if y > gap:
                one._frame = Top(top)
                pieces = list(one.split(room.width, y - gap))
                del one._frame
        if pieces:
            after = pieces[0].getSpaceAfter()
            y -= gap + pieces[0].wrap(room.width, y - gap)[1] + after
            top = False
            waiting.extendleft(reversed(pieces[1:]))
        elif top:
            return None
        else:
            pages, y, after, top = pages + 1, room.whole, 0.0, True
            waiting.appendleft(one)
    return Ending(pages, room.whole - y)
