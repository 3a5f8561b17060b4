"""A generated sentence to what it claims.

A sentence is an opening and what is added to it; whatever is not understood is left over and said
to be so, so that no part of a sentence goes unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefing.amounts import Marking
from briefing.indicators import Indicator
from briefing.review import wording
from briefing.review.claims import (
    Absent,
    Beside,
    Between,
    Beyond,
    Caution,
    Claim,
    Concern,
    Edged,
    Extreme,
    Judged,
    Moved,
    Record,
    Related,
    Run,
    Same,
    Since,
    Stated,
    Time,
    Unjudged,
    Untimed,
    Usual,
    Word,
)
from briefing.review.figures import number_of
from briefing.review.forms import Form

Openings = tuple[tuple[str, Form], ...]
SORTS = ("to_date", "year", "pro_rata")     # of targets that are of no single period
_WHY = {
    "to protect the children concerned": "confidential",
    "because it rounds to nought": "low",
    "because the figure is unreliable": "unreliable",
    "not applicable": "not applicable",
    "No figure is available": "none",
}


_WHY_UNJUDGED = {"no figure": "gap", "Nor is": "withheld", "to protect": "withheld",
                 "is withheld": "month_withheld", "new series": "break"}
_WAYS = {"increased": "increased", "reduced": "reduced", "rose": "increased", "fell": "reduced",
         "edged up": "increased", "dipped": "reduced", "up": "increased", "down": "reduced",
         "above": "increased", "below": "reduced"}
# What last year's figure may be called, by what it is of.
_LAST_YEAR = ("same_month_last_year", "months_to_last_year", "year_to_date_last_year")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence claims, and the part of it that was not understood.

    `year` is the year that benchmarks were last named with.
    """

    opening: str = ""
    claims: tuple[Claim, ...] = ()
    left_over: str = ""
    year: str = ""


@dataclass(slots=True)
class _Sentence:
    """A sentence while it is read: how far, and what its relations hang on."""

    text: str
    brief: bool = False
    year: str = ""                          # that benchmarks were last named with
    at: int = 0
    judged: Judged = "month"
    relation: re.Match[str] | None = None
    verb: str = ""
    verb_of: Literal["be", "is"] = "be"     # of the indicator, or of its figure
    claims: list[Claim] = field(default_factory=list)

    def take(self, pattern: Form) -> re.Match[str] | None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found


_BETTER = re.compile(r"(?<!points )(?<!\d )\b(?P<much>much )?(?P<way>better|worse) than\b")


def read(text: str, indicator: Indicator, brief: bool = False, year: str = "",
         that: Judged = "month", own: Openings = ()) -> Reading:
    """The claims of one sentence about the indicator.

    A `brief` one leaves out what its service area has said: the month, the `year` of others'
    figures, and which figure `that` is. `own` are openings that only what is read here can have.
    """
    sentence = _Sentence(_masked(text, indicator), brief, year)
    openings = wording.OPENINGS
    if brief:
        _take_concern(sentence)
        openings = (*own, *wording.BRIEF_OPENINGS, *openings, *wording.BRIEF_LEVELS)
    first = next(((name, found) for name, pattern in openings
                  if (found := sentence.take(pattern))), None)
    if first is None:
        return Reading("", (), text, year)
    opening, found = first
    sentence.judged = "to_date" if opening in ("to_date", "standing", "year", "year_alone") else (
        "month")
    if re.search(r" remains?$", found[0]):
        sentence.verb = "still"         # of what is said next, as of what "still" is said of
    if opening == "that":
        sentence.judged = that
    sentence.verb_of = "is" if opening in ("this", "the_month", "standing") or found[0].startswith(
        "The year to date, ") else "be"
    sentence.claims += _opening(opening, found)
    while sentence.at < len(sentence.text) and (_add(sentence) or _relate(sentence)):
        pass
    rest = sentence.text[sentence.at :]
    return Reading(opening, tuple(sentence.claims), "" if rest == "." else rest or "no full stop",
                   sentence.year)


def _take_concern(sentence: _Sentence) -> None:
    """Take away what puts a sentence as a main concern, and what is better after its subject."""
    found = wording.CONCERN.match(sentence.text)
    if found:
        named = found["named"] or found["first"]
        better = found["better"] or found["first_better"] or ""
        sentence.text = f"{named[:1].upper()}{named[1:]}{better} {sentence.text[found.end() :]}"
        sentence.claims.append(Concern())
    better = wording.POLARITY.search(sentence.text)
    if better:
        sentence.text = better["named"] + sentence.text[better.end() :]
        sentence.claims.append(Word("polarity", better["polarity"]))


def _above_or_below(text: str) -> str:
    """The text with above and below in place of worse and better than a mark."""
    return _BETTER.sub(lambda found: (
        f"{'well ' if found['much'] else ''}{'below' if found['way'] == 'better' else 'above'}"),
        text)


def _masked(text: str, indicator: Indicator) -> str:
    """The sentence with signs in place of the indicator's own words."""
    if indicator.polarity == "lower":
        text = _above_or_below(text)
    counted = indicator.subject.removeprefix("number of ")
    if indicator.subject.endswith(")"):     # "(in 12 months; lower is better)"
        inner = re.escape(indicator.subject[:-1])
        text = re.sub(rf"({inner}); (lower|higher) is better\)", r"\1) (\2 is better)", text,
                      count=1, flags=re.I)
    for own, sign in ((indicator.zero, wording.NOUGHT), (indicator.subject, wording.SUBJECT)):
        if own:
            text = re.sub(re.escape(own), sign, text, count=1, flags=re.I)
    return re.sub(rf"(?<= no ){re.escape(counted)}(?= )", wording.COUNTED, text, count=1)


def _opening(name: str, found: re.Match[str]) -> Iterator[Claim]:
    groups = {key: value for key, value in found.groupdict().items() if value}
    yield from _words(groups)
    match name:
        case "level" | "changed":
            yield _stated("now", groups)
            if "now_at" not in groups:
                yield Untimed("now")
            if name == "changed":
                yield _stated("then", groups)
                way = groups.get("way", groups.get("moved", ""))
                yield Moved(_WAYS.get(way, ""), groups.get("hedge", ""), groups.get("by", ""))
                if way in ("edged up", "dipped"):
                    yield Edged()
                if "record" in groups:
                    known = groups.get("known")
                    yield Record(groups["record"], groups.get("since", ""),
                                 int(number_of(known)) if known else 0)
        case "year" | "year_alone":
            yield Stated("to_date", groups["to_date"],
                         marking=marking_said(groups, "to_date_soft", "soft"))
            if "pronoun" in groups:
                yield Word("be", {"remains": "is", "remain": "are"}.get(
                    groups["pronoun"].split()[1], groups["pronoun"].split()[1]))
        case "that":
            yield Word("be", "are" if "those" in groups else "is")
        case "nought":
            if "now_at" not in groups:
                yield Untimed("now")
            yield Stated("now", "nought", groups.get("now_how", ""), groups.get("now_at", ""),
                         marking_said(groups, "soft", "own_soft"))
        case "nought_since":
            yield Stated("now", "nought", "", groups["until"],
                         marking_said(groups, "soft", "own_soft"))
            yield Since(groups["first"])
        case "to_date":
            yield Stated("to_date", groups["to_date"], "at the end of", groups["at"],
                         marking_said(groups, "soft", "to_date_soft"))
        case "standing" | "total":
            role = "to_date" if name == "standing" else name
            yield Stated(role, groups[role], marking=marking_said(groups, f"{role}_soft"))
        case "the_month":
            yield Time("now", "", groups["at"])
        case "gap":
            yield Absent(groups["why"], groups["at"])
        case "not_shown":
            yield Absent(_WHY[groups["why"]], groups["at"])
        case "small":
            yield Absent(_WHY[groups["why"]], groups.get("now_at", ""))
        case "unjudged":
            yield _unjudged(groups)
        case "caution":
            yield Caution(int(number_of(groups["below"])), groups["by"], groups["ways"])
        case "flows":
            yield Time("now", "", groups["now_at"])
            yield Beside("inflow", groups["in_words"], groups["inflow"])
            yield Beside("outflow", groups["out_words"], groups["outflow"])
        case "shares":
            how = groups["now_how"]
            yield Time("now", how[0].lower() + how[1:], groups["now_at"])
            yield Beside("share", f"{groups['stem']} {groups['first']}", groups["first_share"])
            for share in wording.SHARE.finditer(groups.get("rest", "")):
                yield Beside("share", f"{groups['stem']} {share['name']}", share["share"])


def _unjudged(groups: dict[str, str]) -> Unjudged:
    why = next((why for why in ("waits", "unclear") if why in groups), "")
    why = why or next(why for words, why in _WHY_UNJUDGED.items() if words in groups["why"])
    return Unjudged(groups["value"], groups.get("low", ""), why, groups.get("unclear", ""))


def _words(groups: dict[str, str]) -> Iterator[Claim]:
    name = groups.get("subject", groups.get("plain", ""))
    if name and name != wording.SUBJECT:
        yield Word("name", name)
    for sort in ("span", "gloss", "gloss_under", "late", "polarity", "be", "rounded"):
        found = groups.get(sort) or (groups.get("spans") if sort == "span" else None)
        if found:
            yield Word(sort, found)
    if "extreme" in groups:
        yield Extreme(groups["extreme"])


def marking_said(groups: Mapping[str, str], *names: str) -> Marking:
    """How the figure is said to be marked, by the words that one of these groups took."""
    said = "".join(groups.get(name) or "" for name in names)
    return "provisional" if "provisional" in said else "estimated" if "estimated" in said else (
        "unreliable" if said else "")


def _stated(role: str, groups: dict[str, str]) -> Stated:
    return Stated(role, groups[role], groups.get(f"{role}_how", ""), groups.get(f"{role}_at", ""),
                  marking_said(groups, f"{role}_soft", *("soft",) * (role == "now")),
                  groups.get(f"{role}_above", ""), groups.get(f"{role}_below", ""))


def _add(sentence: _Sentence) -> bool:
    """Read one addition; False when none is understood."""
    own = wording.BRIEF_ADDITIONS if sentence.brief else ()
    for name, pattern in (*own, *wording.ADDITIONS):
        found = sentence.take(pattern)
        if found:
            groups = {key: value for key, value in found.groupdict().items() if value}
            sentence.claims += [*_words(groups), *_addition(name, groups)]
            return True
    return False


def _addition(name: str, groups: dict[str, str]) -> Iterator[Claim]:
    count = next((int(number_of(groups[k])) for k in ("count", "run", "known") if k in groups), 0)
    match name:
        case "so_far":
            yield Stated("to_date", groups["to_date"], marking=marking_said(groups, "to_date_soft"))
        case "beyond":
            yield _stated("then", groups)
            yield Moved(_WAYS[groups["side"]])
            if "earlier" in groups:
                yield _stated("earlier", groups)
                yield Beyond(groups["side"])
        case "compared":
            yield _stated("then", groups)
            yield Moved(_WAYS.get(groups.get("way", ""), ""))
        case "beyond_two":
            yield _stated("then", groups)
            yield _stated("earlier", groups)
            yield Beyond(groups["side"])
        case "between":
            yield Between(groups["low"], groups["high"], groups["since"])
        case "same":
            yield Time("then", groups.get("then_how", ""), groups["then_at"])
            yield Same("before")
        case "same_row" | "same_always":
            yield Same("row" if name == "same_row" else "always", count, groups.get("since", ""))
        case "gap":
            yield Absent(groups["why"], groups.get("at", ""))
        case "unjudged":
            yield _unjudged(groups)
        case "waits":
            yield Unjudged(groups["value"], groups.get("low", ""), "waits", "")
        case "record":
            yield Record(groups["record"], groups.get("since", ""), count)
        case "run" | "ended":
            yield Run(groups["way"], count, groups.get("since", ""))
        case "usual":
            yield Usual(groups["relation"], groups["low"], groups["high"])


def _relate(sentence: _Sentence) -> bool:
    """Read one comparator, with its relation or under the one before; False when there is none."""
    start = sentence.at
    relation = sentence.take(wording.BRIEF_RELATION if sentence.brief else wording.RELATION)
    if relation:
        sentence.relation = relation
        verb = relation["verb"] or ""
        if verb and (not sentence.brief or " " in verb):
            sentence.claims.append(Word(sentence.verb_of, verb))
        sentence.verb = (verb or sentence.verb).replace("are", "is")
    elif not sentence.relation or not sentence.take(
            wording.BRIEF_NEXT if sentence.brief else wording.NEXT):
        return False
    for name, pattern in wording.BRIEF_COMPARATORS if sentence.brief else wording.COMPARATORS:
        found = sentence.take(pattern)
        if found:
            sentence.claims += _related(name, found, sentence)
            return True
    sentence.at = start
    return False


def _related(name: str, found: re.Match[str], sentence: _Sentence) -> Iterator[Related]:
    assert sentence.relation
    verb = {"remain": "remains", "is": "", "still": "remains", "now": "is now"}.get(
        sentence.verb, sentence.verb)
    relation = sentence.relation["relation"]
    relation = {"more than": "above", "fewer than": "below", "less than": "below"}.get(
        relation, relation)
    if relation == "at" and name != "target":
        sentence.claims.append(Word("at", name))
    relation = "equal to" if relation in ("at", "the same as") else relation
    groups = found.groupdict(default="")
    parts = [groups]
    if name in _LAST_YEAR:
        sentence.claims.append(Word("last_year", name))
    if name == "benchmarks":
        parts = [one.groupdict(default="") for one in wording.ONE_BENCHMARK.finditer(groups["who"])]
    if name == "benchmark" and sentence.brief:
        # the year that was named last, where none is named
        sentence.year = groups["at"] = groups.get("at") or sentence.year
    for part in parts:
        role = name if not name.startswith("benchmark") else wording.WHO.get(
            part["who"], part["who"])
        if name in _LAST_YEAR and sentence.judged == "month":
            role = "same_month_last_year"
        yield Related(sentence.judged, verb, sentence.relation["size"] or "", relation, role,
                      groups.get("at", ""), part["value"], groups.get("low", ""),
                      marking_said(part, "value_soft"),
                      groups.get("of", ""), groups.get("before", ""), groups.get("before_of", ""),
                      next((sort for sort in SORTS if groups.get(sort)), ""),
                      groups.get("whole", ""), groups.get("whole_low", ""), sentence.brief)
