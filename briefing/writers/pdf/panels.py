"""How panels share pages: two a page and no gaps, their charts a little higher or lower.

Panels stay whole, so a page often ends long before its foot. What can give way are the heights of
the charts, within limits, and whether a service area begins a page of its own or goes on under the
last panel of the one before. Every way of sharing the next few panels among pages is weighed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from reportlab.platypus import Flowable

from briefing.document import Palette
from briefing.writers.pdf.chart import ChartDrawing
from briefing.writers.pdf.pages import NewPage, Room
from briefing.writers.pdf.stack import FUZZ, Stack, Together

LOWEST, HIGHEST = 0.62, 1.45  # of a chart's own height
AHEAD = 16                    # units weighed at a time: half a dozen pages
DIVIDED = 16.0                # points above the line between two service areas
MOST = 5                      # units that one page may hold
LONG = 20                     # flowables: more of them head no panels, and are not held back
BEGUN = 0.3                   # of a page: so much of what stands above panels at a page's foot,
LEFT = 0.1                    # if they are overleaf; and so much of it overleaf, if it goes on

# What is held against a page. The rest of it that stays empty counts by its square: half a page
# is as bad as four pages of which a quarter is.
EMPTY = 100.0
STRETCHED = 6.0    # charts higher than their own height, by the square of how far
PRESSED = 50.0     # lower
PARTED = 6.0       # what stands above panels is not on the page of the first
GOES_ON = 12.0     # what stands above panels goes on overleaf
STARTS_BELOW = 9.0  # a service area that does not begin its page: as bad as 30% left empty
PAGE = 1.0
NEVER = 1e9


@dataclass(slots=True)
class Unit:
    """What stays on one page: a panel, or what stands above the panels of a service area.

    `free` is text that flows over pages as it comes, and nothing is planned beyond it.
    """

    flowables: list[Any]
    starts: bool  # a service area, which would rather begin a page
    panel: bool = False
    free: bool = False
    height: float = 0.0  # with its charts at their own heights
    charts: float = 0.0  # the heights of these alone
    before: float = 0.0
    after: float = 0.0
    drawings: list[Any] = field(default_factory=list)

    def measured(self, room: Room) -> Unit:
        """The unit with its heights."""
        if self.panel:
            whole = self.flowables[0]
            self.drawings = [f for f in whole.flowables if isinstance(f, ChartDrawing)]
        else:
            whole = Stack(self.flowables)
        self.height = whole.wrap(room.width, 1e6)[1]
        self.charts = sum(drawing.height for drawing in self.drawings)
        self.before, self.after = whole.getSpaceBefore(), whole.getSpaceAfter()
        self.free = self.free or (not self.panel and self.height > room.whole)
        return self

    def scaled(self, by: float) -> list[Any]:
        """What it is made of, its charts so many times as high."""
        if self.drawings and by != 1.0:
            for drawing in self.drawings:
                drawing.scale = by
            self.flowables[0].forget()
        return self.flowables


class Divide(Flowable):  # type: ignore[misc]
    """A hairline across the page, between a service area and the one above it."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette = palette

    def getSpaceBefore(self) -> float:
        return DIVIDED

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, 0.0
        return width, 0.0

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        canvas.rules([(x, y, x + self.width, y)], 0.5, self.palette.rule)


class Page(NamedTuple):
    """Units for a page: the scale of their charts, and what is held against it."""

    scale: float
    cost: float


class Held(NamedTuple):
    """What a page holds: the height of its units, that of their charts alone, and how many service
    areas start below others."""

    height: float
    charts: float
    below: int


def shared(flowables: Iterable[Any], room: Callable[[], Room], palette: Palette) -> Iterator[Any]:
    """The flowables of a section, new pages among them; `room` tells of the page as it is."""
    coming = _units(flowables)
    held: list[Unit] = []
    while True:
        now = room()
        held += (unit.measured(now) for unit in islice(coming, AHEAD - len(held)))
        if not held:
            return
        if held[0].free:
            free = held.pop(0)
            if free.starts:
                yield NewPage()
            yield from free.flowables
            continue
        planned = next((n for n, unit in enumerate(held) if unit.free), len(held))
        plan = Plan(held[:planned], now, ended=planned == len(held) < AHEAD)
        stop, scale, goes_on = plan.page()
        for unit in held[:stop]:
            if unit.starts and not room().untouched:
                yield Divide(palette)
            yield from unit.scaled(scale)
        del held[:stop]
        if held and not held[0].free and not goes_on:
            yield NewPage()


def _units(flowables: Iterable[Any]) -> Iterator[Unit]:
    """The flowables as units: text as far as the next panel, or twenty pieces of it, is one."""
    starts = False
    text: list[Any] = []

    def gathered(free: bool) -> Iterator[Unit]:
        nonlocal starts, text
        if text:
            yield Unit(text, starts, free=free)
            starts, text = False, []

    for flowable in flowables:
        if isinstance(flowable, NewPage):
            yield from gathered(free=True)
            starts = True
        elif isinstance(flowable, Together):
            yield from gathered(free=False)
            yield Unit([flowable], starts, panel=True)
            starts = False
        else:
            text.append(flowable)
            if len(text) == LONG:
                yield from gathered(free=True)
    yield from gathered(free=True)


@dataclass(slots=True)
class Plan:
    """Units weighed; `ended` when nothing comes after them."""

    units: list[Unit]
    room: Room
    ended: bool

    def page(self) -> tuple[int, float, bool]:
        """How many units the present page begins, their charts' scale, and if the last goes on."""
        whole, left = self.room.whole, self.room.left
        best = [0.0] * (len(self.units) + 1)  # the least cost of all that follow from a page's top
        for start in reversed(range(len(self.units))):
            best[start] = min(cost for *_, cost in self._choices(start, whole, best))
        choices = list(self._choices(0, left, best))
        if not self.room.untouched:
            choices.append((0, 1.0, False, EMPTY * (left / whole) ** 2 + best[0]))
        stop, scale, goes_on, _ = min(choices, key=lambda choice: choice[-1])
        return stop, scale, goes_on

    def _choices(self, start: int, left: float, best: list[float]
                 ) -> Iterator[tuple[int, float, bool, float]]:
        """What may stand from one unit on where so much of a page is left, each with its cost."""
        whole = self.room.whole
        for stop, held in self._held(start, left):
            page = self._cost(start, stop, left, held)
            longer = self.units[stop - 1].height > whole  # its page will end by itself
            yield stop, page.scale, longer, page.cost + best[stop]
            head = self.units[stop - 1]
            if head.panel or page.cost < NEVER:
                continue
            # The head does not fit here: it could go on overleaf, above its panels.
            above = held.height - head.height
            over = head.height - (left - above)
            if left - above > BEGUN * whole and over > LEFT * whole:
                begun = GOES_ON + PAGE + STARTS_BELOW * (stop - start > 1)
                yield stop, 1.0, True, begun + min(
                    (self._cost(stop, end, whole - over, overleaf).cost + best[end]
                     for end, overleaf in self._held(stop, whole - over)), default=0.0)

    def _cost(self, start: int, stop: int, left: float, held: Held) -> Page:
        """The units from one to another on what is left of a page."""
        whole, (height, charts, below) = self.room.whole, held
        cost = STARTS_BELOW * below
        fixed = height - charts
        if fixed + LOWEST * charts > left:
            # What is longer than a page is divided: there is nothing else to be done with it.
            alone = stop == start + 1 and left >= whole - FUZZ
            return Page(1.0, PAGE if alone else NEVER)
        last = stop == len(self.units)
        ends = self.units[stop - 1]
        if not ends.panel and not last and self._fit(ends, self.units[stop]):
            if ends.height < BEGUN * whole:
                return Page(1.0, NEVER)  # a heading and a line or two at a page's foot
            cost += PARTED
        scale = min((left - 1.0 - fixed) / charts, HIGHEST) if charts else 1.0
        if last:
            scale = min(scale, 1.0)
        cost += PAGE + (STRETCHED if scale > 1 else PRESSED) * (scale - 1) ** 2
        if not last:
            cost += self._emptiness(left - fixed - scale * charts)
        elif self.ended:  # after the end a page may well be empty
            cost += self._emptiness(left - fixed - scale * charts) / 2
        return Page(scale, cost)  # what follows a plan that has not ended is not known yet

    def _held(self, start: int, left: float) -> Iterator[tuple[int, Held]]:
        """Where the units of a page may end, and what it holds then."""
        height = charts = after = 0.0
        starts = 0
        below = left < self.room.whole - FUZZ
        for stop, unit in enumerate(self.units[start : start + MOST], start + 1):
            height += (max(after, unit.before) if below else 0.0) + unit.height
            charts += unit.charts
            if unit.starts and below:
                height, starts = height + DIVIDED, starts + 1
            after, below = unit.after, True
            yield stop, Held(height, charts, starts)

    def _emptiness(self, empty: float) -> float:
        return EMPTY * (empty / self.room.whole) ** 2

    def _fit(self, head: Unit, panel: Unit) -> bool:
        """Whether a page can hold both."""
        charts = (1 - LOWEST) * panel.charts
        return (head.height + max(head.after, panel.before) + panel.height - charts
                <= self.room.whole)
