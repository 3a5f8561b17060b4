"""How one indicator got its sentences: its cells, its figures, the rules that chose the words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefing import amounts
from briefing.amounts import SYMBOLS, Reason
from briefing.findings import Comparison, Finding, Findings
from briefing.narrative import together
from briefing.prepared import Prepared, prepare
from briefing.problems import Place, Problem, ProblemsFound, did_you_mean
from briefing.writers.sentences import thresholds

CELLS_SHOWN = 13


def explained(folder: Path, indicator: str, period: str = "") -> Iterator[str]:
    """The explanation, line by line; raises ProblemsFound for an unknown indicator."""
    prepared = prepare(folder, period)
    if indicator not in prepared.report.dictionary:
        names = [one.id for one in prepared.report.dictionary.indicators]
        raise ProblemsFound([Problem(
            Place("INDICATOR"), f"there is no indicator '{indicator}'.",
            did_you_mean(indicator, names) or "Its id stands in the table Indicators.")])
    findings = prepared.findings
    finding = findings[indicator]
    yield f"{finding.indicator.title} ({indicator}), {prepared.report.period.full}"
    yield from _cells(prepared, finding)
    yield from _figures(finding)
    yield from _judgement(finding)
    yield from _sentences(prepared, findings, finding)


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
        yield f"  {o.month}  {shown}{' provisional' if o.provisional else ''}  ({o.place})"


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


def _sentences(prepared: Prepared, findings: Findings, finding: Finding) -> Iterator[str]:
    yield "\nSentences"
    section = finding.indicator.section
    area = [f for f in findings.by_indicator.values() if f.indicator.section == section]
    for sentence in (s for told in together.area(area, prepared.book)
                     if finding.indicator.id in (told.indicator, *told.also)
                     for s in told.sentences):
        yield f"  {sentence.text}"
        yield f"    moves  {', '.join(sentence.moves)}"
        yield f"    rules  {', '.join(sentence.rules)}"
        yield f"    thresholds  {', '.join(thresholds(sentence, prepared.book)) or 'none'}"
        yield f"    facts  {', '.join(fact.id for fact in sentence.facts)}"
