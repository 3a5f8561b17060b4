"""A report folder to the report as it stands, or to what is wrong with it. No PDF is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefing.files import cannot_read
from briefing.prepared import Edition, Prepared, prepare
from briefing.problems import Place, Problem, ProblemsFound
from briefing.unchanged import Unchanged


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report is looked at: its folder, and what `build` would be told of it."""

    folder: Path
    period: str = ""
    edition: str = ""
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report that can be built, and each edition's page with its provenance, by its name."""

    prepared: Prepared
    pages: Mapping[str, bytes]
    at: datetime

    def edition(self, name: str) -> Edition:
        """The edition of that name, else the first."""
        every = self.prepared.editions
        return next((one for one in every if one.name == name), every[0])


@dataclass(frozen=True, slots=True)
class Renewal:
    """What the folder makes as it stands: a report, None where it has errors, and what is said."""

    report: Report | None
    problems: tuple[Problem, ...]


def renewed(wanted: Wanted, before: Unchanged | None = None) -> Renewal:
    """The folder read, found, said and laid out, and its pages written.

    With what was made `before`, what did not change is not made again.
    """
    from briefing.writers.html import html_file

    try:
        prepared = prepare(wanted.folder, wanted.period, wanted.edition, wanted.trusted,
                           before)
    except ProblemsFound as fault:
        return Renewal(None, fault.problems)
    except OSError as fault:        # a folder that goes while it is read
        return Renewal(None, (cannot_read(Place(str(wanted.folder)), fault),))
    drawings = before.drawings if before is not None else {}
    pages: dict[str, bytes] = {
        one.name: html_file(one.composed.document, provenance=True,
                            drawings=drawings.setdefault(one.name, {}))
        for one in prepared.editions}
    return Renewal(Report(prepared, pages, datetime.now()), prepared.warnings)
