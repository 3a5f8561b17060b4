"""A report folder to the report as it stands, or to what is wrong with it. No PDF is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefing.areas.asked import Options, has_areas
from briefing.areas.view import View, Views, at_home
from briefing.files import cannot_read
from briefing.prepared import Edition, Prepared, prepare
from briefing.problems import Place, Problem, ProblemsFound
from briefing.unchanged import Unchanged


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report is looked at: its folder, and what `build` would be told of it.

    `area` is the one of many that it is of; "" is the first of a folder that has some.
    """

    folder: Path
    period: str = ""
    edition: str = ""
    trusted: bool = False
    area: str = ""

    @property
    def options(self) -> Options:
        """The same for the commands of areas."""
        return Options(self.period, self.edition, trusted=self.trusted)


@dataclass(frozen=True, slots=True)
class Report:
    """A report that can be built, and each edition's page with its provenance, by its name.

    `view` is where it was read, where it is that of an area.
    """

    prepared: Prepared
    pages: Mapping[str, bytes]
    at: datetime
    view: View | None = None

    def edition(self, name: str) -> Edition:
        """The edition of that name, else the first."""
        every = self.prepared.editions
        return next((one for one in every if one.name == name), every[0])


@dataclass(frozen=True, slots=True)
class Renewal:
    """What the folder makes as it stands: a report, None where it has errors, and what is said."""

    report: Report | None
    problems: tuple[Problem, ...]


def renewed(wanted: Wanted, before: Unchanged | None = None, views: Views | None = None
            ) -> Renewal:
    """The folder read, found, said and laid out, and its pages written.

    With what was made `before`, what did not change is not made again. `views` are those of a
    folder of areas; without them such a folder is refused.
    """
    from briefing.writers.html import html_file

    view: View | None = None
    try:
        if views is not None and (wanted.area or has_areas(wanted.folder)):
            view = views.view(wanted.area, wanted.options)
        with at_home(view):
            prepared = prepare(view.path if view is not None else wanted.folder, wanted.period,
                               wanted.edition, wanted.trusted, unchanged=before,
                               given=view.given if view is not None else None)
    except ProblemsFound as fault:
        return Renewal(None, fault.problems)
    except OSError as fault:        # a folder that goes while it is read
        return Renewal(None, (cannot_read(Place(str(wanted.folder)), fault),))
    drawings = before.drawings if before is not None else {}
    pages: dict[str, bytes] = {
        one.name: html_file(one.composed.document, provenance=True,
                            drawings=drawings.setdefault(one.name, {}))
        for one in prepared.editions}
    said = prepared.warnings
    if view is not None:
        said = (*view.said, *view.opened.at_home(view.area, said))
    return Renewal(Report(prepared, pages, datetime.now(), view), said)
