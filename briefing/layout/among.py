"""How an area's figure stands among those of the other areas: the note under its chart."""

from __future__ import annotations

from decimal import Decimal
from string import Formatter

from briefing import amounts
from briefing.facts import Fact
from briefing.findings import Finding
from briefing.indicators import AREAS_RANK, Among
from briefing.layout.material import Material, cell_figure
from briefing.narrative.sentence import Figure, Piece, Pieces
from briefing.problems import listed

NAMED = 3       # areas of one figure that are named


def standing_among(finding: Finding, material: Material) -> Pieces:
    """Rank, quartile, the distance from the median, the highest and lowest; () where an area's
    figure is not set among others'."""
    among = material.report.among.get(finding.indicator.id)
    words = material.layout.words
    if among is None or not words.among_areas or "current" not in finding.facts:
        return ()
    note = Note(finding, among)
    note.add(words.among_areas, of=note.number("areas_count", among.of), plural=among.plural,
             period_full=among.period)
    if among.rank:
        first = words.among_highest if among.highest_first else words.among_lowest
        note.add(words.among_rank, first=first, rank=Figure(
            amounts.in_order(among.rank), note.fact(AREAS_RANK, Decimal(among.rank), 0, "count")))
        if among.tied:
            note.add(words.among_tied, tied=note.number("areas_tied", among.tied))
        if among.quartile:
            note.add(words.among_quartile, quartile=Figure(
                amounts.in_order(among.quartile),
                note.fact("areas_quartile", Decimal(among.quartile), 0, "count")))
    else:
        note.add(words.among_few)
    if among.rank:
        _median(note, among, material)
    averages = [(name, finding.facts[name]) for name in material.comparators
                if name in finding.facts and name in finding.comparators
                and finding.comparators[name].kind == "among"]
    for n, (name, fact) in enumerate(averages):
        note.add(words.among_of if n else words.among_average, name=finding.comparators[name].said,
                 average=cell_figure(finding, fact))
    note.add(words.among_ends, high=note.figure("areas_highest", among.highest[0]),
             high_areas=named(among.highest[1]), low=note.figure(
                 "areas_lowest", among.lowest[0]), low_areas=named(among.lowest[1]))
    if among.withheld or among.missing:
        note.add(words.among_left_out, withheld=note.number("areas_withheld", among.withheld),
                 missing=note.number("areas_missing", among.missing))
    note.add("." if not averages else words.among_pooled if among.pooled else words.among_mean)
    return tuple(note.pieces)


def _median(note: Note, among: Among, material: Material) -> None:
    words = material.layout.words
    one = note.finding.indicator
    median = note.figure("areas_median", among.median)
    gap = among.own - among.median
    if not gap:
        note.add(words.among_median, median=median)
        return
    fact = note.fact("areas_median_gap", gap, one.decimals, one.unit)
    note.add(words.among_above if gap > 0 else words.among_below, median=median,
             gap=Figure(amounts.as_change(abs(gap), one.unit, one.decimals), fact))


def named(areas: tuple[str, ...]) -> str:
    """The areas, the first of many by name."""
    more = len(areas) - NAMED
    shown = [*areas[:NAMED], *([f"{amounts.cardinal(more)} more"] if more > 0 else [])]
    return listed(shown, "and")


class Note:
    """Words of the layout with facts in their slots."""

    def __init__(self, finding: Finding, among: Among) -> None:
        self.finding, self.among = finding, among
        self.pieces: list[Piece] = []

    def add(self, text: str, **slots: Piece) -> None:
        """Add the words."""
        for words, slot, _, _ in Formatter().parse(text):
            if words:
                self.pieces.append(words)
            if slot is not None:
                self.pieces.append(slots[slot])

    def fact(self, role: str, value: Decimal, decimals: int, unit: str) -> Fact:
        """A fact of the standing, of the figure's own period."""
        one = self.finding.indicator
        return Fact(one.id, role, self.among.period, value, decimals, unit)

    def figure(self, role: str, value: Decimal) -> Figure:
        """A figure of the indicator's own unit, as tables have it."""
        one = self.finding.indicator
        return cell_figure(self.finding, self.fact(role, value, one.decimals, one.unit))

    def number(self, role: str, count: int) -> Figure:
        """How many areas."""
        return Figure(amounts.number(Decimal(count), 0),
                      self.fact(role, Decimal(count), 0, "count"))
