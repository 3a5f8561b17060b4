"""Which indicators an author's words name, and whether they speak of an indicator at all.

Authors shorten: "referrals" for the number of referrals, "20 day assessments" for the percentage of
assessments undertaken within 20 working days. An indicator is named where most of the words that
tell it from others stand, a word telling the more the fewer indicators have it; of several, the one
of which most stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import log

from briefing.indicators import Indicator
from briefing.periods import MONTH_NAMES
from briefing.review.figures import WORDS

MOST = 0.5          # of what a name tells
NEAR = 0.75         # of the best part: a name that as much is said of is meant too
SLIGHT = 0.3        # what a number, or a word such as "new", tells beside another word
ALIKE = 0.01
STEM = 5            # letters by which a word is known: "converting", "converted"
# Words in names that tell no indicator from another.
COMMON = frozenset((
    "number", "numbers", "percentage", "percentages", "proportion", "proportions", "rate", "rates",
    "average", "total", "share", "with", "from", "within", "that", "than", "more", "less", "their",
    "last", "months", "month", "years", "year", "the", "and", "for", "who", "were", "was", "are",
    "per", "into", "its", "which", "have", "has", "had", "been", "being", "going", "time", "those",
    "they", "this", "these", "all", "any", "not", "one", "two", "three", "four", "five", "six",
    "10000", "1000", "000", "inclusive", "reported", "via", "aged", "of", "in", "on", "to", "a",
    "an", "or", "at", "by", "no", "under", "over", "other", "previous", "people", "young", "cases",
    "case", "population", "18s"))
# What stands for the indicator that was spoken of.
PRONOUNS = frozenset((
    "it", "this", "they", "these", "which", "that", "both", "figure", "figures", "number",
    "numbers", "rate", "rates", "percentage", "proportion", "share", "performance", "level",
    "levels", "total", "totals", "timeliness", "result", "results", "position", "average", "count",
    "counts", "volume", "volumes", "activity", "outturn", "indicator", "measure", "one", "here",
    "ratio", "value", "values", "compliance", "target"))
# What says nothing of its own before a verb.
_FUNCTION = frozenset((
    "the", "a", "an", "of", "in", "on", "at", "to", "for", "by", "with", "from", "and", "or", "as",
    "has", "have", "had", "been", "is", "are", "was", "were", "be", "being", "also", "then",
    "again", "now", "still", "just", "only", "further", "slightly", "marginally", "sharply", "well",
    "overall", "provisionally", "remains", "remain", "remained", "continued", "continues",
    "continue", "however", "therefore", "thus", "once", "so", "far", "year", "month", "date",
    "end", "last", "same", "during", "over", "since", "compared", "main", "concern", "most",
    "there", "not", "no", "longer", "much", "very", "nearly", "almost", "about", "around",
    "quarter", "consecutive", "already", "even", "down", "up", "first", "time", "latest", "period",
    "steadily", "council", "council's", "borough", "our", "its", "their",
    *WORDS, *(name.casefold() for name in MONTH_NAMES)))
_OF_OTHER = re.compile(
    r"(?:the|our|a|this|its) (?:[\w-]+ ){0,2}?(budget|grant|fund|funding|contract|strategy|policy"
    r"|board|panel|training|campaign|programme|project|consultation|survey|inspection|audit)"
    r" (?:for|of|on|into|in) ", re.I)
_SHARE_OF = re.compile(
    r"[\s,]*(?:[\w’'-]+ ){0,2}?(?:\d[\d.]*(?:%| per ?cent)|[\w-]+ per ?cent"
    r"|(?:\d+|[a-z]+) (?:in|out of) (?:every |the )?(?:\d+|ten|five|four|three|six|eight|twenty))\b"
    r"|[\s,]*\d[\d.]*%", re.I)
_WORD = re.compile(r"[a-z0-9][a-z0-9']*")


def words_of(text: str) -> list[str]:
    """The words in small letters; one with a hyphen is one word ("re-referrals")."""
    joined = re.sub(r"(?<=\w)[-‑](?=\w)|(?<=\d),(?=\d{3})|(?<=\b\w)&(?=\w\b)", "",
                    text.casefold())     # "A&E" is one word too
    return _WORD.findall(joined.replace("’", "'"))


def stem(word: str) -> str:
    """What words of one root have in common, roughly."""
    word = word.removesuffix("'s").rstrip("'")
    if word in ("children", "child's", "children's"):
        return "child"
    if len(word) > 4 and word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:STEM]


class Names:
    """The names of a report's indicators."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self.short = _abbreviations(indicators := tuple(indicators))
        self._shares = {one.id for one in indicators if one.unit == "percent"}
        self._counts = {one.id for one in indicators if one.unit == "count"}
        self.pairs = frozenset(
            pair for one in indicators for name in (one.subject, one.title, one.section)
            for pair in pairwise(words_of(name)))
        self.telling: dict[str, tuple[frozenset[str], ...]] = {}
        self._having: dict[str, set[str]] = defaultdict(set)
        self._numbered: dict[str, frozenset[int]] = {}
        self._spoken: dict[str, frozenset[str]] = {}
        for one in indicators:
            # a number tells two indicators apart, but is not needed to name one
            sets = tuple(dict.fromkeys(frozenset(stems) for name in (one.subject, one.title)
                                       if (stems := self.stems(name) - _COMMON_STEMS)))
            self._numbered[one.id] = _numbers(one.subject) | _numbers(one.title)
            self.telling[one.id] = sets or (frozenset(self.stems(one.title)),)
            self._spoken[one.id] = frozenset().union(*(self.stems(name) for name in (
                one.subject, one.title, one.definition, one.zero, one.section)))
            for telling in sets:
                for known in telling:
                    self._having[known].add(one.id)
        self._weight = {known: log(1 + len(indicators) / len(names)) * (
            SLIGHT if known.isdigit() or known in _WEAK else 1)
            for known, names in self._having.items()}

    def is_in_a_name(self, text: str, at: int, word: str) -> bool:
        """Whether a word at the place is one of a name's: "after" of "looked after children"."""
        before = words_of(text[max(0, at - 30):at])
        return bool(before) and (before[-1], word.casefold()) in self.pairs

    def are_shares(self, names: Iterable[str]) -> bool:
        """Whether all of them are percentages."""
        return all(name in self._shares for name in names)

    @staticmethod
    def is_share(phrase: str) -> bool:
        """Whether what is said is of a share: "85% of repairs", "nine in ten calls"."""
        return _SHARE_OF.match(phrase) is not None

    def stems(self, text: str) -> set[str]:
        """The stems of the words of a text, abbreviations written out."""
        stems: set[str] = set()
        for word in words_of(text):
            stems |= self.short.get(word, frozenset())
            stems.add(stem(word))
        return stems

    def named(self, text: str, among: Iterable[str] | None = None) -> tuple[str, ...]:
        """The ids of the indicators that the words name best, in the dictionary's order.

        Of those that have as many words in the text, all: a count and its percentage.
        """
        stems = self.stems(text)
        near = {name for known in stems for name in self._having.get(known, ())}
        if among is not None:
            near &= set(among)
        scores: dict[str, tuple[float, float]] = {}
        for name in near:
            for telling in self.telling[name]:
                shared = sum(self._weight[known] for known in telling & stems)
                part = shared / sum(self._weight[known] for known in telling)
                if part >= MOST and telling & stems - _WEAK:
                    scores[name] = max(scores.get(name, (0.0, 0.0)), (shared, part))
        if not scores:
            return ()
        most = max(shared for shared, _ in scores.values())
        nearest = {name: part for name, (shared, part) in scores.items() if shared >= most - ALIKE}
        return tuple(name for name in self.telling
                     if nearest.get(name, 0) >= NEAR * max(nearest.values()))

    def speaks_of(self, words: Iterable[str], names: Iterable[str]) -> bool:
        """Whether one of the words belongs to what these indicators are called."""
        spoken = frozenset().union(*(self._spoken[name] for name in names))
        return any(stem(word) in spoken or self.short.get(word, frozenset()) & spoken
                   for word in words if word not in _FUNCTION)

    def numbered(self, phrase: str, near: Iterable[str]) -> tuple[str, ...]:
        """The one indicator near whose name has a number of the phrase: "the 20 day target", "four
        hour performance"."""
        numbers = _numbers(phrase)
        having = [name for name in near if numbers & self._numbered[name]]
        return tuple(having) if len(having) == 1 else ()

    def subject(self, phrase: str, before: tuple[str, ...], near: Iterable[str] = ()
                ) -> tuple[str, ...]:
        """The indicators that a phrase before a verb is about; `before` where it only points back.

        Empty where it is about something else: "the number of vacancies".
        """
        words = [word for word in words_of(phrase) if word not in _FUNCTION]
        if self.is_of_other(phrase):
            return ()
        named = self.named(phrase)
        if named:
            kept = tuple(name for name in named if name in before)
            return self._headed(words, kept or named) or kept or named
        if numbered := self.numbered(phrase, near):
            return numbered
        if not words or all(word in PRONOUNS or word.isdigit() for word in words):
            return before
        if headed := self._headed(words, near):
            return headed
        if before and self.speaks_of([w for w in words if w not in PRONOUNS], before) and (
                _covered(words, self._spoken, before)):
            return before
        return ()

    def is_of_other(self, phrase: str) -> bool:
        """Whether it opens with something else that only has to do with an indicator: the budget
        for overtime is no overtime."""
        match = _OF_OTHER.match(phrase.strip())
        return match is not None and not any(
            stem(match[1].casefold()) in telling for sets in self.telling.values()
            for telling in sets)

    def _headed(self, words: list[str], among: Iterable[str]) -> tuple[str, ...]:
        """The one of the indicators that the phrase's last word belongs to: "rent arrears" are
        arrears; empty where it is none's, or several's."""
        head = stem(words[-1]) if words else ""
        if not head or head in _WEAK or head in _COMMON_STEMS or words[-1] in PRONOUNS:
            return ()
        having = tuple(name for name in among
                       if any(head in telling for telling in self.telling[name]))
        return having if len(having) == 1 else ()

    def counted(self, phrase: str, among: Iterable[str]) -> tuple[str, ...]:
        """The one count of these that has the phrase's last word in its name: that "complaints"
        went up is said of how many there were, and not of how many were answered in time."""
        words = [word for word in words_of(phrase) if word not in _FUNCTION]
        having = tuple(name for name in among if name in self._counts and words
                       and any(stem(words[-1]) in telling for telling in self.telling[name]))
        return having if len(having) == 1 and not self.is_of_other(phrase) else ()


def _numbers(text: str) -> frozenset[int]:
    """The numbers in a name, those up to three only in digits: words for them are everywhere."""
    return frozenset(int(word) if word.isdigit() else WORDS.index(word) for word in words_of(text)
                     if word.isdigit() or word in WORDS[4:])


def _covered(words: list[str], spoken: Mapping[str, frozenset[str]], names: tuple[str, ...]
             ) -> bool:
    """Whether every word belongs to the names, so that the phrase is a short form of one."""
    return any(all(word in PRONOUNS or word.isdigit() or stem(word) in spoken[name]
                   for word in words) for name in names)


def _abbreviations(indicators: Iterable[Indicator]) -> Mapping[str, frozenset[str]]:
    """What is written out before its letters in brackets: "Looked After Children (LAC)"."""
    short: dict[str, frozenset[str]] = {}
    for one in indicators:
        for text in (one.section, one.title, one.subject, one.definition, one.note):
            for match in re.finditer(r"\(([A-Z]{2,6})s?\)", text):
                letters = match[1]
                before = re.findall(r"[A-Za-z]+", text[:match.start()])[-len(letters):]
                if len(before) == len(letters) and all(
                        word[0].upper() == letter
                        for word, letter in zip(before, letters, strict=True)):
                    short[letters.casefold()] = frozenset(stem(w.casefold()) for w in before)
                    short[f"{letters.casefold()}s"] = short[letters.casefold()]
            for match in re.finditer(r"\b([A-Z])[a-z]+ (\d+)\b", text):     # "S47": "Section 47"
                numbered = frozenset((stem(match[0].split()[0].casefold()), match[2]))
                for short_form in (f"{match[1]}{match[2]}", f"{match[1]}{match[2]}s"):
                    short[short_form.casefold()] = numbered
    return short


# Words that tell one indicator from its like, and name none alone: "new", "open".
_WEAK = frozenset(map(stem, ("new", "open", "active", "closed", "completed", "started", "valid",
                             "good", "average", "commencing", "ending", "concluded", "timescale",
                             "timely", "working", "days", "weeks", "hours", "within", "long",
                             "worker", "team")))
_COMMON_STEMS = frozenset(stem(word) for word in COMMON)
