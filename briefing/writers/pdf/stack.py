"""Flowables one under the other, drawn as one: what stays together, and what follows its heading.

ReportLab's KeepTogether lays its content out twice and starts a new page before any table that is
longer than what is left; these lay out once and let what follows a heading split.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reportlab.platypus import ActionFlowable, Flowable

APART = 24.0  # points between two panels
FUZZ = 1e-6  # points; sums of heights are not exact


def at_top(flowable: Any) -> bool:
    """Whether nothing is above what is being split, so that a new page would not help."""
    return bool(getattr(getattr(flowable, "_frame", None), "_atTop", True))


class Stack(Flowable):  # type: ignore[misc]
    """Flowables one under the other; their spaces before and after overlap, as in a frame."""

    def __init__(self, flowables: Iterable[Any]) -> None:
        super().__init__()
        self.flowables = list(flowables)
        self._laid_out: tuple[float, list[float], float] | None = None

    def getSpaceBefore(self) -> float:
        return float(self.flowables[0].getSpaceBefore()) if self.flowables else 0.0

    def getSpaceAfter(self) -> float:
        return float(self.flowables[-1].getSpaceAfter()) if self.flowables else 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, self._lay_out(width)[1]
        return self.width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        # nothing of it is drawn itself: what it holds needs no other origin
        for flowable, foot in zip(self.flowables, self._lay_out(self.width)[0], strict=True):
            flowable.drawOn(canvas, x, y + self.height - foot)

    def forget(self) -> None:
        """Be laid out anew: something inside is of another height now."""
        self._laid_out = None

    def _lay_out(self, width: float) -> tuple[list[float], float]:
        """How far the foot of each flowable is below the top, and the height of all."""
        if self._laid_out is None or self._laid_out[0] != width:
            feet, y, after = [], 0.0, 0.0
            for n, flowable in enumerate(self.flowables):
                y += max(after, flowable.getSpaceBefore()) if n else 0.0
                y += flowable.wrap(width, 1e6)[1]
                feet.append(y)
                after = flowable.getSpaceAfter()
            self._laid_out = width, feet, y
        return self._laid_out[1], self._laid_out[2]

    def filled(self, width: float, height: float) -> tuple[list[Any], list[Any]]:
        """What goes into the height, and the rest; either may be empty."""
        feet, _ = self._lay_out(width)
        for n, (flowable, foot) in enumerate(zip(self.flowables, feet, strict=True)):
            if foot <= height + FUZZ:
                continue
            before = feet[n - 1] if n else 0.0
            gap = max(self.flowables[n - 1].getSpaceAfter(), flowable.getSpaceBefore()) if n else 0
            pieces = self._pieces(flowable, width, height - before - gap)
            if not pieces and not n and isinstance(flowable, Following) and at_top(self):
                # a whole page does not hold them: they cannot stay together
                loose = Stack([*flowable.flowables, *self.flowables[1:]])
                loose._frame = getattr(self, "_frame", None)
                return loose.filled(width, height)
            rest = pieces[1:] + self.flowables[n + 1 :] if pieces else self.flowables[n:]
            return self.flowables[:n] + pieces[:1], rest
        return self.flowables, []

    def _begun(self, flowables: list[Any], width: float, height: float) -> list[Any]:
        """The flowables, the first of them split if it is longer than the height itself."""
        if not flowables or flowables[0].wrap(width, 1e6)[1] <= height + FUZZ:
            return flowables
        pieces = self._pieces(flowables[0], width, height)
        return [*pieces, *flowables[1:]] if pieces else []

    def _pieces(self, flowable: Any, width: float, height: float) -> list[Any]:
        """The flowable split at the height; nothing when it cannot be."""
        if height <= 0:
            return []
        flowable._frame = getattr(self, "_frame", None)
        pieces = list(flowable.split(width, height))
        del flowable._frame
        fits = len(pieces) > 1 and pieces[0].wrap(width, height)[1] <= height + FUZZ
        return pieces if fits else []


class Together(Stack):
    """What stays together on one page, if one page can hold it."""

    def getSpaceBefore(self) -> float:
        return APART

    def split(self, width: float, height: float) -> list[Any]:
        return self._begun(list(following(self.flowables)), width, height) if at_top(self) else []


class Following(Stack):
    """Headings, captions and the like, and what they are never parted from."""

    def split(self, width: float, height: float) -> list[Any]:
        feet, _ = self._lay_out(width)
        n = next((n for n, foot in enumerate(feet) if foot > height + FUZZ), len(feet) - 1)
        if n:
            # whatever goes over the end of the page: the last, or a long paragraph before it
            above, over = self.flowables[n - 1 : n + 1]
            gap = max(above.getSpaceAfter(), over.getSpaceBefore())
            pieces = self._pieces(over, width, height - feet[n - 1] - gap)
            if pieces:
                rest = [*pieces[1:], *self.flowables[n + 1 :]]
                return [Stack([*self.flowables[:n], pieces[0]]), _as_one(rest)]
        return self._begun(self.flowables, width, height) if at_top(self) else []


def following(flowables: Iterable[Any]) -> Iterator[Any]:
    """The flowables, each row that is kept with what comes next as one."""
    held: list[Any] = []
    for flowable in flowables:
        if held and isinstance(flowable, ActionFlowable):
            yield _as_one(held)
            held = []
        held.append(flowable)
        if not flowable.getKeepWithNext():
            yield _as_one(held)
            held = []
    if held:
        yield _as_one(held)


def _as_one(held: Sequence[Any]) -> Any:
    return held[0] if len(held) == 1 else Following(held)
