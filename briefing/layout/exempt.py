"""The marking of a private edition: by which paragraph of Schedule 12A it is exempt, and its words.

A report may be kept from the public only as exempt information of a stated description, so an
edition is never marked NOT FOR PUBLICATION without its paragraph.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from briefing.layout.plan import Layout
from briefing.problems import Place, Problem
from briefing.reading.settings import FILE, Report

PLACE = Place(FILE, column="report.exempt_paragraph")


@cache
def schedule() -> dict[str, dict[str, str]]:
    """The paragraphs by their numbers, each with its wording and what it is about in short."""
    text = files(__package__).joinpath("schedule_12a.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def marked_exempt(layout: Layout, report: Report, edition: str) -> bool:
    """Whether the edition carries the marking and its paragraph."""
    return edition != "public" and layout.exempt_marking != "never" and bool(
        report.exempt_paragraph)


def marking(layout: Layout, report: Report, edition: str) -> str:
    """What stands on every page of the edition, "" when nothing does."""
    if edition == "public":
        return ""
    exempt = marked_exempt(layout, report, edition)
    return layout.words.marking_exempt if exempt else layout.words.marking_private


def statement(words: str, report: Report) -> str:
    """The words of the layout with the paragraph's number and what it says."""
    return words.format(paragraph=report.exempt_paragraph,
                        description=schedule()[report.exempt_paragraph]["wording"])


def exempt_problems(layout: Layout, report: Report, edition: str) -> Iterator[Problem]:
    """A problem when the paragraph is none of the seven, or the marking needs one."""
    given = report.exempt_paragraph
    known = ", ".join(f"{number} {one['short']}" for number, one in schedule().items())
    if given and given not in schedule():
        yield Problem(PLACE, f"'{given}' is none of the seven paragraphs of Part 1 of Schedule 12A "
                      "to the Local Government Act 1972.", f"Give one number: {known}.")
    elif not given and edition != "public" and layout.exempt_marking == "always":
        yield Problem(PLACE, f"the layout '{report.layout}' marks its private edition "
                      f"{layout.words.marking_exempt}, and that takes the paragraph of Schedule "
                      "12A by which it is exempt.",
                      f'Give it, such as exempt_paragraph = "2", or build the public edition. '
                      f"They are {known}.")
