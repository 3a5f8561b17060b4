"""Areas or types set beside each other: which of one thing's figures is the highest, which lowest.

Indicators are of one thing where their titles are, but for the area or type at the end ("Repairs on
time: Northgate", "Repairs on time (bungalows)"), or where one title stands in several sections; and
where unit, kind, period and polarity are the same and their subjects have most words in common.
Only printed, final figures are set beside each other. Who has none is named with the reason, and so
are shares of few people, which are not ranked: one more or fewer would put them anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefing import amounts
from briefing.facts import Fact
from briefing.findings import Finding
from briefing.narrative.book import Book
from briefing.narrative.phrasing import Phrasing
from briefing.narrative.sentence import Figure, Pieces, Sentence, capital, join
from briefing.problems import listed

COMPARED = "compared"   # the move
MOST_NAMED = 3          # that are level at one end; more are counted
_TITLE = re.compile(r"(?P<stem>[^:]*\S)(?:: +| [–—-] )(?P<name>\S.*)"
                    r"|(?P<what>.*\S) \((?P<of>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings of one thing by area or type, in order, each with what it is called."""

    stem: str
    members: tuple[tuple[str, Finding], ...]


def groups(findings: Iterable[Finding], book: Book) -> Iterator[Compared]:
    """The findings that are of one thing, at least as many as the book sets beside each other."""
    rules = book.file.compared
    split: dict[tuple[str, str], list[tuple[str, Finding]]] = {}
    whole: dict[tuple[str, str], list[tuple[str, Finding]]] = {}
    for finding in findings:
        one = finding.indicator
        stem, name = stem_and_name(one.title)
        if name and name.casefold().split()[0] not in rules.whole_words:
            split.setdefault((stem, one.section), []).append((name, finding))
        whole.setdefault((one.title, ""), []).append((one.section, finding))
    for (stem, _), members in (*split.items(), *whole.items()):
        names = {name for name, _ in members}
        enough = len(members) >= max(2, rules.least) and len(names) == len(members)
        if enough and _alike(members) and all(map(_is_name, (stem, *names))):
            yield Compared(stem, tuple(members))


def _alike(members: Sequence[tuple[str, Finding]]) -> bool:
    """Whether they are figures of one kind and period, and their subjects of one thing."""
    ones = [finding.indicator for _, finding in members]
    return len({(one.unit, one.decimals, one.kind, one.frequency, one.year, one.over, one.polarity,
                 one.year_to_date) for one in ones}) == 1 and len(
        {finding.period for _, finding in members}) == 1 and _of_one_thing(members)


def stem_and_name(title: str) -> tuple[str, str]:
    """ "Repairs on time: Northgate" as what it is of and whose; no name where it has none."""
    match = _TITLE.fullmatch(title)
    if match is None:
        return title, ""
    return (match["stem"] or match["what"]), (match["name"] or match["of"])


def _is_name(text: str) -> bool:
    """Whether it can be told from a figure: "Year 11" can, "11" cannot."""
    return not any(map(str.isdigit, text)) or any(map(str.isalpha, text))


def numbered_names(titles: Iterable[str]) -> dict[str, list[str]]:
    """The names with digits that are set beside each other, and what they are of, by what that is:
    "aged 16 to 17" of "Referrals: aged 16 to 17". They hold no figures where they follow it."""
    names: dict[str, list[str]] = {}
    for title in titles:
        stem, name = stem_and_name(title)
        for text in (stem, name):
            if name and any(map(str.isdigit, text)):
                names.setdefault(f"{stem}:", []).append(text)
    return names


def _of_one_thing(members: Sequence[tuple[str, Finding]]) -> bool:
    """Whether the subjects have at least half of their words in common, at head and end."""
    words = [finding.indicator.subject.casefold().split() for _, finding in members]
    shortest = min(map(len, words))
    head = next((n for n in range(shortest) if len({w[n] for w in words}) > 1), shortest)
    tail = next((n for n in range(shortest - head) if len({w[-n - 1] for w in words}) > 1),
                shortest - head)
    return 2 * (head + tail) >= shortest


def compared(group: Compared, book: Book) -> Sentence | None:
    """ "Repairs on time: of the four compared in July, Northgate was highest (96.1%, 12 of 40) and
    Southgate lowest (81.0%, 34 of 42)."; None where too few can be set beside each other."""
    rules = book.file.compared
    ranked: list[tuple[str, Finding]] = []
    rest: dict[str, list[str]] = {"small": [], "withheld": [], "missing": []}
    for name, finding in group.members:
        current = finding.facts.get("current")
        if current is not None and finding.provisional:
            return None     # what is not final is the highest of nothing
        below = finding.facts.get("denominator")
        if current is None:
            withheld = finding.reason is not None and finding.reason.withheld
            rest["withheld" if withheld else "missing"].append(name)
        elif finding.indicator.is_share and below is not None and below.value < rules.least_of:
            rest["small"].append(name)
        else:
            ranked.append((name, finding))
    if len(ranked) < max(2, rules.least):
        return None
    phrasing = Phrasing(ranked[0][1], book)
    values = [finding.facts["current"].printed for _, finding in ranked]
    count = Fact(ranked[0][1].indicator.id, "compared", str(ranked[0][1].period),
                 Decimal(len(ranked)))
    slots: dict[str, Pieces] = {
        "stem": (group.stem,), "count": (Figure(amounts.cardinal(len(ranked)), count),),
        "rest": join(piece for why, names in rest.items() if names
                     for piece in phrasing.say("compared_rest", {"why": why}, {
                         "names": (listed(names, "and"),),
                         "least": _least(rules.least_of, count)}))}
    level = max(values) == min(values)
    if level:
        slots["high"] = phrasing.figure("current")
    else:
        total = _total(group, [finding for _, finding in ranked])
        slots["high"] = _end("highest", max(values), ranked, phrasing, total)
        slots["low"] = _end("lowest", min(values), ranked, phrasing, total)
    words = phrasing.say("compared", {"level": phrasing.yes(level)}, slots)
    return phrasing.sentence(capital(words), (COMPARED,))


def _least(least: int, count: Fact) -> Pieces:
    fact = Fact(count.indicator, "compared_least", count.period, Decimal(least))
    return (Figure(amounts.cardinal(least), fact),)


def _end(end: str, value: Decimal, ranked: Sequence[tuple[str, Finding]], phrasing: Phrasing,
         total: Fact | None) -> Pieces:
    """ "Northgate was highest (96.1%, 12 of 40)", "A and B were joint highest (96.1%)"."""
    there = [(name, finding) for name, finding in ranked
             if finding.facts["current"].printed == value]
    first = there[0][1]
    slots: dict[str, Pieces] = {"figure": Phrasing(first, phrasing.book).figure("current")}
    slots["names"] = (listed([name for name, _ in there], "and"),)
    if len(there) > MOST_NAMED:
        number = Fact(first.indicator.id, f"compared_{end}", str(first.period),
                      Decimal(len(there)))
        slots["names"] = (Figure(amounts.cardinal(len(there)), number),)
    parts = [first.facts.get("numerator"), first.facts.get("denominator")]
    if first.indicator.is_share and len(there) == 1 and None not in parts:
        own = Phrasing(first, phrasing.book)
        slots["figure"] = phrasing.say("compared_of_n", None, {
            "figure": slots["figure"], "numerator": (own.bare("numerator"),),
            "denominator": (own.bare("denominator"),)})
    elif total is not None:
        slots["figure"] = phrasing.say("compared_of_total", None, {
            "figure": slots["figure"], "total": (phrasing.prose(total),)})
    return phrasing.say("compared_end", {"end": end, "joint": phrasing.yes(len(there) > 1)}, slots)


def _total(group: Compared, ranked: Sequence[Finding]) -> Fact | None:
    """What the figures add up to where they are all there and parts of one total, as printed."""
    parts = {finding.indicator.part_of for finding in ranked}
    one = ranked[0].indicator
    if len(ranked) < len(group.members) or len(parts) > 1 or not one.part_of or (
            one.unit_class != "count" or any(finding.measure.rounded for finding in ranked)):
        return None
    added = sum((finding.facts["current"].printed for finding in ranked), Decimal(0))
    return Fact(one.id, "compared_total", str(ranked[0].period), added, one.decimals, one.unit)
