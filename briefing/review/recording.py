"""Whether what an edited file says was written in it is what the report says."""

from __future__ import annotations

from dataclasses import dataclass

from briefing import __version__
from briefing.prepared import Prepared, shelf_files
from briefing.reading.word.edited import EditedFile
from briefing.revision.recorded import Misrecorded, misrecorded
from briefing.revision.standing import Standing
from briefing.revision.versions import short
from briefing.writers.manifest import inputs_hash

SHOWN = 3           # places that are named of those that differ


@dataclass(frozen=True, slots=True)
class Recording:
    """The places of which a file says that something else was written than the report has now.

    `current` tells that the file says it was built from the figures and words of today: then there
    can be no such place, unless its record was changed.
    """

    places: tuple[Misrecorded, ...]
    current: bool

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


def recording(edited: EditedFile, prepared: Prepared) -> Recording:
    """The file's record held to the report of its edition as it is now, with its edits or without.
    """
    name = edited.run.get("edition", "") or "private"
    standings = []
    for edition in prepared.editions:
        if edition.name == name:
            composed = edition.composed
            standings.append(Standing(composed.document, composed.narration, edition.findings))
            if edition.revised is not None:
                standings.append(edition.revised.before)
    current = edited.run.get("inputs", "") == inputs_hash(
        prepared.report, shelf_files(prepared)) and edited.run.get("version") == __version__
    return Recording(misrecorded(edited.anchors, standings) if standings else (), current)
