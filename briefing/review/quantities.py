"""The figures in an author's words, each with what stands about it: its time, its noun, its hedge.

What holds digits and is no quantity (a section of an Act, a telephone number, a time of day, a
list's number, an age) is masked first; whatever `figures` then reads is a quantity or a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from briefing.periods import MONTH_NAMES
from briefing.review.figures import WORDS, Figure, figures
from briefing.review.naming import words_of
from briefing.review.spans import MONTH, QUARTER, YEAR

_MASKED = re.compile(
    # Acts and their parts, papers and their numbers
    r"\b(?:[Ss]ections?|[Ss]chedules?|[Rr]egulations?|[Aa]rticles?|[Pp]arts?|[Pp]aragraphs?"
    r"|[Pp]aras?"
    r"|[Aa]ppendix|[Aa]ppendices|[Aa]nnex(?:es)?|[Cc]hapters?|[Cc]lauses?|[Tt]ables?|[Cc]harts?"
    r"|[Ff]igures?|[Ff]ig\.|[Pp]ages?|[Bb]ands?|[Tt]iers?|[Ll]evels?|[Pp]hases?|[Kk]ey [Ss]tages?"
    r"|[Ss]tages?|[Ii]tems?|[Mm]inutes?|[Aa]genda items?|[Mm]inute numbers?|[Rr]ecommendations?"
    r"|[Aa]ctions?|[Oo]bjectives?|[Pp]riority|[Pp]riorities|[Vv]ersion|[Gg]rades?|[Rr]ooms?"
    r"|[Tt]eams?"
    r"|[Gg]roups?|[Pp]ublic [Ll]aw|[Cc]ommittee [Rr]oom|[Nn]o\.|[Nn]umber(?= \d+ of the)"
    r"|[Rr]ef(?:erence)?\.?|[Qq]uestions?|[Oo]ption|[Ss]tep|[Dd]ay|[Ww]eek|[Yy]ears?|[Ww]ard)"
    r" (?:no\. ?)?(?!19\d\d\b|20\d\d\b)[A-Z]?\d+[A-Za-z]?(?:\.\d+)*(?:\(\w+\))*"
    r"(?:(?:,| and| or| to|[-–]) ?\d+[A-Za-z]?(?:\.\d+)*(?:\(\w+\))*)*(?![\d%])"
    r"|(?<![’'\w])(?:s|ss|reg|para|cl)\.? ?\d+[A-Z]?(?:\(\w+\))*(?=[ ,.)])"
    r"|\b(?:Act|Regulations|Order|Code|Convention|Guidance|Strategy|Plan|Review|Report)(?: of)? "
    r"(?:19|20)\d\d(?:[-–/]\d{2,4})?\b"
    # how to reach somebody, where and when
    r"|(?<![\d.,])(?:\+44 ?\(?0?\)?|0)\d{2,4}[ )-]*\d{3,4}[ -]?\d{3,4}\b|\bext(?:ension)?\.? \d+"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\S+@\S+|\bhttps?://\S+|\bwww\.\S+"
    r"|\b\d{1,2}[:.]\d\d ?[ap]\.?m\b|\b\d{1,2}:\d\d\b|\b\d{1,2} ?[ap]\.?m\b"
    r"|(?<=\bat )\d{1,2}\.(?:00|15|30|45)\b(?! ?(?:%|per|weeks|days|months))"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: ?[-–] ?\d{{1,2}}(?:st|nd|rd|th)?| (?:and|to|or) "
    rf"\d{{1,2}}(?:st|nd|rd|th)?)? (?:of )?(?:{MONTH})\b(?: \d{{4}})?"
    rf"|\b(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?\b(?=[,.;:)]?(?: \d{{4}}|[,.;:)]| "
    rf"at| to| and|$))"
    r"(?![%,.]\d)"
    # lists, ratios of arrangement, names
    r"|^\(?\d+(?:\.\d+)*[.)](?= )|^\(?[a-z0-9]{1,2}\)(?= )|\(\d\)|\b\d+(?:\.\d+){2,}\b"
    r"|\b(?:one|two|\d):(?:one|two|\d)\b|\bone[- ]to[- ]one\b|\b24/7\b|\b\d+\+(?=\W)"
    r"|(?<![\d.,])\d+(?:-(?:hour|day|week|month|year|minute|bed|place|point|step|page|item)"
    r"| (?:hour|day|week|month|year|minute))(?= [a-z])|\b(?:under|over|aged?|ages)[- ]\d+s\b"
    r"|\b(?:aged?|ages)-\d+\b"
    r"|\b\d+ ?(?:to|[-–]) ?\d+[- ]year[- ]olds?\b|\b(?:19|20)\d0s\b")
When = Literal["", "before", "last", "ago", "now"]
WHENS: tuple[When, ...] = ("before", "last", "ago", "now")
Span = Literal["", "month", "to_date", "12 months"]
Hedge = Literal["", "under", "below", "over", "above", "about"]
HEDGES: tuple[Hedge, ...] = ("under", "below", "over", "above", "about")
_HEDGES = (
    ("under", r"nearly|almost|just under|just below|a little under|a little less than|close to"
              r"|approaching|not quite|just short of"),
    ("below", r"under|less than|fewer than|below|no more than|at most|up to|a maximum of"),
    ("over", r"just over|just above|a little over|slightly over|slightly more than|just more than"),
    ("above", r"over|more than|above|at least|no fewer than|no less than|upwards of|in excess of"),
    ("about", r"about|around|roughly|approximately|approx\.?|some|circa|c\.|in the region of|~"
              r"|somewhere near|in the order of"),
)
_HEDGE = re.compile("|".join(f"(?P<{name}>(?<![a-z])(?:{words}) ?$)" for name, words in _HEDGES),
                    re.I)
_WHEN_AFTER = re.compile(
    rf"^(?: \([^()]*\))?,? ?(?:(?:as )?at the end of|as at|by the end of|at|in|for|during|on) "
    rf"(?:the )?(?P<month>{MONTH}|{QUARTER})(?: (?:of )?(?P<year>{YEAR}))?\b"
    rf"|^ in the 12 months to (?P<month12>{MONTH})(?: (?P<year12>\d{{4}}))?\b"
    r"|^\)?,? (?:in |at )?(?:the )?(?P<before>previous (?:month|quarter)|month before"
    r"|quarter before)\b|^\)?,? (?:in )?(?P<last>last (?:month|quarter))\b"
    r"|^\)?,? (?:in |at )?(?:the )?(?P<ago>a year (?:ago|earlier|before)|same (?:month|time|point|"
    r"period) (?:last year|a year (?:ago|earlier))|this time last year|year before)\b"
    r"|^\)?,? (?P<now>this (?:month|quarter)|in the (?:latest )?month)\b")
_OF = r"(?:[’']s?)?(?: figure| total| level| value| rate| number| count| position)?"
_LINK = r"(?: of| was| were| is| had been| saw| stood at| at|:)?"
_WHEN_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z])(?P<month>{MONTH}|{QUARTER})(?: (?:of )?(?P<year>{YEAR}))?"
    rf"{_OF}{_LINK} ?\(?"
    rf"|(?:^|[.;,(] ?)(?:[Ii]n|[Dd]uring|[Ff]or|[Aa]t the end of|[Bb]y) "
    rf"(?P<opens>{MONTH}|{QUARTER})(?: (?:of )?(?P<opens_year>{YEAR}))?,? "
    rf"|(?P<before>(?:the )?previous (?:month|quarter)|the month before){_OF}{_LINK} ?\(?"
    rf"|(?P<last>last month|last quarter){_OF}{_LINK} ?\(?"
    r"|(?P<ago>a year (?:ago|earlier)|(?:the )?same (?:month|time|point) (?:last year|a year ago)"
    rf"|this time last year){_OF}{_LINK} ?\(?)$")
_WHOSE = r"(?: of| is| was| at| stands at|,|:)?(?: only| just)? ?\(?$"
# "similar councils’ 2020/21 average (24.4%)", "England’s 2020/21 average"
_THEIRS = r"(?:[’']s?)?(?: (?:19|20)\d\d(?:[/-]\d\d)?)?(?: average)?"
_ROLES = (
    ("target", re.compile(rf"target(?: range)?(?: to date)?(?: for (?:the year|\d{{4}}/\d\d))?"
                          rf"{_WHOSE}", re.I), re.compile(r"^ (?:\w+ )?target\b")),
    ("mean_12m", re.compile(rf"12[- ]month (?:rolling )?(?:average|mean){_WHOSE}", re.I),
     re.compile(r"^,? ?(?:the )?12[- ]month (?:average|mean)\b")),
    ("statistical_neighbours", re.compile(
        r"(?:similar (?:councils|authorities)|statistical neighbours?)"
        rf"{_THEIRS}{_WHOSE}", re.I), re.compile(r"^ (?:for|of|in) (?:our )?(?:similar "
                                           r"(?:councils|authorities)|statistical neighbours?)")),
    ("national", re.compile(rf"(?:England|national average|the country){_THEIRS}{_WHOSE}"),
     re.compile(r"^ (?:for England|nationally|in England|across England)\b")),
    ("region", re.compile(rf"(?:regional average|the region){_THEIRS}{_WHOSE}"),
     re.compile(r"^ (?:for the region|regionally|in the region)\b")),
)
# What may stand between a number and what it counts.
_QUALIFIERS = frozenset((
    "new", "more", "fewer", "less", "further", "additional", "extra", "separate", "different",
    "other", "such", "open", "of", "the", "these", "those", "our", "its", "all", "individual",
    "in", "total", "or"))
_STOPS = frozenset((
    "in", "from", "to", "and", "at", "for", "since", "compared", "which", "than", "up", "down",
    "so",
    "last", "this", "while", "but", "by", "on", "is", "was", "were", "below", "above", "out",
    "against", "across", "over", "under", "as", "with", "after", "had", "has", "have", "a", "an",
    "higher", "lower", "although", "because", "when", "where", "during", "between", "within", "per",
    "each", "every", "a", "are", "still", "now", "also", "then", "again", "it", "they", "that",
    "previously", "last", "short", "shy", "adrift", "them", "us",
    "whom", "year", "month", "overall", "altogether",
    "respectively"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as it stands: what is said before and after it decides what it can mean.

    `noun` are the words that it counts, none where it stands for an indicator's figure alone.
    `month` is the month named with it, with its year where that stands; `when` is "before" (the
    period before), "last" (last month, which can be the report's), "ago" (a year before) or "now".
    `role` is the comparator whose it is said to be.
    `apart` tells that it is said as the size of a difference, `relative` that as per cent of it.
    """

    figure: Figure
    hedge: Hedge = ""
    noun: tuple[str, ...] = ()
    month: str = ""
    year: str = ""
    when: When = ""
    span: Span = ""
    role: str = ""
    apart: bool = False
    ways: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """As it is written."""
        return self.figure.text

    @property
    def place(self) -> tuple[int, int]:
        """From where to where it stands."""
        return self.figure.start, self.figure.end

    @property
    def value(self) -> Decimal:
        """Its number."""
        return self.figure.values[0]

    @property
    def spelt(self) -> bool:
        """Whether it is a word."""
        return self.figure.kind == "word" or not any(c.isdigit() for c in self.text)


MORE = r"more|higher|greater|above|up|rise|increase|growth|rose|increased|grew|additional|gain"
FEWER = (r"fewer|less|lower|below|down|fall|decrease|reduction|drop|fell|reduced|decreased|dropped|"
         r"short|decline|declined|shy")
_APART_BEFORE = re.compile(
    rf"\b(?:by|(?:rise|increase|growth|fall|drop|decrease|reduction|decline|difference|change|gap"
    rf"|gain) of|{MORE}|{FEWER}|differ(?:s|ed)? by|(?:up|down) by) (?:just |only |a |another "
    rf")?$", re.I)
_APART_AFTER = re.compile(
    rf"^(?: [a-z]+){{0,3}}? (?:{MORE}|{FEWER}|apart|ahead|behind|away|off)\b(?! (?:target|the 12))"
    r"|^[- ](?:percentage[- ])?points?\b", re.I)
_RELATIVE_AFTER = re.compile(
    r"^ (?:increase|decrease|rise|fall|drop|reduction|decline|growth|more|fewer|higher|lower"
    r"|less|up"
    r"|down|above|below|of the (?:target|figure))\b")


def masked(text: str) -> str:
    """The text with a dot in place of every character of what is no quantity."""
    return _MASKED.sub(lambda match: "·" * len(match[0]), text)


_UNITS = {word: n for n, word in enumerate(WORDS)}
_TENS = {word: 10 * n for n, word in enumerate(
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)}
_BELOW = (rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(WORDS[1:10])}))?"
          rf"|(?:{'|'.join(sorted(WORDS[1:20], key=len, reverse=True))}))")
# What `figures` does not read: numbers in letters above twenty, a couple, a dozen.
_SPELT = re.compile(
    rf"\b(?:(?:{_BELOW}|a) (?:hundred|thousand)(?: (?:and )?{_BELOW})?"
    rf"|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(WORDS[1:10])}))?|half a dozen|(?:a|one) dozen"
    r"|a (?:couple|pair|brace|trio|threesome|quartet|foursome|quintet)(?: of)?"
    r"|(?:a|one|only a) single)\b", re.I)
_SPELT_UNIT = re.compile(r" (?:percentage points?|per ?cent(?:age points?)?)\b|%", re.I)
_SPELT_WHOLE = re.compile(rf"(?:{_SPELT.pattern})(?:{_SPELT_UNIT.pattern})?", re.I)
_ROMAN = re.compile(r"(?<!\w)(?:I{2,3}|IV|VI{1,3}|IX|XI{1,2})(?= [a-z])")
_AFTER_NAME = re.compile(r"\b(?:phases?|parts?|stages?|tiers?|levels?|grades?|bands?|types?|class"
                         r"|categor(?:y|ies)|schedules?|volumes?|world war|[A-Z]\w+) $")
_ROMANS = {"II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
           "XI": 11, "XII": 12}


_FIRST = "|".join(word.capitalize() for word in (*WORDS[1:], "none", "no"))
_CAPITAL = re.compile(rf"^(?:{_FIRST})\b")


def spelt_value(words: str) -> Decimal:
    """The number that is written in letters: "three hundred and four", "a couple of"."""
    low = words.casefold()
    for phrase, value in (("half a dozen", 6), ("dozen", 12), ("couple", 2), ("pair", 2),
                          ("brace", 2), ("trio", 3), ("threesome", 3), ("quartet", 4),
                          ("foursome", 4), ("quintet", 5), ("single", 1)):
        if phrase in low:
            return Decimal(value)
    total = 0
    for word in re.findall(r"[a-z]+", low):
        if word in ("hundred", "thousand"):
            total = max(total, 1) * (100 if word == "hundred" else 1_000)
        else:
            total += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return Decimal(total)


def _spelt(match: re.Match[str], text: str) -> Figure:
    """A number in letters, with the per cent or percentage points that it is of."""
    of = _SPELT_UNIT.match(text, match.end())
    if of is None:
        return Figure("word", match[0], *match.span(), (spelt_value(match[0]),))
    kind: Literal["points", "percent"] = "points" if "point" in of[0] else "percent"
    return Figure(kind, text[match.start():of.end()], match.start(), of.end(),
                  (spelt_value(match[0]),))


def quantities(text: str, own_words: Iterable[str] = ()) -> tuple[Quantity, ...]:
    """The quantities of a sentence, in their order; times, names and ordinals are none."""
    cover = _CAPITAL.sub(lambda match: match[0].lower(), masked(text))
    spelt = [_spelt(match, cover) for match in _SPELT.finditer(cover)]
    spelt += [Figure("word", match[0], *match.span(), (Decimal(_ROMANS[match[0]]),))
              for match in _ROMAN.finditer(cover) if not _AFTER_NAME.search(cover[:match.start()])]
    cover = _SPELT_WHOLE.sub(lambda match: "·" * len(match[0]), cover)
    read = sorted((*figures(cover, own_words), *spelt), key=lambda figure: figure.start)
    return tuple(_quantity(figure, text) for figure in read
                 if figure.values and figure.kind not in ("ordinal",)
                 and not _is_pronoun(figure, text))


def unread(text: str, own_words: Iterable[str] = ()) -> tuple[str, ...]:
    """Digits that are no figure that is known."""
    return tuple(figure.text for figure in figures(masked(text), own_words)
                 if figure.kind == "unread" and "·" not in figure.text)


def _is_pronoun(figure: Figure, text: str) -> bool:
    """Whether "one" or "no" counts nothing: "one of the reasons", "no one", "no longer"."""
    if figure.kind != "word":
        return False
    word, after = figure.text.strip().casefold(), text[figure.end:]
    if word == "one":
        return bool(re.match(r" (?:of|that|which|who|reason|area|way|another|in which|such)\b"
                             r"|[,.;:)]|[- ]off\b|$| to one", after))
    if word == "no":
        return bool(re.match(r" ?(?:longer|one|change|doubt|further|single|evidence|impact|concern|"
                             r"reason|more|less|later|figure|target|significant|clear)", after))
    return False


def _quantity(figure: Figure, text: str) -> Quantity:
    before, after = text[:figure.start], text[figure.end:]
    # a bracket belongs to what stands before it, "June (579)", "the target (35%)"
    closed = re.match(r"^\)", after)
    hedge = _HEDGE.search(before)
    stem = before[:hedge.start()].rstrip() + " " if hedge else before
    month = year = ""
    when: When = ""
    span: Span = ""
    for match in (_WHEN_AFTER.search(after) if not closed else None, _WHEN_BEFORE.search(stem)):
        if match is None:
            continue
        groups = match.groupdict()
        month = groups.get("month") or groups.get("month12") or groups.get("opens") or ""
        year = groups.get("year") or groups.get("year12") or groups.get("opens_year") or ""
        when = next((name for name in WHENS if groups.get(name)), "")
        span = "12 months" if groups.get("month12") else ""
        break
    role = next((name for name, front, back in _ROLES
                 if front.search(stem) or (not closed and back.search(after))), "")
    apart = (bool(_APART_BEFORE.search(before) or _APART_BEFORE.search(stem)) and not re.search(
        r"(?:higher|lower|more|fewer|less|above|below|up|down|over) $", before)) or bool(
            re.search(r"\b(?:up|down) (?:by )?$", before)) or (
            figure.kind != "percent" and bool(_APART_AFTER.match(after))) or (
        figure.kind == "percent" and bool(_RELATIVE_AFTER.match(after))) or figure.kind == "points"
    ways = tuple(way for way, words in (("more", MORE), ("fewer", FEWER)) if re.search(
        rf"\b(?:{words})\b", f"{before[-24:]} {after[:24]}", re.I))
    if apart:
        month = year = when = ""    # "three more than in May": May’s is what it is set beside
    word: Hedge = next((name for name in HEDGES if hedge is not None and hedge[name]), "")
    return Quantity(figure, word, _noun(figure, after), month, year, when, span, role, apart, ways)


_OVER_TIME = re.compile(r"^ (?:over|under) (?:the|a|last|this)\b")


def _noun(figure: Figure, after: str) -> tuple[str, ...]:
    """The words that it counts: none after a preposition, a verb, a mark or the sentence's end."""
    if figure.kind in ("percent", "points", "money", "measure"):
        return _whole(after)
    phrase = re.match(r"^ ((?:[A-Za-z][\w’'&-]*)(?: [A-Za-z][\w’'&-]*){0,4})", after)
    if phrase is None:
        return ()
    counted: list[str] = []
    for word in words_of(phrase[1]):
        if word in _STOPS and (word not in ("over", "under") or _OVER_TIME.match(after)):
            break
        if (word in _QUALIFIERS and not counted) or word.removesuffix("'s").capitalize() in (
                MONTH_NAMES):
            continue
        counted.append(word)
    return tuple(counted[:3])


def _whole(after: str) -> tuple[str, ...]:
    """What "of the team", "of families" after a share is a share of."""
    phrase = re.match(r"^ of (?:all |the |our |its |these |those )*((?:[A-Za-z][\w’'&-]*)"
                      r"(?: [A-Za-z][\w’'&-]*){0,2})", after)
    return tuple(word for word in words_of(phrase[1])) if phrase else ()
