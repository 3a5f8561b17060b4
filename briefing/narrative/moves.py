"""The moves: each says one thing about a finding, and only where its check holds.

Openings, of which a paragraph has one: absent, zero, level, hold, change. Added to them: record,
run, ended, steady, variation. Sentences of their own: standing, average, total, annual_rate,
caution. What is said over several indicators is in `area_sentences`.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from briefing.amounts import JUST_SHORT, Reason, cardinal, ordinal
from briefing.findings import Comparison, Fact, Finding
from briefing.narrative.book import Book
from briefing.narrative.comparing import MARKS, comparing
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.sentence import Figure, Piece, Pieces, Sentence, capital
from briefing.periods import Month, Year, parse_month

LEAST_PERIODS = 4      # fewer make no record


# ── the month's figure ──────────────────────────────────────────────────────────────────────────


def month(phrasing: Phrasing) -> Sentence:
    """The paragraph's opening, with what is added to it."""
    name, pieces = opening(phrasing)
    phrasing.opened, phrasing.last = name, "month"
    moves, added = [name], list[Pieces]()
    if name in ("change", "level", "hold") and not phrasing.finding.provisional:
        for move, say in (("run", run), ("record", record), ("ended", ended), ("steady", steady)):
            words = say(phrasing)
            if words:
                moves.append(move)
                added.append(words)
        if not added and (words := variation(phrasing)):
            moves.append("variation")
            added.append(words)
    return phrasing.sentence((*capital(pieces), *joined(added)), moves)


def joined(added: list[Pieces]) -> Pieces:
    """", the fourth reduction in a row and the lowest since May": each begins with a comma."""
    out: list[Piece] = []
    for n, pieces in enumerate(added):
        first = pieces[0]
        if n and isinstance(first, str):
            pieces = (" and " + first.removeprefix(", "), *pieces[1:])
        out += pieces
    return tuple(out)


def opening(phrasing: Phrasing) -> tuple[str, Pieces]:
    """The move that suits the month's figure, and its words."""
    finding = phrasing.finding
    if finding.reason is not None:
        below = finding.facts.get("band")
        state = {"reason": finding.reason.value, "band": phrasing.yes(below is not None)}
        return "absent", phrasing.say("absent", state, None if below is None else {
            "below": (Figure(cardinal(int(below.value)), below),)})
    if is_none(finding):
        before = _before_zero(finding)
        return "zero", phrasing.say("zero", {"before": _unless_noted(before, phrasing)})
    if finding.direction is None:
        why = _why_level(finding)
        return "level", phrasing.say("level", {"why": _unless_noted(why, phrasing)})
    if finding.direction == "none":
        return "hold", phrasing.say("hold", {
            "held": held(finding),
            "manner": "maintained" if not finding.marking and _good_to_hold(finding) else "plain"})
    on_brink = brink(finding)
    # a figure that is only rounded to the most or the least is no high or low to speak of
    plain = phrasing.marked(phrasing.fact("previous"), finding.marking_before)
    slots = {"previous": plain} if on_brink != "no" else None
    return "change", phrasing.say("change", {
        "provisional": phrasing.yes(finding.provisional), "timing": phrasing.timing,
        "direction": finding.direction, "amount": phrasing.yes(phrasing.by_amount()),
        "trend": phrasing.yes(alike_two_months_ago(finding)), "brink": on_brink}, slots)


def is_none(finding: Finding) -> bool:
    """Whether there was none of it; a change of nought is no absence of anything."""
    one = finding.indicator
    return (finding.facts["current"].value == 0 and one.unit_class in ("count", "percent")
            and not one.can_be_negative)


def brink(finding: Finding) -> str:
    """Which of two percentages only rounds to the 0 or 100 that the other is."""
    if finding.indicator.unit_class != "percent":
        return "no"
    now, before = finding.facts["current"], finding.facts["previous"]
    for whole in (Decimal(0), Decimal(100)):
        if now.value == whole and abs(before.printed - whole) == JUST_SHORT:
            return "before"
        if before.value == whole and abs(now.printed - whole) == JUST_SHORT:
            return "now"
    return "no"


def alike_two_months_ago(finding: Finding) -> bool:
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
    if brink(finding) == "before":
        return "brink"
    return "same" if before.value == 0 else "some"


def _unless_noted(why: str, phrasing: Phrasing) -> str:
    """Why there is nothing before to compare with, where a note does not say it for several."""
    return "first" if phrasing.noted and why == "withheld" else why


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
    if all(month >= finding.period for month in finding.measure.values):
        return "first"          # nothing is missed of what begins now
    return "missing"


def run_length(finding: Finding) -> int:
    """How many changes in a row went the same way; 0 where there is no run."""
    return int(finding.run.length.value) if finding.run is not None else 0


def held(finding: Finding) -> str:
    """How long the figure has held; what lies before the known months may have been the same."""
    length = run_length(finding)
    if length < 2:
        return "once"
    if length + 1 < finding.months_known:
        return "longer"
    return "always" if finding.from_the_start else "once"


def _good_to_hold(finding: Finding) -> bool:
    """Whether holding is an achievement: on target, or at the best that a percentage can be."""
    limits = finding.indicator.limits
    best = {"higher": limits.high, "lower": limits.low}.get(finding.indicator.polarity)
    at_best = finding.indicator.unit_class == "percent" and finding.facts["current"].value == best
    return at_best or (finding.judged == "month" and finding.rating in ("blue", "green"))


# ── what is added to it ─────────────────────────────────────────────────────────────────────────


def record(phrasing: Phrasing) -> Pieces:
    """ ", the highest since October 2021" where that is far enough back, otherwise nothing."""
    finding = phrasing.finding
    if finding.direction not in ("up", "down") or finding.indicator.kind == "cumulative":
        return ()
    extreme, role = (("highest", "last_at_or_above") if finding.direction == "up"
                     else ("lowest", "last_at_or_below"))
    reached = finding.facts.get(role)
    if reached is None:
        per_year = 12 // finding.indicator.step
        if finding.months_known <= max(per_year, LEAST_PERIODS) or not finding.from_the_start:
            return ()
        return phrasing.say("record", {"extreme": extreme, "reach": "known"})
    since = parse_month(reached.period)
    back = (finding.period.ordinal - since.ordinal) // finding.indicator.step
    if back < phrasing.book.file.record_at_least:
        return ()
    return phrasing.say("record", {"extreme": extreme, "reach": "since"},
                       {"record_month": (phrasing.month_said(since),)})


def run(phrasing: Phrasing, again: bool = False) -> Pieces:
    """ ", the fourth reduction in a row" for a run of some length, otherwise nothing.

    `again`: a run as long was told just before, and this is put in other words.
    """
    finding = phrasing.finding
    if finding.direction is None or not is_run(finding, phrasing.book):
        return ()
    return phrasing.say("run", {"direction": finding.direction, "again": phrasing.yes(again)})


def is_run(finding: Finding, book: Book) -> bool:
    """Whether the latest changes make a run that is worth saying.

    A run that reaches back to the first figure may be longer than is known.
    """
    if finding.provisional or finding.direction not in ("up", "down") or (
            finding.indicator.kind == "cumulative"):    # which gathers, and starts anew each year
        return False
    length = run_length(finding)
    return length >= book.file.run_at_least and length + 1 < finding.months_known


def way_of(finding: Finding) -> str:
    """Which way a run for the worse goes, of what is no share and no time: a number is more or
    less, and not worse; "none" of others."""
    one = finding.indicator
    plain = one.amounts_to and one.polarity in ("higher", "lower")
    return str(finding.direction) if plain and finding.direction else "none"


def is_progress_run(finding: Finding, book: Book) -> bool:
    """Whether the latest changes all improved, or all worsened, for long enough to say so."""
    length = 0 if finding.progress_run is None else int(finding.progress_run.value)
    return (not finding.provisional and finding.progress != "none"
            and book.file.run_at_least <= length < finding.months_known - 1)


def progress_ordinal(finding: Finding) -> Pieces:
    """The length of that run as an ordinal word."""
    assert finding.progress_run is not None
    return (Figure(ordinal(int(finding.progress_run.value)), finding.progress_run),)


def ended(phrasing: Phrasing) -> Pieces:
    """ ", ending five months of reductions" where the latest change ended a run."""
    before = phrasing.finding.run_before
    if phrasing.finding.indicator.kind == "cumulative":
        return ()
    if before is None or before.direction == "none" or (
            before.length.value < phrasing.book.file.run_at_least):
        return ()
    return phrasing.say("ended", {"direction": before.direction})


def steady(phrasing: Phrasing) -> Pieces:
    """ ", having been between X and Y in each month since April" of a year so far that kept so."""
    finding = phrasing.finding
    return phrasing.say("steady") if is_steady_year(finding, phrasing.book) else ()


def is_steady_year(finding: Finding, book: Book) -> bool:
    """Whether a percentage for the year so far has kept so in every month of it."""
    low, high = finding.facts.get("year_low"), finding.facts.get("year_high")
    return (finding.indicator.kind == "cumulative" and low is not None and high is not None
            and finding.indicator.unit_class == "percent" and finding.indicator.step == 1
            and finding.months_known >= book.file.steady_from and _whole_year_so_far(finding)
            and low.printed != high.printed
            and high.printed - low.printed <= Decimal(str(book.file.steady_within)))


def _whole_year_so_far(finding: Finding) -> bool:
    """Whether every month from the start of the year is there."""
    first = Year.holding(finding.period, finding.indicator.year).first
    return finding.months_known == finding.period.ordinal - first.ordinal + 1


def variation(phrasing: Phrasing) -> Pieces:
    """Where a large change stands by the figure's usual month-to-month range."""
    finding, file = phrasing.finding, phrasing.book.file
    if not file.say_variation or not finding.variation or finding.direction in (None, "none"):
        return ()
    if change_in_per_cent(finding) < Decimal(str(file.variation_from)):
        return ()
    return phrasing.say("variation", {"variation": finding.variation})


def change_in_per_cent(finding: Finding) -> Decimal:
    """The size of the latest change in per cent of the previous figure; nought where unknown."""
    change, previous = finding.facts.get("change"), finding.facts.get("previous")
    if change is None or previous is None or not previous.printed:
        return Decimal(0)
    return abs(change.value * 100 / previous.printed)


# ── sentences of their own ──────────────────────────────────────────────────────────────────────


def _marks(finding: Finding) -> tuple[Comparison, ...]:
    return tuple(c for c in finding.judged_comparisons if c.benchmark or c.role in MARKS)


def is_marked(finding: Finding) -> bool:
    """Whether there is a target or a benchmark to set the indicator beside."""
    return any(c.role != "outturn" for c in _marks(finding))


def standing(phrasing: Phrasing) -> Sentence | None:
    """The sentence on target, outturn and benchmarks, of the year to date or of the month.

    Of a whole year's target within its year it says that it is one.
    """
    finding = phrasing.finding
    if not finding.waits:
        return _standing(phrasing)
    if phrasing.opened == "absent":
        return None
    words = unjudged(phrasing, finding.aim.standing if finding.aim is not None else "")
    beside = _standing(phrasing) if phrasing.opened != "annual_rate" else None
    phrasing.last = "other"      # "this" would be of the target
    if beside is None:
        return phrasing.sentence(capital(words), ("unjudged",))
    phrasing.rules = [*beside.rules, *phrasing.rules]
    *pieces, last = beside.pieces
    stopped = last.removesuffix(".") if isinstance(last, str) else last
    return phrasing.sentence((*pieces, stopped, "; ", *words), (*beside.moves, "unjudged"))


def unjudged(phrasing: Phrasing, standing: str) -> Pieces:
    """That the target is not judged on a part of its year, or is not plain."""
    why = "year" if standing == "waits" else "unclear"
    return phrasing.say("unjudged", {"why": why, "range": phrasing.yes(
        "target_lower" in phrasing.finding.facts)})


def unjudged_year(phrasing: Phrasing, after: str = "other") -> Sentence:
    """That the target is not judged, as there is no year to date, and why there is none.

    `after` the sentence that the figure itself is withheld (absent), or that it is with others
    (absent_together), it is not said once more whom that protects.
    """
    why = why_unjudged(phrasing.finding)
    state = {"range": phrasing.yes("target_lower" in phrasing.finding.facts), "why": why,
             "after": after if why == "withheld" else "other"}
    phrasing.last = "other"      # "this" would be of the year to date
    return phrasing.sentence(phrasing.say("unjudged", state), ("unjudged",))


def _standing(phrasing: Phrasing) -> Sentence | None:
    """The sentence on what the figure is compared with; None where it is with nothing."""
    finding = phrasing.finding
    if phrasing.opened == "annual_rate":
        return None     # it is that sentence
    chosen = _marks(finding)
    if not finding.waits and finding.judged == "year_to_date" and "target" in finding.facts and (
            "year_to_date" not in finding.facts and phrasing.opened != "absent"):
        return unjudged_year(phrasing)
    if not chosen and finding.judged == "year_to_date":
        chosen = finding.on_year
    if not chosen or (phrasing.opened == "absent" and finding.judged == "month"):
        return None     # a year to date can be shown where its latest month is withheld
    if finding.judged == "month" and (finding.provisional or (
            phrasing.opened == "zero" and finding.rating in ("blue", "green", "none"))):
        return None     # nothing is left to say of none
    return _compared(phrasing, chosen, finding.judged)


def why_unjudged(finding: Finding) -> str:
    """Why there is no year to date: withheld itself or a month of it, a new series, or a gap."""
    one, measure = finding.indicator, finding.measure
    first = finding.period if one.year_to_date == "latest" else (
        Year.holding(finding.period, one.year).first.back(1 - one.step))
    months = [Month(n) for n in range(first.ordinal, finding.period.ordinal + 1, one.step)]
    values = [measure.at(month) for month in months]
    unsure = any(value.reason is Reason.UNRELIABLE for value in values)
    if not unsure and finding.withholds_year:
        return "withheld"
    if any(value.reason is not None and value.reason.withheld for value in values):
        return "month_withheld"
    if all(value.amount is not None for value in values) and any(
            measure.breaks_in(month) for month in months[1:]):
        return "break"
    return "gap"


def average(phrasing: Phrasing) -> Sentence | None:
    """The sentence on the 12 month average and the same month last year."""
    finding = phrasing.finding
    if phrasing.opened in ("absent", "zero"):
        return None
    # an unfinished month is set beside the same month, not beside an average of finished ones
    roles = ("same_month_last_year",) if finding.provisional else (
        "mean_12m", "same_month_last_year")
    chosen = tuple(c for c in finding.on_month if c.role in roles)
    if not chosen:
        return None
    return _compared(phrasing, chosen, "month")


def _compared(phrasing: Phrasing, chosen: tuple[Comparison, ...], judged: str) -> Sentence:
    state = {"judged": judged, "opening": "no",
             "after": "month" if phrasing.last == "month" else "other"}
    words = phrasing.say("standing", state, {"comparisons": comparing(phrasing, chosen)})
    phrasing.last = "other"      # a second "this" would be of the comparison
    move = "average" if chosen[0].role in ("mean_12m", "same_month_last_year") else "standing"
    return phrasing.sentence(words, (move,))


def annual_rate(phrasing: Phrasing) -> Sentence | None:
    """An annualised rate's one sentence: its year to date, beside its comparators."""
    finding = phrasing.finding
    if "year_to_date" not in finding.facts:
        return month(phrasing)
    chosen = _marks(finding) or finding.on_year
    phrasing.opened = "annual_rate"
    state = {"judged": "year_to_date", "opening": "yes", "after": "other"}
    words = phrasing.say("standing", state, {
        "was": phrasing.was(""),        # the year's own mark follows its figure
        "comparisons_after": comparing(phrasing, chosen, after_figure=True) if chosen else ()})
    return phrasing.sentence(words, ("standing",))


def total(phrasing: Phrasing) -> Sentence | None:
    """The last 12 months together, where they add up."""
    if "sum_12m" not in phrasing.finding.facts or phrasing.opened in ("absent", "zero"):
        return None
    if phrasing.finding.provisional:
        return None
    phrasing.last = "other"
    return phrasing.sentence(phrasing.say("total"), ("total",))


def caution(phrasing: Phrasing) -> Sentence | None:
    """What one child more or fewer would do to a percentage of very few."""
    denominator = phrasing.finding.facts.get("denominator")
    limit = max(phrasing.book.file.caution_below, phrasing.one.small_cohort)
    if denominator is None or not phrasing.one.is_share or (
            not 1 < denominator.value < limit) or phrasing.opened == "absent":
        return None
    one_more = Fact(phrasing.one.id, "one_more", denominator.period, 100 / denominator.value,
                    phrasing.one.decimals, phrasing.one.unit)
    numerator = phrasing.finding.facts["numerator"].value
    counted = "none" if not numerator else "all" if numerator == denominator.value else "some"
    return phrasing.sentence(phrasing.say("caution", {"counted": counted},
                                        {"one_more": (phrasing.size(one_more),)}), ("caution",))


SENTENCES: dict[str, Callable[[Phrasing], Sentence | None]] = {
    "month": month, "standing": standing, "average": average, "total": total,
    "annual_rate": annual_rate, "caution": caution,
}  # fmt: skip
