"""Everything that is said, with its rules, thresholds, facts and source, as a CSV file."""

from __future__ import annotations

from briefing.narrative.narration import Narration, Statement
from briefing.spreadsheets import csv_file

HEAD = ("id", "indicator", "kind", "text", "moves", "rules", "thresholds", "facts", "weight",
        "chosen", "left_out", "source")


def sentences_file(narration: Narration) -> bytes:
    """A row a statement in the order of the narration, then one a candidate that was left out.

    `indicator` names those that it tells of, or the service area or place that it is about; several
    entries in a cell are parted by spaces.
    """
    return csv_file(HEAD, map(_cells, (*narration.statements.values(), *narration.candidates)))


def _cells(statement: Statement) -> tuple[object, ...]:
    return (statement.id, " ".join((statement.about, *statement.also)), statement.kind,
            statement.text, " ".join(statement.moves), " ".join(statement.rules),
            " ".join(statement.thresholds), " ".join(fact.id for fact in statement.facts),
            statement.weight, statement.because, statement.left_out, statement.source)
