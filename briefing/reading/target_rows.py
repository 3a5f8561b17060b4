"""The table Targets: what each indicator is to reach, by year, quarter or month, and its kind."""

from __future__ import annotations

import dataclasses
import re
from typing import cast, get_args

from briefing.amounts import article
from briefing.indicators import Indicator, Target, TargetKind, TargetOf, Untargeted
from briefing.periods import PERIOD_WORDS, STEPS, Month, Year, parse_period
from briefing.problems import Problem, did_you_mean
from briefing.reading.cells import NO_SYMBOLS, Symbols
from briefing.reading.grids import Grid, Record, records
from briefing.reading.rows import choice, in_year, number, unknown_indicator

TARGET_NEEDED = ("indicator", "year", "target")
TARGET_OPTIONAL = ("lower", "of", "in_year", "note", "kind")
# A target that is no number: there is none, or none yet.
_PENDING = re.compile(r"tbc|tbd|to be (?:confirmed|set|agreed|determined)|not yet (?:set|agreed)",
                      re.I)
_NONE = re.compile(r"no target(?: set)?|none|not targeted|no target required|for information"
                   r"(?: only)?|monitor(?:ing)?(?: only)?|n/?a|not applicable|[-–—]", re.I)
_AT_MOST = re.compile(r"(<=|≤|<|at most|no more than|not more than|up to|max(?:imum)?(?: of)?|"
                      r"under|below|less than|fewer than)\s*", re.I)
_AT_LEAST = re.compile(r"(>=|≥|>|at least|no less than|not less than|min(?:imum)?(?: of)?|over|"
                       r"above|more than)\s*", re.I)
_STRICT = ("<", ">", "under", "below", "less than", "fewer than", "over", "above", "more than")


def read_targets(
    grid: Grid, indicators: dict[str, Indicator], problems: list[Problem],
    symbols: Symbols = NO_SYMBOLS,
) -> tuple[tuple[Target, ...], tuple[Untargeted, ...]]:
    """A target a row, and the rows that say that there is none.

    Problems for unknown indicators, years, kinds and numbers, and for two of one kind and year.
    """
    found: dict[tuple[object, ...], tuple[Target, int]] = {}
    none: list[Untargeted] = []
    for record in records(grid, TARGET_NEEDED, TARGET_OPTIONAL, problems):
        one = indicators.get(record.text("indicator"))
        if one is None:
            problems.append(unknown_indicator(record, set(indicators)))
            continue
        before = len(problems)
        absent = _absent(record, one, problems)
        if absent is not None:
            none += absent
            continue
        kind = cast(TargetKind, choice(record, "kind", get_args(TargetKind), "target", problems))
        bound, bare = _bound(record, one, problems)
        value, lower = (
            number(cells, column, one, symbols, problems)
            for cells, column in ((bare, "target"), (record, "lower")))
        if value is None and not record.text("target"):
            problems.append(Problem(record.place("target"), "it is empty.", "Give a number."))
        span = _span(record, one, problems)
        of, within = _of(record, one, span, problems), in_year(record, problems)
        if within and span is not None:
            _check_in_year(record, one, span, of, problems)
        if value is None or span is None or len(problems) > before:
            continue
        ends = {"lower": lower == 0, "higher": value == 100 and one.unit_class == "percent"}
        if lower is not None and not ends.get(one.polarity, True):
            problems.append(Problem(
                record.place("lower"), f"'{one.id}' has a target range, but its polarity says that "
                f"{one.polarity} is better all the way.", "Give it the polarity range."))
            continue
        if lower is not None and lower > value:
            problems.append(Problem(record.place("lower"),
                                    f"the lower end {lower} is above the upper end {value}.",
                                    "Change the two round."))
            continue
        longer = _longer(record, one)
        # a year's and each quarter's stand side by side, as a target and a budget do
        key = (one.id, span, kind, of == "year", longer)
        if key in found:
            called = kind.replace("_", " ")
            problems.append(Problem(
                record.place("indicator"), f"'{one.id}' has {article(called)} {called} for {span} "
                f"already, in row {found[key][1]}.", "Keep one of them."))
            continue
        found[key] = (Target(one.id, span, value, lower, of, within, months=longer, kind=kind,
                             strict=bound in _STRICT, row=record.row), record.row)
    return tuple(target for target, _ in found.values()), tuple(none)


def _absent(record: Record, one: Indicator, problems: list[Problem]
            ) -> list[Untargeted] | None:
    """What a row says that has no target; None for one that has.

    Without a year it is said of every year that has figures, which is the row's own business.
    """
    text = record.text("target")
    pending = bool(_PENDING.fullmatch(text))
    if not pending and not _NONE.fullmatch(text):
        return None
    span = _span(record, one, problems)
    return [] if span is None else [Untargeted(one.id, span, pending, record.text("note"))]


def _bound(record: Record, one: Indicator, problems: list[Problem]) -> tuple[str, Record]:
    """The words before the number, "<=" or "at least", and the row without them.

    A problem where they say the other way of what is better.
    """
    text = record.text("target")
    for form, better, other in ((_AT_MOST, "lower", "at most"), (_AT_LEAST, "higher", "at least")):
        match = form.match(text)
        if match is None or not text[match.end():].strip():
            continue
        if one.polarity != better:
            problems.append(Problem(
                record.place("target"), f"'{text}' is {other} so much, but better is "
                f"{one.polarity}.", f"Give the indicator the polarity {better}, or mend the cell."))
        return match[1].casefold(), dataclasses.replace(
            record, cells=record.cells | {"target": text[match.end():]})
    return "", record


def _longer(record: Record, one: Indicator) -> int:
    """The months of the period that the target is of, where it is longer than the indicator's."""
    months = _period_months(record.text("of"))
    return months if months > one.step else 0


def _of(record: Record, one: Indicator, span: Year | Month | None, problems: list[Problem]
        ) -> TargetOf:
    """What the column `of` says that the target is of; problems for what cannot be meant."""
    text = record.text("of").casefold().replace(" ", "_")
    # a quarter is the period of a quarterly indicator, as a month is of a monthly one; of a monthly
    # one it is a period of a quarter's report
    text = "month" if _period_months(text) >= one.step else text
    place = record.place("of")
    if text not in get_args(TargetOf):
        problems.append(Problem(place, f"'{record.text('of')}' is not one of 'month', "
                                "'year_to_date' and 'year'.",
                                did_you_mean(text, [of for of in get_args(TargetOf) if of])
                                or "Write one of them, or leave it blank."))
        return ""
    of = cast(TargetOf, text)
    if not of or span is None or one.frequency == "annual":
        return of
    what, hint = "", ""
    if of == "year" and isinstance(span, Month):
        what, hint = (f"{span} is a month, so its target is not of the year.",
                      "Give year_to_date for what is due by its end, or the year in 'year'.")
    elif of == "month" and one.kind == "cumulative":
        what, hint = ("a cumulative figure is of the year so far, not of a month.",
                      "Give year for the whole year's, or a row for each month with year_to_date.")
    elif of != "month" and one.kind == "flow" and not one.year_to_date:
        what, hint = (f"'{one.id}' has no year to date to set beside it.",
                      "Say in the indicators how its year_to_date is made.")
    elif of == "year_to_date" and one.kind in ("stock", "rolling_12") and not one.year_to_date:
        what, hint = (f"'{one.id}' has no year to date to set beside it.",
                      "Leave it blank: each period's figure is set beside it.")
    elif of == "year_to_date" and isinstance(span, Year) and one.amounts_to and (
            one.kind == "cumulative" or one.year_to_date == "sum"):
        what, hint = ("what adds up over the year has another year to date each month.",
                      "Give year for the whole year's, or a row for each month.")
    if what:
        problems.append(Problem(place, what, hint))
    return of


_PERIODS = {word.replace(" ", "_"): STEPS[name] for name, word in PERIOD_WORDS.items()
            if name != "annual"}


def _period_months(text: str) -> int:
    """How many months a period of that name has: "quarter", "half_year"; 0 when it is none."""
    return _PERIODS.get(text.casefold().replace(" ", "_").replace("-", "_"), 0)


def _check_in_year(record: Record, one: Indicator, span: Year | Month, of: TargetOf,
                   problems: list[Problem]) -> None:
    place = record.place("in_year")
    if isinstance(span, Month) or of in ("month", "year_to_date"):
        problems.append(Problem(place, "only a whole year's target has a part pro rata.",
                                "Leave it blank."))
    elif one.frequency == "annual" or not (
            one.kind == "cumulative" or one.year_to_date == "sum"):
        problems.append(Problem(
            place, f"'{one.id}' does not grow through the year, so no part of its year's target is "
            "due by a month.",
            "Pro rata is for a cumulative, and for a flow whose year to date is its sum."))


def _span(record: Record, one: Indicator, problems: list[Problem]) -> Year | Month | None:
    """The year that a target is of, or the month of a trajectory."""
    try:
        return Year.parse(record.text("year"), one.year)
    except ValueError as fault:
        try:
            return parse_period(record.cells.get("year", ""), one.step, one.year)
        except ValueError:
            example = "2022" if one.year == "calendar" else "2022/23"
            problems.append(Problem(record.place("year"), f"{fault}.",
                                    f"Give the year as {example}, or the month of a trajectory as "
                                    "2022-07."))
            return None
