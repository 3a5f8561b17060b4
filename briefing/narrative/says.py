"""What the code asks of a sentence book: the closed list of names, their states and their slots.

A book may hold no other name, test no other state and use no other slot, so that a walk over every
state (`walk`) can prove a book whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.amounts import Reason
from briefing.indicators import STEPS

TIMINGS = ("flow", "stock", "cumulative", "rolling")
YES_NO = ("yes", "no")
FREQUENCIES = tuple(STEPS)
ROLES = ("target", "mean_12m", "same_month_last_year", "year_to_date_last_year", "outturn",
         "statistical_neighbours", "region", "national")  # fmt: skip


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
_COMPARED = "comparator comparator_month comparator_period lower aim"

# The sentences that a pattern may list, and the states that it may be for.
SENTENCES = ("month", "standing", "average", "total", "annual_rate", "caution")
PATTERN = _asked("", unit=("count", "percent", "rate", "duration", "ratio", "money"),
                 timing=TIMINGS, annual=YES_NO, small=YES_NO, marked=YES_NO)

ASKED: dict[str, Asked] = {
    "now": _asked("month", timing=TIMINGS, late=YES_NO),
    "then": _asked("previous_month", timing=TIMINGS),
    "period": _asked("number period_year", frequency=FREQUENCIES[1:], year=YES_NO),
    "period_word": _asked("", frequency=FREQUENCIES),
    "periods": _asked("", frequency=FREQUENCIES),
    "was": _asked("", plural=YES_NO, provisional=YES_NO),
    "provisional": _asked("figure"),
    "change": _asked(f"{_THEN} changed gloss change previous_bare current_bare also "
                     "two_months_ago month_before",
                     provisional=YES_NO, timing=TIMINGS, direction=("up", "down"), amount=YES_NO,
                     trend=YES_NO),
    "also": _asked(""),
    "similarly": _asked("rest"),
    "extreme": _asked("figure", record=("high", "low")),
    "gloss": _asked("fraction"),
    "of_n": _asked("figure numerator denominator"),
    "changed": _asked("", direction=("up", "down"), hedge=("marginal", "slight", "plain")),
    "hold": _asked(f"{_THEN} held_ordinal months_known period_word periods",
                   held=("once", "longer", "always"),
                   manner=("maintained", "plain")),
    "level": _asked(f"{_NOW} previous_month period_word", why=BEFORE[2:]),
    "zero": _asked(f"zero {_THEN} period_word", before=BEFORE),
    "zero_count": _asked("counted", plural=YES_NO, provisional=YES_NO),
    "zero_other": _asked(_WHO),
    "none": _asked(""),
    "absent_together": _asked("subjects month"),
    "absent": _asked("subject is month", reason=tuple(r.value for r in Reason)),
    "record": _asked("record_month months_known periods", extreme=("highest", "lowest"),
                     reach=("since", "known")),
    "run": _asked("run_ordinal", direction=("up", "down")),
    "ended": _asked("run_before run_before_month", direction=("up", "down")),
    "steady": _asked("year_low year_high year_first"),
    "more": _asked("gap"),
    "fewer": _asked("gap"),
    "variation": _asked("usual_low usual_high", variation=("within", "above", "below")),
    "standing": _asked("year_to_date month comparisons comparisons_after bare_subject was",
                       judged=("month", "year_to_date"), opening=YES_NO, after=("month", "other")),
    "total": _asked("sum_12m"),
    "caution": _asked("denominator one_more"),
    "flows": _asked("inflow outflow inflow_counted outflow_counted now there_were"),
    "composition": _asked("now stem parts"),
    "part": _asked("part_name part_figure", place=("first", "later")),
    "unjudged": _asked("target lower period_word", why=("gap", "withheld", "year", "unclear"),
                       range=YES_NO),
    "aim": _asked("target lower target_year target_year_lower",
                  standing=("period", "to_date", "year", "pro_rata"), range=YES_NO),
    "verb": _asked("", persistence=("remains", "now", "is"), plural=YES_NO),
    "relation": _asked("", relation=("above", "below", "equal", "within"),
                       size=("in_line", "slight", "plain", "well")),
    "comparator": _asked(_COMPARED, role=ROLES, range=YES_NO),
    "together": _asked("comparator_period benchmark_1 comparator_1 benchmark_2 comparator_2"),
    "benchmark": _asked("", role=("statistical_neighbours", "region", "national")),
    "polarity": _asked(""),
    "good": _asked("title judged span target lower aim gap benchmarks current now run_ordinal "
                      "period_word",
                   ground=("target", "benchmarks", "run"),
                   relation=("above", "below", "equal", "within")),
    "improve": _asked("title judged span target lower aim gap benchmarks current now run_ordinal "
                      "period_word",
                      ground=("target", "benchmarks", "run"), range=YES_NO,
                      relation=("above", "below")),
    "span": _asked("now month", judged=("month", "year_to_date"), timing=TIMINGS),
    "caption": _asked(_THEN, move=("up", "down", "hold", "level", "absent"), provisional=YES_NO),
    "caption_year": _asked("to_date last_to_date span",
                           relation=("above", "below", "equal", "alone")),
    "caption_beside": _asked("judged span comparisons"),
    "chart": _asked("subject first_month full_month",
                    shape=("line", "column", "cumulative", "year", "stock", "composition",
                           "comparison", "xmr", "own")),
    "chart_extremes": _asked("maximum maximum_month minimum minimum_month"),
    "chart_lines": _asked("lines"),
    "chart_line": _asked("label line_month", span=("whole", "part", "end")),
    "moved": _asked("previous_month movements"),
    "movement": _asked("count titles", number=("one", "many"), rating=("green", "amber", "red")),
    "area": _asked("rated green amber red title gap span", number=("one", "many")),
    "area_change": _asked("previous_month title per_cent", direction=("up", "down")),
    "ask": _asked("subject was previous_month title judged span target aim current previous now "
                  "then benchmarks run_ordinal usual_low usual_high periods_met period_word",
                  ground=("off_target", "run", "benchmarks", "variation", "always_met",
                          "never_met")),
    "reason": _asked("subject previous then current now"),
    "status": _asked("indicators rated green amber red", targets=("none", "one", "all", "some")),
}
