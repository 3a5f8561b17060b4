"""Patterns that are compiled when a text first has the words that they cannot do without.

A sentence is held to a hundred forms, and to most of them it has no likeness at all: to see that
takes a look for some words, where compiling the form takes a thousand times as long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Form:
    """A pattern that is made when it is needed; `of` makes it of its form."""

    def __init__(self, form: str, of: Callable[[str], re.Pattern[str]] = re.compile) -> None:
        self.form, self._of = form, of

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern itself."""
        return self._of(self.form)

    @cached_property
    def needs(self) -> str:
        """Words that every text has which the form fits: the longest; "" where none are sure."""
        return needed(self.form)

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """What the form fits from there on; None where it does not fit."""
        return self.pattern.match(text, at) if text.find(self.needs, at) >= 0 else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The text, where the form fits the whole of it."""
        return self.pattern.fullmatch(text) if self.needs in text else None

    def search(self, text: str, at: int = 0) -> re.Match[str] | None:
        """The first place that the form fits."""
        return self.pattern.search(text, at) if text.find(self.needs, at) >= 0 else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every place that the form fits."""
        return self.pattern.finditer(text) if self.needs in text else iter(())


_TOKEN = re.compile(
    r"\\(?P<quoted>[^\w\s])|(?P<other>\\.|\.|\^|\$|\[\]?[^\]]*\]|\{[a-z]\w*(?::\w+)?\})|(?P<open>\()"
    r"|(?P<close>\))|(?P<either>\|)|(?P<times>[?*]|\{\d[^}]*\})|(?P<more>\+)|(?P<letter>.)", re.S)


def needed(form: str) -> str:
    """The longest stretch of letters that stands in no group, and is not left out or repeated."""
    runs, run, depth = [""], "", 0
    for token in _TOKEN.finditer(form):
        kind = token.lastgroup
        if kind == "either" and depth == 0:
            return ""
        if kind == "letter" or kind == "quoted":
            run += token[0][-1] if depth == 0 else ""
            continue
        if kind == "times":
            run = run[:-1]          # it may be missing
        depth += (kind == "open") - (kind == "close")
        runs.append(run)
        run = ""
    return max((*runs, run), key=len)
