"""Whether what an edited file says was written in it is what the report says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from briefing import __version__
from briefing.document import Chart
from briefing.prepared import Prepared, shelf_files
from briefing.reading.word.edited import Change, EditedFile, RecordedChart
from briefing.review.drawn import others
from briefing.revision.recorded import Misrecorded, misrecorded
from briefing.revision.standing import Standing
from briefing.revision.versions import short
from briefing.writers.manifest import inputs_hash
from briefing.writers.word.lines import axis_words, plotted, values_of

SHOWN = 3           # places that are named of those that differ
OTHER_PICTURE = "the picture in its place is not the chart that the report draws."
PICTURE_REMEDY = ("Put the report’s own back, and a picture of your own beside it; what a chart "
                  "shows is changed in the data.")


@dataclass(frozen=True, slots=True)
class Recording:
    """The places of which a file says that something else was written than the report has now.

    `current` tells that the file says it was built from the figures and words of today: then there
    can be no such place, unless its record was changed. `pictures` are the charts in whose place
    another picture was put than the one that was written, which the report does not draw.
    """

    places: tuple[Misrecorded, ...]
    current: bool
    pictures: frozenset[str] = frozenset()

    @property
    def altered(self) -> bool:
        """Whether the file's record was changed by hand."""
        return self.current and bool(self.places)

    def told(self) -> str:
        """Some of the places, with what the file says was written, and what the report says."""
        told = "; ".join(
            f"{one.anchor}: ‘{short(one.recorded)}’" + (
                f", and the report says ‘{short(one.now)}’" if one.now else "")
            for one in self.places[:SHOWN])
        more = len(self.places) - SHOWN
        return f"{told}; and {more} more" if more > 0 else told

    def is_change(self, change: Change) -> bool:
        """Whether a change is one: a chart's picture that a program saved anew is none."""
        return not is_of_picture(change) or change.anchor in self.pictures


def is_of_picture(change: Change) -> bool:
    """Whether another picture stands in the place of a chart that was written as one."""
    return change.kind == "reworded" and change.block == "chart"


def recording(edited: EditedFile, prepared: Prepared) -> Recording:
    """The file's record held to the report of its edition as it is now, with its edits or without.
    """
    name = edited.run.get("edition", "") or "private"
    standings = []
    for edition in prepared.editions:
        if edition.name == name:
            composed = edition.composed
            before = edition.revised.before if edition.revised is not None else None
            if before is None or before.document is not composed.document:
                standings.append(Standing(composed.document, composed.narration, edition.findings))
            if before is not None:
                standings.append(before)
    now = inputs_hash(prepared.report_of(name), shelf_files(prepared))
    current = edited.run.get("inputs", "") == now and edited.run.get("version") == __version__
    strange = others(edited, prepared)
    replaced = {change.anchor for change in edited.changes if is_of_picture(change)}
    # the record says of these that they were written so
    believed = (Misrecorded(anchor, "a picture", "another picture")
                for anchor in sorted(strange - replaced))
    places = (*misrecorded(edited.anchors, standings), *_charts(edited.charts, standings),
              *believed) if standings else ()
    return Recording(places, current, strange & replaced)


def _charts(charts: Iterable[RecordedChart], standings: Sequence[Standing]
            ) -> Iterator[Misrecorded]:
    """The charts of which the file says what none of these draws: each by its first such value."""
    for recorded_chart in charts:
        chart = replace(recorded_chart, picture=None)
        drawn = [_drawn(chart, place.block, standing) for standing in standings
                 if (place := standing.anchors.get(chart.anchor)) is not None
                 and isinstance(place.block, Chart)]
        if chart in drawn:
            continue
        if not drawn:
            yield Misrecorded(chart.anchor, chart.alt, "")
            continue
        (what, recorded), (name, now) = next(
            pair for pair in zip_longest(_said(chart), _said(drawn[0]), fillvalue=("", ""))
            if pair[0] != pair[1])
        yield Misrecorded(f"{chart.anchor}, {what or name}", recorded, now)


def _drawn(chart: RecordedChart, block: Chart, standing: Standing) -> RecordedChart:
    """What the record would have of a chart as the report draws it now."""
    if chart.drawn:
        return RecordedChart(chart.anchor, block.alt, drawn=True)
    return RecordedChart(chart.anchor, block.alt, axis_words(block.spec), tuple(
        (one.heading, values_of(one))
        for one in plotted(block.spec, standing.document.look.palette)))


def _said(chart: RecordedChart) -> Iterator[tuple[str, str]]:
    """Everything that a chart says, each with what it is of."""
    for name, values in chart.series:
        for n, value in enumerate(values):
            place = " ".join(chart.axis[n].split()) if n < len(chart.axis) else ""
            yield f"{name or 'figures'}, {place}, value {n + 1}", value
    for n, place in enumerate(chart.axis, 1):
        yield f"place {n} of the axis", place
    yield "alternative words", chart.alt
