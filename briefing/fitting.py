"""What a finished report would not fit, with the file that can mend it: for check as for build.

A writer knows the document alone; here its problems are told of the author's own files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefing.prepared import Edition, Prepared
from briefing.problems import Place, Problem
from briefing.reading.settings import FILE
from briefing.reading.unread import WORKBOOK

OF_THE_DOCUMENT = "the report"      # what writers call the place of their problems


def fitting_problems(prepared: Prepared) -> tuple[Problem, ...]:
    """Every problem that writing the editions would end in, in order of place."""
    from briefing.writers.pdf.fits import fit_problems

    found: dict[Problem, None] = {}
    for edition in prepared.editions:
        problems = fit_problems(edition.composed.document)
        found |= dict.fromkeys(mendable(problems, prepared, edition))
    return tuple(sorted(found))


def mendable(problems: Iterable[Problem], prepared: Prepared, edition: Edition) -> list[Problem]:
    """The writers' problems, at the places in the author's files that can mend them."""
    return [replace(problem, place=_place(problem.place, prepared, edition),
                    hint=problem.hint or "Mend it there.")
            if problem.place.file == OF_THE_DOCUMENT else problem for problem in problems]


def _place(place: Place, prepared: Prepared, edition: Edition) -> Place:
    settings = prepared.report.settings
    asked = settings.report
    match place.column:
        case "running_title":
            name = "running_title" if asked.running_title else "title"
            return Place(FILE, column=f"report.{name}")
        case "page_note":
            return Place(FILE, column="report.page_note")
        case "marking":
            exempt = bool(asked.exempt_paragraph) and edition.name != "public" and (
                prepared.layout.exempt_marking != "never")
            return Place(f"layouts/{asked.layout}.toml",
                         column=f"words.marking_{'exempt' if exempt else 'private'}")
    files = {source.file for source in prepared.report.sources}
    table = settings.files.indicators or next(
        (name for name in (settings.files.workbook, WORKBOOK, "indicators.csv") if name in files),
        FILE)
    name = next((one.id for one in prepared.report.dictionary.indicators
                 if place.column.endswith(f".{one.id}")), "")
    return Place(table, column=name)
