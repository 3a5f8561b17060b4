"""The moves: each says one thing about a finding, and only where its check holds.

Openings, of which a paragraph has one: change, hold, level, zero, absent. Added to it: record, run.
Sentences of their own: standing. The closed list is `MOVES`.
"""

from __future__ import annotations

from briefing.findings import Comparison, Finding
from briefing.narrative.book import Book
from briefing.narrative.comparing import BENCHMARKS, comparing
from briefing.narrative.sentence import Sentence
from briefing.narrative.telling import Pieces, Telling
from briefing.periods import Year, parse_month

MOVES = ("absent", "zero", "level", "hold", "change", "record", "run", "standing")
LEAST_PERIODS = 4      # fewer make no record


def opening(telling: Telling) -> tuple[str, Pieces]:
    """The move that suits the month's figure, and its words."""
    finding = telling.finding
    provisional = "yes" if finding.provisional else "no"
    if finding.reason is not None:
        return "absent", telling.say("absent", {"reason": finding.reason.value})
    if telling.fact("current").value == 0 and telling.one.unit_class in ("count", "percent"):
        return "zero", telling.say("zero", {"before": _before_zero(finding)})
    if finding.direction is None:
        return "level", telling.say("level", {"why": _why_level(finding)})
    if finding.direction == "none":
        return "hold", telling.say("hold", {
            "held": _held(finding),
            "manner": "maintained" if _good_to_hold(finding) else "plain"})
    return "change", telling.say("change", {
        "provisional": provisional, "timing": telling.timing, "direction": finding.direction})


def _before_zero(finding: Finding) -> str:
    before = finding.facts.get("previous")
    if before is None:
        return _why_level(finding)
    return "same" if before.value == 0 else "some"


def _why_level(finding: Finding) -> str:
    if finding.period in finding.indicator.breaks:
        return "break"
    kind = finding.indicator.year
    if finding.indicator.kind == "cumulative" and Year.holding(
            finding.period, kind).first == finding.period:
        return "first"
    if finding.previous_reason is not None and finding.previous_reason.withheld:
        return "withheld"
    return "missing"


def _run_length(finding: Finding) -> int:
    return int(finding.run.length.value) if finding.run is not None else 0


def _held(finding: Finding) -> str:
    """How long the figure has held; of a series that never moved, its start is not known."""
    length = _run_length(finding)
    if length < 2:
        return "once"
    whole = length + 1 == finding.months_known and finding.from_the_start
    return "always" if whole else "longer"


def _good_to_hold(finding: Finding) -> bool:
    """Whether holding is an achievement: on target, or at the best that a percentage can be."""
    best = {"higher": 100, "lower": 0}.get(finding.indicator.polarity)
    at_best = finding.indicator.unit_class == "percent" and finding.facts["current"].value == best
    return at_best or (finding.judged == "month" and finding.rating == "green")


def record(telling: Telling) -> Pieces:
    """ ", the highest since October 2021" where that is far enough back, otherwise nothing."""
    finding = telling.finding
    if finding.provisional or finding.direction not in ("up", "down"):
        return ()
    if finding.indicator.kind == "cumulative":
        return ()
    extreme, role = (("highest", "last_at_or_above") if finding.direction == "up"
                     else ("lowest", "last_at_or_below"))
    reached = finding.facts.get(role)
    if reached is None:
        per_year = 12 // finding.indicator.step
        if finding.months_known <= max(per_year, LEAST_PERIODS) or not finding.from_the_start:
            return ()
        return telling.say("record", {"extreme": extreme, "reach": "known"})
    month = parse_month(reached.period)
    back = (finding.period.ordinal - month.ordinal) // finding.indicator.step
    if back < telling.book.file.record_at_least:
        return ()
    return telling.say("record", {"extreme": extreme, "reach": "since"},
                       {"record_month": (telling.month_said(month),)})


def run(telling: Telling) -> Pieces:
    """ ", the fourth reduction in a row" for a run of some length, otherwise nothing."""
    finding = telling.finding
    if finding.direction is None or not is_run(finding, telling.book):
        return ()
    return telling.say("run", {"direction": finding.direction})


def is_run(finding: Finding, book: Book) -> bool:
    """Whether the latest changes make a run that is worth saying.

    A run that reaches back to the first figure may be longer than is known.
    """
    if finding.provisional or finding.direction not in ("up", "down"):
        return False
    length = _run_length(finding)
    return length >= book.file.run_at_least and length + 1 < finding.months_known


def compared(finding: Finding) -> tuple[Comparison, ...]:
    """The comparisons worth a sentence: target, outturn and benchmarks, else earlier figures."""
    judged = finding.judged_comparisons
    marks = tuple(c for c in judged if c.role in ("target", "outturn") or c.role in BENCHMARKS)
    if any(c.role == "target" or c.role in BENCHMARKS for c in marks):
        return marks
    if finding.judged == "year_to_date":
        return marks or judged
    return judged


def standing(telling: Telling, opened: str) -> Sentence | None:
    """The sentence on target, outturn and benchmarks, or on the average and last year."""
    finding = telling.finding
    chosen = compared(finding)
    if not chosen or opened == "absent":
        return None
    if finding.judged == "month" and finding.provisional:
        return None
    if opened == "zero" and finding.judged == "month" and finding.rating in ("green", "none"):
        return None     # nothing is left to say of none
    state = {"judged": finding.judged, "opening": "no"}
    words = telling.say("standing", state, {"comparisons": comparing(telling, chosen)})
    return telling.sentence(words, ("standing",))


def annual_rate(telling: Telling) -> Sentence | None:
    """An annualised rate's one sentence: its year to date, beside its comparators."""
    if "year_to_date" not in telling.finding.facts:
        return None
    words = telling.say("standing", {"judged": "year_to_date", "opening": "yes"}, {
        "comparisons_after": comparing(telling, compared(telling.finding), after_figure=True)})
    return telling.sentence(words, ("standing",))
