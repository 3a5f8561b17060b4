"""Areas or types set beside each other, read back: how many, who is highest and lowest, of what.

Who is meant is found by the words: every indicator whose title is the stem with a name after it, or
whose title is the stem, in a section of that name. Each figure and each n of N is worked out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from briefing.review.cells import WITHHELD
from briefing.review.figures import number_of
from briefing.review.reckoning import Reckoning

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve")
FORM = re.compile(
    r"(?P<stem>.+?): (?:all (?P<all>[\w,]+) compared (?P<then_all>.+?) were (?P<same>[^;]+?)"
    r"|of the (?P<count>[\w,]+) compared (?P<then>.+?), (?P<high>[^()]+?) "
    r"(?:was|were (?P<joint_high>joint)) highest \((?P<highest>[^()]+)\) and (?P<low>[^()]+?) "
    r"(?P<joint_low>joint )?lowest \((?P<lowest>[^()]+)\))"
    r"(?:; of fewer than (?P<least>\w+), so not ranked: (?P<small>[^;]+?))?"
    r"(?:; withheld: (?P<withheld>[^;]+?))?(?:; without a figure: (?P<missing>[^;]+?))?\.")
WHOLE = ("all", "total", "overall", "combined", "borough", "county", "council")
NAMED = re.compile(r"(?::\s+|\s[–—-]\s|\s\()(?P<name>[^:]+?)\)?")
HOW = {"flow": "in ", "stock": "at the end of ", "rolling_12": "in the ", "cumulative": ""}


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    truth: Reckoning


def compared_faults(text: str, truths: Sequence[Reckoning], section: str = ""
                    ) -> list[str] | None:
    """What is false in the sentence, which stands in a `section`; None where it sets nothing beside
    each other."""
    match = FORM.fullmatch(text)
    if match is None:
        return None
    groups = {key: value for key, value in match.groupdict().items() if value}
    members = _members(groups["stem"], truths, section)
    if not members:
        return [f"there is nothing called '{groups['stem']}' to be set beside each other"]
    return list(_faults(groups, members))


def _members(stem: str, truths: Sequence[Reckoning], section: str) -> list[_Member]:
    named = []
    for truth in truths:
        match = NAMED.fullmatch(truth.one.title.removeprefix(stem))
        if section in ("", truth.one.section) and truth.one.title.startswith(stem) and (
                match is not None) and (
                match["name"].split()[0].casefold() not in WHOLE):
            named.append(_Member(match["name"], truth))
    whole = [_Member(truth.one.section, truth) for truth in truths if truth.one.title == stem]
    return max((named, whole), key=len)


def _faults(groups: dict[str, str], members: list[_Member]) -> Iterator[str]:
    first = members[0].truth
    if len({(m.truth.one.unit, m.truth.one.kind, m.truth.one.decimals, m.truth.now)
            for m in members}) > 1:
        yield "figures of several units or periods are set beside each other"
        return
    yield from _time(groups.get("then_all") or groups["then"], first)
    least = NUMBERS.index(groups["least"]) if "least" in groups else 0
    ranked: dict[str, tuple[Fraction, Reckoning]] = {}
    rest: dict[str, set[str]] = {"small": set(), "withheld": set(), "missing": set()}
    small = _names(groups.get("small", ""), members)
    for member in members:
        cell, value = member.truth.cell(member.truth.now), member.truth.shown(member.truth.now)
        if value is None:
            rest["withheld" if cell.reason in WITHHELD else "missing"].add(member.name)
        elif member.name in small:
            if cell.denominator is None or cell.denominator >= least:
                yield f"'{member.name}' is not of fewer than {least}"
            rest["small"].add(member.name)
        else:
            ranked[member.name] = value, member.truth
        if value is not None and cell.marking:
            yield f"the figure of '{member.name}' is not final"
    for why, names in rest.items():
        said = _names(groups.get(why, ""), members)
        if said != names:
            yield f"{why}: {sorted(said)} should be {sorted(names)}"
    count = groups.get("all") or groups["count"]
    if _number(count) != len(ranked) or len(ranked) < 2:
        yield f"'{count}' should be {len(ranked)}"
        return
    yield from _ends(groups, ranked, members)


def _time(then: str, truth: Reckoning) -> Iterator[str]:
    how = HOW[truth.one.kind]
    named = truth.named(truth.now)
    if not then.startswith(how) or not then.endswith(named):
        yield f"'{then}' is not when they are of ({named})"


def _ends(groups: dict[str, str], ranked: dict[str, tuple[Fraction, Reckoning]],
          members: list[_Member]) -> Iterator[str]:
    values = [value for value, _ in ranked.values()]
    if "same" in groups:
        worded = next(iter(ranked.values()))
        if len(set(values)) > 1 or groups["same"] != worded[1].worded(worded[0]):
            yield f"all are said to be {groups['same']}"
        return
    if max(values) == min(values):
        yield "all have the same figure"
    for end, text, best in (("high", groups["highest"], max(values)),
                            ("low", groups["lowest"], min(values))):
        right = {name for name, (value, _) in ranked.items() if value == best}
        said = _names(groups[end], members)
        if (said or _number(groups[end])) != (right if said else len(right)):
            yield f"the {end}est is said to be {groups[end]}, not {sorted(right)}"
            continue
        if bool(groups.get(f"joint_{end}")) != (len(right) > 1):
            yield f"'joint' {end}est is of {len(right)}"
        yield from _figure(text, ranked[sorted(right)[0]], [truth for _, truth in ranked.values()])


def _figure(text: str, best: tuple[Fraction, Reckoning], every: list[Reckoning]) -> Iterator[str]:
    value, truth = best
    figure, _, more = text.partition(", ") if truth.one.is_share else text.partition(" of ")
    if figure != truth.worded(value):
        yield f"'{figure}' should be '{truth.worded(value)}'"
    if more and truth.one.is_share:
        cell = truth.cell(truth.now)
        if [number_of(part) for part in more.split(" of ")] != [cell.numerator, cell.denominator]:
            yield f"'{more}' should be {cell.numerator} of {cell.denominator}"
    elif more:
        total = sum((other.shown(other.now) or Fraction(0) for other in every), Fraction(0))
        if number_of(more) != total or len({other.one.part_of for other in every}) > 1 or (
                not truth.one.part_of):
            yield f"'of {more}' is not the total of their parts ({float(total)})"


def _names(text: str, members: list[_Member]) -> set[str]:
    """The names that are listed, "A, B and C": longer ones first, as one may hold "and"."""
    said: set[str] = set()
    for name in sorted((m.name for m in members), key=len, reverse=True):
        pattern = rf"(?:^|(?<=, )|(?<= and )){re.escape(name)}(?=$|, | and )"
        text, times = re.subn(pattern, "\0", text)
        if times:
            said.add(name)
    return said if re.fullmatch(r"(?:\0|, | and )*", text) else set()


def _number(text: str) -> int | None:
    if text in NUMBERS:
        return NUMBERS.index(text)
    return int(text.replace(",", "")) if text.replace(",", "").isdigit() else None
