"""An author's words as sentences, and which of them are new.

Authors' English is not ours: quotation marks and blanks are as Word sets them, and a full stop can
end an abbreviation. Two sentences are the same when they read alike whatever their marks are.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass

ALIKE = 0.45        # of its words: a sentence is a rewording of the one that it is most like
_MARKS = str.maketrans({"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "–": "-", "—": "-",
                        "\u2011": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
                        "\u00ad": ""})
_ABBREVIATIONS = re.compile(
    r"\b(?:[A-Z]|[Nn]o|[Nn]os|Mr|Mrs|Ms|Dr|St|[Cc]llr|approx|[Ff]ig|[Pp]ara|[Ss]ec|vs|etc|e\.g|i\.e"
    r"|c|ca|p|pp|Sch|art|[Rr]eg)\.$")
# A full stop, question or exclamation mark, what closes it, and a blank before what opens anew.
_END = re.compile(r"[.!?]+[)'\"’”]*(?=\s+[\"'‘“(]?[A-Z0-9£])|[\n\v\f]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence as it stands now, and the written one that it rewords; "" where it is new."""

    now: str
    before: str = ""


def normal(text: str) -> str:
    """The text with plain quotation marks, hyphens and single blanks, to be compared."""
    return re.sub(r"\s+", " ", text.translate(_MARKS)).strip()


# Letters of other alphabets that look like ours.
_ALIKE = str.maketrans("аеорсухіАВЕКМНОРСТХІοαΟΑΒΕΗΚΜΝΡΤΧ", "aeopcyxiABEKMHOPCTXIoaOABEHKMNPTX")


def readable(text: str) -> str:
    """The text as an eye reads it: digits and letters in their plain form, those of other alphabets
    that look alike as ours, and nothing that is not seen."""
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf" or c == "\u2060")
    return "".join(_plain(c) for c in seen).translate(_ALIKE)


def _plain(character: str) -> str:
    """A digit or letter in its plain form; marks, blanks and fractions stay."""
    form = unicodedata.normalize("NFKC", character)
    return form if form != character and len(form) <= 2 and form.isalnum() else character


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, in order, without the blanks between them."""
    parts: list[str] = []
    start = 0
    for end in _END.finditer(text):
        before = text[start:end.end()]
        if end[0].startswith(".") and _ABBREVIATIONS.search(before):
            continue
        parts.append(before)
        start = end.end()
    parts.append(text[start:])
    return tuple(part.strip() for part in parts if part.strip())


def rewordings(before: str, now: str) -> tuple[Pair, ...]:
    """The sentences that stand now and were not written so, each with what it rewords."""
    written = [(sentence, normal(sentence)) for sentence in sentences(before)]
    kept = {reads for _, reads in written}
    standing = sentences(now)
    same = {normal(sentence) for sentence in standing}
    spare = [(sentence, reads) for sentence, reads in written if reads not in same]
    pairs: list[Pair] = []
    for sentence in standing:
        reads = normal(sentence)
        if reads in kept:
            continue
        nearest = max(((_alike(reads, other), -n) for n, (_, other) in enumerate(spare)),
                      default=(0.0, 0))
        pairs.append(Pair(sentence, spare[-nearest[1]][0] if nearest[0] >= ALIKE else ""))
    return tuple(pairs)


def gone(before: str, now: str) -> tuple[str, ...]:
    """The written sentences that no longer stand, whether they were reworded or left out."""
    standing = {normal(sentence) for sentence in sentences(now)}
    return tuple(sentence for sentence in sentences(before) if normal(sentence) not in standing)


def _alike(a: str, b: str) -> float:
    """How much of the shorter sentence's words the other has in the same order, from 0 to 1."""
    words, others = a.casefold().split(), b.casefold().split()
    matcher = difflib.SequenceMatcher(None, words, others, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    return shared / max(1, min(len(words), len(others))) if shared > 1 else 0.0
