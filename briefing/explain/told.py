"""Whatever can be asked of a report: an indicator, a statement or a fact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefing.document import Text, blocks, inlines
from briefing.explain.fact import fact_explained, withheld_explained
from briefing.explain.indicator import indicator_explained
from briefing.explain.lines import Explanation
from briefing.explain.statement import statement_explained
from briefing.facts import FactId
from briefing.narrative.sentence import Figure
from briefing.prepared import Edition, Prepared, prepare
from briefing.problems import Place, Problem, ProblemsFound, did_you_mean

ASKED = Place("INDICATOR")


def explained(folder: Path, asked: str, period: str = "", trusted: bool = False) -> Iterator[str]:
    """The explanation, line by line; raises ProblemsFound for what the report does not have."""
    prepared = prepare(folder, period, trusted=trusted)
    yield from explanation(prepared, prepared.editions[0], asked).told()


def explanation(prepared: Prepared, edition: Edition, asked: str) -> Explanation:
    """What there is to know of an indicator, a statement ("/" in its id) or a fact (":").

    Raises ProblemsFound for what the edition does not have.
    """
    narration = edition.composed.narration
    if "/" in asked and ":" not in asked:
        every = {**{s.id: s for s in narration.candidates}, **narration.statements}
        if asked not in every:
            raise ProblemsFound([Problem(ASKED, f"there is no statement '{asked}'.",
                                         did_you_mean(asked, every)
                                         or "briefing explain INDICATOR names those of one.")])
        return statement_explained(prepared, edition, every[asked])
    if ":" in asked:
        return _figure(prepared, edition, asked)
    if asked not in prepared.report.dictionary:
        names = [one.id for one in prepared.report.dictionary.indicators]
        raise ProblemsFound([Problem(
            ASKED, f"there is no indicator '{asked}'.",
            did_you_mean(asked, names) or "Its id stands in the table Indicators.")])
    return indicator_explained(prepared, edition, asked)


def _figure(prepared: Prepared, edition: Edition, asked: str) -> Explanation:
    """A printed figure by its identity, or the mark that stands in its place."""
    mark = ""
    for block in blocks(edition.composed.document):
        for inline in inlines(block):
            if isinstance(inline, Figure) and inline.fact.id == asked:
                return fact_explained(prepared, edition, inline.fact, inline.text)
            if isinstance(inline, Text) and inline.instead_of == asked:
                mark = inline.text
    identity = FactId.parse(asked)
    finding = edition.findings.by_indicator.get(identity.indicator) if identity else None
    if identity is not None and finding is not None:
        fact = finding.facts.get(identity.role)
        if fact is not None and fact.id == asked:
            return fact_explained(prepared, edition, fact)
        if mark:
            return withheld_explained(prepared, edition, identity, mark)
    raise ProblemsFound([Problem(
        ASKED, f"there is no figure '{asked}' in the {edition.name} edition.",
        "Its identity stands in figures.csv.")])
