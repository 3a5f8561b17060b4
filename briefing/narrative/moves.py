"""The moves: each says one thing about a finding, and only where its check holds.

Openings, of which a paragraph has one: absent, zero, level, hold, change. Added to them: record,
run, ended, variation. Sentences of their own: standing, average, total, annual_rate, caution. The
moves over several indicators are in `together`.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from briefing.findings import Comparison, Fact, Finding
from briefing.narrative.book import Book
from briefing.narrative.comparing import BENCHMARKS, comparing
from briefing.narrative.sentence import Figure, Sentence
from briefing.narrative.telling import Pieces, Telling, capital
from briefing.periods import Year, parse_month

LEAST_PERIODS = 4      # fewer make no record
MARKS = ("target", "outturn", *BENCHMARKS)


# ── the month's figure ──────────────────────────────────────────────────────────────────────────


def month(telling: Telling) -> Sentence:
    """The paragraph's opening, with what is added to it."""
    name, pieces = opening(telling)
    telling.opened, telling.last = name, "month"
    moves, added = [name], list[Pieces]()
    if name in ("change", "level", "hold") and not telling.finding.provisional:
        for move, say in (("run", run), ("record", record), ("ended", ended), ("steady", steady)):
            words = say(telling)
            if words:
                moves.append(move)
                added.append(words)
        if not added and (words := variation(telling)):
            moves.append("variation")
            added.append(words)
    return telling.sentence((*capital(pieces), *_joined(added)), moves)


def _joined(added: list[Pieces]) -> Pieces:
    """", the fourth reduction in a row and the lowest since May": each begins with a comma."""
    out: list[str | Figure] = []
    for n, pieces in enumerate(added):
        first = pieces[0]
        if n and isinstance(first, str):
            pieces = (" and " + first.removeprefix(", "), *pieces[1:])
        out += pieces
    return tuple(out)


def opening(telling: Telling) -> tuple[str, Pieces]:
    """The move that suits the month's figure, and its words."""
    finding = telling.finding
    if finding.reason is not None:
        return "absent", telling.say("absent", {"reason": finding.reason.value})
    if telling.fact("current").value == 0 and telling.one.unit_class in ("count", "percent") and (
            not telling.one.can_be_negative):   # a change of nought is no absence of anything
        return "zero", telling.say("zero", {"before": _before_zero(finding)})
    if finding.direction is None:
        return "level", telling.say("level", {"why": _why_level(finding)})
    if finding.direction == "none":
        return "hold", telling.say("hold", {
            "held": _held(finding),
            "manner": "maintained" if _good_to_hold(finding) else "plain"})
    return "change", telling.say("change", {
        "provisional": telling.yes(finding.provisional), "timing": telling.timing,
        "direction": finding.direction, "amount": telling.yes(telling.by_amount()),
        "trend": telling.yes(_alike_two_months_ago(finding))})


def _alike_two_months_ago(finding: Finding) -> bool:
    """Whether a provisional figure stands to the month before last as it does to last month."""
    ago, current = finding.facts.get("two_months_ago"), finding.facts["current"]
    if ago is None or ago.provisional or finding.indicator.kind != "flow":
        return False
    way = "up" if current.printed > ago.printed else "down"
    return current.printed != ago.printed and way == finding.direction


def _before_zero(finding: Finding) -> str:
    before = finding.facts.get("previous")
    if before is None:
        return _why_level(finding)
    return "same" if before.value == 0 else "some"


def _why_level(finding: Finding) -> str:
    if finding.measure.breaks_in(finding.period):
        return "break"
    kind = finding.indicator.year
    before = finding.measure.before(finding.period)
    if finding.indicator.kind == "cumulative" and Year.holding(before, kind) != Year.holding(
            finding.period, kind):
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
    limits = finding.indicator.limits
    best = {"higher": limits.high, "lower": limits.low}.get(finding.indicator.polarity)
    at_best = finding.indicator.unit_class == "percent" and finding.facts["current"].value == best
    return at_best or (finding.judged == "month" and finding.rating == "green")


# ── what is added to it ─────────────────────────────────────────────────────────────────────────


def record(telling: Telling) -> Pieces:
    """ ", the highest since October 2021" where that is far enough back, otherwise nothing."""
    finding = telling.finding
    if finding.direction not in ("up", "down") or finding.indicator.kind == "cumulative":
        return ()
    extreme, role = (("highest", "last_at_or_above") if finding.direction == "up"
                     else ("lowest", "last_at_or_below"))
    reached = finding.facts.get(role)
    if reached is None:
        per_year = 12 // finding.indicator.step
        if finding.months_known <= max(per_year, LEAST_PERIODS) or not finding.from_the_start:
            return ()
        return telling.say("record", {"extreme": extreme, "reach": "known"})
    since = parse_month(reached.period)
    back = (finding.period.ordinal - since.ordinal) // finding.indicator.step
    if back < telling.book.file.record_at_least:
        return ()
    return telling.say("record", {"extreme": extreme, "reach": "since"},
                       {"record_month": (telling.month_said(since),)})


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


def ended(telling: Telling) -> Pieces:
    """ ", ending five months of reductions" where the latest change ended a run."""
    before = telling.finding.run_before
    if telling.finding.indicator.kind == "cumulative":
        return ()
    if before is None or before.direction == "none" or (
            before.length.value < telling.book.file.run_at_least):
        return ()
    return telling.say("ended", {"direction": before.direction})


def steady(telling: Telling) -> Pieces:
    """ ", having been between X and Y in each month since April" of a year so far that kept so."""
    finding, file = telling.finding, telling.book.file
    low, high = finding.facts.get("year_low"), finding.facts.get("year_high")
    if finding.indicator.kind != "cumulative" or low is None or high is None or (
            finding.indicator.unit_class != "percent" or finding.indicator.step > 1
            or finding.months_known < file.steady_from or not _whole_year_so_far(finding)
            or low.printed == high.printed
            or high.printed - low.printed > Decimal(str(file.steady_within))):
        return ()
    return telling.say("steady")


def _whole_year_so_far(finding: Finding) -> bool:
    """Whether every month from the start of the year is there."""
    first = Year.holding(finding.period, finding.indicator.year).first
    return finding.months_known == finding.period.ordinal - first.ordinal + 1


def variation(telling: Telling) -> Pieces:
    """Where a large change stands by the figure's usual month-to-month range."""
    finding, file = telling.finding, telling.book.file
    if not file.say_variation or not finding.variation or finding.direction in (None, "none"):
        return ()
    if change_in_per_cent(finding) < Decimal(str(file.variation_from)):
        return ()
    return telling.say("variation", {"variation": finding.variation})


def change_in_per_cent(finding: Finding) -> Decimal:
    """The size of the latest change in per cent of the previous figure; nought where unknown."""
    change, previous = finding.facts.get("change"), finding.facts.get("previous")
    if change is None or previous is None or not previous.printed:
        return Decimal(0)
    return abs(change.value * 100 / previous.printed)


# ── sentences of their own ──────────────────────────────────────────────────────────────────────


def _marks(finding: Finding) -> tuple[Comparison, ...]:
    return tuple(c for c in finding.judged_comparisons if c.role in MARKS)


def is_marked(finding: Finding) -> bool:
    """Whether there is a target or a benchmark to set the indicator beside."""
    return any(c.role != "outturn" for c in _marks(finding))


def standing(telling: Telling) -> Sentence | None:
    """The sentence on target, outturn and benchmarks, of the year to date or of the month.

    Of a whole year's target within its year it says that it is one.
    """
    finding = telling.finding
    if not finding.waits:
        return _standing(telling)
    if telling.opened == "absent":
        return None
    words = _unjudged(telling, finding.aim.standing if finding.aim is not None else "")
    beside = _standing(telling) if telling.opened != "annual_rate" else None
    telling.last = "other"      # "this" would be of the target
    if beside is None:
        return telling.sentence(capital(words), ("unjudged",))
    telling.rules = [*beside.rules, *telling.rules]
    *pieces, last = beside.pieces
    stopped = last.removesuffix(".") if isinstance(last, str) else last
    return telling.sentence((*pieces, stopped, "; ", *words), (*beside.moves, "unjudged"))


def _unjudged(telling: Telling, standing: str) -> Pieces:
    """That the target is not judged on a part of its year, or is not plain."""
    why = "year" if standing == "waits" else "unclear"
    return telling.say("unjudged", {"why": why, "range": telling.yes(
        "target_lower" in telling.finding.facts)})


def _standing(telling: Telling) -> Sentence | None:
    """The sentence on what the figure is compared with; None where it is with nothing."""
    finding = telling.finding
    if telling.opened == "annual_rate":
        return None     # it is that sentence
    chosen = _marks(finding)
    if not finding.waits and finding.judged == "year_to_date" and "target" in finding.facts and (
            "year_to_date" not in finding.facts and telling.opened != "absent"):
        kept_back = "year_to_date" in finding.measure.window(finding.period).withheld
        state = {"range": telling.yes("target_lower" in finding.facts),
                 "why": "withheld" if kept_back else "gap"}
        return telling.sentence(telling.say("unjudged", state), ("unjudged",))
    if not chosen and finding.judged == "year_to_date":
        chosen = finding.on_year
    if not chosen or (telling.opened == "absent" and finding.judged == "month"):
        return None     # a year to date can be shown where its latest month is withheld
    if finding.judged == "month" and (finding.provisional or (
            telling.opened == "zero" and finding.rating in ("green", "none"))):
        return None     # nothing is left to say of none
    return _compared(telling, chosen, finding.judged)


def average(telling: Telling) -> Sentence | None:
    """The sentence on the 12 month average and the same month last year."""
    finding = telling.finding
    if telling.opened in ("absent", "zero"):
        return None
    # an unfinished month is set beside the same month, not beside an average of finished ones
    roles = ("same_month_last_year",) if finding.provisional else (
        "mean_12m", "same_month_last_year")
    chosen = tuple(c for c in finding.on_month if c.role in roles)
    if not chosen:
        return None
    return _compared(telling, chosen, "month")


def _compared(telling: Telling, chosen: tuple[Comparison, ...], judged: str) -> Sentence:
    state = {"judged": judged, "opening": "no",
             "after": "month" if telling.last == "month" else "other"}
    words = telling.say("standing", state, {"comparisons": comparing(telling, chosen)})
    telling.last = "other"      # a second "this" would be of the comparison
    move = "average" if chosen[0].role in ("mean_12m", "same_month_last_year") else "standing"
    return telling.sentence(words, (move,))


def annual_rate(telling: Telling) -> Sentence | None:
    """An annualised rate's one sentence: its year to date, beside its comparators."""
    finding = telling.finding
    if "year_to_date" not in finding.facts:
        return month(telling)
    chosen = _marks(finding) or finding.on_year
    telling.opened = "annual_rate"
    state = {"judged": "year_to_date", "opening": "yes", "after": "other"}
    words = telling.say("standing", state, {
        "comparisons_after": comparing(telling, chosen, after_figure=True) if chosen else ()})
    return telling.sentence(words, ("standing",))


def total(telling: Telling) -> Sentence | None:
    """The last 12 months together, where they add up."""
    if "sum_12m" not in telling.finding.facts or telling.opened in ("absent", "zero"):
        return None
    if telling.finding.provisional:
        return None
    telling.last = "other"
    return telling.sentence(telling.say("total"), ("total",))


def caution(telling: Telling) -> Sentence | None:
    """What one child more or fewer would do to a percentage of very few."""
    denominator = telling.finding.facts.get("denominator")
    limit = max(telling.book.file.caution_below, telling.one.small_cohort)
    if denominator is None or not telling.one.is_share or (
            not 1 < denominator.value < limit) or telling.opened == "absent":
        return None
    one_more = Fact(telling.one.id, "one_more", denominator.period, 100 / denominator.value,
                    telling.one.decimals, telling.one.unit)
    return telling.sentence(telling.say("caution", None, {"one_more": (telling.size(one_more),)}),
                            ("caution",))


SENTENCES: dict[str, Callable[[Telling], Sentence | None]] = {
    "month": month, "standing": standing, "average": average, "total": total,
    "annual_rate": annual_rate, "caution": caution,
}  # fmt: skip
