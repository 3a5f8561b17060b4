"""How one indicator got its sentences: its cells, its figures, the rules that chose the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing import amounts
from briefing.amounts import SYMBOLS, Reason
from briefing.findings import Comparison, Finding
from briefing.narrative.narration import Statement
from briefing.narrative.weighing import Weight, weigh
from briefing.prepared import Prepared, prepare
from briefing.problems import Place, Problem, ProblemsFound, did_you_mean

CELLS_SHOWN = 13
PROVISIONAL = "provisional"


def explained(folder: Path, indicator: str, period: str = "", trusted: bool = False
              ) -> Iterator[str]:
    """The explanation, line by line; raises ProblemsFound for an unknown indicator."""
    prepared = prepare(folder, period, trusted=trusted)
    if indicator not in prepared.report.dictionary:
        names = [one.id for one in prepared.report.dictionary.indicators]
        raise ProblemsFound([Problem(
            Place("INDICATOR"), f"there is no indicator '{indicator}'.",
            did_you_mean(indicator, names) or "Its id stands in the table Indicators.")])
    finding = prepared.findings[indicator]
    yield f"{finding.indicator.title} ({indicator}), {prepared.report.period.full}"
    yield from _cells(prepared, finding)
    yield from _figures(finding)
    yield from _judgement(finding)
    yield from _weight(prepared, finding)
    yield from _statements(prepared, indicator)


def _cells(prepared: Prepared, finding: Finding) -> Iterator[str]:
    one = finding.indicator
    found = sorted((o for o in prepared.report.observations if o.indicator == one.id),
                   key=lambda o: o.month)
    yield "\nCells"
    if not found:
        yield f"  worked out from {one.numerator} and {one.denominator}"
    elif len(found) > CELLS_SHOWN:
        yield f"  ({len(found) - CELLS_SHOWN} earlier months)"
    for o in found[-CELLS_SHOWN:]:
        if o.value is None:
            shown = SYMBOLS[o.reason or Reason.MISSING]
        else:
            shown = amounts.in_cell(o.value, one.unit, one.decimals)
        if o.numerator is not None and o.denominator is not None:
            shown += f" = {o.numerator} / {o.denominator}"
        if o.provisional:
            shown += f" {o.marked or PROVISIONAL}"
        yield f"  {o.month}  {shown}  ({o.place})"


def _figures(finding: Finding) -> Iterator[str]:
    yield "\nFigures"
    for role, fact in finding.facts.items():
        if role == "change" or role.startswith("gap."):
            text = amounts.as_change(fact.value, fact.unit, fact.decimals)
        else:
            text = amounts.in_prose(fact.value, fact.unit, fact.decimals)
        yield f"  {role}  {text}  ({fact.period}; exactly {fact.value:f})"


def _judgement(finding: Finding) -> Iterator[str]:
    one = finding.indicator
    yield "\nJudgement"
    way = f" ({finding.progress})" if finding.progress != "none" else ""
    yield f"  direction of travel  {finding.direction or 'not known'}{way}"
    if finding.run is not None:
        yield f"  run  {finding.run.length.value} × {finding.run.direction}"
    for comparison in finding.on_month + finding.on_year:
        yield f"  against {comparison.role}  {_relation(comparison)}"
    tolerance = one.tolerance
    allowed = "none" if tolerance is None else f"{tolerance.size}{'%' * tolerance.relative}"
    judged = finding.judged.replace("_", " ")
    if finding.aim is not None:
        of = {"": "not plain", "year_to_date": "the year to date"}.get(
            finding.aim.of, f"the {finding.aim.of}")
        given = "as its row says" if finding.aim.target.of else "as its figures and kind tell"
        when = {"waits": "; it waits for the year's end", "pro_rata": "; its part pro rata counts",
                "unclear": "; it is not judged"}.get(finding.aim.standing, "")
        yield f"  target is of  {of} ({given}){when}"
    yield f"  rating  {finding.rating} (on the {judged}; tolerance {allowed}; " \
          f"better is {one.polarity})"


def _relation(comparison: Comparison) -> str:
    held = {True: "as last month", False: "which it was not last month",
            None: "last month not known"}[comparison.held]
    return f"{comparison.relation} by {comparison.gap.printed}, {held}"


def _weight(prepared: Prepared, finding: Finding) -> Iterator[str]:
    """What the indicator weighs and for what, and its rank in its service area and the report."""
    weights = prepared.book.file.weights
    everything = {f.indicator.id: weigh(f, weights) for f in
                  prepared.findings.by_indicator.values()}
    own = everything[finding.indicator.id]
    usual = "" if own.unusual is None else (
        f"; the latest change is {amounts.number(own.unusual, 1)} times the usual one")
    yield "\nWeight"
    yield f"  {own}: {own.total} in all, {own.news} of them news ({own.sense}{usual})"
    area = [everything[f.indicator.id] for f in prepared.findings.by_indicator.values()
            if f.indicator.section == finding.indicator.section]
    yield (f"  rank {_rank(own, area)} in {finding.indicator.section}, "
           f"{_rank(own, everything.values())} in the report")


def _rank(own: Weight, others: Iterable[Weight]) -> str:
    """ "3 of 68": one more than those that weigh more."""
    totals = [other.total for other in others]
    return f"{1 + sum(total > own.total for total in totals)} of {len(totals)}"


def _statements(prepared: Prepared, indicator: str) -> Iterator[str]:
    """Everything that is said of the indicator, then what was proposed and left out, and why."""
    narration = prepared.editions[0].composed.narration
    said: list[Statement] = []
    left_out: list[Statement] = []
    for statement in narration.naming(indicator):
        (left_out if statement.left_out else said).append(statement)
    yield "\nStatements"
    for statement in said:
        yield from _statement(statement)
    if left_out:
        yield "\nNot said"
    for statement in left_out:
        yield from _statement(statement)
        yield f"    left out  {statement.left_out}"


def _statement(statement: Statement) -> Iterator[str]:
    yield f"  {statement.text}"
    yield f"    id  {statement.id} ({statement.kind})"
    if statement.rules:
        yield f"    moves  {', '.join(statement.moves)}"
        yield f"    rules  {', '.join(statement.rules)}"
        yield f"    thresholds  {', '.join(statement.thresholds) or 'none'}"
    if statement.facts:
        yield f"    facts  {', '.join(fact.id for fact in statement.facts)}"
    if statement.weight:
        yield f"    weight  {statement.weight}"
    if statement.because:
        yield f"    chosen  {statement.because}"
    yield f"    source  {statement.source}"
