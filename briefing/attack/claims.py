"""What sentences, rows and questions claim, read by words of the attack's own.

"The lowest in 16 months", "the third reduction in a row", "still above the target", "Moved from
green to amber" say of figures that stand nowhere how they lie to others. Each is read as a claim on
the indicator that it is about; `claimed` makes relations of those that touch a withheld figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from briefing.attack.intervals import number_in
from briefing.attack.shown import Claim
from briefing.attack.sizes import Way
from briefing.attack.words import squeezed
from briefing.indicators import Dictionary, Indicator
from briefing.narrative.told_ratios import ratios_in
from briefing.periods import MONTH_NAMES, parse_month

UP: Way = "above"
DOWN: Way = "below"
LEVEL: Way = "equal"

_ORDINALS = {word: n for n, word in enumerate((
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth"), 1)}
_ORDINAL = rf"(?P<nth>{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th))"
_NUMBER = r"(?P<number>\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_MONTH = rf"(?P<month>(?:{'|'.join(MONTH_NAMES)}) \d{{4}})"
_PERIOD = r"(?:months?|quarters?|years?|periods?)"
_RISE, _FALL = "increase|rise", "reduction|fall|decrease|decline"
_MORE = r"rose|increased|edged up|went up|grew|climbed|up from|rise from"
_LESS = r"fell|reduced|decreased|edged down|dipped|dropped|went down|declined|down from"
_NAMED = "green|amber|red"

_RECORD = re.compile(rf"the (?P<end>highest|lowest) (?:in {_NUMBER} {_PERIOD}|since {_MONTH})")
_BEFORE = re.compile(r"(?:an annual|the year’s) (?P<end>high|low)\b")
_RUN = re.compile(rf"{_ORDINAL} (?P<each>successive )?(?P<way>{_RISE}|{_FALL})"
                  r"(?(each)\b| in a row)")
_ENDED = re.compile(rf"ending {_NUMBER} (?P<way>{_RISE}|{_FALL})s in a row")
_WORSE = re.compile(rf"(?P<way>worsen\w*|improv\w*|worse|better)\b(?: for the| in a|[^.?;]*? its)? "
                    rf"{_ORDINAL} (?:successive )?{_PERIOD}")
_LEVEL_RUN = re.compile(rf"(?<!worsened )(?<!improved )for the {_ORDINAL} {_PERIOD} in a row")
_EACH = re.compile(rf"as in each of the {_NUMBER} {_PERIOD} on record")
_CHANGE = re.compile(rf"\b(?:(?P<up>{_MORE})|(?P<down>{_LESS})|(?P<level>unchanged|"
                     rf"(?<!still )(?<!now )the same as in))\b|(?P<arrow>[↑↓→]) ", re.I)
_COMPARATORS = (
    ("mean_12m", r"the 12 month average(?! of (?!the\b))"),
    ("target", r"(?:the|[A-Z]\w+’s|its) target(?! range)|the year’s target(?! range)"),
    ("same_month_last_year", rf"(?:the 12 months to )?{_MONTH}"),
    ("year_to_date_last_year", r"(?:the|at the) same point last year"),
    ("outturn", r"(?P<year>\d{4}/\d\d)(?! (?:average|statistical|national|regional))"),
    ("statistical_neighbours", r"(?:the \S+ (?:average of )?)?(?:similar councils|statistical)"),
    ("region", r"(?:the \S+ (?:average of )?)?(?:the region\b|regional)"),
    ("national", r"(?:the \S+ (?:average for )?)?(?:England|national)"))
_RELATION = re.compile(
    r"\b(?:(?P<lasting>still|now) )?(?:(?P<size>just|slightly|well|much|far) )?"
    r"(?P<way>above|below|the same as|worse than|better than|"
    r"(?P<short>not at|bring .{0,90}? to|stands between .{0,90}? and)) ")
_TOO = r"(?:(?!\babove\b|\bbelow\b)[^.;?|])*?"     # within one relation
_RANGE = re.compile(r"\b(?P<way>above|below|within) (?:its|the|the year’s|[A-Z]\w+’s) "
                    r"(?:\w+ )?range(?: to date)?(?: of |,? \()"
                    r"(?P<low>[^\s()]+) to (?P<high>[^\s()]+)")
# "one in eight", "about a third": a part of a whole
_ONE_IN = re.compile(rf"(?P<near>about |around |almost |nearly |over |under )?one in {_NUMBER}\b",
                     re.I)
_NAMED_MONTH = re.compile(rf"\b{_MONTH}|\b(?P<plain>{'|'.join(MONTH_NAMES)})(?:’s)?\b")
_OTHER_SPAN = re.compile(r"\d{4}/\d\d|\b(?:year|average|target|England|councils|region)\b", re.I)
ABOUT = Fraction(1, 5)      # of "about a third" to either side
_MOVED = re.compile(rf" from (?P<from>{_NAMED}) to (?P<to>{_NAMED})|"
                    rf"rated (?P<now>{_NAMED}), no longer (?P<then>{_NAMED})|"
                    rf"go back from (?P<back>{_NAMED}) to (?P<was>{_NAMED})", re.I)
_GONE = re.compile(rf"moved to (?P<to>{_NAMED}) \((?P<titles>[^()]*(?:\([^()]*\)[^()]*)*)\)")
_RATED = re.compile(rf"\| [▲●▼] (?P<rating>{_NAMED})\b|\brated (?P<word>{_NAMED})\b", re.I)
_FURTHER = re.compile(r"further from [^.?;]*? than in|the gap to [^.?;]*? wider than in|"
                      r"move away from")
_YEAR = re.compile(r"year to date|so far this year|(?:over|for) the year so far", re.I)
_GOES_ON = re.compile(r"(?:The year to date|Over the year so far|At [^ ]+ so far|This |It |They |"
                      rf"The (?:{'|'.join(MONTH_NAMES)}) figure)")
_VERB = re.compile(rf" (?:was|were|is|are|{_MORE}|{_LESS}|worsened|improved)\b")
_SENTENCES = re.compile(r"(?<=[.?!])\s+(?=[A-Z“‘])")
_GLANCE = ("needs attention", "went well", "going well")
LEAST_CELLS = 4     # of a row that is told of an indicator


def claims_in(texts: Iterable[tuple[str, str]], dictionary: Dictionary) -> tuple[Claim, ...]:
    """What the texts, each with its place and in reading order, claim of indicators, each once."""
    reader = _Reader(dictionary)
    found: dict[tuple[object, ...], Claim] = {}
    for place, text in texts:
        for claim in reader.read(squeezed(text), place):
            found.setdefault(_key(claim), claim)
    return tuple(found.values())


def _key(claim: Claim) -> tuple[object, ...]:
    plain = replace(claim, text="", place="")
    return (plain, claim.text if claim.kind == "chosen" else "")


@dataclass(slots=True)
class _At:
    """Where in the report a text stands: its section, the title above it, a list of rows."""

    section: str = ""
    title: str = ""
    rows: str = ""


class _Reader:
    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self.at = _At()
        self.sections = {one.section.casefold() for one in dictionary.indicators}
        self.titles: dict[str, list[Indicator]] = {}
        for one in dictionary.indicators:
            self.titles.setdefault(squeezed(one.title).casefold(), []).append(one)
        subjects: dict[str, list[Indicator]] = {}
        for one in dictionary.indicators:
            subjects.setdefault(squeezed(one.subject).casefold(), []).append(one)
        # of several that are called the same nobody knows which is meant
        self.subjects = sorted(((words, some[0] if len(some) == 1 else None)
                                for words, some in subjects.items() if words),
                               key=lambda pair: -len(pair[0]))

    def read(self, text: str, place: str) -> Iterator[Claim]:
        """The claims of a line, a row or a paragraph."""
        folded = text.removeprefix("• ").casefold()
        if folded in self.sections:
            self.at = _At(section=folded)
        elif folded in self.titles:
            self.at.title = folded
        elif folded in _GLANCE:
            self.at = _At(rows=folded)      # rows of every section
        elif " | " in text:
            yield from self._row(text, place)
        elif text.startswith("["):
            return
        else:
            if "|" not in text and len(text.split()) < 8:
                self.at.rows = self.at.rows if folded in _GLANCE else ""
            yield from self._paragraph(text, place)

    def _titled(self, title: str) -> Indicator | None:
        some = self.titles.get(squeezed(title).casefold(), [])
        here = [one for one in some if one.section.casefold() == self.at.section] or some
        return here[0] if len(here) == 1 else None

    def _row(self, text: str, place: str) -> Iterator[Claim]:
        cells = text.split(" | ")
        one = self._titled(cells[0])
        if one is None or len(cells) < LEAST_CELLS:
            return
        words = " | ".join(cell for cell in cells[1:] if not cell.startswith("["))
        yield from _told(one, words, words, place)
        if self.at.rows in _GLANCE:
            yield Claim(one.id, "chosen", f"{self.at.rows}: {words}", place)

    def _paragraph(self, text: str, place: str) -> Iterator[Claim]:
        last: Indicator | None = None
        for sentence in _SENTENCES.split(text):
            for match in _GONE.finditer(sentence):
                for one in self._listed(match["titles"]):
                    rating = match["to"].casefold()
                    yield Claim(one.id, "rating", match[0], place, rating=rating)
                    yield Claim(one.id, "not_rated", match[0], place, rating=rating, back=1)
            mentions = self._mentions(sentence)
            if not mentions:
                meant = last if _GOES_ON.match(sentence) else self._by_short(sentence)
                if meant is not None:
                    yield from _told(meant, sentence, sentence, place)
                    last = meant
                continue
            starts = [0, *(start for start, _ in mentions[1:]), len(sentence)]
            for (start, end), (_, mentioned) in zip(pairwise(starts), mentions, strict=True):
                if mentioned is not None:
                    yield from _told(mentioned, sentence[start:end], sentence, place)
            last = mentions[0][1] if len(mentions) == 1 else None

    def _listed(self, titles: str) -> Iterator[Indicator]:
        rest = squeezed(titles).casefold()
        for title in sorted(self.titles, key=len, reverse=True):
            one = self._titled(title)
            if title in rest and one is not None:
                rest = rest.replace(title, " ")
                yield one

    def _mentions(self, sentence: str) -> list[tuple[int, Indicator | None]]:
        rest = sentence.casefold()
        if len(rest) != len(sentence):
            return []
        found: list[tuple[int, Indicator | None]] = []
        for words, one in self.subjects:
            start = rest.find(words)
            if start >= 0:
                found.append((start, one))
                rest = rest.replace(words, " " * len(words))
        return sorted(found, key=lambda pair: pair[0])

    def _by_short(self, sentence: str) -> Indicator | None:
        """Of "The rate per 10,000 rose to" the one of its section that it can be short for."""
        verb = _VERB.search(sentence)
        if re.match(rf"(?:{_MORE}|{_LESS}|unchanged)\b", sentence, re.I):
            return self._titled(self.at.title) if self.at.title else None
        if verb is None or not self.at.section:
            return None
        short = sentence[:verb.start()].casefold().removeprefix("the ")
        some = [one for one in self.dictionary.indicators
                if one.section.casefold() == self.at.section
                and one.subject.casefold().startswith(short)]
        return some[0] if len(some) == 1 else None


# ── what a clause says ───────────────────────────────────────────────────────────────────────────


def _told(one: Indicator, clause: str, whole: str, place: str) -> Iterator[Claim]:
    """The claims of the words that are about the indicator."""
    made = Claim(one.id, "change", "", place)
    yield from _of_months(one, clause, made)
    for match in _MOVED.finditer(clause):
        now, before = (match["to"] or match["now"] or match["back"] or "").casefold(), (
            match["from"] or match["then"] or match["was"] or "").casefold()
        yield replace(made, kind="rating", text=match[0].strip(), rating=now)
        yield replace(made, kind="rating", text=match[0].strip(), rating=before, back=1)
    for match in _RATED.finditer(clause):
        yield replace(made, kind="rating", text=match[0].removeprefix("| "),
                      rating=(match["rating"] or match["word"]).casefold())
    yield from _relations(one, clause, made)
    yield from _ranges(clause, made)
    yield from _ratios(one, clause, made)
    if whole.endswith("?"):
        yield replace(made, kind="chosen", text=whole)


def _of_months(one: Indicator, clause: str, made: Claim) -> Iterator[Claim]:
    for match in _RECORD.finditer(clause):
        way = UP if match["end"] == "highest" else DOWN
        since = parse_month(match["month"]) if match["month"] else None
        yield replace(made, kind="record", text=match[0], way=way, since=since,
                      number=_cardinal(match["number"]) if match["number"] else 0)
    for match in _BEFORE.finditer(clause):
        yield replace(made, kind="record_before", text=match[0],
                      way=UP if match["end"] == "high" else DOWN)
    for pattern, back in ((_RUN, 0), (_ENDED, 1)):
        for match in pattern.finditer(clause):
            number = _nth(match["nth"]) if back == 0 else _cardinal(match["number"])
            way = UP if match["way"] in _RISE.split("|") else DOWN
            yield replace(made, kind="run", text=match[0], way=way, number=number, back=back)
    for match in _WORSE.finditer(clause):
        worse = _worse(one, match["way"].startswith("wors"))
        if worse:
            yield replace(made, kind="run", text=match[0], way=worse, number=_nth(match["nth"]))
    for match in _LEVEL_RUN.finditer(clause):
        if not _WORSE.search(clause):
            yield replace(made, kind="run", text=match[0], way=LEVEL, number=_nth(match["nth"]) - 1)
    for match in _EACH.finditer(clause):
        yield replace(made, kind="run", text=match[0], way=LEVEL,
                      number=_cardinal(match["number"]) - 1)
    for match in list(_CHANGE.finditer(clause))[:1]:
        way = (UP if match["up"] or match["arrow"] == "↑" else
               DOWN if match["down"] or match["arrow"] == "↓" else LEVEL)
        if not _YEAR.search(clause[:match.end()]):
            yield replace(made, kind="run", text=match[0].strip(), way=way, number=1)
    for match in _FURTHER.finditer(clause):
        worse = _worse(one, True)
        if worse:
            yield replace(made, kind="further", text=match[0], way=worse)


def _relations(one: Indicator, clause: str, made: Claim) -> Iterator[Claim]:
    for match in _RELATION.finditer(clause):
        rest = clause[match.end():]
        said = match["way"]
        way = (LEVEL if said == "the same as" else _way(said) if said in (UP, DOWN)
               else _worse(one, not said.startswith("better")))
        if way is None:
            continue
        on_year = bool(_YEAR.search(clause[:match.end()]))
        for role, pattern in _COMPARATORS:
            # "below June’s 184 and May’s 188", "above similar councils (84.6%) and England (87.6%)"
            at = re.match(pattern, rest) or re.match(rf"{_TOO} and (?:{pattern})", rest)
            if at is None or (match["short"] and role != "target"):
                continue
            given = re.match(r"(?: average)?(?: range)? \(([^()]*)\)| of ([\d.,£%]+)",
                             rest[at.end():])
            number = number_in(next(filter(None, given.groups()), "")) if given else None
            yield replace(
                made, kind="relation", text=match[0] + at[0], way=way, comparator=role,
                role="year_to_date" if on_year else "",
                value=f"{number.value}" if number else "", lasting=match["lasting"] or "",
                size=match["size"] or "",
                since=parse_month(at["month"]) if role == "same_month_last_year" and at["month"]
                else None)


def _ranges(clause: str, made: Claim) -> Iterator[Claim]:
    """How the figure lies to a range: its usual one, or that of its target."""
    role = "year_to_date" if _YEAR.search(clause) else ""
    for match in _RANGE.finditer(clause):
        low, high = number_in(match["low"]), number_in(match["high"])
        if low is None or high is None:
            continue
        if match["way"] == "within":
            yield replace(made, kind="range", text=match[0], role=role, least=low.value,
                          most=high.value)
        else:
            end = high if match["way"] == UP else low
            yield replace(made, kind="relation", text=match[0], way=_way(match["way"]), role=role,
                          value=f"{end.value}")


def _ratios(one: Indicator, clause: str, made: Claim) -> Iterator[Claim]:
    """How many times another month's figure it is: "halved", "an eighth of June's"; of a percentage
    what part of all: "about a third", "one in eight"."""
    for match in _ONE_IN.finditer(clause) if one.unit_class == "percent" else ():
        part = Fraction(1, max(_cardinal(match["number"]), 1))
        yield _part_of_all(made, match[0], part, bool(match["near"]))
    months = list(_NAMED_MONTH.finditer(clause))
    others = [month for month in months if month["month"]]
    if _OTHER_SPAN.search(clause) or len(others) > 1:
        return
    for ratio in ratios_in(clause):
        if ratio.sure and ratio.low >= 0:
            yield replace(made, kind="ratio", text=ratio.words, least=ratio.low, most=ratio.high,
                          since=parse_month(others[0]["month"]) if others else None)
        elif one.unit_class == "percent" and not re.search(r"\d", ratio.words):
            near = ratio.high > ratio.low
            yield _part_of_all(made, ratio.words, (ratio.low + ratio.high) / 2, near)


def _part_of_all(made: Claim, text: str, part: Fraction, near: bool) -> Claim:
    reach = part * 100 * ABOUT if near else Fraction(1)
    return replace(made, kind="range", text=text.strip(),
                   least=max(part * 100 - reach, Fraction(0)), most=part * 100 + reach)


def _way(word: str) -> Way:
    return UP if word == UP else DOWN


def _worse(one: Indicator, worse: bool) -> Way | None:
    """Which way it goes when it gets worse, or better; None where neither way does."""
    if one.polarity not in ("higher", "lower"):
        return None
    return DOWN if (one.polarity == "higher") == worse else UP


def _nth(word: str) -> int:
    return _ORDINALS.get(word) or int(re.sub(r"\D", "", word))


def _cardinal(word: str) -> int:
    number = number_in(word)
    assert number is not None
    return int(number.value)
