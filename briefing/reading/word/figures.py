"""The figures of a chart as they stand in a Word file, compared with those that were written.

A chart holds its figures twice: beside its drawing, and in a workbook inside it. Word changes both
when an author edits them; other programs one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import zip_longest
from zipfile import BadZipFile

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from briefing.reading.word.drawings import C
from briefing.reading.word.edited import Change, Run
from briefing.reading.word.habits import plain, same
from briefing.reading.word.parts import Parts, relations_of, target_of
from briefing.reading.word.written import WrittenChart, WrittenSeries, sum_of

DIGITS = 9      # that a program keeps of a figure which it saves again


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a chart shows: the places of its axis, and its series in their order."""

    axis: tuple[str, ...] = ()
    series: tuple[WrittenSeries, ...] = ()


def drawn_in(tree: etree._Element) -> Drawn:
    """What stands beside the drawing."""
    found: dict[int, tuple[tuple[str, ...], WrittenSeries]] = {}
    for n, one in enumerate(tree.iter(f"{C}ser")):
        order = one.find(f"{C}order")
        at = int(order.get("val", n)) if order is not None else n
        axis, values = one.find(f"{C}cat"), one.find(f"{C}val")
        if values is None:
            values = one.find(f"{C}xVal")       # of dots along a line
        name = one.find(f"{C}tx")
        title = "".join(v.text or "" for v in name.iter(f"{C}v")) if name is not None else ""
        found[at] = _cached(axis), WrittenSeries(title, _cached(values))
    ordered = [found[at] for at in sorted(found)]
    return Drawn(max((axis for axis, _ in ordered), key=len, default=()),
                 tuple(series for _, series in ordered))


def _cached(held: etree._Element | None) -> tuple[str, ...]:
    if held is None:
        return ()
    points = {int(point.get("idx", 0)): point.findtext(f"{C}v") or ""
              for point in held.iter(f"{C}pt")}
    count = next(held.iter(f"{C}ptCount"), None)
    size = int(count.get("val", 0)) if count is not None else 0
    return tuple(points.get(n, "") for n in range(max(size, max(points, default=-1) + 1)))


def drawn_in_workbook(content: bytes) -> Drawn | None:
    """What the workbook holds; None where it cannot be read."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, BadZipFile, ValueError, IndexError):
        return None
    if not rows:
        return Drawn()
    return Drawn(tuple(str(row[0]) for row in rows[1:]), tuple(
        WrittenSeries(str(rows[0][n]), tuple(
            _number(row[n]) if n < len(row) else "" for row in rows[1:]))
        for n in range(1, len(rows[0]))))


def _number(cell: object) -> str:
    return f"{cell:.12g}" if isinstance(cell, float) else str(cell)


def fingerprint(drawn: Drawn | WrittenChart) -> tuple[object, ...]:
    """What tells a chart from others: its series by their names, and their figures."""
    return tuple(sorted((plain(series.name), tuple(str(_rounded(text)) for text in series.values))
                        for series in drawn.series))


@lru_cache(maxsize=4096)        # the same figure stands in the file, its workbook and the record
def _rounded(text: str) -> Decimal | str:
    try:
        number = Decimal(text)
        return number.normalize() if not number else +Decimal(f"{number:.{DIGITS}g}").normalize()
    except InvalidOperation:
        return text.strip()


def workbook_of(parts: Parts, chart: str) -> bytes | None:
    """The workbook inside a chart's part; None where it has none."""
    where = relations_of(chart)
    if where not in parts.blobs:
        return None
    for one in parts.read(where):
        if one.get("Type", "").endswith("/package") and one.get("TargetMode") != "External":
            return parts.blobs.get(target_of(chart, one.get("Target", "")))
    return None


def chart_changes(written: WrittenChart, beside: Drawn, workbook: bytes | None
                  ) -> Iterator[Change]:
    """The points, names and places that read otherwise, in the drawing or else in the workbook."""
    changed = dict(_differences(written, beside))
    if workbook is not None and sum_of(workbook) != written.book:
        inside = drawn_in_workbook(workbook)
        if inside is not None and inside.series:
            for place, change in _differences(written, inside):
                changed.setdefault(place, change)
    yield from (change for _, change in sorted(changed.items()))


def _differences(written: WrittenChart, now: Drawn) -> Iterator[tuple[tuple[int, int], Change]]:
    for n, (ours, theirs) in enumerate(zip_longest(written.axis, now.axis, fillvalue=""), 1):
        if now.axis and not same(ours.replace("\n", " "), theirs.replace("\n", " ")):
            yield (n, 0), _change(written, n, 0, ours, theirs, "", ours or theirs)
    for m, (one, other) in enumerate(_series(written.series, now.series), 1):
        if not same(one.name, other.name) and other.name:
            yield (0, m), _change(written, 0, m, one.name, other.name, one.name, "")
        values = zip_longest(one.values, other.values, fillvalue="")
        for n, (before, after) in enumerate(values, 1):
            if _rounded(before) != _rounded(after):
                place = written.axis[n - 1] if n <= len(written.axis) else ""
                yield (n, m), _change(written, n, m, before, after, one.name or other.name, place)


def _series(ours: Sequence[WrittenSeries], theirs: Sequence[WrittenSeries]
            ) -> Iterator[tuple[WrittenSeries, WrittenSeries]]:
    """The series in pairs: by their names, then by their places; some programs order them anew."""
    free = list(theirs)
    pairs: dict[int, WrittenSeries] = {}
    for n, one in enumerate(ours):
        named = next((other for other in free if same(one.name, other.name)), None)
        if named is not None:
            pairs[n] = named
            free.remove(named)
    for n, one in enumerate(ours):
        if n not in pairs:
            pairs[n] = free.pop(0) if free else WrittenSeries("", ())
        yield one, pairs[n]
    for other in free:
        yield WrittenSeries("", ()), other


def _change(written: WrittenChart, row: int, column: int, before: str, after: str, series: str,
            place: str) -> Change:
    return Change("chart", "chart", anchor=written.id, at=(row, column), row=place,
                  column=series, before=(Run(before),) if before else (),
                  after=(Run(after),) if after else ())


def known_charts(written: Mapping[int, WrittenChart], standing: Mapping[int, tuple[Drawn, str]]
                 ) -> dict[int, int]:
    """Which charts are known by their figures, else by their alt text: part by piece."""
    made: dict[int, int] = {}
    for by_figures in (True, False):
        ours: dict[object, list[int]] = {}
        theirs: dict[object, list[int]] = {}
        for n, chart in written.items():
            if n not in made:
                key: object = fingerprint(chart) if by_figures else chart.alt
                ours.setdefault(key, []).append(n)
        for m, (drawn, alt) in standing.items():
            if m not in made.values():
                key = fingerprint(drawn) if by_figures else alt
                theirs.setdefault(key, []).append(m)
        for key, numbers in ours.items():
            if key and len(numbers) == len(theirs.get(key, ())):
                made |= dict(zip(numbers, theirs[key], strict=True))
    return made
