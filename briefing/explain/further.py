"""What more is said of a figure: changes, shares of them, sums, and the marks beside a target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from briefing.explain.indicator import in_words
from briefing.explain.lines import Line
from briefing.explain.sources import Sources
from briefing.facts import Fact
from briefing.findings import Finding
from briefing.findings import further as found
from briefing.indicators import Target
from briefing.periods import Month

MARKS = ("floor", "stretch", "forecast", "outturn_forecast", "budget", "target_year",
         "target_year_lower", "target_before")
COMPARED = {
    "compared": "those of one thing (by title) that have a final figure as printed, and are not of "
                "too few people",
    "compared_highest": "those whose printed figure is the highest",
    "compared_lowest": "those whose printed figure is the lowest",
    "compared_total": "the printed figures of all areas or types, which are parts of one total",
    "compared_least": "least_of under [compared] in the sentence book",
}
BESIDE_FORECAST = ("budget", "target_year", "target")
CONTROL = {
    "spc_mean": "the mean of the chart’s figures",
    "spc_low": "the mean less 2.66 times the mean step from one figure to the next",
    "spc_high": "the mean and 2.66 times the mean step from one figure to the next",
    "spc_run": "how many of its latest figures lie on one side of the mean, or go one way",
}
WORDS: Mapping[str, str] = {
    "floor": "the floor", "stretch": "the stretch target", "forecast": "the forecast",
    "outturn_forecast": "the forecast outturn", "budget": "the budget",
    "target_year": "the year’s target", "target_year_lower": "the lower end of the year’s target",
    "target_before": "the target of the period before", "tolerance": "the tolerance",
    "round_number": "the round number that was passed", "peak": "the high or low of the months",
    "years_ago": "the figure of some years before", "baseline": "the figure of the baseline",
    "spc_mean": "the mean of the control chart", "spc_low": "the lower process limit",
    "spc_high": "the upper process limit", "spc_run": "a run on the control chart",
    "change_in_per_cent": "the change in per cent",
    "compared": "how many areas or types are set beside each other",
    "compared_highest": "how many are level at the highest",
    "compared_lowest": "how many are level at the lowest",
    "compared_total": "what the areas or types add up to",
    "compared_least": "how many people a share is to be of, to be ranked",
}  # fmt: skip


def explains(role: str) -> bool:
    """Whether figures of the role are worked out here."""
    given = (*MARKS, *CONTROL, *COMPARED, "tolerance", "round_number", "change_in_per_cent")
    return role in given or (
        role.startswith(("change.", "per_cent.", "sum.")) or role.endswith(".of")
        or role in ("gap.forecast", "gap.outturn_forecast"))


def worked_out(sources: Sources, finding: Finding, fact: Fact) -> Iterator[Line]:
    """How the figure was worked out; the periods of a sum are told by `periods_of_sum`."""
    kind, _, of = fact.role.partition(".")
    match kind:
        case "change" | "per_cent" | "change_in_per_cent":
            yield from _since(finding, fact, kind, of or "previous")
        case "sum":
            yield Line("sum", f"of the latest {of} periods")
        case "gap":
            yield from _beside(finding, fact, of)
        case "tolerance":
            yield Line("given", "with the indicator, in the table Indicators")
        case "round_number":
            yield Line("passed", "by the change since the period before")
        case _ if kind in COMPARED:
            yield Line("counted" if kind != "compared_total" else "sum", COMPARED[kind])
        case _ if kind in CONTROL:
            yield Line("control chart", CONTROL[kind], _chart(finding, fact))
        case _ if of == "of":
            yield from (Line(one.period, f"{one.of:f}", str(one.place))
                        for one in sources.report.dictionary.benchmarks
                        if one.of is not None and one.comparator == kind
                        and one.indicator == finding.indicator.id)
        case _:
            yield from _given(sources, finding, fact)


def periods_of_sum(finding: Finding, fact: Fact) -> list[Month]:
    """The periods that a sum of the latest so many is of, the first first; [] of other figures."""
    kind, _, count = fact.role.partition(".")
    if kind != "sum":
        return []
    return [finding.period.back(finding.indicator.step * n) for n in reversed(range(int(count)))]


def _since(finding: Finding, fact: Fact, kind: str, of: str) -> Iterator[Line]:
    """The two figures of a change, and of which it is so many per cent."""
    year = of == "year_to_date_last_year"
    to_target = of == "target"
    later = finding.facts.get("year_to_date" if year or (
        to_target and finding.judged == "year_to_date") else "current")
    earlier = finding.facts.get(of)
    if earlier is None:
        ago = found.years_ago(finding) if of == "years_ago" else None
        earlier = ago[1] if ago else found.baseline(finding) if of == "baseline" else None
    if later is None or earlier is None:
        return
    yield from map(_fact, (later, earlier))
    if kind == "change":
        yield Line("is", "the one less the other, as printed")
    else:
        yield Line("is", f"the difference / {in_words(earlier)} × 100")


def _fact(one: Fact) -> Line:
    """A figure that another is worked out from."""
    return Line(one.role.replace("_", " "), in_words(one),
                f"{one.period}; exactly {one.value:f}", one.id)


def _beside(finding: Finding, fact: Fact, forecast: str) -> Iterator[Line]:
    """A forecast and what it is set beside: the mark that is so far from it."""
    said = finding.facts.get(forecast)
    if said is None:
        return
    beside = next((other for role in BESIDE_FORECAST
                   if (other := finding.facts.get(role)) is not None
                   and abs(said.printed - other.printed) == abs(fact.value)), None)
    yield from map(_fact, filter(None, (said, beside)))
    yield Line("is", "the one less the other, as printed")


def _chart(finding: Finding, fact: Fact) -> str:
    """Of which figures the mean or limit is: those since the last break, or up to one."""
    control = finding.control
    if control is None:
        return ""
    months = next((one.months for one in control.earlier if str(one.months[-1]) == fact.period),
                  control.months)
    return f"of {len(months)} figures, {months[0]} to {months[-1]}"


def _given(sources: Sources, finding: Finding, fact: Fact) -> Iterator[Line]:
    """The row in which the author gave a mark."""
    dictionary = sources.report.dictionary
    rows: list[Target] = [row for row in (*dictionary.marks, *dictionary.targets)
                          if row.indicator == finding.indicator.id]
    target = fact.role.startswith("target_")
    value: Decimal = fact.value
    for row in rows:
        same = row.kind == fact.role or (target and row in dictionary.targets)
        if same and value in (row.value, row.lower) and (
                fact.role == "target_before" or str(row.span) == fact.period):
            given = f"{row.value:f}" if row.lower is None else f"{row.lower:f} to {row.value:f}"
            yield Line(str(row.span), given,
                       str(sources.row_of_targets(row.row)) if row.row else "")
            return
    yield Line("given", "with the targets, or worked out from the year’s")
