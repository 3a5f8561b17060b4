"""A sentence of an author's, clause by clause: what each is about.

A clause begins with what its verb is said of. "It", "the rate" and a verb alone go on about what
was spoken of; "which" about what was named last; "staff vacancies" is about nothing that is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from briefing.periods import MONTH_NAMES
from briefing.review.figures import WORDS
from briefing.review.naming import Names

_MONTH = "|".join(MONTH_NAMES)
UP = (r"rose|risen|rises|increased|increases|grew|grown|climbed|jumped|surged|soared|(?:went|gone|"
      r"going|gone back) up|edged up|crept up|(?:is|are|was|were) up|up")
DOWN = (r"fell|fallen|falls|reduced|reduces|decreased|decreases|dropped|drops|declined|declines|"
        r"dipped|slipped|shrank|shrunk|halved|(?:went|gone|going|come|came) down|edged down|"
        r"(?:is|are|was|were) down|down")
LEVEL = (r"unchanged|the same as|maintained(?: at)?|held steady|stayed the same|"
         r"remained (?:the same|steady|stable|static)|(?:is|was|were|are|has been|have been) "
         r"(?:(?:broadly|largely|fairly) )?(?:stable|steady|static|flat)|"
         r"levelled off|did not change|no change")
BETTER = r"improved|improves|got better|gets better"
WORSE = r"worsened|worsens|deteriorated|deteriorates|got worse|gets worse"
_VERB = re.compile(
    rf"\b(?:{UP}|{DOWN}|{LEVEL}|{BETTER}|{WORSE}|doubled|trebled|tripled|quadrupled|was|were|is|are"
    r"|stood|stands|stayed|stays|remained|remains|remain|reached|reaches|hit|totalled|exceeds?"
    r"|exceeded|came to|comes to|has|have|had|met|meets|missed|misses|achieved|saw|ended)\b", re.I)
_MOVES = re.compile(rf"{UP}|{DOWN}|doubled|trebled|tripled|quadrupled", re.I)
# Where another thought begins, whatever follows; a month or a figure after "since" does not.
_VALUE = rf"(?:red|amber|green|nil|none|{'|'.join(WORDS[1:])})\b|[£\d]"    # "Visits: three"
_HARD = re.compile(
    rf";\s|:\s(?!{_VALUE})|\.\s"
    rf"|\s[–—-]\s|\b(?:because(?: of)?|while|whilst|whereas|although|though|due to"
    rf"|owing to"
    rf"|following|as a result of|reflecting|when|where|despite|in spite of|thanks to|linked to"
    rf"|caused by|driven by|given(?= that)|unless|if|once(?= the)"
    rf"|(?<!same )as(?= (?!at |in |of |well |a result|the end|many|few|much|high|low|expected"
    rf"|planned|usual)"
    rf"[a-z])"
    rf"|after(?= (?!an? |the year|\d|[A-Z£]|being )[a-z])"
    rf"|since(?! (?:{_MONTH}|the (?:start|beginning|year|last)|last|then|20|19|records"
    rf"|quarter)))\b")
_SOFT = re.compile(r",(?!\d)|\band\b|\bbut\b|\bor\b|\(|\)|\bwhich\b|\bwho\b", re.I)


# Alone, or after what the brackets of a name held: "(in 12 months; lower is better)".
_BRACKETED = re.compile(r"\((?:lower|higher) is better\)|; (?:lower|higher) is better(?=\))", re.I)


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a sentence, from where to where, and the indicators that it is about.

    `foreign` tells that it is about something that is no indicator. `named` that it names what it
    is about itself.
    """

    start: int
    end: int
    about: tuple[str, ...]
    foreign: bool = False
    named: bool = False


def clauses(text: str, about: tuple[str, ...], names: Names, near: tuple[str, ...] = ()
            ) -> tuple[Clause, ...]:
    """The clauses of a sentence that is `about` these indicators unless it names others; `near` are
    those of its service area."""
    text = _BRACKETED.sub(lambda words: " " * len(words[0]), text)
    parts: list[Clause] = []
    cuts = [0, *(hard.end() for hard in _HARD.finditer(text)
                 if not names.is_in_a_name(text, hard.start(), hard[0])), len(text)]
    current = about
    for start, end in pairwise(cuts):
        if start >= end:
            continue
        pieces = _pieces(text, start, end, current, about, names, near)
        parts += pieces
        kept = [piece for piece in pieces if not piece.foreign and piece.about]
        if kept and start == 0:
            current = kept[0].about
    return tuple(parts)


def _pieces(text: str, start: int, end: int, current: tuple[str, ...], about: tuple[str, ...],
            names: Names, near: tuple[str, ...]) -> list[Clause]:
    """The clauses between two hard cuts, one a subject of its own."""
    pieces: list[Clause] = []
    opened, standing, foreign, named = start, current, False, False
    first = True
    previous = start
    for verb in _VERB.finditer(text, start, end):
        begin = max((soft.end() for soft in _SOFT.finditer(text, previous, verb.start())
                     if soft[0] != "and" or not names.is_in_a_name(text, soft.start(), "and")),
                    default=previous)
        phrase = text[begin:verb.start()]
        if first and not _content(phrase) and _content(text[start:begin]):
            phrase = text[start:begin]      # "reports rise in autumn and are ..."
        previous = verb.end()
        lead = text[max(start, begin - 6):begin].casefold()
        if "which" in lead or "who" in lead or "that" in phrase.casefold().split()[:1]:
            last = names.named(text[opened:begin])
            subject, told = (last, True) if last else (standing, False)
        elif phrase.strip().casefold().endswith("there"):
            last = names.named(text[verb.end():end])
            subject, told = (last, True) if last else (standing, False)
        elif names.is_share(phrase) and standing and names.are_shares(standing):
            subject, told = standing, True          # "85% of repairs were ..."
        elif re.search(r"\bthan (?:it|they|that|those) ?$", phrase):
            subject, told = standing, False         # "higher than they were"
        else:
            subject = names.subject(phrase, standing if standing else about, near)
            told = bool(names.named(phrase))
            if not subject and _MOVES.fullmatch(verb[0]):
                subject = names.counted(phrase, near)
                told = bool(subject)
        if not subject and first and start == 0 and not told:
            # what opens a sentence on an indicator can be called by other words
            subject = () if _content(phrase) else about
        if first:
            standing, foreign, named = subject, not subject, told
        elif subject != standing and (told or not subject):
            pieces.append(Clause(opened, begin, standing, foreign, named))
            opened, standing, foreign, named = begin, subject, not subject, told
        first = False
    if first:
        phrase = text[start:end]
        subject = names.subject(re.sub(r"\d[\d,.]*%?", " ", phrase), current)
        standing, foreign, named = subject, not subject, bool(names.named(phrase))
    pieces.append(Clause(opened, end, standing, foreign, named))
    return pieces


def _content(phrase: str) -> bool:
    return bool(re.search(r"[a-z]{3,}", phrase.casefold()))


def clause_at(place: int, parts: tuple[Clause, ...]) -> Clause:
    """The clause that holds the place."""
    return next((part for part in parts if part.start <= place < part.end), parts[-1])
