"""One figure: its exact value, how it was worked out, the cells that it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from briefing.amounts import RATE_BASES, Reason
from briefing.explain import among, further
from briefing.explain.counts import count_in_words, counted
from briefing.explain.indicator import cell_line, in_words, judgement
from briefing.explain.lines import Explanation, Line, Part
from briefing.explain.sources import Sources
from briefing.facts import MONTH, MONTH_ROLES, Fact, FactId
from briefing.findings import Finding
from briefing.indicators import COMPARATORS, Indicator
from briefing.narrative.narration import area_id
from briefing.periods import Month, Year, parse_month, parse_period
from briefing.reading.folder import ReportFolder
from briefing.reading.observations import Observation

# What a figure is, by the role that it plays. Those of benchmarks are the comparators' titles.
ROLES = {
    "current": "the period’s figure", "previous": "the figure of the period before",
    "month": "a period’s figure", "two_months_ago": "the figure of two months before",
    "same_month_last_year": "the figure of the same month last year",
    "last_at_or_above": "the latest earlier figure that was as high",
    "last_at_or_below": "the latest earlier figure that was as low",
    "maximum_12m": "the highest figure of the last 12 months",
    "minimum_12m": "the lowest figure of the last 12 months",
    "year_high": "the highest figure of the year", "year_low": "the lowest figure of the year",
    "year_to_date": "the year to date",
    "year_to_date_last_year": "the year to date a year before",
    "sum_12m": "the sum of 12 months", "mean_12m": "the mean of 12 months",
    "outturn": "the whole year’s figure", "target": "the target",
    "target_lower": "the lower end of the target", "published": "the figure as it was published",
    "change": "the change since the period before", "numerator": "the numerator",
    "denominator": "the denominator", "run": "how many changes in a row went the same way",
    "run_before": "how long the run was that has ended",
    "peak_over": "of how many periods it is the highest or lowest",
    "sum_over": "how many periods are added up",
    "years_back": "how many years before it was",
    "months_known": "how many periods in a row there are figures of",
    "usual_mean": "the mean of the usual range", "usual_low": "the lower end of the usual range",
    "usual_high": "the upper end of the usual range", "band": "what a withheld figure is below",
    "progress_run": "how many changes in a row made the same progress",
}  # fmt: skip
# Figures over several periods.
WINDOWS = ("year_to_date", "year_to_date_last_year", "sum_12m", "mean_12m", "outturn")
USUAL = ("mean of the earlier periods, 2.66 times the mean step from one to the next below and "
         "above it, within what the indicator can be")


def fact_explained(sources: Sources, fact: Fact, text: str = "") -> Explanation:
    """All that is known of a figure, printed as `text`."""
    finding = sources.edition.findings.by_indicator.get(fact.indicator)
    what = role_in_words(fact.role, sources.report)
    title = finding.indicator.title if finding is not None else _whole(sources, fact)
    figure = [Line("printed", text or in_words(fact)), Line("exactly", f"{fact.value:f}"),
              Line("what", what), Line("period", _period(fact.period)), Line("unit", fact.unit),
              Line("fact", fact.id)]
    if fact.marking:
        figure.append(Line("marked", fact.marking))
    parts = [Part("Figure", tuple(figure)),
             Part("Worked out", tuple(where_from(sources, fact)))]
    if finding is not None:
        parts.append(Part("Indicator", (
            Line(finding.indicator.title, fact.indicator, asks=fact.indicator),
            *_defined(finding.indicator))))
        if fact.role in ("current", "year_to_date", "target", "target_lower") or (
                fact.role.startswith("gap.")):
            parts.append(Part("Judgement", tuple(judgement(finding))))
    said = sources.stating.get(fact.id, ())
    if said:
        parts.append(Part("Said in", tuple(Line(s.text, asks=s.id) for s in said)))
    return Explanation(fact.id, f"{title}, {_period(fact.period)}: {text or in_words(fact)}",
                       tuple(part for part in parts if part.lines))


def withheld_explained(sources: Sources, identity: FactId, mark: str) -> Explanation:
    """What stands in the place of a figure, and why there is none."""
    one = sources.report.dictionary[identity.indicator]
    reason = list(_withheld(sources, identity))
    measure = sources.edition.findings[one.id].measure
    if not reason and identity.role in MONTH_ROLES:
        value = measure.at(parse_period(identity.period, one.step, one.year))
        if value.reason is not None:
            reason = [Line(f"{value.reason}".replace("_", " "), "so it stands in the data")]
    if not reason:
        reason = [Line("it cannot be worked out", "a figure that it needs is not there")]
    cells = [cell_line(o, one) for o in _cells(sources, one.id, identity.period)]
    parts = (Part("Figure", (Line("printed", mark), Line(
                 "what", role_in_words(identity.role, sources.report)),
                 Line("period", _period(identity.period)), Line("fact", str(identity)))),
             Part("Why no figure stands here", tuple(reason)),
             Part("Cells", tuple(cells)),
             Part("Indicator", (Line(one.title, one.id, asks=one.id),)))
    return Explanation(str(identity), f"{one.title}, {_period(identity.period)}: {mark}",
                       tuple(part for part in parts if part.lines))


def role_in_words(role: str, report: ReportFolder) -> str:
    """What a figure of that role is."""
    if role.startswith("gap."):
        return f"the distance from {role_in_words(role.removeprefix('gap.'), report)}"
    own = {one.name: one.title for one in report.dictionary.comparators}
    if role in own or role in COMPARATORS:
        return f"the benchmark: {(COMPARATORS | own)[role]}"
    if role.startswith("status."):
        return count_in_words(role.removeprefix("status."))
    if role.endswith(".of"):
        return "how many are ranked"
    if role.startswith("sum."):
        return f"the sum of {role.removeprefix('sum.')} periods"
    for start, words in (("change.", "the change since"), ("per_cent.", "in per cent of")):
        if role.startswith(start):
            return f"{words} {role_in_words(role.removeprefix(start), report)}"
    known = {**ROLES, **further.WORDS, **among.ROLES}
    return known.get(role, role.replace("_", " ").replace(".", " "))


def where_from(sources: Sources, fact: Fact) -> Iterator[Line]:
    """How the figure was worked out, and from which cells: a line for each of them."""
    finding = sources.edition.findings.by_indicator.get(fact.indicator)
    if finding is None:
        yield from counted(sources, fact)
        return
    match fact.role:
        case "target" | "target_lower":
            yield from _target(sources, finding)
        case "change":
            yield from _apart(finding, "current", "previous")
        case ("run" | "run_before" | "progress_run" | "months_known" | "peak_over" | "sum_over"
              | "years_back"):
            yield Line("counted", "from the periods as they are printed",
                       f"the latest {finding.months_known} without a gap")
        case "usual_mean" | "usual_low" | "usual_high":
            yield Line("usual range", USUAL)
        case "published":
            yield Line("history", "as the report of then printed it")
        case "numerator" | "denominator":
            yield from _month(sources, finding, fact.period)
        case role if further.explains(role) and not role.startswith(among.PREFIX):
            yield from further.worked_out(sources, finding, fact)
            yield from _cells_of(sources, finding, further.periods_of_sum(finding, fact))
        case role if role.startswith("gap."):
            yield from _apart(finding, "current" if finding.judged == "month" else "year_to_date",
                              role.removeprefix("gap."))
        case role if role.startswith(among.PREFIX) and finding.indicator.id in (
                sources.report.among):
            yield from among.worked_out(sources.report.among[finding.indicator.id], role)
        case role if role in COMPARATORS or role in finding.comparators:
            yield from _benchmark(sources, finding, role)
        case role if role in MONTH_ROLES or fact.quantity.measure == MONTH:
            yield from _month(sources, finding, fact.period)
        case role if role in WINDOWS:
            yield from _months(sources, finding, fact)
        case _:     # nothing is said of how a figure was worked out that is not known here
            pass
    yield from _withheld(sources, FactId(fact.indicator, fact.role, fact.period))


# ── months ──────────────────────────────────────────────────────────────────────────────────────


def _month(sources: Sources, finding: Finding, period: str) -> Iterator[Line]:
    """One period's figure: its cell, or the cells of what it is worked out from."""
    one, report = finding.indicator, sources.report
    own = _cells(sources, one.id, period)
    if own:
        for o in own:
            yield cell_line(o, one)
            if o.numerator is not None and o.denominator:
                yield Line("is", f"{o.numerator} / {o.denominator}{_times(one)}", depth=2)
        if one.given_step:
            yield Line("rolled up", f"from figures of every {_months_long(one.given_step)}")
        return
    if one.numerator and one.denominator:
        yield Line("is", f"{one.numerator} / {one.denominator}{_times(one)}")
        for part in (one.numerator, one.denominator):
            other = report.dictionary.get(part) or one
            for o in _cells(sources, part, period):
                line = cell_line(o, other) if other.id == part else Line(
                    str(o.month), f"{o.value:f}" if o.value is not None else "–", str(o.place))
                yield Line(f"{part}, {line.label}", line.text, line.note,
                           part if part in report.dictionary else "")


def _months(sources: Sources, finding: Finding, fact: Fact) -> Iterator[Line]:
    """A figure over several periods: the rule, then each of them."""
    one, measure = finding.indicator, finding.measure
    months = list(_span(one, fact))
    if not months:
        return
    values = [measure.at(month) for month in months]
    above = [value.numerator for value in values]
    below = [value.denominator for value in values]
    rule = _rule(one, fact.role)
    if rule == "pooled" and None not in above and None not in below:
        yield Line("pooled", f"{_total(above)} / {_total(below)}{_times(one)}",
                   f"numerators and denominators of {len(months)} periods, each added up")
    elif rule == "pooled" and None not in above:
        yield Line("pooled", f"{_total(above)} over the population", f"{len(months)} periods")
    elif rule == "latest":
        yield Line("latest", "the figure of the latest period")
    elif rule == "mean":
        yield Line("mean", f"of {len(months)} periods")
    elif all(value.amount is not None for value in values):
        yield Line("sum", f"of {len(months)} periods")
    else:       # the whole of a year that was given, or that has parts of its own
        yield Line("given", "for the whole, or worked out from figures of other periods")
        return
    yield from _cells_of(sources, finding, months)


def _cells_of(sources: Sources, finding: Finding, months: Sequence[Month]) -> Iterator[Line]:
    """The cell of each period."""
    one = finding.indicator
    for month in months:
        value = finding.measure.at(month)
        cells = _cells(sources, one.id, str(month))
        if cells:
            yield from (cell_line(o, one) for o in cells)
        elif value.numerator is not None and value.denominator is not None:
            yield Line(str(month), f"{value.numerator} / {value.denominator}",
                       f"{one.numerator} and {one.denominator}")
        else:
            said = value.amount if value.amount is not None else value.reason or Reason.MISSING
            yield Line(str(month), str(said))


def _span(one: Indicator, fact: Fact) -> Iterator[Month]:
    """The periods that a figure over several is made of."""
    if fact.role == "outturn":
        year = next((y for y in _years(one, fact.period)), None)
        if year is None:
            return
        first, last = year.first.back(1 - one.step), year.last
    else:
        try:
            last = parse_period(fact.period, one.step, one.year)
        except ValueError:
            return
        if fact.role in ("sum_12m", "mean_12m"):
            first = last.back(12 - one.step)
        else:
            first = Year.holding(last, one.year).first.back(1 - one.step)
    if one.kind == "cumulative" or (one.year_to_date == "latest" and fact.role not in (
            "sum_12m", "mean_12m")):
        first = last
    yield from (Month(n) for n in range(first.ordinal, last.ordinal + 1, one.step))


def _years(one: Indicator, period: str) -> Iterator[Year]:
    for month in (Month.of(int(period[:4]), number) for number in (1, 12) if period[:4].isdigit()):
        year = Year.holding(month, one.year)
        if str(year) == period:
            yield year


def _rule(one: Indicator, role: str) -> str:
    if role == "mean_12m":
        return "mean"
    if role == "sum_12m":
        return "sum"
    if one.kind == "cumulative" or one.year_to_date == "latest":
        return "latest"
    return "pooled" if one.year_to_date in ("pooled", "annualised") else "sum"


def _total(parts: list[Decimal | None]) -> Decimal:
    return sum((part for part in parts if part is not None), Decimal(0))


def _times(one: Indicator) -> str:
    """What a numerator over its denominator is multiplied by."""
    if one.unit_class == "percent":
        return " × 100"
    if one.unit not in RATE_BASES:
        return ""
    year = f" × 12 / {one.step}, as for a year" if one.annualised else ""
    return f" × {RATE_BASES[one.unit]:,}{year}"


def _months_long(step: int) -> str:
    return "month" if step == 1 else f"{step} months"


# ── what it is set beside ───────────────────────────────────────────────────────────────────────


def _target(sources: Sources, finding: Finding) -> Iterator[Line]:
    aim = finding.aim
    if aim is None:
        return
    target = aim.target
    given = f"{target.value:f}" if target.lower is None else f"{target.lower:f} to {target.value:f}"
    row = next((one.row for one in sources.report.dictionary.targets if one == target), target.row)
    place = str(sources.row_of_targets(row)) if row else ""
    yield Line(str(target.span), given, place)
    if aim.standing == "pro_rata":
        yield Line("its part for the months so far", f"{aim.value:f}")


def _benchmark(sources: Sources, finding: Finding, role: str) -> Iterator[Line]:
    for one in sources.report.dictionary.benchmarks:
        if (one.indicator, one.comparator) == (finding.indicator.id, role):
            yield Line(one.period, f"{one.value:f}", str(one.place))


def _apart(finding: Finding, figure: str, other: str) -> Iterator[Line]:
    """The two figures that a distance lies between."""
    for role in (figure, other):
        fact = finding.facts.get(role)
        if fact is not None:
            yield Line(role.replace("_", " "), in_words(fact),
                       f"{fact.period}; exactly {fact.value:f}", fact.id)
    if finding.facts.get(figure) is not None and finding.facts.get(other) is not None:
        yield Line("is", f"{figure.replace('_', ' ')} less {other.replace('_', ' ')}, as printed")


# ── what is withheld ────────────────────────────────────────────────────────────────────────────


def _whole(sources: Sources, fact: Fact) -> str:
    """What a count of indicators is of."""
    return next((section for section in sources.report.dictionary.sections
                 if area_id(section) == fact.indicator), sources.report.settings.report.title)


def _withheld(sources: Sources, identity: FactId) -> Iterator[Line]:
    """Why the edition withholds the figure; nothing where it does not."""
    quantity, edition = identity.quantity, sources.edition
    words = sources.prepared.layout.words
    for one in edition.withheld:
        candidate = one.candidate
        known = FactId(candidate.indicator, candidate.role, candidate.period)
        if known.quantity == quantity:
            yield Line("withheld", f"{words.withheld_why.get(one.cause, one.cause)} ({one.cause})",
                       f"by the {edition.name} edition’s disclosure rule")
            yield from (Line("for the sake of", other, asks=other, depth=2) for other in one.sake)


# ── small things ────────────────────────────────────────────────────────────────────────────────


def _cells(sources: Sources, indicator: str, period: str) -> tuple[Observation, ...]:
    """The cell of that period, if there is one."""
    found = sources.cell.get((indicator, period))
    return (found,) if found is not None else ()


def _period(period: str) -> str:
    try:
        return parse_month(period).full
    except ValueError:      # a year
        return period


def _defined(one: Indicator) -> Iterator[Line]:
    for label, text in (("definition", one.definition), ("source", one.source),
                        ("owner", one.owner), ("note", one.note)):
        if text:
            yield Line(label, text)
