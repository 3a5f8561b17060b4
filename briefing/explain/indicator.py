"""One indicator: its cells, its figures, the rules that chose the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing import amounts
from briefing.amounts import SYMBOLS, Reason
from briefing.explain.lines import Explanation, Line, Part
from briefing.explain.sources import Sources
from briefing.facts import Fact
from briefing.findings import Comparison, Finding
from briefing.indicators import Indicator
from briefing.narrative.narration import Statement
from briefing.narrative.weighing import Weight
from briefing.reading.observations import Observation

CELLS_SHOWN = 13
PROVISIONAL = "provisional"


def indicator_explained(sources: Sources, indicator: str) -> Explanation:
    """All that is known and said of the indicator in the edition."""
    finding = sources.edition.findings[indicator]
    return Explanation(
        indicator, f"{finding.indicator.title} ({indicator}), {sources.report.period.full}",
        (Part("Cells", tuple(_cells(sources, finding))),
         Part("Figures", tuple(_figures(finding))),
         Part("Judgement", tuple(judgement(finding))),
         Part("Weight", tuple(_weight(sources, finding))),
         *_statements(sources, indicator)))


def _cells(sources: Sources, finding: Finding) -> Iterator[Line]:
    one = finding.indicator
    found = sources.cells.get(one.id, ())
    if not found:
        yield Line(f"worked out from {one.numerator} and {one.denominator}")
    elif len(found) > CELLS_SHOWN:
        yield Line(f"({len(found) - CELLS_SHOWN} earlier months)")
    for o in found[-CELLS_SHOWN:]:
        yield cell_line(o, one)


def cell_line(o: Observation, one: Indicator) -> Line:
    """What a cell holds, and where it is; the indicator says how it is printed."""
    if o.value is None:
        shown = SYMBOLS[o.reason or Reason.MISSING]
    else:
        shown = amounts.in_cell(o.value, one.unit, one.decimals)
    if o.numerator is not None and o.denominator is not None:
        shown += f" = {o.numerator} / {o.denominator}"
    if o.provisional:
        shown += f" {o.marked or PROVISIONAL}"
    return Line(str(o.month), shown, str(o.place))


def _figures(finding: Finding) -> Iterator[Line]:
    for role, fact in finding.facts.items():
        yield Line(role, in_words(fact), f"{fact.period}; exactly {fact.value:f}", fact.id)


def in_words(fact: Fact) -> str:
    """The fact as a sentence says it."""
    if fact.role == "change" or fact.role.startswith("gap."):
        return amounts.as_change(fact.value, fact.unit, fact.decimals)
    return amounts.in_prose(fact.value, fact.unit, fact.decimals)


def judgement(finding: Finding) -> Iterator[Line]:
    """How the figure stands: its direction, its comparators, its target and its rating."""
    one = finding.indicator
    way = f" ({finding.progress})" if finding.progress != "none" else ""
    yield Line("direction of travel", f"{finding.direction or 'not known'}{way}")
    if finding.run is not None:
        yield Line("run", f"{finding.run.length.value} × {finding.run.direction}")
    for comparison in finding.on_month + finding.on_year:
        yield Line(f"against {comparison.role}", _relation(comparison), "",
                   comparison.comparator.id)
    tolerance = one.tolerance
    allowed = "none" if tolerance is None else f"{tolerance.size}{'%' * tolerance.relative}"
    judged = finding.judged.replace("_", " ")
    if finding.aim is not None:
        of = {"": "not plain", "year_to_date": "the year to date"}.get(
            finding.aim.of, f"the {finding.aim.of}")
        given = "as its row says" if finding.aim.target.of else "as its figures and kind tell"
        when = {"waits": "; it waits for the year's end", "pro_rata": "; its part pro rata counts",
                "unclear": "; it is not judged"}.get(finding.aim.standing, "")
        yield Line("target is of", f"{of} ({given}){when}")
    yield Line("rating", f"{finding.rating} (on the {judged}; tolerance {allowed}; "
                         f"better is {one.polarity})")


def _relation(comparison: Comparison) -> str:
    held = {True: "as last month", False: "which it was not last month",
            None: "last month not known"}[comparison.held]
    return f"{comparison.relation} by {comparison.gap.printed}, {held}"


def _weight(sources: Sources, finding: Finding) -> Iterator[Line]:
    """What the indicator weighs and for what, and its rank in its service area and the report."""
    everything = sources.weights
    own = everything[finding.indicator.id]
    usual = "" if own.unusual is None else (
        f"; the latest change is {amounts.number(own.unusual, 1)} times the usual one")
    yield Line(f"{own}: {own.total} in all, {own.news} of them news ({own.sense}{usual})")
    area = [everything[f.indicator.id] for f in sources.edition.findings.by_indicator.values()
            if f.indicator.section == finding.indicator.section]
    yield Line(f"rank {_rank(own, area)} in {finding.indicator.section}, "
               f"{_rank(own, everything.values())} in the report")


def _rank(own: Weight, others: Iterable[Weight]) -> str:
    """ "3 of 68": one more than those that weigh more."""
    totals = [other.total for other in others]
    return f"{1 + sum(total > own.total for total in totals)} of {len(totals)}"


def _statements(sources: Sources, indicator: str) -> Iterator[Part]:
    """Everything that is said of the indicator, then what was proposed and left out, and why."""
    naming = sources.naming.get(indicator, ())
    yield Part("Statements", tuple(
        line for s in naming if not s.left_out for line in statement_lines(s)))
    left_out = [s for s in naming if s.left_out]
    if left_out:
        yield Part("Not said", tuple(line for s in left_out for line in statement_lines(s)))


def statement_lines(statement: Statement) -> Iterator[Line]:
    """The statement, and under it how it was chosen, or why it was left out."""
    yield Line(statement.text, asks=statement.id)
    yield from how_chosen(statement)


def how_chosen(statement: Statement, depth: int = 2) -> Iterator[Line]:
    """Its id, the rules and thresholds that chose it, its facts, weight, reason and source."""
    yield Line("id", f"{statement.id} ({statement.kind})", depth=depth)
    if statement.rules:
        yield Line("moves", ", ".join(statement.moves), depth=depth)
        yield Line("rules", ", ".join(statement.rules), depth=depth)
        yield Line("thresholds", ", ".join(statement.thresholds) or "none", depth=depth)
    if statement.facts:
        yield Line("facts", ", ".join(fact.id for fact in statement.facts), depth=depth)
    if statement.weight:
        yield Line("weight", str(statement.weight), depth=depth)
    if statement.because:
        yield Line("chosen", statement.because, depth=depth)
    yield Line("source", str(statement.source), depth=depth)
    if statement.left_out:
        yield Line("left out", statement.left_out, depth=depth)
