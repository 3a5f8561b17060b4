"""Old and new words in one line: what stays, what went and what came, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Fate = Literal["same", "gone", "new"]
# A number with its separators and sign of per cent, a word with its apostrophes, a blank, a mark.
_TOKEN = re.compile(r"[−£]?\d[\d,]*(?:\.\d+)?%?|\w+(?:[’'‑-]\w+)*|\s+|.", re.DOTALL)
LEAST_WORDS = 2     # fewer words that stay between two changes are read more easily as changed too


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one fate. Those that stay and went are the old text, those that stay and came the
    new one."""

    fate: Fate
    text: str


def redline(old: str, new: str) -> tuple[Span, ...]:
    """The words of both texts in one line, each change as what went before what came."""
    if old == new:
        return (Span("same", old),) if old else ()
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    parts: list[tuple[list[str], list[str]]] = []      # what went and came; alike where it stays
    for tag, i, j, k, n in matcher.get_opcodes():
        went, came = a[i:j], b[k:n]
        inside = parts and tag == "equal" and j < len(a) and n < len(b)
        goes_on = parts and tag != "equal" and parts[-1][0] != parts[-1][1]
        if goes_on or (inside and _is_short(went)):
            parts[-1] = (parts[-1][0] + went, parts[-1][1] + came)
        else:
            parts.append((went, came))
    return tuple(_spans(parts))


def _is_short(tokens: list[str]) -> bool:
    """Whether too few words stay to be shown by themselves; a figure is always shown so."""
    words = [token for token in tokens if token[0].isalnum()]
    return len(words) < LEAST_WORDS and not any(word[0].isdigit() for word in words)


def _spans(parts: Iterable[tuple[list[str], list[str]]]) -> Iterator[Span]:
    for went, came in parts:
        if went == came:
            yield Span("same", "".join(went))
            continue
        if went:
            yield Span("gone", "".join(went))
        if came:
            yield Span("new", "".join(came))


def old_of(spans: Iterable[Span]) -> str:
    """The old text of a redline."""
    return "".join(span.text for span in spans if span.fate != "new")


def new_of(spans: Iterable[Span]) -> str:
    """The new text of a redline."""
    return "".join(span.text for span in spans if span.fate != "gone")


def marked(spans: Iterable[Span]) -> str:
    """The redline in plain characters: "fell to [-379-]{+397+} in July"."""
    marks = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
    return "".join(f"{marks[span.fate][0]}{span.text}{marks[span.fate][1]}" for span in spans)
