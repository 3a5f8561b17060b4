"""Which fact a figure in words is: one of its time and role, a part of a ratio, a sum, a change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations

from briefing.periods import Month, Year
from briefing.review.agreeing import ABOUT, fits_unit, is_so_much, matching, time_said, times
from briefing.review.differing import apart_of
from briefing.review.faults import Cited, Fault
from briefing.review.known import Known, Reference
from briefing.review.quantities import Quantity
from briefing.review.slips import is_stale
from briefing.review.spans import quarter_named

_OF_A_CHANGE = re.compile(r"\b(?:increase|reduction|rise|fall|decrease|growth|drop)\b", re.I)


def which_fact(quantity: Quantity, references: Sequence[Reference], subjects: tuple[str, ...],
               text: str, known: Known) -> tuple[Fault | None, Cited | None]:
    """The fact that it is, with a fault where it is another's; (None, None) where it is none.
    """
    fitting = [r for r in references if fits_unit(quantity, r) and r.role != "change"]
    if quantity.figure.kind == "n of N":
        return _parts(quantity, references, subjects, known)
    if quantity.apart:
        apart = apart_of(quantity, references, subjects, text, known)
        if apart is not None:
            return apart
    timed = [r for r in fitting if is_of_time(quantity, r, known)]
    wanted = [r for r in timed if not quantity.role or r.role == quantity.role]
    for among, right in ((wanted, True), (timed, not quantity.role), (fitting, False)):
        match = matching(quantity, among)
        if match is None:
            continue
        reference, rounding = match
        fault = None
        if not right:
            fault = _of_another(quantity, reference, wanted)
        elif is_stale(quantity, reference, text, known):
            fault = _of_another(quantity, reference, [
                r for r in fitting if r.role == reference.role
                and r.indicator == reference.indicator])
        elif rounding == "loose" and quantity.apart:
            continue        # "by 300" is no month's 312
        elif rounding == "loose":
            fault = Fault("warning", f"{quantity.text} is a rounding of {reference.text} "
                          f"({reference.label}), and is not said to be one.",
                          f"Write {reference.text}, or about {quantity.text}.", quantity.place)
        return fault, Cited(quantity.text, f"{known.name(reference.indicator)}: "
                            f"{reference.label}", bool(rounding))
    total = _total(quantity, fitting, known)
    if total:
        return None, Cited(quantity.text, total)
    if quantity.figure.kind == "percent" and _OF_A_CHANGE.search(text):
        for r in references:
            if r.role == "change" and is_so_much(quantity, r.value):
                return None, Cited(quantity.text, f"{known.name(r.indicator)}: the "
                                   f"change in per cent ({r.label})")
    return None, None


def is_of_time(quantity: Quantity, reference: Reference, known: Known) -> bool:
    """Whether the fact is of the time that the figure is said to be of; of any, where none is.
    """
    if not (quantity.month or quantity.when):
        return True
    truth = known.truths[reference.indicator]
    if quarter_named(quantity.month) and truth.one.step != 3:
        return True         # a quarter of what goes by months: there are no such figures
    if quantity.role and reference.role == quantity.role:
        return True
    if not isinstance(reference.period, Month):
        return (reference.period is None and reference.role not in (
            "count", "apart")) or isinstance(reference.period, Year)
    return reference.period in times(quantity, truth)


def _of_another(quantity: Quantity, reference: Reference, wanted: Sequence[Reference]) -> Fault:
    """That it is another month's figure, or another comparator's."""
    right = next(iter(wanted), None)
    what = f"{quantity.text} is {reference.label}"
    if quantity.role:
        what += ", and is said to be " + {
            "target": "the target", "mean_12m": "the 12 month average"}.get(
                quantity.role, "that of others")
    elif quantity.month or quantity.when:
        what += f", and is said to be {time_said(quantity)}"
    else:
        what += ", and no month is said"
    hint = f"It is {right.text} ({right.label})." if right is not None else (
        "There is no such figure.")
    return Fault("error", f"{what}.", hint, quantity.place)


def _parts(quantity: Quantity, references: Sequence[Reference], subjects: Iterable[str],
           known: Known) -> tuple[Fault | None, Cited | None]:
    """ "7 of 32": numerator and denominator of one month, or what is left of it; "two in five":
    about the share."""
    above, below = (Fraction(value) for value in quantity.figure.values[:2])
    by_month: dict[tuple[str, object], dict[str, Fraction]] = {}
    for r in references:
        if r.role in ("numerator", "denominator", "rest"):
            by_month.setdefault((r.indicator, r.period), {})[r.role] = r.value
    for (name, period), parts in by_month.items():
        if parts.get("denominator") == below and above in (
                parts.get("numerator"), parts.get("rest")):
            month = known.truths[name].named(period) if isinstance(period, Month) else ""
            return None, Cited(quantity.text, f"{known.name(name)}: the numerator and "
                               f"denominator of {month}")
    in_words = 0 < below <= 10 and not re.search(r"\d", quantity.text)
    if in_words or " in " in quantity.text:
        share = above * 100 / below if below else Fraction(0)
        close = [r for r in references if r.unit == "percent"
                 and abs(r.value - share) <= max(share * ABOUT, Fraction(3, 2))]
        if close:
            return None, Cited(quantity.text, f"{known.name(close[0].indicator)}: "
                               f"{close[0].label}", True)
    counts = {r.value for r in references if r.unit != "percent" and r.role not in (
        "numerator", "denominator", "rest", "count", "apart", "change")}
    if above in counts and below in counts:
        return None, Cited(quantity.text, "two figures of this report")
    for name in subjects:
        truth = known.truths[name]
        parts = by_month.get((name, truth.now), {})
        if parts.get("denominator") == below:
            return Fault(
                "error", f"{quantity.text} is no figure of {known.names((name,))} in this "
                "report.", f"It is {int(parts['numerator'])} of {int(below)} in "
                f"{truth.named(truth.now)}.", quantity.place), Cited(quantity.text)
    return None, None


def _total(quantity: Quantity, fitting: Sequence[Reference], known: Known) -> str:
    """What it is the sum of: two or three facts of one time; "" where it is none."""
    if quantity.figure.kind not in ("count", "money"):
        return ""
    fitting = [r for r in fitting if is_of_time(quantity, r, known)]
    by_time: dict[object, list[Reference]] = {}
    for r in fitting:
        if r.role in ("month", "to_date", "sum_12m"):
            by_time.setdefault((r.role, r.period), []).append(r)
    value = Fraction(quantity.value)
    for group in by_time.values():
        for length in (2, 3):
            for chosen in combinations(group[:8], length):
                if sum(r.printed for r in chosen) == value:
                    return "the sum of " + " and ".join(r.text for r in chosen)
    months = [r for r in fitting if r.role == "month"][:13]
    for length in range(2, len(months) + 1):
        if len({r.indicator for r in months[:length]}) == 1 and sum(
                r.printed for r in months[:length]) == value:
            return f"the sum of the last {length} months"
    return ""
