"""The page with its provenance as one file, for who reviews without installing anything.

Of the private edition alone: it holds every cell that the report is made of.
"""

from __future__ import annotations

from briefing.document import blocks, statements_of
from briefing.explain import Sources, explanation
from briefing.prepared import Edition, Given, Prepared, prepare
from briefing.preview import pages
from briefing.preview.renewing import Wanted
from briefing.problems import Place, Problem, ProblemsFound
from briefing.writers.html import html_file


def once_file(wanted: Wanted, given: Given | None = None) -> bytes:
    """The file, of the area of many that something is `given`; raises ProblemsFound where the
    report cannot be built, or is not private."""
    prepared = prepare(wanted.folder, wanted.period, "private", wanted.trusted, given=given)
    if (wanted.edition or prepared.report.settings.report.edition) == "public":
        raise ProblemsFound([Problem(
            Place("--once"), "a page with its provenance holds what the public edition withholds.",
            "Say --edition private: the file is of the private edition, and not to be "
            "circulated.")])
    edition = prepared.editions[0]
    if edition.policy is not None:
        raise ProblemsFound([Problem(
            Place("--once"), "a page with its provenance holds what the private edition withholds "
            "too.", "See it with `briefing preview` alone; or take \"private\" out of "
            "disclosure.editions in report.toml.")])
    settings = prepared.report.settings.report
    return pages.once(settings.title, "private",
                      html_file(edition.composed.document, provenance=True),
                      answers(prepared, edition), prepared.warnings,
                      f"Private edition, {prepared.report.period.full}: not to be circulated")


def answers(prepared: Prepared, edition: Edition) -> dict[str, object]:
    """What is to be known of everything that can be asked of an edition, by its id."""
    sources = Sources(prepared, edition)
    asked = dict.fromkeys((*(name for block in blocks(edition.composed.document)
                             for name in statements_of(block)), *sources.printed, *sources.marks))
    asked |= dict.fromkeys(one.id for one in prepared.report.dictionary.indicators)
    return {name: pages.answer(explanation(sources, name)) for name in asked}
