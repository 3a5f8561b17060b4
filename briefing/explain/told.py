"""Whatever can be asked of a report: an indicator, a statement or a fact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefing.explain.fact import fact_explained, withheld_explained
from briefing.explain.indicator import indicator_explained
from briefing.explain.lines import Explanation
from briefing.explain.sources import Sources
from briefing.explain.statement import statement_explained
from briefing.facts import FactId
from briefing.prepared import Given, prepare
from briefing.problems import Place, Problem, ProblemsFound, did_you_mean

ASKED = Place("INDICATOR")


def explained(folder: Path, asked: str, period: str = "", trusted: bool = False,
              given: Given | None = None) -> Iterator[str]:
    """The explanation, line by line, in the report of the folder or of the area that something is
    `given`; raises ProblemsFound for what the report does not have."""
    prepared = prepare(folder, period, trusted=trusted, given=given)
    yield from explanation(Sources(prepared, prepared.editions[0]), asked).told()


def explanation(sources: Sources, asked: str) -> Explanation:
    """What there is to know of an indicator, a statement ("/" in its id) or a fact (":").

    Raises ProblemsFound for what the edition does not have.
    """
    if "/" in asked and ":" not in asked:
        if asked not in sources.statements:
            raise ProblemsFound([Problem(ASKED, f"there is no statement '{asked}'.",
                                         did_you_mean(asked, sources.statements)
                                         or "briefing explain INDICATOR names those of one.")])
        return statement_explained(sources, sources.statements[asked])
    if ":" in asked:
        return _figure(sources, asked)
    if asked not in sources.report.dictionary:
        names = [one.id for one in sources.report.dictionary.indicators]
        raise ProblemsFound([Problem(
            ASKED, f"there is no indicator '{asked}'.",
            did_you_mean(asked, names) or "Its id stands in the table Indicators.")])
    return indicator_explained(sources, asked)


def _figure(sources: Sources, asked: str) -> Explanation:
    """A printed figure by its identity, or the mark that stands in its place."""
    printed = sources.printed.get(asked)
    if printed is not None:
        return fact_explained(sources, printed.fact, printed.text)
    identity = FactId.parse(asked)
    finding = sources.edition.findings.by_indicator.get(identity.indicator) if identity else None
    if identity is not None and finding is not None:
        fact = finding.facts.get(identity.role)
        if fact is not None and fact.id == asked:
            return fact_explained(sources, fact)
        if asked in sources.marks:
            return withheld_explained(sources, identity, sources.marks[asked])
    raise ProblemsFound([Problem(
        ASKED, f"there is no figure '{asked}' in the {sources.edition.name} edition.",
        "Its identity stands in figures.csv.")])
