"""A council's own units, comparators and marks in a sentence, put as the reader knows them.

The grammar of sentences knows our units and comparators. What a council calls its own is replaced
by a number or name of the same sort before a sentence is read, and put back into what it claims,
so that each figure and each name is still held to what should stand there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import get_args

from briefing.amounts import Unit
from briefing.indicators import Comparator, TargetKind
from briefing.periods import MONTH_NAMES
from briefing.review.claims import Claim, Word
from briefing.review.figures import NUMBER
from briefing.review.reader import Reading
from briefing.review.reckoning import Reckoning
from briefing.review.unit_words import unit_of

FIRST_TOKEN = 900_000_001       # a number that stands for a figure in a unit of the council's own
_TWO = {"minutes_seconds": ("minute", "second"), "hours_minutes": ("hour", "minute"),
        "years_months": ("year", "month")}
_KINDS = "|".join(kind for kind in get_args(TargetKind) if "_" not in kind)
_MARK = re.compile(rf"(?<=[Tt]he )(?:{_KINDS})(?= range\b| of | \(| to date\b)"
                   rf"|(?<=’s )(?:{_KINDS})(?= range\b| of | \(| is )")
_AT = rf"(?:(?:{'|'.join(MONTH_NAMES)}|Q[1-4]) )?\d{{4}}(?:/\d\d)?"
_PERIOD = rf"(?P<at>{_AT})"


@dataclass(slots=True)
class Standard:
    """A sentence in the reader's own terms, and what stood in their place."""

    text: str
    figures: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)     # of comparators, by their stand-ins
    claims: list[Claim] = field(default_factory=list)


def standard(text: str, truth: Reckoning) -> Standard:
    """The sentence with our terms in place of the council's own."""
    made = Standard(text)
    for n, own in enumerate(truth.comparators.values(), 1):
        token = f"own{chr(96 + n)}"
        made.names[token] = own.name
        made.text = _without_name(made.text, own, token)
    made.text = _MARK.sub(lambda found: _as_target(found[0], made), made.text)
    unit = unit_of(truth.one.unit)
    if unit is not None and (pattern := _written(unit)):
        made.text = re.sub(
            pattern, lambda found: _numbered(_in_prose(found[0], unit), made), made.text)
    return made


def _as_target(kind: str, made: Standard) -> str:
    made.claims.append(Word("mark", kind))
    return "target"


def _numbered(figure: str, made: Standard) -> str:
    sign = "−" if figure.startswith("−") else ""
    token = f"{FIRST_TOKEN + len(made.figures)}"
    made.figures[sign + token] = figure
    return sign + token


def _in_prose(figure: str, unit: Unit) -> str:
    """A figure in two units as a table has it, as a sentence has it: "0y 3m" as "3 months"."""
    match = re.fullmatch(r"(−?)(\d+)(?:y |:)(\d+)m?", figure)
    if match is None or not unit.form:
        return figure
    names = _TWO[unit.form]
    parts = [f"{n:,} {name}{'' if n == 1 else 's'}"
             for n, name in zip((int(match[2]), int(match[3])), names, strict=True) if n]
    return match[1] + (" ".join(parts) or f"0 {names[1]}s")


def _written(unit: Unit) -> str:
    """The pattern of a figure in the unit; "" where it is a bare number."""
    if unit.form:
        large, small = _TWO[unit.form]
        cell = r"−?\b\d+y \d+m\b" if unit.form == "years_months" else r"−?\b\d+:\d\d\b"
        no_span = r"(?! (?:to (?:[A-Z]|quarter|the )|since|add|on record|for which|average))"
        not_span = "(?<!last )(?<!highest in )(?<!lowest in )"
        return (rf"{cell}|{not_span}−?\b\d[\d,]* {large}s?(?: \d+ {small}s?)?\b{no_span}"
                rf"|{not_span}−?\b\d[\d,]* {small}s?\b{no_span}")
    ends = {unit.after, unit.after_one, unit.change_after, unit.change_after_one, unit.cell_after}
    ends |= {big.after + end for big in unit.big for end in (*ends, "")}
    after = "|".join(re.escape(end) for end in sorted(filter(None, ends), key=len, reverse=True))
    before = re.escape(unit.before)
    if not before and not after:
        return ""
    tail = rf"(?:{after})(?!\w)" if after else ""
    if before:
        tail = f"(?:{tail})?" if tail else ""
    return rf"(?<![\w.,])−?{before}{NUMBER}{tail}"


def _without_name(text: str, own: Comparator, token: str) -> str:
    """The text with a stand-in for the comparator, as each sort is called in both lengths."""
    peer = re.escape(own.said)
    called = {
        "average": (rf"the {_PERIOD} {peer} average", rf"the {peer} average"),
        "best_quartile": (rf"the {_PERIOD} threshold of the {peer}",
                          rf"the threshold of the {peer}"),
        "peers": (rf"the {_PERIOD} figure for the {peer}", rf"the {peer}"),
        "neighbour": (rf"(?:the {_PERIOD} figure for {peer}|{peer} in (?P<in>{_AT}))",
                      peer),
        "whole": (rf"the {_PERIOD} figure for {peer}", peer),
    }.get(own.kind)
    if called is None:
        return text
    dated, bare = called

    def full(found: re.Match[str]) -> str:
        year = found["at"] or (found["in"] if "in" in found.groupdict() else "")
        return (f"the {year} {token} average of " if found["of"] in (" of ", ", ")
                else f"{token}’s {year} average (")

    text = re.sub(rf"{dated}(?P<of> of |, (?=[−£\d])| \()", full, text)
    return re.sub(rf"{bare} \(", f"{token} (", text)


def restored(reading: Reading, made: Standard) -> Reading:
    """The reading with the council's own terms in its claims."""
    terms: Mapping[str, str] = made.figures | made.names
    claims = [*(_with(claim, terms) for claim in reading.claims), *made.claims]
    return replace(reading, claims=tuple(claims))


def _with(claim: Claim, terms: Mapping[str, str]) -> Claim:
    changed = {each.name: terms[value] for each in fields(claim)
               if isinstance(value := getattr(claim, each.name), str) and value in terms}
    return replace(claim, **changed) if changed else claim      # type: ignore[arg-type]
