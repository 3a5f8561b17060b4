"""What Word, LibreOffice and others change by themselves as an author types: no edit of anybody's.

Quotation marks that curl, hyphens that lengthen, dots that join, spaces that double or do not
break, fractions that shrink. Texts that differ in these alone are the same.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from functools import lru_cache

from briefing.reading.word.runs import Emphasis, Runs

SAME = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "´": "'", "`": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "―": "-",
    "…": "...", "½": "1/2", "¼": "1/4", "¾": "3/4", "⁄": "/",
    "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "", "\u2060": "",
    "→": "->", "©": "(c)", "®": "(r)", "™": "(tm)"})  # fmt: skip
DASHES = re.compile(r"--+")
GAPS = re.compile(r"\s+")


@lru_cache(1 << 16)
def plain(words: str) -> str:
    """The words without what programs change by themselves; equal where an author changed none."""
    return GAPS.sub(" ", DASHES.sub("-", words.translate(SAME))).strip()


def same(words: str, others: str) -> bool:
    """Whether two texts differ in such habits alone."""
    return words == others or plain(words) == plain(others)


def looks_of(runs: Runs) -> tuple[tuple[str, Emphasis, str], ...]:
    """Words by their look, spaces left out: nobody sees an emphasised space."""
    made: list[tuple[str, Emphasis, str]] = []
    for run in runs:
        words = plain(run.text).replace(" ", "")
        if not words:
            continue
        if made and made[-1][1:] == (run.emphasis, run.target):
            made[-1] = made[-1][0] + words, run.emphasis, run.target
        else:
            made.append((words, run.emphasis, run.target))
    return tuple(made)


@lru_cache(1 << 14)
def words_in(text: str) -> tuple[str, ...]:
    """The words of a text, for comparing."""
    return tuple(plain(text).split(" ")) if text.strip() else ()


def alike(text: str, other: str, least: float = 0.0) -> float:
    """How alike two texts are, from 0 to 1; 0 also where it is surely less than the least."""
    if same(text, other):
        return 1.0
    first, second = words_in(text), words_in(other)
    if not first or not second:
        return 0.0
    both = len(first) + len(second)
    if 2 * min(len(first), len(second)) / both < least:
        return 0.0
    if 2 * (Counter(first) & Counter(second)).total() / both < least:
        return 0.0
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()


def taken_from(words: str, original: str, kept: str) -> float:
    """How much of some words are those of the original that `kept` lacks, from 0 to 1."""
    lacking = Counter(words_in(original)) - Counter(words_in(kept))
    said = Counter(words_in(words))
    return (lacking & said).total() / max(said.total(), 1)
