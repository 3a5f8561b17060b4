"""A drawing of a page read back: where its points lie, as values of its axis.

A drawing tells by its coordinates what its words keep: a point at a height is a figure, to the
precision of the coordinate. The marks of the axis say which height is which value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from briefing.attack.charts import number_of

Point = tuple[float, float]
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
# What is drawn of an indicator's own figures, and of those beside it.
OWN = ("main", "points", "hollow-points", "area", "own-area", "hollow-own-area",
       "spark", "spark-end", "hollow-spark-end")
BESIDE = re.compile(r"(?:light-)?(?:comparator-[a-z]|earlier|last-year|limit|average|target)"
                    r"|last-year-points")
NEAR = 0.2          # units along: what lies nearer to a point stands under it
BASELINE = 4.4      # units from a mark's baseline up to the line of the grid that it is of
MULTIPLES = {"k": 1_000, "m": 1_000_000}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words in a drawing, and where they stand."""

    words: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Place:
    """A value that is drawn: how far the coordinate can be off, and where it stands along.

    `own` tells whether it is the indicator's own, `along` is where it stands along the other axis.
    """

    value: float
    slack: float
    own: bool
    along: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing: its words for who cannot see it, the row that it is in, its marks and lines.

    `lines` hold each path's class with its runs of points, `shapes` the runs of filled ones.
    """

    said: str
    row: str
    small: bool
    marks: tuple[Mark, ...]
    lines: tuple[tuple[str, tuple[tuple[Point, ...], ...]], ...]
    shapes: tuple[tuple[Point, ...], ...]
    height: float

    @property
    def texts(self) -> list[str]:
        """Its words in the order in which they stand in the file."""
        return [mark.words for mark in self.marks]

    def labels(self) -> list[Mark]:
        """The marks along its foot, from left to right: the names of months."""
        foot = max((mark.y for mark in self.marks), default=0.0)
        return sorted((m for m in self.marks if abs(m.y - foot) < 0.2), key=lambda m: m.x)

    def places(self) -> Iterator[Place]:
        """Every value that is drawn, as the marks of the axis tell it; none without an axis."""
        runs = dict(self.lines)
        grid = [run for run in runs.get("grid", ()) if len(run) > 1]
        floors = [run for run in runs.get("baseline", ()) if len(run) > 1]
        along = 1 if grid and not _is_level(grid[0]) else 0     # the axis of what is no value
        across = 1 - along
        known = [*grid, *floors] if along == 0 else [
            *grid, *(run for run in floors if not _is_level(run))]
        if not known:
            return
        start, end = known[0][0][along], known[0][1][along]
        start, end = min(start, end), max(start, end)
        scales = _scales(_ticks(self.marks, [run[0][across] for run in known], along, start),
                         [run[0][across] for run in floors] if along == 0 else [])
        middles = [(run[0][along] + run[2][along]) / 2 for run in self.shapes if len(run) > 3]
        middles += [p[along] for name, some in self.lines if name in OWN for run in some
                    for p in run]
        for name, some in self.lines:
            own = name.split()[0] in OWN
            if not own and not BESIDE.fullmatch(name.split()[0]):
                continue
            for run in some:
                for n, point in enumerate(run):
                    if not start - 0.2 <= point[along] <= end + 0.2:
                        continue        # the key of a label beside the plot
                    if own or any(abs(point[along] - middle) < NEAR for middle in middles):
                        off = 0.0 if own else NEAR * _steep(run, n, along)
                        yield from _valued(point[across], scales, own, point[along], off)
        for run in self.shapes:
            if len(run) > 3:
                ends = [run[0][across], run[1][across] if along == 0 else run[2][across]]
                for scale in _of(ends[1], scales):
                    long = abs(ends[1] - ends[0]) * abs(scale.step)
                    yield Place(long, 2 * scale.slack, True, (run[0][along] + run[2][along]) / 2)


@dataclass(frozen=True, slots=True)
class _Scale:
    """An axis: value = step * coordinate + nought, between two coordinates."""

    step: float
    nought: float
    low: float
    high: float

    @property
    def slack(self) -> float:
        return 0.11 * abs(self.step)


def _ticks(marks: Sequence[Mark], lines: Sequence[float], along: int, start: float
           ) -> list[tuple[float, float]]:
    """(coordinate, value) of each mark that stands by a line of the grid; `start` is its left."""
    made = []
    for mark in marks:
        if along == 0 and mark.x > start:
            continue        # words beside the plot
        try:
            value = float(number_of(mark.words)) * MULTIPLES.get(mark.words[-1:], 1)
        except ValueError:
            continue
        at = mark.y - BASELINE if along == 0 else mark.x
        near = min(lines, key=lambda line: abs(line - at))
        if abs(near - at) <= 1.0:
            made.append((near, value))
    return made


def _scales(ticks: Sequence[tuple[float, float]], floors: Sequence[float]) -> list[_Scale]:
    """The axes that the marks make, one over each floor."""
    groups: dict[float, list[tuple[float, float]]] = {}
    for at, value in ticks:
        floor = min((f for f in floors if f >= at - 0.2), default=max(floors, default=0.0))
        groups.setdefault(floor, []).append((at, value))
    made = []
    for group in groups.values():
        (first, low), (last, high) = min(group, key=lambda t: t[1]), max(group, key=lambda t: t[1])
        if first != last:
            step = (high - low) / (last - first)
            made.append(_Scale(step, low - step * first, min(first, last), max(first, last)))
    return made


def _of(at: float, scales: Sequence[_Scale]) -> list[_Scale]:
    """The axis within which the coordinate lies, or the nearest."""
    return sorted(scales, key=lambda s: max(s.low - at, at - s.high, 0.0))[:1]


def _valued(at: float, scales: Sequence[_Scale], own: bool, along: float, off: float
            ) -> Iterator[Place]:
    for scale in _of(at, scales):
        yield Place(scale.step * at + scale.nought, scale.slack + off * abs(scale.step), own, along)


def _steep(run: Sequence[Point], number: int, along: int) -> float:
    """How steep a line is about a point: a dash may end a little before the point it runs to."""
    steep = 0.0
    for (one, other) in pairwise(run[max(number - 1, 0) : number + 2]):
        if one[along] != other[along]:
            steep = max(steep, abs((one[1 - along] - other[1 - along])
                                   / (one[along] - other[along])))
    return steep


def _is_level(run: Sequence[Point]) -> bool:
    return len(run) > 1 and abs(run[0][1] - run[-1][1]) < 0.05


# ── elements ────────────────────────────────────────────────────────────────────────────────────


def read_drawing(drawing: Any, said: str, row: str) -> Drawing:
    """The `svg` element read; `said` are its words, `row` those of the row that it stands in."""
    marks: list[Mark] = []
    lines: list[tuple[str, tuple[tuple[Point, ...], ...]]] = []
    shapes: list[tuple[Point, ...]] = []
    for each in drawing.iter():
        if each.tag == "text":
            marks.append(Mark("".join(each.itertext()), _length(each, "x"), _length(each, "y")))
        elif each.tag == "path":
            runs = tuple(tuple(run) for run in runs_of(each.get("d") or ""))
            name = each.get("class") or ""
            if name.startswith("fill-"):
                shapes += runs
            else:
                lines.append((name.replace(" hole", ""), runs))
    joined: dict[str, tuple[tuple[Point, ...], ...]] = {}
    for name, runs in lines:
        joined[name] = (*joined.get(name, ()), *runs)
    box = (drawing.get("viewbox") or drawing.get("viewBox") or "0 0 0 0").split()
    return Drawing(said, row, "spark" in (drawing.get("class") or ""), tuple(marks),
                   tuple(joined.items()), tuple(shapes), float(box[-1]))


def _length(each: Any, name: str) -> float:
    try:
        return float(each.get(name) or 0)
    except ValueError:
        return 0.0


def runs_of(path: str) -> Iterator[list[Point]]:
    """The points of each piece of a path, the ends of its curves among them."""
    tokens = _TOKEN.findall(path)
    run: list[Point] = []
    x = y = 0.0
    command, at = "", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        wants = ARGUMENTS.get(command.lower())
        if wants is None or (wants == 0 and at < len(tokens) and not tokens[at].isalpha()):
            break       # no path: what follows is not drawn either
        if len(tokens) - at < wants:
            break
        given = tokens[at : at + wants]
        if any(token.isalpha() for token in given):
            break
        numbers, at = [float(token) for token in given], at + wants
        relative = command.islower()
        match command.lower():
            case "z":
                continue
            case "h":
                x = x * relative + numbers[0]
            case "v":
                y = y * relative + numbers[0]
            case _:
                x, y = x * relative + numbers[-2], y * relative + numbers[-1]
        if command in "mM":
            if run:
                yield run
            run, command = [], "l" if relative else "L"
        run.append((x, y))
    if run:
        yield run
