"""What still waits for the author: said to be so in a draft, told in check, and never published.

There are two kinds: a paragraph of a new folder that nobody has written over ("Write here ..."),
and a part of the layout for which nothing was written, where the draft says so (`empty`) and the
public edition has words that are true of the report as it stands (`empty_public`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from briefing.layout.plan import HeaderRow, Layout, Part
from briefing.problems import Place, Problem
from briefing.reading.commentary import FOLDER, Commentary
from briefing.reading.folder import ReportFolder

UNWRITTEN = "write here"    # how the paragraphs of a new folder begin


def placeholder_problems(layout: Layout, report: ReportFolder, edition: str) -> Iterator[Problem]:
    """A warning for each paragraph that is to be written over, and for each part without one."""
    written: set[str] = set()
    for own in report.commentary:
        if not own.is_for(edition):
            continue
        if is_unwritten(own):
            yield Problem(own.source, f"it still says “{own.texts[0]}”",
                          "Write your own words in its place; the public edition leaves it out.",
                          warning=True)
        else:
            written.add(own.place)
    for waits in _waiting(layout):
        if waits.place not in written:
            yield Problem(
                Place(f"{FOLDER}/{waits.place}.md"),
                f"there is no such file, and the layout '{report.settings.report.layout}' has a "
                f"part for it: “{waits.empty}”",
                "Write it, even if it is only “None.”.", warning=True)


def ready_for(edition: str, layout: Layout, report: ReportFolder) -> tuple[Layout, ReportFolder]:
    """The layout and the report as the edition may have them: without placeholders in the public.
    """
    if edition != "public":
        return layout, report
    sections = tuple(dataclasses.replace(section, part=tuple(map(_part, section.part)))
                     for section in layout.section)
    commentary = tuple(own for own in report.commentary if not is_unwritten(own))
    return (dataclasses.replace(layout, section=sections),
            dataclasses.replace(report, commentary=commentary))


def is_unwritten(own: Commentary) -> bool:
    """Whether the paragraph is one of a new folder, which is to be written over."""
    return own.texts[0].casefold().startswith(UNWRITTEN)


def _waiting(layout: Layout) -> Iterator[Part | HeaderRow]:
    yield from (part for part in layout.parts if part.place and part.empty_public)
    yield from (row for row in layout.rows if row.place and row.empty_public)


def _part(part: Part) -> Part:
    rows = tuple(dataclasses.replace(row, empty=row.empty_public or row.empty) for row in part.row)
    return dataclasses.replace(part, empty=part.empty_public or part.empty, row=rows)
