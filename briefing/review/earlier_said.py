"""What is said of a figure beside its own earlier ones, read back: how far it moved since when, in
its unit and in per cent, the same as when, highs and lows, years, sums, n of N.

Each check yields what is false of the groups that a form of `further` took.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from briefing.periods import Month, Year
from briefing.review.cells import half_up
from briefing.review.reckoning import Reckoning

Groups = Mapping[str, str]
LEAST_BASE = 10                     # of counts, for a change in per cent of them
PARTS = {"a tenth": Fraction(10), "a fifth": Fraction(20), "a quarter": Fraction(25),
         "a third": Fraction(333, 10), "half": Fraction(50), "two thirds": Fraction(667, 10),
         "three quarters": Fraction(75)}
NEAR = Fraction(2)                  # points from a part, and no more than a tenth of it
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve")
_TIMES = (r"(?: \((?P<manner>more than |almost )?(?P<part>a tenth|a fifth|a quarter|a third|half"
          r"|two thirds|three quarters)\)"
          r"|: (?P<times_it>it|they) (?P<times>(?:more than |almost )?"
          r"(?:doubled|trebled|halved)))?")
_SIZES = re.compile(
    rf"(?:(?P<size>[^:()]+?), or )?(?P<per_cent>[\d,]+(?:\.\d)?%){_TIMES}|(?P<alone>[^:]+)")


def _final(truth: Reckoning, month: Month) -> Fraction | None:
    """The month's figure as printed, where it is final."""
    return None if truth.cell(month).marking else truth.shown(month)


def _same_series(truth: Reckoning, month: Month) -> bool:
    return not any(month < start <= truth.now for start in truth.one.breaks) or not any(
        truth.breaks_in(truth.now.back(n * truth.one.step))
        for n in range((truth.now.ordinal - month.ordinal) // truth.one.step))


def agrees(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in "it was", "they were", "they doubled"."""
    many = truth.one.plural
    for key, one, several in (("it", "it", "they"), ("was", "was", "were"), ("be", "is", "are"),
                              ("times_it", "it", "they")):
        if key in groups and groups[key].casefold() != (several if many else one):
            yield f"'{groups[key]}' does not agree with its subject"


def month_of(then: str, truth: Reckoning) -> Month | None:
    """The period that is named after "from", "in", "at the end of"."""
    name = then.strip()
    if name in ("the same point last year", "last year", ""):
        return truth.now.back(12)
    year = re.fullmatch(r"(?:the same point in )?(\d{4}(?:/\d\d)?)", name)
    if year and truth.one.kind == "cumulative" and truth.one.frequency != "annual":
        wanted = [truth.now.back(12 * n) for n in range(12)]
        return next((month for month in wanted
                     if str(Year.holding(month, truth.one.year)) == year[1]), None)
    month = truth.called(re.sub(r"^the .+? to ", "", name))
    if month is None:
        return None
    return month


SHARES = {"a tenth": Fraction(10), "a fifth": Fraction(20), "a quarter": Fraction(25),
          "a third": Fraction(100, 3), "half": Fraction(50), "two thirds": Fraction(200, 3),
          "three quarters": Fraction(75)}


def part_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in "It is more than half.", of a share as it is printed."""
    yield from agrees(groups, truth)
    now, part = _final(truth, truth.now), SHARES[groups["part"]]
    if now is None or not truth.one.is_share:
        yield "a part is said of what is no share, or not final"
    elif now == part or (now > part) != (groups["manner"] == "more than") or abs(now - part) > NEAR:
        yield f"'{groups['manner']} {groups['part']}' is said of {float(now)}%"


def timed(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in how the earlier time is put."""
    then = groups.get("then", "")
    rolling = truth.one.kind == "rolling_12" and not (
        truth.one.frequency == "annual" and not truth.one.over)
    said = f"{groups.get('place', '')} {then}"
    if rolling and f" {truth.one.over or '12 months'} to " not in f"{said} ".replace("  ", " "):
        yield f"'{then}' is of {truth.one.over or '12 months'}, which is not said"
    place = groups.get("place", "").casefold()
    if place == "in" and truth.one.kind == "stock":
        yield "'in' should be 'at the end of'"
    if place == "at the end of" and truth.one.kind != "stock":
        yield "'at the end of' should be 'in'"


def _pair(groups: Groups, truth: Reckoning) -> tuple[Fraction, Fraction, Month] | str:
    """The later figure and the earlier, as printed; or why they cannot be compared."""
    month = month_of(groups.get("then", ""), truth)
    if month is None:
        return f"'{groups.get('then')}' is no period that is known"
    if "of_year" in groups:
        first = [truth.first_of_year(m) for m in (truth.now, month)]
        unsure = [truth.marking_of("to_date", m) for m in (truth.now, month)]
        values = [truth.to_date(m) for m in (truth.now, month)]
        if any(unsure) or None in values or first[0] == first[1]:
            return "the year to date cannot be compared with that"
        now, then = (truth.as_printed(value) for value in values if value is not None)
        return now, then, month
    figure, earlier = _final(truth, truth.now), _final(truth, month)
    if figure is None or earlier is None:
        return "figures are compared that are not there, or not final"
    if not _same_series(truth, month):
        return "figures are compared across a new series"
    return figure, earlier, month


def since_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in how far it moved since a period."""
    pair = _pair(groups, truth)
    if isinstance(pair, str):
        yield pair
        return
    now, then, _ = pair
    yield from timed(groups, truth) if "of_year" not in groups else ()
    yield from _years(groups, truth)
    if (now > then) != (groups["way"] == "increase") or now == then:
        yield f"'{groups['way']}' from {float(then)} to {float(now)}"
        return
    yield from _sizes(groups["sizes"], now, then, truth)


def _sizes(text: str, now: Fraction, then: Fraction, truth: Reckoning) -> Iterator[str]:
    match = _SIZES.fullmatch(text)
    if match is None:
        yield f"could not be read: '{text}'"
        return
    size, per_cent = match["size"] or match["alone"], match["per_cent"]
    distance = abs(now - then)
    if size and size not in size_words(distance, truth):
        yield f"'{size}' should be '{truth.worded_size(distance)}'"
    if per_cent:
        yield from _share(per_cent, now, then, truth)
    groups = {key: value for key, value in match.groupdict().items() if value}
    yield from agrees(groups, truth)
    if then > 0:
        yield from _called(groups, now / then, half_up(distance * 100 / then, 1))


def size_words(distance: Fraction, truth: Reckoning) -> set[str]:
    """What a distance may be written as: with the indicator's decimals, or as many as it needs."""
    one = truth.one
    texts = {truth.worded_size(distance)}
    if one.decimals == 0 and distance != half_up(distance, 0):
        texts = {truth.worded_size(distance, 1)}
    least = Fraction(1, 10 ** one.decimals)
    if 0 < distance < least:
        texts.add(f"less than {truth.worded_size(least)}")
    return texts


def _share(text: str, now: Fraction, then: Fraction, truth: Reckoning) -> Iterator[str]:
    if truth.one.unit_class == "percent":
        yield f"'{text}' is said of percentages, which differ in points"
    elif then <= 0 or now < 0 or (truth.one.unit_class == "count" and then < LEAST_BASE):
        yield f"'{text}' is per cent of too little"
    elif text != (right := in_per_cent(abs(now - then) * 100 / then)):
        yield f"'{text}' should be '{right}'"


def in_per_cent(value: Fraction) -> str:
    """A share in per cent as a sentence has it: one decimal, "100%" exactly."""
    settled = half_up(value, 1)
    return "100%" if settled == 100 else f"{float(settled):,.1f}%"


def _called(groups: Groups, times: Fraction, share: Fraction) -> Iterator[str]:
    """What is false in "more than doubled", "almost a third"."""
    word = groups.get("times", "")
    close = Fraction(1, 20)
    right = {
        "doubled": times == 2, "more than doubled": 2 < times < 3, "almost doubled":
        2 - close <= times < 2, "trebled": times == 3, "more than trebled": times > 3,
        "halved": times == Fraction(1, 2), "more than halved": 0 < times < Fraction(1, 2),
        "almost halved": Fraction(1, 2) < times <= Fraction(1, 2) + close / 2}
    if word and not right.get(word, False):
        yield f"'{word}' is said of {float(times)} times"
    if "part" in groups:
        part, manner = PARTS[groups["part"]], groups.get("manner", "").strip()
        away = share - part
        said = {"": away == 0, "more than": away > 0, "almost": away < 0}[manner]
        if not said or abs(away) > min(NEAR, part / 10):
            yield f"'{manner} {groups['part']}' is said of {float(share)}%"


def same_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in "it was the same"."""
    yield from agrees(groups, truth)
    pair = _pair(groups, truth)
    if isinstance(pair, str):
        yield pair
    elif pair[0] != pair[1]:
        yield f"'the same' is said of {float(pair[0])} and {float(pair[1])}"
    yield from _years(groups, truth)


def _years(groups: Groups, truth: Reckoning) -> Iterator[str]:
    month = month_of(groups.get("then", ""), truth)
    if month is None:
        return
    if "years" in groups:
        gone = truth.now.ordinal - month.ordinal
        if gone % 12 or NUMBERS[min(gone // 12, 12)] != groups["years"]:
            yield f"'{groups['years']} years before' is of {gone} months"
    elif "mark" in groups and month != truth.one.baseline:
        yield "it is not the baseline"


def far_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in what it was, and how far it moved since."""
    yield from agrees(groups, truth)
    pair = _pair(groups, truth)
    if isinstance(pair, str):
        yield pair
        return
    yield from _earlier(groups["earlier"], pair[2], truth, "of_year" in groups)
    yield from since_faults(groups, truth)


def _earlier(text: str, month: Month, truth: Reckoning, of_year: bool = False) -> Iterator[str]:
    value = truth.to_date(month) if of_year else truth.value(month)
    if value is None or text != truth.worded(value):
        yield f"'{text}' should be '{'' if value is None else truth.worded(value)}'"


def then_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in what it was in an earlier period."""
    yield from agrees(groups, truth)
    yield from timed(groups, truth)
    month = month_of(groups.get("then", ""), truth)
    if month is None or month >= truth.now or truth.cell(month).marking:
        yield f"'{groups.get('then')}' is no earlier final period"
        return
    if not _same_series(truth, month):
        yield "an earlier series"
    yield from _earlier(groups["earlier"], month, truth)


def extreme_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in the high or low of the last periods."""
    yield from timed(groups, truth)
    count, month = int(groups["count"]), month_of(groups["then"], truth)
    months = [truth.now.back(n * truth.one.step) for n in range(count)]
    figures = [_final(truth, m) for m in months]
    known = [figure for figure in figures if figure is not None]
    if month is None or len(known) < count or any(truth.breaks_in(m) for m in months[:-1]):
        yield f"the last {count} {groups['span']} are not all there"
        return
    best = max(known) if groups["end"] == "high" else min(known)
    if month not in months or figures[months.index(month)] != best:
        yield f"the {groups['end']} of the last {count} was not in {groups['then']}"
    yield from _earlier(groups["figure"], month, truth)
    yield from _spanned(groups["span"], truth)


def _spanned(span: str, truth: Reckoning) -> Iterator[str]:
    if span != f"{truth.one.period_word}s":
        yield f"'{span}' is not what its periods are"


def year_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in the year to date."""
    value = truth.to_date(truth.now)
    if value is None or groups["figure"] != truth.worded(value):
        yield f"'{groups['figure']}' is not the year to date"
    if truth.marking_of("to_date", truth.now):
        yield "the year to date is not final"


def outturn_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in what it was for the year before as a whole."""
    yield from agrees(groups, truth)
    year = Year.holding(truth.now, truth.one.year).previous
    value = truth.outturn(year)
    if groups["then"] != str(year) or value is None or groups["figure"] != truth.worded(value):
        yield f"'{groups['figure']}' is not the outturn of {year}"
    elif truth.marking_of("outturn", year.last):
        yield "the outturn is not final"


def sum_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in what the last periods add up to."""
    word = groups["count"]
    count = NUMBERS.index(word) if word in NUMBERS else int(word) if word.isdigit() else 0
    months = [truth.now.back(n * truth.one.step) for n in range(count)]
    figures = [_final(truth, m) for m in months]
    known = [figure for figure in figures if figure is not None]
    if count < 2 or len(known) < count or any(truth.breaks_in(m) for m in months[:-1]):
        yield f"the last {word} are not all there"
    elif not truth.one.amounts_to or truth.one.kind != "flow":
        yield "its figures do not add up"
    elif groups["figure"] != truth.worded(sum(known, Fraction(0))):
        yield f"'{groups['figure']}' should be '{truth.worded(sum(known, Fraction(0)))}'"
    yield from _spanned(groups["span"], truth)


def of_n_faults(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in "12 of 34"."""
    cell = truth.cell(truth.now)
    said = [int(groups[key].replace(",", "")) for key in ("above", "below")]
    if cell.value is None or said != [cell.numerator, cell.denominator]:
        yield f"{said[0]} of {said[1]} should be {cell.numerator} of {cell.denominator}"
    yield from now_named(groups, truth)


def now_named(groups: Groups, truth: Reckoning) -> Iterator[str]:
    """What is false in how the period is named."""
    name = groups.get("half") or groups.get("month")
    if name is None:
        return
    term = " term" in name      # "the summer term" loses its article in "the summer term figure"
    if not truth.is_called(truth.now, f"the {name}" if term else name):
        yield f"'{name}' should be '{truth.named(truth.now)}'"
