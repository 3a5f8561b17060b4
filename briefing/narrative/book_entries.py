"""What the code asks of a sentence book: the closed list of names, their states and their slots.

A book may hold no other name, test no other state and use no other slot, so that a walk over every
state (`walk`) can prove a book whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from briefing.amounts import MARKS, Reason, UnitClass
from briefing.indicators import BESIDE, STEPS, TargetKind
from briefing.narrative.further_entries import STANDINGS, TIMES

TIMINGS = ("flow", "stock", "cumulative", "rolling")
YES_NO = ("yes", "no")
FINAL = "final"           # of a figure that bears no mark
MARKED = tuple(marking for marking in MARKS if marking)
MARKINGS = (*MARKED, FINAL)
FREQUENCIES = tuple(STEPS)
RATED = ("blue", "green", "amber", "red")
ROLES = ("target", "mean_12m", "same_month_last_year", "year_to_date_last_year", "outturn",
         "statistical_neighbours", "region", "national",
         *(f"own_{kind}" for kind in BESIDE))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """The states that a name is asked in, dimension by dimension, and the slots it may use."""

    states: dict[str, tuple[str, ...]]
    slots: frozenset[str]


def _asked(slots: str, **states: tuple[str, ...]) -> Asked:
    return Asked(states, frozenset(slots.split()))


_WHO = "subject was is"
BEFORE = ("some", "same", "withheld", "missing", "break", "first")
_NOW = f"{_WHO} current current_of_n now month"
_THEN = f"{_NOW} previous then previous_month"
_COMPARED = "over mark peer comparator comparator_month comparator_period lower aim"

# The sentences that a pattern may list, and the states that it may be for.
SENTENCES = ("month", "standing", "average", "total", "annual_rate", "caution")
PATTERN = _asked("", unit=get_args(UnitClass),
                 timing=TIMINGS, annual=YES_NO, small=YES_NO, marked=YES_NO)

ASKED: dict[str, Asked] = {
    "now": _asked("month over", timing=TIMINGS, late=YES_NO, first=YES_NO),
    "then": _asked("previous_month over", timing=TIMINGS),
    "period": _asked("number period_year", frequency=FREQUENCIES[1:], year=YES_NO),
    "period_word": _asked("", frequency=FREQUENCIES),
    "periods": _asked("", frequency=FREQUENCIES),
    "rhythm": _asked("", frequency=FREQUENCIES),
    # ── in brief ──
    "brief_change": _asked("current current_of_n current_bare previous gloss change change_bare "
                           "record "
                           "when when_before month previous_month two_months_ago month_before was "
                           "verb now then",
                           direction=("up", "down"), timing=TIMINGS, provisional=YES_NO,
                           late=YES_NO,
                           brink=("no", "before", "now"), amount=("no", "yes", "bare"),
                           trend=YES_NO, apart=YES_NO),
    "brief_verb": _asked("", direction=("up", "down"), edged=YES_NO),
    "brief_hold": _asked("current current_of_n when when_before then previous_month held_ordinal "
                         "period_word periods months_known known_from was",
                         held=("once", "longer", "always"), timing=TIMINGS, provisional=YES_NO,
                         late=YES_NO),
    "brief_year": _asked("year_to_date comparisons", plural=YES_NO, form=("1", "2", "3"),
                         held=YES_NO),
    "brief_year_alone": _asked("was year_to_date"),
    "brief_standing": _asked("comparisons", plural=YES_NO, form=("1", "2", "3", "4"),
                             held=YES_NO),
    "brief_waits": _asked("mark target lower", range=YES_NO),
    "brief_so_far": _asked("year_to_date"),
    "brief_so_far_apart": _asked("year_to_date", plural=YES_NO),
    "brief_left_out": _asked("subject comparisons is"),
    # better and worse are said of a mark where lower is better: below it sounds like a miss
    "brief_relation": _asked("", relation=("above", "below", "equal", "at", "within", "better",
                                           "worse"),
                             persistence=("still", "now", "is"),
                             size=("just", "slightly", "plain", "well")),
    "brief_now": _asked("is comparison"),
    "brief_comparator": _asked(f"{_COMPARED} target_year target_year_lower comparator_before "
                               "previous_month month", role=ROLES,
                               range=YES_NO, timing=TIMINGS, dated=YES_NO, moved=YES_NO,
                               standing=("period", "to_date", "year", "pro_rata")),
    "steady_line": _asked("parts year_first", every_month=YES_NO, to_date=YES_NO),
    "steady_part": _asked("subject current now", timing=TIMINGS, alone=YES_NO),
    "siblings": _asked("parts"),
    "sibling": _asked("place happened"),
    "brief_none": _asked("zero year_first month"),
    "concern": _asked("subject happened", form=(
        "1", "2", "3", "4", "first_of_two", "first_of_three", "second", "third")),
    "was": _asked("", plural=YES_NO, marking=MARKINGS),
    "provisional": _asked("figure", marking=MARKED),
    # `brink` tells which of the two figures only rounds to the 0 or 100 that the other is
    "change": _asked(f"{_THEN} changed gloss change previous_bare current_bare also "
                     "two_months_ago month_before",
                     provisional=YES_NO, timing=TIMINGS, direction=("up", "down"), amount=YES_NO,
                     trend=YES_NO, brink=("no", "before", "now")),
    "also": _asked(""),
    "similarly": _asked("rest"),
    "extreme": _asked("figure", record=("high", "low"), again=YES_NO),
    "gloss": _asked("fraction", manner=("more_than", "almost")),
    "of_n": _asked("figure numerator denominator"),
    "changed": _asked("", direction=("up", "down"), hedge=("marginal", "slight", "plain"),
                      below_nought=YES_NO),
    "hold": _asked(f"{_THEN} held_ordinal months_known period_word periods",
                   held=("once", "longer", "always"),
                   manner=("maintained", "plain")),
    "level": _asked(f"{_NOW} previous_month period_word", why=BEFORE[2:]),
    "zero": _asked(f"zero {_THEN} period_word", before=(*BEFORE, "brink")),
    "zero_count": _asked("counted", plural=YES_NO, marking=MARKINGS),
    "zero_other": _asked(_WHO),
    "none": _asked(""),
    "absent_together": _asked("subjects month", why=("withheld", "missing")),
    "not_compared": _asked("subjects previous_month"),
    "absent": _asked("subject is was now month below", reason=tuple(r.value for r in Reason),
                     band=YES_NO),
    "record": _asked("record_month months_known periods", extreme=("highest", "lowest"),
                     reach=("since", "known")),
    "run": _asked("run_ordinal", direction=("up", "down"), again=YES_NO),
    "ended": _asked("run_before run_before_month", direction=("up", "down")),
    "steady": _asked("year_low year_high year_first"),
    "more": _asked("gap"),
    "fewer": _asked("gap"),
    "variation": _asked("usual_low usual_high", variation=("within", "above", "below")),
    "standing": _asked("year_to_date month comparisons comparisons_after bare_subject was",
                       judged=("month", "year_to_date"), opening=YES_NO, after=("month", "other")),
    "total": _asked("sum_12m"),
    "caution": _asked("denominator one_more", counted=("some", "all", "none")),
    "flows": _asked("inflow outflow inflow_counted outflow_counted now there_were"),
    "composition": _asked("now stem parts"),
    "part": _asked("part_name part_figure", place=("first", "later")),
    "unjudged": _asked("mark target lower period_word subject", range=YES_NO,
                       after=("absent", "absent_together", "other"),
                       why=("gap", "withheld", "month_withheld", "break", "year", "unclear")),
    "mark": _asked("", kind=get_args(TargetKind)),
    "aim": _asked("mark target lower target_year target_year_lower",
                  standing=("period", "to_date", "year", "pro_rata"), range=YES_NO),
    "verb": _asked("", persistence=("remains", "now", "is"), plural=YES_NO),
    "relation": _asked("", relation=("above", "below", "equal", "within", "better", "worse"),
                       size=("in_line", "slight", "plain", "well")),
    # `moved`: the relation is another because last month's comparator was another
    "comparator": _asked(f"{_COMPARED} comparator_before previous_month month", role=ROLES,
                         range=YES_NO, timing=TIMINGS, moved=YES_NO),
    "together": _asked("comparator_period benchmarks"),
    "together_part": _asked("benchmark comparator"),
    "benchmark": _asked("", role=("statistical_neighbours", "region", "national")),
    "good": _asked("title judged span target lower aim gap benchmarks current now run_ordinal "
                      "period_word",
                   ground=("target", "benchmarks", "run"), counted=YES_NO,
                   relation=("above", "below", "equal", "within")),
    "improve": _asked("title judged span target lower aim gap benchmarks current now run_ordinal "
                      "period_word",
                      ground=("target", "benchmarks", "run"), range=YES_NO,
                      relation=("above", "below"), way=("up", "down", "none")),
    "span": _asked("now month", judged=("month", "year_to_date"), timing=TIMINGS),
    "caption": _asked(_THEN, move=("up", "down", "hold", "level", "absent"),
                      marking=MARKINGS),
    "caption_year": _asked("to_date last_to_date span",
                           relation=("above", "below", "equal", "alone")),
    "caption_beside": _asked("judged span comparisons"),
    "chart_shown": _asked("first_month full_month", periods=("one", "many")),
    "chart": _asked("subject shown full_month",
                    shape=("line", "column", "cumulative", "year", "stock", "composition",
                           "comparison", "xmr", "spc", "own")),
    "chart_axis": _asked(""),
    # ── control charts ──
    "control": _asked("control_cause control_rule current now",
                      special=YES_NO, form=("1", "2", "3")),
    "control_cause": _asked("", cause=("common", "improving", "worsening", "higher", "lower")),
    "control_rule": _asked("spc_mean spc_low spc_low_bare spc_high spc_run periods current",
                           rule=("none", "outside", "trend", "two_of_three", "one_side"),
                           side=("high", "low")),
    "control_aim": _asked("aim mark target lower", assurance=("will", "may", "will_not"),
                          place=("above", "below", "within", "around")),
    "control_short": _asked("aim spc_low_bare spc_high",
                            place=("above", "below", "within", "around")),
    "caption_control": _asked("control_cause"),
    "chart_special": _asked("periods",
                            cause=("improving", "worsening", "higher", "lower")),
    "chart_extremes": _asked("highest lowest first_month", span=("whole", "since")),
    "chart_level": _asked("chart_figure first_month", span=("whole", "since")),
    "chart_extreme": _asked("chart_figure line_month", times=("once", "again")),
    "chart_absent": _asked("periods label",
                           why=("withheld", "missing", *MARKED, "break"),
                           of=("main", "other")),
    "chart_run": _asked("line_month last_month"),
    "chart_lines": _asked("lines"),
    "chart_line": _asked("label line_month last_month until",
                         span=("whole", "from", "to", "between", "at", "steps")),
    "moved": _asked("movements"),
    "moved_since": _asked("previous_month movements", place=("first", "later")),
    "movement": _asked("count titles rated_word", number=("one", "many"), rating=RATED),
    "area": _asked("ratings mark rated green amber red title gap span others",
                   number=("one", "many"), off=("one", "some", "tie", "nought", "many")),
    "area_other": _asked("title gap span"),
    "area_change": _asked("rhythm month previous_month titles per_cent", direction=("up", "down"),
                          tie=YES_NO),
    # `form` is by turns, so that two questions on the same ground are put in other words
    "ask": _asked("subject was previous_month title judged span target lower aim current previous "
                  "now then benchmarks run_ordinal usual_low usual_high period_word verb before "
                  "now_rated",
                  ground=("moved", "off_target", "control", "run", "change", "standing",
                          "variation", "benchmarks"),
                  form=("1", "2", "3"), range=YES_NO, way=("up", "down", "none")),
    # ── the page of exceptions ──
    "glance_moved": _asked("before now_rated", before=RATED, rating=RATED),
    "glance_change": _asked("previous then previous_month current marked",
                            direction=("up", "down", "none"), provisional=YES_NO,
                            timing=TIMINGS, brink=("no", "before", "now")),
    "glance_marked": _asked("", marking=MARKED),
    "glance_year_so_far": _asked("last_to_date marked", provisional=YES_NO,
                                 relation=("above", "below", "equal", "alone")),
    "glance_year": _asked("year_to_date comparisons"),
    "glance_absent": _asked("count titles", why=("withheld", "missing"), number=("one", "many"),
                            named=YES_NO),
    "rating_word": _asked("", rating=RATED),
    "reason": _asked("subject previous then current now"),
    # ── comments ──
    "remark_asked": _asked("place"), "remark_because": _asked(""),
    "remark_rules": _asked("named"), "remark_thresholds": _asked("named"),
    "remark_figures": _asked("named"), "remark_figure": _asked("figure fact"),
    "status": _asked("ratings indicators rated green amber red rated_word",
                     targets=("none", "one", "all", "some"), only=("no", "rated", "none")),
}

# What more is said of a figure (`further`).
_CHANGED = "in_then from_then it was earlier way sizes mark_of"
ASKED |= {
    "pronoun": _asked("", plural=YES_NO),
    # areas or types of one thing set beside each other
    "compared": _asked("stem count now high low rest", level=YES_NO),
    "compared_end": _asked("names figure", end=("highest", "lowest"), joint=YES_NO),
    "compared_of_n": _asked("figure numerator denominator"),
    "compared_of_total": _asked("figure total"),
    "compared_rest": _asked("names least", why=("small", "withheld", "missing")),
    "further_who": _asked("month", judged=("month", "year_to_date"), half=YES_NO),
    # how an earlier period is named after "from", and at the head of a sentence or within it
    "further_then": _asked("then_month over then_year", place=("from", "in"), timing=TIMINGS,
                           ago=("some", "year", "years")),
    "further_way": _asked("", direction=("up", "down")),
    "further_mark": _asked("years", mark=("no", "years", "baseline")),
    "further_sizes": _asked("size per_cent times", has=("both", "size", "per_cent")),
    "further_times": _asked("it fraction", times=TIMES),
    "further_change": _asked(_CHANGED, named=YES_NO, direction=("up", "down", "none"),
                             judged=("month", "year_to_date")),
    "further_two_before": _asked("in_then it was earlier"),
    "further_extreme": _asked("count periods figure in_then", extreme=("highest", "lowest")),
    "further_year": _asked("year_to_date is"),
    "further_outturn": _asked("outturn outturn_year it was"),
    "further_sum": _asked("count periods sum"),
    "further_part": _asked("it is fraction", manner=("more_than", "almost")),
    "further_of_n": _asked("who month numerator denominator"),
    "further_gap": _asked("who gaps tolerance", within=YES_NO),
    "further_gap_to": _asked("gap per_cent mark peer",
                             relation=("above", "below"), to=("target", "statistical_neighbours",
                             "region", "national", "own_average", "own_best_quartile",
                             "own_peers", "own_neighbour", "own_whole"), per_cent=YES_NO,
                             range=YES_NO),
    "further_rating": _asked("before now_rated", moved=YES_NO),
    "further_marks": _asked("who parts"),
    "further_mark_part": _asked("named value", relation=("above", "below", "equal"),
                                polarity=("higher", "lower", "neutral", "range")),
    "further_forecast": _asked("named span_of value gap beside beside_value mark",
                               relation=("above", "below", "equal", "alone"), said=YES_NO),
    "further_year_target": _asked("named target_year"),
    "further_crossed": _asked("it is line since", relation=("above", "below")),
    "further_rank": _asked("peer rank of period", has_of=YES_NO),
    # which end an area's figure is counted from, and whether it is that end, alone or not
    "further_standing": _asked("area rank of_areas areas in_then median beside",
                               end=("highest", "lowest"), place=STANDINGS),
    "further_standing_beside": _asked("quartile gap median", quartile=YES_NO,
                                      side=("above", "below", "level")),
    "further_quartile": _asked("peer quartile period"),
    "further_elsewhere": _asked("peer per_cent period", direction=("up", "down", "none"),
                                named=YES_NO),
    "further_as_at": _asked("day"),
    "status_shares": _asked("met met_share missed missed_share tolerated unrated",
                            tolerated=YES_NO, unrated=YES_NO),
    "status_areas": _asked("areas", some=YES_NO),
    "status_area": _asked("area missed rated"),
    "status_progress": _asked("better same worse"),
    "status_moved": _asked("better same worse"),
}
