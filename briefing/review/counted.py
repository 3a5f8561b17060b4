"""How many met and missed their target, by area, better and worse: read back and counted again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from briefing.review.cells import half_up
from briefing.review.reckoning import Reckoning

_N = r"[\d,]+"
SHARES = re.compile(
    rf"Of those rated, (?P<met>{_N}) \((?P<met_share>[\d.]+)%\) met and "
    rf"(?P<missed>{_N}) \((?P<missed_share>[\d.]+)%\) missed their target"
    rf"(?:, (?P<tolerated>{_N}) of them within tolerance)?(?:; (?P<unrated>{_N}) not rated)?\.")
AREAS = re.compile(r"(?:(?P<some>Most targets were missed in these areas:)|Targets were missed by) "
                   r"(?P<areas>.+)\.")
_AREA = re.compile(rf"(?P<missed>{_N}) of (?P<rated>{_N}) in (?P<area>.+?)"
                   rf"(?=, {_N} of {_N} in | and {_N} of {_N} in |$)")
PROGRESS = re.compile(rf"Since the period before, (?P<better>{_N}) got better, (?P<same>{_N}) "
                      rf"stayed the same and (?P<worse>{_N}) got worse\.")
MOVED = re.compile(rf"Of the ratings, (?P<better>{_N}) improved, (?P<worse>{_N}) worsened and "
                   rf"(?P<same>{_N}) stayed as before\.")
MET, MISSED = ("blue", "green"), ("amber", "red")
ORDER = {"blue": 3, "green": 2, "amber": 1, "red": 0}


def counted_faults(text: str, truths: Sequence[Reckoning]) -> list[str] | None:
    """What is false in a sentence that counts over the report; None where it is none."""
    for form, check in CHECKS:
        match = form.fullmatch(text)
        if match is not None:
            return list(check({key: value for key, value in match.groupdict().items() if value},
                              truths))
    return None


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def _held(groups: Mapping[str, str], right: Mapping[str, int]) -> Iterator[str]:
    for name, number in right.items():
        said = _number(groups.get(name, "0"))
        if said != number:
            yield f"{said} {name} should be {number}"


def _shares(groups: Mapping[str, str], truths: Sequence[Reckoning]) -> Iterator[str]:
    ratings = Counter(truth.rating() for truth in truths)
    met, missed = (sum(ratings[name] for name in names) for names in (MET, MISSED))
    rated = met + missed
    tolerated = sum(_is_tolerated(truth) for truth in truths if truth.rating() == "amber")
    if not rated:
        yield "nothing is rated"
        return
    yield from _held(groups, {
        "met": met, "missed": missed, "tolerated": tolerated, "unrated": len(truths) - rated})
    said = {name: groups[f"{name}_share"] for name in ("met", "missed")}
    for name, count in (("met", met), ("missed", missed)):
        right = half_up(Fraction(count * 100, rated), len(said[name].partition(".")[2]))
        if Fraction(said[name]) != right:
            yield f"{said[name]}% {name} should be {float(right)}%"
    if sum(map(Fraction, said.values())) != 100:
        yield f"{said['met']}% and {said['missed']}% are not the whole"


def _is_tolerated(truth: Reckoning) -> bool:
    """Whether an amber figure is within its tolerance, and amber for that."""
    if truth.one.tolerance is None or any(
            mark.kind == "floor" and mark.covers(truth.now) for mark in truth.marks):
        return False
    target, value = truth.target(truth.now), truth.judged()
    if target is None or value is None:
        return False
    figure = truth.as_printed(value)
    ends = [Fraction(end) for end in (target.lower, target.value) if end is not None]
    end = min(ends, key=lambda one: abs(figure - one))
    size = Fraction(truth.one.tolerance.size)
    around = abs(end) * size / 100 if truth.one.tolerance.relative else size
    return abs(figure - end) <= around


def _areas(groups: Mapping[str, str], truths: Sequence[Reckoning]) -> Iterator[str]:
    rated = Counter(truth.one.section for truth in truths if truth.rating())
    missed = Counter(truth.one.section for truth in truths if truth.rating() in MISSED)
    named = list(_AREA.finditer(groups["areas"]))
    for found in named:
        pair = _number(found["missed"]), _number(found["rated"])
        right = missed[found["area"]], rated[found["area"]]
        if pair != right or not pair[0]:
            yield f"{pair[0]} of {pair[1]} in {found['area']} should be {right[0]} of {right[1]}"
    left = [missed[area] for area in missed if area not in {found["area"] for found in named}]
    if "some" not in groups and left:
        yield "areas where targets were missed are left out"
    if "some" in groups and left and max(left) >= min(_number(found["missed"]) for found in named):
        yield "an area where as many were missed is left out"


def _progress(groups: Mapping[str, str], truths: Sequence[Reckoning]) -> Iterator[str]:
    ways: Counter[str] = Counter()
    for truth in truths:
        before = truth.before(truth.now)
        if truth.one.polarity not in ("higher", "lower") or truth.one.kind == "cumulative" or (
                not truth.compared(truth.now)) or any(
                truth.cell(month).marking for month in (truth.now, before)):
            continue
        now, then = truth.shown(truth.now), truth.shown(before)
        assert now is not None
        assert then is not None
        better = (now > then) == (truth.one.polarity == "higher")
        ways["same" if now == then else "better" if better else "worse"] += 1
    yield from _held(groups, {name: ways[name] for name in ("better", "same", "worse")})


def _moved(groups: Mapping[str, str], truths: Sequence[Reckoning]) -> Iterator[str]:
    ways: Counter[str] = Counter()
    for truth in truths:
        now, before = truth.rating(), _rating_before(truth)
        if now and before:
            ways["same" if now == before else
                 "better" if ORDER[now] > ORDER[before] else "worse"] += 1
    yield from _held(groups, {name: ways[name] for name in ("better", "same", "worse")})


def _rating_before(truth: Reckoning) -> str:
    """The rating of the period before, where the two can be compared: by one sort of target, and
    of a year to date or what gathers within one year."""
    first = truth.now == truth.first_of_year(truth.now)
    of_year = truth.set_beside(truth.now) == "to_date" or truth.one.kind == "cumulative"
    before = truth.before(truth.now)
    target, then = truth.whole_target(truth.now), truth.whole_target(before)
    if truth.breaks_in(truth.now) or (first and of_year) or target is None or then is None or (
            truth.shown(truth.now) is None or truth.shown(before) is None):
        return ""
    earlier = truth.earlier()
    if (earlier.standing(before), earlier.set_beside(before)) != (
            truth.standing(truth.now), truth.set_beside(truth.now)):
        return ""
    months = all(not hasattr(one.span, "start") for one in (target, then))
    yearly = truth.one.frequency == "annual" and target.kind == then.kind
    # a range of one and the same figure is told as that figure, and is no range to set beside one
    alike = (target.lower is None, target.lower in (None, target.value)) == (
        then.lower is None, then.lower in (None, then.value))
    same = target == then or ((months or yearly) and alike)
    return earlier.rating() if same else ""


CHECKS: tuple[tuple[re.Pattern[str],
                    Callable[[Mapping[str, str], Sequence[Reckoning]], Iterator[str]]], ...] = (
    (SHARES, _shares), (AREAS, _areas), (PROGRESS, _progress), (MOVED, _moved))
